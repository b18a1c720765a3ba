"""The chain of an inspection as columns, left to right: who inspected, whom, what was found, what was done.

A node's column is its label's; in each column the order follows the columns before it, and every box stands as near
to what it is linked with as the boxes around it allow. A line that passes columns between its ends is given a gap in
each. (No well-kept library of a permissive licence lays out layers: igraph is GPL, Graphviz and ELK are no Python.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.optimize import isotonic_regression

from ontology.records import Node, Relationship
from visualizations.scene import BOX_WIDTH, Heading, Line, Scene, Spot, boxes, lines_of, name
from visualizations.views import View

ORDER = (
    ("Report", "InspectionGroup"),
    ("Inspection",),
    ("Agency", "ProblemArea"),
    ("Problem",),
    ("Measure",),
    ("Policy", "Company", "Project", "Person", "Place", "Theme"),
)
ROW_GAP = 9.0
GAP_HEIGHT = 1.0
COLUMN_GAP = 54.0
MARGIN = 16.0
HEADING = 30.0
SWEEPS = 6

Linked = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    labels: tuple[str, ...]
    spots: list[Spot]

    @property
    def height(self) -> float:
        return sum(spot.height + ROW_GAP for spot in self.spots)


def columns(view: View) -> Scene:
    """The view as boxes in columns; the highest column stands closed, the others follow it."""
    found = _columns(boxes(view))
    lines = _through_areas(view)
    ways = _ways(lines, found)
    linked = _linked(ways.values())
    ordered = _ordered(_with_gaps(found, ways.values()), linked)
    heights = _heights(ordered, linked)
    headings = tuple(Heading(_x(index), column.labels) for index, column in enumerate(ordered))
    at = {
        spot.node.id: replace(spot, x=_x(index), y=round(heights[spot.node.id], 1))
        for index, column in enumerate(ordered)
        for spot in column.spots
    }
    spots = [spot for spot in at.values() if spot.lines]
    passed = {line: tuple((at[gap.id].x, at[gap.id].y) for gap in way[1:-1]) for line, way in ways.items()}
    lines = tuple(replace(line, via=passed[_key(line)]) for line in lines)
    wide = _x(len(ordered) - 1) + BOX_WIDTH / 2 + MARGIN
    high = max((spot.y + spot.height / 2 for spot in spots), default=0) + MARGIN
    return Scene("columns", wide, round(high, 1), {spot.node.id: spot for spot in spots}, lines, headings)


def _x(index: int) -> float:
    return MARGIN + BOX_WIDTH / 2 + index * (BOX_WIDTH + COLUMN_GAP)


def _columns(spots: Sequence[Spot]) -> list[Column]:
    """The columns that hold something; labels that are not in `ORDER` stand in the last."""
    known = {label: index for index, labels in enumerate(ORDER) for label in labels}
    held: defaultdict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        held[known.get(spot.node.label, len(ORDER) - 1)].append(spot)
    return [Column(_present(held[index]), held[index]) for index in sorted(held)]


def _present(spots: Sequence[Spot]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spot.node.label for spot in spots))


# ------------------------------------------------ lines


def _through_areas(view: View) -> tuple[Line, ...]:
    """The lines; those from an inspection to a problem in an area are drawn once, to the area."""
    areas = {link.start: link.end for link in view.part.relationships if link.type == "IN_AREA"}
    found: defaultdict[tuple[str, str], list[Relationship]] = defaultdict(list)
    others: list[Relationship] = []
    for link in view.part.relationships:
        if link.type == "FOUND" and link.end in areas:
            found[link.start, areas[link.end]].append(link)
        else:
            others.append(link)
    through = (Line(start, end, "FOUND", tuple(some), True) for (start, end), some in sorted(found.items()))
    return (*lines_of(tuple(others)), *through)


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a line passes: one of its ends, or a gap, and the number of the column."""

    id: str
    column: int


Key = tuple[str, str, str]
Way = Sequence[Stop]


def _key(line: Line) -> Key:
    return line.start, line.end, line.type


