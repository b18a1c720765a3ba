"""From linked data back to nodes and relationships, by the ontology and its pattern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast
from urllib.parse import unquote

import pyoxigraph as ox

from graph_builder.interchange.errors import ImportFault
from graph_builder.stores.facts import relationship_of
from ontology.loading import load
from ontology.model import PropertyType
from ontology.pattern import Pattern, pattern
from ontology.records import Node, Relationship, Value
from ontology.syntax import DATA, TYPE


def read_turtle(file: BinaryIO) -> Iterator[Node | Relationship]:
    return _read(file, ox.RdfFormat.TURTLE)


def read_nquads(file: BinaryIO) -> Iterator[Node | Relationship]:
    return _read(file, ox.RdfFormat.N_QUADS)


def read_jsonld(file: BinaryIO) -> Iterator[Node | Relationship]:
    return _read(file, ox.RdfFormat.JSON_LD)


def _read(file: BinaryIO, format: ox.RdfFormat) -> Iterator[Node | Relationship]:
    """Raises ImportFault with the line that is of no such format, and for what is no node or claim of ours."""
    with TemporaryDirectory(prefix="xunji-import-") as folder:
        store = ox.Store(folder)
        try:
            store.bulk_extend(ox.Quad(*quad.triple) for quad in ox.parse(file, format))
        except (SyntaxError, ValueError, OSError) as fault:
            raise ImportFault(f"no {format.name}: {fault}") from None
        yield from _Reader(store).records()


class _Reader:
    """Takes nodes and claims out of a dataset by the ontology and its pattern."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._shape: Pattern = pattern()

    def records(self) -> Iterator[Node | Relationship]:
        for label in load().labels.values():
            for subject in self._of_type(label.iri):
                yield self._node(subject, label.name, label.properties)
        types = {kind.iri: name for name, kind in load().relationships.items()}
        claim = next(str(object) for _, by, object in self._shape.triples if by == TYPE)
        for subject in self._of_type(claim):
            yield self._relationship(subject, types)

    def _of_type(self, iri: str) -> Iterator[ox.NamedNode]:
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(iri), None):
            yield cast(ox.NamedNode, quad.subject)

    def _node(self, subject: ox.NamedNode, label: str, kinds: Mapping[str, PropertyType]) -> Node:
        values = self._values(subject, kinds)
        return Node(str(values.pop("id", _id(subject))), label, values)

    def _relationship(self, claim: ox.NamedNode, types: Mapping[str, str]) -> Relationship:
        at = {name: self._follow(claim, name) for name in self._shape.resources}
        ends = {}
        for resource, by, object in self._shape.triples:
            if not isinstance(object, str) and object.kind == "end":
                ends[object.name] = self._one(at[resource], by)
        type = types.get(ends["type"].value)
        if type is None:
            raise ImportFault(f"{claim.value}: {ends['type'].value} is no relationship type of the ontology")
        kinds = load().relationships[type].properties
        values = self._values(claim, {name: kind for name, kind in kinds.items() if name not in self._shape.placed})
        for name, (resource, by) in self._shape.placed.items():
            values[name] = self._value(self._one(at[resource], by), kinds[name])
        return relationship_of(type, _id(ends["start"]), _id(ends["end"]), values)

    def _follow(self, claim: ox.NamedNode, resource: str) -> ox.NamedNode:
        """The resource of the pattern that belongs to a claim."""
        at = {claim}
        path = self._shape.path(resource)
        wanted = next(str(o) for r, by, o in self._shape.triples if r == resource and by == TYPE)
        for step in path:
            at = {o for one in at for o in self._objects(one, step)}
        fitting = [one for one in at if ox.NamedNode(wanted) in self._objects(one, TYPE)]
        if len(fitting) != 1:
            raise ImportFault(f"{claim.value}: has {len(fitting) or 'no'} {resource}; a claim has one")
        return fitting[0]

    def _objects(self, subject: ox.NamedNode, by: str) -> list[ox.NamedNode]:
        found = self._store.quads_for_pattern(subject, ox.NamedNode(by), None, None)
        return [cast(ox.NamedNode, quad.object) for quad in found]

    def _one(self, subject: ox.NamedNode, by: str) -> ox.NamedNode:
        found = self._objects(subject, by)
        if len(found) != 1:
            raise ImportFault(f"{subject.value}: has {len(found) or 'no'} {by}; it needs one")
        return found[0]

    def _values(self, subject: ox.NamedNode, kinds: Mapping[str, PropertyType]) -> dict[str, Value]:
        by_iri = {kind.iri: kind for kind in kinds.values()}
        values: dict[str, Value] = {}
        for quad in self._store.quads_for_pattern(subject, None, None, None):
            kind = by_iri.get(quad.predicate.value)
            if kind is None:
                continue
            value = self._value(quad.object, kind)
            if kind.many:
                cast(list[str], values.setdefault(kind.name, [])).append(str(value))
            else:
                values[kind.name] = value
        return {name: sorted(value) if isinstance(value, list) else value for name, value in values.items()}

    def _value(self, term: object, kind: PropertyType) -> Value:
        if isinstance(term, ox.NamedNode):
            return _id(term)
        if not isinstance(term, ox.Literal):
            raise ImportFault(f"{kind.iri}: {term} is no value")
        try:
            return _read_as(term.value, kind.datatype.base)
        except ValueError:
            raise ImportFault(f"{kind.iri}: {term.value!r} is no {kind.datatype.base}") from None


def _read_as(text: str, base: str) -> Value:
    if base == "boolean":
        return text in ("true", "1")
    if base == "nonNegativeInteger":
        return int(text)
    return float(text) if base == "double" else text


def _id(node: ox.NamedNode) -> str:
    if not isinstance(node, ox.NamedNode) or not node.value.startswith(DATA):
        raise ImportFault(f"{node}: is no node of Xunji; its address begins with {DATA}")
    return unquote(node.value.removeprefix(DATA))
