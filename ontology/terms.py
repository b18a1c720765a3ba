"""The terms of the ontology and how they are called, in the graph and by people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Literal, Namespace, URIRef
from rdflib.term import Node as RdfTerm

from ontology.model import OntologyError, Term

XJ = Namespace("https://w3id.org/xunji/ontology#")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)
MAPPED_BY = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentProperty, SKOS.closeMatch)

Terms = Mapping[URIRef, Mapping[URIRef, Term]]
"""Kind (owl:Class, owl:ObjectProperty …) to IRI to term, in the order of the file."""


def terms_of(graph: rdflib.Graph) -> Terms:
    """The first pass over the ontology: what there is and how it is called."""
    declared = {kind: list(_declared(graph, kind)) for kind in KINDS}
    for iri, times in Counter(iri for iris in declared.values() for iri in iris).items():
        if times > 1:
            raise OntologyError(f"{short(iri)} is declared as {times} kinds of term; give each its own name")
    terms = {kind: {iri: _term(graph, iri, kind) for iri in iris} for kind, iris in declared.items()}
    for named in terms.values():
        distinct("Chinese label", {term.iri: term.zh for term in named.values()})
        distinct("English label", {term.iri: term.en for term in named.values()})
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
        zh=worded(graph, iri, RDFS.label, "zh"),
        en=worded(graph, iri, RDFS.label, "en"),
        comment_zh=worded(graph, iri, RDFS.comment, "zh"),
        comment_en=worded(graph, iri, RDFS.comment, "en"),
        mappings=tuple(str(o) for o in outside if not o.startswith(XJ)),
    )


def _graph_name(iri: URIRef, kind: URIRef) -> str:
    """`xj:reportsOn` is REPORTS_ON, `xj:publishDate` publish_date; classes and datatypes keep their name."""
    local = iri.removeprefix(XJ)
    if kind in (OWL.Class, RDFS.Datatype):
        if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", local):
            raise OntologyError(f"{short(iri)} is no name for a class or datatype; write it like InspectionGroup")
        return local
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local)
    first, *rest = name.lower().split("_")
    if not re.fullmatch(r"[a-z][A-Za-z0-9]*", local) or local != first + "".join(map(str.capitalize, rest)):
        raise OntologyError(f"{short(iri)} is no name for a property; write it like publishDate")
    return name.upper() if kind == OWL.ObjectProperty else name.lower()


def worded(graph: rdflib.Graph, subject: RdfTerm, by: URIRef, language: str) -> str:
    texts = [str(o) for o in graph.objects(subject, by) if isinstance(o, Literal) and o.language == language]
    if len(texts) != 1 or not texts[0].strip():
        raise OntologyError(
            f"{short(subject)} has {len(texts) or 'no'} {short(by)} in @{language}; give it exactly one"
        )
    return texts[0]


def distinct(what: str, values: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for iri, value in values.items():
        if value in seen:
            raise OntologyError(f"{short(iri)} has the {what} {value!r} of {short(seen[value])}; give each its own")
        seen[value] = iri


def short(term: object) -> str:
    """`xj:Agency` for a message; other namespaces by their last part."""
    iri = str(term)
    return f"xj:{iri.removeprefix(XJ)}" if iri.startswith(XJ) else iri.replace("#", "/").rsplit("/", 1)[-1]
