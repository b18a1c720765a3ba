"""An extracted graph, ready to be asked what leads where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ontology.records import Graph, Node, Relationship

from .errors import QualityError
from .titles import bare


@dataclass(frozen=True, slots=True)
class Index:
    nodes: Mapping[str, Node]
    labels: Mapping[str, list[Node]]
    leaving: Mapping[tuple[str, str], list[Relationship]]
    arriving: Mapping[tuple[str, str], list[Relationship]]

    def label(self, label: str) -> list[Node]:
        return self.labels.get(label, [])

    def first(self, label: str) -> Node:
        """The first node of a label; one that says nothing where there is none."""
        return next(iter(self.label(label)), Node("", label, {}))

    def targets(self, node: Node, *types: str) -> list[Node]:
        return [self.nodes[r.end] for kind in types for r in self.leaving.get((node.id, kind), [])]

    def sources(self, node: Node, kind: str) -> list[Node]:
        return [self.nodes[r.start] for r in self.arriving.get((node.id, kind), [])]


def index(graph: Graph) -> Index:
    """Index a graph. Raises QualityError for a relationship whose end is no node."""
    nodes = {node.id: node for node in graph.nodes}
    labels: dict[str, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        labels[node.label].append(node)
    leaving: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
    arriving: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
    for r in graph.relationships:
        if r.start not in nodes or r.end not in nodes:
            raise QualityError(f"{graph.report}: {r.type} {r.start} -> {r.end} ends at no node; mend the assembly")
        leaving[r.start, r.type].append(r)
        arriving[r.end, r.type].append(r)
    return Index(nodes, labels, leaving, arriving)


def forms(node: Node) -> frozenset[str]:
    """The bare surface forms of a node: its name and its aliases."""
    aliases = node.properties.get("aliases")
    names = [node.properties.get("name"), node.properties.get("canonical_name")]
    names += aliases if isinstance(aliases, list) else []
    return frozenset(bare(str(name)) for name in names if name)
