"""A view as one HTML file: pyvis's network on a page of ours, which asks no host for anything."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import pyvis  # type: ignore[import-untyped]
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from pyvis.network import Network  # type: ignore[import-untyped]

from visualizations.caption import WORDS, Kind, legend, notes, patterns, through, title
from visualizations.laying import laid_out
from visualizations.lines import head, path
from visualizations.record import as_json, escaped
from visualizations.scene import BAR, Line, Scene, Spot, heading_lines
from visualizations.text import plain
from visualizations.theme import LINE, Look, look, property_names, type_name, value_names
from visualizations.views import View, ViewError

OURS = Path(__file__).with_name("standalone")
OPTIONS = {
    "physics": False,
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "tooltipDelay": 150,
    },
}
"""Where things stand was computed: vis-network neither moves nor links anything."""

LIBRARIES = Path(pyvis.__file__).parent / "templates" / "lib"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the legend with its look."""

    name: str
    count: int
    look: Look


def page(view: View) -> str:
    """The page: drawing, legend, caption, what is chosen with its sentences, and the view itself."""
    scene = laid_out(view)
    scripts = {"library": _library(), "script": _ours("page.js")}
    style = _ours("page.css")
    return _template().render(
        {name: Markup(text) for name, text in scripts.items()},
        style=Markup(style),
        policy=_policy(list(scripts.values()), style),
        lang="zh-CN" if view.language == "zh" else "en",
        version=plain(view.origin.version),
        title=plain(title(view)),
        words=WORDS[view.language],
        kinds=[_entry(kind) for kind in legend(view)],
        patterns=patterns(view),
        notes=[*through(scene, view.language), *notes(view)],
        record=Markup(as_json(view)),
        drawing=Markup(escaped(json.dumps(_drawing(view, scene), ensure_ascii=False, separators=(",", ":")))),
    )


@cache
def _template() -> Template:
    return Environment(loader=FileSystemLoader(OURS), autoescape=True, undefined=StrictUndefined).get_template(
        "page.html"
    )


def _ours(name: str) -> str:
    return (OURS / name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """vis-network as the installed pyvis carries it. Raises ViewError."""
    found = sorted(LIBRARIES.glob("vis-*/vis-network.min.js"))
    if not found:
        raise ViewError(f"pyvis has no vis-network under {LIBRARIES}; install pyvis 0.3.2 or newer again")
    text = found[-1].read_text(encoding="utf-8").replace("\r\n", "\n")
    # The map of the source is not here, and nothing that closes the script may stand in it.
    return text.replace("//# sourceMappingURL=", "// ").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _policy(scripts: list[str], style: str) -> str:
    """No host, no form, no frame; only the scripts and the style of this very page."""
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def _entry(kind: Kind) -> Entry:
    return Entry(kind.name, kind.count, look(kind.label))


# ------------------------------------------------ what the script draws


def _drawing(view: View, scene: Scene) -> dict[str, object]:
    """Places, lines, looks and words; facts and sentences are in the view itself."""
    drawn = _network(view, scene)
    nodes, edges, *_ = drawn.get_network_data()
    types = {link.type for link in view.part.relationships}
    return {
        "nodes": [{key: value for key, value in node.items() if key not in ("label", "shape")} for node in nodes],
        "edges": [_edge(edge, line, scene) for edge, line in zip(edges, scene.lines, strict=True)],
        "headings": [{"x": heading.x, "lines": heading_lines(heading, view.language)} for heading in scene.headings],
        "options": OPTIONS,
        "line": LINE,
        "width": scene.width,
        "height": scene.height,
        "bar": BAR,
        "words": WORDS[view.language],
        "kinds": [kind.label for kind in legend(view)],
        "looks": {kind.label: _look(kind) for kind in legend(view)},
        "types": {type: plain(type_name(type, view.language)) for type in sorted(types)},
        "properties": property_names(view.language),
        "values": value_names(view.language),
    }


def _network(view: View, scene: Scene) -> Network:
    drawn = Network(directed=True)
    for spot in scene.spots.values():
        drawn.add_node(spot.node.id, label=spot.node.label, **_spot(spot))
    indices = {id(link): index for index, link in enumerate(view.part.relationships)}
    for number, line in enumerate(scene.lines):
        drawn.add_edge(line.start, line.end, id=number, **_line(line, indices))
    return drawn


def _edge(edge: Mapping[str, object], line: Line, scene: Scene) -> dict[str, object]:
    """The line with its way: the page draws the very lines of the SVG."""
    kept = {key: value for key, value in edge.items() if key != "arrows"}
    return {**kept, "path": path(scene, line), "head": head(scene, line)}


def _spot(spot: Spot) -> dict[str, object]:
    x, y = spot.centre
    size = {"width": spot.width, "height": spot.height, "radius": spot.radius}
    return {"x": round(x, 1), "y": round(y, 1), "group": spot.node.label, "lines": spot.lines, **size}


def _line(line: Line, indices: Mapping[int, int]) -> dict[str, object]:
    links = [indices[id(link)] for link in line.relationships]
    return {"type": line.type, "links": links, "width": line.thickness, "dashes": line.unsure}


def _look(kind: Kind) -> dict[str, str]:
    seen = look(kind.label)
    return {"name": kind.name, "colour": seen.colour, "edge": seen.edge, "ink": seen.ink, "icon": seen.icon}
