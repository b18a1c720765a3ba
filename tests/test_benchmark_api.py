"""The API's benchmark measures what it says, in small."""

from __future__ import annotations

from pathlib import Path

from benchmarks.api import Operation, measure, operations, view_times
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
    assert all(time > 0 for time in view_times(path, Operation("entities/{id}", asked[1].paths)))
