"""The embedded store's log: what was loaded and removed since the graph was last published, `graph.kgl-log`.

The engine has a log of its own, which writes down each change of a node or relationship, and looks at all links of a
node to do so: for one that ten thousand notices name, that takes longer than the notice. Ours writes down the notice,
and taking it over is loading it again.

A line holds a checksum and one entry in JSON: `["load", [notice, …]]` or `["remove", report]`. It is written before the
graph is changed, and on the disk before the change counts as stored. What a kill cut off is the last line, of a load
that never returned.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from graph_builder.stores.errors import StoreDamaged, StoreForbidden
from ontology.records import Evidence, Graph, Node, Relationship, Span

LOAD, REMOVE = "load", "remove"
Entry = tuple[str, Any]
"""LOAD and graphs as they are laid out, or REMOVE and the id of a report."""

CHECKSUM = 9
"""How many bytes stand before the JSON of a line: `6b30ba13 `."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says where there is no room."""

ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def place(graph: Path) -> Path:
    return graph.with_name(graph.name + "-log")


class Log:
    """The log of one store, written by the one who has its lease; `size` in bytes."""

    def __init__(self, graph: Path) -> None:
        self._path = place(graph)
        self._file: int | None = None
        self.size = size(self._path)

    @contextmanager
    def holding(self, entry: Entry) -> Iterator[None]:
        """Log an entry and let the graph be changed; on the disk when left, and gone again if the change fails.

        Raises StoreForbidden where the disk takes no more, or the log may not be written.
        """
        line = _line(entry)
        self._append(line)
        try:
            yield
        except Exception:
            # Not after Ctrl-C: the engine may have been done.
            self.size -= len(line)
            self._cut()
            raise
        self._sync()

    def clear(self) -> None:
        """Forget everything: it is published."""
        if self.size:
            self.size = 0
            self._cut()
            self._sync()

    def close(self) -> None:
        """Let go of the file; an empty one is removed."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if not self.size:
            self._path.unlink(missing_ok=True)

    def _append(self, line: bytes) -> None:
        with self._explained():
            try:
                file, rest = self._opened(), memoryview(line)
                while rest:
                    rest = rest[os.write(file, rest) :]
                self.size += len(line)
            except BaseException:
                # After Ctrl-C too: behind half a line no other would be found.
                self._cut()
                raise

    def _sync(self) -> None:
        with self._explained():
            os.fsync(self._opened())

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            full = fault.errno in FULL
            raise StoreForbidden(
                f"log {self._path}: {'the disk takes no more' if full else 'cannot be written'} ({fault.strerror});"
                f" {'make room' if full else 'check the disk and who may write there'}, then do the same again:"
                " what was loaded is kept"
            ) from fault

    def _cut(self) -> None:
        """Drop what does not count."""
        with suppress(OSError):
            os.ftruncate(self._opened(), self.size)

    def _opened(self) -> int:
        if self._file is None:
            self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            folder = os.open(self._path.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
        return self._file


def size(path: Path) -> int:
    """In bytes; 0 for a file that is not there, or not any more."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def entries(graph: Path) -> Iterator[Entry]:
    """What the log of a killed writer holds, in order. Raises StoreDamaged for a line that no writer has left so."""
    left = size(place(graph))
    if not left:
        return
    with place(graph).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            left -= len(line)
            entry = _entry(line)
            if entry is not None:
                yield entry
            elif left:
                raise StoreDamaged(
                    f"log {place(graph)}: line {number} is damaged; move the file away, then build again what was"
                    " loaded since the store was last closed"
                )


def _line(entry: Entry) -> bytes:
    kind, what = entry
    # Texts may hold half a pair of code units, which the engine judges, not the log.
    text = ENCODE([kind, [*map(_laid_down, what)] if kind == LOAD else what]).encode("utf-8", "surrogatepass")
    return b"%08x %b\n" % (crc32(text), text)


def _entry(line: bytes) -> Entry | None:
    text = line[CHECKSUM:-1]
    if line[-1:] != b"\n" or line[:CHECKSUM] != b"%08x " % crc32(text):
        return None
    kind, what = json.loads(text.decode("utf-8", "surrogatepass"))
    return kind, [*map(_taken_up, what)] if kind == LOAD else what


def _laid_down(graph: Graph) -> Sequence[object]:
    nodes = [(node.id, node.label, node.properties) for node in graph.nodes]
    return graph.report, nodes, [_written(link, link.evidence) for link in graph.relationships]


def _written(link: Relationship, at: Evidence) -> Sequence[object]:
    """Without the report, which is the notice's."""
    read = at.span.start, at.span.end, at.quote, at.rule, at.confidence
    return link.type, link.start, link.end, link.properties, *read


def _taken_up(written: Sequence[Any]) -> Graph:
    report, nodes, links = written
    return Graph(report, tuple(Node(*node) for node in nodes), tuple(_read(report, *link) for link in links))


def _read(report: str, *written: Any) -> Relationship:
    type, start, end, own, first, last, quote, rule, confidence = written
    return Relationship(type, start, end, own, Evidence(report, Span(first, last), quote, rule, confidence))
