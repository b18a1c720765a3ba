"""The notices that the graph was built from."""

from __future__ import annotations

from fastapi import APIRouter

from api.cursors import Place, read, written
from api.errors import documented
from api.models.notices import ReportOut, ReportsOut
from api.parameters import Cursor, Size
from api.reader import Graph, Reader

router = APIRouter(tags=["reports"])

IN_REPORTS = "UNWIND $ids AS id MATCH (d:Report {id: id})-[:REPORTS_ON]->(:Inspection)-[:FOUND]->(p:Problem) "
PROBLEMS = IN_REPORTS + "RETURN id, count(DISTINCT p) AS n"
MEASURES = IN_REPORTS + "MATCH (p)<-[:ADDRESSES]-(m:Measure) RETURN id, count(DISTINCT m) AS n"


@router.get("/reports", responses=documented("store"), summary="The reports, newest first")
def reports(graph: Graph, cursor: Cursor = None, size: Size = 20) -> ReportsOut:
    """With the number of problems that each reports on, and of the measures that answer them."""
    start = read(cursor, "reports").given
    ids = _newest_first(graph)
    page = ids[start : start + size]
    problems, measures = _counted(graph, PROBLEMS, page), _counted(graph, MEASURES, page)
    items = [_report(graph, id, problems.get(id, 0), measures.get(id, 0)) for id in page]
    after = written(Place(given=start + size), "reports") if start + size < len(ids) else None
    return ReportsOut(items=items, next=after)


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
