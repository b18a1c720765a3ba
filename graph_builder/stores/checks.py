"""What a graph must be before a store takes it: whole, named, and possible to take out again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import cast

from graph_builder.stores.errors import GraphRejected
from graph_builder.stores.facts import ALIASES, EVIDENCE, REPORT, stored
from ontology.records import Graph, Node, Relationship

# Agency, PART_OF, declared_aspects
IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}\Z")

# The engine answers these from its own books when they are not stored, so that nobody could tell the difference.
TAKEN = frozenset({"id", "title", "type"})


def check(graph: Graph) -> None:
    """Raise GraphRejected with the first fault of `graph`."""
    for fault in _faults(graph):
        raise GraphRejected(f"notice {graph.report}: {fault}; nothing of it was stored")


def _faults(graph: Graph) -> Iterator[str]:
    nodes: dict[str, Node] = {}
    for node in graph.nodes:
        if node.id in nodes:
            yield f"node {node.id} is there twice"
        nodes[node.id] = node
    yield from _report_faults(nodes.get(graph.report))
    linked = {graph.report}
    for link in graph.relationships:
        yield from _link_faults(link, nodes, graph.report)
        linked |= {link.start, link.end}
    starts = {link.start for link in graph.relationships}
    for node in graph.nodes:
        yield from _node_faults(node)
        if node.id not in starts and set(cast(list[str], node.properties.get(ALIASES, []))) - {_name(node)}:
            yield f"node {node.id} declares aliases, but no relationship starts there that could carry them"
        if node.id not in linked:
            yield f"node {node.id} ({node.label}) has no relationship, so nothing would say which notice it is from"


def _report_faults(report: Node | None) -> Iterator[str]:
    if report is None or report.label != REPORT:
        yield f"it has no {REPORT} node of its own id"
        return
    for key in ("source", "sha256"):
        if not isinstance(report.properties.get(key), str):
            yield f"its {REPORT} node has no `{key}`"


def _name(node: Node) -> object:
    return node.properties.get("name")


def _node_faults(node: Node) -> Iterator[str]:
    if not node.id or not isinstance(_name(node), str) or not _name(node):
        yield f"node {node.id!r} ({node.label}) has no id or no name"
    for fault in _name_faults(node.label, node.properties):
        yield f"node {node.id}: {fault}"
    for key in TAKEN & node.properties.keys():
        if key != "id" or node.properties[key] != node.id:
            yield f"node {node.id} has a property `{key}`, which the store keeps for itself"


def _link_faults(link: Relationship, nodes: Mapping[str, Node], report: str) -> Iterator[str]:
    # There are hundreds in a notice, nearly all without fault: what would be said of one is only put together then.
    if link.start not in nodes or link.end not in nodes:
        yield f"{_of(link)}: an end is not among the nodes"
    if link.evidence.report != report:
        yield f"{_of(link)} was read in another notice, {link.evidence.report}"
    for fault in _name_faults(link.type, link.properties):
        yield f"{_of(link)}: {fault}"
    for key in link.properties.keys() & EVIDENCE if link.properties else ():
        if link.properties[key] != (said := stored(link)[key]):
            yield f"{_of(link)}: property `{key}` is {link.properties[key]!r}, but its evidence says {said!r}"


def _of(link: Relationship) -> str:
    return f"relationship {link.type} from {link.start} to {link.end}"


def _name_faults(kind: str, properties: Mapping[str, object]) -> Iterator[str]:
    if not _are_identifiers((kind, *properties)):
        for name in (kind, *properties):
            if not IDENTIFIER.match(name):
                yield f"{name!r} is no name for a label, type or property"
    for key, value in properties.items():
        if not _storable(value):
            yield f"property `{key}` holds {value!r}, which is no text, number, truth value or list of texts"


@lru_cache(maxsize=1024)
def _are_identifiers(names: tuple[str, ...]) -> bool:
    return all(map(IDENTIFIER.match, names))


def _storable(value: object) -> bool:
    if isinstance(value, str):
        return True
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, float) and value == value and abs(value) != float("inf")
