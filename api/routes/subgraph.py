"""A part of the graph, to draw or to take along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query

from api.answers import asking
from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.models.graphs import AskedPartIn, DrawnNode, Filters, Group, Hidden, Line, PartIn, SubgraphOut
from api.parameters import wrong
from api.pictures.around import Around, around
from api.pictures.bundles import Bundle
from api.pictures.layout import Places, places
from api.pictures.sieve import Sieve
from api.reader import Graph, Reader, node_fields
from ontology.records import Node

router = APIRouter(route_class=Answering, tags=["subgraph"])


@router.get("/subgraph", responses=documented("not-found", "store"), summary="What lies within a few steps of nodes")
def subgraph(graph: Graph, asked: Annotated[PartIn, Query()]) -> SubgraphOut:
    """From ids or from a report. At most `limit` nodes and ten times as many links; what is more stands as groups,
    each tied to the node that leads there. Steps do not lead on through places, themes and reports, which are near
    everything. The same request has the same picture."""
    return _answer(graph, _from(graph, asked), asked)


@router.post(
    "/subgraph",
    responses=documented("not-found", *asking.PROBLEMS),
    summary="The same, also from what a Cypher query answers",
)
def subgraph_of_query(graph: Graph, asked: AskedPartIn) -> SubgraphOut:
    """Give values as `parameters`, never as text. Where the answer holds relationships and no `hops` are asked for,
    these are the links; else all those among its nodes."""
    if asked.query is None:
        return _answer(graph, _from(graph, asked), asked)
    if asked.ids or asked.report:
        raise wrong("query", "cannot go with `ids` or `report`; give one of them")
    rows = asking.answered(graph, asked.query, asked.parameters, graph.queries.rows)
    found = around(graph, asking.ids(rows), _sieve(graph, asked), asked.hops or 0, asked.limit)
    links = asking.links(rows)
    if links and not asked.hops:
        found.links = tuple(link for link in links if {link.start, link.end} <= found.nodes.keys())[: 10 * asked.limit]
    found.truncated |= rows.truncated
    return _answer(graph, found, asked)


def _from(graph: Reader, asked: PartIn) -> Around:
    if bool(asked.ids) == bool(asked.report):
        raise wrong("ids", "give ids to start from, or one `report`")
    if asked.report is None:
        hops = 1 if asked.hops is None else asked.hops
        return around(graph, asked.ids, _sieve(graph, asked), hops, asked.limit)
    report = graph.report(asked.report)
    sieve = _sieve(graph, asked.model_copy(update={"reports": [report.id]}))
    said = dict.fromkeys(end for link in graph.view.said(report.id) for end in (link.start, link.end))
    return around(graph, list(said), sieve, asked.hops or 0, asked.limit)


def _sieve(graph: Reader, asked: PartIn) -> Sieve:
    return Sieve(
        tuple(asked.types) or None,
        tuple(asked.labels) or None,
        _reports(graph, asked),
        tuple(asked.themes) or None,
        asked.appearances,
    )


def _reports(graph: Reader, asked: Filters) -> tuple[str, ...] | None:
    """The reports that may speak: those named, of the days asked for; one without a date is of no day."""
    if asked.since is None and asked.until is None:
        return tuple(asked.reports) or None
    since, until = str(asked.since or ""), str(asked.until or "9999")
    dated = {id: str(node.properties.get("publish_date", "")) for id, node in graph.reports.items()}
    return tuple(id for id in asked.reports or dated if id in dated and dated[id] and since <= dated[id] <= until)


# ------------------------------------------------ how it looks to the outside


def _answer(graph: Reader, found: Around, asked: PartIn) -> SubgraphOut:
    at = _places(found) if asked.layout else {}
    return SubgraphOut(
        nodes=[_node(node, at, found.hidden.get(node.id, ())) for node in found.nodes.values()],
        links=graph.links_out(found.links, asked.sentences),
        groups=[_group(bundle, count, at) for bundle, count in found.groups.items()],
        lines=[Line(start=line.start, end=line.end, type=line.type, count=line.count) for line in found.lines],
        truncated=found.truncated,
    )


def _places(found: Around) -> Places:
    pairs = [*((link.start, link.end) for link in found.links), *((line.start, line.end) for line in found.lines)]
    return places([*found.nodes, *(bundle.id for bundle in found.groups)], pairs)


def _node(node: Node, at: Places, hidden: Iterable[tuple[str, str, int]]) -> DrawnNode:
    x, y = at.get(node.id, (None, None))
    behind = [Hidden.model_validate({"type": type, "direction": way, "count": count}) for type, way, count in hidden]
    return DrawnNode(**node_fields(node), x=x, y=y, hidden=behind)


def _group(bundle: Bundle, count: int, at: Places) -> Group:
    x, y = at.get(bundle.id, (None, None))
    return Group(
        id=bundle.id,
        label=bundle.label,
        count=count,
        near=bundle.here or None,
        type=bundle.type or None,
        direction=bundle.direction if bundle.here else None,
        x=x,
        y=y,
    )
