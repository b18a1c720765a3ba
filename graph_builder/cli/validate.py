"""`xunji validate`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from graph_builder.cli.lines import hint
from graph_builder.cli.options import Format
from graph_builder.cli.output import messages, write_rows
from graph_builder.cli.sentence import Sentences
from graph_builder.interchange.content import StoreContent
from graph_builder.stores.interface import View
from graph_builder.stores.opening import open_store
from graph_builder.validation import Finding, findings
from ontology.errors import XunjiError
from ontology.records import Graph, Node

COLUMNS = ("severity", "message", "about", "value", "sentence", "place", "id")


def run(store: str, reports: list[str], least: str, format: Format) -> bool:
    """Print what was found of at least this severity; whether there was no violation."""
    counted: Counter[str] = Counter()
    with open_store(store) as opened:
        view = opened.view()
        sentences = Sentences(view)
        shown = []
        for found in findings(_watched(view, _known(view, reports))):
            counted[found.severity] += 1
            if _weight(found.severity) <= _weight(least):
                shown.append(_row(found, sentences))
    if shown or format is not Format.table:
        write_rows(COLUMNS, shown, format)
    total = ", ".join(f"{counted[kind]} {kind}{'' if counted[kind] == 1 else 's'}" for kind in ("violation", "warning"))
    hidden = counted["info"] and _weight(least) < _weight("info")
    hint(f"{total}, {counted['info']} of interest" + ("; --least info shows these" if hidden else ""))
    return not counted["violation"]


def _weight(severity: str) -> int:
    return ("violation", "warning", "info").index(severity)


def _known(view: View, reports: list[str]) -> list[str]:
    stored = view.report_ids()
    for report in reports:
        if report not in stored:
            raise XunjiError(f"{report!r}: no notice has this id; `xunji show NAME --label Report` finds it")
    return reports or list(stored)


def _watched(view: View, reports: list[str]) -> Iterator[Graph]:
    console = messages()
    columns = TextColumn("Checking"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        yield from bar.track(StoreContent(view, reports).notices(), total=len(reports), description="notices")


def _row(found: Finding, sentences: Sentences) -> tuple[str, ...]:
    about, read = found.about, found.evidence
    what = f"{about.label} {about.properties.get('name', '')}" if isinstance(about, Node) else about.type
    id = about.id if isinstance(about, Node) else f"{about.start} {about.end}"
    value = f"{found.path} {found.value}".strip()
    sentence, place = (sentences.of(read), sentences.place(read)) if read else ("", "")
    return (found.severity, found.message, what, value, sentence, place, id)
