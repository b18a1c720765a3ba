"""How many costly queries run at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import BoundedSemaphore
from typing import TypeVar

from api.conduct.errors import Busy
from api.conduct.giving_way import Work

T = TypeVar("T")

AT_ONCE = 4
"""Queries of one language that run at once; as many wait for a moment. The rest is refused, so that they take no thread
from other operations."""

AHEAD_SECONDS = 0.02
"""How long a query takes its turns like all else. To begin it holds Python: was it nice by then, all would wait until
the engine leaves it a processor."""

WAIT_SECONDS = 1.0
"""How long a query waits for its turn: a page of the explorer asks several short ones at once."""


class Permits:
    """So many as may run at once, and so many as may wait."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self.at_once = at_once
        self.free = BoundedSemaphore(at_once)
        self.room = BoundedSemaphore(2 * at_once)

    def run(self, query: Callable[[], T], seconds: float | None = None) -> T:
        """What `query` gives, or raises; it gives way to all else. Raises Busy when as many run and wait as may, or
        its turn does not come, and TimeoutError once it has run for so many seconds. Then nobody waits for it any
        longer; but it keeps its place until it has ended: an engine needs a while to let go of what it has begun."""
        if not self.room.acquire(blocking=False):
            raise self._busy()
        try:
            if not self.free.acquire(timeout=WAIT_SECONDS):
                raise self._busy()
            return _given(self._begun(query), seconds)
        finally:
            self.room.release()

    def _begun(self, query: Callable[[], T]) -> Work[T]:
        try:
            running = Work(query)
        except BaseException:
            self.free.release()
            raise
        running.done.add_done_callback(lambda done: self.free.release())
        return running

    def _busy(self) -> Busy:
        return Busy(f"{self.at_once} queries are running; try again in a moment")


def _given(work: Work[T], seconds: float | None) -> T:
    with suppress(TimeoutError):
        return work.done.result(AHEAD_SECONDS)
    work.give_way()
    return work.done.result(None if seconds is None else max(0.0, seconds - AHEAD_SECONDS))
