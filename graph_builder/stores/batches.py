"""Loading several notices at once: a batch is stored whole or not at all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import cast

from msgspec.structs import replace

from graph_builder.stores.errors import GraphRejected
from graph_builder.stores.facts import ALIASES, aliases, source_of
from graph_builder.stores.interface import Outcome
from ontology.records import Graph, Node, Relationship

NEW: Outcome = "added"


class BatchWriter(ABC):
    """What the writers of all stores have in common."""

    @abstractmethod
    def load(self, graph: Graph) -> Outcome: ...

    @abstractmethod
    def _load_new(self, graphs: Sequence[Graph]) -> bool:
        """Store notices in one transaction; False, and nothing stored, where one of them is no new one.

        Raises GraphRejected, where none of them is stored, StoreError.
        """

    def load_all(self, graphs: Sequence[Graph]) -> tuple[Outcome | GraphRejected, ...]:
        """As one batch where all are new; or else one by one, so that a fault is that of one notice alone."""
        try:
            if len(graphs) > 1 and _distinct(graphs) and self._load_new(graphs):
                return tuple(NEW for _ in graphs)
        except GraphRejected:
            # Which of them it is, is found below.
            pass
        return tuple(self._outcome(graph) for graph in graphs)

    def _outcome(self, graph: Graph) -> Outcome | GraphRejected:
        try:
            return self.load(graph)
        except GraphRejected as fault:
            return fault


def _distinct(graphs: Sequence[Graph]) -> bool:
    """Whether no report and no source is there twice; a graph without a source is found faulty elsewhere."""
    reports = {graph.report for graph in graphs}
    sources = {source_of(graph) for graph in graphs}
    return len(reports) == len(sources) == len(graphs)


def together(graphs: Sequence[Graph]) -> Graph:
    """What notices that were laid out say together. Raises GraphRejected where they call one id two things."""
    nodes: dict[str, Node] = {}
    links: list[Relationship] = []
    for graph in graphs:
        links += graph.relationships
        for node in graph.nodes:
            known = nodes.setdefault(node.id, node)
            if known is not node:
                nodes[node.id] = _both(known, node)
    return Graph("", tuple(nodes.values()), tuple(links))


def _both(first: Node, second: Node) -> Node:
    if first.label != second.label:
        raise GraphRejected(f"node {first.id} is a {first.label} in one notice and a {second.label} in another")
    mine, others = (cast(list[str], node.properties[ALIASES]) for node in (first, second))
    if mine == others:
        return first
    return replace(first, properties={**first.properties, ALIASES: aliases(first.properties["name"], {*mine, *others})})
