"""A scene as SVG: drawn by us, for print, in one file that asks for nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from visualizations.caption import legend, notes, patterns, through, title
from visualizations.icons import SIZE
from visualizations.laying import laid_out
from visualizations.lines import along, head, path, room_for
from visualizations.record import as_json
from visualizations.scene import BAR, FONT, LABELLED, LEADING, Heading, Line, Point, Scene, Spot, heading_lines, name
from visualizations.text import in_rows, plain, shortened, width, wrapped
from visualizations.theme import INK, LINE, PAPER, QUIET, font_list, look, type_name
from visualizations.views import Language, View

NAMESPACE = "http://www.w3.org/2000/svg"
RECORD = "xunji-view"
"""The id of the element that holds the view itself."""

SIDE = 16.0
TITLE = 46.0
NOTE = 17.0
LEGEND_ROW = 24.0
NARROWEST = 640.0
SHEET = 1400.0
"""Title, legend and caption grow with what is wider, so that they can be read when it is printed on one sheet."""
ICON = 15.0
NAME_SIZE = 9.5
LONGEST_TIP = 300
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where on a line its name is tried."""

Extent = tuple[float, float, float, float]
Attributes = Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class Below:
    """What stands under the picture: rows of the legend, rows of line patterns, notes."""

    kinds: Sequence[Element]
    texts: Sequence[str]
    height: float


def svg(view: View, font: str | None = None, *, framed: bool = True) -> str:
    """The picture with legend and, in `<metadata>`, the view itself; `font` names one family.

    `framed`: with title and caption, which a document may have as texts of its own.
    """
    scene = laid_out(view)
    wide = max(scene.width, NARROWEST)
    larger = max(wide / SHEET, 1.0)
    below = _below(view, scene, wide / larger, notes(view) if framed else ())
    top = TITLE * larger if framed else 0.0
    high = top + scene.height + (below.height + SIDE) * larger
    root = _root(view, wide, high, font or font_list())
    if framed:
        said = _in(root, "g", {"transform": f"scale({larger:g})"})
        _text(said, plain(title(view)), SIDE, 30, {"font-size": 19, "font-weight": "bold", "fill": INK})
    shift = (wide - scene.width) / 2
    picture = _in(root, "g", {"transform": f"translate({shift:g} {top:g})"})
    _draw(picture, scene, view.language)
    foot = _in(root, "g", {"transform": f"translate(0 {top + scene.height:g}) scale({larger:g})"})
    foot.extend(below.kinds)
    for index, text in enumerate(below.texts):
        _text(foot, text, SIDE, below.height - NOTE * (len(below.texts) - index - 1) - 4, {"fill": QUIET})
    # What cannot stand in XML stands as escapes in JSON: see `record.as_json`.
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _root(view: View, wide: float, high: float, font: str) -> Element:
    # The namespace as a plain attribute keeps the elements' names short.
    root = Element("svg", {"xmlns": NAMESPACE})
    _set(root, {"width": wide, "height": high, "viewBox": f"0 0 {wide:g} {high:g}", "role": "img"})
    _set(root, {"font-family": font, "font-size": FONT, "aria-labelledby": "xunji-title xunji-notes"})
    root.set("xml:lang", "zh-CN" if view.language == "zh" else "en")
    _in(root, "title", {"id": "xunji-title"}).text = plain(title(view))
    _in(root, "desc", {"id": "xunji-notes"}).text = " ".join((*notes(view), *patterns(view)))
    _in(root, "metadata", {"id": RECORD}).text = as_json(view)
    _in(root, "rect", {"width": wide, "height": high, "fill": PAPER})
    return root


# ------------------------------------------------ the picture


def _draw(parent: Element, scene: Scene, language: Language) -> None:
    for heading in scene.headings:
        _heading(parent, heading, language)
    lines = _in(parent, "g", {"fill": "none", "stroke": LINE})
    for line in scene.lines:
        drawn = _in(lines, "path", {"d": path(scene, line), **_stroke(line)})
        _tip(drawn, f"{type_name(line.type, language)}: {line.relationships[0].evidence.quote}")
    _arrows(parent, scene)
    if scene.layout == "network" and len(scene.lines) <= LABELLED:
        _line_names(parent, scene, language)
    spots = _in(parent, "g", {})
    for spot in scene.spots.values():
        drawn = _in(spots, "g", {})
        _tip(drawn, f"{look(spot.node.label).name(language)}: {name(spot.node)}")
        (_circle if spot.radius else _box)(drawn, spot)


def _tip(parent: Element, text: str) -> None:
    """What a browser shows under the pointer: the whole name, or the sentence."""
    _in(parent, "title", {}).text = shortened(text, LONGEST_TIP)


def _heading(parent: Element, heading: Heading, language: Language) -> None:
    for row, line in enumerate(heading_lines(heading, language)):
        given = {"fill": QUIET, "font-weight": "bold", "text-anchor": "middle"}
        _text(parent, line, heading.x, 16 + LEADING * row, given)


def _stroke(line: Line) -> Attributes:
    many: Attributes = {"stroke-width": line.thickness}
    return {**many, "stroke-dasharray": "4 3"} if line.unsure else many


def _arrows(parent: Element, scene: Scene) -> None:
    heads = "".join(head(scene, line) for line in scene.lines)
    if heads:
        _in(parent, "path", {"d": heads, "fill": LINE})


