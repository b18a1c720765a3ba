"""`xunji explain`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from graph_builder.cli.options import DEFAULT_STORE, StoreAddress
from graph_builder.cli.output import Format, write_rows
from graph_builder.cli.sentence import Sentences
from graph_builder.stores.interface import Page, View
from graph_builder.stores.opening import open_store
from ontology.errors import XunjiError
from ontology.records import Evidence, Relationship

COLUMNS = ("fact", "rule", "confidence", "sentence", "where")

Fact = tuple[str, Evidence]


class UnknownFact(XunjiError):
    """Nothing in the graph has this id, or nothing links the two."""


def explain(
    id: Annotated[str, typer.Argument(help="A node's id, as show, query and extract print it.")],
    other: Annotated[
        str | None, typer.Argument(metavar="[ID2]", help="A second id: explains the links between the two.")
    ] = None,
    store: StoreAddress = DEFAULT_STORE,
    limit: Annotated[int, typer.Option(min=1, help="Sentences to show.")] = 20,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.table,
) -> None:
    """Say which rule read a fact, from which sentence.

    One id explains a node; two ids explain the links between them. What was read stands in 【】 within its sentence.

    \b
    Examples:
      xunji explain agency-3f2a9c1b7d4e5f60
      xunji explain measure-0a1b2c3d4e5f6071 problem-8192a3b4c5d6e7f8
    """
    with open_store(store) as opened:
        view = opened.view()
        _require(view, [id] if other is None else [id, other])
        facts = _node(view, id, limit) if other is None else _links(view, [id, other], limit)
        sentences = Sentences(view)
        rows = [(what, e.rule, e.confidence, sentences.of(e), sentences.place(e)) for what, e in facts]
    write_rows(COLUMNS, rows, format)


def _require(view: View, ids: Sequence[str]) -> None:
    known = {node.id for node in view.known(ids)}
    for id in ids:
        if id not in known:
            raise UnknownFact(f"{id!r}: no node has this id; find it with `xunji show NAME`")


def _node(view: View, id: str, limit: int) -> Iterable[Fact]:
    node = view.known([id])[0]
    return ((f"{node.label} {node.properties['name']}", read) for read in view.evidence(id, Page(0, limit)))


def _links(view: View, ids: Sequence[str], limit: int) -> Iterable[Fact]:
    names = {node.id: str(node.properties["name"]) for node in view.known(ids)}
    links = [link for link in view.among(ids, limit) if {link.start, link.end} == set(ids)]
    if not links:
        raise UnknownFact(f"{ids[0]!r} and {ids[1]!r}: nothing links them; see their links with `xunji show ID`")
    return ((_arrow(link, names), link.evidence) for link in links)


def _arrow(link: Relationship, names: dict[str, str]) -> str:
    return f"{names[link.start]} –{link.type}→ {names[link.end]}"
