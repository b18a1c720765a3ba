"""`xunji build`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from graph_builder.cli.options import DEFAULT_STORE, StoreAddress
from graph_builder.cli.output import hint, log, messages, one_line, print_table
from graph_builder.stores.opening import open_store
from ontology.records import BuildReport

SEVERAL = 200
"""From this many files on, the start of more processes pays."""


def build(
    paths: Annotated[list[str], typer.Argument(metavar="PATHS...", help="Files, folders, or patterns in quotes.")],
    store: StoreAddress = DEFAULT_STORE,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read; by default one a core for large builds.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Read notices into a graph, and keep it up to date.

    A notice that is stored already is left alone; one that changed replaces what it said before, and nothing else.
    Files that cannot be read are named, the others are stored, and the exit code is 1. Stop it and start it again
    whenever you like: what was reported as stored stays.

    \b
    Examples:
      xunji build notices/
      xunji build "2024/**/*.txt" extra.md --store county.kgl
    """
    # Here and not above: reading loads scipy and rdflib, which no other command should wait for.
    from graph_builder.pipeline import Step
    from graph_builder.pipeline import build as build_all
    from graph_builder.sources import expand

    sources = expand(paths)
    console = messages()

    def told(step: Step) -> None:
        for warning in step.warnings:
            _say(console, "warning", warning)
        if step.outcome == "failed":
            _say(console, "error", step.reason)
            log.debug(step.details)

    if not sources.files:
        # No store is made where there is nothing to store.
        report = BuildReport(failed=sources.missing)
        for absent in sources.missing:
            _say(console, "error", absent.reason)
    else:
        with open_store(store, mode="write") as opened, _bar(console, len(sources.files), quiet) as bar:

            def advance(step: Step) -> None:
                told(step)
                bar.advance(bar.task_ids[0])

            report = build_all(sources, opened, advance, workers or _workers(len(sources.files)))
    _summarise(report, len(sources.skipped), store)
    if report.failed:
        raise typer.Exit(1)


def _workers(files: int) -> int:
    return (os.cpu_count() or 1) if files >= SEVERAL else 1


def _say(console: Console, kind: str, message: str) -> None:
    """One line above the progress bar."""
    console.print(Text(f"xunji: {kind}: {one_line(message)}"), soft_wrap=True)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.1f}/s" if task.speed else "–/s")


@contextmanager
def _bar(console: Console, total: int, quiet: bool) -> Iterator[Progress]:
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    hidden = quiet or not console.is_terminal
    with Progress(*columns, console=console, disable=hidden, transient=True) as bar:
        bar.add_task("notices", total=total)
        yield bar


def _summarise(report: BuildReport, skipped: int, store: str) -> None:
    counts = {
        "added": len(report.added),
        "changed": len(report.changed),
        "unchanged": len(report.unchanged),
        "failed": len(report.failed),
        "skipped (no notice by its suffix)": skipped,
    }
    rows = [row for row in counts.items() if row[1]]
    print_table(f"Notices for {store}", ("outcome", "files"), rows)
    if report.failed:
        hint("the files named above were not stored; mend or leave them out, and build again")
