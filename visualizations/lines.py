"""The ways of lines, as SVG path data: the same for the SVG and for a browser's canvas."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from visualizations.scene import BOX_WIDTH, Line, Point, Scene, Spot

HEAD, HALF = 8.0, 3.6
"""Length of an arrow's head, and half its width."""

LEAST_BEND = 22.0
LEAST_SEEN = 8.0


def path(scene: Scene, line: Line) -> str:
    """The way of a line from border to border, beside the names of its ends."""
    start, end = scene.spots[line.start], scene.spots[line.end]
    if line.start == line.end:
        x, y = start.centre
        reach = max(start.radius, 14)
        return f"M{x:g} {y - reach:g}c{-2 * reach:g} {-2 * reach:g} {2 * reach:g} {-2 * reach:g} 0 0"
    return _straight(start, end) if scene.layout == "network" else _bent(start, end, line.via)


def from_left(scene: Scene, line: Line) -> tuple[str, str]:
    """The ends of a line in columns, the left one first; elsewhere as it leads."""
    start, end = scene.spots[line.start], scene.spots[line.end]
    turned = scene.layout == "columns" and end.x < start.x
    return (line.end, line.start) if turned else (line.start, line.end)


def head(scene: Scene, line: Line) -> str:
    """The head of a line's arrow in a network; columns are read from left to right."""
    if scene.layout != "network" or line.start == line.end:
        return ""
    (x, y), (ux, uy) = _ends(scene.spots[line.start], scene.spots[line.end])[1], _towards(scene, line)
    foot = (x - ux * HEAD, y - uy * HEAD)
    left, right = (foot[0] - uy * HALF, foot[1] + ux * HALF), (foot[0] + uy * HALF, foot[1] - ux * HALF)
    return "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in ((x, y), left, right)) + "z"


def along(scene: Scene, line: Line, share: float) -> Point:
    """A place on a straight line: 0 is its start, 1 its end."""
    (ax, ay), (bx, by) = _ends(scene.spots[line.start], scene.spots[line.end])
    return ax + share * (bx - ax), ay + share * (by - ay)


def room_for(scene: Scene, line: Line, size: Point) -> bool:
    """Whether enough of a straight line is seen beside something of this size that lies on it."""
    (ax, ay), (bx, by) = _ends(scene.spots[line.start], scene.spots[line.end])
    ux, uy = _towards(scene, line)
    covered = min(size[0] / (abs(ux) or 1e-9), size[1] / (abs(uy) or 1e-9))
    return hypot(bx - ax, by - ay) > covered + HEAD + LEAST_SEEN


def _towards(scene: Scene, line: Line) -> Point:
    return _direction(scene.spots[line.start], scene.spots[line.end])


def _direction(start: Spot, end: Spot) -> Point:
    """The unit vector from one centre to the other."""
    (ax, ay), (bx, by) = start.centre, end.centre
    far = hypot(bx - ax, by - ay) or 1.0
    return (bx - ax) / far, (by - ay) / far


def _ends(start: Spot, end: Spot) -> tuple[Point, Point]:
    """Where a straight line begins and ends: a pixel off the circles, or off the names under them."""
    (ax, ay), (bx, by) = start.centre, end.centre
    ux, uy = _direction(start, end)
    near, far = start.reach((ux, uy)) + 1, end.reach((-ux, -uy)) + 1
    return (ax + ux * near, ay + uy * near), (bx - ux * far, by - uy * far)


def _straight(start: Spot, end: Spot) -> str:
    (ax, ay), (bx, by) = _ends(start, end)
    ux, uy = _direction(start, end)
    # The line ends within the head, whose tip is sharper than a line is wide.
    return f"M{ax:.1f} {ay:.1f}L{bx - ux * (HEAD - 2):.1f} {by - uy * (HEAD - 2):.1f}"


def _bent(start: Spot, end: Spot, via: Sequence[Point]) -> str:
    """From side to side, straight through the gaps in other columns; within one column, out and back on the right."""
    if start.x == end.x:
        x = start.x + start.width / 2
        return f"M{x:.1f} {start.y:.1f}" + _curve((x, start.y), (x, end.y), (1, 1))
    side = 1 if end.x > start.x else -1
    half = side * BOX_WIDTH / 2
    stops = [(start.x + half, start.y), *(stop for x, y in via for stop in ((x - half, y), (x + half, y)))]
    stops.append((end.x - half, end.y))
    drawn = [f"M{stops[0][0]:.1f} {stops[0][1]:.1f}"]
    for number, (one, other) in enumerate(pairwise(stops)):
        drawn.append(f"H{other[0]:.1f}" if number % 2 else _curve(one, other, (side, -side)))
    return "".join(drawn)


def _curve(start: Point, end: Point, sides: tuple[int, int]) -> str:
    """Leaves and arrives level."""
    bend = max(abs(end[0] - start[0]) / 2, LEAST_BEND)
    out, back = start[0] + sides[0] * bend, end[0] + sides[1] * bend
    return f"C{out:.1f} {start[1]:.1f} {back:.1f} {end[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
