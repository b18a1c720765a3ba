"""How many costly queries run at once, and that they give way: what others ask for is answered before them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from threading import BoundedSemaphore, Thread, get_native_id
from typing import TypeVar

from api.conduct.errors import Busy

T = TypeVar("T")

AT_ONCE = 4
"""Queries of one language that run at once; the rest is refused, so that they take no thread from other operations."""

GIVING_WAY = 15
"""How nice the thread of such a query is: beside it, one of niceness 0 gets nearly all of a processor."""


class Permits:
    """So many as may run at once."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self.at_once = at_once
        self.free = BoundedSemaphore(at_once)

    def run(self, query: Callable[[], T]) -> T:
        """What `query` gives, or raises. Raises Busy when as many run as may."""
        if not self.free.acquire(blocking=False):
            raise Busy(f"{self.at_once} queries are running; try again in a moment")
        try:
            return _giving_way(query)
        finally:
            self.free.release()


def _giving_way(work: Callable[[], T]) -> T:
    """Do the work in a thread of its own: niceness is the thread's, and is never taken back."""
    done: Future[T] = Future()
    # A daemon: a server that stops does not wait for a query that nobody reads any more.
    Thread(target=_fulfil, args=(done, work), daemon=True).start()
    return done.result()


def _fulfil(done: Future[T], work: Callable[[], T]) -> None:
    if sys.platform == "linux":  # elsewhere niceness is the whole process's
        os.setpriority(os.PRIO_PROCESS, get_native_id(), GIVING_WAY)
    try:
        done.set_result(work())
    except BaseException as fault:
        done.set_exception(fault)
