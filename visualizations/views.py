"""What is drawn: a part of the graph with all that its picture has to say about itself."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from msgspec import structs

from ontology.errors import XunjiError
from ontology.records import Node, Relationship, Subgraph

Language = Literal["zh", "en"]
Layout = Literal["network", "columns"]
VERSION: Literal["xunji-view/1"] = "xunji-view/1"

# The folders of a path: /home/me/notices/ or C:\notices\
FOLDERS = re.compile(r"^.*[/\\]", re.DOTALL)
ADDRESS = re.compile(r"https?://")


class ViewError(XunjiError):
    """A view cannot be drawn, written or read back."""


class Format(StrEnum):
    html = "html"
    svg = "svg"
    png = "png"
    pdf = "pdf"
    mermaid = "mermaid"
    dot = "dot"
    docx = "docx"


@dataclass(frozen=True, slots=True)
class Origin:
    """How a view came to be: the command that asked for it, the version that drew it, the day (ISO)."""

    command: str
    version: str
    made: str


@dataclass(frozen=True, slots=True)
class View:
    """A part of the graph to draw.

    `focus` are the ids that were asked for and are drawn larger; `reports` are the Report nodes that the evidence
    speaks of, also where `part` does not hold them.
    """

    part: Subgraph
    title: str
    origin: Origin
    layout: Layout = "network"
    language: Language = "zh"
    focus: tuple[str, ...] = ()
    reports: tuple[Node, ...] = ()
    format: Literal["xunji-view/1"] = VERSION


def view_of(view: View) -> View:
    """The view as it may leave this machine: relationships whose ends are missing and the folders of sources
    are left out, and every node stands once."""
    nodes = {node.id: _shareable(node) for node in view.part.nodes}
    part = Subgraph(tuple(nodes.values()), _held(view.part.relationships, nodes), view.part.truncated)
    return replace(view, part=part, reports=tuple(map(_shareable, view.reports)))


def _held(links: Sequence[Relationship], ids: Container[str]) -> tuple[Relationship, ...]:
    return tuple(link for link in links if link.start in ids and link.end in ids)


def _shareable(node: Node) -> Node:
    source = node.properties.get("source")
    if not isinstance(source, str) or ADDRESS.match(source):
        return node
    return structs.replace(node, properties={**node.properties, "source": FOLDERS.sub("", source)})
