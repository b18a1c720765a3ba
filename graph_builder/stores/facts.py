"""How the records lie in a property graph, and what is derived there; one place for all stores.

Evidence lies on relationships: `report`, `start`, `end`, `quote`, `rule`, `confidence`. A node's own evidence is
that of its APPEARS_IN relationships (one a mention), or else of all its relationships; it is not kept a second time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from msgspec.structs import replace

from ontology.loading import load
from ontology.records import Evidence, Graph, Node, Relationship, Span, Value

REPORT = "Report"
APPEARS_IN = "APPEARS_IN"
ALIASES = "aliases"
EVIDENCE = ("report", "start", "end", "quote", "rule", "confidence")

Order = tuple[str, str, str, str, int, int, str, str]


def stored(relationship: Relationship) -> dict[str, Value]:
    """The properties that a relationship has in a store: its own and its evidence."""
    evidence = relationship.evidence
    return {
        **relationship.properties,
        "report": evidence.report,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.quote,
        "rule": evidence.rule,
        "confidence": evidence.confidence,
    }


def relationship_of(type: str, start: str, end: str, properties: Mapping[str, object]) -> Relationship:
    """The record of a stored relationship; the way back from `stored`."""
    own = {key: cast(Value, value) for key, value in sorted(properties.items()) if key not in EVIDENCE}
    return Relationship(type, start, end, own, evidence_of(properties))


def as_stored(relationship: Relationship) -> Relationship:
    """The record that comes back for `relationship`: what its evidence says is not said twice."""
    return relationship_of(relationship.type, relationship.start, relationship.end, stored(relationship))


def evidence_of(properties: Mapping[str, object]) -> Evidence:
    span = Span(cast(int, properties["start"]), cast(int, properties["end"]))
    return Evidence(
        str(properties["report"]),
        span,
        str(properties["quote"]),
        str(properties["rule"]),
        cast(float, properties["confidence"]),
    )


def order(relationship: Relationship) -> Order:
    """What tells two relationships apart and puts them in order."""
    at = relationship.evidence
    ends = (relationship.type, relationship.start, relationship.end)
    return (*ends, at.report, at.span.start, at.span.end, at.rule, at.quote)


def by_report(relationship: Relationship) -> tuple[str, Order]:
    """The order of `View.all_relationships`."""
    return relationship.evidence.report, order(relationship)


def forms(links: Iterable[tuple[str, Mapping[str, object]]]) -> set[str]:
    """The surface forms that a node's outgoing relationships (type, stored properties) give it.

    The quote of each APPEARS_IN, and the `aliases` that a notice declares for the node: these lie on one of the
    notice's relationships that start there.
    """
    found: set[str] = set()
    for type, properties in links:
        if type == APPEARS_IN:
            found.add(str(properties["quote"]))
        found.update(cast(list[str], properties.get(ALIASES) or []))
    return found


def called(links: Iterable[Relationship]) -> set[str]:
    """`forms` of relationships that are not stored yet."""
    return forms((link.type, {"quote": link.evidence.quote, ALIASES: link.properties.get(ALIASES)}) for link in links)


def aliases(name: object, found: Iterable[str]) -> list[str]:
    """A node's `aliases`: all its surface forms but the name itself, sorted."""
    return sorted(set(found) - {name, ""})


def laid_out(graph: Graph) -> Graph:
    """The graph as it is stored: each relationship once, and aliases as `forms` reads them.

    Aliases that a node declares move to its first APPEARS_IN, or else to its first relationship, so that they go
    when the notice goes. Raises KeyError for a node that declares aliases and starts no relationship.
    """
    links = [link for _, link in sorted({order(link): link for link in graph.relationships}.items())]
    outgoing: dict[str, list[int]] = defaultdict(list)
    for index, link in enumerate(links):
        outgoing[link.start].append(index)
    nodes = tuple(_with_forms(node, links, outgoing.get(node.id, [])) for node in graph.nodes)
    return Graph(graph.report, nodes, tuple(links))


def source_of(graph: Graph) -> str:
    """The source of a notice; empty where its graph names none, which a store does not take."""
    return next((str(node.properties.get("source", "")) for node in graph.nodes if node.id == graph.report), "")


def named(label: str) -> bool:
    """Whether things of this label are called by names, so that the places where they appear give them aliases."""
    return load().labels[label].entity


def _with_forms(node: Node, links: list[Relationship], outgoing: list[int]) -> Node:
    if not named(node.label):
        return _called(node, [])
    name = node.properties["name"]
    said = called(links[index] for index in outgoing)
    declared = set(cast(list[str], node.properties.get(ALIASES) or []))
    extra = set(aliases(name, declared - said))
    if extra:
        at = min(outgoing, key=lambda index: (links[index].type != APPEARS_IN, index), default=None)
        if at is None:
            raise KeyError(node.id)
        links[at] = _declaring(links[at], extra)
    return _called(node, aliases(name, said | extra))


def _called(node: Node, names: list[str]) -> Node:
    if node.properties.get(ALIASES) == names:
        return node
    return Node(node.id, node.label, {**node.properties, ALIASES: names}, node.evidence)


def _declaring(link: Relationship, names: set[str]) -> Relationship:
    both = sorted({*cast(list[str], link.properties.get(ALIASES) or []), *names})
    return replace(link, properties={**link.properties, ALIASES: both})
