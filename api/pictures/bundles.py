"""How many nodes lie behind a node, bundle by bundle, beyond those that are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from cachetools import LRUCache

from api.answers.stepping import Direction
from api.pictures.sieve import Sieve
from api.reader import Reader

MANY = 1_000
"""Behind so many nodes or more, the count is kept: it takes milliseconds, and pictures show the same hubs."""

MOST_KEPT = 2_000
"""The most hubs whose counts are kept, each for one sieve."""

ARROWS: Mapping[Direction, str] = {"out": "-[r]->", "in": "<-[r]-"}
LEADS = "UNWIND $ids AS id MATCH (n:Any {{id: id}}){}(m) WHERE {} "
COUNTS = " RETURN n.id AS here, type(r) AS type, labels(m)[0] AS label, count(DISTINCT m.id) AS count"
ALL: Mapping[Direction, str] = {way: LEADS.replace("{}", arrow, 1) + COUNTS for way, arrow in ARROWS.items()}
# Both along the arrows: many lead to a hub, few away from it.
AMONG: Mapping[Direction, str] = {
    "out": "UNWIND $ids AS id MATCH (n:Any {{id: id}})-[r]->(m) WHERE {} AND m.id IN $kept" + COUNTS,
    "in": "UNWIND $kept AS id MATCH (m:Any {{id: id}})-[r]->(n) WHERE {} AND n.id IN $ids" + COUNTS,
}


@dataclass(frozen=True, slots=True, order=True)
class Bundle:
    """All that one type of relationship leads to, from one node, in one direction, of one label. A group of nodes
    that were asked for themselves hangs on none: `here` and `type` are empty."""

    here: str
    type: str
    direction: Direction
    label: str

    @property
    def id(self) -> str:
        return " ".join(part for part in ("group", self.here, self.type, self.direction, self.label) if part)


def beyond(graph: Reader, ids: Sequence[str], kept: Sequence[str], sieve: Sieve) -> dict[Bundle, int]:
    """How many nodes each bundle of `ids` leads to, those in `kept` left out; none that leads to no others."""
    found = graph.once("bundles", _Totals).of(graph, ids, sieve)
    found.subtract(_counted(graph, AMONG, sieve, ids=list(ids), kept=list(kept)))
    return {bundle: count for bundle, count in found.items() if count > 0}


@dataclass
class _Totals:
    """What all bundles of a node lead to; safe to share between threads."""

    _hubs: LRUCache[tuple[str, Sieve], Counter[Bundle]] = field(default_factory=lambda: LRUCache(MOST_KEPT))
    _turn: Lock = field(default_factory=Lock)

    def of(self, graph: Reader, ids: Sequence[str], sieve: Sieve) -> Counter[Bundle]:
        with self._turn:
            known = {id: hub for id in ids if (hub := self._hubs.get((id, sieve)))}
        found = _counted(graph, ALL, sieve, ids=[id for id in ids if id not in known])
        with self._turn:
            self._hubs.update({(id, sieve): hub for id, hub in _by_node(found).items() if hub.total() >= MANY})
        for hub in known.values():
            found.update(hub)
        return found


def _counted(graph: Reader, queries: Mapping[Direction, str], sieve: Sieve, **given: object) -> Counter[Bundle]:
    return Counter(
        {
            Bundle(row["here"], row["type"], direction, row["label"]): row["count"]
            for direction, query in queries.items()
            for row in graph.ask(query.format(sieve.where), **given, **sieve.parameters)
        }
    )


def _by_node(counts: Mapping[Bundle, int]) -> dict[str, Counter[Bundle]]:
    nodes: dict[str, Counter[Bundle]] = {}
    for bundle, count in counts.items():
        nodes.setdefault(bundle.here, Counter())[bundle] = count
    return nodes
