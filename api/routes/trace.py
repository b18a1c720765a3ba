"""Follow the chain of an inspection from anything in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query

from api.answers.tracing import LEVELS, Trace, trace
from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.models.graphs import BoxedNode, Level, TraceOut
from api.parameters import Id
from api.reader import Graph, node_fields, node_out
from ontology.records import Node, Subgraph
from visualizations.columns import columns
from visualizations.scene import Scene, Spot
from visualizations.views import Origin, View

router = APIRouter(route_class=Answering, tags=["trace"])


@router.get("/trace/{id}", responses=documented("not-found", "store"), summary="The chain that leads through a node")
def follow(
    graph: Graph,
    id: Id,
    limit: Annotated[int, Query(ge=1, le=200, description="The most nodes of a level.")] = 50,
    layout: Annotated[bool, Query(description="Give places to draw at, in columns.")] = False,
    sentences: Annotated[bool, Query(description="Give `before` and `after` of each link's sentence.")] = True,
) -> TraceOut:
    """Inspection group → inspection → agency → area → problem → measure → policy and company, up and down from
    the node, one level a label, at most `limit` nodes a level; each link with its sentence."""
    start = graph.node(id)
    found = trace(graph, start, limit)
    scene = _scene(found) if layout else None
    levels = [Level(label=label, nodes=_level(found, label, scene.spots if scene else {})) for label in LEVELS]
    return TraceOut(
        node=node_out(start),
        levels=[level for level in levels if level.nodes],
        links=graph.links_out([*found.links.values()], sentences),
        width=scene.width if scene else None,
        height=scene.height if scene else None,
        truncated=found.truncated,
    )


def _scene(found: Trace) -> Scene:
    """The chain as views for reports draw it."""
    nodes = tuple(node for node in found.nodes.values() if node.label in LEVELS)
    ids = {node.id for node in nodes}
    links = tuple(link for link in found.links.values() if link.start in ids and link.end in ids)
    return columns(View(Subgraph(nodes, links), "", Origin("", "", ""), "columns"))


def _level(found: Trace, label: str, spots: Mapping[str, Spot]) -> list[BoxedNode]:
    boxed = [_boxed(node, spots.get(node.id)) for node in found.nodes.values() if node.label == label]
    return sorted(boxed, key=lambda node: node.y or 0)


def _boxed(node: Node, spot: Spot | None) -> BoxedNode:
    if spot is None:
        return BoxedNode(**node_fields(node))
    return BoxedNode(**node_fields(node), x=spot.x, y=spot.y, width=spot.width, height=spot.height)
