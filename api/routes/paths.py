"""How entities hang together."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.models.graphs import PathOut, PathsOut
from api.parameters import LinkType, NodeId, wrong
from api.reader import Graph, Reader, node_out
from graph_builder.stores.paths import MOST_ENDS, Path, PathLimits

router = APIRouter(route_class=Answering, tags=["paths"])

Ends = Annotated[
    list[NodeId],
    Query(
        min_length=2,
        max_length=MOST_ENDS,
        description="Ids to find the ways between; once per id.",
        examples=[["agency-0a64eb878a2847ca", "company-1b64eb878a2847ca"]],
    ),
]


@router.get("/paths", responses=documented("not-found", "store"), summary="The best ways between entities")
def paths(
    graph: Graph,
    ids: Ends,
    types: Annotated[
        list[LinkType],
        Query(max_length=30, description="Go along these types only; without it, all but APPEARS_IN and PUBLISHED."),
    ] = [],  # noqa: B006
    k: Annotated[int, Query(ge=1, le=10, description="The most ways between any two.")] = 3,
    hops: Annotated[int, Query(ge=1, le=6, description="The most hops of a way.")] = 4,
    sentences: Annotated[bool, Query(description="Give `before` and `after` of each link's sentence.")] = True,
) -> PathsOut:
    """Between each two of the ids the `k` ways that cost least: a hop costs one, and a node on the way the more, the
    more links it has, so that a committee that everything hangs on does not stand for a link. Each hop with the
    sentences that prove it, against the relationship's direction too."""
    wanted = [graph.node(id).id for id in dict.fromkeys(ids)]
    if len(wanted) < 2:
        raise wrong("ids", "name one thing only; give at least two")
    found = graph.view.paths(wanted, PathLimits(k, hops, tuple(types)))
    return PathsOut(paths=[_path(graph, path, sentences) for path in found])


def _path(graph: Reader, path: Path, sentences: bool) -> PathOut:
    return PathOut(
        nodes=[node_out(node) for node in path.nodes],
        hops=[graph.links_out(hop, sentences) for hop in path.hops],
        cost=path.cost,
    )
