"""Answers that were given already: a snapshot of the store never changes, so neither does what it answers."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.conduct.settings import API

MOST_BYTES = 64 * 2**20
LARGEST = 2**20
"""The most bytes that all answers, and one of them, may take."""

CHANGING = (f"{API}/jobs", f"{API}/oembed", f"{API}/sparql")
"""Where answers do not come from the snapshot alone (NOW(), RAND(), UUID() of SPARQL), or are not for everybody."""

Key = tuple[str, bytes, str, str]
"""Path, query, what is accepted, and the name we are called by: a manifest tells our addresses."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    route: Any

    def messages(self) -> tuple[Message, Message]:
        start: Message = {"type": "http.response.start", "status": self.status, "headers": list(self.headers)}
        return start, {"type": "http.response.body", "body": self.body}


class Kept:
    """ASGI middleware: gives an answer of the API again to who asks the same of the same snapshot.

    `snapshot` tells which is shown now, None when it may change under us (a server's).
    """

    def __init__(self, app: ASGIApp, snapshot: Callable[[], object | None]) -> None:
        self.app = app
        self.snapshot = snapshot
        self.of: weakref.ref[object] | None = None
        self.answers: LRUCache[Key, Answer] = LRUCache(MOST_BYTES, lambda answer: len(answer.body) + 1_000)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        shown = self.snapshot()
        if shown is None or not _may_keep(scope):
            await self.app(scope, receive, send)
            return
        if self.of is None or shown is not self.of():
            self.answers.clear()
            self.of = weakref.ref(shown)  # not the snapshot itself: it would keep its store
        headers = Headers(scope=scope)
        key = (scope["path"], scope["query_string"], headers.get("accept", ""), headers.get("host", ""))
        # Who reloads a page by force asks anew (RFC 9111, 5.2.1.4).
        answer = None if "no-cache" in headers.get("cache-control", "") else self.answers.get(key)
        if answer is None:
            await self.app(scope, receive, _Keeping(self, key, scope, send))
            return
        scope["route"] = answer.route
        for message in answer.messages():
            await send(message)


class _Keeping:
    """Lets one answer pass, and keeps it when it came whole."""

    def __init__(self, kept: Kept, key: Key, scope: Scope, send: Send) -> None:
        self.kept, self.key, self.scope, self.send = kept, key, scope, send
        self.of = kept.of
        self.start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = {**message, "headers": list(message["headers"])} if message["status"] == 200 else None
        elif self.start:
            body = message.get("body", b"")
            if not message.get("more_body") and len(body) <= LARGEST and self.of is self.kept.of:
                headers = tuple(self.start["headers"])
                self.kept.answers[self.key] = Answer(200, headers, body, self.scope.get("route"))
            self.start = None
        await self.send(message)


def _may_keep(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path: str = scope["path"]
    return path.startswith(f"{API}/") and not path.startswith(CHANGING)
