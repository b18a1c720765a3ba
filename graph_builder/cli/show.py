"""`xunji show`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph_builder.cli.lines import hint, one_line
from graph_builder.cli.options import TwoFormats
from graph_builder.cli.output import print_table, write_json
from graph_builder.cli.sentence import Sentences
from graph_builder.stores.facts import stored
from graph_builder.stores.interface import Direction, Page, View
from graph_builder.stores.opening import open_store
from ontology.errors import XunjiError
from ontology.loading import load
from ontology.records import Node, Relationship

MATCHES = 20
"""Nodes listed when a name fits several."""

ARROWS: dict[Direction, str] = {"out": "→", "in": "←"}


class UnknownName(XunjiError):
    """Nothing in the graph has this name or id."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship as seen from one of its ends."""

    direction: Direction
    relationship: Relationship
    other: Node
    sentence: str


def run(name: str, store: str, label: str | None, limit: int, format: TwoFormats) -> None:
    if not name.strip():
        raise UnknownName("NAME is empty; give a name, a part of one, or an id")
    with open_store(store) as opened:
        view = opened.view()
        found = matches(view, name, label)
        if len(found) > 1:
            _list(found, name)
            return
        links, more = _links(view, found[0], limit)
    if format is TwoFormats.json:
        write_json({**_node(found[0]), "links": [_link(link) for link in links]})
    else:
        _print(found[0], links)
    if more:
        hint(f"there are more links of type {', '.join(more)}; show more with --limit")


def matches(view: View, name: str, label: str | None) -> tuple[Node, ...]:
    """The node of this id, the one of exactly this name, or all whose name or alias holds it.

    Raises UnknownName when there is none.
    """
    by_id = view.known([name])
    found = by_id or view.find(name, label=label, limit=MATCHES + 1)
    if not found:
        where = f" of label {label}" if label else ""
        raise UnknownName(f"{name!r}: nothing{where} has this name or id; try a part of it, or `xunji stats`")
    exact = tuple(node for node in found if node.properties["name"] == name)
    return exact if len(exact) == 1 else found


def _list(found: Sequence[Node], name: str) -> None:
    rows = [(node.label, node.properties["name"], node.id) for node in found[:MATCHES]]
    print_table("", ("label", "name", "id"), rows)
    count = f"more than {MATCHES}" if len(found) > MATCHES else str(len(found))
    hint(f"{name!r} fits {count} nodes; choose one by its id: xunji show {found[0].id}")


def _links(view: View, node: Node, limit: int) -> tuple[list[Link], list[str]]:
    """The first links of each type and direction, and the types of which there are more."""
    kept: list[tuple[Direction, Relationship]] = []
    more: dict[str, None] = {}
    for type in load().relationships:
        for direction in ARROWS:
            some = view.relationships(node.id, type, direction, Page(0, limit + 1))
            kept += ((direction, link) for link in some[:limit])
            if len(some) > limit:
                more[type] = None
    return list(_seen_from(view, kept)), list(more)


def _seen_from(view: View, kept: Sequence[tuple[Direction, Relationship]]) -> Iterator[Link]:
    others = [link.end if direction == "out" else link.start for direction, link in kept]
    nodes = {node.id: node for node in view.known(others)}
    sentences = Sentences(view)
    for (direction, link), other in zip(kept, others, strict=True):
        yield Link(direction, link, nodes[other], sentences.of(link.evidence))


def _print(node: Node, links: Sequence[Link]) -> None:
    rows = [("id", node.id), ("label", node.label), *sorted(node.properties.items())]
    print_table(one_line(node.properties["name"]), ("property", "value"), [row for row in rows if row[1] != []])
    print_table("Links", ("link", "to", "name", "sentence", "id"), map(_row, links))


def _row(link: Link) -> tuple[str, ...]:
    arrow = ARROWS[link.direction]
    return (f"{arrow} {link.relationship.type}", link.other.label, str(link.other.properties["name"]),
            link.sentence, link.other.id)  # fmt: skip


def _node(node: Node) -> dict[str, Any]:
    return {"id": node.id, "labels": [node.label], "properties": dict(node.properties)}


def _link(link: Link) -> dict[str, Any]:
    read = link.relationship
    ends = {"type": read.type, "start": read.start, "end": read.end, "properties": stored(read)}
    return {**ends, "other": _node(link.other), "sentence": link.sentence}
