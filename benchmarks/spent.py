"""How long the server is within calls on the `View` for an answer, told in a header of it.

Only so are both sides of a difference of the same moment: the same call repeated in another process finds other caches.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SPENT = "x-view-ms"

_spent: ContextVar[list[float]] = ContextVar("spent")


class _Timed:
    """A view whose calls add up in `_spent`."""

    def __init__(self, view: object) -> None:
        self._view = view

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._view, name)
        if not callable(found):
            return found

        def asked(*values: object, **named: object) -> object:
            began = time.perf_counter()
            answer = found(*values, **named)
            whole = iter(list(answer)) if isinstance(answer, Iterator) else answer
            if (spent := _spent.get(None)) is not None:
                spent.append(time.perf_counter() - began)
            return whole

        return asked


class _Telling:
    """ASGI middleware: the header, in milliseconds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        spent: list[float] = []
        _spent.set(spent)

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = f"{1000 * sum(spent):.3f}".encode()
                message = {**message, "headers": [*message["headers"], (SPENT.encode(), told)]}
            await send(message)

        await self.app(scope, receive, telling)


def spent(app: FastAPI) -> None:
    """Let the application tell it from now on, for the snapshot that it shows."""
    reader = app.state.shown.reader
    reader.view = _Timed(reader.view)
    app.add_middleware(_Telling)
