"""The embedded store: one kglite file, its write-ahead log beside it.

Files: `graph.kgl` is the last published state, `graph.kgl-wal` what was loaded since, `graph.kgl.lock` the writer's
lease. A load is durable when it returns (durability "full": an fsync a notice, which could not be told from none
beside the 15 to 25 ms that a notice of 300 nodes takes). The state is published on `publish` and `close`, and
whenever the log has outgrown the file; so the cost of publishing stays in proportion to what was loaded.

Readers load the published file and take no lease. A log that a killed writer left behind is folded in by the next
one to open the store, reader or writer.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import kglite

from graph_builder.stores.embedded_errors import explained
from graph_builder.stores.embedded_search import EmbeddedSearch
from graph_builder.stores.embedded_view import EmbeddedView
from graph_builder.stores.embedded_writer import EmbeddedWriter
from graph_builder.stores.errors import StoreForbidden, StoreMissing, StoreVersion
from graph_builder.stores.facts import REPORT
from ontology.loading import load

STORE_VERSION = 1
"""Raised by one when what lies in a store changes so that an older program would misread it."""

LEAST_LOG, MOST_LOG = 16 * 2**20, 64 * 2**20
"""A log is folded in when it is larger than half the published file, within these bounds. Less would publish too
often: that costs in proportion to the file. More would keep those waiting who open the store after a kill: taking
over a log was measured at four times what loading it took, so a minute or two for the largest."""

EMPTY_LOG = 8
"""A log file without any commit is shorter than this many bytes."""

# The engine's advice on labels and properties reaches the caller in `Rows.warnings`.
kglite.set_query_warning_policy("silent")


class EmbeddedStore:
    """A store in the file at `path`; `mode="write"` creates it and takes the lease until `close`."""

    def __init__(self, path: Path, mode: Literal["read", "write"]) -> None:
        self.path = path
        self.mode = mode
        if path.is_dir():
            raise StoreForbidden(f"store {path}: this is a folder; name a file in it, such as {path / 'graph.kgl'}")
        with explained(path):
            if mode == "read":
                _recover(path)
            # Before it is loaded: what is published in between is then looked at once more.
            self._mark = mark_of(path)
            self._graph = _opened(path) if mode == "write" else _loaded(path)
        self._search = EmbeddedSearch(path, mode, self._index_anew)

    @property
    def address(self) -> str:
        return str(self.path)

    def writer(self) -> EmbeddedWriter:
        if self.mode != "write":
            raise StoreForbidden(f"store {self.path}: opened to read only; open it with mode='write' to load notices")
        return EmbeddedWriter(self._graph, self.path, self._search.follower(self.view()), self._settle)

    def view(self) -> EmbeddedView:
        """What is stored now: for the writing store all it loaded, for a reading one the state that it opened."""
        return EmbeddedView(self._graph.session(), self._search.of)

    def outdated(self) -> bool:
        """Whether something was published since it was opened; never while this store itself is the writer."""
        return self.mode == "read" and mark_of(self.path) != self._mark

    def close(self) -> None:
        """Publish what was loaded and let go of the lease; closing twice does nothing."""
        if self.mode == "write":
            with explained(self.path):
                _quietly(self._graph.close)
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

    def _settle(self, force: bool) -> None:
        most = min(max(LEAST_LOG, _size(self.path) // 2), MOST_LOG)
        if force or _size(_log(self.path)) > most:
            with explained(self.path):
                _quietly(self._graph.save)
            self._search.commit()


def _opened(path: Path) -> kglite.KnowledgeGraph:
    if not path.parent.is_dir():
        raise StoreMissing(f"store {path}: there is no folder {path.parent}; create it first")
    graph = kglite.open(str(path), durable="full", auto_checkpoint_wal_mib=0)
    try:
        _prepare(graph, path)
    except BaseException:
        graph.__exit__(StoreVersion, None, None)
        raise
    return graph


def _prepare(graph: kglite.KnowledgeGraph, path: Path) -> None:
    """Check the version of a store that was there, or found a new one; fold in what a killed writer left."""
    if graph.schema_version == 0 and not graph.shape[0]:
        graph.set_schema_version(STORE_VERSION)
        graph.define_schema(_schema())
        graph.cypher(f"CREATE INDEX IF NOT EXISTS FOR (n:{REPORT}) ON (n.source)")
    _check_version(graph, path)
    if not path.exists() or _size(_log(path)) > EMPTY_LOG:
        _quietly(graph.save)


def _schema() -> dict[str, Any]:
    """Every label and property of the ontology, so that the engine knows those that no notice has used yet."""
    declared: dict[str, Any] = {
        label: {"optional": [name for name in kind.properties if name != "id"]} for label, kind in load().labels.items()
    }
    declared[REPORT]["primary_key"] = "id"
    return {"nodes": declared}


def _loaded(path: Path) -> kglite.KnowledgeGraph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        graph = kglite.load(str(path))
    _check_version(graph, path)
    return graph


def _recover(path: Path) -> None:
    """Fold in the log that a killed writer left, if there is one. Where a writer is alive, or this user may not
    write, what was published last is what there is to read."""
    if not path.exists() and not _log(path).exists():
        raise StoreMissing(f"store {path}: no such file; build it first: xunji build PATHS --store {path}")
    if path.exists() and _size(_log(path)) <= EMPTY_LOG:
        return
    try:
        _quietly(_opened(path).close)
    except (PermissionError, kglite.FileIoError):
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


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _quietly(save: Callable[[], object]) -> None:
    """Save without the engine's remark on how densely columns are packed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
        save()
