"""How many costly queries run at once."""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import TypeVar

from api.conduct.errors import Busy
from api.conduct.giving_way import giving_way

T = TypeVar("T")

AT_ONCE = 4
"""Queries of one language that run at once; the rest is refused, so that they take no thread from other operations."""


class Permits:
    """So many as may run at once."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self.at_once = at_once
        self.free = BoundedSemaphore(at_once)

    def run(self, query: Callable[[], T]) -> T:
        """What `query` gives, or raises; it gives way to all else. Raises Busy when as many run as may."""
        if not self.free.acquire(blocking=False):
            raise Busy(f"{self.at_once} queries are running; try again in a moment")
        try:
            return giving_way(query)
        finally:
            self.free.release()
