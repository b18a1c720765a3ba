"""The graph as an RDF dataset on disk, for SPARQL: it follows the store, notice by notice.

Each notice is a named graph; the default graph holds all of them, every triple once. A generation of the dataset is a
folder that never changes once it is public, so that any number of processes read it while the next is made: a copy by
links in which the notices that changed are replaced. `current` names the generation that is public.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from graph_builder.interchange.content import StoreContent
from graph_builder.interchange.linked import as_said, notice_quads
from graph_builder.sparql.stream import Stream
from graph_builder.stores.interface import View
from ontology.loading import PACKAGED
from ontology.records import Graph
from ontology.syntax import NQuads, node_address
from ontology.triples import Statements

try:
    import fcntl
except ImportError:  # Windows: two processes that make a generation at once may do the same work twice
    fcntl = None  # type: ignore[assignment]

VERSION = 1
"""Raised by one when a dataset that was made before would no longer do."""

AFRESH = 0.5
"""The share of notices that changed above which a new dataset is made faster than the old one is changed."""


@dataclass(frozen=True, slots=True)
class State:
    """What a generation holds: the mark of the store's state that it was made from, and each notice's digest."""

    mark: str | None
    made_by: str
    notices: Mapping[str, str] = field(default_factory=dict)


class Dataset:
    """The dataset in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def follow(self, view: View, mark: str | None) -> Path:
        """The folder of the generation that holds what the view holds, made first if need be.

        `mark` tells the states of the store apart; without one, all that the view holds is compared.
        """
        current, state = self._current()
        if current is not None and mark is not None and (state.mark, state.made_by) == (mark, _made_by()):
            return current
        with self._alone():
            current, state = self._current()
            return self._made(view, mark, current, state)

    def _current(self) -> tuple[Path | None, State]:
        try:
            folder = self._folder / (self._folder / "current").read_text(encoding="utf-8")
            state = State(**json.loads(folder.with_suffix(".json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None, State(None, "")
        return (folder, state) if folder.is_dir() else (None, State(None, ""))

    def _made(self, view: View, mark: str | None, current: Path | None, state: State) -> Path:
        kept = state.notices if current and state.made_by == _made_by() else {}
        statements = Statements(NQuads())
        digests = {notice.report: _digest(statements, notice) for notice in StoreContent(view).notices()}
        changed = sorted(id for id in {*kept, *digests} if kept.get(id) != digests.get(id))
        if current and kept and not changed:
            self._publish(current, State(mark, _made_by(), digests))
            return current
        made = self._folder / f"generation-{_number(current) + 1}"
        _clear(made)
        if current and kept and len(changed) <= AFRESH * len(digests):
            _changed(current, made, changed, [id for id in changed if id in digests], view)
        else:
            _afresh(made, view)
        self._publish(made, State(mark, _made_by(), digests))
        self._forget(made, current)
        return made

    def _publish(self, folder: Path, state: State) -> None:
        _write(folder.with_suffix(".json"), json.dumps(asdict(state)))
        _write(self._folder / "current", folder.name)

    def _forget(self, made: Path, before: Path | None) -> None:
        """Remove what is older than the generation that some process may still be reading."""
        keep = {made.name, before.name if before else ""}
        for old in self._folder.glob("generation-*"):
            if old.stem not in keep:
                _clear(old)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one process makes a generation at a time; the others wait."""
        # Like the store, it is for its owner alone.
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as lock:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _made_by() -> str:
    """What the statements depend on besides the notices."""
    return f"{VERSION} {sha256(PACKAGED.read_bytes()).hexdigest()[:16]}"


def _digest(statements: Statements, notice: Graph) -> str:
    return sha256(notice_quads(statements, notice).encode()).hexdigest()[:32]


def _afresh(folder: Path, view: View) -> None:
    store = ox.Store(str(folder))
    _load(store, StoreContent(view).notices())


def _changed(before: Path, folder: Path, out: Iterable[str], into: list[str], view: View) -> None:
    """A copy of the generation before, without the notices `out` and with those `into`."""
    ox.Store.read_only(str(before)).backup(str(folder))
    store = ox.Store(str(folder))
    for report in out:
        _remove(store, ox.NamedNode(node_address(report)))
    _load(store, StoreContent(view, into).notices())


def _load(store: ox.Store, notices: Iterable[Graph]) -> None:
    store.bulk_load(cast(IO[bytes], Stream(_all_quads(notices))), ox.RdfFormat.N_QUADS)
    store.flush()


def _remove(store: ox.Store, graph: ox.NamedNode) -> None:
    """Take a notice out; what no other notice says goes from the default graph too."""
    said = [quad.triple for quad in store.quads_for_pattern(None, None, None, graph)]
    store.remove_graph(graph)
    for triple in said:
        elsewhere = (
            quad.graph_name for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        )
        if all(isinstance(name, ox.DefaultGraph) for name in elsewhere):
            store.remove(ox.Quad(*triple))


def _all_quads(notices: Iterable[Graph]) -> Iterator[bytes]:
    """What each notice says, in its own graph and in the default one."""
    statements = Statements(NQuads())
    for notice in notices:
        yield notice_quads(statements, notice).encode()
        said = as_said(notice)
        yield "".join((*map(statements.node, said.nodes), *statements.links(said.relationships))).encode()


def _number(folder: Path | None) -> int:
    return int(folder.name.rpartition("-")[2]) if folder else 0


def _write(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, file)


def _clear(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
