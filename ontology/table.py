"""The ontology as tables for people: what `xunji ontology` prints and the documentation shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ontology.model import LabelType, Ontology, OntologyError, PropertyType, RelationshipType, Term

Row = dict[str, str]
"""Column to cell; every row of a table has the same columns in the same order."""


class Carried(NamedTuple):
    """A property as the label or relationship type of this name carries it."""

    owner: str
    kind: PropertyType


def rows(ontology: Ontology, what: str) -> list[Row]:
    """One row per term; `what`: labels, relationships, properties or values (else OntologyError)."""
    if what not in TABLES:
        raise OntologyError(f"there is no ontology table {what!r}; ask for one of {', '.join(TABLES)}")
    return TABLES[what](ontology)


def _labels(ontology: Ontology) -> list[Row]:
    return [_label(label) for label in ontology.labels.values()]


def _label(label: LabelType) -> Row:
    return {
        "label": label.name,
        **_names(label),
        "group": "entity" if label.entity else "finding" if label.finding else "source",
        "properties": _list(label.properties),
        "colour": label.colour,
        "icon": label.icon,
        **_comments(label),
    }


def _relationships(ontology: Ontology) -> list[Row]:
    return [_relationship(kind) for kind in ontology.relationships.values()]


def _relationship(kind: RelationshipType) -> Row:
    return {
        "type": kind.name,
        **_names(kind),
        "ends": ", ".join(_ends(kind)),
        "properties": _list(kind.properties),
        **_comments(kind),
    }


def _ends(kind: RelationshipType) -> Iterator[str]:
    """`Agency|Company → Agency|Company`: starts that lead to the same ends stand together."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for start in kind.starts:
        groups.setdefault(tuple(end for end in kind.ends if (start, end) in kind.pairs), []).append(start)
    return (f"{'|'.join(starts)} → {'|'.join(ends)}" for ends, starts in groups.items())


def _properties(ontology: Ontology) -> list[Row]:
    carried: dict[tuple[str, str], list[Carried]] = {}
    for one in _carried(ontology):
        carried.setdefault((one.kind.name, one.kind.datatype.name), []).append(one)
    return [_property(ontology, owners) for owners in carried.values()]


def _carried(ontology: Ontology) -> Iterator[Carried]:
    owners: list[LabelType | RelationshipType] = [*ontology.labels.values(), *ontology.relationships.values()]
    return (Carried(owner.name, kind) for owner in owners for kind in owner.properties.values())


def _property(ontology: Ontology, carried: list[Carried]) -> Row:
    kind = carried[0].kind
    return {
        "property": kind.name,
        **_names(kind),
        "type": f"list of {kind.datatype.name}" if kind.many else kind.datatype.name,
        "values": _list(kind.values),
        "of": _owners(ontology, [one.owner for one in carried]),
        "required": _owners(ontology, [one.owner for one in carried if one.kind.required]),
        **_comments(kind),
    }


def _owners(ontology: Ontology, owners: list[str]) -> str:
    if owners == list(ontology.labels):
        return "every label"
    return "every relationship" if owners == list(ontology.relationships) else _list(owners)


def _values(ontology: Ontology) -> list[Row]:
    datatypes = {one.kind.datatype.name: one.kind.datatype for one in _carried(ontology)}
    return [
        {"datatype": name, "value": choice.code, "zh": choice.zh, "en": choice.en}
        for name, datatype in datatypes.items()
        for choice in datatype.choices
    ]


def _names(term: Term) -> Row:
    return {"zh": term.zh, "en": term.en}


def _comments(term: Term) -> Row:
    return {"comment_zh": term.comment_zh, "comment_en": term.comment_en}


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


TABLES: Mapping[str, Callable[[Ontology], list[Row]]] = {
    "labels": _labels,
    "relationships": _relationships,
    "properties": _properties,
    "values": _values,
}
