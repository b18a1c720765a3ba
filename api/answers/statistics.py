"""Figures over the whole store, ready for charts. Each is computed once a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.reader import Reader
from ontology.records import Node

MOST_ROWS, MOST_COLUMNS = 15, 12
MOST_LISTED = 15

# Places and groups recur by nature; agencies, companies, policies, persons and projects are the leads.
LEADS = ("Agency", "Company", "Policy", "Person", "Project")
RECURRING = (
    "MATCH (n)-[r:APPEARS_IN]->(d:Report) WHERE labels(n)[0] IN $labels"
    " WITH n.id AS id, n.name AS name, count(DISTINCT d.id) AS count WHERE count > 1"
    " RETURN id, count ORDER BY count DESC, name, id LIMIT $most"
)
CITED = (
    "MATCH (m)-[:CITES]->(d:Policy) WITH d.id AS id, d.name AS name, count(DISTINCT m.id) AS count"
    " RETURN id, count ORDER BY count DESC, name, id LIMIT $most"
)
PROBLEMS = "MATCH (p:Problem) RETURN p.status AS status, count(*) AS count"
MEASURES = "MATCH (m:Measure)-[:ADDRESSES]->(p:Problem) RETURN p.status AS status, count(DISTINCT m.id) AS count"

FILED = "MATCH (a:Agency)<-[:INSPECTED]-(:Inspection)-[:FOUND]->(p:Problem)-[:HAS_THEME]->(t:Theme)"
BY_AGENCY = FILED + " WITH a AS row, t, p"
BY_PLACE = FILED + " MATCH (a)-[:LOCATED_IN]->(l:Place) WITH l AS row, t, p"
TOP_ROWS = (
    " WITH row.id AS id, row.name AS name, count(DISTINCT p.id) AS count"
    " RETURN id, count ORDER BY count DESC, name, id LIMIT $most"
)
TOP_COLUMNS = TOP_ROWS.replace("row.", "t.")
CELLS = (
    " WHERE row.id IN $rows AND t.id IN $columns RETURN row.id AS row, t.id AS column, count(DISTINCT p.id) AS count"
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node with what is counted of it."""

    node: Node
    count: int


@dataclass(frozen=True, slots=True)
class CrossTable:
    columns: tuple[Node, ...]
    rows: tuple[Node, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class State:
    status: str | None
    problems: int
    measures: int


def recurring(graph: Reader) -> list[Ranked]:
    """The leads that appear in most reports, at least in two."""
    return _ranked(graph, RECURRING, labels=list(LEADS))


def cited(graph: Reader) -> list[Ranked]:
    """The policies that most problems and measures cite."""
    return _ranked(graph, CITED)


def themes(graph: Reader, way: str) -> CrossTable:
    """Problems by theme (columns) and by what `way` leads to, BY_AGENCY or BY_PLACE."""
    rows = [one.node for one in _ranked(graph, way + TOP_ROWS, most=MOST_ROWS)]
    columns = [one.node for one in _ranked(graph, way + TOP_COLUMNS, most=MOST_COLUMNS)]
    found = graph.ask(way + CELLS, rows=_ids(rows), columns=_ids(columns)) if rows else []
    cells = {(cell["row"], cell["column"]): cell["count"] for cell in found}
    counts = tuple(tuple(cells.get((row.id, column.id), 0) for column in columns) for row in rows)
    return CrossTable(tuple(columns), tuple(rows), counts)


def states(graph: Reader) -> list[State]:
    """In the order of the ontology; problems whose state no notice tells come last."""
    problems = {row["status"]: row["count"] for row in graph.ask(PROBLEMS)}
    measures = {row["status"]: row["count"] for row in graph.ask(MEASURES)}
    codes: list[str | None] = [*graph.ontology.labels["Problem"].properties["status"].values, None]
    return [State(code, problems.get(code, 0), measures.get(code, 0)) for code in codes]


def _ranked(graph: Reader, query: str, most: int = MOST_LISTED, **values: object) -> list[Ranked]:
    rows = graph.ask(query, most=most, **values)
    nodes = graph.nodes(row["id"] for row in rows)
    return [Ranked(nodes[row["id"]], row["count"]) for row in rows]


def _ids(nodes: Sequence[Node]) -> list[str]:
    return [node.id for node in nodes]
