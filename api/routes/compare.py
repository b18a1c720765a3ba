"""What several agencies or inspections share."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.answers.comparing import COMPARED, common
from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.models.numbers import CompareOut, SharedOut
from api.parameters import NodeId, wrong
from api.reader import Graph, node_out

router = APIRouter(route_class=Answering, tags=["compare"])

Compared = Annotated[
    list[NodeId],
    Query(
        min_length=2,
        max_length=10,
        description="Ids of agencies or inspections; once per id.",
        examples=[["agency-0a64eb878a2847ca", "agency-1b64eb878a2847ca"]],
    ),
]


@router.get("/compare", responses=documented("not-found", "store"), summary="What agencies or inspections share")
def compare(
    graph: Graph, ids: Compared, limit: Annotated[int, Query(ge=1, le=200, description="The most things.")] = 50
) -> CompareOut:
    """The themes of their problems, and the policies, companies, projects and persons that their problems and the
    measures that answer these cite and mention."""
    nodes = [graph.node(id) for id in dict.fromkeys(ids)]
    for node in nodes:
        if node.label not in COMPARED:
            raise wrong("ids", f"{node.id!r} is no {' or '.join(COMPARED)} but a {node.label}")
    shared = common(graph, nodes)
    return CompareOut(
        compared=[node_out(node) for node in nodes],
        shared=[SharedOut(node=node_out(one.node), counts=one.counts, examples=one.examples) for one in shared[:limit]],
        truncated=len(shared) > limit,
    )
