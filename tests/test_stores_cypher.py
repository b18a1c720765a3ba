"""Cypher on every store that answers it: the same rows, columns, caps and errors."""

from __future__ import annotations

from pathlib import Path

import kglite
import pytest
from store_notices import AGENCY, PLACE, loaded, notice

from graph_builder.stores.errors import (
    QueryError,
    QueryFailed,
    QueryParameter,
    QueryRefused,
    QuerySyntax,
    QueryTimeout,
    QueryTooBig,
)
from graph_builder.stores.interface import Limits, Store
from graph_builder.stores.opening import open_store

A = notice("甲.txt", "甲的第一稿", ("县财政局", "财政局"))


def test_the_memory_store_says_that_it_answers_no_cypher() -> None:
    with pytest.raises(QueryFailed, match=r"graph\.kgl"):
        open_store("memory:").view().cypher("RETURN 1")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("RETURN 1 AS x, '市委' AS y", [(1, "市委")]),
        ("MATCH (n:Agency) RETURN n.name, n.aliases", [("云溪县财政局", ["县财政局", "财政局"])]),
        ("MATCH (n:Problem {ordinal: 1}) RETURN n.name", [("学习不深入之1",)]),
        ("MATCH (n:Agency)-[r:APPEARS_IN]->() RETURN r.end ORDER BY r.start", [(4,), (13,)]),
        ("MATCH (机构:Agency) /* 注 */ RETURN 机构.kind // 注", [("government",)]),
        ("MATCH ()-[r:APPEARS_IN {end: 4}]->() RETURN r.quote", [("县财政局",)]),
        ("MATCH (n {name: '云溪县'}) RETURN n{.name, k: n.adcode}", [({"name": "云溪县", "k": "000000"},)]),
        ("MATCH (n:Company) RETURN n", []),
        ("MATCH (n:Company {nosuch: 1})-[:NO_TYPE]->(m {x: 2}) RETURN n, m.y", []),
        ("MATCH (n:Problem {status: 'ongoing'}) RETURN n", []),
        ("MATCH (n:Problem {status: 'ongoing', other: 1}), (m:Agency {third: 2}) RETURN n", []),
        ("MATCH (n:Problem) WHERE n.status IS NULL RETURN count(*)", [(2,)]),
        (
            "MATCH (n:Place) RETURN properties(n)",
            [({"adcode": "000000", "aliases": [], "id": PLACE, "name": "云溪县"},)],
        ),
        ("RETURN date('2024-05-06') AS day", [("2024-05-06",)]),
        ("MATCH (a:Agency) CALL { WITH a MATCH (a)--(b) RETURN count(b) AS n } RETURN n", [(4,)]),
        (
            "MATCH (a:Place) WHERE EXISTS { (a)<-[:LOCATED_IN]-(:Agency) } RETURN COUNT { (a)--() } AS n",
            [(1,)],
        ),
        ("UNWIND $ids AS id MATCH (n {id: id}) RETURN labels(n)", [(["Place"],)]),
        (
            "MATCH (n:Place) RETURN n",
            [
                (
                    {
                        "labels": ["Place"],
                        "properties": {"adcode": "000000", "aliases": [], "id": PLACE, "name": "云溪县"},
                    },
                )
            ],
        ),
    ],
)
def test_cypher(asked: Store, query: str, expected: list[tuple[object, ...]]) -> None:
    rows = loaded(asked, A).cypher(query, {"ids": [PLACE], "not asked for": object()})
    assert list(rows.rows) == expected


