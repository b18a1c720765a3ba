"""From what `xunji view` was asked to a file."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

from msgspec import structs

from api.answers import asking
from api.answers.tracing import trace
from api.pictures.nearby import nearby
from api.reader import Reader
from graph_builder.cli.lines import hint, warn
from graph_builder.cli.show import matches
from graph_builder.stores.facts import order
from graph_builder.stores.interface import Limits, View
from graph_builder.stores.opening import open_store
from ontology.loading import load
from ontology.records import Node, Subgraph
from visualizations import rendering
from visualizations.views import Format, Language, Layout, Origin, ViewError
from visualizations.views import View as Drawn
from visualizations.word import letters

PASSED_BY = ("Place", "Theme", "Report")
"""Labels that are near everything: steps end there, unless they were asked for."""

BINARY = (Format.png, Format.pdf, Format.docx)
SUFFIXES = {".htm": Format.html, ".mmd": Format.mermaid, ".md": Format.mermaid, ".gv": Format.dot}
LISTED = 5
SMALLEST_LETTERS = 4.5
"""In points: what is smaller nobody reads in print."""

ANSWER: Mapping[Language, str] = {"zh": "查询结果", "en": "What a query answers"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What to draw: exactly one of names, a query, a report, a file."""

    names: tuple[str, ...] = ()
    cypher: str | None = None
    report: str | None = None
    remake: Path | None = None
    trace: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How much, and under which words."""

    hops: int = 1
    limit: int = 80
    title: str | None = None
    language: Language = "zh"


@dataclass(frozen=True, slots=True)
class Target:
    """What to write and where; without a format, that of the file's suffix."""

    format: Format | None = None
    output: Path | None = None
    scale: float | None = None


def run(asked: Asked, look: Look, target: Target, store: str) -> None:
    """Draw and write. Raises ViewError, StoreError, QueryError, UnknownName."""
    output = target.output
    format = _format(target.format, output)
    if target.scale is not None and format not in rendering.SCALED:
        raise ViewError(f"--scale {target.scale:g}: {format} has no pixels; leave it out, or write png or docx")
    if output is None and format in BINARY and sys.stdout.isatty():
        raise ViewError(f"{format} is no text for a screen; name a file with --output picture.{format}")
    drawn = view_of(asked, look, store)
    _write(rendering.render(drawn, format, target.scale or rendering.SCALE), output)
    if format is Format.docx and letters(drawn) < SMALLEST_LETTERS:
        warn(f"on a sheet of A4 the letters are only {letters(drawn):.1f} pt high; ask for less, or lower --limit")
    if drawn.part.truncated:
        warn(f"only {len(drawn.part.nodes)} nodes are drawn; draw more with --limit, or ask for less")


def _format(format: Format | None, output: Path | None) -> Format:
    suffix = output.suffix.lower() if output else ""
    if format:
        return format
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix and suffix[1:] not in list(Format):
        raise ViewError(f"--output {output}: {suffix} is no format I know; add --format {'|'.join(Format)}")
    return Format(suffix[1:]) if suffix else Format.html


