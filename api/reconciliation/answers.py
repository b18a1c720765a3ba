"""The graph's records as the protocol's answers."""

from __future__ import annotations

from api.reader import Reader
from api.reconciliation.facts import Fact, columns, facts
from api.reconciliation.matching import TYPES, Asked, Candidate, candidates, forms_of
from api.reconciliation.models import (
    Cell,
    Extended,
    Extension,
    Feature,
    Match,
    Named,
    PropertyValue,
    Query,
    Suggestion,
    TextCell,
)
from ontology.model import Term
from ontology.records import Node


def matches(graph: Reader, query: Query) -> list[Match]:
    """What one name may mean."""
    asked = Asked(
        query.query, _labels(query.type), query.limit, tuple((one.pid, _text(one)) for one in query.properties)
    )
    return [_match(graph, found) for found in candidates(graph, asked)]


def extended(graph: Reader, extension: Extension) -> Extended:
    """The cells of each entity; an unknown id has empty ones."""
    names = [one.id for one in extension.properties]
    nodes = graph.nodes(extension.ids)
    known = {column.name: column for label in TYPES for column in columns(graph.ontology, label)}
    rows = {id: facts(graph, nodes[id], names) if id in nodes else {} for id in extension.ids}
    return Extended(
        meta=[named(known[name]) if name in known else Named(id=name, name=name) for name in names],
        rows={id: {name: [_cell(fact) for fact in told.get(name, ())] for name in names} for id, told in rows.items()},
    )


def named(term: Term) -> Named:
    """A term with its name in both languages: `企业 Company`."""
    return Named(id=term.name, name=f"{term.zh} {term.en}")


def suggestion(graph: Reader, node: Node) -> Suggestion:
    others = [form for form in forms_of(node)[1:] if form != node.properties["name"]]
    told = "、".join((graph.ontology.labels[node.label].zh, *others[:3]))
    return Suggestion(id=node.id, name=str(node.properties["name"]), description=told)


def _match(graph: Reader, found: Candidate) -> Match:
    return Match(
        id=found.node.id,
        name=str(found.node.properties["name"]),
        type=[named(graph.ontology.labels[found.node.label])],
        score=found.score,
        match=found.match,
        features=[Feature(id=name, value=value) for name, value in found.features],
    )


def _labels(wanted: str | list[str] | None) -> tuple[str, ...]:
    if not wanted:
        return TYPES
    named = {wanted} if isinstance(wanted, str) else set(wanted)
    return tuple(label for label in TYPES if label in named)


def _text(value: PropertyValue) -> str:
    """A cell may be text, a number, or an entity `{"id", "name"}`."""
    told = value.v.get("name", value.v.get("id", "")) if isinstance(value.v, dict) else value.v
    return str(told)[:200]


def _cell(fact: Fact) -> Cell:
    return Named(id=fact.id, name=fact.text) if fact.id else TextCell(str=fact.text)
