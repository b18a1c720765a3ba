"""The graphs of the bundled examples, read once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graph_builder.intake import take
from graph_builder.stores.interface import Store, View
from ontology.records import Graph

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"


@cache
def examples() -> tuple[Graph, ...]:
    taken = (take(path, frozenset()).graph for path in sorted(EXAMPLES.iterdir()))
    return tuple(graph for graph in taken if graph)


def loaded(store: Store) -> View:
    """The store's view once it holds the examples."""
    with store.writer() as writer:
        for graph in examples():
            writer.load(graph)
    return store.view()
