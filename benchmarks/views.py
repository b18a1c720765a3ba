"""`python -m benchmarks.views`: how soon and how smoothly the explorer draws, and how much a browser loads.

A generated graph is served by `xunji serve` to headless Chromium, which draws WebGL without a graphics card
(SwiftShader): on a machine that has one it is faster. "First picture" is the time from the navigation's start to the
first picture of the whole graph. Pan and zoom are driven by the mouse for some seconds, beside bare sigma with the same
nodes, links and places; what is compared is the number of pictures drawn in that time.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy, which
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from api.routes.pages import BUILT
from graph_builder.stores.opening import open_store
from ontology.records import Evidence, Graph, Node, Relationship, Span, Subgraph
from visualizations.rendering import render
from visualizations.views import Format, Origin, View

from .machine import described

SIZES = ((500, 1_000), (5_000, 10_000))
QUIET = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking")
REPORT = "report-1"
DRAWN = "performance.getEntriesByName('xunji:drawn').length > 0"
KINDS = ("Problem", "Measure", "Company", "Agency", "Policy")
BARE = """<!doctype html><meta charset=utf-8><title>bare sigma</title>
<style>body{margin:0}#c{width:900px;height:750px}</style><div id=c></div>
<script src=graphology.umd.min.js></script><script src=sigma.min.js></script><script src=bare.js></script>"""
DRAW = """fetch("graph.json").then(r => r.json()).then(({nodes, links}) => {
  const g = new graphology.MultiDirectedGraph();
  for (const n of nodes) g.addNode(n.id, {x: n.x, y: -n.y, size: 3, label: n.name, color: "#0072B2"});
  for (const l of links) g.addDirectedEdge(l.start, l.end, {size: 1, color: "#c3cad1"});
  new Sigma(g, document.getElementById("c"));
  document.title = "drawn";
})"""


def graph(nodes: int, links: int) -> Graph:
    """One notice of so many nodes and links, most of them between what stands near in it."""
    chance = random.Random(1)
    told = [
        Node(f"n{at}", KINDS[at % len(KINDS)], {"name": f"第{at}项事物的名称", "aliases": []})
        for at in range(nodes - 1)
    ]
    about = {"name": "通报", "source": "gone.txt", "sha256": "0" * 64, "publish_date": "2024-01-02"}
    pairs = {(f"n{chance.randrange(max(0, at - 30), at)}", f"n{at}") for at in range(1, nodes - 1)}
    while len(pairs) < links:
        one, other = chance.sample(range(nodes - 1), 2)
        pairs.add((f"n{one}", f"n{other}"))
    said = [Relationship("MENTIONS", a, b, {}, _evidence()) for a, b in sorted(pairs)]
    read = [Relationship("APPEARS_IN", node.id, REPORT, {}, _evidence()) for node in told]
    return Graph(REPORT, (Node(REPORT, "Report", about), *told), (*said, *read))


def _evidence() -> Evidence:
    return Evidence(REPORT, Span(0, 4), "有关内容", "bench", 1.0)


# ------------------------------------------------ servers


@contextmanager
def explorer(made: Graph, folder: Path) -> Iterator[str]:
    store = folder / f"{len(made.nodes)}.kgl"
    with open_store(str(store), mode="write") as opened, opened.writer() as writer:
        writer.load(made)
    command = [sys.executable, "-c", "from graph_builder.cli import main; main()"]
    options = ["serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        told = re.search(r"http://[\d.:]+", server.stderr.readline())
        assert told
        try:
            yield told[0]
        finally:
            server.terminate()


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def bare(picture: Any, folder: Path) -> Iterator[str]:
    """A page of sigma and graphology alone, with the same picture."""
    packages = BUILT.parent / "node_modules"
    copy(packages / "sigma" / "dist" / "sigma.min.js", folder)
    copy(packages / "graphology" / "dist" / "graphology.umd.min.js", folder)
    (folder / "bare.js").write_text(DRAW, encoding="utf-8")
    (folder / "index.html").write_text(BARE, encoding="utf-8")
    (folder / "graph.json").write_text(json.dumps(picture), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


# ------------------------------------------------ measuring


def wait_until(page: Page, told: str) -> None:
    """Until the expression is true. It is asked from here: the explorer's policy lets no page evaluate texts."""
    while not page.evaluate(told):
        page.wait_for_timeout(20)


