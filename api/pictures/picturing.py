"""What a picture of the graph shows: nodes at their places, what hangs on each unseen, groups where too much is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from api.pictures.grouping import Group, grouped
from api.pictures.layout import Place, layout
from api.pictures.nearby import AMONG
from api.reader import Reader
from graph_builder.stores.facts import relationship_of
from ontology.records import Node, Relationship

MOST_NODES = 5_000
MOST_LINKS = 20_000

Direction = Literal["out", "in"]
Hanging = Mapping[str, Mapping[tuple[str, Direction], int]]

TOLD = (
    "UNWIND $ids AS id MATCH (n)-[:APPEARS_IN]->(d:Report {id: id})"
    " WITH DISTINCT n.id AS id, labels(n)[0] AS label RETURN id ORDER BY label, id LIMIT $limit"
)
OUT = (
    "UNWIND $ids AS id MATCH (n:Any {id: id})-[r]->(m) WHERE type(r) <> 'APPEARS_IN'"
    " RETURN id, type(r) AS type, count(*) AS count ORDER BY id, type"
)
IN = (
    "UNWIND $ids AS id MATCH (n:Any {id: id})<-[r]-(m) WHERE type(r) <> 'APPEARS_IN'"
    " RETURN id, type(r) AS type, count(*) AS count ORDER BY id, type"
)
THEMES = (
    "UNWIND $ids AS id MATCH (p:Problem {id: id})-[:HAS_THEME]->(t:Theme)"
    " RETURN id, t.id AS theme, t.name AS name ORDER BY id, theme"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The nodes of a picture, step by step as they came into it; whole notices come before the steps."""

    steps: tuple[tuple[str, ...], ...]
    reports: tuple[str, ...]
    cap: int


@dataclass(frozen=True, slots=True)
class Picture:
    nodes: tuple[Node, ...]
    groups: tuple[Group, ...]
    links: tuple[Relationship, ...]
    at: Mapping[str, Place]
    hidden: Hanging
    themes: Mapping[str, tuple[tuple[str, str], ...]]
    truncated: bool


def picture(graph: Reader, wanted: Wanted) -> Picture:
    """The picture of `wanted`; unknown ids are passed over."""
    steps, cut = _steps(graph, wanted)
    held = graph.nodes(id for step in steps for id in step)
    links, more = _among(graph, list(held))
    chosen = {id for step in wanted.steps for id in step}
    groups = grouped(tuple(held.values()), links, wanted.cap, chosen)
    drawn_as = {id: group.key for group in groups for id in group.ids}
    at = layout(
        [[drawn_as.get(id, id) for id in step if id in held] for step in steps],
        [(drawn_as.get(link.start, link.start), drawn_as.get(link.end, link.end)) for link in links],
    )
    nodes = tuple(node for node in held.values() if node.id not in drawn_as)
    ids = [node.id for node in nodes]
    return Picture(nodes, groups, links, at, _hidden(graph, ids, links), _themes(graph, ids), cut or more)


def _steps(graph: Reader, wanted: Wanted) -> tuple[list[list[str]], bool]:
    rows = graph.ask(TOLD, ids=list(wanted.reports), limit=MOST_NODES) if wanted.reports else []
    told = [*wanted.reports, *(row["id"] for row in rows)]
    steps = [told, *map(list, wanted.steps)] if told else [list(step) for step in wanted.steps]
    return [step for step in steps if step], len(rows) == MOST_NODES


def _among(graph: Reader, ids: Sequence[str]) -> tuple[tuple[Relationship, ...], bool]:
    rows = graph.ask(AMONG, ids=list(ids), limit=MOST_LINKS + 1)
    links = tuple(relationship_of(row["type"], row["a"], row["b"], row["kept"]) for row in rows[:MOST_LINKS])
    return links, len(rows) > MOST_LINKS


def _hidden(graph: Reader, ids: Sequence[str], links: Sequence[Relationship]) -> Hanging:
    """How many links of each node are not in the picture."""
    shown: Counter[tuple[str, str, Direction]] = Counter()
    for link in links:
        shown[link.start, link.type, "out"] += 1
        shown[link.end, link.type, "in"] += 1
    hanging: defaultdict[str, dict[tuple[str, Direction], int]] = defaultdict(dict)
    ways: tuple[tuple[Direction, str], ...] = (("out", OUT), ("in", IN))
    for direction, query in ways:
        for row in graph.ask(query, ids=list(ids)):
            left = row["count"] - shown[row["id"], row["type"], direction]
            if left > 0:
                hanging[row["id"]][row["type"], direction] = left
    return hanging


def _themes(graph: Reader, ids: Sequence[str]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    if not {"HAS_THEME"} <= graph.counts.types.keys():
        return {}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in graph.ask(THEMES, ids=list(ids)):
        found[row["id"]].append((row["theme"], row["name"]))
    return {id: tuple(themes) for id, themes in found.items()}