def _ways(lines: Sequence[Line], found: Sequence[Column]) -> dict[Key, Way]:
    """Each line's ends, and a gap in each column between them; lines with the same ends share their gaps."""
    index = {spot.node.id: number for number, column in enumerate(found) for spot in column.spots}
    return {_key(line): _way(Stop(line.start, index[line.start]), Stop(line.end, index[line.end])) for line in lines}


def _way(start: Stop, end: Stop) -> Way:
    step = 1 if end.column > start.column else -1
    ends = " ".join(sorted((start.id, end.id)))
    gaps = [Stop(f"{number} {ends}", number) for number in range(start.column + step, end.column, step)]
    return (start, *gaps, end) if start.column != end.column else (start, end)


def _with_gaps(found: Sequence[Column], ways: Iterable[Way]) -> list[Column]:
    gaps = {gap.id: gap.column for way in ways for gap in way[1:-1]}
    held = [Column(column.labels, [*column.spots]) for column in found]
    for id in sorted(gaps):
        held[gaps[id]].spots.append(Spot(Node(id, "", {"name": id}), 0, 0, BOX_WIDTH, GAP_HEIGHT, ()))
    return held


def _linked(ways: Iterable[Way]) -> Linked:
    linked: defaultdict[str, list[str]] = defaultdict(list)
    for way in ways:
        for one, other in pairwise(way):
            linked[one.id].append(other.id)
            linked[other.id].append(one.id)
    return linked


# ------------------------------------------------ order within the columns


def _ordered(found: Sequence[Column], linked: Linked) -> list[Column]:
    """Each column sorted by the middle of what it is linked with to its left, then as the notice counts."""
    ranks: dict[str, float] = {}
    ordered: list[Column] = []
    for column in found:
        keys = {spot.node.id: (_middle(linked, spot.node.id, ranks), _counted(spot.node)) for spot in column.spots}
        spots = sorted(column.spots, key=lambda spot: keys[spot.node.id])
        ranks |= {spot.node.id: index / len(spots) for index, spot in enumerate(spots)}
        ordered.append(Column(column.labels, spots))
    return ordered


def _middle(linked: Linked, id: str, values: Mapping[str, float]) -> float:
    held = [values[other] for other in linked.get(id, ()) if other in values]
    return round(sum(held) / len(held), 6) if held else -1.0


def _counted(node: Node) -> tuple[str, int, str, str]:
    ordinal = node.properties.get("ordinal", 0)
    return (node.label, ordinal if isinstance(ordinal, int) else 0, name(node), node.id)


# ------------------------------------------------ heights


def _heights(ordered: Sequence[Column], linked: Linked) -> dict[str, float]:
    """The middle of each box: first closed columns, then each column drawn to its neighbours, several times."""
    heights: dict[str, float] = {}
    for column in ordered:
        heights |= _placed(column, [0.0] * len(column.spots))
    spine = max(ordered, key=lambda column: column.height, default=None)
    for _ in range(SWEEPS):
        for column in ordered:
            if column is not spine:
                heights |= _placed(column, [_wanted(linked, spot, heights) for spot in column.spots])
    return _from_top(ordered, heights)


def _wanted(linked: Linked, spot: Spot, heights: Mapping[str, float]) -> float:
    held = [heights[other] for other in linked.get(spot.node.id, ()) if other in heights]
    return sum(held) / len(held) if held else heights[spot.node.id]


def _placed(column: Column, wanted: Sequence[float]) -> dict[str, float]:
    """As near to what is wanted as can be in this order without overlap (least squares)."""
    steps = [(above.height + below.height) / 2 + ROW_GAP for above, below in pairwise(column.spots)]
    offsets = np.concatenate(([0.0], np.cumsum(steps)))
    fitted = isotonic_regression(np.array(wanted) - offsets).x + offsets
    return {spot.node.id: float(y) for spot, y in zip(column.spots, fitted, strict=True)}


def _from_top(ordered: Sequence[Column], heights: dict[str, float]) -> dict[str, float]:
    tops = [heights[spot.node.id] - spot.height / 2 for column in ordered for spot in column.spots]
    down = MARGIN + HEADING - min(tops, default=0.0)
    return {id: y + down for id, y in heights.items()}
