"""`xunji import`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from graph_builder.cli.output import messages, print_table
from graph_builder.interchange.errors import ImportFault
from graph_builder.interchange.importing import store_all
from graph_builder.interchange.registry import Format, format_of, formats
from graph_builder.stores.opening import open_store
from ontology.records import Node, Relationship


def run(file: Path, store: str, format: str | None) -> None:
    chosen = _format(file, format)
    told: Counter[str] = Counter()
    try:
        with file.open("rb") as opened, open_store(store, mode="write") as to:
            records = _records(chosen, opened, file.stat().st_size)
            store_all(records, to.writer(), lambda outcome: told.update([outcome]))
    except OSError as fault:
        raise ImportFault(f"{file}: cannot be read ({fault.strerror}); give a file that xunji export wrote") from None
    except ImportFault as fault:
        raise ImportFault(f"{file}: {fault}") from None
    print_table(f"Notices for {store}", ("outcome", "notices"), sorted(told.items()))


def _format(file: Path, name: str | None) -> Format:
    chosen = format_of(file.name) if name is None else formats().get(name)
    readable = [one.name for one in formats().values() if one.read]
    if chosen is None or chosen.read is None:
        raise ImportFault(f"{file}: {name or (chosen and chosen.name)} cannot be imported; use {', '.join(readable)}")
    return chosen


def _records(format: Format, file: BinaryIO, size: int) -> Iterator[Node | Relationship]:
    assert format.read is not None
    console = messages()
    columns = TextColumn("Reading"), BarColumn(), DownloadColumn()
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        yield from format.read(bar.wrap_file(file, total=size))
