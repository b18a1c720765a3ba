"""How much there is, what comes up again and again, and how what is declared stands beside what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from api.answers import statistics
from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.cursors import Place, read, written
from api.models.numbers import (
    AuditItem,
    AuditOut,
    Cited,
    Count,
    DeclaredOut,
    Heading,
    Recurring,
    StatsOut,
    StatusCount,
    Table,
)
from api.parameters import Cursor, NodeId, Size
from api.reader import Graph, Reader, node_out
from graph_builder.audit import AuditRow, audit, sums
from ontology.records import Node

router = APIRouter(route_class=Answering, tags=["stats"])


@router.get("/stats", responses=documented("store"), summary="Counts and figures over the whole store")
def stats(graph: Graph) -> StatsOut:
    """Nodes by label, relationships by type, the entities that appear in most reports, problems by theme and agency
    and by theme and place, how far rectification is, what notices declare beside what was found, the policies that
    are cited most. Computed once while the store stays as it is."""
    return graph.once("stats", lambda: _stats(graph))


def _stats(graph: Reader) -> StatsOut:
    counts = graph.counts
    return StatsOut(
        labels=[Count(name=name, count=count) for name, count in counts.labels.items()],
        relationships=[Count(name=name, count=count) for name, count in counts.types.items()],
        recurring=[Recurring(node=node_out(one.node), reports=one.count) for one in statistics.recurring(graph)],
        themes_by_agency=_table(statistics.themes(graph, statistics.BY_AGENCY)),
        themes_by_place=_table(statistics.themes(graph, statistics.BY_PLACE)),
        status=[
            StatusCount(status=one.status, problems=one.problems, measures=one.measures)
            for one in statistics.states(graph)
        ],
        declared=_declared(_rows(graph)),
        cited=[Cited(node=node_out(one.node), citations=one.count) for one in statistics.cited(graph)],
    )


@router.get("/audit", responses=documented("not-found", "store"), summary="What notices declare and what was found")
def audited(
    graph: Graph,
    report: Annotated[NodeId | None, Query(description="Only this report, by id.")] = None,
    cursor: Cursor = None,
    size: Size = 20,
) -> AuditOut:
    """One item a count (4方面28个问题: two), notice by notice; of all notices or of one report."""
    start = read(cursor, report).given
    rows = _rows(graph) if report is None else audit(graph.view, graph.report(report).id)
    after = written(Place(given=start + size), report) if start + size < len(rows) else None
    return AuditOut(items=[_item(row) for row in rows[start : start + size]], declared=_declared(rows), next=after)


def _rows(graph: Reader) -> Sequence[AuditRow]:
    return graph.once("audit", lambda: audit(graph.view))


def _item(row: AuditRow) -> AuditItem:
    return AuditItem(
        report=row.report,
        name=row.notice,
        what=row.what,
        declared=row.declared,
        found=row.found,
        difference=row.difference,
        sentence=row.sentence,
    )


def _declared(rows: Iterable[AuditRow]) -> list[DeclaredOut]:
    return [
        DeclaredOut(what=one.what, notices=one.notices, agreeing=one.agreeing, declared=one.declared, found=one.found)
        for one in sums(rows)
    ]


def _table(table: statistics.CrossTable) -> Table:
    return Table(
        columns=_headings(table.columns), rows=_headings(table.rows), counts=[list(row) for row in table.counts]
    )


def _headings(nodes: Iterable[Node]) -> list[Heading]:
    return [Heading(id=node.id, name=str(node.properties["name"])) for node in nodes]
