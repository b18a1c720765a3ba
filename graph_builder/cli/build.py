"""`xunji build`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from graph_builder.cli.lines import hint, log, one_line
from graph_builder.cli.output import messages, print_table
from graph_builder.pipeline import Step, build
from graph_builder.reading.sources import expand
from graph_builder.stores.opening import open_store
from graph_builder.workers import settle
from ontology.records import BuildReport

SEVERAL = 200
"""From this many files on, the start of more processes pays."""


def run(paths: list[str], store: str, workers: int | None, quiet: bool) -> bool:
    """Build, tell what happened, and say whether every file is in the store now."""
    sources = expand(paths)
    console = messages()
    if sources.files:
        with open_store(store, mode="write") as opened, _bar(console, len(sources.files), quiet) as bar:
            told = partial(_tell, console, bar)
            report = build(sources, opened, told, workers or _workers(len(sources.files)))
    else:
        # No store is made where there is nothing to store.
        report = BuildReport(failed=sources.missing)
        for absent in sources.missing:
            _say(console, "error", absent.reason)
    _summarise(report, len(sources.skipped), store)
    return not report.failed


def _tell(console: Console, bar: Progress, step: Step) -> None:
    """What became of one file: nothing but the bar moves for one that is well."""
    settle()
    for warning in step.warnings:
        _say(console, "warning", warning)
    if step.outcome == "failed":
        _say(console, "error", step.reason)
        log.debug(step.details)
    bar.advance(bar.task_ids[0])


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
