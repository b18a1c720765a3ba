"""The analyst's own questions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header
from fastapi.responses import StreamingResponse

from api.answers import asking
from api.answers.rows import CSV, JSON, NDJSON, WRITERS, as_json
from api.conduct.accepting import agreed
from api.conduct.errors import documented
from api.models.cypher import CypherIn, CypherOut
from api.reader import Graph, Reader, node_out
from graph_builder.stores.facts import order
from graph_builder.stores.interface import Rows

router = APIRouter(tags=["cypher"])

OTHER_FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The rows, in the form that `Accept` prefers.",
        "content": {
            NDJSON: {"schema": {"type": "string"}, "example": '{"name":"云溪县财政局","problems":8}\n'},
            CSV: {"schema": {"type": "string"}, "example": "name,problems\r\n云溪县财政局,8\r\n"},
        },
    }
}


@router.post(
    "/cypher",
    response_model=CypherOut,
    responses=OTHER_FORMS | documented("not-acceptable", *asking.PROBLEMS),
    summary="Ask a Cypher query that only reads",
)
def cypher(
    graph: Graph,
    asked: CypherIn,
    accept: Annotated[str, Header(max_length=1_000, description=f"{JSON}, {NDJSON} or {CSV}.")] = JSON,
) -> StreamingResponse:
    """The query passes the same guard as on the command line: no writing, no files, no procedures outside the list.
    It is stopped when it takes too long: 10 seconds, where nothing else was set.
    Give values as `parameters`, never as text. JSON holds the nodes and relationships of the answer a second time, as
    all other operations give them; JSON lines and CSV hold the rows alone."""
    form = agreed(accept, (JSON, *WRITERS))
    rows = asking.answered(graph, asked.query, asked.parameters, asked.rows)
    written = WRITERS[form](rows) if form in WRITERS else as_json(rows, _more(graph, rows))
    return StreamingResponse(written, media_type=form)


def _more(graph: Reader, rows: Rows) -> dict[str, object]:
    links = {order(link): link for link in asking.links(rows)}
    nodes = graph.nodes(asking.node_ids(rows))
    return {
        "truncated": rows.truncated,
        "warnings": rows.warnings,
        "nodes": [node_out(node).model_dump() for node in nodes.values()],
        "links": [link.model_dump() for link in graph.links_out(list(links.values()), sentences=False)],
    }
