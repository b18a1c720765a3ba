"""A view as Mermaid text, for Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.records import Node
from visualizations.caption import legend, notes, title
from visualizations.record import packed
from visualizations.scene import lines_of, name
from visualizations.text import plain, wrapped
from visualizations.theme import look, type_name
from visualizations.views import VERSION, View

MOST = 50_000
"""Mermaid's own limit on the text of a diagram (`maxTextSize`), in characters."""

MARK = f"%% {VERSION} "

# Everything but letters, digits, Chinese and the punctuation that means nothing to Mermaid.
SPECIAL = re.compile(r"[^\w \-.,:、。,:;()《》〈〉“”【】…]")
ROOM = 14


def mermaid(view: View) -> str:
    """A flow chart. The view itself stands in its last comment where the text keeps within Mermaid's limit."""
    ids = {node.id: f"n{index}" for index, node in enumerate(view.part.nodes)}
    lines = [
        f"flowchart {'LR' if view.layout == 'columns' else 'TB'}",
        *(f"  %% {_comment(text)}" for text in (title(view), *notes(view))),
        *(f"  {ids[node.id]}{_shape(node)}:::{_style(node.label)}" for node in view.part.nodes),
        *(f'  {ids[line.start]} -->|"{_text(type_name(line.type, view.language))}"| {ids[line.end]}'
          for line in lines_of(view.part.relationships)),
        *_styles(view),
    ]  # fmt: skip
    text = "\n".join(lines) + "\n"
    record = f"{MARK}{packed(view)}\n"
    return text + record if len(text) + len(record) <= MOST else f"{text}%% {_comment(view.origin.command)}\n"


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
