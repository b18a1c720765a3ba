"""What belongs to what in the ontology: the second pass over its file, which makes the typed records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from math import inf
from types import MappingProxyType
from typing import Any

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, URIRef
from rdflib.collection import Collection
from rdflib.term import Node as RdfTerm

from ontology.model import (
    NUMBERS,
    PYTHON_TYPES,
    Choice,
    Datatype,
    LabelType,
    Ontology,
    OntologyError,
    PropertyType,
    RelationshipType,
)
from ontology.terms import XJ, Terms, distinct, short, worded

ABSTRACT = (XJ.Node, XJ.Entity, XJ.Finding, XJ.Claim)
COLOUR = re.compile(r"#[0-9A-F]{6}")


class Linker:
    """Puts the terms together; every reference is followed, and one that leads nowhere is a fault."""

    def __init__(self, graph: rdflib.Graph, terms: Terms) -> None:
        self.graph = graph
        self.terms = terms
        self.labels = {iri: term for iri, term in terms[OWL.Class].items() if iri not in ABSTRACT}
        self.under = self._under()
        self.datatypes: dict[RdfTerm, Datatype] = {iri: self._datatype(iri) for iri in terms[RDFS.Datatype]}

    def ontology(self) -> Ontology:
        labels = [self._label(iri) for iri in self.labels]
        distinct("colour", {label.iri: label.colour for label in labels})
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
            raise OntologyError(f"{short(subject)} has {len(found) or 'no'} {short(by)}; give it exactly one")
        return found[0]

    def _under(self) -> Mapping[RdfTerm | None, tuple[URIRef, ...]]:
        """Each class with the labels under it, itself among them."""
        under: defaultdict[RdfTerm | None, tuple[URIRef, ...]] = defaultdict(tuple)
        for label in self.labels:
            above = list(self.graph.transitive_objects(label, RDFS.subClassOf))
            if XJ.Node not in above:
                raise OntologyError(f"{short(label)} is under none of xj:Entity, xj:Finding, xj:Node; say which")
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
        raise OntologyError(f"{short(iri)} has the unknown datatype {short(base)}; known: {', '.join(PYTHON_TYPES)}")

    def _facets(self, definition: RdfTerm) -> dict[RdfTerm, str]:
        facets = self._list(definition, OWL.withRestrictions)
        return {by: str(value) for facet in facets for by, value in self.graph.predicate_objects(facet)}

    def _choices(self, iri: URIRef, codes: Sequence[RdfTerm]) -> tuple[Choice, ...]:
        named = {str(self.graph.value(c, SKOS.notation)): c for c in self.graph.objects(iri, XJ.choice)}
        wrong = set(named).symmetric_difference(map(str, codes))
        if wrong and named:
            raise OntologyError(f"{short(iri)}: {sorted(wrong)} is not in both owl:oneOf and xj:choice")
        return tuple(self._choice(str(code), named.get(str(code))) for code in codes)

    def _choice(self, code: str, named: RdfTerm | None) -> Choice:
        if named is None:
            return Choice(code, code, code)
        return Choice(code, *(worded(self.graph, named, SKOS.prefLabel, language) for language in ("zh", "en")))

    def _list(self, subject: RdfTerm, by: URIRef) -> list[RdfTerm]:
        head = self.graph.value(subject, by)
        return [] if head is None else list(Collection(self.graph, head))

    # ------------------------------------------------ labels and their properties

    def _label(self, iri: URIRef) -> LabelType:
        colour, icon = str(self._one(iri, XJ.colour)), str(self._one(iri, XJ.icon))
        if not COLOUR.fullmatch(colour):
            raise OntologyError(f"{short(iri)} has the bad colour {colour!r}; write it like #0072B2")
        if fault := self.datatypes[XJ.Icon].fault(icon):
            raise OntologyError(f"{short(iri)} has the icon {icon!r}, which {fault}")
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
            "free_lists": frozenset(kind.name for kind in found if kind.many and kind.datatype.is_free_text),
            "codes": {kind.name: frozenset(kind.values) for kind in found if not kind.many and kind.datatype.is_code},
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
        found = self.datatypes.get(named) or Datatype(short(named), self._base(iri, named))
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
                raise OntologyError(f"{short(iri)} has the unknown end or owner {short(one)}; name a declared class")
        return tuple(label for one in classes for label in self.under.get(one, ()))

    def _relationship(self, iri: URIRef) -> RelationshipType:
        starts, ends = self._ends(iri, RDFS.domain), self._ends(iri, RDFS.range)
        if not starts or not ends:
            raise OntologyError(f"{short(iri)} leads from or to no label; name one as rdfs:domain and rdfs:range")
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
                raise OntologyError(f"{short(by)} is carried by {short(carrier)}, which is no relationship type")
        return not carriers or iri in carriers

    def _names(self, labels: Iterable[URIRef]) -> tuple[str, ...]:
        return tuple(self.labels[label].name for label in labels)


def _pattern(iri: URIRef, pattern: str | None) -> str | None:
    try:
        return re.compile(pattern).pattern if pattern else None
    except re.error as fault:
        raise OntologyError(f"{short(iri)} has the bad pattern {pattern!r}: {fault}") from None
