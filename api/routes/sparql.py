"""SPARQL 1.1 Protocol: the graph as linked data, asked by GET, by a form or by the query as body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.conduct.accepting import preferred, unacceptable
from api.conduct.errors import documented
from api.conduct.permits import Permits
from api.linked import Linked
from api.reader import Graph, Reader
from graph_builder.sparql.asking import Answer, Form, asking
from graph_builder.sparql.results import GRAPH_TYPES, SELECT_WRITERS

router = APIRouter(tags=["sparql"])

LONGEST = 4_000
"""Characters of a query in an address; longer ones go into the body."""
PROBLEMS = (
    "not-acceptable",
    "unsupported-media-type",
    "query-syntax",
    "query-refused",
    "content-too-large",
    "query-timeout",
    "query-too-big",
    "query-failed",
    "busy",
    "store",
)
SELECTS = {format.media_type: name for name, format in SELECT_WRITERS.items()}
EXAMPLE = "SELECT ?name { ?problem a xj:Problem ; xj:name ?name } LIMIT 5"
TEXT = {"schema": {"type": "string"}}
SHOWN: dict[str, object] = {
    "application/sparql-results+json": {
        "head": {"vars": ["name"]},
        "results": {"bindings": [{"name": {"type": "literal", "value": "理论学习不够深入"}}]},
    },
    "text/csv": "name\r\n理论学习不够深入\r\n",
    "text/tab-separated-values": '?name\n"理论学习不够深入"\n',
}


def _shown(media_type: str) -> dict[str, object]:
    schema = {} if "json" in media_type else TEXT
    return schema | ({"example": SHOWN[media_type]} if media_type in SHOWN else {})


ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Rows, a truth value, or a graph, in the media type that was asked for.",
        "content": {type: _shown(type) for type in (*SELECTS, *GRAPH_TYPES)},
        "headers": {"X-Truncated": {"description": "`true` where rows were left out.", "schema": {"type": "string"}}},
    },
    **documented(*PROBLEMS),
}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": {"type": "string"}, "example": EXAMPLE},
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}},
                "example": {"query": EXAMPLE},
            },
        },
    }
}
Rows = Annotated[int, Query(ge=1, le=10_000, description="The most rows, or triples.")]

permits = Permits()


@router.get("/sparql", responses=ANSWERS, response_class=Response, summary="Ask a SPARQL 1.1 query that only reads")
async def sparql(
    request: Request,
    graph: Graph,
    query: Annotated[str, Query(max_length=LONGEST, description="SPARQL 1.1 Query.", examples=[EXAMPLE])],
    rows: Rows = 1000,
) -> Response:
    """The prefixes xj, xjd, rdf, rdfs, prov, oa, skos and xsd need not be declared. No SERVICE, no FROM, no update.

    The query is ended when it takes too long: 10 seconds, where nothing else was set.
    """
    return await _answered(request, graph, query, rows)


@router.post(
    "/sparql",
    responses=ANSWERS,
    response_class=Response,
    openapi_extra=BODY,
    summary="The same, with the query in the body",
)
async def sparql_posted(request: Request, graph: Graph, rows: Rows = 1000) -> Response:
    """A body of `application/sparql-query` is the query itself, one of `application/x-www-form-urlencoded` has it as
    `query`."""
    return await _answered(request, graph, _query(request, await request.body()), rows)


def _query(request: Request, body: bytes) -> str:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise _wrong("the body is not UTF-8") from None
    if kind == "application/sparql-query":
        return text
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "send application/sparql-query, or a form with the field query")
    try:
        form = parse_qs(text, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        form = {}
    _check_dataset(form)
    found = form.get("query", [])
    if len(found) != 1:
        raise _wrong(f"the form has {len(found) or 'no'} field query; send one")
    return found[0]


def _check_dataset(parameters: Iterable[str]) -> None:
    """The protocol lets a client choose graphs; here there is one dataset. Raises RequestValidationError."""
    for name in ("default-graph-uri", "named-graph-uri"):
        if name in parameters:
            raise _wrong(f"{name} is not taken: ask GRAPH <address of a notice> {{ … }} instead")


def _wrong(message: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("body", "query"), "type": "sparql", "msg": message}])


async def _answered(request: Request, graph: Reader, query: str, rows: int) -> Response:
    _check_dataset(request.query_params)
    accept = request.headers.get("accept", "")
    select, triples = preferred(accept, list(SELECTS)), preferred(accept, list(GRAPH_TYPES))
    if select is None and triples is None:
        raise unacceptable(accept, (*SELECTS, *GRAPH_TYPES))
    select, triples = select or next(iter(SELECTS)), triples or next(iter(GRAPH_TYPES))
    form = Form(select=SELECTS[select], graph=GRAPH_TYPES[triples])
    found = await run_in_threadpool(_asked, request.app.state.linked, graph, query, form, rows)
    media_type = triples if found.kind == "graph" else select
    headers = {"X-Truncated": "true"} if found.truncated else {}
    return Response(found.body, headers={**headers, "Vary": "Accept"}, media_type=media_type)


def _asked(linked: Linked, graph: Reader, query: str, form: Form, rows: int) -> Answer:
    limits = replace(graph.queries, rows=rows)
    return permits.run(lambda: asking.answer(linked.folder(graph.view), query, form, limits))
