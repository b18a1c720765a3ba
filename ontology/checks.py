"""What the ontology does not allow in a graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import cast

from ontology.model import APPEARS_IN, Carrier, Ontology
from ontology.records import Evidence, Graph, Node, Relationship, Value

_MOST_SHAPES = 5_000


def faults_of(ontology: Ontology, graph: Graph) -> list[str]:
    """Everything in the graph that the ontology does not allow, one line each; empty when all fits."""
    labels = {node.id: node.label for node in graph.nodes}
    repeated = _repeated(graph) if len(labels) < len(graph.nodes) else []
    nodes = [fault for node in graph.nodes for fault in _node_faults(ontology, node)]
    links = _links_faults(ontology, graph, labels)
    return [*repeated, *nodes, *links, *_missing(ontology, graph), *_too_many(ontology, graph)]


def _links_faults(ontology: Ontology, graph: Graph, labels: Mapping[str, str]) -> list[str]:
    """Most links are like one before them in all but the place where they were read: only that is checked then."""
    faults: list[str] = []
    for link in graph.relationships:
        read = link.evidence
        own = repr(link.properties) if link.properties else ""
        certain = type(read.confidence), read.confidence  # True is 1.0, but no confidence
        shape = (link.type, labels.get(link.start), labels.get(link.end), read.rule, certain, own)
        if shape in ontology.sound and _is_place(read):
            continue
        found = list(_link_faults(ontology, link, labels))
        faults += found
        if not found and len(ontology.sound) < _MOST_SHAPES:
            ontology.sound.add(shape)
    return faults


def _node_faults(ontology: Ontology, node: Node) -> Iterator[str]:
    label = ontology.labels.get(node.label)
    if label is None:
        yield f"node {node.id}: {node.label} is no label of the ontology"
        return
    if node.properties.get("id", node.id) != node.id:
        yield f"{node.label} {node.id}: id {node.properties['id']!r} is not that of the node"
    for fault in _property_faults(node_values(node), label):
        yield f"{node.label} {node.id}: {fault}"


def _link_faults(ontology: Ontology, link: Relationship, labels: Mapping[str, str]) -> Iterator[str]:
    kind = ontology.relationships.get(link.type)
    if kind is None:
        yield f"{_where(link)}: {link.type} is no relationship type of the ontology"
        return
    ends = labels.get(link.start), labels.get(link.end)
    if None in ends:
        yield f"{_where(link)}: {link.start if ends[0] is None else link.end} is not among the nodes"
    elif ends not in kind.pairs:
        yield f"{_where(link)}: {link.type} may not lead from {ends[0]} to {ends[1]}"
    if link.evidence.span.start > link.evidence.span.end:
        yield f"{_where(link)}: start {link.evidence.span.start} lies after end {link.evidence.span.end}"
    for fault in _property_faults(link_values(link), kind):
        yield f"{_where(link)}: {fault}"


def _missing(ontology: Ontology, graph: Graph) -> Iterator[str]:
    needed = [kind for kind in ontology.relationships.values() if kind.required]
    types = {kind.name for kind in needed}
    present = {(link.type, link.start) for link in graph.relationships if link.type in types}
    for kind in needed:
        # A node's evidence is what the store writes as APPEARS_IN.
        nodes = [n for n in graph.nodes if not n.evidence] if kind.name == APPEARS_IN else graph.nodes
        for node in nodes:
            if node.label in kind.required and (kind.name, node.id) not in present:
                yield f"{node.label} {node.id}: has no {kind.name}"


def _too_many(ontology: Ontology, graph: Graph) -> Iterator[str]:
    single = {kind.name for kind in ontology.relationships.values() if not kind.many}
    ends: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for link in graph.relationships:
        if link.type in single:
            ends[link.type, link.start].add(link.end)
    for (type_, start), found in ends.items():
        if len(found) > 1:
            yield f"node {start}: {type_} leads to {len(found)} nodes where one is allowed"


def node_values(node: Node) -> dict[str, Value]:
    """Every property that a stored node carries: its own and its `id`."""
    return {**node.properties, "id": node.id}


def link_values(link: Relationship) -> dict[str, Value]:
    """Every property that a stored relationship carries: its own and where it was read."""
    read = link.evidence
    return {
        **link.properties,
        "report": read.report,
        "start": read.span.start,
        "end": read.span.end,
        "quote": read.quote,
        "rule": read.rule,
        "confidence": read.confidence,
    }


def _is_place(read: Evidence) -> bool:
    """A quote with its report, and the range of characters that it was read from."""
    start, end = read.span.start, read.span.end
    worded = type(read.quote) is type(read.report) is str and read.report and read.quote
    return bool(worded) and type(start) is type(end) is int and 0 <= start <= end


def _repeated(graph: Graph) -> list[str]:
    times = Counter(node.id for node in graph.nodes)
    return [f"node {id}: there are {n} nodes of this id" for id, n in times.items() if n > 1]


def _where(link: Relationship) -> str:
    return f"({link.start})-[:{link.type}]->({link.end})"


def _property_faults(values: Mapping[str, Value], owner: Carrier) -> list[str]:
    faults = []
    for name, value in values.items():
        if _fits(owner, name, value):
            continue
        kind = owner.properties.get(name)
        if kind is None:
            faults.append(f"property {name} is not allowed here")
        elif fault := kind.fault(value):
            faults.append(f"{name} {value!r} {fault}")
    faults += [f"property {name} is missing" for name in owner.required_properties if values.get(name, "") == ""]
    return faults


def _fits(owner: Carrier, name: str, value: Value) -> bool:
    """Whether a glance shows that a value is allowed: a string, a list of them, one of some codes, or a number."""
    if type(value) is str:
        return name in owner.free_text or (name in owner.codes and value in owner.codes[name])
    if type(value) is list:
        return name in owner.free_lists and all([type(one) is str for one in value])
    if name not in owner.numbers:
        return False
    exact, low, high = owner.numbers[name]
    return type(value) is exact and low <= cast("float", value) <= high
