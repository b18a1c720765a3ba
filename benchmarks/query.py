"""`python -m benchmarks.query STORE`: what questions cost through us, beside the bare engine asked the same.

STORE is a graph that `python -m benchmarks.query STORE --build 7600` made (a file, or a server's address; about a
million nodes). Each question is asked for many things, in turn through `View` and through the engine's own call; the
medians are compared. The first rows ask the same on both sides. `View.search` and `View.paths` have no call of an
engine that answers the same: beside them stands the engine's own search for as many hits, which ranks nothing by where
it is found, counts no facets and looks at no pinyin, and its own shortest path, which knows no hubs.
"""

from __future__ import annotations

import statistics
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from random import Random

import kglite
import neo4j
from rich.console import Console
from rich.table import Table

from graph_builder.stores.interface import Limits, View
from graph_builder.stores.neo4j_address import credentials
from graph_builder.stores.opening import open_store
from graph_builder.stores.paths import PathLimits
from graph_builder.stores.search import Page, SearchRequest

from .graphs import WORDS, graphs
from .load import load
from .machine import described

NEIGHBOURS = "MATCH (n:{label} {{id: $id}})-[r]-(m) RETURN type(r), m.id, m.name, r.quote LIMIT 100"
TRACE = (
    "MATCH (c:Company {id: $id})<-[:MENTIONS]-(m:Measure)-[:ADDRESSES]->(p:Problem)<-[:FOUND]-(i:Inspection)"
    " RETURN m.id, p.id, p.name, i.id LIMIT 100"
)
SHORTEST = (
    "MATCH p = shortestPath((a:Company {id: $id})-[:MENTIONS|ADDRESSES|FOUND|INSPECTED*..4]-(b:Company {id: $other}))"
    " RETURN [n IN nodes(p) | n.id]"
)
INDEXED = "CALL db.index.fulltext.queryNodes('xunji_text', {}) YIELD node, score RETURN node.id, node.name LIMIT 1001"
FULL_TEXT = {
    "embedded": (
        "MATCH (n:Problem) WHERE n.name CONTAINS $words OR n.text CONTAINS $words"
        " RETURN n.id ORDER BY size(n.name), n.id LIMIT 20"
    ),
    "Neo4j": INDEXED.format("$phrase"),
}
NAMED = {
    "embedded": "MATCH (c:Company) WHERE c.name CONTAINS $name RETURN c.id ORDER BY size(c.name), c.id LIMIT 20",
    "Neo4j": INDEXED.format("$named"),
}
SEVERAL = (
    "MATCH (c:Company)-[:APPEARS_IN]->(r:Report) WITH c, count(DISTINCT r) AS notices WHERE notices > 1"
    " RETURN c.id, c.name ORDER BY c.id LIMIT 2000"
)

Values = Mapping[str, object]
Ask = Callable[[str, Values], object]
"""A query and its parameters, asked of the bare engine; all rows are taken."""


@dataclass(frozen=True, slots=True)
class Question:
    """`ours` and `bare` get the same values."""

    name: str
    ours: Callable[[Values], object]
    bare: Callable[[Values], object]


def main() -> None:
    options = _options()
    console = Console()
    if options.build:
        with open_store(options.store, mode="write") as store:
            load(store, graphs(options.build))
    engine = "Neo4j" if "://" in options.store else "embedded"
    with open_store(options.store) as store, bare_engine(options.store) as bare:
        console.print(described())
        console.print(measured(engine, store.view(), bare, options.times))


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.query")
    parser.add_argument("store", help="a file, or the address of a server")
    parser.add_argument("--build", type=int, help="load so many notices into it first")
    parser.add_argument("--times", type=int, default=60, help="how often each question is asked (60)")
    return parser.parse_args()


