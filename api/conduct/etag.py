"""Answers that a client has already: a tag for each, and 304 for the same again (RFC 9110, 8.8.3 and 13.1.2)."""

from __future__ import annotations

import re
from hashlib import blake2b

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# "abc", W/"abc"
TAG = re.compile(r'"[^"]*"')


class Tagged:
    """ASGI middleware: tags every whole answer to GET or HEAD that has no tag, and spares the client what it has.

    What is streamed without a tag goes out as it comes. The tag is weak: the same answer may go out compressed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            send = _Tagging(Headers(scope=scope).get("if-none-match", ""), send)
        await self.app(scope, receive, send)


class _Tagging:
    """Holds back the start of one answer until its tag is known."""

    def __init__(self, known: str, send: Send) -> None:
        self.known = known
        self.send = send
        self.start: Message | None = None
        self.spared = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self.start = message
        elif self.start:
            start, self.start = self.start, None
            await self._begin(start, message)
        elif not self.spared:
            await self.send(message)

    async def _begin(self, start: Message, message: Message) -> None:
        headers = MutableHeaders(scope=start)
        if "etag" not in headers and message["type"] == "http.response.body" and not message.get("more_body"):
            headers["ETag"] = f'W/"{blake2b(message.get("body", b""), digest_size=12).hexdigest()}"'
        if _has(self.known, headers.get("etag", "")):
            self.spared = True
            start["status"] = 304
            del headers["content-length"]
            message = {"type": "http.response.body", "body": b""}
        await self.send(start)
        await self.send(message)


def _has(known: str, tag: str) -> bool:
    """The comparison is weak: W/"a" and "a" are the same."""
    return bool(tag) and (known.strip() == "*" or tag.removeprefix("W/") in TAG.findall(known))
