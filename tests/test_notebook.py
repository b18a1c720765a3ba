"""The example notebook runs from top to bottom on the graph of the bundled notices."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from graph_builder.notice import graph_of
from graph_builder.reading.document import read
from graph_builder.stores.opening import open_store

EXAMPLES = Path(__file__).parent.parent / "examples"
NOTEBOOK = EXAMPLES / "ask_the_graph.ipynb"


# What Jupyter's own libraries warn of is not ours to mend.
@pytest.mark.filterwarnings("default")
def test_the_notebook_runs_and_gives_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = str(tmp_path / "graph.kgl")
    with open_store(store, mode="write") as opened, opened.writer() as writer:
        for path in sorted((EXAMPLES / "reports").iterdir()):
            writer.load(graph_of(read(path)))
    monkeypatch.setenv("XUNJI_STORE", store)
    kept = nbformat.read(NOTEBOOK, as_version=4)
    run = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(run, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(EXAMPLES)}}).execute()
    for before, now in zip(kept.cells, run.cells, strict=True):
        if now.cell_type == "code":
            kinds = [[one.output_type for one in cell.outputs] for cell in (before, now)]
            assert kinds[0] == kinds[1] and "error" not in kinds[1]
