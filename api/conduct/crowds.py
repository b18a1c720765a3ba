"""No crowd at a costly operation: more than run at once would only wait in the threads that answer all else."""

from __future__ import annotations

from collections import Counter

from starlette.types import ASGIApp, Receive, Scope, Send

from api.conduct.errors import BUSY, problem
from api.conduct.permits import AT_ONCE
from api.conduct.settings import API

COSTLY = {f"{API}/cypher": 2 * AT_ONCE}
"""How many requests to a costly operation come in at once: those that run, and some that begin or end."""


class Crowds:
    """ASGI middleware: refuses what is too much at a costly operation.

    It stands behind the bodies: a request that still sends its own takes nobody's place.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        most = COSTLY.get(scope["path"]) if scope["type"] == "http" else None
        if most is None:
            await self.app(scope, receive, send)
        elif self.under_way[scope["path"]] >= most:
            busy = problem(BUSY, f"{most} such requests are under way; try again in a moment")
            await busy(scope, receive, send)
        else:
            await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.under_way[scope["path"]] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.under_way[scope["path"]] -= 1
