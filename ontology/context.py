"""The JSON-LD context of the graph, made from the ontology: `python -m ontology.context` writes `context.jsonld` anew.

Nodes carry the names of the property graph; what is written of a relationship has the names of its vocabularies.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from rdflib import RDF

from ontology.loading import load
from ontology.model import Ontology, PropertyType
from ontology.pattern import Pattern, Slot, pattern
from ontology.syntax import PREFIXES, TYPE, Turtle

PACKAGED = Path(__file__).with_name("context.jsonld")
Json = str | int | float | bool | list["Json"] | dict[str, "Json"]


def context(ontology: Ontology, shape: Pattern) -> dict[str, Json]:
    """Name to what it stands for."""
    found: dict[str, Json] = {"@version": 1.1, **PREFIXES, "type": "@type"}
    found |= {label.name: _short(label.iri) for label in ontology.labels.values()}
    found |= {kind.name: {"@id": _short(kind.iri), "@type": "@id"} for kind in ontology.relationships.values()}
    carriers = (*ontology.labels.values(), *ontology.relationships.values())
    kinds = {name: kind for carrier in carriers for name, kind in carrier.properties.items()}
    found |= {name: _term(kind) for name, kind in kinds.items() if name not in shape.placed}
    return found | dict(_of_pattern(ontology, shape))


def local_name(iri: str) -> str:
    """`wasDerivedFrom`: by what name a vocabulary's term goes in JSON-LD."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def _of_pattern(ontology: Ontology, shape: Pattern) -> Iterator[tuple[str, Json]]:
    kinds = {name: kind for type in ontology.relationships.values() for name, kind in type.properties.items()}
    for _, by, object in shape.triples:
        if by == TYPE:
            assert not isinstance(object, Slot)
            yield local_name(object), _short(object)
        elif isinstance(object, Slot) and object.kind == "value" and object.name not in shape.nodes:
            yield local_name(by), {**_term(kinds[object.name]), "@id": _short(by)}
        else:
            yield local_name(by), {"@id": _short(by), "@type": "@id"}


def _term(kind: PropertyType) -> dict[str, Json]:
    said: dict[str, Json] = {"@id": _short(kind.iri)}
    if kind.datatype.base not in ("string", "boolean"):
        said["@type"] = f"xsd:{kind.datatype.base}"
    if kind.many:
        said["@container"] = "@set"
    return said


def _short(iri: str) -> str:
    return str(RDF.type) if iri == TYPE else Turtle().iri(iri)


def document() -> str:
    """The context as it is published."""
    return json.dumps({"@context": context(load(), pattern())}, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PACKAGED.write_text(document(), encoding="utf-8")
