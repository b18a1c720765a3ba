"""The ontology as typed records, read from `xunji.ttl`: labels, relationship types, properties.

`load()` gives the packaged ontology; labels, colours and allowed values are taken from there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from math import inf
from pathlib import Path
from types import MappingProxyType
from typing import Any

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node as RdfTerm

from ontology.errors import XunjiError
from ontology.records import Evidence, Graph, Node, Relationship, Value

XJ = Namespace("https://w3id.org/xunji/ontology#")
PACKAGED = Path(__file__).with_name("xunji.ttl")
APPEARS_IN = "APPEARS_IN"

PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "nonNegativeInteger": (int,),
    "double": (float, int),
}
NUMBERS = ("nonNegativeInteger", "double")
ABSTRACT = (XJ.Node, XJ.Entity, XJ.Finding, XJ.Claim)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)
MAPPED_BY = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentProperty, SKOS.closeMatch)
_MOST_SHAPES = 5_000
COLOUR = re.compile(r"#[0-9A-F]{6}")


class OntologyError(XunjiError):
    """The ontology file is at fault, or something was asked of it that it does not know."""


@dataclass(frozen=True, slots=True)
class Term:
    """What every term has; `name` is its name in the property graph, `mappings` are outside terms like it."""

    name: str
    iri: str
    zh: str
    en: str
    comment_zh: str
    comment_en: str
    mappings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an enumeration: `code` is stored, `zh` and `en` are shown."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Datatype:
    """What one value may be: `base` is the XSD type it is written as; the rest narrows it."""

    name: str
    base: str
    choices: tuple[Choice, ...] = ()
    pattern: str | None = None
    minimum: float = -inf
    maximum: float = inf

    def fault(self, value: object) -> str | None:
        """Why one value does not fit, or None: `is not one of lead, support`."""
        if type(value) is str and self.base == "string":
            return self._text_fault(value)
        allowed = PYTHON_TYPES[self.base]
        if type(value) not in allowed and not (isinstance(value, allowed) and not isinstance(value, bool)):
            return f"is no {self.base}"
        assert isinstance(value, int | float)
        return None if self.minimum <= value <= self.maximum else f"is not within {self.minimum:g} and {self.maximum:g}"

    @property
    def is_free_text(self) -> bool:
        """Whether any string fits."""
        return self.base == "string" and not self.choices and not self.pattern

    def _text_fault(self, value: str) -> str | None:
        if self.choices and not any(choice.code == value for choice in self.choices):
            return f"is not one of {', '.join(choice.code for choice in self.choices)}"
        if self.pattern and not re.fullmatch(self.pattern, value):
            return f"is no {self.name}"
        return None


@dataclass(frozen=True, slots=True)
class PropertyType(Term):
    """A property as one label or relationship type carries it; `many`: a list of values."""

    datatype: Datatype
    many: bool
    required: bool

    @property
    def values(self) -> tuple[str, ...]:
        """The codes that are allowed; empty when any value of the datatype is."""
        return tuple(choice.code for choice in self.datatype.choices)

    def fault(self, value: Value) -> str | None:
        """Why this value (a list, where `many`) does not fit, or None."""
        if isinstance(value, list) is not self.many:
            return "is no list" if self.many else "is a list where one value belongs"
        if not isinstance(value, list):
            return self.datatype.fault(value)
        for one in value:
            if fault := self.datatype.fault(one):
                return fault
        return None


@dataclass(frozen=True, slots=True)
class Carrier(Term):
    """What carries properties. `free_text` may be any string, `numbers` lie between two bounds: most values are of
    these, and checked at a glance."""

    properties: Mapping[str, PropertyType]
    required_properties: tuple[str, ...]
    free_text: frozenset[str]
    numbers: Mapping[str, tuple[type, float, float]]


@dataclass(frozen=True, slots=True)
class LabelType(Carrier):
    """A label: an `entity` exists outside the notices and is found by name, a `finding` is what one says."""

    colour: str
    icon: str
    entity: bool
    finding: bool


@dataclass(frozen=True, slots=True)
class RelationshipType(Carrier):
    """A relationship type: `pairs` are the allowed (start, end) labels; `many`: a start may have many ends.

    Every node of a label in `required` starts at least one such relationship.
    """

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    many: bool
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    version: str
    labels: Mapping[str, LabelType]
    relationships: Mapping[str, RelationshipType]
    sound: set[tuple[object, ...]] = field(default_factory=set, repr=False, compare=False)
    """Shapes of links that were checked before: all that they carry but where they were read."""

    def faults(self, graph: Graph) -> list[str]:
        """Everything in the graph that the ontology does not allow, one line each; empty when all fits."""
        labels = {node.id: node.label for node in graph.nodes}
        repeated = [f"node {id}: there are {n} nodes of this id" for id, n in Counter(_ids(graph)).items() if n > 1]
        nodes = [fault for node in graph.nodes for fault in self._node_faults(node)]
        links = self._links_faults(graph, labels)
        return [*repeated, *nodes, *links, *self._missing(graph), *self._too_many(graph)]

    def _links_faults(self, graph: Graph, labels: Mapping[str, str]) -> list[str]:
        """Most links are like one before them in all but the place where they were read: only that is checked then."""
        faults: list[str] = []
        for link in graph.relationships:
            read = link.evidence
            own = repr(link.properties) if link.properties else ""
            certain = type(read.confidence), read.confidence  # True is 1.0, but no confidence
            shape = (link.type, labels.get(link.start), labels.get(link.end), read.rule, certain, own)
            if shape in self.sound and _is_place(read):
                continue
            found = list(self._link_faults(link, labels))
            faults += found
            if not found and len(self.sound) < _MOST_SHAPES:
                self.sound.add(shape)
        return faults

    def _node_faults(self, node: Node) -> Iterator[str]:
        label = self.labels.get(node.label)
        if label is None:
            yield f"node {node.id}: {node.label} is no label of the ontology"
            return
        if node.properties.get("id", node.id) != node.id:
            yield f"{node.label} {node.id}: id {node.properties['id']!r} is not that of the node"
        for fault in _property_faults(node_values(node), label):
            yield f"{node.label} {node.id}: {fault}"

    def _link_faults(self, link: Relationship, labels: Mapping[str, str]) -> Iterator[str]:
        kind = self.relationships.get(link.type)
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

    def _missing(self, graph: Graph) -> Iterator[str]:
        needed = [kind for kind in self.relationships.values() if kind.required]
        types = {kind.name for kind in needed}
        present = {(link.type, link.start) for link in graph.relationships if link.type in types}
        for kind in needed:
            # A node's evidence is what the store writes as APPEARS_IN.
            nodes = [n for n in graph.nodes if not n.evidence] if kind.name == APPEARS_IN else graph.nodes
            for node in nodes:
                if node.label in kind.required and (kind.name, node.id) not in present:
                    yield f"{node.label} {node.id}: has no {kind.name}"

    def _too_many(self, graph: Graph) -> Iterator[str]:
        single = {kind.name for kind in self.relationships.values() if not kind.many}
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


def _ids(graph: Graph) -> Iterator[str]:
    return (node.id for node in graph.nodes)


def _where(link: Relationship) -> str:
    return f"({link.start})-[:{link.type}]->({link.end})"


def _property_faults(values: Mapping[str, Value], owner: Carrier) -> list[str]:
    faults = []
    text, numbers = owner.free_text, owner.numbers
    for name, value in values.items():
        if type(value) is str:
            if name in text:
                continue
        elif name in numbers and isinstance(value, int | float):
            exact, low, high = numbers[name]
            if type(value) is exact and low <= value <= high:
                continue
        kind = owner.properties.get(name)
        if kind is None:
            faults.append(f"property {name} is not allowed here")
        elif fault := kind.fault(value):
            faults.append(f"{name} {value!r} {fault}")
    faults += [f"property {name} is missing" for name in owner.required_properties if values.get(name, "") == ""]
    return faults


@cache
def _packaged() -> Ontology:
    return _read(PACKAGED)


def load(path: Path | None = None) -> Ontology:
    """The ontology in a Turtle file; the packaged one, read once, without a path.

    Raises OntologyError that names the file, the faulty term and what is wrong with it.
    """
    return _packaged() if path is None else _read(path)


def _read(path: Path) -> Ontology:
    try:
        graph = _parse(path.read_text(encoding="utf-8"))
        return _Linker(graph, _terms(graph)).ontology()
    except OntologyError as fault:
        raise OntologyError(f"ontology {path}: {fault}") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise OntologyError(f"ontology {path}: cannot be read: {fault}; name a Turtle file in UTF-8") from None


def _parse(turtle: str) -> rdflib.Graph:
    try:
        return rdflib.Graph().parse(data=turtle, format="turtle")
    except BadSyntax as fault:
        # `fault.lines` counts lines twice where the parser went back; the position is right.
        line = turtle.count("\n", 0, fault._i) + 1
        raise OntologyError(f"line {line} is no Turtle: {fault._why}") from None


# ------------------------------------------------ first pass: the terms and how they are called


Terms = Mapping[URIRef, Mapping[URIRef, Term]]
"""Kind (owl:Class, owl:ObjectProperty …) to IRI to term, in the order of the file."""


def _terms(graph: rdflib.Graph) -> Terms:
    declared = {kind: list(_declared(graph, kind)) for kind in KINDS}
    for iri, times in Counter(iri for iris in declared.values() for iri in iris).items():
        if times > 1:
            raise OntologyError(f"{_short(iri)} is declared as {times} kinds of term; give each its own name")
    terms = {kind: {iri: _term(graph, iri, kind) for iri in iris} for kind, iris in declared.items()}
    for named in terms.values():
        _distinct("Chinese label", {term.iri: term.zh for term in named.values()})
        _distinct("English label", {term.iri: term.en for term in named.values()})
    return terms


def _declared(graph: rdflib.Graph, kind: URIRef) -> Iterator[URIRef]:
    # rdflib's memory store keeps the order of the file.
    for iri in graph.subjects(RDF.type, kind):
        if isinstance(iri, URIRef) and iri.startswith(XJ):
            yield iri


def _term(graph: rdflib.Graph, iri: URIRef, kind: URIRef) -> Term:
    outside = (o for by in MAPPED_BY for o in graph.objects(iri, by) if isinstance(o, URIRef))
    return Term(
        name=_graph_name(iri, kind),
        iri=str(iri),
        zh=_text(graph, iri, RDFS.label, "zh"),
        en=_text(graph, iri, RDFS.label, "en"),
        comment_zh=_text(graph, iri, RDFS.comment, "zh"),
        comment_en=_text(graph, iri, RDFS.comment, "en"),
        mappings=tuple(str(o) for o in outside if not o.startswith(XJ)),
    )


def _graph_name(iri: URIRef, kind: URIRef) -> str:
    """`xj:reportsOn` is REPORTS_ON, `xj:publishDate` publish_date; classes and datatypes keep their name."""
    local = iri.removeprefix(XJ)
    if kind in (OWL.Class, RDFS.Datatype):
        if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", local):
            raise OntologyError(f"{_short(iri)} is no name for a class or datatype; write it like InspectionGroup")
        return local
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local)
    first, *rest = name.lower().split("_")
    if not re.fullmatch(r"[a-z][A-Za-z0-9]*", local) or local != first + "".join(map(str.capitalize, rest)):
        raise OntologyError(f"{_short(iri)} is no name for a property; write it like publishDate")
    return name.upper() if kind == OWL.ObjectProperty else name.lower()


def _text(graph: rdflib.Graph, subject: RdfTerm, by: URIRef, language: str) -> str:
    texts = [str(o) for o in graph.objects(subject, by) if isinstance(o, Literal) and o.language == language]
    if len(texts) != 1 or not texts[0].strip():
        raise OntologyError(
            f"{_short(subject)} has {len(texts) or 'no'} {_short(by)} in @{language}; give it exactly one"
        )
    return texts[0]


def _distinct(what: str, values: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for iri, value in values.items():
        if value in seen:
            raise OntologyError(f"{_short(iri)} has the {what} {value!r} of {_short(seen[value])}; give each its own")
        seen[value] = iri


def _short(term: object) -> str:
    """`xj:Agency` for a message; other namespaces by their last part."""
    iri = str(term)
    return f"xj:{iri.removeprefix(XJ)}" if iri.startswith(XJ) else iri.replace("#", "/").rsplit("/", 1)[-1]


# ------------------------------------------------ second pass: what belongs to what


class _Linker:
    """Puts the terms together; every reference is followed, and one that leads nowhere is a fault."""

    def __init__(self, graph: rdflib.Graph, terms: Terms) -> None:
        self.graph = graph
        self.terms = terms
        self.labels = {iri: term for iri, term in terms[OWL.Class].items() if iri not in ABSTRACT}
        self.under = self._under()
        self.datatypes: dict[RdfTerm, Datatype] = {iri: self._datatype(iri) for iri in terms[RDFS.Datatype]}

    def ontology(self) -> Ontology:
        labels = [self._label(iri) for iri in self.labels]
        _distinct("colour", {label.iri: label.colour for label in labels})
        relationships = [self._relationship(iri) for iri in self.terms[OWL.ObjectProperty]]
        return Ontology(
            version=self._version(),
            labels=MappingProxyType({label.name: label for label in labels}),
            relationships=MappingProxyType({kind.name: kind for kind in relationships}),
        )

    def _version(self) -> str:
        header = URIRef(XJ.removesuffix("#"))
        version, iri = self._one(header, OWL.versionInfo), self._one(header, OWL.versionIRI)
        if not str(iri).endswith(f"/{version}"):
            raise OntologyError(f"versionIRI {iri} does not end with versionInfo {version}; write the same in both")
        return str(version)

    def _one(self, subject: URIRef, by: URIRef) -> RdfTerm:
        found = list(self.graph.objects(subject, by))
        if len(found) != 1:
            raise OntologyError(f"{_short(subject)} has {len(found) or 'no'} {_short(by)}; give it exactly one")
        return found[0]

    def _under(self) -> Mapping[RdfTerm | None, tuple[URIRef, ...]]:
        """Each class with the labels under it, itself among them."""
        under: defaultdict[RdfTerm | None, tuple[URIRef, ...]] = defaultdict(tuple)
        for label in self.labels:
            above = list(self.graph.transitive_objects(label, RDFS.subClassOf))
            if XJ.Node not in above:
                raise OntologyError(f"{_short(label)} is under none of xj:Entity, xj:Finding, xj:Node; say which")
            for ancestor in above:
                under[ancestor] += (label,)
        return under

    # ------------------------------------------------ datatypes

    def _datatype(self, iri: URIRef) -> Datatype:
        definition = self._one(iri, OWL.equivalentClass)
        base = self.graph.value(definition, OWL.onDatatype, default=XSD.string)
        name = self.terms[RDFS.Datatype][iri].name
        facets = self._facets(definition)
        return Datatype(
            name=name,
            base=self._base(iri, base),
            choices=self._choices(iri, self._list(definition, OWL.oneOf)),
            pattern=_pattern(iri, facets.get(XSD.pattern)),
            minimum=float(facets.get(XSD.minInclusive, -inf)),
            maximum=float(facets.get(XSD.maxInclusive, inf)),
        )

    def _base(self, iri: URIRef, base: RdfTerm | None) -> str:
        for name in PYTHON_TYPES:
            if base == XSD[name]:
                return name
        raise OntologyError(f"{_short(iri)} has the unknown datatype {_short(base)}; known: {', '.join(PYTHON_TYPES)}")

    def _facets(self, definition: RdfTerm) -> dict[RdfTerm, str]:
        facets = self._list(definition, OWL.withRestrictions)
        return {by: str(value) for facet in facets for by, value in self.graph.predicate_objects(facet)}

    def _choices(self, iri: URIRef, codes: Sequence[RdfTerm]) -> tuple[Choice, ...]:
        named = {str(self.graph.value(c, SKOS.notation)): c for c in self.graph.objects(iri, XJ.choice)}
        wrong = set(named).symmetric_difference(map(str, codes))
        if wrong and named:
            raise OntologyError(f"{_short(iri)}: {sorted(wrong)} is not in both owl:oneOf and xj:choice")
        return tuple(self._choice(str(code), named.get(str(code))) for code in codes)

    def _choice(self, code: str, named: RdfTerm | None) -> Choice:
        if named is None:
            return Choice(code, code, code)
        return Choice(code, *(_text(self.graph, named, SKOS.prefLabel, language) for language in ("zh", "en")))

    def _list(self, subject: RdfTerm, by: URIRef) -> list[RdfTerm]:
        head = self.graph.value(subject, by)
        return [] if head is None else list(Collection(self.graph, head))

    # ------------------------------------------------ labels and their properties

    def _label(self, iri: URIRef) -> LabelType:
        colour, icon = str(self._one(iri, XJ.colour)), str(self._one(iri, XJ.icon))
        if not COLOUR.fullmatch(colour):
            raise OntologyError(f"{_short(iri)} has the bad colour {colour!r}; write it like #0072B2")
        if fault := self.datatypes[XJ.Icon].fault(icon):
            raise OntologyError(f"{_short(iri)} has the icon {icon!r}, which {fault}")
        return LabelType(
            **asdict(self.labels[iri]),
            colour=colour,
            icon=icon,
            entity=iri in self.under[XJ.Entity],
            finding=iri in self.under[XJ.Finding],
            **self._properties(iri, lambda by: iri in self._ends(by, RDFS.domain)),
        )

    def _properties(self, owner: URIRef, carried: Callable[[URIRef], bool]) -> dict[str, Any]:
        """The fields of a `Carrier`."""
        found = [self._property(by, owner) for by in self.terms[OWL.DatatypeProperty] if carried(by)]
        return {
            "properties": MappingProxyType({kind.name: kind for kind in found}),
            "required_properties": tuple(kind.name for kind in found if kind.required),
            "free_text": frozenset(kind.name for kind in found if not kind.many and kind.datatype.is_free_text),
            "numbers": {
                kind.name: (PYTHON_TYPES[kind.datatype.base][0], kind.datatype.minimum, kind.datatype.maximum)
                for kind in found
                if not kind.many and kind.datatype.base in NUMBERS
            },
        }

    def _property(self, iri: URIRef, owner: URIRef) -> PropertyType:
        return PropertyType(
            **asdict(self.terms[OWL.DatatypeProperty][iri]),
            datatype=self._range(iri, self._restricted(owner, iri, OWL.allValuesFrom)),
            many=(iri, RDF.type, OWL.FunctionalProperty) not in self.graph,
            required=self._restricted(owner, iri, OWL.minCardinality) is not None,
        )

    def _range(self, iri: URIRef, narrowed: RdfTerm | None) -> Datatype:
        named = narrowed or self._one(iri, RDFS.range)
        found = self.datatypes.get(named) or Datatype(_short(named), self._base(iri, named))
        nameless = [choice.code for choice in found.choices if choice.zh == choice.code]
        if nameless:
            raise OntologyError(f"xj:{found.name} has no xj:choice for {', '.join(nameless)}; name each value")
        if found.base == "nonNegativeInteger":
            return replace(found, minimum=max(found.minimum, 0))
        return found

    def _restricted(self, owner: URIRef, by: URIRef, what: URIRef) -> RdfTerm | None:
        """What an OWL restriction on a class, or on one above it, says of a property; None if nothing."""
        for above in self.graph.transitive_objects(owner, RDFS.subClassOf):
            if (above, OWL.onProperty, by) in self.graph and (said := self.graph.value(above, what)) is not None:
                return said
        return None

    # ------------------------------------------------ relationship types

    def _ends(self, iri: URIRef, by: URIRef) -> tuple[URIRef, ...]:
        """The labels that a domain or range names."""
        return self._members(iri, self._one(iri, by))

    def _members(self, iri: URIRef, named: RdfTerm) -> tuple[URIRef, ...]:
        classes = self._list(named, OWL.unionOf) if isinstance(named, BNode) else [named]
        for one in classes:
            if one not in self.under and one != XJ.Claim:
                raise OntologyError(f"{_short(iri)} has the unknown end or owner {_short(one)}; name a declared class")
        return tuple(label for one in classes for label in self.under.get(one, ()))

    def _relationship(self, iri: URIRef) -> RelationshipType:
        starts, ends = self._ends(iri, RDFS.domain), self._ends(iri, RDFS.range)
        if not starts or not ends:
            raise OntologyError(f"{_short(iri)} leads from or to no label; name one as rdfs:domain and rdfs:range")
        return RelationshipType(
            **asdict(self.terms[OWL.ObjectProperty][iri]),
            starts=self._names(starts),
            ends=self._names(ends),
            pairs=frozenset(pair for start in starts for pair in self._pairs(iri, start, ends)),
            many=(iri, RDF.type, OWL.FunctionalProperty) not in self.graph,
            required=self._names(s for s in starts if self._restricted(s, iri, OWL.minCardinality) is not None),
            **self._properties(XJ.Claim, lambda by: self._carries(iri, by)),
        )

    def _pairs(self, iri: URIRef, start: URIRef, ends: Sequence[URIRef]) -> Iterator[tuple[str, str]]:
        narrowed = self._restricted(start, iri, OWL.allValuesFrom)
        allowed = ends if narrowed is None else self._members(iri, narrowed)
        return ((self.labels[start].name, self.labels[end].name) for end in ends if end in allowed)

    def _carries(self, iri: URIRef, by: URIRef) -> bool:
        domain = self._one(by, RDFS.domain)
        if XJ.Claim not in (self._list(domain, OWL.unionOf) if isinstance(domain, BNode) else [domain]):
            return False
        carriers = list(self.graph.objects(by, XJ.carriedBy))
        for carrier in carriers:
            if carrier not in self.terms[OWL.ObjectProperty]:
                raise OntologyError(f"{_short(by)} is carried by {_short(carrier)}, which is no relationship type")
        return not carriers or iri in carriers

    def _names(self, labels: Iterable[URIRef]) -> tuple[str, ...]:
        return tuple(self.labels[label].name for label in labels)


def _pattern(iri: URIRef, pattern: str | None) -> str | None:
    try:
        return re.compile(pattern).pattern if pattern else None
    except re.error as fault:
        raise OntologyError(f"{_short(iri)} has the bad pattern {pattern!r}: {fault}") from None
