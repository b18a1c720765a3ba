"""The property graph as statements of RDF, in N-Quads or Turtle: what every way out of the store to RDF is made of.

A relationship's statements are a template, made once for each type from the ontology's pattern, into which its values
are filled. That is many times faster than a triple at a time; what it says is compared with other writers in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NoReturn

from ontology.checks import link_values, node_values
from ontology.loading import load
from ontology.model import LabelType, Ontology, OntologyError, PropertyType, RelationshipType
from ontology.pattern import CLAIM, Pattern, Slot, pattern
from ontology.records import Node, Relationship, Value
from ontology.syntax import TYPE, Syntax

SEPARATOR = "\x1f"
HEX_DIGITS = 16
GRAPH = "%(graph)s"
PLACE = ("report", "start", "end", "quote")
"""What tells a passage."""


def claim_id(link: Relationship) -> str:
    """The id of a relationship: the same for the same claim, read in one place by one rule."""
    return _claim_id(link, link_values(link))


def resource_ids(link: Relationship, shape: Pattern) -> dict[str, str]:
    """The ids of what the pattern makes of a relationship. What proves it is one for all that was read there."""
    return _resource_ids(link, link_values(link), shape)


def _claim_id(link: Relationship, values: Mapping[str, Value]) -> str:
    said = [f"{name}={values[name]}" for name in sorted(values)]
    return _hashed(CLAIM, (link.type, link.start, link.end, *said))


def _resource_ids(link: Relationship, values: Mapping[str, Value], shape: Pattern) -> dict[str, str]:
    ids = {CLAIM: _claim_id(link, values)}
    place = [str(values[name]) for name in PLACE]
    for above, below in shape.below.items():
        for name in below:
            ids[name] = f"{ids[above]}-{name}" if above != CLAIM else _hashed(name, place)
    return ids


def _hashed(kind: str, key: Sequence[str]) -> str:
    return f"{kind}-{sha256(SEPARATOR.join(key).encode()).hexdigest()[:HEX_DIGITS]}"


Write = Callable[[Value], str]
"""One value as a term."""


@dataclass(frozen=True, slots=True)
class _Template:
    """The statements of one type of relationship: the triple between its ends, its claim, what proves the claim."""

    triple: str
    claim: str
    proof: str


@dataclass(slots=True)
class Statements:
    """Writes nodes and relationships in one syntax.

    Raises OntologyError for a label, type or property that the ontology does not have.
    """

    syntax: Syntax
    ontology: Ontology = field(default_factory=load)
    shape: Pattern = field(default_factory=pattern)
    _templates: dict[tuple[object, ...], _Template] = field(default_factory=dict)
    _writers: dict[str, Mapping[str, tuple[str, Write]]] = field(default_factory=dict)

    def node(self, node: Node, graph: str = "") -> str:
        """What is said of a node; `graph` is the id of the notice in whose graph it is said, if any."""
        label = self.ontology.labels.get(node.label)
        if label is None:
            raise OntologyError(f"node {node.id}: {node.label} is no label of the ontology")
        writers = self._writers_of(label)
        pairs = [(self.syntax.iri(TYPE), self.syntax.iri(label.iri))]
        for name, value in node_values(node).items():
            by, write = writers.get(name) or _refused(name, node.id)
            pairs += [(by, write(one)) for one in (value if isinstance(value, list) else [value])]
        return self.syntax.statements(self.syntax.node(node.id), pairs, self._graph(graph))

    def links(self, links: Iterable[Relationship], graph: str = "") -> Iterator[str]:
        """What is said by relationships, of one notice at best: what they say together is remembered, and said once."""
        said: set[object] = set()
        written = self._graph(graph)
        for link in links:
            template, values = self._template(link), self._values(link)
            values["graph"] = written
            for key, text in (
                ((link.type, link.start, link.end), template.triple),
                (values[CLAIM], template.claim),
                ((link.evidence.report, link.evidence.span, link.evidence.quote), template.proof),
            ):
                if key not in said:
                    said.add(key)
                    yield text % values

    def _values(self, link: Relationship) -> dict[str, str]:
        """What stands for the places in a template."""
        carried, writers = link_values(link), self._writers_of(self.ontology.relationships[link.type])
        values = _resource_ids(link, carried, self.shape)
        values["end start"], values["end end"] = self.syntax.node(link.start), self.syntax.node(link.end)
        for name, value in carried.items():
            write = writers[name][1]
            if isinstance(value, list):
                values |= {f"{number} {name}": write(one) for number, one in enumerate(value)}
            else:
                values["0 " + name] = write(value)
        return values

    def _graph(self, id: str) -> str:
        return f"{self.syntax.node(id)} " if id else ""

    def _writers_of(self, owner: LabelType | RelationshipType) -> Mapping[str, tuple[str, Write]]:
        """For each property its predicate and how its values are written."""
        if owner.iri not in self._writers:
            kinds = owner.properties.items()
            self._writers[owner.iri] = {name: (self.syntax.iri(kind.iri), self._writer(kind)) for name, kind in kinds}
        return self._writers[owner.iri]

    def _writer(self, kind: PropertyType) -> Write:
        # A text where a number belongs stays a text, and the other way round, for the shapes to see.
        base = "double" if kind.datatype.base == "string" else kind.datatype.base
        before, after = self.syntax.typed("|", base).split("|")
        text = self.syntax.node if kind.name in self.shape.nodes else self.syntax.text

        def write(value: Value) -> str:
            if isinstance(value, str):
                return text(value)
            return f"{before}{str(value).lower() if isinstance(value, bool) else value}{after}"

        return write

    # ------------------------------------------------ templates

    def _template(self, link: Relationship) -> _Template:
        carried = {name: len(value) if isinstance(value, list) else 1 for name, value in link.properties.items()}
        key = (link.type, *carried.items())
        if key not in self._templates:
            kind = self.ontology.relationships.get(link.type)
            where = f"({link.start})-[:{link.type}]->({link.end})"
            if kind is None:
                raise OntologyError(f"{where}: no relationship type of the ontology")
            own = [(_allowed(kind.properties, name, where), times) for name, times in carried.items()]
            self._templates[key] = self._made(kind, own)
        return self._templates[key]

    def _made(self, kind: RelationshipType, own: Sequence[tuple[PropertyType, int]]) -> _Template:
        always = [kind.properties[name] for name in kind.required_properties if name not in self.shape.placed]
        pairs = {name: list(self._pairs(name, kind)) for name in self.shape.resources}
        for one, times in (*((one, 1) for one in always), *own):
            pairs[CLAIM] += [(self._iri(one.iri), f"%({number} {one.name})s") for number in range(times)]
        written = {
            name: self.syntax.statements(self.syntax.made(f"%({name})s"), said, GRAPH) for name, said in pairs.items()
        }
        triple = self.syntax.statements("%(end start)s", [(self._iri(kind.iri), "%(end end)s")], GRAPH)
        return _Template(triple, written.pop(CLAIM), "".join(written.values()))

    def _pairs(self, resource: str, kind: RelationshipType) -> Iterator[tuple[str, str]]:
        for above, by, object in self.shape.triples:
            if above == resource:
                yield self._iri(by), self._object(object, kind)

    def _object(self, object: Slot | str, kind: RelationshipType) -> str:
        if not isinstance(object, Slot):
            return self._iri(object)
        if object.kind == "resource":
            return self.syntax.made(f"%({object.name})s")
        if object.kind == "value":
            return f"%(0 {object.name})s"
        return self._iri(kind.iri) if object.name == "type" else f"%(end {object.name})s"

    def _iri(self, iri: str) -> str:
        return self.syntax.iri(iri).replace("%", "%%")


def _allowed(kinds: Mapping[str, PropertyType], name: str, where: str) -> PropertyType:
    return kinds.get(name) or _refused(name, where)


def _refused(name: str, where: str) -> NoReturn:
    raise OntologyError(f"{where}: property {name} is not allowed here by the ontology")
