"""How results are written: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph_builder.cli.lines import one_line
from graph_builder.cli.options import Format

UNBOUNDED = 100_000
"""The width of a terminal that is none: what is piped keeps one line a row."""


def results() -> Console:
    """Standard output; colours on a terminal only, unless NO_COLOR forbids them."""
    return Console(width=None if sys.stdout.isatty() else UNBOUNDED, highlight=False, markup=False, emoji=False)


def messages() -> Console:
    """Standard error: progress, warnings, hints."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on standard output, its title above it."""
    console = results()
    if title:
        console.print(Text(title, style="bold"))
    console.print(_table(columns, rows))


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Cells as plain text; numbers stand to the right."""
    drawn = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    kept = [tuple(row) for row in rows]
    for index, column in enumerate(columns):
        numbers = bool(kept) and all(isinstance(row[index], int | float) for row in kept)
        drawn.add_column(Text(column), justify="right" if numbers else "left", overflow="fold")
    for row in kept:
        drawn.add_row(*(Text(shown(cell)) for cell in row))
    return drawn


def shown(cell: object) -> str:
    """A value as a table shows it: lists and maps as JSON, nothing for null."""
    return one_line(_text(cell))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)


def write_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], format: Format) -> None:
    """Rows as a table, as a JSON array of one object a row, or as CSV (RFC 4180, UTF-8)."""
    if format is Format.json:
        _write_objects(dict(zip(columns, row, strict=True)) for row in rows)
    elif format is Format.csv:
        _write_csv(columns, rows)
    else:
        print_table("", columns, rows)


def _write_objects(objects: Iterable[Mapping[str, Any]]) -> None:
    before = "["
    for one in objects:
        sys.stdout.write(f"{before}\n  {json.dumps(one, ensure_ascii=False)}")
        before = ","
    sys.stdout.write("[]\n" if before == "[" else "\n]\n")


def _write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_text(cell) for cell in row] for row in rows)
