"""The notices that the graph was built from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath

from fastapi import APIRouter

from api.answers.annotating import Annotation, annotated
from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.cursors import Place, read, written
from api.models.notices import AnnotationOut, ReportOut, ReportsOut, ReportText
from api.parameters import Cursor, Id, Size
from api.reader import Graph, Reader
from ontology.records import Node, Relationship

router = APIRouter(route_class=Answering, tags=["reports"])

IN_REPORTS = "UNWIND $ids AS id MATCH (d:Report {id: id})-[:REPORTS_ON]->(:Inspection)-[:FOUND]->(p:Problem) "
PROBLEMS = IN_REPORTS + "RETURN id, count(DISTINCT p) AS n"
MEASURES = IN_REPORTS + "MATCH (p)<-[:ADDRESSES]-(m:Measure) RETURN id, count(DISTINCT m) AS n"


@router.get("/reports", responses=documented("store"), summary="The reports, newest first")
def reports(graph: Graph, cursor: Cursor = None, size: Size = 20) -> ReportsOut:
    """With the number of problems that each reports on, and of the measures that answer them."""
    start = read(cursor, "reports").given
    ids = graph.once("reports, newest first", partial(_newest_first, graph))
    page = ids[start : start + size]
    problems, measures = _counted(graph, PROBLEMS, page), _counted(graph, MEASURES, page)
    items = [_report(graph, id, problems.get(id, 0), measures.get(id, 0)) for id in page]
    after = written(Place(given=start + size), "reports") if start + size < len(ids) else None
    return ReportsOut(items=items, next=after)


@router.get("/reports/{id}", responses=documented("not-found", "store"), summary="A report's text with what it says")
def report(graph: Graph, id: Id) -> ReportText:
    """The text that was read, and for each stretch of it the node that it stands for. The text is read from the
    report's own file, and only while that is what it was when the graph was built; without it the stretches are told
    all the same."""
    node = graph.report(id)
    source = str(node.properties["source"])
    text = graph.sources.text(source, str(node.properties["sha256"]))
    file = PurePath(source).name
    links = tuple(graph.view.said(id))
    nodes = graph.nodes(dict.fromkeys(end for link in links for end in (link.start, link.end)))
    counted = _report(graph, id, *(len(_counted_once(links, type)) for type in ("FOUND", "ADDRESSES")))
    return ReportText(
        **counted.model_dump(),
        file=file,
        text=text,
        missing=None if text is not None else f"{file} is gone, or is not what it was when the graph was built",
        annotations=[_annotation(one, nodes[one.node]) for one in annotated(links)],
    )


def _counted_once(links: Sequence[Relationship], type: str) -> set[str]:
    """The problems that are found, or the measures that answer."""
    return {link.end if type == "FOUND" else link.start for link in links if link.type == type}


def _annotation(one: Annotation, node: Node) -> AnnotationOut:
    evidence = one.link.evidence
    return AnnotationOut(
        start=evidence.span.start,
        end=evidence.span.end,
        quote=evidence.quote,
        type=one.link.type,
        node=node.id,
        label=node.label,
        name=str(node.properties["name"]),
        other=one.other,
        rule=evidence.rule,
        confidence=evidence.confidence,
    )


def _newest_first(graph: Reader) -> list[str]:
    """Reports without a date come last."""
    by_id = sorted(graph.reports)
    return sorted(by_id, key=lambda id: str(graph.reports[id].properties.get("publish_date", "")), reverse=True)


def _counted(graph: Reader, query: str, ids: list[str]) -> dict[str, int]:
    needed = {"ADDRESSES"} if query is MEASURES else set()
    if not {"REPORTS_ON", "FOUND", *needed} <= graph.counts.types.keys():
        return {}
    return {row["id"]: row["n"] for row in graph.ask(query, ids=ids)}


def _report(graph: Reader, id: str, problems: int, measures: int) -> ReportOut:
    kept = graph.reports[id].properties
    date = kept.get("publish_date")
    return ReportOut(
        id=id,
        name=str(kept["name"]),
        publish_date=None if date is None else str(date),
        problems=problems,
        measures=measures,
    )