def _line_names(parent: Element, scene: Scene, language: Language) -> None:
    """The names of the lines where there is room for them, in the middle first."""
    taken = [(spot.x, spot.y, spot.width, spot.height) for spot in scene.spots.values()]
    for line in scene.lines:
        named = plain(type_name(line.type, language))
        wide = NAME_SIZE * width(named)
        if not room_for(scene, line, (wide, NAME_SIZE)):
            continue
        for share in ALONG:
            x, y = along(scene, line, share)
            if not any(_meet((x, y, wide, NAME_SIZE), other) for other in taken):
                taken.append((x, y, wide, NAME_SIZE))
                given: Attributes = {"text-anchor": "middle", "fill": QUIET, "font-size": NAME_SIZE}
                _haloed(parent, named, (x, y + 3.5), given)
                break


def _meet(one: Extent, other: Extent) -> bool:
    (ax, ay, aw, ah), (bx, by, bw, bh) = one, other
    return abs(ax - bx) < (aw + bw) / 2 and abs(ay - by) < (ah + bh) / 2


def _circle(parent: Element, spot: Spot) -> None:
    seen = look(spot.node.label)
    x, y = spot.centre
    _in(parent, "circle", {"cx": x, "cy": y, "r": spot.radius, "fill": seen.colour, "stroke": seen.edge})
    _icon(parent, seen.icon, spot.centre, seen.ink, spot.radius * 1.15)
    for row, line in enumerate(spot.lines):
        given: Attributes = {"text-anchor": "middle", "fill": INK}
        _haloed(parent, line, (x, y + spot.radius + 4 + LEADING * (row + 0.75)), given)


def _box(parent: Element, spot: Spot) -> None:
    seen = look(spot.node.label)
    left, top = spot.x - spot.width / 2, spot.y - spot.height / 2
    size: Attributes = {"x": left, "y": top, "width": spot.width, "height": spot.height, "rx": 5}
    _in(parent, "rect", {**size, "fill": PAPER})
    bar = f"M{left + BAR:g} {top:g}h{5 - BAR:g}a5 5 0 0 0 -5 5v{spot.height - 10:g}a5 5 0 0 0 5 5h{BAR - 5:g}z"
    _in(parent, "path", {"d": bar, "fill": seen.colour})
    _in(parent, "rect", {**size, "fill": "none", "stroke": seen.edge})
    _icon(parent, seen.icon, (left + BAR / 2, spot.y), seen.ink, ICON)
    for row, line in enumerate(spot.lines):
        _text(parent, line, left + BAR + 6, top + 5 + LEADING * (row + 0.76), {"fill": INK})


def _icon(parent: Element, drawn: str, at: Point, ink: str, size: float) -> None:
    scale = size / SIZE
    place = f"translate({at[0] - size / 2:g} {at[1] - size / 2:g}) scale({scale:g})"
    given: Attributes = {"d": drawn, "transform": place, "fill": "none", "stroke": ink, "stroke-width": 2}
    _set(_in(parent, "path", given), {"stroke-linecap": "round", "stroke-linejoin": "round"})


# ------------------------------------------------ legend and notes


def _below(view: View, scene: Scene, wide: float, told: Sequence[str]) -> Below:
    room = (wide - 2 * SIDE) / FONT
    kinds, rows = _kinds(view, wide)
    said = (*through(scene, view.language), *told)
    texts = [*in_rows(patterns(view), room, " ; "), *(row for note in said for row in wrapped(note, room, 4))]
    return Below(kinds, texts, rows * LEGEND_ROW + 18 + NOTE * len(texts))


def _kinds(view: View, wide: float) -> tuple[list[Element], int]:
    """The legend's entries in rows, and how many rows there are."""
    drawn: list[Element] = []
    x, row = SIDE, 0
    for kind in legend(view):
        text = f"{kind.name} {kind.count}"
        needed = 26 + FONT * width(text) + 14
        if x > SIDE and x + needed > wide - SIDE:
            x, row = SIDE, row + 1
        drawn.append(_kind(kind.label, text, (x, 16 + LEGEND_ROW * row)))
        x += needed
    return drawn, row + 1 if drawn else 0


def _kind(label: str, text: str, at: Point) -> Element:
    group, seen = Element("g"), look(label)
    centre = (at[0] + 9, at[1])
    _in(group, "circle", {"cx": centre[0], "cy": centre[1], "r": 9, "fill": seen.colour, "stroke": seen.edge})
    _icon(group, seen.icon, centre, seen.ink, 11)
    _text(group, text, at[0] + 23, at[1] + 4, {"fill": INK})
    return group


# ------------------------------------------------ elements


def _in(parent: Element, tag: str, attributes: Attributes) -> Element:
    made = SubElement(parent, tag)
    _set(made, attributes)
    return made


def _set(element: Element, attributes: Attributes) -> None:
    for key, value in attributes.items():
        element.set(key, value if isinstance(value, str) else f"{value:g}" if abs(value) < 1e5 else f"{value:.0f}")


def _text(parent: Element, text: str, x: float, y: float, attributes: Attributes) -> None:
    _in(parent, "text", {"x": round(x, 1), "y": round(y, 1), **attributes}).text = text


def _haloed(parent: Element, text: str, at: Point, attributes: Attributes) -> None:
    """Text that stays readable over lines."""
    halo: Attributes = {"paint-order": "stroke", "stroke": PAPER, "stroke-width": 3, "stroke-linejoin": "round"}
    _text(parent, text, *at, {**halo, **attributes})


def record_of(text: str) -> Iterator[str]:
    """The texts of the elements that may hold a view. Raises ParseError for what is no XML."""
    root = ElementTree.fromstring(text)
    return (element.text or "" for element in root.iter() if element.get("id") == RECORD)
