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


def make_nice(id: int) -> None:
    """Let a process, or on Linux a thread, give way, and what it begins from then on.

    Whoever keeps a processor busy for us must be as nice: the thread that waits behind it may hold Python meanwhile.
    """
    if sys.platform != "win32":
        os.setpriority(os.PRIO_PROCESS, id, NICE)


def begun(work: Callable[[], T]) -> Future[T]:
    """What `work` will give, or raise. It is done in a thread of its own, since one that was made nice stays so."""
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()
    # A daemon: a server that stops does not wait for what nobody will read.
    Thread(target=_fulfil, args=(done, work), daemon=True).start()
    return done


def _fulfil(done: Future[T], work: Callable[[], T]) -> None:
    if sys.platform == "linux":  # elsewhere niceness is the whole process's
        make_nice(get_native_id())
    try:
        done.set_result(work())
    except BaseException as fault:
        done.set_exception(fault)
