"""`xunji view`: a part of the graph as a file to show. What it does is in `viewing`, loaded when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.cli.options import DEFAULT_STORE, StoreAddress
from visualizations.views import Format


def command(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Names or ids to start from.")] = None,
    cypher: Annotated[str | None, typer.Option("--cypher", help="Draw what this reading query answers.")] = None,
    report: Annotated[str | None, typer.Option("--report", help="Draw one notice as columns.")] = None,
    remake: Annotated[Path | None, typer.Option("--remake", metavar="FILE", help="Draw a view again.")] = None,
    trace: Annotated[
        bool, typer.Option("--trace", help="Follow the chain from inspection group to company, as columns.")
    ] = False,
    hops: Annotated[int, typer.Option(min=0, max=4, help="How many steps around the names.")] = 1,
    limit: Annotated[int, typer.Option(min=1, max=500, help="The most nodes; with --trace, in one column.")] = 80,
    format: Annotated[Format | None, typer.Option(help="By default, that of FILE's suffix, or html.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write; texts go to the screen.")
    ] = None,
    scale: Annotated[
        float | None, typer.Option(min=0.5, max=8, help="png, docx: pixels for each of the svg.", show_default="2")
    ] = None,
    title: Annotated[str | None, typer.Option(help="What stands above the picture.")] = None,
    english: Annotated[bool, typer.Option("--english", help="Legend and caption in English.")] = False,
    store: StoreAddress = DEFAULT_STORE,
) -> None:
    """Draw a part of the graph for a report: html, svg, png, pdf, docx, mermaid or dot.

    Every file holds the data that it was drawn from: --remake draws it again, in another format too. Steps do not
    lead on through places, themes and notices, which are near everything.

    \b
    Examples:
      xunji view 财政局 --hops 2 --output finance.html
      xunji view --report report-0a64eb878a2847ca --output notice.pdf
      xunji view --cypher "MATCH p = (:Measure)-[:MENTIONS]->(:Company) RETURN p LIMIT 30" --format mermaid
      xunji view --remake finance.html --output finance.docx
    """
    from api.commands.viewing import Asked, Look, Target, run

    asked = Asked(tuple(names or ()), cypher, report, remake, trace)
    run(asked, Look(hops, limit, title, "en" if english else "zh"), Target(format, output, scale), store)