def test_cypher_gives_relationships_and_paths_with_the_ids_of_their_ends(asked: Store) -> None:
    (row,) = loaded(asked, A).cypher("MATCH p = (:Agency)-[r:LOCATED_IN]->() RETURN r, p").rows
    link, path = row
    assert isinstance(link, dict)
    assert isinstance(path, dict)
    assert (link["type"], link["start"], link["end"]) == ("LOCATED_IN", AGENCY, PLACE)
    assert path["relationships"] == [link]
    assert link["properties"] == {
        "confidence": 0.5,
        "end": 6,
        "quote": "有关内容",
        "report": A.report,
        "rule": "test",
        "start": 2,
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("MATCH (n) RETURN n.name, n.end, count(*) AS c", ("n.name", "n.end", "c")),
        ("MATCH (n) RETURN n.`name`, n . kind", ("n.`name`", "n . kind")),
        ("MATCH (n:Place) RETURN *", ("n",)),
        ("CALL db.labels() YIELD label", ("label",)),
        ("MATCH (处:Place) WITH 处 AS `a b` RETURN *", ("a b",)),
        (
            "MATCH (处:Place) RETURN 处.name, 处{.name, v1: 处.adcode}",
            ("处.name", "处{.name, v1: 处.adcode}"),
        ),
        ("RETURN 1 AS `a b` UNION RETURN 2 AS `a b`", ("a b",)),
    ],
)
def test_columns_are_named_as_written(asked: Store, query: str, expected: tuple[str, ...]) -> None:
    assert loaded(asked, A).cypher(query).columns == expected


@pytest.mark.parametrize(("rows", "kept", "truncated"), [(5, 5, True), (6, 6, True), (7, 7, False), (8, 7, False)])
def test_rows_are_capped_and_said_to_be(asked: Store, rows: int, kept: int, truncated: bool) -> None:
    found = loaded(asked, A).cypher("UNWIND range(1, 7) AS x RETURN x", limits=Limits(rows=rows))
    assert (len(found.rows), found.truncated) == (kept, truncated)


def test_what_the_engine_remarks_reaches_the_caller(asked: Store) -> None:
    assert any("Agencie" in text for text in loaded(asked, A).cypher("MATCH (n:Agencie) RETURN n").warnings)


@pytest.mark.parametrize(
    ("query", "error", "says"),
    [
        ("MATCH (n RETURN n", QuerySyntax, "line 1, column 10"),
        ("MATCH (n)\nRETURN n.", QuerySyntax, "line 2, column 10"),
        ("RETURN m", QueryError, "m"),
        ("RETURN $who", QueryParameter, "--param who=VALUE"),
        ("RETURN $odd", QueryParameter, "object"),
        ("CREATE (n:X)", QueryRefused, "CREATE writes"),
        ("LOAD CSV FROM 'file:///etc/hostname' AS l RETURN l", QueryRefused, "LOAD is not allowed"),
        ("UNWIND range(1,9000) AS a UNWIND range(1,9000) AS b RETURN sum(a*b)", QueryTimeout, "0.2 s"),
        ("RETURN range(1, 100000000) AS l", QueryTooBig, "narrow it"),
        ("RETURN date('x')", QueryFailed, "x"),
    ],
)
def test_a_query_that_fails_says_why_in_one_line(asked: Store, query: str, error: type[QueryError], says: str) -> None:
    with pytest.raises(error) as caught:
        loaded(asked, A).cypher(query, {"odd": object()}, Limits(seconds=0.2))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("query", "step"),
    [
        ("MATCH ()-[r:APPEARS_IN {report: 'x'}]->() RETURN r", "RelIndexSeek :APPEARS_IN(report)"),
        ("MATCH (n:Report {source: 'x'}) RETURN n", "Match :Report"),
    ],
)
def test_what_every_load_looks_up_has_an_index(tmp_path: Path, query: str, step: str) -> None:
    path = tmp_path / "graph.kgl"
    with open_store(str(path), mode="write") as opened:
        loaded(opened, A)
    graph = kglite.load(str(path))
    plan = graph.cypher(f"EXPLAIN {query}").to_list()  # type: ignore[union-attr]
    assert step in [row["operation"] for row in plan]
    assert graph.has_index("Report", "source")


# -- addresses ----------------------------------------------------------------------------------------------------
