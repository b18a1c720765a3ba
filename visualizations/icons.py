"""The icons of the labels as outlines, for SVG and for a browser's canvas alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from visualizations.views import ViewError

DRAWN = Path(__file__).with_name("shared") / "icons.svg"
"""Drawn on 24 × 24, lines 2 wide, round ends. The explorer uses the same file."""

SIZE = 24
SVG = "{http://www.w3.org/2000/svg}"


def icon(name: str) -> str:
    """The icon's lines as one SVG path. Raises ViewError for a name that is not drawn."""
    drawn = _icons()
    if name not in drawn:
        raise ViewError(f"icon {name!r}: is not in {DRAWN}; draw it there, or name another in the ontology")
    return drawn[name]


@cache
def _icons() -> Mapping[str, str]:
    root = ElementTree.parse(DRAWN).getroot()
    return {symbol.get("id", ""): " ".join(map(_path, symbol)) for symbol in root.iter(f"{SVG}symbol")}


def _path(element: ElementTree.Element) -> str:
    draw = DRAWINGS.get(element.tag.removeprefix(SVG))
    if draw is None:
        raise ViewError(f"{DRAWN}: element {element.tag} cannot be drawn; use path, circle, rect or line")
    return draw({key: value for key, value in element.attrib.items()})


def _circle(at: Mapping[str, str]) -> str:
    x, y, r = (float(at[key]) for key in ("cx", "cy", "r"))
    return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"


def _rect(at: Mapping[str, str]) -> str:
    x, y = float(at.get("x", 0)), float(at.get("y", 0))
    w, h, r = float(at["width"]), float(at["height"]), float(at.get("rx", 0))
    corner = f"a{r:g} {r:g} 0 0 1 "
    return (
        f"M{x + r:g} {y:g}h{w - 2 * r:g}{corner}{r:g} {r:g}v{h - 2 * r:g}{corner}{-r:g} {r:g}"
        f"h{2 * r - w:g}{corner}{-r:g} {-r:g}v{2 * r - h:g}{corner}{r:g} {-r:g}z"
    )


DRAWINGS: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "path": lambda at: at["d"],
    "circle": _circle,
    "rect": _rect,
    "line": lambda at: f"M{at['x1']} {at['y1']}L{at['x2']} {at['y2']}",
}
