"""write: a table with merged cells becomes lines, one a row, its cells between tabs.

A cell that was merged over several rows is repeated where that says something about each row (a unit, a time limit) and
stays empty where it names what the rows have in common (the number and the problem that several measures answer).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from . import limits
from .collected import Lines, Unreadable

_LONGEST_REPEATED = 40
_LONGEST_COLUMN_NAME = 12
_NUMBER = re.compile(r"[\d.．、() （）]+")
_STOPS = "。;；,，、:：!！?？(（"
_SHORTEST_ITEM = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's paragraphs; `right` and `down` count the columns and rows that it covers, itself included."""

    paragraphs: tuple[str, ...] = ()
    right: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class _Covered:
    """What stands at one place of the grid: the text of the cell there, and whether the cell began further up."""

    text: str
    continued: bool = False


class Rows:
    """Counts the rows of all tables in a file."""

    def __init__(self) -> None:
        self._left = limits.MAX_ROWS

    def take(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise Unreadable(f"holds tables of more than {limits.MAX_ROWS:,} rows; split it into one file per notice")


def one_line(paragraphs: Sequence[str]) -> str:
    """The text of a cell without its line breaks.

    A break between two items (units, say) becomes `;`; one that only made a narrow cell fit becomes nothing.
    """
    parts = [part for paragraph in paragraphs for line in paragraph.splitlines() if (part := line.strip())]
    joined = parts[0] if parts else ""
    for before, part in pairwise(parts):
        both_long = min(len(before), len(part)) >= _SHORTEST_ITEM
        joined += (";" if both_long and before[-1] not in _STOPS else "") + part
    return joined


def write(rows: Sequence[Sequence[Cell]], lines: Lines) -> None:
    """Add a table to `lines`; `rows` hold the cells that begin in each row, from left to right."""
    if all(len(row) <= 1 for row in rows):  # a frame around paragraphs, not a table
        for row in rows:
            for cell in row:
                lines.add("\n".join(cell.paragraphs))
        return
    grid = _grid(rows)
    heads = _heads(grid)
    for number, places in enumerate(grid):
        texts = [_shown(places, column, heads >= number) for column in range(len(places))]
        # One cell across the whole table, or nothing behind the first, is a heading or a line below the table.
        alone = len(rows[number]) == 1 and not any(place.continued for place in places)
        lines.add_row(texts[:1] if alone or not any(texts[1:]) else texts)


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[_Covered]]:
    """The rows with every place filled; cells that begin in a row take the places that cells above leave free."""
    below: dict[int, tuple[int, str]] = {}  # column -> rows still covered, text
    grid: list[list[_Covered]] = []
    for row in rows:
        placed: dict[int, _Covered] = {}
        for column, (_, text) in below.items():
            placed[column] = _Covered(text, True)
        below = {column: (left - 1, text) for column, (left, text) in below.items() if left > 1}
        _place(row, placed, below)
        width = min(max(placed, default=-1) + 1, limits.MAX_COLUMNS)
        grid.append([placed.get(column, _Covered("")) for column in range(width)])
    return grid


def _place(row: Iterable[Cell], placed: dict[int, _Covered], below: dict[int, tuple[int, str]]) -> None:
    column = 0
    for cell in row:
        while column in placed:
            column += 1
        if column >= limits.MAX_COLUMNS:
            return
        text = one_line(cell.paragraphs)
        for at in range(column, min(column + max(cell.right, 1), limits.MAX_COLUMNS)):
            shown = text if at == column else ""
            placed[at] = _Covered(shown)
            if cell.down > 1:
                below[at] = (min(cell.down, limits.MAX_SPAN) - 1, shown)
        column += max(cell.right, 1)


def _heads(grid: Sequence[Sequence[_Covered]]) -> int:
    """The last row of a head of two rows, whose merged names hold for both; -1 for a head of one row."""
    for number, row in enumerate(grid[:3]):
        names = [place.text for place in row if place.text]
        if len(names) >= 3 and all(len(name) <= _LONGEST_COLUMN_NAME and not _NUMBER.fullmatch(name) for name in names):
            below = grid[number + 1] if number + 1 < len(grid) else []
            return number + 1 if any(place.continued for place in below) else -1
    return -1


def _shown(row: Sequence[_Covered], column: int, head: bool) -> str:
    place = row[column]
    if not place.continued or head:
        return place.text
    # Left of the first cell that is new in this row stand the things that the rows share.
    shared = all(other.continued for other in row[:column])
    return "" if shared or len(place.text) > _LONGEST_REPEATED else place.text
