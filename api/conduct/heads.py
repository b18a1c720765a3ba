"""HEAD: what GET would answer, without its body (RFC 9110, 9.3.2)."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Heads:
    """ASGI middleware: answers HEAD as GET; once the headers are sent the client counts as gone, so that a body that
    would go on for long is not made."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        began = False

        async def heard() -> Message:
            return {"type": "http.disconnect"} if began else await receive()

        async def headers_only(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                await send(message)
            elif not began:
                began = True
                await send({"type": "http.response.body", "body": b""})

        await self.app({**scope, "method": "GET"}, heard, headers_only)
