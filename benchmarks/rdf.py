"""`python -m benchmarks.rdf`: the graph as linked data, beside bare pyoxigraph, in one run.

Export: from the store to a file of N-Quads, beside pyoxigraph's own dump of a dataset that holds the same triples,
beside its serialiser fed with terms that are made of texts on the way, and with terms that lie in memory already.
Questions: those of docs/cookbook, through the guard and the process that answers, beside `Store.query` in this one;
the answer of both is a JSON document.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table

from graph_builder.interchange.content import StoreContent
from graph_builder.interchange.registry import formats
from graph_builder.pipeline import build
from graph_builder.reading.sources import expand
from graph_builder.sparql.asking import WELL_KNOWN, Form, asking
from graph_builder.sparql.dataset import Dataset
from graph_builder.stores.interface import Limits, View
from graph_builder.stores.opening import open_store

from .corpus import generate
from .machine import described, peak_memory

QUESTIONS = Path(__file__).parents[1] / "docs" / "cookbook"
NQUADS = ox.RdfFormat.N_QUADS


def timed(work: Callable[[], object], times: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """The least seconds of so many runs."""
    found = []
    for _ in range(times):
        begun = clock()
        work()
        found.append(clock() - begun)
    return min(found)


def prepared(folder: Path, notices: int, seed: int) -> str:
    """The address of a store that holds so many generated notices."""
    texts = folder / "notices"
    texts.mkdir()
    for made in generate(notices, seed, 0.0):
        (texts / f"{made.name}.txt").write_text(made.text, encoding="utf-8", newline="")
    address = str(folder / "graph.kgl")
    with open_store(address, mode="write") as store:
        build(expand([str(texts)]), store, lambda step: None, 1)
    return address


def exported(view: View, file: Path) -> None:
    with file.open("wb") as out:
        for piece in formats()["nquads"].write(StoreContent(view)):
            out.write(piece)


def dumped(store: ox.Store, file: Path) -> None:
    with file.open("wb") as out:
        store.dump(out, NQUADS)


def serialised(quads: Sequence[ox.Quad], file: Path) -> None:
    with file.open("wb") as out:
        ox.serialize(iter(quads), out, NQUADS)


Text = tuple[str, str, str, str | None, str]
"""A statement as a program has it before it is RDF: three texts, the datatype of a literal, the graph."""


def as_text(quad: ox.Quad) -> Text:
    object = quad.object
    datatype = object.datatype.value if isinstance(object, ox.Literal) else None
    return quad.subject.value, quad.predicate.value, object.value, datatype, quad.graph_name.value  # type: ignore[union-attr]


def made(statements: Sequence[Text], file: Path) -> None:
    def quads() -> Iterator[ox.Quad]:
        for subject, by, value, datatype, graph in statements:
            object = ox.NamedNode(value) if datatype is None else ox.Literal(value, datatype=ox.NamedNode(datatype))
            yield ox.Quad(ox.NamedNode(subject), ox.NamedNode(by), object, ox.NamedNode(graph))

    with file.open("wb") as out:
        ox.serialize(quads(), out, NQUADS)


def export_table(view: View, folder: Path, times: int) -> Table:
    """In seconds of the processor: other work on the machine does not show."""
    ours, theirs = folder / "ours.nq", folder / "theirs.nq"
    exported(view, ours)
    bare = ox.Store(str(folder / "bare"))
    bare.bulk_load(path=ours, format=NQUADS)
    quads = list(ox.parse(path=ours, format=NQUADS))
    texts = [as_text(quad) for quad in quads]
    rows = [
        ("Xunji, from its store", timed(lambda: exported(view, ours), times, time.process_time)),
        ("pyoxigraph, dump of its store", timed(lambda: dumped(bare, theirs), times, time.process_time)),
        ("pyoxigraph, terms made of texts", timed(lambda: made(texts, theirs), times, time.process_time)),
        ("pyoxigraph, terms in memory", timed(lambda: serialised(quads, theirs), times, time.process_time)),
    ]
    table = Table("export to N-Quads", "triples", "CPU seconds", "triples/s", "ours ÷ this")
    for name, seconds in rows:
        rate = len(quads) / seconds
        table.add_row(name, f"{len(quads):,}", f"{seconds:.2f}", f"{rate:,.0f}", f"{seconds / rows[0][1]:.2f}")
    return table


def question_table(view: View, folder: Path, times: int) -> tuple[Table, float]:
    """The table, and the median of ours ÷ bare."""
    at = Dataset(folder / "rdf").follow(view, None)
    bare = ox.Store.read_only(str(at))
    table, ratios = Table("question", "bare ms", "ours ms", "ours ÷ bare"), []
    for path in sorted(QUESTIONS.glob("*.rq")):
        query = path.read_text(encoding="utf-8")
        theirs = timed(lambda: _bare(bare, query), times)  # noqa: B023
        ours = timed(lambda: asking.answer(at, query, Form(), Limits(seconds=120)), times)  # noqa: B023
        ratios.append(ours / theirs)
        table.add_row(path.stem, f"{1000 * theirs:.2f}", f"{1000 * ours:.2f}", f"{ours / theirs:.2f}")
    return table, median(ratios)


def _bare(store: ox.Store, query: str) -> bytes | None:
    found = store.query(query, prefixes=WELL_KNOWN)
    assert isinstance(found, ox.QuerySolutions)
    return found.serialize(format=ox.QueryResultsFormat.JSON)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = ArgumentParser("python -m benchmarks.rdf", description="Linked data beside bare pyoxigraph.")
    parser.add_argument("--notices", type=int, default=400, help="generated notices; 400 make a million triples")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=3, help="runs of each; the fastest counts")
    options = parser.parse_args(arguments)
    console = Console()
    console.print(described())
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with open_store(prepared(folder, options.notices, options.seed)) as store:
            view = store.view()
            console.print(export_table(view, folder, options.times))
            table, middle = question_table(view, folder, options.times)
    console.print(table)
    console.print(f"median of ours ÷ bare: {middle:.2f}; peak memory {peak_memory() / 2**20:,.0f} MB")


if __name__ == "__main__":
    main()
