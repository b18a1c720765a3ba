"""The cells of a table's lines; of a flattened row, which line lies in which column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.wording.spans import trim
from graph_builder.wording.status import stated
from ontology.records import Span

_UNIT = re.compile(
    r"(?:[局委办部处科股室队站所院会府厅组]|中心|公司|集团|支部|党组|党委|学校|医院|街道|社区|镇|乡|村|单位|领导|书记|同志)(?:\([^()]*\))?$"
)
_LIMIT = re.compile(r"\d{4}年|\d{1,2}月|年底|季度|长期|立[行即]|持续|已|时限|期限|\d{4}[.-]\d{1,2}")
_LONGEST_UNIT = 60
_LONGEST_LIMIT = 30
_LONGEST_STATE = 20
_EMPTY = Span(0, 0)


def cells_of(text: str, line: Span) -> list[Span]:
    """The cells of a line, between tabs or bars; the bars that frame a line are none."""
    told = text[line.start : line.end]
    bar = "|" if told.count("|") > told.count("\t") else "\t"
    found, start = [], line.start
    for cell in told.split(bar):
        found.append(trim(text, Span(start, start + len(cell))))
        start += len(cell) + 1
    framed = told.startswith("|") and told.endswith("|")
    return found[1:-1] if framed else found


def lines_of(text: str) -> list[Span]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return found


def stack(text: str, lines: Sequence[Span], roles: Sequence[str]) -> list[Span]:
    """The cells of a stacked row, an empty span for each that is missing; the measures take the lines that are left.

    Rows lack cells, and measures take more than one line.
    """
    if len(lines) == len(roles) or "measure" not in roles:
        return list(lines)
    wide = roles.index("measure")
    rest = list(lines)
    before = [_take(text, rest, 0, role) for role in roles[:wide]]
    after = [_take(text, rest, -1, role) for role in reversed(roles[wide + 1 :])]
    whole = Span(rest[0].start, rest[-1].end) if rest else _EMPTY
    return [*before, whole, *reversed(after)]


def _take(text: str, rest: list[Span], at: int, role: str) -> Span:
    """The next line if it can be the cell of a column; the last line left is that of the measures."""
    if not rest or (at and len(rest) == 1) or not _fits(text[rest[at].start : rest[at].end], role):
        return _EMPTY
    return rest.pop(at)


def _fits(cell: str, role: str) -> bool:
    if role == "responsible":
        return len(cell) <= _LONGEST_UNIT and _UNIT.search(cell.rstrip("。;,、 ")) is not None
    if role == "deadline":
        return len(cell) <= _LONGEST_LIMIT and _LIMIT.search(cell) is not None
    if role == "status":
        return len(cell) <= _LONGEST_STATE or bool(stated(cell))
    return role != "area" or not cell.endswith("。")
