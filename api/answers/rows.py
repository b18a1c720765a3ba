"""The rows of an answer as bytes, a batch at a time: one JSON document, JSON a line, or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from pydantic_core import to_json

from graph_builder.stores.interface import Cell, Rows

JSON, NDJSON, CSV = "application/json", "application/x-ndjson", "text/csv"

BATCH = 500
"""How many rows are written at once."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes what begins so for a formula; an apostrophe before it makes it text (OWASP, CSV injection)."""


def as_json(rows: Rows, more: Mapping[str, object]) -> Iterator[bytes]:
    """One object: `columns`, `rows`, and what there is `more`."""
    yield b'{"columns":' + to_json(rows.columns) + b',"rows":['
    for index, some in enumerate(_batches(rows)):
        yield (b"," if index else b"") + _json(some)[1:-1]
    yield b"]," + _json(more)[1:]


def as_lines(rows: Rows) -> Iterator[bytes]:
    """One object a row, by column."""
    for some in _batches(rows):
        yield b"".join(_json(dict(zip(rows.columns, row, strict=True))) + b"\n" for row in some)


def as_csv(rows: Rows) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, the columns' names in the first line; lists and maps as JSON."""
    yield _lines([rows.columns])
    for some in _batches(rows):
        yield _lines([[_shown(cell) for cell in row] for row in some])


WRITERS: Mapping[str, Callable[[Rows], Iterator[bytes]]] = {NDJSON: as_lines, CSV: as_csv}
"""The media types beside JSON, which holds more than rows."""


def _batches(rows: Rows) -> Iterator[Sequence[tuple[Cell, ...]]]:
    rest = iter(rows.rows)
    while some := list(islice(rest, BATCH)):
        yield some


def _json(value: object) -> bytes:
    """JSON has no word for what is no number: null."""
    return to_json(value, inf_nan_mode="null")


def _lines(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _shown(cell: Cell) -> object:
    if isinstance(cell, list | dict):
        return json.dumps(cell, ensure_ascii=False)
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
