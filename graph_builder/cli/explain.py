"""`xunji explain`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_builder.cli.options import Format
from graph_builder.cli.output import write_rows
from graph_builder.cli.sentence import Sentences
from graph_builder.stores.facts import APPEARS_IN
from graph_builder.stores.interface import Page, View
from graph_builder.stores.opening import open_store
from ontology.errors import XunjiError
from ontology.loading import load
from ontology.records import Evidence, Relationship

COLUMNS = ("fact", "rule", "confidence", "sentence", "why it is this one", "where")

REASONS = {
    choice.code: choice.en for choice in load().relationships[APPEARS_IN].properties["identity"].datatype.choices
}
"""Why a name was taken for the thing, in words."""

Fact = tuple[str, Evidence, str]


class UnknownFact(XunjiError):
    """Nothing in the graph has this id, or nothing links the two."""


def run(ids: Sequence[str], store: str, limit: int, format: Format) -> None:
    """Explain the node of the one id, or the links between the two."""
    with open_store(store) as opened:
        view = opened.view()
        _require(view, ids)
        facts = _node(view, ids[0], limit) if len(ids) == 1 else _links(view, ids, limit)
        sentences = Sentences(view)
        rows = [(what, e.rule, e.confidence, sentences.of(e), why, sentences.place(e)) for what, e, why in facts]
    write_rows(COLUMNS, rows, format)


def _require(view: View, ids: Sequence[str]) -> None:
    known = {node.id for node in view.known(ids)}
    for id in ids:
        if id not in known:
            raise UnknownFact(f"{id!r}: no node has this id; find it with `xunji show NAME`")


def _node(view: View, id: str, limit: int) -> Iterable[Fact]:
    node = view.known([id])[0]
    why = {
        link.evidence: REASONS.get(str(link.properties.get("identity", "")), "")
        for link in view.relationships(id, APPEARS_IN, "out", Page(0, limit))
    }
    what = f"{node.label} {node.properties['name']}"
    return ((what, read, why.get(read, "")) for read in view.evidence(id, Page(0, limit)))


def _links(view: View, ids: Sequence[str], limit: int) -> Iterable[Fact]:
    names = {node.id: str(node.properties["name"]) for node in view.known(ids)}
    links = [link for link in view.among(ids, limit) if {link.start, link.end} == set(ids)]
    if not links:
        raise UnknownFact(f"{ids[0]!r} and {ids[1]!r}: nothing links them; see their links with `xunji show ID`")
    return ((_arrow(link, names), link.evidence, "") for link in links)


def _arrow(link: Relationship, names: dict[str, str]) -> str:
    return f"{names[link.start]} –{link.type}→ {names[link.end]}"
