"""How a relationship is written in RDF, as the ontology file shows it: the resources that it becomes.

The file holds an example: `xp:claim`, `xp:passage` … are the resources, `xp:start`, `xp:type` and `xp:end` stand for
the relationship's ends and type, and a property of relationships (`xj:quote`) for its value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import rdflib
from rdflib import RDF, Namespace, URIRef

from ontology.loading import PACKAGED, load
from ontology.model import Ontology
from ontology.terms import XJ

XP = Namespace("https://w3id.org/xunji/pattern#")
CLAIM = "claim"
ENDS = ("start", "type", "end")


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands for something that differs: `resource` of the pattern, `end` of the relationship, or its `value`."""

    kind: str
    name: str


Triple = tuple[str, str, Slot | str]
"""Resource, predicate, object; an object that is no Slot is always the same."""


@dataclass(frozen=True)
class Pattern:
    triples: tuple[Triple, ...]
    nodes: frozenset[str]
    """The properties whose values are ids of nodes."""

    @cached_property
    def resources(self) -> tuple[str, ...]:
        """In the order of the file, the claim first."""
        return tuple(dict.fromkeys(resource for resource, _, _ in self.triples))

    @cached_property
    def placed(self) -> Mapping[str, tuple[str, str]]:
        """Property to the resource and predicate that say it; where several do, the first."""
        found: dict[str, tuple[str, str]] = {}
        for resource, by, object in self.triples:
            if isinstance(object, Slot) and object.kind == "value":
                found.setdefault(object.name, (resource, by))
        return found

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """Resource to those that it leads to, from the claim down."""
        found: dict[str, tuple[str, ...]] = {}
        for resource, _, object in self.triples:
            if isinstance(object, Slot) and object.kind == "resource":
                found[resource] = (*found.get(resource, ()), object.name)
        return found

    def path(self, resource: str) -> tuple[str, ...]:
        """The predicates that lead from the claim to a resource."""
        for above, by, object in self.triples:
            if object == Slot("resource", resource):
                return (*self.path(above), by)
        return ()


@cache
def pattern() -> Pattern:
    """The packaged pattern, read once."""
    return _read(rdflib.Graph().parse(PACKAGED, format="turtle"), load())


def _read(graph: rdflib.Graph, ontology: Ontology) -> Pattern:
    carried = {kind.iri: name for type in ontology.relationships.values() for name, kind in type.properties.items()}
    triples = tuple(
        (subject.removeprefix(XP), str(by), _object(object, carried))
        for subject, by, object in graph
        if isinstance(subject, URIRef) and subject.startswith(XP) and isinstance(by, URIRef)
    )
    nodes = frozenset(carried[str(iri)] for iri in graph.subjects(XJ.idOf) if str(iri) in carried)
    return Pattern(tuple(_ordered(triples, CLAIM)), nodes)


def _object(object: rdflib.term.Node, carried: Mapping[str, str]) -> Slot | str:
    assert isinstance(object, URIRef), f"{object!r} in the pattern of {PACKAGED} is no IRI"
    if object.startswith(XP):
        name = object.removeprefix(XP)
        return Slot("end" if name in ENDS else "resource", name)
    return Slot("value", carried[str(object)]) if str(object) in carried else str(object)


def _ordered(triples: Collection[Triple], resource: str) -> Iterator[Triple]:
    """From the claim down; of each resource its type first, then by predicate."""
    own = sorted(
        (one for one in triples if one[0] == resource), key=lambda one: (one[1] != str(RDF.type), one[1], str(one[2]))
    )
    yield from own
    for _, _, object in own:
        if isinstance(object, Slot) and object.kind == "resource":
            yield from _ordered(triples, object.name)
