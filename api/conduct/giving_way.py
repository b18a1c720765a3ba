"""Work that may take long gives way: what others ask for is answered before it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")

NICE = 15
"""How nice the thread of such work is: beside it, one of niceness 0 gets nearly all of a processor."""


def make_nice(id: int) -> None:
    """Let a process, or on Linux a thread, give way, and what it begins from then on.

    Whoever keeps a processor busy for us must be as nice: the thread that waits behind it may hold Python meanwhile.
    """
    if sys.platform != "win32":
        os.setpriority(os.PRIO_PROCESS, id, NICE)


class Work(Generic[T]):
    """Work in a thread of its own, since one that was made nice stays so; `done` has what it gives or raises."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.done: Future[T] = Future()
        self.done.set_running_or_notify_cancel()
        # A daemon: a server that stops does not wait for what nobody will read.
        self._thread = Thread(target=_fulfil, args=(self.done, work), daemon=True)
        self._thread.start()

    def give_way(self) -> None:
        """Let it be nice from now on."""
        id = self._thread.native_id
        if sys.platform == "linux" and id and not self.done.done():  # elsewhere niceness is the whole process's
            with suppress(ProcessLookupError):  # it has ended meanwhile
                make_nice(id)


def begun(work: Callable[[], T]) -> Future[T]:
    """What `work` will give, or raise; it gives way from its beginning."""
    started = Work(work)
    started.give_way()
    return started.done


def _fulfil(done: Future[T], work: Callable[[], T]) -> None:
    try:
        done.set_result(work())
    except BaseException as fault:
        done.set_exception(fault)
