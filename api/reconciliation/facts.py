"""What a node can tell in a table's further columns: its properties, and where its relationships lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.reader import Reader
from graph_builder.stores.interface import Page
from ontology.model import Ontology, Term
from ontology.records import Node, Value

MOST = 20
"""The most values of one relationship."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value: text, with the id of the node where it is one."""

    text: str
    id: str | None = None


def columns(ontology: Ontology, label: str) -> tuple[Term, ...]:
    """What nodes of a label can tell: the ontology's properties, then the relationships that start there."""
    own = [kind for kind in ontology.labels[label].properties.values() if kind.name not in ("id", "name")]
    return (*own, *(kind for kind in ontology.relationships.values() if label in kind.starts))


def facts(graph: Reader, node: Node, names: Sequence[str]) -> Mapping[str, tuple[Fact, ...]]:
    """What the node tells under each of these names; nothing under a name that it does not have."""
    known = {column.name for column in columns(graph.ontology, node.label)}
    return {name: _facts(graph, node, name) if name in known else () for name in names}


def _facts(graph: Reader, node: Node, name: str) -> tuple[Fact, ...]:
    if name not in graph.ontology.relationships:
        return tuple(Fact(text) for text in _texts(node.properties.get(name)))
    links = graph.view.relationships(node.id, name, "out", Page(0, MOST))
    ends = graph.nodes(dict.fromkeys(link.end for link in links))
    return tuple(Fact(str(end.properties["name"]), end.id) for end in ends.values())


def _texts(value: Value | None) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [str(value)]
