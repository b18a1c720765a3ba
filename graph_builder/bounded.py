"""What binds a process that works for another: it may need so much and no more, and says nothing but its answers."""

from __future__ import annotations

import signal
import sys
from typing import BinaryIO

try:
    import resource
except ImportError:  # Windows knows no such limits; the clock's limit holds there too
    resource = None  # type: ignore[assignment]


def bounded(memory: int) -> tuple[BinaryIO, BinaryIO]:
    """Bind this process to `memory` bytes; what it is asked, and where its answers go.

    Nothing that a library prints comes between the answers, and whoever started the process ends it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return requests, answers


def allow(seconds: int) -> None:
    """Let this process use the processor for `seconds` from now on."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
