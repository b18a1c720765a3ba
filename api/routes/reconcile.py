"""Reconciliation for OpenRefine and whoever speaks its protocol (W3C Reconciliation API 0.2)."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi import Query as Parameter
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from pydantic import Field, Json, TypeAdapter, ValidationError

from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.conduct.guard import URL_BYTES
from api.conduct.origins import RECONCILIATION
from api.conduct.settings import API
from api.parameters import Words
from api.reader import Graph
from api.reconciliation.answers import extended, matches, named, suggestion
from api.reconciliation.facts import columns
from api.reconciliation.matching import TYPES, plain
from api.reconciliation.models import (
    Extended,
    Extension,
    Manifest,
    Matches,
    Named,
    Proposed,
    Query,
    Suggestion,
    Suggestions,
)
from api.reconciliation.preview import HEADERS, preview

MOST_QUERIES = 50
"""Names in one batch; OpenRefine sends ten."""

router = APIRouter(
    prefix=RECONCILIATION.removeprefix(API),
    route_class=Answering,
    tags=["reconciliation"],
    responses=documented("store"),
)

Prefix = Annotated[str, Parameter(max_length=100, description="What was typed so far.", examples=["财政"])]
Queries = Json[Annotated[dict[str, Query], Field(max_length=MOST_QUERIES)]] | None
Extend = Json[Extension] | None
NAMES: dict[str, Any] = {"description": "Names by key, as JSON.", "examples": ['{"q0": {"query": "云溪大禹建材"}}']}
CELLS: dict[str, Any] = {
    "description": "Ids and properties, as JSON.",
    "examples": ['{"ids": ["company-1b64eb878a2847ca"], "properties": [{"id": "aliases"}]}'],
}


@router.post("", summary="Match names, or fetch properties of matched entities")
def reconcile(
    graph: Graph,
    queries: Annotated[Queries, Form(**NAMES)] = None,
    extend: Annotated[Extend, Form(**CELLS)] = None,
) -> dict[str, Matches] | Extended:
    """With `queries`: for each name the entities that it may mean, best first, each with a score from 0 to 100 and
    what it was made of; `match` marks one that is good enough and far before the next. With `extend`: the properties
    of entities, a cell a value."""
    if extend is not None:
        return extended(graph, extend)
    if not queries:
        raise _wrong("queries", f"send 1 to {MOST_QUERIES} names in queries, or extend")
    return {key: Matches(result=matches(graph, query)) for key, query in queries.items()}


@router.get("", summary="What this service can do; or the same by an address")
def manifest(
    request: Request,
    graph: Graph,
    queries: Annotated[str | None, Parameter(max_length=URL_BYTES, **NAMES)] = None,
    extend: Annotated[str | None, Parameter(max_length=URL_BYTES, **CELLS)] = None,
) -> Manifest | dict[str, Matches] | Extended:
    """The service manifest: types, and where suggestions, previews and properties are. With `queries` or `extend`, what
    POST answers."""
    if queries is None and extend is None:
        types = [named(graph.ontology.labels[name]) for name in TYPES]
        return Manifest.of(str(request.base_url).rstrip("/"), types)
    return reconcile(graph, _read(Queries, "queries", queries), _read(Extend, "extend", extend))


def _read(type: Any, field: str, given: str | None) -> Any:
    """JSON in an address: FastAPI reads it in forms only."""
    try:
        return TypeAdapter(type).validate_python(given)
    except ValidationError as error:
        faults = [{**fault, "loc": ("query", field, *fault["loc"])} for fault in error.errors()]
        raise RequestValidationError(faults) from error


@router.get("/suggest/entity", summary="Entities whose name holds what was typed")
def suggest_entity(graph: Graph, prefix: Words) -> Suggestions:
    """Exact names first, then names that begin with it."""
    found = [node for label in TYPES for node in graph.view.find(plain(prefix), label=label, limit=7)]
    best = sorted(
        found,
        key=lambda node: (
            not str(node.properties["name"]).startswith(prefix),
            len(str(node.properties["name"])),
            node.id,
        ),
    )
    return Suggestions(result=[suggestion(graph, node) for node in best[:10]])


@router.get("/suggest/type", summary="Types whose name holds what was typed")
def suggest_type(graph: Graph, prefix: Prefix = "") -> Suggestions:
    """Agencies, companies and policies are reconciled."""
    return _holding(prefix, [named(graph.ontology.labels[name]) for name in TYPES])


@router.get("/suggest/property", summary="Properties whose name holds what was typed")
def suggest_property(graph: Graph, prefix: Prefix = "") -> Suggestions:
    """Properties and relationship types of what is reconciled."""
    found = {column.name: named(column) for label in TYPES for column in columns(graph.ontology, label)}
    return _holding(prefix, list(found.values()))


@router.get("/properties", summary="Properties to fetch for entities of a type")
def properties(
    graph: Graph,
    type: Annotated[str, Parameter(max_length=50, description="A label.", examples=["Company"])] = TYPES[0],
    limit: Annotated[int, Parameter(ge=1, le=100, description="The most properties.")] = 50,
) -> Proposed:
    """What `extend` can fetch: the ontology's properties, then relationships that lead on."""
    known = [named(column) for column in columns(graph.ontology, type)] if type in TYPES else []
    return Proposed(type=type, limit=limit, properties=known[:limit])


CARD: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {"example": "<!doctype html><title>云溪大禹建材有限公司</title>…"}}}
}


@router.get(
    "/preview",
    response_class=HTMLResponse,
    responses=CARD | documented("not-found", "store"),
    summary="A card to show beside a match",
)
def card(
    graph: Graph, id: Annotated[str, Parameter(min_length=1, max_length=200, description="Id of a node.")]
) -> HTMLResponse:
    """A small page for a frame: name, type, aliases, in how many notices it appears."""
    return HTMLResponse(preview(graph, graph.node(id)), headers=HEADERS)


def _holding(prefix: str, terms: list[Named]) -> Suggestions:
    sought = prefix.strip().casefold()
    return Suggestions(
        result=[
            Suggestion(id=term.id, name=term.name) for term in terms if sought in f"{term.id} {term.name}".casefold()
        ]
    )


def _wrong(field: str, message: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("body", field), "type": "value_error", "msg": message}])
