"""What lies around nodes: at most so many nodes; what is too much to draw is told as groups, not as a hairball.

A step is taken bundle by bundle (from one node, along one type and direction, to one label), the smallest first; a
bundle for which there is no room any more becomes a group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from api.answers.stepping import Direction
from api.pictures.bundles import ARROWS, LEADS, Bundle, beyond
from api.pictures.sieve import Sieve
from api.reader import Reader
from graph_builder.stores.facts import relationship_of
from ontology.records import Node, Relationship

PASSED_BY = ("Place", "Theme", "Report")
"""Labels that are near everything: steps end there, unless they were asked for."""

MOST_GROUPS = 60
MOST_SEEDS = 5_000
"""The most nodes that an answer or a report may hold to be drawn, as groups where need be."""

REACHED = (
    LEADS + "AND NOT m.id IN $kept AND n.id + ' ' + type(r) + ' ' + labels(m)[0] IN $wanted"
    " RETURN DISTINCT n.id AS here, type(r) AS type, labels(m)[0] AS label, m.id AS far ORDER BY far"
)
AMONG = (
    "UNWIND $ids AS id MATCH (n:Any {{id: id}})-[r]->(m) WHERE {} AND m.id IN $ids"
    " RETURN type(r) AS type, n.id AS a, m.id AS b, properties(r) AS kept ORDER BY type, a, b LIMIT $limit"
)


@dataclass(frozen=True, slots=True)
class Line:
    """How many relationships of a type lead from one node or group to another, one of them a group."""

    start: str
    end: str
    type: str
    count: int


@dataclass
class Around:
    """`groups` says how many nodes each stands for, `hidden` how many more a node leads to, by type and direction."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: tuple[Relationship, ...] = ()
    groups: dict[Bundle, int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    hidden: dict[str, list[tuple[str, Direction, int]]] = field(default_factory=dict)
    truncated: bool = False


def around(graph: Reader, ids: Sequence[str], sieve: Sieve, hops: int, cap: int) -> Around:
    """Go `hops` steps from `ids` through the sieve, to at most `cap` nodes."""
    found = _begun(graph, ids, sieve, cap)
    frontier = list(found.nodes)
    for _ in range(hops):
        if found.truncated or not frontier:
            break
        new = _step(graph, found, frontier, sieve, cap - len(found.nodes))
        frontier = [id for id, node in new.items() if node.label not in PASSED_BY]
    among, cut = links_among(graph, list(found.nodes), sieve, 10 * cap)
    found.links, found.truncated = among, found.truncated or cut
    found.hidden = _hidden(graph, found, sieve)
    return found


def links_among(graph: Reader, ids: Sequence[str], sieve: Sieve, limit: int) -> tuple[tuple[Relationship, ...], bool]:
    """The relationships between nodes, and whether there are more than `limit`."""
    rows = graph.ask(AMONG.format(sieve.where), ids=list(ids), limit=limit + 1, **sieve.parameters)
    links = tuple(relationship_of(row["type"], row["a"], row["b"], row["kept"]) for row in rows[:limit])
    return links, len(rows) > limit


# ------------------------------------------------ what was asked for


def _begun(graph: Reader, ids: Sequence[str], sieve: Sieve, cap: int) -> Around:
    """The nodes asked for; where they are more than `cap`, the labels of which there are most as groups."""
    seeds = graph.nodes(ids[: MOST_SEEDS + 1])
    if len(seeds) <= cap:
        return Around(seeds)
    seeds = dict(list(seeds.items())[:MOST_SEEDS])
    found = Around(truncated=True)
    group_of: dict[str, str] = {}
    for label, count in sorted(Counter(node.label for node in seeds.values()).items(), key=lambda one: one[::-1]):
        some = {id: node for id, node in seeds.items() if node.label == label}
        if len(found.nodes) + count <= cap:
            found.nodes |= some
        else:
            bundle = Bundle("", "", "out", label)
            found.groups[bundle] = count
            group_of |= dict.fromkeys(some, bundle.id)
    links, _ = links_among(graph, list(seeds), sieve, 20 * MOST_SEEDS)
    found.lines = _lines(links, group_of)
    return found


def _lines(links: Iterable[Relationship], group_of: Mapping[str, str]) -> list[Line]:
    """The relationships of which an end is in a group, counted by type and ends."""
    ends = [(group_of.get(link.start, link.start), group_of.get(link.end, link.end), link.type) for link in links
            if link.start in group_of or link.end in group_of]  # fmt: skip
    return [Line(*key, count) for key, count in sorted(Counter(ends).items())]


# ------------------------------------------------ steps


def _step(graph: Reader, found: Around, frontier: Sequence[str], sieve: Sieve, room: int) -> dict[str, Node]:
    """Take one step; the nodes that are new. What there is no room for becomes groups."""
    counts = beyond(graph, frontier, list(found.nodes), sieve)
    fitting, rest = _fitting(counts, 2 * room)
    members = _members(graph, fitting, list(found.nodes), sieve)
    new: dict[str, None] = {}
    for bundle in fitting:
        more = dict.fromkeys(id for id in members.get(bundle, ()) if id not in new)
        if len(new) + len(more) <= room:
            new |= more
        else:
            rest.append(bundle)
    nodes = graph.nodes(new)
    found.nodes |= nodes
    _group(found, {bundle: counts[bundle] for bundle in rest})
    return nodes


def _fitting(counts: Mapping[Bundle, int], most: int) -> tuple[list[Bundle], list[Bundle]]:
    """The smallest bundles that together hold at most `most` nodes, and the rest. They share nodes: more may fit
    than their numbers say, so more are looked into than there is room for."""
    fitting: list[Bundle] = []
    rest: list[Bundle] = []
    for bundle in sorted(counts, key=lambda one: (counts[one], one)):
        most -= counts[bundle]
        (fitting if most >= 0 else rest).append(bundle)
    return fitting, rest


def _members(graph: Reader, bundles: Sequence[Bundle], kept: list[str], sieve: Sieve) -> dict[Bundle, list[str]]:
    members: dict[Bundle, list[str]] = {}
    for direction, arrow in ARROWS.items():
        some = [bundle for bundle in bundles if bundle.direction == direction]
        wanted = [f"{bundle.here} {bundle.type} {bundle.label}" for bundle in some]
        ids = list(dict.fromkeys(bundle.here for bundle in some))
        query = REACHED.format(arrow, sieve.where)
        rows = graph.ask(query, ids=ids, kept=kept, wanted=wanted, **sieve.parameters) if ids else []
        for row in rows:
            members.setdefault(Bundle(row["here"], row["type"], direction, row["label"]), []).append(row["far"])
    return members


def _group(found: Around, left: Mapping[Bundle, int]) -> None:
    """The largest of what is left as groups, each tied to the node that leads there."""
    largest = sorted(left, key=lambda bundle: (-left[bundle], bundle))[:MOST_GROUPS]
    found.groups |= {bundle: left[bundle] for bundle in largest}
    found.lines += [_tie(bundle, left[bundle]) for bundle in largest]
    found.truncated |= bool(left)


def _tie(bundle: Bundle, count: int) -> Line:
    ends = (bundle.here, bundle.id) if bundle.direction == "out" else (bundle.id, bundle.here)
    return Line(*ends, bundle.type, count)


def _hidden(graph: Reader, found: Around, sieve: Sieve) -> dict[str, list[tuple[str, Direction, int]]]:
    sums: Counter[tuple[str, str, Direction]] = Counter()
    for bundle, count in beyond(graph, list(found.nodes), list(found.nodes), sieve).items():
        sums[bundle.here, bundle.type, bundle.direction] += count
    hidden: dict[str, list[tuple[str, Direction, int]]] = {}
    for (here, type, direction), count in sorted(sums.items()):
        hidden.setdefault(here, []).append((type, direction, count))
    return hidden
