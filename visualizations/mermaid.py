"""A view as Mermaid text, for Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ontology.records import Node
from visualizations.caption import legend, notes, through, title
from visualizations.laying import laid_out
from visualizations.lines import from_left
from visualizations.record import packed
from visualizations.scene import Line, Scene, name
from visualizations.text import plain, wrapped
from visualizations.theme import look, type_name
from visualizations.views import VERSION, View

MOST = 50_000
"""Mermaid's own limit on the text of a diagram (`maxTextSize`), in characters."""

MARK = f"%% {VERSION} "

# Everything but letters, digits, Chinese and the punctuation that means nothing to Mermaid.
SPECIAL = re.compile(r"[^\w \-.,:、。,:;()《》〈〉“”【】…]")
ROOM = 12


def mermaid(view: View) -> str:
    """A flow chart. The view itself stands in its last comment where the text keeps within Mermaid's limit."""
    ids = {node.id: f"n{index}" for index, node in enumerate(view.part.nodes)}
    scene = laid_out(view)
    lines = [
        f"flowchart {'LR' if view.layout == 'columns' else 'TB'}",
        *(f"  %% {_comment(text)}" for text in (title(view), *through(scene, view.language), *notes(view))),
        *(f"  {ids[node.id]}{_shape(node)}:::{_style(node.label)}" for node in view.part.nodes),
        *(_line(line, scene, ids, view) for line in scene.lines),
        *_styles(view),
    ]  # fmt: skip
    text = "\n".join(lines) + "\n"
    record = f"{MARK}{packed(view)}\n"
    return text + record if len(text) + len(record) <= MOST else f"{text}%% {_comment(view.origin.command)}\n"


def _line(line: Line, scene: Scene, ids: Mapping[str, str], view: View) -> str:
    """Columns are read from left to right and have no arrows, as in the other formats."""
    left, right = from_left(scene, line)
    drawn = "---" if scene.layout == "columns" else "-->"
    return f'  {ids[left]} {drawn}|"{_text(type_name(line.type, view.language))}"| {ids[right]}'


def _comment(text: str) -> str:
    """Text within a comment; braces would make a directive of it."""
    return plain(text).replace("{", "(").replace("}", ")")


def _shape(node: Node) -> str:
    text = "<br/>".join(_text(line) for line in wrapped(name(node), ROOM, 4))
    return f'["{text}"]'


def _text(text: str) -> str:
    """Text within quotation marks; `<` is `#60;`, as Mermaid writes characters by their numbers."""
    return SPECIAL.sub(lambda found: f"#{ord(found.group())};", plain(text))


def _style(label: str) -> str:
    return "l" + "".join(character for character in label if character.isascii() and character.isalnum())


def _styles(view: View) -> Iterator[str]:
    for kind in legend(view):
        seen = look(kind.label)
        yield f"  classDef {_style(kind.label)} fill:{seen.colour},stroke:{seen.edge},color:{seen.ink}"