def _write(file: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(file)
        return
    try:
        output.write_bytes(file)
    except OSError as fault:
        raise ViewError(f"--output {output}: cannot be written ({fault.strerror}); name another file") from None
    hint(f"{output}: {len(file):,} bytes")


def view_of(asked: Asked, look: Look, store: str) -> Drawn:
    """The view that was asked for."""
    given = [bool(asked.names), asked.cypher is not None, asked.report is not None, asked.remake is not None]
    if sum(given) != 1:
        raise ViewError("say what to draw: names, or one of --cypher, --report, --remake")
    if asked.remake:
        return _remade(asked.remake, look)
    with open_store(store) as opened:
        return _drawn(Reader(opened.view(), load()), asked, look)


def _remade(file: Path, look: Look) -> Drawn:
    """The view of an earlier file: its data, date and version stay; a new title is taken."""
    view = rendering.read(file)
    return replace(view, title=look.title or view.title)


def _drawn(graph: Reader, asked: Asked, look: Look) -> Drawn:
    part, focus, layout = _part(graph, asked, look)
    reports = sorted({link.evidence.report for link in part.relationships})
    named = [str(node.properties["name"]) for node in focus]
    return Drawn(
        part,
        look.title or "、".join(named[:LISTED]) or ANSWER[look.language],
        Origin(_command(asked, look), version("xunji"), date.today().isoformat()),
        layout,
        look.language,
        tuple(node.id for node in focus),
        graph.view.known(reports or [node.id for node in part.nodes if node.label == "Report"]),
    )


def _part(graph: Reader, asked: Asked, look: Look) -> tuple[Subgraph, Sequence[Node], Layout]:
    if asked.cypher is not None:
        return _answer(graph, asked.cypher, look.limit), (), "network"
    names = (asked.report,) if asked.report is not None else asked.names
    focus = [_named(graph.view, name, "Report" if asked.report is not None else None) for name in names]
    if asked.trace or asked.report is not None:
        return _traced(graph, focus, look.limit), focus, "columns"
    return _around(graph, focus, look), focus, "network"


def _named(view: View, name: str, label: str | None) -> Node:
    found = matches(view, name, label)
    if len(found) > 1:
        some = ", ".join(f"{node.id} ({node.label} {node.properties['name']})" for node in found[:LISTED])
        raise ViewError(f"{name!r} fits {len(found)} nodes: {some}…; give an id, or see `xunji show {name}`")
    return found[0]


def _command(asked: Asked, look: Look) -> str:
    """The command that draws it again from the store."""
    words = ["xunji", "view", *asked.names]
    words += [word for option, value in (("--cypher", asked.cypher), ("--report", asked.report)) if value
              for word in (option, value)]  # fmt: skip
    words += ["--trace"] if asked.trace else []
    return shlex.join([*words, "--hops", str(look.hops), "--limit", str(look.limit)])


# ------------------------------------------------ parts of the graph


def _around(graph: Reader, focus: Sequence[Node], look: Look) -> Subgraph:
    """What lies within some steps, nearest first; steps end at what is near everything."""
    kept = {node.id: node for node in focus}
    frontier, truncated = list(kept), False
    for _ in range(look.hops):
        step = nearby(graph, frontier, 1, len(kept) + look.limit + 1)
        new = [node for node in step.nodes if node.id not in kept]
        room = max(look.limit - len(kept), 0)
        truncated |= step.truncated or len(new) > room
        kept |= {node.id: node for node in new[:room]}
        frontier = [node.id for node in new[:room] if node.label not in PASSED_BY]
        if truncated or not frontier:
            break
    return structs.replace(_among(graph, list(kept)), truncated=truncated)


def _among(graph: Reader, ids: Sequence[str]) -> Subgraph:
    return nearby(graph, ids, 0, max(len(ids), 1))


def _traced(graph: Reader, focus: Sequence[Node], limit: int) -> Subgraph:
    found = [trace(graph, node, limit) for node in focus]
    nodes = {id: node for one in found for id, node in one.nodes.items()}
    links = {key: link for one in found for key, link in one.links.items()}
    return Subgraph(tuple(nodes.values()), tuple(links.values()), any(one.truncated for one in found))


def _answer(graph: Reader, cypher: str, limit: int) -> Subgraph:
    """What a query answers: its relationships, or else those among its nodes; ids count as nodes."""
    rows = graph.view.cypher(cypher, {}, Limits())
    links = {order(link): link for link in asking.links(rows)}
    nodes = graph.view.known(asking.ids(rows))
    if not nodes:
        raise ViewError("the answer holds no nodes; RETURN nodes, relationships, paths or ids")
    part = Subgraph(nodes, tuple(links.values())) if links else _among(graph, [node.id for node in nodes[:limit]])
    cut = len(nodes) > limit or rows.truncated
    return Subgraph(part.nodes[:limit], part.relationships, cut)
