"""The reference store, in plain dictionaries. For tests and small use; it says what the other stores must do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from types import TracebackType
from typing import Self, cast

from msgspec.structs import replace

from graph_builder.stores.batches import BatchWriter
from graph_builder.stores.checks import check
from graph_builder.stores.errors import GraphRejected, QueryFailed
from graph_builder.stores.facts import (
    ALIASES,
    REPORT,
    Order,
    aliases,
    as_stored,
    by_report,
    forms,
    laid_out,
    order,
    stored,
)
from graph_builder.stores.interface import Counts, Direction, Limits, Outcome, Rows, View
from graph_builder.stores.matching import result
from graph_builder.stores.paths import Step
from graph_builder.stores.search import Page, SearchRequest, SearchResult
from graph_builder.stores.search_file import bring
from graph_builder.stores.search_index import SearchIndex, in_memory
from graph_builder.stores.search_query import search
from ontology.records import Graph, Node, Relationship


@dataclass
class _Contents:
    """`around` holds, for each node, what its relationships are filed under."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: dict[Order, Relationship] = field(default_factory=dict)
    around: dict[str, set[Order]] = field(default_factory=lambda: defaultdict(set))

    def near(self, id: str) -> list[Relationship]:
        return [self.links[key] for key in sorted(self.around.get(id, ()))]


class MemoryStore:
    """Lives as long as the object: every `memory:` address is a store of its own."""

    address = "memory:"

    def __init__(self) -> None:
        self._contents = _Contents()

    def writer(self) -> MemoryWriter:
        return MemoryWriter(self._contents)

    def view(self) -> MemoryView:
        return MemoryView(deepcopy(self._contents))

    def outdated(self) -> bool:
        """No other process knows of it."""
        return False

    def close(self) -> None:
        """Nothing to let go of."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class MemoryWriter(BatchWriter):
    """Checks first, then writes what can no longer fail; so a load is whole or not at all."""

    def __init__(self, contents: _Contents) -> None:
        self._contents = contents

    def load(self, graph: Graph) -> Outcome:
        check(graph)
        if graph.report in self._contents.nodes:
            return "unchanged"
        laid = laid_out(graph)
        for node in laid.nodes:
            self._check_label(node)
        earlier = self._reports_of(laid)
        for report in earlier:
            self.remove(report)
        for node in laid.nodes:
            self._add(node)
        for link in laid.relationships:
            self._link(link)
        return "changed" if earlier else "added"

    def _load_new(self, graphs: Sequence[Graph]) -> bool:
        return False

    def remove(self, report: str) -> bool:
        if report not in self._contents.nodes:
            return False
        gone = [link for link in self._contents.links.values() if link.evidence.report == report]
        for link in gone:
            self._unlink(link)
        del self._contents.nodes[report]
        for id in {end for link in gone for end in (link.start, link.end)} - {report}:
            self._settle(id)
        return True

    def publish(self) -> None:
        """Nobody else can look."""

    def outdated(self) -> bool:
        """No other process knows of it."""
        return False

    def close(self) -> None:
        """Nothing to let go of."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _reports_of(self, graph: Graph) -> list[str]:
        source = next(node.properties["source"] for node in graph.nodes if node.id == graph.report)
        reports = (node for node in self._contents.nodes.values() if node.label == REPORT)
        return sorted(node.id for node in reports if node.properties["source"] == source)

    def _check_label(self, node: Node) -> None:
        kept = self._contents.nodes.get(node.id)
        if kept and kept.label != node.label:
            raise GraphRejected(f"node {node.id} is a {kept.label} in the store and a {node.label} here")

    def _add(self, node: Node) -> None:
        kept = self._contents.nodes.get(node.id)
        if kept is None:
            own = {key: node.properties[key] for key in sorted(node.properties) if key != "id"}
            self._contents.nodes[node.id] = Node(node.id, node.label, own)
        else:
            self._name(kept, {*_aliases(kept), *_aliases(node)})

    def _name(self, node: Node, found: set[str]) -> None:
        named = {**node.properties, ALIASES: aliases(node.properties["name"], found)}
        self._contents.nodes[node.id] = replace(node, properties=named)

    def _link(self, link: Relationship) -> None:
        self._contents.links[order(link)] = as_stored(link)
        for end in (link.start, link.end):
            self._contents.around[end].add(order(link))

    def _unlink(self, link: Relationship) -> None:
        del self._contents.links[order(link)]
        for end in (link.start, link.end):
            self._contents.around[end].discard(order(link))

    def _settle(self, id: str) -> None:
        """After a notice was taken out: drop a node that nothing speaks of, derive another's aliases anew."""
        near = self._contents.near(id)
        if near:
            said = forms((link.type, stored(link)) for link in near if link.start == id)
            self._name(self._contents.nodes[id], said)
        else:
            del self._contents.nodes[id]


