"""What every store of graphs can do: one `Writer`, many `View`s. The same contract tests hold for all of them.

A store keeps what notices say. One notice is one unit: it is stored whole or not at all, and it can be
taken out again without touching what other notices say. A `View` is a snapshot: it never changes, never
waits for the writer, and gives everything in one fixed order.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Protocol, Self

from msgspec.structs import replace

from graph_builder.stores.errors import GraphRejected
from graph_builder.stores.facts import APPEARS_IN, REPORT
from graph_builder.stores.paths import Path, PathLimits, Step, paths
from graph_builder.stores.search import Page as Page
from graph_builder.stores.search import SearchRequest, SearchResult
from ontology.records import Evidence, Graph, Node, Relationship, Subgraph

Outcome = Literal["added", "changed", "unchanged"]
Direction = Literal["out", "in", "both"]
Cell = None | bool | int | float | str | list["Cell"] | dict[str, "Cell"]
"""A value in an answer: plain JSON. Nodes are `{"labels", "properties"}`, relationships `{"type", "start",
"end", "properties"}` with the ids of their ends, paths `{"nodes", "relationships"}`, dates ISO strings."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost: rows returned, seconds, and rows that the engine may hold on the way, of which each
    takes up to a thousand bytes."""

    rows: int = 10_000
    seconds: float = 30.0
    work: int = 5_000_000


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer; `truncated` when there were more rows than allowed, `warnings` are the engine's remarks."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many nodes of each label and relationships of each type there are, by name in alphabetical order."""

    labels: Mapping[str, int]
    types: Mapping[str, int]


