"""Ways between entities: what may be asked for, and how the ways are found in what a view shows around them.

Two fronts grow towards each other in turn, one step at a time. A front does not step
on from a node with more than HUB links: a city's party committee is met by both sides, or it stands at an end, but
nobody walks through all that it is linked to. So the work is bounded however large the graph is.

Of the ways through what was reached, those that cost least are given: a hop costs one, a node on the way the
logarithm of its links, so that three rare companies weigh less than one committee that everybody knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import combinations, islice, pairwise
from math import inf, log1p
from typing import Protocol

from graph_builder.stores.errors import QueryParameter
from graph_builder.stores.facts import APPEARS_IN
from ontology.loading import load
from ontology.records import Node, Relationship

HUB = 200
"""Links that a node on the way may have for a front to step on from it."""

MOST_STEPS = 5_000
"""How many steps one front looks at before it turns back, and how many are taken from an end that is a hub."""

MOST_ENDS = 5
MOST_PROOFS = 5
"""Relationships that are given for one hop."""

MOST_TRIED = 20_000
"""How many beginnings of ways are followed."""

SHORTCUTS = frozenset({APPEARS_IN, "PUBLISHED"})
"""Types that link all that one notice names; ways take them only when asked to."""

Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PathLimits:
    """At most `most` ways between any two ends, of at most `longest` hops, along relationships of `types`, either
    way; no types: all but SHORTCUTS."""

    most: int = 3
    longest: int = 4
    types: tuple[str, ...] = ()

    def along(self) -> tuple[str, ...]:
        known = load().relationships
        return tuple(sorted(set(self.types) & known.keys() if self.types else known.keys() - SHORTCUTS))


@dataclass(frozen=True, slots=True)
class Path:
    """`hops[i]` are the relationships between `nodes[i]` and `nodes[i + 1]`, the surest first, each with its
    evidence. `cost` is what the ways are ordered by."""

    nodes: tuple[Node, ...]
    hops: tuple[tuple[Relationship, ...], ...]
    cost: float


class Around(Protocol):
    """What a view tells of the surroundings of nodes."""

    def known(self, ids: Sequence[str]) -> tuple[Node, ...]: ...

    def degrees(self, ids: Sequence[str], types: Sequence[str]) -> Mapping[str, int]:
        """How many relationships of `types` each node has."""

    def steps(self, ids: Sequence[str], types: Sequence[str], limit: int) -> Sequence[Step]:
        """The first `limit` pairs of a node of `ids` and another to which a relationship of `types` leads, either
        way, in order."""

    def between(self, pairs: Sequence[Step], types: Sequence[str], limit: int) -> Sequence[Relationship]:
        """For each pair of nodes the `limit` surest relationships between them, either way, pair by pair."""


def paths(view: Around, ids: Sequence[str], limits: PathLimits) -> tuple[Path, ...]:
    """The cheapest ways between any two of `ids`; pairs in the order of `ids`. Raises QueryParameter."""
    ends = [node.id for node in view.known(ids)]
    if len(ends) > MOST_ENDS:
        raise QueryParameter(f"ways between {len(ends)} things are asked for; name at most {MOST_ENDS}")
    ways = [way for start, end in combinations(ends, 2) for way in _ways(view, start, end, limits)]
    return _told(view, ways, limits.along())


Way = tuple[tuple[str, ...], float]


@dataclass
class _Front:
    """What was reached from one end, the last of it, and how many hops that took."""

    reached: set[str]
    last: list[str]
    hops: int = 0
    tired: bool = False


@dataclass
class _Search:
    view: Around
    types: Sequence[str]
    degrees: dict[str, int] = field(default_factory=dict)
    steps: set[Step] = field(default_factory=set)

    def leading(self, front: _Front) -> list[str]:
        """From where the front may step on; hubs stay where they are, but for the end itself."""
        return [id for id in front.last if not front.hops or self.degrees[id] <= HUB] if not front.tired else []

    def ahead(self, front: _Front) -> tuple[bool, int, int]:
        """What is to be kept small: in turn, but a front that would look at too much waits for the other."""
        steps = sum(self.degrees[id] for id in self.leading(front))
        return steps > MOST_STEPS, front.hops, steps

    def grow(self, front: _Front, is_last: bool) -> None:
        """The last time, what no front has reached before leads nowhere and is left out."""
        found = self.view.steps(self.leading(front), self.types, MOST_STEPS + 1)
        front.tired = len(found) > MOST_STEPS
        steps = [step for step in found[:MOST_STEPS] if not is_last or step[1] in self.degrees]
        front.last = sorted({there for _, there in steps} - front.reached)
        front.reached |= {*front.last}
        front.hops += 1
        self.steps |= {(min(step), max(step)) for step in steps}
        self.look(front.last)

    def look(self, ids: Sequence[str]) -> None:
        self.degrees |= self.view.degrees([id for id in ids if id not in self.degrees], self.types)


def _ways(view: Around, start: str, end: str, limits: PathLimits) -> Iterator[Way]:
    types = limits.along()
    search = _Search(view, types)
    fronts = [_Front({id}, [id]) for id in (start, end)]
    search.look([start, end])
    for hop in range(1, limits.longest + 1 if types else 1):
        going = [front for front in fronts if search.leading(front)]
        if not going:
            break
        search.grow(min(going, key=search.ahead), is_last=hop == limits.longest)
    yield from islice(_cheapest(_costs(search), start, end, limits.longest), limits.most)


Costs = Mapping[str, Mapping[str, float]]
"""What the hop from one node to another costs."""


def _costs(search: _Search) -> Costs:
    costs: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other in sorted(search.steps):
        cost = 1 + (log1p(search.degrees[one]) + log1p(search.degrees[other])) / 2
        costs[one][other] = costs[other][one] = cost
    return costs


def _cheapest(costs: Costs, start: str, end: str, longest: int) -> Iterator[Way]:
    """Ways without a loop, the cheapest first: the one that may become the cheapest goes on first (A*). The libraries
    know the k shortest ways, but not those of at most so many hops."""
    left = _left(costs, end, longest)
    open_ways: list[tuple[float, float, tuple[str, ...]]] = []
    if start in left[longest]:
        open_ways.append((left[longest][start], 0.0, (start,)))
    for _ in range(MOST_TRIED):
        if not open_ways:
            return
        _, spent, way = heappop(open_ways)
        if way[-1] == end:
            yield way, spent
            continue
        to_go = left[longest - len(way)]
        for there, cost in costs[way[-1]].items():
            if there not in way and there in to_go:
                heappush(open_ways, (spent + cost + to_go[there], spent + cost, (*way, there)))


def _left(costs: Costs, end: str, longest: int) -> list[dict[str, float]]:
    """For each number of hops, what it costs at least to come to `end` with no more of them."""
    left = [{end: 0.0}]
    for _ in range(longest):
        further = dict(left[-1])
        for here, spent in left[-1].items():
            for there, cost in costs.get(here, {}).items():
                further[there] = min(further.get(there, inf), spent + cost)
        left.append(further)
    return left


def _told(view: Around, ways: Sequence[Way], types: Sequence[str]) -> tuple[Path, ...]:
    """The ways with their nodes, and what proves each hop."""
    nodes = {node.id: node for node in view.known(sorted({id for ids, _ in ways for id in ids}))}
    hops = sorted({(min(hop), max(hop)) for ids, _ in ways for hop in pairwise(ids)})
    proofs: dict[Step, list[Relationship]] = defaultdict(list)
    for link in view.between(hops, types, MOST_PROOFS):
        proofs[min(link.start, link.end), max(link.start, link.end)].append(link)
    return tuple(
        Path(tuple(nodes[id] for id in ids), tuple(tuple(proofs[min(hop), max(hop)]) for hop in pairwise(ids)), cost)
        for ids, cost in ways
    )
