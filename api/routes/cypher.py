"""The analyst's own questions."""

from __future__ import annotations

from dataclasses import replace
from threading import BoundedSemaphore

from fastapi import APIRouter

from api.errors import Busy, documented
from api.models.cypher import CypherIn, CypherOut
from api.reader import Graph

router = APIRouter(tags=["cypher"])

AT_ONCE = 4
"""Queries that run at once; the rest is refused at once, so that they take no thread from the other operations."""

PROBLEMS = (
    "query-syntax",
    "query-refused",
    "content-too-large",
    "query-parameter",
    "query-timeout",
    "query-too-big",
    "query-failed",
    "busy",
    "store",
)

_free = BoundedSemaphore(AT_ONCE)


@router.post("/cypher", responses=documented(*PROBLEMS), summary="Ask a Cypher query that only reads")
def cypher(graph: Graph, asked: CypherIn) -> CypherOut:
    """The query passes the same guard as on the command line: no writing, no files, no procedures outside the list.
    It is stopped when it takes too long: 10 seconds, where nothing else was set.
    Give values as `parameters`, never as text."""
    if not _free.acquire(blocking=False):
        raise Busy(f"{AT_ONCE} queries are running; try again in a moment")
    try:
        found = graph.view.cypher(asked.query, asked.parameters, replace(graph.queries, rows=asked.rows))
    finally:
        _free.release()
    return CypherOut.model_validate(
        {
            "columns": list(found.columns),
            "rows": [list(row) for row in found.rows],
            "truncated": found.truncated,
            "warnings": list(found.warnings),
        }
    )
