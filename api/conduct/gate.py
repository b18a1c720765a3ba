"""Who comes in, how often, and how many at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.conduct.access import caller
from api.conduct.errors import BUSY, CHALLENGE, TOO_MANY, UNAUTHORIZED, Kind, Unauthorized, problem
from api.conduct.settings import Settings
from api.conduct.tokens import Token

PUBLIC_PATHS = frozenset({"/", "/docs", "/openapi.json", "/favicon.ico", "/healthz", "/readyz"})
PUBLIC_FOLDERS = ("/assets/", "/embed/", "/pages/", "/swagger/", "/ontology")
"""What holds nothing of the store: it needs no token and is not counted. All else is behind the gate."""


class Gate:
    """ASGI middleware: asks for the token, bounds the requests of each client and those under way.

    `scope["state"]["caller"]` is the caller's token from here on, None for a reader without one; `["client"]` is who
    is counted.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.under_way = 0
        self.over_limit = _limiter(settings.requests_a_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_public(scope["path"]):
            await self.app(scope, receive, send)
            return
        refusal = await self._refusal(scope)
        if refusal:
            await refusal(scope, receive, send)
            return
        self.under_way += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.under_way -= 1

    async def _refusal(self, scope: Scope) -> Response | None:
        """Why the request does not come in; None when it does."""
        client = _address(scope)
        try:
            token = caller(scope, self.settings)
        except Unauthorized as fault:
            # Guessing costs the guesser's own allowance.
            return await self._too_many(client) or _refused(UNAUTHORIZED, str(fault))
        who = _who(token, client)
        scope.setdefault("state", {}).update(caller=token, client=who)
        return await self._too_many(who) or self._too_full()

    async def _too_many(self, client: str) -> Response | None:
        if not await self.over_limit(client):
            return None
        allowed = self.settings.requests_a_minute
        return _refused(TOO_MANY, f"more than {allowed} requests in a minute from {client}; wait a little")

    def _too_full(self) -> Response | None:
        if self.under_way < self.settings.at_once:
            return None
        return _refused(BUSY, f"{self.settings.at_once} requests are under way; try again in a moment")


def is_public(path: str) -> bool:
    return path in PUBLIC_PATHS or path.startswith(PUBLIC_FOLDERS)


def _limiter(a_minute: int) -> Callable[[str], Awaitable[bool]]:
    """Says whether a client, by this request, has asked more often than it may."""
    if not a_minute:
        return _never
    allowed: RateLimitItem = parse(f"{a_minute}/minute")
    strategy = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def over_limit(client: str) -> bool:
        return not await strategy.hit(allowed, client)

    return over_limit


async def _never(client: str) -> bool:
    return False


def _who(token: Token | None, address: str) -> str:
    return f"token {token.name}" if token else address


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


def _refused(kind: Kind, detail: str) -> Response:
    answer = problem(kind, detail)
    if kind is UNAUTHORIZED:
        answer.headers.update(CHALLENGE)
    return answer
