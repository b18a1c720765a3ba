"""What is exported: nodes and relationships, from a whole store or from a part of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TypeVar

from graph_builder.stores.facts import by_report
from graph_builder.stores.interface import View
from ontology.records import Graph, Node, Relationship, Subgraph

BATCH = 1_000
"""Relationships whose ends are looked up at once, or rows that one statement writes."""

T = TypeVar("T")


class Content(ABC):
    """Nodes and relationships to write. Each can be asked for several times, and comes one by one: a large store is
    never held in memory."""

    @abstractmethod
    def nodes(self) -> Iterator[Node]:
        """By label and id."""

    @abstractmethod
    def relationships(self) -> Iterator[Relationship]:
        """Notice by notice; both ends of each are among the nodes."""

    @abstractmethod
    def notices(self) -> Iterator[Graph]:
        """The same, cut by notice: what each says, with the nodes that it speaks of."""

    @abstractmethod
    def known(self, ids: Sequence[str]) -> Mapping[str, Node]:
        """The nodes of these ids."""

    @abstractmethod
    def size(self) -> int:
        """How many nodes and relationships there are."""

    def ended(self) -> Iterator[tuple[Relationship, str, str]]:
        """The relationships, each with the labels of its ends."""
        for some in batches(self.relationships(), BATCH):
            ends = self.known(sorted({end for link in some for end in (link.start, link.end)}))
            for link in some:
                yield link, ends[link.start].label, ends[link.end].label


class StoreContent(Content):
    """A whole store, or those notices of it that are named."""

    def __init__(self, view: View, reports: Sequence[str] | None = None) -> None:
        self._view = view
        self._reports = reports

    def nodes(self) -> Iterator[Node]:
        if self._reports is None:
            return self._view.nodes()
        found = {node.id: node for notice in self.notices() for node in notice.nodes}
        return iter(sorted(found.values(), key=lambda node: (node.label, node.id)))

    def relationships(self) -> Iterator[Relationship]:
        if self._reports is None:
            return self._view.all_relationships()
        return (link for report in self._reports for link in self._view.said(report))

    def notices(self) -> Iterator[Graph]:
        for report in self._view.report_ids() if self._reports is None else self._reports:
            links = tuple(self._view.said(report))
            yield Graph(report, self._view.known(_mentioned(report, links)), links)

    def known(self, ids: Sequence[str]) -> Mapping[str, Node]:
        return {node.id: node for node in self._view.known(ids)}

    def size(self) -> int:
        if self._reports is not None:
            return sum(len(notice.nodes) + len(notice.relationships) for notice in self.notices())
        counts = self._view.counts()
        return sum(counts.labels.values()) + sum(counts.types.values())


class PartContent(Content):
    """A part of a graph that is in memory already."""

    def __init__(self, part: Subgraph) -> None:
        self._nodes = {node.id: node for node in part.nodes}
        self._links = sorted(part.relationships, key=by_report)

    def nodes(self) -> Iterator[Node]:
        return iter(sorted(self._nodes.values(), key=lambda node: (node.label, node.id)))

    def relationships(self) -> Iterator[Relationship]:
        return iter(self._links)

    def notices(self) -> Iterator[Graph]:
        """What no relationship leads to comes last, as a notice without an id."""
        left = dict(self._nodes)
        for report, some in groupby(self._links, key=lambda link: link.evidence.report):
            links = tuple(some)
            ids = [id for id in _mentioned(report, links) if id in self._nodes]
            yield Graph(report, tuple(self._nodes[id] for id in ids), links)
            for id in ids:
                left.pop(id, None)
        if left:
            yield Graph("", tuple(left.values()), ())

    def known(self, ids: Sequence[str]) -> Mapping[str, Node]:
        return {id: self._nodes[id] for id in ids if id in self._nodes}

    def size(self) -> int:
        return len(self._nodes) + len(self._links)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of `size`, the last one shorter."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _mentioned(report: str, links: Iterable[Relationship]) -> list[str]:
    return sorted({report, *(end for link in links for end in (link.start, link.end))})