class MemoryView(View):
    """A copy of the store at the moment it was asked for."""

    def __init__(self, contents: _Contents) -> None:
        self._contents = contents

    def nodes(self, label: str | None = None) -> Iterator[Node]:
        everything = sorted(self._contents.nodes.values(), key=lambda node: (node.label, node.id))
        return (node for node in everything if label in (None, node.label))

    def relationships(
        self, id: str, type: str | None = None, direction: Direction = "both", page: Page | None = None
    ) -> tuple[Relationship, ...]:
        page = page or Page()
        ends = {"out": ("start",), "in": ("end",), "both": ("start", "end")}[direction]
        found = [
            link
            for link in self._contents.near(id)
            if type in (None, link.type) and any(getattr(link, end) == id for end in ends)
        ]
        return tuple(found[page.start : page.start + page.size])

    def all_relationships(self) -> Iterator[Relationship]:
        return iter(sorted(self._contents.links.values(), key=by_report))

    def said(self, report: str) -> Iterator[Relationship]:
        return (link for link in self.all_relationships() if link.evidence.report == report)

    def search(self, request: SearchRequest) -> SearchResult:
        return result(*search(self._index, request), request, self.known)

    @cached_property
    def _index(self) -> SearchIndex:
        return bring(in_memory(), self)

    def counts(self) -> Counts:
        labels = Counter(node.label for node in self._contents.nodes.values())
        types = Counter(link.type for link in self._contents.links.values())
        return Counts(dict(sorted(labels.items())), dict(sorted(types.items())))

    def cypher(self, query: str, parameters: Mapping[str, object] | None = None, limits: Limits | None = None) -> Rows:
        raise QueryFailed("the store memory: answers no Cypher; build the notices into a file (--store graph.kgl)")

    def known(self, ids: Sequence[str]) -> tuple[Node, ...]:
        return tuple(self._contents.nodes[id] for id in dict.fromkeys(ids) if id in self._contents.nodes)

    def neighbours(self, ids: Sequence[str], limit: int) -> tuple[str, ...]:
        links = (link for id in ids for link in self._contents.near(id))
        return tuple(sorted({end for link in links for end in (link.start, link.end)} - set(ids))[:limit])

    def among(self, ids: Sequence[str], limit: int) -> tuple[Relationship, ...]:
        wanted = set(ids)
        links = self._contents.links.items()
        found = sorted((key, link) for key, link in links if link.start in wanted and link.end in wanted)
        return tuple(link for _, link in found[:limit])

    def degrees(self, ids: Sequence[str], types: Sequence[str]) -> Mapping[str, int]:
        return {node.id: sum(link.type in types for link in self._contents.near(node.id)) for node in self.known(ids)}

    def steps(self, ids: Sequence[str], types: Sequence[str], limit: int) -> tuple[Step, ...]:
        near = ((id, link) for id in ids for link in self._contents.near(id) if link.type in types)
        found = {(id, end) for id, link in near for end in (link.start, link.end) if end != id}
        return tuple(sorted(found)[:limit])

    def between(self, pairs: Sequence[Step], types: Sequence[str], limit: int) -> tuple[Relationship, ...]:
        return tuple(
            link
            for here, there in pairs
            for link in sorted(
                (link for link in self._contents.near(here) if link.type in types and there in (link.start, link.end)),
                key=lambda link: (-link.evidence.confidence, order(link)),
            )[:limit]
        )


def _aliases(node: Node) -> Iterable[str]:
    return cast(list[str], node.properties[ALIASES])
