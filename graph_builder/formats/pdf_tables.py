"""regions: the lines drawn on a page of a PDF become the grids of its tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from . import limits

_THIN = 2.5
"""Points: what is drawn no wider than this is a line."""
_NEAR = 2.5
"""Points within which two lines are one."""
_SHORTEST = 5.0
"""Points: shorter lines belong to letters and signs."""


class Box(NamedTuple):
    """A part of a page in points, counted from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Rule(NamedTuple):
    """A line along one axis: `at` on the other, from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell begins; how many columns and rows it covers."""

    box: Box
    right: int
    down: int


@dataclass(frozen=True, slots=True)
class Region:
    """A table on a page: its cells by row, from the top."""

    box: Box
    rows: list[list[Place]]


def regions(page: pdfium.PdfPage) -> list[Region]:
    """The tables of a page whose cells are framed by lines, from the top. Pages with very many lines have none."""
    across: list[Rule] = []
    upright: list[Rule] = []
    for left, bottom, right, top in _drawn(page):
        if top - bottom <= _THIN and right - left >= _SHORTEST:
            across.append(Rule((bottom + top) / 2, left, right))
        elif right - left <= _THIN and top - bottom >= _SHORTEST:
            upright.append(Rule((left + right) / 2, bottom, top))
        if len(across) + len(upright) > limits.MAX_RULES:
            return []
    found = [
        _region(across, [r for r in upright if r.start < top and r.end > bottom]) for bottom, top in _bands(upright)
    ]
    return sorted((region for region in found if region), key=lambda region: -region.box.top)


def _drawn(page: pdfium.PdfPage) -> Iterator[Box]:
    """The boxes of all strokes and thin fills; a stroked path gives one box for each straight piece."""
    for count, path in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > limits.MAX_RULES:
            return
        left, bottom, right, top = path.get_bounds()
        if min(right - left, top - bottom) <= _THIN:
            yield Box(left, bottom, right, top)
        elif _is_stroked(path):
            yield from _pieces(path)


def _is_stroked(path: pdfium.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path, fill, stroke) and stroke.value)


def _pieces(path: pdfium.PdfObject) -> Iterator[Box]:
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = last = (0.0, 0.0)
    for number in range(min(raw.FPDFPath_CountSegments(path), limits.MAX_RULES)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            begin = point
        else:
            yield _between(last, point)
        if raw.FPDFPathSegment_GetClose(segment):
            yield _between(point, begin)
        last = point


def _between(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _bands(upright: Iterable[Rule]) -> list[tuple[float, float]]:
    """The stretches of the page's height that upright lines cover without a gap: one for each table."""
    bands: list[tuple[float, float]] = []
    for _, start, end in sorted(upright, key=lambda rule: rule.start):
        if bands and start <= bands[-1][1] + _NEAR:
            bands[-1] = (bands[-1][0], max(bands[-1][1], end))
        else:
            bands.append((start, end))
    return bands


def _lines(rules: Iterable[Rule]) -> list[float]:
    """Where lines lie, those near each other taken as one."""
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > _NEAR:
            found.append(at)
    return found


def _region(across: Sequence[Rule], upright: Sequence[Rule]) -> Region | None:
    """The grid of one table; None unless it has two rows and two columns."""
    bottom, top = min(r.start for r in upright) - _NEAR, max(r.end for r in upright) + _NEAR
    level = [rule for rule in across if bottom <= rule.at <= top]
    xs, ys = _lines(upright), _lines(level)[::-1]
    if not 3 <= len(xs) <= limits.MAX_COLUMNS or not 3 <= len(ys) <= limits.MAX_SPAN:
        return None
    walls = [[_covers(upright, x, (low + high) / 2) for x in xs[:-1]] for high, low in pairwise(ys)]
    roofs = [[_covers(level, y, (left + right) / 2) for left, right in pairwise(xs)] for y in ys[:-1]]
    rows = [
        [
            _place(xs, ys, (walls, roofs), (row, column))
            for column in range(len(xs) - 1)
            if _begins(walls, roofs, row, column)
        ]
        for row in range(len(ys) - 1)
    ]
    return Region(Box(xs[0], ys[-1], xs[-1], ys[0]), rows)


def _covers(rules: Iterable[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start <= middle <= rule.end for rule in rules)


def _begins(walls: list[list[bool]], roofs: list[list[bool]], row: int, column: int) -> bool:
    return (column == 0 or walls[row][column]) and (row == 0 or roofs[row][column])


def _place(
    xs: list[float], ys: list[float], drawn: tuple[list[list[bool]], list[list[bool]]], start: tuple[int, int]
) -> Place:
    """The cell that begins at a row and a column: it goes on where no line is drawn."""
    walls, roofs = drawn
    row, column = start
    right = down = 1
    while column + right < len(xs) - 1 and not walls[row][column + right]:
        right += 1
    while row + down < len(ys) - 1 and not roofs[row + down][column]:
        down += 1
    return Place(Box(xs[column], ys[row + down], xs[column + right], ys[row]), right, down)