def first_picture(browser: Browser, url: str, rounds: int) -> float:
    """The median over rounds, each in a browser that has loaded nothing yet, in milliseconds."""
    taken = []
    for _ in range(rounds):
        with browser.new_context(viewport={"width": 1280, "height": 860}) as context:
            page = context.new_page()
            page.goto(url)
            wait_until(page, DRAWN)
            taken.append(float(page.evaluate("performance.getEntriesByName('xunji:drawn')[0].startTime")))
    return statistics.median(taken)


def frames(page: Page, seconds: float) -> float:
    """Pictures a second while the mouse pans and zooms."""
    page.evaluate("window.drawn = 0; const count = () => { window.drawn++; requestAnimationFrame(count); }; count()")
    start = time.perf_counter()
    page.mouse.move(440, 420)
    turn = 0
    while time.perf_counter() - start < seconds:
        page.mouse.wheel(0, -120 if turn % 8 < 4 else 120)
        page.mouse.down()
        page.mouse.move(440 + 60 * (turn % 3 - 1), 420 + 40 * (turn % 2), steps=6)
        page.mouse.up()
        turn += 1
    drawn = float(page.evaluate("window.drawn"))
    return drawn / (time.perf_counter() - start)


def opened(browser: Browser, url: str, ready: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.goto(url)
    wait_until(page, ready)
    page.wait_for_timeout(500)
    return page


def asked_picture(address: str) -> Any:
    body = json.dumps({"reports": [REPORT], "cap": 5_000}).encode()
    asked = Request(f"{address}/api/v1/picture", body, {"Content-Type": "application/json"})
    with urlopen(asked) as answer:
        return json.load(answer)


def first_load() -> int:
    """What `/` needs before it shows anything, gzipped: the page, its scripts and styles."""
    page = (BUILT / "index.html").read_bytes()
    named = re.findall(rb"/assets/[\w.-]+", page)
    files = [page, *((BUILT / name.decode().lstrip("/")).read_bytes() for name in dict.fromkeys(named))]
    return sum(len(gzip.compress(file, 6)) for file in files)


def html_view(nodes: int) -> int:
    made = graph(nodes, 2 * nodes)
    links = tuple(link for link in made.relationships if link.type != "APPEARS_IN")
    part = Subgraph(made.nodes[1:], links)
    return len(render(View(part, "bench", Origin("bench", "0", "2024-01-02"), "network"), Format.html))


def main() -> None:
    options = ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=6.0)
    told = options.parse_args()
    console = Console()
    table = Table("what", "measured", "goal", title=described())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=list(QUIET))
        for nodes, links in SIZES:
            _measured(table, browser, (nodes, links), Path(folder), told)
    table.add_row("first load, gzipped", f"{first_load() / 1000:.0f} kB", "≤ 250 kB")
    table.add_row("HTML view of 200 nodes", f"{html_view(200) / 1e6:.2f} MB", "≤ 1 MB")
    console.print(table)


def _measured(table: Table, browser: Browser, size: tuple[int, int], folder: Path, options: Namespace) -> None:
    nodes, links = size
    with explorer(graph(nodes, links), folder) as address:
        goal = "≤ 1 s" if nodes <= 500 else "≤ 2 s"
        for most, named in ((500, "groups" if nodes > 500 else "nodes"), (5_000, "all nodes"))[
            : 2 if nodes > 500 else 1
        ]:
            taken = first_picture(browser, f"{address}/?page=graph&whole={REPORT}&most={most}", options.rounds)
            table.add_row(f"first picture, {nodes} nodes, {links} links, {named}", f"{taken:.0f} ms", goal)
        url = f"{address}/?page=graph&whole={REPORT}&most=5000"
        ours = frames(opened(browser, url, DRAWN), options.seconds)
        with bare(asked_picture(address), folder) as other:
            theirs = frames(opened(browser, other, "document.title === 'drawn'"), options.seconds)
        table.add_row(f"pan and zoom, {nodes} nodes", f"{ours:.1f} frames/s", "")
        table.add_row("the same in bare sigma", f"{theirs:.1f} frames/s", "")
        table.add_row("ratio", f"{ours / theirs:.2f}", "≥ 0.8" if nodes > 500 else "")


if __name__ == "__main__":
    main()
