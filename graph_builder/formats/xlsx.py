"""text: the visible sheets of a workbook, one after the other, each row a line."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from io import BytesIO

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from . import limits
from .collected import Lines, Unreadable
from .office import check
from .table import Cell, Rows, write

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
_Merged = dict[tuple[int, int], tuple[int, int]]

_MAX_PLACES = 4_000_000
"""Places between a sheet's first and last cell: two cells far apart would ask for all places between them."""


def text(data: bytes) -> str:
    """The text of an XLSX workbook. Raises Unreadable."""
    check(data)
    lines, count = Lines(), Rows()
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            for index, sheet in enumerate(book.sheets_metadata):
                if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible:
                    _write(book.get_sheet_by_index(index), lines, count)
    except PasswordError as fault:
        raise Unreadable("is protected by a password; open it in Excel and save it without one") from fault
    return lines.text()


def _write(sheet: CalamineSheet, lines: Lines, count: Rows) -> None:
    """A sheet that is one column wide is a text, one that is wider a table."""
    if sheet.start is None:
        return
    if sheet.height * sheet.width > _MAX_PLACES:
        raise Unreadable(
            f"has a sheet {sheet.name!r} of {sheet.height:,} rows and {sheet.width:,} columns; "
            "delete the cells that lie far apart and save it anew"
        )
    values = [row[: limits.MAX_COLUMNS] for row in sheet.to_python(skip_empty_area=True)]
    count.take(sum(any(value != "" for value in row) for row in values))
    right, down = _trimmed(values)
    top, left = sheet.start
    merged = {
        (first[0] - top, first[1] - left): (last[0] - first[0] + 1, last[1] - first[1] + 1)
        for first, last in sheet.merged_cell_ranges or []
    }
    write(_cells([row[:right] for row in values[:down]], merged), lines)


def _trimmed(values: Sequence[Sequence[Value]]) -> tuple[int, int]:
    """How many columns and rows hold something: formats reach further than text does."""
    filled = [(r, c) for r, row in enumerate(values) for c, value in enumerate(row) if value != ""]
    return max((c for _, c in filled), default=-1) + 1, max((r for r, _ in filled), default=-1) + 1


def _cells(values: Sequence[Sequence[Value]], merged: _Merged) -> list[list[Cell]]:
    covered = _covered(merged, len(values))
    rows = []
    for r, row in enumerate(values):
        cells = []
        for c, value in enumerate(row):
            if (r, c) not in covered:
                down, right = merged.get((r, c), (1, 1))
                cells.append(Cell((_told(value),), min(right, len(row) - c), min(down, len(values) - r)))
        rows.append(cells)
    return rows


def _covered(merged: _Merged, height: int) -> set[tuple[int, int]]:
    """The places that a merged cell covers beside its own."""
    return {
        (r, c)
        for (row, column), (down, right) in merged.items()
        for r in range(row, min(row + down, row + limits.MAX_SPAN, height))
        for c in range(column, min(column + right, limits.MAX_COLUMNS))
        if (r, c) != (row, column)
    }


def _told(value: Value) -> str:
    """A value as a notice writes it: 3 and not 3.0, 2024年3月31日, 是."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.date):  # a datetime is one too
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)
