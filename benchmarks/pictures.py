"""How large a picture of so many nodes is, and how long it takes to draw, in every format.

    python -m benchmarks.pictures STORE [--nodes 200]

The nodes are those of whole notices, one after the other, with all that links them, so that the pictures hold what
people draw. `xunji build examples/reports --store STORE` makes a store to try.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from time import perf_counter

from api.commands.viewing import Asked, Look, view_of
from benchmarks.machine import described
from visualizations.laying import laid_out
from visualizations.rendering import render
from visualizations.views import Format, View

ALL = "MATCH (n)-[a:APPEARS_IN]->(r:Report) WITH n, min(r.id) AS first RETURN n.id ORDER BY first, n.id LIMIT {nodes}"
ROUNDS = 3


def best(work: Callable[[], object]) -> float:
    """The seconds of the fastest of some rounds."""
    found = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        work()
        found.append(perf_counter() - begun)
    return min(found)


def table(view: View) -> list[str]:
    """Rows of Markdown: format, kB, seconds."""
    rows = ["| | kB | s |", "|---|---:|---:|", f"| places alone | | {best(partial(laid_out, view)):.2f} |"]
    for format in Format:
        size = len(render(view, format)) / 1000
        seconds = best(partial(render, view, format))
        rows.append(f"| {format} | {size:,.0f} | {seconds:.2f} |")
    return rows


def main() -> None:
    given = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    given.add_argument("store")
    given.add_argument("--nodes", type=int, default=200)
    asked = given.parse_args()
    view = view_of(Asked(cypher=ALL.format(nodes=asked.nodes)), Look(limit=asked.nodes), asked.store)
    print(f"{described()}\n{len(view.part.nodes)} nodes, {len(view.part.relationships)} relationships")
    print("\n".join(table(view)))


if __name__ == "__main__":
    main()
