"""The benchmarks of stores, on graphs small enough to try them."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest
from rich.table import Table

from benchmarks import query
from benchmarks.bare import emptied, load_embedded, load_server, rows_of
from benchmarks.graphs import graphs
from benchmarks.load import compared, grown, load
from graph_builder.stores.opening import open_store
from ontology.checks import faults_of
from ontology.loading import load as load_ontology

SMALL = Namespace(notices=3, rounds=1)


def cells(table: Table, column: int) -> list[str]:
    return [str(cell) for cell in table.columns[column].cells]


def test_the_graphs_are_what_the_ontology_allows_and_the_same_every_time() -> None:
    made = list(graphs(3))
    assert [fault for graph in made for fault in faults_of(load_ontology(), graph)] == []
    assert made == list(graphs(3))
    assert made[2] == next(graphs(1, first=2))
    rows = rows_of(made)
    assert 300 < rows.nodes < 600
    assert rows.links == sum(len(graph.relationships) for graph in made)


def test_the_bare_engine_holds_what_ours_does(tmp_path: Path) -> None:
    made = list(graphs(3))
    load_embedded(str(tmp_path / "bare.kgl"), rows_of(made))
    with open_store(str(tmp_path / "ours.kgl"), mode="write") as store:
        load(store, made)
        expected = store.view().counts()
    with query.bare_engine(str(tmp_path / "bare.kgl")) as bare:
        (row,) = bare("MATCH (n) WITH count(n) AS n MATCH ()-[r]->() RETURN n, count(r) AS r", {})  # type: ignore[misc]
    assert row == {"n": sum(expected.labels.values()), "r": sum(expected.types.values())}


@pytest.mark.parametrize("measure", [compared, grown])
def test_loading_is_measured(tmp_path: Path, measure: object) -> None:
    table = measure("embedded", str(tmp_path / "graph.kgl"), SMALL)  # type: ignore[operator]
    assert table.row_count == 2
    assert all(float(cell) > 0 for cell in cells(table, -1))


def test_questions_are_measured(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.kgl")
    with open_store(path, mode="write") as store:
        load(store, graphs(3))
    with open_store(path) as store, query.bare_engine(path) as bare:
        table = query.measured("embedded", store.view(), bare, 3)
    assert table.row_count == 8
    assert all(float(cell) > 0 for cell in cells(table, 2))


def test_a_server_is_measured_too(neo4j_address: str) -> None:
    made = list(graphs(6))
    with emptied(neo4j_address):
        load_server(neo4j_address, rows_of(made))
    assert compared("Neo4j", neo4j_address, SMALL).row_count == 2
    with open_store(neo4j_address, mode="write") as store, query.bare_engine(neo4j_address) as bare:
        load(store, made)
        assert query.measured("Neo4j", store.view(), bare, 2).row_count == 8
