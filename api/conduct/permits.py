"""How many costly queries run at once: the rest is refused, so that they take no thread from the other operations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from api.conduct.errors import Busy

AT_ONCE = 4
"""Queries of one language that run at once."""


class Permits:
    """So many as may run at once."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self.at_once = at_once
        self._free = BoundedSemaphore(at_once)

    @contextmanager
    def one(self) -> Iterator[None]:
        """One of them, while the query runs. Raises Busy when all are taken."""
        if not self._free.acquire(blocking=False):
            raise Busy(f"{self.at_once} queries are running; try again in a moment")
        try:
            yield
        finally:
            self._free.release()
