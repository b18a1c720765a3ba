"""Which other sites' pages may call (CORS): none, unless set; OpenRefine on this machine for reconciliation."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.conduct.settings import API

RECONCILIATION = f"{API}/reconcile"

# http://127.0.0.1:3333, where OpenRefine's pages come from
THIS_MACHINE = r"http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?"


class Origins:
    """ASGI middleware over the whole application."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self.reconciling = _shared(app, origins, THIS_MACHINE)
        self.elsewhere = _shared(app, origins, None) if origins else app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        reconciling = scope["type"] == "http" and scope["path"].startswith(RECONCILIATION)
        await (self.reconciling if reconciling else self.elsewhere)(scope, receive, send)


def _shared(app: ASGIApp, origins: Sequence[str], pattern: str | None) -> ASGIApp:
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_origin_regex=pattern,
        allow_methods=("GET", "POST"),
        allow_headers=("Authorization", "Content-Type"),
        expose_headers=("ETag", "X-Request-ID", "Link", "Retry-After"),
    )
