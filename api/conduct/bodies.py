"""How large a body may be, and how long it may take to arrive."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.conduct.errors import TOO_LARGE, TOO_MANY, http_kind, problem
from api.conduct.tokens import Scope as TokenScope

BODY_BYTES = 2**20
BODY_SECONDS = 10.0

ARRIVING = 20
"""Bodies of one client that may be on their way at once, a fifth of the requests that the gate lets in by default:
whoever sends slowly leaves room for others."""

Read = tuple[int, str, bytes]
"""Status and reason why a body is refused ("" when it is not), and the body."""

KINDS = {kind.status: kind for kind in (TOO_LARGE, TOO_MANY)}


class Bodies:
    """ASGI middleware: reads the whole body before anything works on it; one that is too large or too slow is refused.

    `larger` names the paths that take more than BODY_BYTES from those who may write, each with its own bound.
    """

    def __init__(self, app: ASGIApp, larger: Mapping[str, int] | None = None) -> None:
        self.app = app
        self.larger = larger or {}
        self.arriving: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send)
            return
        status, detail, body = await self._read(scope, receive)
        if detail:
            kind = KINDS.get(status) or http_kind(status)
            await problem(kind, detail)(scope, receive, send)
        else:
            await self.app(scope, _again(body, receive), send)

    async def _read(self, scope: Scope, receive: Receive) -> Read:
        client = scope.get("state", {}).get("client", "")
        if self.arriving[client] >= ARRIVING:
            return TOO_MANY.status, f"{ARRIVING} bodies from {client} are on their way; send one after the other", b""
        self.arriving[client] += 1
        try:
            return await _body(receive, self._most(scope))
        finally:
            self.arriving[client] -= 1
            if not self.arriving[client]:
                del self.arriving[client]

    def _most(self, scope: Scope) -> int:
        token = scope.get("state", {}).get("caller")
        return self.larger.get(scope["path"], BODY_BYTES) if token and token.scope is TokenScope.WRITE else BODY_BYTES


async def _body(receive: Receive, most: int) -> Read:
    try:
        # A larger body may take longer, at the same least speed.
        async with asyncio.timeout(BODY_SECONDS * max(1, most // BODY_BYTES)):
            return await _read(receive, most)
    except TimeoutError:
        return 408, f"the body did not arrive within {BODY_SECONDS:g} s", b""


async def _read(receive: Receive, most: int) -> Read:
    body = bytearray()
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            return TOO_LARGE.status, f"the body is larger than {most} bytes; send less", b""
    return 200, "", bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """Hand out the body that was read already, then what the server has to say."""
    waiting = [body]

    async def next_message() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return next_message
