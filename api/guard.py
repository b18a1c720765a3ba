"""What stands before every route: whose name was called, how large the body is, which headers go out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import TOO_LARGE, http_kind, problem
from api.headers import SECURITY_HEADERS

LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})

BODY_BYTES = 2**20
BODY_SECONDS = 10.0

# localhost, 127.0.0.1:8000, [::1]:8000
HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,255})(?::[0-9]{1,5})?", re.IGNORECASE)


class Guard:
    """ASGI middleware: refuses foreign `Host` names and oversized or slow bodies, adds the security headers.

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
        status, detail, body = 400, self._host_fault(scope), b""
        if not detail and scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            status, detail, body = await _body(receive)
        if detail:
            kind = TOO_LARGE if status == TOO_LARGE.status else http_kind(status)
            await problem(kind, detail)(scope, receive, send)
        else:
            await self.app(scope, _again(body, receive), send)

    def _host_fault(self, scope: Scope) -> str:
        hosts = Headers(scope=scope).getlist("host")
        match = HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if match and match[1].lower() in self.names:
            return ""
        return "the Host header names another machine; call this server http://127.0.0.1 or http://localhost"


async def _body(receive: Receive) -> tuple[int, str, bytes]:
    """Status and reason why a body is refused ("" when it is not), and the body."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _read(receive)
    except TimeoutError:
        return 408, f"the body did not arrive within {BODY_SECONDS:g} s", b""


async def _read(receive: Receive) -> tuple[int, str, bytes]:
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_BYTES:
            return TOO_LARGE.status, f"the body is larger than {BODY_BYTES} bytes; send less", b""
    return 200, "", body


def _again(body: bytes, receive: Receive) -> Receive:
    """Hand out the body that was read already, then what the server has to say."""
    waiting = [body] if body else []

    async def next_message() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return next_message


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
