"""What one notice gives a search index: names and texts, and what the filters ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph_builder.stores.facts import APPEARS_IN, called, named
from ontology.records import Graph, Node, Relationship

DAYS = ("publish_date", "start_date", "end_date", "feedback_date")
"""The days of a notice: the report's own, and those of its inspections."""

TELLING = ("MENTIONS", "CITES")
"""What a problem or measure speaks of shares its themes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A node as one notice speaks of it: `forms` are the names that it uses there, `appears` whether it has an
    APPEARS_IN there."""

    node: Node
    forms: frozenset[str]
    appears: bool
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Notice:
    """`year` is the year of publishing, or else of the last day that the notice tells."""

    report: str
    entries: tuple[Entry, ...]
    places: frozenset[str]
    days: frozenset[str]
    year: str


def notice_of(graph: Graph) -> Notice:
    links = _by_type(graph.relationships)
    said = _forms(graph)
    there = {link.start for link in links[APPEARS_IN]} | {graph.report}
    themes = _themes(graph, links)
    entries = tuple(
        Entry(node, frozenset(said.get(node.id, ())), node.id in there, frozenset(themes.get(node.id, ())))
        for node in graph.nodes
    )
    days = {name: sorted(_values(graph.nodes, name)) for name in DAYS}
    told = days["publish_date"] or sorted(day for found in days.values() for day in found)
    all_days = frozenset(day for found in days.values() for day in found)
    return Notice(graph.report, entries, _places(links), all_days, told[-1][:4] if told else "")


def _by_type(links: Iterable[Relationship]) -> Mapping[str, list[Relationship]]:
    groups: dict[str, list[Relationship]] = defaultdict(list)
    for link in links:
        groups[link.type].append(link)
    return groups


def _forms(graph: Graph) -> Mapping[str, set[str]]:
    things = {node.id for node in graph.nodes if named(node.label)}
    outgoing: dict[str, list[Relationship]] = defaultdict(list)
    for link in graph.relationships:
        if link.start in things:
            outgoing[link.start].append(link)
    return {id: {form for form in called(links) if "\x1f" not in form} for id, links in outgoing.items()}


def _themes(graph: Graph, links: Mapping[str, list[Relationship]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for link in links["HAS_THEME"]:
        found[link.start].add(link.end)
        found[link.end].add(link.end)
    for link in links["ADDRESSES"]:
        found[link.start] |= found[link.end]
    for type in TELLING:
        for link in links[type]:
            found[link.end] |= found[link.start]
    return found


def _places(links: Mapping[str, list[Relationship]]) -> frozenset[str]:
    """Where the agencies lie that the notice is about or from, and all that these places are part of."""
    agencies = {link.start for link in links["PUBLISHED"]} | {link.end for link in links["INSPECTED"]}
    found: set[str] = set()
    step = {link.end for link in links["LOCATED_IN"] if link.start in agencies}
    while step - found:
        found |= step
        step = {link.end for link in links["PART_OF"] if link.start in step}
    return frozenset(found)


def _values(nodes: Iterable[Node], name: str) -> Iterator[str]:
    return (str(node.properties[name]) for node in nodes if node.properties.get(name))