class Writer(Protocol):
    """The one hand that writes. What `load` and `remove` return from is durable: it survives `kill -9`."""

    def load(self, graph: Graph) -> Outcome:
        """Store what one notice says; one transaction.

        A report that is stored already is left alone. Another report of the same `source` is removed first.
        A node's properties are functions of its identity and written once, by the first notice that names it;
        its `aliases` follow from what the stored relationships say (see `facts.forms`).
        Raises GraphRejected, StoreError.
        """

    def load_all(self, graphs: Sequence[Graph]) -> tuple[Outcome | GraphRejected, ...]:
        """As `load` of one after the other, but those that are new in one transaction: all of them are stored or
        none. The outcome of each, or why it was not taken. Raises StoreError."""

    def remove(self, report: str) -> bool:
        """Take out what one notice said, and the nodes that nothing speaks of any more. False if not stored."""

    def publish(self) -> None:
        """Show all that is loaded to views that other processes open from now on."""

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class View(ABC):
    """A snapshot to read from; safe to share between threads.

    `every` is the pattern that any node fits in Cypher (`:Agency|Company|…`), empty where an engine finds ids without
    a label.
    """

    every = ""

    def node(self, id: str) -> Node | None:
        """The node with the first page of its evidence, or None."""
        found = self.known([id])
        return replace(found[0], evidence=self.evidence(id)) if found else None

    def evidence(self, id: str, page: Page | None = None) -> tuple[Evidence, ...]:
        """Where a node was read: its APPEARS_IN relationships, one a mention; without any, all its relationships."""
        appears = self.relationships(id, APPEARS_IN, "out", Page(0, 1))
        links = self.relationships(id, APPEARS_IN, "out", page) if appears else self.relationships(id, page=page)
        return tuple(dict.fromkeys(link.evidence for link in links))

    @abstractmethod
    def nodes(self, label: str | None = None) -> Iterator[Node]:
        """All nodes (of one label), by label and id, without their evidence."""

    @abstractmethod
    def relationships(
        self, id: str, type: str | None = None, direction: Direction = "both", page: Page | None = None
    ) -> tuple[Relationship, ...]:
        """A page of a node's relationships, by type, ends, report and offset; an unknown id has none."""

    @abstractmethod
    def all_relationships(self) -> Iterator[Relationship]:
        """All relationships, notice by notice (by report id), each by type, ends and offset."""

    @abstractmethod
    def said(self, report: str) -> Iterator[Relationship]:
        """What one notice says: its relationships, in the order of `all_relationships`; none for an unknown id."""

    @abstractmethod
    def search(self, request: SearchRequest) -> SearchResult:
        """Find nodes by name, pinyin or text: see `search`. Raises QueryParameter."""

    def find(self, name: str, *, label: str | None = None, limit: int = 20) -> tuple[Node, ...]:
        """Nodes by name: exact name, exact alias, then names and aliases that begin with it, that hold it, and names
        that are spelt so."""
        found = self.search(SearchRequest(name, (label,) if label else (), page=Page(0, limit)))
        return tuple(hit.node for hit in found.hits if hit.field != "text")

    @abstractmethod
    def counts(self) -> Counts: ...

    @abstractmethod
    def cypher(self, query: str, parameters: Mapping[str, object] | None = None, limits: Limits | None = None) -> Rows:
        """Answer a reading query. Raises QueryError (see `errors`) with line and column."""

    @abstractmethod
    def known(self, ids: Sequence[str]) -> tuple[Node, ...]:
        """Those of the nodes that are there, in the order asked for, each once."""

    @abstractmethod
    def neighbours(self, ids: Sequence[str], limit: int) -> tuple[str, ...]:
        """The first `limit` ids, in order, of nodes one step away from `ids` and not among them."""

    @abstractmethod
    def among(self, ids: Sequence[str], limit: int) -> tuple[Relationship, ...]:
        """The first `limit` relationships whose ends are both among `ids`."""

    @abstractmethod
    def degrees(self, ids: Sequence[str], types: Sequence[str]) -> Mapping[str, int]:
        """How many relationships of `types` each of the nodes has that are there."""

    @abstractmethod
    def steps(self, ids: Sequence[str], types: Sequence[str], limit: int) -> tuple[Step, ...]:
        """The first `limit` pairs of a node of `ids` and another to which a relationship of `types` leads, either
        way, in order."""

    @abstractmethod
    def between(self, pairs: Sequence[Step], types: Sequence[str], limit: int) -> tuple[Relationship, ...]:
        """For each pair of nodes the `limit` surest relationships of `types` between them, either way."""

    def paths(self, ids: Sequence[str], limits: PathLimits | None = None) -> tuple[Path, ...]:
        """The cheapest ways between any two of the nodes that are there: see `paths`. Raises QueryParameter."""
        return paths(self, ids, limits or PathLimits())

    def reports(self) -> Iterator[Node]:
        """The Report nodes, by id."""
        return self.nodes(REPORT)

    def report_ids(self) -> tuple[str, ...]:
        return tuple(report.id for report in self.reports())

    def subgraph(self, ids: Sequence[str], hops: int = 1, limit: int = 500) -> Subgraph:
        """What lies within `hops` steps of `ids`: at most `limit` nodes and ten times as many relationships."""
        wanted = tuple(node.id for node in self.known(ids))
        reached = wanted[:limit]
        truncated = len(wanted) > limit
        for _ in range(hops):
            room = limit - len(reached)
            step = self.neighbours(reached, room + 1)
            truncated = truncated or len(step) > room
            reached += step[:room]
            if truncated or not step:
                break
        links = self.among(reached, 10 * limit + 1)
        return Subgraph(self.known(reached), links[: 10 * limit], truncated or len(links) > 10 * limit)


class Store(Protocol):
    """A place where graphs are kept, opened by `opening.open_store`."""

    @property
    def address(self) -> str: ...

    def writer(self) -> Writer:
        """The store's one writer; closing it leaves the store open. Raises StoreForbidden when opened to read."""

    def view(self) -> View:
        """The store as it is now."""

    def outdated(self) -> bool:
        """Whether another process has stored something since this store was opened to read; of a server, since it
        was opened or asked this last. Cheap. Raises StoreError."""

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
