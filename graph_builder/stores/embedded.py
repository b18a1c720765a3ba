"""The embedded store: one kglite file, its log beside it.

Files: `graph.kgl` is the last published state, `graph.kgl-log` what was loaded since (see `embedded_log`),
`graph.kgl.lock` the writer's lease. A load is durable when it returns (an fsync a notice or batch). The state is
published on `publish` and `close`, and whenever the log has become long.

Readers load the published file and take no lease. A log that a killed writer left behind is taken over by the next
one to open the store, reader or writer.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import kglite

from graph_builder.stores import embedded_log
from graph_builder.stores.embedded_errors import explained
from graph_builder.stores.embedded_log import Log, size
from graph_builder.stores.embedded_search import EmbeddedSearch
from graph_builder.stores.embedded_view import EmbeddedView
from graph_builder.stores.embedded_writer import EmbeddedWriter
from graph_builder.stores.errors import StoreError, StoreForbidden, StoreLocked, StoreMissing, StoreVersion
from graph_builder.stores.facts import REPORT
from ontology.loading import load

STORE_VERSION = 1
"""Raised by one when what lies in a store changes so that an older program would misread it."""

MOST_LOG = 64 * 2**20
"""The state is published when the log is larger. Less would publish too often: that costs in proportion to the graph.
More would keep those waiting who open the store after a kill: taking over a log takes about as long as loading what
it holds."""

LONG_LOG = 4 * 2**20
"""From this size on the user is told that a log is taken over."""

EMPTY_LOG = 8
"""The engine's own log, which older versions of Xunji used, is shorter than this many bytes without any commit."""

log = logging.getLogger("xunji")

# The engine's advice on labels and properties reaches the caller in `Rows.warnings`.
kglite.set_query_warning_policy("silent")
# How densely a saved file is packed tells nobody anything. For good, since threads may not change filters for a while.
warnings.filterwarnings("ignore", category=kglite.MappedFallbackWarning)


class EmbeddedStore:
    """A store in the file at `path`; `mode="write"` creates it and takes the lease until `close`."""

    def __init__(self, path: Path, mode: Literal["read", "write"]) -> None:
        self.path = path
        self.mode = mode
        self._closed = False
        if path.is_dir():
            raise StoreForbidden(f"store {path}: this is a folder; name a file in it, such as {path / 'graph.kgl'}")
        with explained(path):
            if mode == "read":
                _recover(path)
            # Before it is loaded: what is published in between is then looked at once more.
            self._mark = mark_of(path)
            self._graph = _opened(path) if mode == "write" else _loaded(path)
        self._search = EmbeddedSearch(path, mode, self._index_anew)
        # A reader has none: it would see the file come and go.
        self._log = Log(path) if mode == "write" else None
        if self._log is not None and self._log.size:
            self._take_over(self._log)

    @property
    def address(self) -> str:
        return str(self.path)

    def writer(self) -> EmbeddedWriter:
        if self._log is None:
            raise StoreForbidden(f"store {self.path}: opened to read only; open it with mode='write' to load notices")
        return self._writer(self._log, partial(self._settle, self._log))

    def view(self) -> EmbeddedView:
        """What is stored now: for the writing store all it loaded, for a reading one the state that it opened."""
        return EmbeddedView(self._graph.session(), self._search.of)

    def outdated(self) -> bool:
        """Whether something was published since it was opened; never while this store itself is the writer."""
        return self.mode == "read" and mark_of(self.path) != self._mark

    def close(self) -> None:
        """Publish what was loaded and let go of the lease; closing twice does nothing."""
        try:
            if self._log is not None and not self._closed:
                self._closed = True
                self._close(self._log)
        finally:
            self._search.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _index_anew(self) -> None:
        with EmbeddedStore(self.path, "write") as store:
            store._search.of(store.view())

    def _writer(self, log: Log | None, settle: Callable[[bool], None]) -> EmbeddedWriter:
        return EmbeddedWriter(self._graph, self.path, log, self._search.follower(self.view()), settle)

    def _take_over(self, left: Log) -> None:
        """Load again what a killed writer's log holds, and publish it. What is stored already stays as it is."""
        try:
            if left.size > LONG_LOG:
                log.info(
                    "xunji: store %s: taking over %d MB that a writer left when it was ended; this takes a while",
                    self.path,
                    left.size // 2**20,
                )
            writer = self._writer(None, lambda force: None)
            for kind, what in embedded_log.entries(self.path):
                if kind == embedded_log.LOAD:
                    writer.load_all(what)
                else:
                    writer.remove(what)
            self._settle(left, True)
        except BaseException:
            self._let_go(left)
            self._search.close()
            raise

    def _settle(self, since: Log, force: bool) -> None:
        if force or since.size > MOST_LOG:
            with explained(self.path):
                self._graph.save()
                since.clear()
            self._search.commit()

    def _close(self, since: Log) -> None:
        try:
            self._settle(since, bool(since.size))
        finally:
            self._let_go(since)

    def _let_go(self, since: Log) -> None:
        """Of the log, then of the lease, without publishing: whoever gets the lease may write into the log at once."""
        try:
            since.close()
        finally:
            _released(self._graph)


