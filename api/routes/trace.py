"""Follow the chain of an inspection from anything in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.errors import documented
from api.models.graphs import Level, TraceOut
from api.parameters import Id
from api.reader import Graph, node_out
from api.tracing import LEVELS, trace

router = APIRouter(tags=["trace"])


@router.get("/trace/{id}", responses=documented("not-found", "store"), summary="The chain that leads through a node")
def follow(graph: Graph, id: Id, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> TraceOut:
    """Inspection group → inspection → agency → area → problem → measure → policy and company, up and down from
    the node, one level a label, at most `limit` nodes a level; each link with its sentence."""
    found = trace(graph, graph.node(id), limit)
    levels = [
        Level(label=label, nodes=[node_out(node) for node in found.nodes.values() if node.label == label])
        for label in LEVELS
    ]
    return TraceOut(
        levels=[level for level in levels if level.nodes],
        links=graph.links_out([*found.links.values()]),
        truncated=found.truncated,
    )
