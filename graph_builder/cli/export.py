"""`xunji export`."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from rich.progress import DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from graph_builder.cli.lines import hint
from graph_builder.cli.output import messages
from graph_builder.cli.show import matches
from graph_builder.interchange.content import Content, PartContent, StoreContent
from graph_builder.interchange.errors import ExportFault
from graph_builder.interchange.registry import Format, format_named, format_of, formats
from graph_builder.stores.facts import REPORT
from graph_builder.stores.interface import View
from graph_builder.stores.opening import open_store
from ontology.records import Node

MOST_AROUND = 10_000
"""Nodes of a part that is exported: it is held in memory."""


@dataclass(frozen=True, slots=True)
class Part:
    """What to export: some notices, or what lies around some names; neither: everything."""

    reports: Sequence[str] = ()
    around: Sequence[str] = ()
    hops: int = 1


def run(store: str, format: str | None, output: Path | None, part: Part) -> None:
    chosen = _format(format, output)
    with open_store(store) as opened:
        content = _content(opened.view(), part)
        if output is None:
            _write(content, chosen, sys.stdout.buffer)
        elif chosen.suffix == ".zip" and not output.name.endswith(".zip"):
            _unpacked(content, chosen, output)
        else:
            _to_file(content, chosen, output)
    if output is not None:
        hint(f"{output}: written ({chosen.name}, {chosen.what})")


def _format(name: str | None, output: Path | None) -> Format:
    if name is not None:
        return format_named(name)
    if output is None:
        raise ExportFault(f"no format given; say --format with one of {', '.join(formats())}")
    return format_of(output.name)


def _content(view: View, part: Part) -> Content:
    if part.reports and part.around:
        raise ExportFault("--report and --around exclude each other; give one of them")
    if part.reports:
        return StoreContent(view, [_report(view, name) for name in part.reports])
    if not part.around:
        return StoreContent(view)
    found = view.subgraph([_one(view, name).id for name in part.around], part.hops, MOST_AROUND)
    if found.truncated:
        hint(f"only the first {MOST_AROUND} nodes around are exported; take fewer --hops for the whole")
    return PartContent(found)


def _report(view: View, name: str) -> str:
    return _one(view, name, REPORT).id


def _one(view: View, name: str, label: str | None = None) -> Node:
    found = matches(view, name, label)
    if len(found) > 1:
        ids = ", ".join(node.id for node in found[:5])
        raise ExportFault(f"{name!r} fits {len(found)} nodes ({ids}, …); give one's id, as xunji show prints it")
    if label and found[0].label != label:
        raise ExportFault(f"{name!r} is a {found[0].label} and no {label}; give a notice's name or id")
    return found[0]


def _to_file(content: Content, format: Format, output: Path) -> None:
    """A file that is whole or not there at all."""
    beside = output.with_name(f".{output.name}.part")
    try:
        with beside.open("wb") as file:
            _write(content, format, file)
        beside.replace(output)
    except OSError as fault:
        raise ExportFault(f"{output}: cannot be written ({fault.strerror}); name a file in a folder of yours") from None
    finally:
        beside.unlink(missing_ok=True)


def _unpacked(content: Content, format: Format, folder: Path) -> None:
    """The files of an archive, in a folder."""
    try:
        folder.mkdir(exist_ok=True)
        with TemporaryFile() as packed:
            _write(content, format, packed)
            with zipfile.ZipFile(packed) as archive:
                archive.extractall(folder)
    except OSError as fault:
        raise ExportFault(f"{folder}: cannot be written ({fault.strerror}); name a folder of yours") from None


def _write(content: Content, format: Format, file: BinaryIO) -> None:
    console = messages()
    columns = TextColumn("Writing"), SpinnerColumn(), DownloadColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        written = bar.add_task("bytes", total=None)
        for piece in format.write(content):
            file.write(piece)
            bar.advance(written, len(piece))
    file.flush()