def _opened(path: Path) -> kglite.KnowledgeGraph:
    if not path.parent.is_dir():
        raise StoreMissing(f"store {path}: there is no folder {path.parent}; create it first")
    if size(_engine_log(path)) > EMPTY_LOG:
        # Of an older version of Xunji
        kglite.open(str(path), durable="full").close()
    graph = kglite.open(str(path), durable="off")
    try:
        _prepare(graph, path)
    except BaseException:
        _released(graph)
        raise
    return graph


def _released(graph: kglite.KnowledgeGraph) -> None:
    """Closed as after an error: nothing is saved."""
    graph.__exit__(StoreError, None, None)


def _prepare(graph: kglite.KnowledgeGraph, path: Path) -> None:
    """Check the version of a store that was there, or found a new one."""
    if graph.schema_version == 0 and not graph.shape[0]:
        graph.set_schema_version(STORE_VERSION)
        graph.define_schema(_schema())
        graph.cypher(f"CREATE INDEX IF NOT EXISTS FOR (n:{REPORT}) ON (n.source)")
    _check_version(graph, path)
    if not path.exists():
        # What an earlier graph of this name left is not of this one.
        embedded_log.place(path).unlink(missing_ok=True)
        graph.save()


def _schema() -> dict[str, Any]:
    """Every label and property of the ontology, so that the engine knows those that no notice has used yet."""
    declared: dict[str, Any] = {
        label: {"optional": [name for name in kind.properties if name != "id"]} for label, kind in load().labels.items()
    }
    declared[REPORT]["primary_key"] = "id"
    return {"nodes": declared}


def _loaded(path: Path) -> kglite.KnowledgeGraph:
    graph = kglite.load(str(path))
    _check_version(graph, path)
    return graph


def _recover(path: Path) -> None:
    """Take over the log that a killed writer left, if there is one. Where a writer is alive, or this user may not
    write, what was published last is what there is to read."""
    if not path.exists() and not _engine_log(path).exists():
        raise StoreMissing(f"store {path}: no such file; build it first: xunji build PATHS --store {path}")
    if path.exists() and size(_engine_log(path)) <= EMPTY_LOG and not size(embedded_log.place(path)):
        return
    try:
        EmbeddedStore(path, "write").close()
    except (StoreLocked, StoreForbidden):
        if not path.exists():
            raise


def _check_version(graph: kglite.KnowledgeGraph, path: Path) -> None:
    found = graph.schema_version
    if found != STORE_VERSION:
        what = f"is of version {found}" if found else "was not made by Xunji"
        raise StoreVersion(
            f"store {path}: it {what}, this program reads version {STORE_VERSION}; build into a new file instead"
        )


def mark_of(path: Path) -> str | None:
    """What tells the published states of a store apart without reading them; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return f"{found.st_ino} {found.st_mtime_ns} {found.st_size}"


def _engine_log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")
