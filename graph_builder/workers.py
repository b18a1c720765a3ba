"""Many files in order, by one process or several; never more of them under way than a few a worker."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from graph_builder.abreast import MOST
from graph_builder.intake import Taken, take_abreast

AHEAD = 2
"""Batches of files under way for each worker: enough that none waits for the writer, few enough that memory
stays flat."""

_known: frozenset[str] = frozenset()
"""In a worker process: the reports stored when the build began; sent once, not with every file."""


def take_all(files: Sequence[Path], known: frozenset[str], workers: int = 1) -> Iterator[Taken]:
    """`intake.take` for every file, in the files' order."""
    if workers <= 1:
        return (taken for batch in _batches(files) for taken in take_abreast(batch, known))
    return _by_many(files, known, workers)


def _batches(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    return (files[first : first + MOST] for first in range(0, len(files), MOST))


def _by_many(files: Sequence[Path], known: frozenset[str], workers: int) -> Iterator[Taken]:
    rest = deque(files)
    size = max(1, min(MOST, len(files) // (AHEAD * workers)))  # of few files, too, every worker gets its share
    while rest:
        lost = yield from _until_one_dies(rest, size, known, workers)
        for batch in lost:
            yield from _again(batch, known)


def _until_one_dies(
    rest: deque[Path], size: int, known: frozenset[str], workers: int
) -> Generator[Taken, None, Sequence[tuple[Path, ...]]]:
    """Take batches of files off `rest`; return those that were under way when a worker process died, if one did."""
    window: deque[tuple[tuple[Path, ...], Future[list[Taken]]]] = deque()
    with _pool(known, workers) as pool:
        try:
            while window or rest:
                while rest and len(window) < AHEAD * workers:
                    batch = tuple(islice(rest, size))
                    window.append((batch, pool.submit(_take, batch)))
                    for _ in batch:
                        rest.popleft()
                yield from window[0][1].result()
                window.popleft()
        except BrokenProcessPool:
            return [batch for batch, _ in window]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return ()


def _again(batch: tuple[Path, ...], known: frozenset[str]) -> Sequence[Taken]:
    """A batch in a process of its own. If that is killed too (memory ran out), each half in one shows which file it is:
    a start costs as much as many files."""
    try:
        with _pool(known, 1) as pool:
            return pool.submit(_take, batch).result()
    except BrokenProcessPool:
        half = len(batch) // 2
        return [*_again(batch[:half], known), *_again(batch[half:], known)] if half else [_killed(*batch)]


def _killed(file: Path) -> Taken:
    reason = f"{file}: the process that read it was killed (out of memory?); split the file or free some memory"
    return Taken(str(file), reason=reason)


def _pool(known: frozenset[str], workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=_begin, initargs=(known,))


def _context() -> BaseContext:
    """Processes started afresh, or from one that was: the engine and the progress bar have threads, which a fork
    of this process would leave half alive."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([take_abreast.__module__])
    return context


def _begin(known: frozenset[str]) -> None:
    global _known
    _known = known
    # Ctrl-C goes to the whole group of processes; the parent ends the pool.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _take(files: Sequence[Path]) -> list[Taken]:
    taken = take_abreast(files, _known)
    settle()
    return taken


@cache
def settle() -> None:
    """For a process that only builds, once it has read something. The tables and patterns that the first files loaded
    stay to the end: freed from being looked through for garbage again and again, and what a notice leaves behind is
    looked through less often: together a tenth of all time."""
    gc.freeze()
    gc.set_threshold(100_000)
