"""A view laid out: where everything stands, in pixels from the top left, for whoever draws it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from ontology.records import Node, Relationship
from visualizations.text import plain, width, wrapped
from visualizations.theme import look
from visualizations.views import Language, Layout, View

Point = tuple[float, float]
Pair = tuple[str, str]

FONT = 12
LEADING = 16
RADIUS = 15
FOCUS_RADIUS = 21
NAME_GAP = 5

NETWORK_ROOM = 11
COLUMN_ROOM = 11.6
COLUMN_LINES = 4
BOX_WIDTH = 176
BAR = 24
"""The coloured strip of a box in a column; the icon stands in it."""

LABELLED = 40
"""Up to so many lines of a network each is named; beyond that the legend must do."""

UNSURE = 0.6
"""Below this confidence a line is dashed."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A node's place: the middle of all that is drawn for it, and its extent. `lines` are its name, wrapped.

    In a network a circle of `radius` stands at the top with the name below; in columns it is a box (radius 0).
    """

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    radius: float = 0

    @property
    def centre(self) -> Point:
        """Where lines lead to: the middle of the circle or of the box."""
        return (self.x, self.y - self.height / 2 + self.radius) if self.radius else (self.x, self.y)

    def reach(self, towards: Point) -> float:
        """How far from the centre, along this unit vector, the circle and the name under it end."""
        (ux, uy), half = towards, self.width / 2
        top, bottom = self.radius + NAME_GAP - 2, self.height - self.radius
        if abs(ux) * top >= half * uy:
            return self.radius
        return min(half / abs(ux) if ux else inf, bottom / uy)


@dataclass(frozen=True, slots=True)
class Line:
    """All relationships of one type from one node to another, drawn as one line.

    `through`: in columns, what an inspection found leads through the area under which the notice files it.
    `via`: in columns, the middles of the gaps through which it passes the columns between its ends.
    """

    start: str
    end: str
    type: str
    relationships: tuple[Relationship, ...]
    through: bool = False
    via: tuple[Point, ...] = ()

    @property
    def thickness(self) -> float:
        """In pixels: more for what more sentences say."""
        return round(min(1 + 0.35 * (len(self.relationships) - 1), 3.5), 2)

    @property
    def unsure(self) -> bool:
        """Whether no rule that read it was sure: it is drawn dashed."""
        return all(link.evidence.confidence < UNSURE for link in self.relationships)


@dataclass(frozen=True, slots=True)
class Heading:
    x: float
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    layout: Layout
    width: float
    height: float
    spots: Mapping[str, Spot]
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...] = ()


def circles(view: View) -> list[Spot]:
    """The nodes as circles with their names, not placed yet."""
    return [_circle(node, FOCUS_RADIUS if node.id in view.focus else RADIUS) for node in view.part.nodes]


def boxes(view: View) -> list[Spot]:
    """The nodes as boxes for columns, not placed yet."""
    return [_box(node) for node in view.part.nodes]


def name(node: Node) -> str:
    return str(node.properties.get("name") or look(node.label).zh)


def _circle(node: Node, radius: float) -> Spot:
    lines = wrapped(name(node), NETWORK_ROOM, 3 if radius > RADIUS else 2)
    wide = max(2 * radius, FONT * max(map(width, lines))) + 4
    return Spot(node, 0, 0, wide, 2 * radius + NAME_GAP + LEADING * len(lines), lines, radius)


def _box(node: Node) -> Spot:
    lines = wrapped(name(node), COLUMN_ROOM, COLUMN_LINES)
    return Spot(node, 0, 0, BOX_WIDTH, LEADING * len(lines) + 10, lines)


def lines_of(links: tuple[Relationship, ...]) -> tuple[Line, ...]:
    """The relationships bundled by type and ends, in a fixed order."""
    bundles: defaultdict[tuple[str, str, str], list[Relationship]] = defaultdict(list)
    for link in links:
        bundles[link.type, link.start, link.end].append(link)
    return tuple(Line(start, end, type, tuple(some)) for (type, start, end), some in sorted(bundles.items()))


def heading_lines(heading: Heading, language: Language) -> tuple[str, ...]:
    """What stands above a column: `文件 · 企业`."""
    named = " · ".join(plain(look(label).name(language)) for label in heading.labels)
    return wrapped(named, BOX_WIDTH / FONT, 2)
