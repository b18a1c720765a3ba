"""The API's benchmark measures what it says, in small."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.api import measure, operations, recording
from benchmarks.graphs import graphs
from benchmarks.load import load
from graph_builder.stores.opening import open_store


def test_every_operation_is_measured(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.kgl")
    with open_store(path, mode="write") as store:
        load(store, graphs(2))
    with open_store(path) as store:
        asked = operations(store.view(), 3)
    table = measure(path, each=3, seconds=0)
    assert list(table.columns[0].cells) == [operation.name for operation in asked]
    assert all(float(str(cell)) > 0 for cell in table.columns[2].cells)
    # Over a store this small HTTP costs more than what is asked.
    assert all(float(str(cell)) > 0 for cell in table.columns[3].cells)


@pytest.mark.parametrize(("name", "calls"), [("entities/{id}", ["known", "cypher", "cypher"]), ("ontology", [])])
def test_the_calls_of_an_operation_are_told(tmp_path: Path, name: str, calls: list[str]) -> None:
    path = str(tmp_path / "graph.kgl")
    with open_store(path, mode="write") as store:
        load(store, graphs(1))
    with open_store(path) as store:
        asked = {operation.name: operation.paths for operation in operations(store.view(), 1)}
    with recording(path) as recorded:
        assert [call.__name__ for call, _, _ in recorded(asked[name][0])] == calls
