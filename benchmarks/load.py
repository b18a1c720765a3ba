"""`python -m benchmarks.load`: how fast graphs are stored, beside the bare engine with the same rows in one run.

The bare engine gets the rows as its documentation advises (`benchmarks.bare`), and safely: the embedded one with its
log, a server in transactions. It knows all rows beforehand and checks nothing; ours takes notice by notice in batches,
checks each, finds what is there already, keeps names up to date, and indexes what is searched.

`--growth`: what one more notice costs in the graph, beside an empty one.
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from graph_builder.pipeline import BATCH
from graph_builder.stores.interface import Store
from graph_builder.stores.opening import open_store
from ontology.records import Graph

from .bare import Rows, emptied, load_embedded, load_server, rows_of
from .graphs import graphs
from .machine import described

MORE = 40
"""Notices that are loaded one by one to know what one costs; the median counts."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the wall, and seconds of the processor in this process (without a server's)."""

    seconds: float
    processor: float


def main() -> None:
    options = _options()
    console = Console()
    console.print(described())
    measure = grown if options.growth else compared
    with tempfile.TemporaryDirectory() as folder:
        console.print(measure("embedded", f"{folder}/graph.kgl", options))
    if options.server:
        console.print(measure("Neo4j", options.server, options))


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.load")
    parser.add_argument("--notices", type=int, default=800, help="each about 125 nodes and 500 relationships (800)")
    parser.add_argument("--server", help="a Neo4j server to measure too; its database is emptied")
    parser.add_argument("--rounds", type=int, default=3, help="how often both are measured; the best counts (3)")
    parser.add_argument("--growth", action="store_true", help="measure one more notice in a graph of that size")
    return parser.parse_args()


# -- ours beside the bare engine ----------------------------------------------------------------------------------


def compared(engine: str, address: str, options: Namespace) -> Table:
    """The best of several rounds, each with both: what else the machine does then meets both alike."""
    made = list(graphs(options.notices))
    rows = rows_of(made)
    gc.freeze()
    took = [
        (_cost(address, lambda: _bare(address, rows)), _cost(address, lambda: _ours(address, made)))
        for _ in range(options.rounds)
    ]
    table = Table("", "nodes", "relationships", "s", "rows/s", "× bare", "processor s", "× bare", title=engine)
    bare, ours = (
        Cost(min(one.seconds for one in side), min(one.processor for one in side)) for side in zip(*took, strict=True)
    )
    for what, cost in (("bare engine", bare), ("Xunji", ours)):
        table.add_row(
            what,
            f"{rows.nodes:,}",
            f"{rows.links:,}",
            f"{cost.seconds:.1f}",
            f"{(rows.nodes + rows.links) / cost.seconds:,.0f}",
            f"{bare.seconds / cost.seconds:.2f}",
            f"{cost.processor:.1f}",
            f"{bare.processor / cost.processor:.2f}",
        )
    return table


def _cost(address: str, work: Callable[[], None]) -> Cost:
    with nullcontext() if _is_file(address) else emptied(address):
        begun = Cost(time.perf_counter(), time.process_time())
        work()
        took = Cost(time.perf_counter() - begun.seconds, time.process_time() - begun.processor)
    for left in Path(address).parent.glob("graph.kgl*") if _is_file(address) else ():
        left.unlink()
    return took


def _is_file(address: str) -> bool:
    return "://" not in address


def _bare(address: str, rows: Rows) -> None:
    if _is_file(address):
        load_embedded(address, rows)
    else:
        load_server(address, rows)


def _ours(address: str, made: Iterable[Graph]) -> None:
    with open_store(address, mode="write") as store:
        load(store, made)


def load(store: Store, made: Iterable[Graph]) -> None:
    with store.writer() as writer:
        for batch in batches(made):
            writer.load_all(batch)


def batches(made: Iterable[Graph]) -> Iterator[Sequence[Graph]]:
    """As `pipeline.build` makes them."""
    waiting: list[Graph] = []
    for graph in made:
        waiting.append(graph)
        if sum(len(one.relationships) for one in waiting) >= BATCH:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


# -- one more notice ----------------------------------------------------------------------------------------------


def grown(engine: str, address: str, options: Namespace) -> Table:
    table = Table("", "nodes before", "ms for one more notice", "× empty", "processor ms", "× empty", title=engine)
    one = min(MORE, options.notices)
    empty: Cost | None = None
    with nullcontext() if _is_file(address) else emptied(address), open_store(address, mode="write") as store:
        for what, first in (("empty", 0), ("full", options.notices)):
            nodes = sum(store.view().counts().labels.values())
            cost = _one_more(store, graphs(one, first=first))
            empty = empty or cost
            table.add_row(
                what,
                f"{nodes:,}",
                f"{1000 * cost.seconds:.1f}",
                f"{cost.seconds / empty.seconds:.2f}",
                f"{1000 * cost.processor:.1f}",
                f"{cost.processor / empty.processor:.2f}",
            )
            if what == "empty":
                load(store, graphs(options.notices - one, first=one))
    return table


def _one_more(store: Store, more: Iterable[Graph]) -> Cost:
    """One notice, the medians; of the processor all threads together."""
    took: list[Cost] = []
    with store.writer() as writer:
        for graph in more:
            begun = Cost(time.perf_counter(), time.process_time())
            writer.load(graph)
            took.append(Cost(time.perf_counter() - begun.seconds, time.process_time() - begun.processor))
    return Cost(statistics.median(one.seconds for one in took), statistics.median(one.processor for one in took))


if __name__ == "__main__":
    main()
