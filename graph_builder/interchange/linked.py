"""Linked data: the graph as Turtle and as N-Quads with a named graph for each notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec.structs import replace

from graph_builder.interchange.content import Content
from graph_builder.stores.facts import ALIASES, APPEARS_IN, aliases, forms, named
from ontology.records import Graph, Node
from ontology.syntax import NQuads, Turtle
from ontology.triples import Statements


def write_turtle(content: Content) -> Iterator[bytes]:
    statements = Statements(Turtle())
    yield Turtle.head.encode()
    yield from (statements.node(node).encode() for node in content.nodes())
    for _, links in groupby(content.relationships(), key=lambda link: link.evidence.report):
        yield from (text.encode() for text in statements.links(links))


def write_nquads(content: Content) -> Iterator[bytes]:
    statements = Statements(NQuads())
    for notice in content.notices():
        yield notice_quads(statements, notice).encode()


def notice_quads(statements: Statements, notice: Graph) -> str:
    """What one notice says, in a graph of its own: of a node its properties, and its names in this notice."""
    said = as_said(notice)
    nodes = (statements.node(node, notice.report) for node in said.nodes)
    return "".join((*nodes, *statements.links(said.relationships, notice.report)))


def as_said(notice: Graph) -> Graph:
    """The notice with those aliases of its nodes alone that it gives itself; together the notices give all of them."""
    if not notice.report:
        return notice
    outgoing: dict[str, list[tuple[str, Mapping[str, object]]]] = {}
    for link in notice.relationships:
        if link.type == APPEARS_IN or ALIASES in link.properties:
            kept = {"quote": link.evidence.quote, ALIASES: link.properties.get(ALIASES)}
            outgoing.setdefault(link.start, []).append((link.type, kept))
    return replace(notice, nodes=tuple(_as_said(node, outgoing.get(node.id, [])) for node in notice.nodes))


def _as_said(node: Node, said: list[tuple[str, Mapping[str, object]]]) -> Node:
    own = aliases(node.properties["name"], forms(said)) if named(node.label) else []
    return Node(node.id, node.label, {**node.properties, ALIASES: own})
