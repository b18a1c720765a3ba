"""What the API costs beside what it asks the store, and beside FastAPI alone.

    python -m benchmarks.api --notices 8000

A generated graph is loaded into the embedded engine and served by one process. Each operation is asked again and again
with different things; the server tells of each answer how long it was within calls on the `View`, and the rest is
overhead; no answer that was kept is given. Then wrk (from the package of that name) asks each operation one
question, whose answer is kept, the same answered anew, and a FastAPI endpoint that returns the same bytes and does
nothing else.
At last 200 clients ask slow queries, and what others wait meanwhile is measured (`benchmarks.fire`).
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, urlencode

from rich.console import Console
from rich.progress import track
from rich.table import Table

from api.conduct.settings import API, Settings
from benchmarks.fire import under_fire
from benchmarks.graphs import graphs
from benchmarks.line import Answer, Line, connected
from benchmarks.load import load
from benchmarks.machine import described
from benchmarks.spent import SPENT
from graph_builder.stores.interface import View
from graph_builder.stores.opening import open_store

UNBOUNDED = Settings(requests_a_minute=1_000_000_000)
CONNECTIONS = 8
TURNS = 5

ANEW = {"Cache-Control": "no-cache"}
"""No answer that was kept."""

# Requests/sec:   1234.56
RATE = re.compile(r"Requests/sec:\s+([0-9.]+)")

console = Console(width=140)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, and what it is asked: the paths under /api/v1."""

    name: str
    paths: tuple[str, ...]


def operations(view: View, each: int) -> list[Operation]:
    """Every kind of question, `each` times, with different things where it takes any."""
    agencies = _ids(view, "Agency", each)
    problems = _ids(view, "Problem", each)
    reports = _ids(view, "Report", each)
    words = [str(node.properties["name"])[:4] for node in view.known(agencies)]
    at = {"agency": agencies, "problem": problems, "report": reports}
    hub = agencies[0]

    def under(pattern: str, kind: str) -> tuple[str, ...]:
        return tuple(pattern.format(quote(id)) for id in at[kind])

    return [
        Operation("search", tuple("/search?" + urlencode({"q": word}) for word in words)),
        Operation("entities/{id}", under("/entities/{}", "agency")),
        Operation("neighbours", under("/entities/{}/neighbours?type=MENTIONS&direction=in", "agency")),
        Operation("evidence", under("/entities/{}/evidence", "agency")),
        Operation("trace/{id}", under("/trace/{}", "problem")),
        Operation("subgraph", under("/subgraph?ids={}&hops=1&limit=50", "problem")),
        Operation("reports", ("/reports?size=20",) * each),
        Operation("paths", tuple("/paths?" + urlencode({"ids": [hub, id]}, doseq=True) for id in at["agency"][1:])),
        Operation("ontology", ("/ontology",) * each),
    ]