@contextmanager
def bare_engine(address: str) -> Iterator[Ask]:
    if "://" in address:
        with (
            neo4j.GraphDatabase.driver(address, auth=credentials()) as driver,
            driver.session(default_access_mode="READ") as session,
        ):
            yield lambda query, values: session.execute_read(lambda tx: tx.run(query, dict(values)).data())
    else:
        graph = kglite.load(address)
        yield lambda query, values: graph.cypher(query, params=dict(values)).to_list()  # type: ignore[union-attr]


def measured(engine: str, view: View, bare: Ask, times: int) -> Table:
    counts = view.counts()
    title = f"{engine}: {sum(counts.labels.values()):,} nodes, {sum(counts.types.values()):,} relationships"
    table = Table("median ms", "bare", "Xunji", "×", "95 % of ours below", title=title)
    values = _things(view, times)
    for question in questions(engine, view, bare):
        bare_ms, ours_ms = _milliseconds(question, values)
        low, middle = statistics.median(bare_ms), statistics.median(ours_ms)
        most = statistics.quantiles(ours_ms, n=20)[-1]
        table.add_row(question.name, f"{low:.2f}", f"{middle:.2f}", f"{middle / low:.2f}", f"{most:.1f}")
    return table


def _things(view: View, times: int) -> Sequence[Values]:
    """Companies that several notices name, and words that stand in most texts; the same ones every time."""
    random = Random(1)
    companies = view.cypher(SEVERAL, limits=Limits(seconds=60)).rows
    words = [WORDS[at : at + size] for at in range(len(WORDS) - 4) for size in (2, 3, 4)]
    return [_thing(random.sample(companies, 2), random.choice(words)) for _ in range(times)]


def _thing(companies: Sequence[Sequence[object]], words: str) -> Values:
    one, other = companies
    part = str(one[1])[1:6]
    return {
        "id": one[0],
        "other": other[0],
        "name": part,
        "named": f'"{part}"',
        "words": words,
        "phrase": f'"{words}"',
    }


def questions(engine: str, view: View, bare: Ask) -> Sequence[Question]:
    def ours(query: str, values: Values) -> object:
        return view.cypher(query, values, Limits(seconds=60))

    neighbours = NEIGHBOURS.format(label="Company")
    return (
        Question("neighbours", partial(ours, neighbours), partial(bare, neighbours)),
        Question("three hops", partial(ours, TRACE), partial(bare, TRACE)),
        Question("shortest path", partial(ours, SHORTEST), partial(bare, SHORTEST)),
        Question("full text, a part of a name", partial(ours, NAMED[engine]), partial(bare, NAMED[engine])),
        Question("full text, a frequent word", partial(ours, FULL_TEXT[engine]), partial(bare, FULL_TEXT[engine])),
        Question("View.search, a part of a name", partial(_named, view), partial(bare, NAMED[engine])),
        Question("View.search, a frequent word", partial(_search, view), partial(bare, FULL_TEXT[engine])),
        Question("View.paths, beside a shortest path", partial(_ways, view), partial(bare, SHORTEST)),
    )


def _named(view: View, values: Values) -> object:
    return view.search(SearchRequest(str(values["name"]), ("Company",), page=Page(0, 20)))


def _search(view: View, values: Values) -> object:
    return view.search(SearchRequest(str(values["words"]), ("Problem",), page=Page(0, 20)))


def _ways(view: View, values: Values) -> object:
    return view.paths([str(values["id"]), str(values["other"])], PathLimits())


def _milliseconds(question: Question, values: Sequence[Values]) -> tuple[list[float], list[float]]:
    """Of the bare call and of ours, asked in turn: what else the machine does then meets both alike."""
    took: tuple[list[float], list[float]] = ([], [])
    for some in (values[0], *values):
        for ask, spent in zip((question.bare, question.ours), took, strict=True):
            begun = time.perf_counter()
            ask(some)
            spent.append(1000 * (time.perf_counter() - begun))
    return took[0][1:], took[1][1:]


if __name__ == "__main__":
    main()
