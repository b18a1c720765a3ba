"""Bounds to what comes before a request is one: uvicorn waits for a head for ever, and takes one of any size."""

from __future__ import annotations

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.conduct.errors import http_kind, problem
from api.conduct.headers import SECURITY_HEADERS

HEAD_SECONDS = 10.0
"""How long the head of a request may take to arrive, from the connection's or the head's first byte on."""

HEAD_BYTES = 32 * 1024


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with an end to slow heads and to endless ones."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._waiting: TimerHandle | None = self._wait()
        self._in_head = False
        self._head = self._unread = 0

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.transport.is_closing():
            return
        # What comes between two requests may be no more than empty lines, without end.
        if self._in_head or not self._answering():
            self._waiting = self._waiting or self._wait()
        # The parser keeps to itself what it has of a header that goes on.
        self._unread = self._unread + len(data) if self._in_head else 0
        if self._unread > HEAD_BYTES:
            self.send_400_response("")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head = True, 0

    def on_url(self, url: bytes) -> None:
        self._count(url)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(name + value)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request; where an answer to an earlier one is under way, it cannot be told."""
        if not self._answering():
            self.transport.write(_refusal())
        self.transport.close()

    def _count(self, part: bytes) -> None:
        self._head += len(part)
        if self._head > HEAD_BYTES:
            raise ValueError("the head is too long")  # the parser makes it a fault of the request

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> TimerHandle:
        return self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if self._answering():
            self.cycle.keep_alive = False
        else:
            self.transport.close()


def _refusal() -> bytes:
    answer = problem(http_kind(400), "this is no HTTP request, or its head is too long")
    answer.headers.update({**SECURITY_HEADERS, "connection": "close"})
    lines = [b"%b: %b\r\n" % header for header in answer.raw_headers]
    return b"".join([STATUS_LINE[400], *lines, b"\r\n", bytes(answer.body)])