def _ids(view: View, label: str, count: int) -> list[str]:
    """Spread over all things of the label."""
    found = [node.id for node in view.nodes(label)]
    return found[:: max(1, len(found) // count)][:count]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one question, answered anew TURNS times: within the view, and over HTTP."""

    inside: Sequence[float]
    outside: Sequence[float]

    @property
    def best(self) -> tuple[float, float]:
        """Of the fastest turn: what else the machine does is counted with neither."""
        return min(zip(self.inside, self.outside, strict=True), key=itemgetter(1))


def times(line: Line, path: str) -> Times:
    ask(line, API + path)  # what is computed once a snapshot is there from now on
    return Times(*zip(*(_timed(line, API + path) for _ in range(TURNS)), strict=True))


def _timed(line: Line, path: str) -> tuple[float, float]:
    began = time.perf_counter()
    answer = _asked(line, path)
    outside = time.perf_counter() - began
    return float(answer.headers[SPENT]), outside * 1000


def ask(line: Line, path: str) -> bytes:
    return _asked(line, path).body


def _asked(line: Line, path: str) -> Answer:
    answer = line.get(path, ANEW)
    assert answer.status == 200, (path, answer.body[:300])
    return answer


@contextmanager
def served(module: str, *arguments: str) -> Iterator[str]:
    """A server in a process of its own; its address."""
    command = [sys.executable, "-c", module, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


SERVE = """
import sys
from api.commands.serve import Listening, listening
from api.conduct.serving import run
{app}
listener = listening(Listening("127.0.0.1", 0))
print("http://127.0.0.1:%d" % listener.getsockname()[1], flush=True)
run(app, listener)
"""

OURS = SERVE.format(
    app="""
from api.app import create_app
from benchmarks.api import UNBOUNDED
from benchmarks.spent import spent
app = create_app(sys.argv[1], UNBOUNDED)
if len(sys.argv) > 2:
    spent(app)
"""
)

BARE = SERVE.format(
    app="""
from fastapi import FastAPI, Response
app, body = FastAPI(), open(sys.argv[1], "rb").read()
@app.get("/bare")
def bare() -> Response:
    return Response(body, media_type="application/json")
"""
)


def rate(url: str, seconds: int, headers: Mapping[str, str] = {}) -> float:
    """Requests a second that wrk gets answered."""
    told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *told, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    found = RATE.search(said)
    assert found, said
    return float(found[1])


def bare_rate(body: bytes, seconds: int) -> float:
    with tempfile.NamedTemporaryFile() as kept:
        kept.write(body)
        kept.flush()
        with served(BARE, kept.name) as url:
            return rate(f"{url}/bare", seconds)


def measure(store: str, each: int, seconds: int) -> Table:
    table = Table("operation", "view p50", "HTTP p50", "overhead p50", "view p99", "HTTP p99", *LOADED)
    with open_store(store) as opened:
        asked = operations(opened.view(), each)
    with served(OURS, store, "telling") as url:
        rows = [_row(url, operation) for operation in asked]
    with served(OURS, store) as url:
        for operation, row in zip(asked, rows, strict=True):
            load = under_load(url, API + operation.paths[0], seconds) if seconds and shutil.which("wrk") else ()
            table.add_row(operation.name, *(f"{figure:.2f}" for figure in row), *load)
    return table


def _row(url: str, operation: Operation) -> Sequence[float]:
    with connected(url) as line:
        each_time = [times(line, path) for path in operation.paths]
    return [*_medians([one.best for one in each_time]), *map(_p99, _all(each_time))]


LOADED = ("req/s", "of bare", "anew req/s", "of bare")
"""Requests a second of one question, whose answer is kept, and beside bare FastAPI; the same, answered anew."""


def under_load(url: str, path: str, seconds: int) -> tuple[str, ...]:
    with connected(url) as line:
        bare = bare_rate(ask(line, path), seconds)
    kept, anew = rate(url + path, seconds), rate(url + path, seconds, ANEW)
    return f"{kept:.0f}", f"{kept / bare:.2f}", f"{anew:.0f}", f"{anew / bare:.2f}"


def _medians(best: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Of the view, of HTTP, and of what each question takes longer over HTTP."""
    inside, outside = zip(*best, strict=True)
    return median(inside), median(outside), median(other - one for one, other in best)


def _all(times: Sequence[Times]) -> tuple[list[float], list[float]]:
    return [ms for one in times for ms in one.inside], [ms for one in times for ms in one.outside]


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100)[98] if len(times) > 1 else times[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=800, help="size of the graph: about 125 nodes a notice")
    parser.add_argument("--store", help="an embedded store that is there already, instead of a generated one")
    parser.add_argument("--each", type=int, default=200, help="questions of each kind")
    parser.add_argument("--seconds", type=int, default=3, help="how long wrk loads each operation; 0: not at all")
    given = parser.parse_args()
    console.print(described())
    if not shutil.which("wrk"):
        console.print("wrk is not installed: no load is measured")
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or str(Path(folder) / "graph.kgl")
        if not given.store:
            with open_store(store, mode="write") as opened:
                load(opened, track(graphs(given.notices), "Loading notices", given.notices, console=console))
        with open_store(store) as opened:
            counts = opened.view().counts()
        console.print(f"{sum(counts.labels.values()):,} nodes, {sum(counts.types.values()):,} relationships; ms")
        console.print(measure(store, given.each, given.seconds))
        with served(OURS, store) as url, connected(url) as line:
            words = f"{API}/search?{urlencode({'q': '工程'})}"
            others = [(name, partial(ask, line, path)) for name, path in (("/healthz", "/healthz"), ("search", words))]
            console.print(under_fire(url, f"{API}/cypher", others))


if __name__ == "__main__":
    main()
