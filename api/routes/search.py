"""Find something by its name."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.errors import documented
from api.models.found import Hit, SearchOut
from api.parameters import LabelFilter, Words
from api.reader import Graph, node_fields
from ontology.records import Node

router = APIRouter(tags=["search"])


@router.get("/search", responses=documented("store"), summary="Find nodes by name or alias")
def search(
    graph: Graph,
    q: Words,
    label: LabelFilter | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> SearchOut:
    """Any part of a name or alias, from one character up: exact names first, then exact aliases, then what begins
    with the words, then what holds them."""
    found = graph.view.find(q, label=label, limit=limit + 1)
    hits = [Hit(**node_fields(node), matched=_matched(node, q)) for node in found[:limit]]
    return SearchOut(hits=hits, truncated=len(found) > limit)


def _matched(node: Node, words: str) -> str:
    name, aliases = str(node.properties["name"]), node.properties.get("aliases")
    forms = [name, *(aliases if isinstance(aliases, list) else [])]
    holding = [form for form in forms if words in form]
    return min(holding, key=lambda form: (form != words, form != name, len(form)), default=name)
