"""A part of the graph, to draw or to take along."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.errors import documented
from api.layout import places
from api.models.graphs import PlacedNode, SubgraphOut
from api.nearby import nearby
from api.reader import Graph, node_fields
from ontology.records import Node

router = APIRouter(tags=["subgraph"])

Ids = Annotated[
    list[Annotated[str, Query(min_length=1, max_length=200)]],
    Query(
        min_length=1,
        max_length=50,
        description="Ids to start from; unknown ones are passed over. Give it once per id.",
        examples=[["agency-0a64eb878a2847ca"]],
    ),
]


@router.get("/subgraph", responses=documented("store"), summary="What lies within a few steps of some nodes")
def subgraph(
    graph: Graph,
    ids: Ids,
    hops: Annotated[int, Query(ge=0, le=3)] = 1,
    limit: Annotated[int, Query(ge=1, le=1000, description="The most nodes.")] = 100,
    appearances: Annotated[bool, Query(description="Follow and give APPEARS_IN relationships too.")] = False,
    layout: Annotated[bool, Query(description="Give places to draw at.")] = False,
) -> SubgraphOut:
    """At most `limit` nodes and ten times as many links; `truncated` says that something was left out."""
    part = graph.view.subgraph(ids, hops, limit) if appearances else nearby(graph, ids, hops, limit)
    at = places(part) if layout else {}
    nodes = [_placed(node, at.get(node.id)) for node in part.nodes]
    return SubgraphOut(nodes=nodes, links=graph.links_out(part.relationships), truncated=part.truncated)


def _placed(node: Node, at: tuple[float, float] | None) -> PlacedNode:
    x, y = at or (None, None)
    return PlacedNode(**node_fields(node), x=x, y=y)
