"""What kinds of things there are, and how they are called and shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from fastapi import APIRouter

from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.models.ontology import LabelOut, OntologyOut, PropertyOut, TypeOut
from api.reader import Graph
from ontology.model import LabelType, Ontology, PropertyType, RelationshipType
from visualizations.theme import looks

router = APIRouter(route_class=Answering, tags=["ontology"])


@router.get("/ontology", responses=documented("store"), summary="Labels, relationship types, properties")
def ontology(graph: Graph) -> OntologyOut:
    """With Chinese and English names, and the colours and icons of the views."""
    return graph.once("ontology", partial(_told, graph.ontology))


def _told(ontology: Ontology) -> OntologyOut:
    return OntologyOut(
        version=ontology.version,
        labels=[_label(label) for label in ontology.labels.values()],
        relationships=[_type(kind) for kind in ontology.relationships.values()],
    )


def _label(label: LabelType) -> LabelOut:
    look = looks()[label.name]
    return LabelOut(
        name=label.name,
        zh=label.zh,
        en=label.en,
        comment_zh=label.comment_zh,
        comment_en=label.comment_en,
        colour=label.colour,
        edge=look.edge,
        ink=look.ink,
        icon=label.icon,
        drawing=look.icon,
        entity=label.entity,
        properties=_properties(label.properties),
    )


def _type(kind: RelationshipType) -> TypeOut:
    return TypeOut(
        name=kind.name,
        zh=kind.zh,
        en=kind.en,
        comment_zh=kind.comment_zh,
        comment_en=kind.comment_en,
        starts=list(kind.starts),
        ends=list(kind.ends),
        properties=_properties(kind.properties),
    )


def _properties(kinds: Mapping[str, PropertyType]) -> list[PropertyOut]:
    return [
        PropertyOut(
            name=kind.name,
            zh=kind.zh,
            en=kind.en,
            values={choice.code: (choice.zh, choice.en) for choice in kind.datatype.choices},
        )
        for kind in kinds.values()
    ]
