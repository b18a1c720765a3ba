"""What the ontology says of FollowTheMoney (https://followthemoney.tech): schemata of labels and relationships."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import rdflib
from rdflib import Namespace

from ontology.loading import PACKAGED, load
from ontology.model import Term
from ontology.terms import XJ

FTM = Namespace("https://w3id.org/ftm#")


@dataclass(frozen=True, slots=True)
class Edge:
    """The schema of a relationship, and its properties that hold the two ends."""

    schema: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Schemata:
    """Label to schema, relationship type to edge, IRI of a property to properties there."""

    labels: Mapping[str, str]
    edges: Mapping[str, Edge]
    properties: Mapping[str, tuple[str, ...]]


@cache
def schemata() -> Schemata:
    """The mapping of the packaged ontology; a relationship type without one is an xj:Claim's."""
    ontology, graph = load(), rdflib.Graph().parse(PACKAGED, format="turtle")
    labels = {name: found[0] for name, label in ontology.labels.items() if (found := _names(label.mappings))}
    carriers = (*ontology.labels.values(), *ontology.relationships.values())
    properties = {kind.iri: _names(kind.mappings) for one in carriers for kind in one.properties.values()}
    return Schemata(
        labels=labels,
        edges={name: _edge(graph, kind) for name, kind in ontology.relationships.items()},
        properties={iri: names for iri, names in properties.items() if names},
    )


def _edge(graph: rdflib.Graph, kind: Term) -> Edge:
    iri = rdflib.URIRef(kind.iri)
    of = iri if (iri, XJ.ftmStart, None) in graph else XJ.Claim
    (schema,) = _names(str(o) for o in graph.objects(of, rdflib.SKOS.closeMatch))
    start, end = (str(graph.value(of, by)).removeprefix(FTM) for by in (XJ.ftmStart, XJ.ftmEnd))
    return Edge(schema, start, end)


def _names(mappings: Iterable[str]) -> tuple[str, ...]:
    return tuple(iri.removeprefix(FTM) for iri in mappings if iri.startswith(FTM))
