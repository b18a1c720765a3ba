"""The API's benchmark measures what it says, in small."""

from __future__ import annotations

from pathlib import Path

from benchmarks.api import OURS, measure, operations, served, times
from benchmarks.graphs import graphs
from benchmarks.line import connected
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


def test_an_answer_tells_how_long_it_was_within_the_view(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.kgl")
    with open_store(path, mode="write") as store:
        load(store, graphs(1))
    with open_store(path) as store:
        asked = {operation.name: operation.paths for operation in operations(store.view(), 1)}
    with served(OURS, path, "telling") as url, connected(url) as line:
        entity, ontology = (times(line, asked[name][0]) for name in ("entities/{id}", "ontology"))
    assert all(0 < inside < outside for inside, outside in zip(entity.inside, entity.outside, strict=True))
    assert set(ontology.inside) == {0.0}
