"""The analyst's own questions."""

from __future__ import annotations

from fastapi import APIRouter

from api.asking import PROBLEMS, answered
from api.errors import documented
from api.models.cypher import CypherIn, CypherOut
from api.reader import Graph

router = APIRouter(tags=["cypher"])


@router.post("/cypher", responses=documented(*PROBLEMS), summary="Ask a Cypher query that only reads")
def cypher(graph: Graph, asked: CypherIn) -> CypherOut:
    """The query passes the same guard as on the command line: no writing, no files, no procedures outside the list.
    It is stopped when it takes too long: 10 seconds, where nothing else was set.
    Give values as `parameters`, never as text."""
    found = answered(graph, asked.query, asked.parameters, asked.rows)
    return CypherOut.model_validate(
        {
            "columns": list(found.columns),
            "rows": [list(row) for row in found.rows],
            "truncated": found.truncated,
            "warnings": list(found.warnings),
        }
    )
