"""build: files -> documents -> graphs -> store, a batch of notices at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from graph_builder.intake import Taken, take
from graph_builder.reading.sources import Sources
from graph_builder.stores.errors import GraphRejected
from graph_builder.stores.interface import Outcome, Store, Writer
from graph_builder.workers import take_all
from ontology.records import BuildReport, Rejected


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one file, told when it is stored: `reason` for one that failed, in one line."""

    file: str
    outcome: Outcome | Literal["failed"]
    reason: str = ""
    warnings: tuple[str, ...] = ()
    details: str = ""


OnProgress = Callable[[Step], None]


def build(sources: Sources, store: Store, on_progress: OnProgress = lambda step: None, workers: int = 1) -> BuildReport:
    """Store what the notices of `sources` say; a file that fails leaves the store as it was and the others alone.

    What `on_progress` was told of survives `kill -9`; other processes see it when `build` returns.
    Raises StoreError when the store itself can take no more; what was stored until then stays.
    """
    steps: list[Step] = []
    for step in _steps(sources, store, workers):
        steps.append(replace(step, details=""))
        on_progress(step)
    files = {outcome: tuple(s.file for s in steps if s.outcome == outcome) for outcome in get_args(Outcome)}
    return BuildReport(failed=tuple(Rejected(s.file, s.reason) for s in steps if s.outcome == "failed"), **files)


def _steps(sources: Sources, store: Store, workers: int) -> Iterator[Step]:
    for absent in sources.missing:
        yield Step(absent.item, "failed", absent.reason)
    with ExitStack() as opened:
        loader = _Loader(store, opened)
        for taken in take_all(sources.files, loader.known, workers):
            yield from loader.take(taken)
        yield from loader.store()


BATCH = 6_000
"""Relationships that are stored in one transaction; a notice has a few hundred."""


class _Loader:
    """Loads what was taken, in order and in batches. A build that finds nothing new never writes."""

    def __init__(self, store: Store, opened: ExitStack) -> None:
        self.known = frozenset(store.view().report_ids())
        self._store = store
        self._opened = opened
        self._writer: Writer | None = None
        self._replaced = False
        self._waiting: list[Taken] = []

    def take(self, taken: Taken) -> Iterator[Step]:
        """Put it to those that wait; what became of them, once they are a batch."""
        if taken.report in self.known:
            yield from self.store()
            taken = self._taken_again(taken) if self._replaced else taken
        self._waiting.append(taken)
        sizes = [len(one.graph.relationships) for one in self._waiting if one.graph]
        if not sizes or sum(sizes) >= BATCH:
            yield from self.store()

    def store(self) -> Iterator[Step]:
        """Store what waits, and tell what became of each."""
        waiting, self._waiting = self._waiting, []
        graphs = [taken.graph for taken in waiting if taken.graph and not taken.reason]
        outcomes = iter(self._write().load_all(graphs) if graphs else ())
        for taken in waiting:
            if taken.reason:
                yield Step(taken.file, "failed", taken.reason, details=taken.details)
            elif taken.graph is None:
                yield Step(taken.file, "unchanged")
            else:
                yield self._stored(taken, next(outcomes))

    def _stored(self, taken: Taken, outcome: Outcome | GraphRejected) -> Step:
        if isinstance(outcome, GraphRejected):
            return Step(taken.file, "failed", f"{taken.file}: {outcome}; please report this")
        self._replaced = self._replaced or outcome == "changed"
        return Step(taken.file, outcome, warnings=taken.warnings)

    def _taken_again(self, taken: Taken) -> Taken:
        """A file whose report was stored when the build began. Another file that held the same text may have
        changed since and have taken the report with it; then this one is read anew."""
        return taken if self._store.view().known([taken.report]) else take(Path(taken.file), frozenset())

    def _write(self) -> Writer:
        if self._writer is None:
            self._writer = self._opened.enter_context(self._store.writer())
        return self._writer
