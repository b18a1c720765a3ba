"""Work that may take long gives way: what others ask for is answered before it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread, get_native_id
from typing import TypeVar

T = TypeVar("T")

NICE = 15
"""How nice the thread of such work is: beside it, one of niceness 0 gets nearly all of a processor."""


def giving_way(work: Callable[[], T]) -> T:
    """What `work` gives, or raises."""
    return begun(work).result()


def begun(work: Callable[[], T]) -> Future[T]:
    """Have the work done in a thread of its own, since a thread that was made nice stays so."""
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()
    # A daemon: a server that stops does not wait for what nobody will read.
    Thread(target=_fulfil, args=(done, work), daemon=True).start()
    return done


def _fulfil(done: Future[T], work: Callable[[], T]) -> None:
    if sys.platform == "linux":  # elsewhere niceness is the whole process's
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICE)
    try:
        done.set_result(work())
    except BaseException as fault:
        done.set_exception(fault)
