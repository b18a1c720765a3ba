"""Cypher as analysts write it: both engines give the same answers on the graph of the bundled examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from example_graphs import loaded

from graph_builder.stores.errors import QueryError
from graph_builder.stores.interface import Cell, Rows, View
from graph_builder.stores.opening import open_store

FILE = Path(__file__).with_name("queries") / "questions.cypher"

# "// Which problems have no measure?", then the query up to an empty line
BLOCK = re.compile(r"// (?P<title>[^\n]+)\n(?P<query>(?:[^\n]+(?:\n|\Z))+)")


def questions() -> list[tuple[str, str]]:
    return [(found["title"], found["query"].strip()) for found in BLOCK.finditer(FILE.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    with open_store(str(tmp_path_factory.mktemp("queries") / "graph.kgl"), mode="write") as store:
        yield loaded(store)


@pytest.fixture(scope="module")
def server(neo4j_emptied: str) -> Iterator[View]:
    with open_store(neo4j_emptied, mode="write") as store:
        yield loaded(store)


@pytest.mark.usefixtures("meets_neo4j")
@pytest.mark.parametrize(("title", "query"), questions(), ids=[title for title, _ in questions()])
def test_both_engines_give_the_same_answer(embedded: View, server: View, title: str, query: str) -> None:
    here, there = embedded.cypher(query), server.cypher(query)
    assert here.columns == there.columns
    assert _plain(there) == _plain(here)


def _plain(rows: Rows) -> list[list[Cell]]:
    return [[_number(cell) for cell in row] for row in rows.rows]


def _number(cell: Cell) -> Cell:
    """2.0 and 2 are one number, as JSON has it."""
    if isinstance(cell, list):
        return [_number(item) for item in cell]
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def test_there_are_enough_questions_and_most_find_something(embedded: View) -> None:
    found = [len(embedded.cypher(query).rows) for _, query in questions()]
    assert len(found) >= 40
    assert sum(1 for rows in found if rows) >= 0.8 * len(found)


SERVER_ONLY = [
    ("CALL db.index.fulltext.queryNodes('xunji_text', '水务') YIELD node RETURN count(node) > 0", True),
    ("MATCH (n:Place) WITH n LIMIT 1 RETURN COLLECT { MATCH (n) RETURN 1 }", [1]),
    ("MATCH (n:Place&!Agency) RETURN count(n) > 0", True),
    ("MATCH (n:Place WHERE n.name <> '') RETURN count(n) > 0", True),
    ("MATCH ()-[r WHERE r.confidence >= 0]->() RETURN count(r) > 0", True),
    ("RETURN CASE 5 WHEN 1, 5 THEN 'a' END", "a"),
    ("UNWIND [1, 2, 3] AS x RETURN percentileDisc(x, 0.5)", 2),
    ("RETURN normalize('x')", "x"),
    ("RETURN isEmpty([])", True),
    ("RETURN point({x: 1, y: 2})", [1.0, 2.0]),
]
"""What docs/cypher.md lists as answered by the server alone."""


@pytest.mark.usefixtures("meets_neo4j")
@pytest.mark.parametrize(("query", "answer"), SERVER_ONLY)
def test_what_the_embedded_engine_lacks_it_refuses(embedded: View, server: View, query: str, answer: Cell) -> None:
    assert server.cypher(query).rows == ((answer,),)
    with pytest.raises(QueryError) as caught:
        embedded.cypher(query)
    assert "\n" not in str(caught.value)
