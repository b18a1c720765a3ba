"""One node: what it is, what it leads to, where it was read."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter

from api.errors import documented
from api.models import EntityOut, EvidencePage, LinkCount, Neighbour, NeighboursOut
from api.parameters import Id, LinkType, Size, Start
from api.reader import Graph, node_out
from graph_builder.stores.interface import Page

router = APIRouter(prefix="/entities/{id}", tags=["entities"], responses=documented("not-found", "store"))

COUNTS: dict[Literal["out", "in"], str] = {
    "out": "MATCH (n {id: $id})-[r]->() RETURN type(r) AS type, count(*) AS count ORDER BY type",
    "in": "MATCH (n {id: $id})<-[r]-() RETURN type(r) AS type, count(*) AS count ORDER BY type",
}


@router.get("", summary="A node with its properties and the number of its links")
def entity(graph: Graph, id: Id) -> EntityOut:
    """The links are counted by relationship type and direction."""
    node = graph.node(id)
    links = [
        LinkCount(type=row["type"], direction=direction, count=row["count"])
        for direction, query in COUNTS.items()
        for row in graph.ask(query, id=id)
    ]
    return EntityOut(node=node_out(node), links=links)


@router.get("/neighbours", summary="What a node is linked to, a page of one type and direction")
def neighbours(
    graph: Graph, id: Id, type: LinkType, direction: Literal["out", "in"], start: Start = 0, size: Size = 20
) -> NeighboursOut:
    """Each link with the sentence that proves it. A node may come twice when two sentences say so."""
    graph.node(id)
    links = graph.view.relationships(id, type, direction, Page(start, size + 1))
    shown = links[:size]
    ends = [link.end if direction == "out" else link.start for link in shown]
    nodes = graph.nodes(ends)
    items = [
        Neighbour(node=node_out(nodes[end]), link=graph.link_out(link)) for end, link in zip(ends, shown, strict=True)
    ]
    return NeighboursOut(items=items, next=start + size if len(links) > size else None)


@router.get("/evidence", summary="The sentences where a node was read")
def evidence(graph: Graph, id: Id, start: Start = 0, size: Size = 20) -> EvidencePage:
    """One item a mention; for a node that is no mention, the sentences of its links."""
    graph.node(id)
    found = graph.view.evidence(id, Page(start, size))
    more = graph.view.evidence(id, Page(start + size, 1))
    return EvidencePage(items=[graph.evidence_out(one) for one in found], next=start + size if more else None)
