"""`xunji extract`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from graph_builder.cli.lines import warn
from graph_builder.cli.options import TwoFormats
from graph_builder.cli.output import print_table, write_json
from graph_builder.intake import checked, warnings
from graph_builder.reading.document import read
from graph_builder.stores.facts import APPEARS_IN, stored
from ontology.records import Graph, Node, Relationship


def run(file: Path, format: TwoFormats) -> None:
    document = read(file)
    graph = checked(document)
    for warning in warnings(document):
        warn(warning)
    if format is TwoFormats.json:
        write_json({"nodes": [*map(_node, graph.nodes)], "relationships": [*map(_relationship, graph.relationships)]})
    else:
        _overview(graph)


def _node(node: Node) -> dict[str, Any]:
    return {"id": node.id, "labels": [node.label], "properties": dict(node.properties)}


def _relationship(link: Relationship) -> dict[str, Any]:
    return {"type": link.type, "start": link.start, "end": link.end, "properties": stored(link)}


def _overview(graph: Graph) -> None:
    nodes = ((node.label, node.properties["name"], node.id) for node in graph.nodes)
    types = Counter(link.type for link in graph.relationships if link.type != APPEARS_IN)
    rejected = [(one.item, one.reason) for one in graph.rejected]
    print_table("Nodes", ("label", "name", "id"), nodes)
    print_table("Relationships", ("type", "count"), sorted(types.items()))
    if rejected:
        print_table("Seen and not taken", ("text", "why"), rejected)
