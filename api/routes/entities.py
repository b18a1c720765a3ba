"""One node: what it is, what it leads to, where it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query

from api.answers.stepping import Direction, Step, far, page
from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.cursors import Place, read, written
from api.models.things import EntityOut, EvidencePage, LinkCount, Neighbour, NeighboursOut
from api.parameters import Cursor, Id, LinkType, Size
from api.reader import Graph, Reader, node_out
from graph_builder.stores.facts import APPEARS_IN
from ontology.records import Evidence

Way = Annotated[Direction, Query(description="`out`: along the relationships; `in`: against them.")]

router = APIRouter(
    prefix="/entities/{id}", route_class=Answering, tags=["entities"], responses=documented("not-found", "store")
)

COUNTS: Mapping[Direction, str] = {
    "out": "MATCH (n:Any {id: $id})-[r]->() RETURN type(r) AS type, count(*) AS count ORDER BY type",
    "in": "MATCH (n:Any {id: $id})<-[r]-() RETURN type(r) AS type, count(*) AS count ORDER BY type",
}


@router.get("", summary="A node with its properties and the number of its links")
def entity(graph: Graph, id: Id) -> EntityOut:
    """The links are counted by relationship type and direction."""
    node = graph.node(id)
    return EntityOut(node=node_out(node), links=_counts(graph, id))


def _counts(graph: Reader, id: str) -> list[LinkCount]:
    return [
        LinkCount(type=row["type"], direction=direction, count=row["count"])
        for direction, query in COUNTS.items()
        for row in graph.ask(query, id=id)
    ]


@router.get("/neighbours", summary="What a node is linked to, a page of one type and direction")
def neighbours(
    graph: Graph, id: Id, type: LinkType, direction: Way, cursor: Cursor = None, size: Size = 20
) -> NeighboursOut:
    """Each link with the sentence that proves it, by the id of the node at its other end. A node comes as often as
    sentences say so."""
    place = read(cursor, id, type, direction)
    graph.node(id)
    links, after = page(graph, Step(id, type, direction), place, size)
    ends = [far(link, direction) for link in links]
    nodes = graph.nodes(ends)
    items = [
        Neighbour(node=node_out(nodes[end]), link=graph.link_out(link)) for end, link in zip(ends, links, strict=True)
    ]
    return NeighboursOut(items=items, next=written(after, id, type, direction) if after else None)


@router.get("/evidence", summary="The sentences where a node was read")
def evidence(graph: Graph, id: Id, cursor: Cursor = None, size: Size = 20) -> EvidencePage:
    """One item a mention, report by report; for a node that is no mention, the sentences of its links, type by type."""
    place = read(cursor, id)
    graph.node(id)
    found, after = _mentions(graph, id, place, size)
    items = [graph.evidence_out(one) for one in found]
    return EvidencePage(items=items, next=written(after, id) if after else None)


def _mentions(graph: Reader, id: str, place: Place, size: int) -> tuple[list[Evidence], Place | None]:
    """A page of evidence, and where the next begins: the key of a place names the step that it is taken along."""
    asked, _, key = place.key.partition(" ")
    steps = {f"{type}-{direction}": Step(id, type, direction) for type, direction in _steps(graph, id)}
    names = list(steps)
    at = names.index(asked) if asked in steps else 0
    if not names:
        return [], None
    links, after = page(graph, steps[names[at]], Place(key, place.given), size)
    if after:
        return [link.evidence for link in links], Place(f"{names[at]} {after.key}", after.given)
    following = Place(f"{names[at + 1]} ") if at + 1 < len(names) else None
    return [link.evidence for link in links], following


def _steps(graph: Reader, id: str) -> list[tuple[str, Direction]]:
    """Along its mentions, or else along all that the node has."""
    found = _counts(graph, id)
    mentions = [(one.type, one.direction) for one in found if (one.type, one.direction) == (APPEARS_IN, "out")]
    return mentions or [(one.type, one.direction) for one in found]
