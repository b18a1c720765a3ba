"""Where the embedded store's search index lies: `graph.kgl-search` beside the graph. It is written with the graph's
published state, so that readers of both see the same; a copy of the graph without it is as good, only slower to
search for the first time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph_builder.stores.errors import StoreForbidden
from graph_builder.stores.interface import View
from graph_builder.stores.search_index import SearchIndex
from graph_builder.stores.search_notice import notice_of
from ontology.records import Graph

WAIT_SECONDS = 30.0
"""How long one writer waits for what a killed one left locked."""

CACHE = 64 * 1024
"""Kilobytes of pages that a writer keeps. What it writes is spread over the whole file; with the 2 MB that are usual,
each notice would send pages to the disk that the next one needs again."""

PARTS = ("", "-wal", "-shm", "-journal")


def place(graph: Path) -> Path:
    return graph.with_name(graph.name + "-search")


def erase(graph: Path) -> None:
    """Of a graph that is made anew, the index is too."""
    for part in PARTS:
        place(graph).with_name(place(graph).name + part).unlink(missing_ok=True)


def opened(graph: Path) -> SearchIndex:
    """The index to write; a damaged one, or one of another version, is made anew."""
    with suppress(sqlite3.DatabaseError):
        index = _connected(place(graph))
        if index.usable():
            return index
        index.close()
    erase(graph)
    return _connected(place(graph))


def to_read(graph: Path) -> SearchIndex | None:
    """The index as it is now, also when it is written later; None where there is none that can be read."""
    if not place(graph).exists():
        return None
    for how in ("mode=ro", "immutable=1"):
        with suppress(sqlite3.DatabaseError):
            uri = f"{place(graph).absolute().as_uri()}?{how}"
            index = SearchIndex(sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None))
            index.database.execute("BEGIN")
            if index.usable() and index.size() >= 0:
                return index
            index.close()
    return None


def followed(index: SearchIndex | None, view: View) -> SearchIndex:
    """An index of what `view` shows: `index` if it is one, or else a private copy of it that is brought there."""
    reports = set(view.report_ids())
    if index and index.reports() == reports:
        return index
    private = sqlite3.connect("", check_same_thread=False)
    if index:
        index.database.backup(private)
        index.close()
    return bring(SearchIndex(private), view)


def bring(index: SearchIndex, view: View) -> SearchIndex:
    """Make `index` the index of what `view` shows."""
    index.follow(view.report_ids(), lambda report: notice_of(_graph(view, report)))
    return index


def _graph(view: View, report: str) -> Graph:
    """What a notice says, as it was laid out to be stored."""
    links = tuple(view.said(report))
    ends = {end for link in links for end in (link.start, link.end)}
    return Graph(report, view.known(sorted(ends | {report})), links)


@contextmanager
def explained(graph: Path) -> Iterator[None]:
    """Turn what goes wrong with the index into a StoreError."""
    try:
        yield
    except sqlite3.Error as fault:
        raise StoreForbidden(
            f"search index {place(graph)}: {fault}; check the disk, or remove the file: it is made anew"
        ) from fault


def _connected(path: Path) -> SearchIndex:
    database = sqlite3.connect(path, timeout=WAIT_SECONDS, check_same_thread=False)
    try:
        database.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -{CACHE};")
        return SearchIndex(database)
    except BaseException:
        database.close()
        raise
