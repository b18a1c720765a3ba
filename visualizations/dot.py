"""A view in the DOT language, for Graphviz and LaTeX."""

from __future__ import annotations

from collections.abc import Mapping

from ontology.records import Node
from visualizations.caption import notes, through, title
from visualizations.laying import laid_out
from visualizations.lines import from_left
from visualizations.record import packed
from visualizations.scene import Line, Scene, name
from visualizations.text import plain, wrapped
from visualizations.theme import fonts, look, type_name
from visualizations.views import VERSION, View

MARK = f"// {VERSION} "
ROOM = 14


def dot(view: View) -> str:
    """A directed graph with caption; the view itself stands in its first comment."""
    ids = {node.id: f"n{index}" for index, node in enumerate(view.part.nodes)}
    scene = laid_out(view)
    caption = "\\n".join(map(_text, (title(view), *through(scene, view.language), *notes(view))))
    lines = [
        f"{MARK}{packed(view)}",
        "digraph xunji {",
        f'  graph [charset="UTF-8", rankdir=LR, label="{caption}", fontname="{fonts()[0]}", bgcolor="white"];',
        f'  node [shape=box, style="filled,rounded", fontname="{fonts()[0]}", fontsize=11];',
        f'  edge [color="#767676", fontname="{fonts()[0]}", fontsize=9];',
        *(f"  {ids[node.id]} [{_node(node)}];" for node in view.part.nodes),
        *(_line(line, scene, ids, view) for line in scene.lines),
        "}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _line(line: Line, scene: Scene, ids: Mapping[str, str], view: View) -> str:
    """Graphviz makes layers of what leads where: in columns a line that leads left is told from its end."""
    left, right = from_left(scene, line)
    turned = ", dir=back" if left != line.start else ""
    dashed = ", style=dashed" if line.unsure else ""
    return f'  {ids[left]} -> {ids[right]} [label="{_text(type_name(line.type, view.language))}"{turned}{dashed}];'


def _node(node: Node) -> str:
    seen = look(node.label)
    text = "\\n".join(_text(line) for line in wrapped(name(node), ROOM, 4))
    return f'label="{text}", fillcolor="{seen.colour}", color="{seen.edge}", fontcolor="{seen.ink}"'


def _text(text: str) -> str:
    r"""Text within quotation marks: Graphviz reads \N and &lt; there."""
    return plain(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
