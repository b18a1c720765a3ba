"""What stands before every route: whose name was called, how long the address is, which headers go out."""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.conduct.errors import TOO_LONG, Kind, http_kind, problem
from api.conduct.headers import SECURITY_HEADERS
from api.conduct.settings import LOCAL_NAMES

URL_BYTES = 8 * 2**10

# localhost, 127.0.0.1:8000, [::1]:8000
HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,255})(?::[0-9]{1,5})?", re.IGNORECASE)


class Guard:
    """ASGI middleware: refuses foreign `Host` names and overlong addresses, adds the security headers.

    A page from elsewhere that had its own name lead to this machine (DNS rebinding) calls us by that name.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] = LOCAL_NAMES) -> None:
        self.app = app
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        send = _with_headers(send)
        kind, detail = self._fault(scope)
        if detail:
            await problem(kind, detail)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _fault(self, scope: Scope) -> tuple[Kind, str]:
        if len(scope["raw_path"] or b"") + len(scope["query_string"]) > URL_BYTES:
            return TOO_LONG, f"the address is longer than {URL_BYTES} bytes; ask for less at a time"
        return http_kind(400), self._host_fault(scope)

    def _host_fault(self, scope: Scope) -> str:
        hosts = Headers(scope=scope).getlist("host")
        match = HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if match and match[1].lower() in self.names:
            return ""
        return f"the Host header names another machine; this server is called {' or '.join(sorted(self.names))}"


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            framed = "frame-ancestors *" in headers.get("content-security-policy", "")
            for name, value in SECURITY_HEADERS.items():
                # X-Frame-Options is for browsers that do not know frame-ancestors: it would close what is meant open.
                if not (framed and name == "X-Frame-Options"):
                    headers.setdefault(name, value)
        await send(message)

    return sending
