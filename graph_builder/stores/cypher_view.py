"""What the views of all stores that speak Cypher have in common: one set of questions, whichever engine answers."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from graph_builder.cypher.guard import Prepared
from graph_builder.stores.errors import QueryParameter
from graph_builder.stores.facts import REPORT, order, relationship_of
from graph_builder.stores.interface import Direction, Page, View
from graph_builder.stores.paths import Step
from ontology.records import Node, Relationship

# What makes a Relationship record of the matched `r`, and the order of `facts.order`.
RECORD = "type(r) AS type, startNode(r).id AS a, endNode(r).id AS b, properties(r) AS kept"
IN_ORDER = "ORDER BY type(r), startNode(r).id, endNode(r).id, r.report, r.start, r.`end`, r.rule, r.quote"

PATTERNS: Mapping[Direction, str] = {"out": "-[r{}]->", "in": "<-[r{}]-", "both": "-[r{}]-"}

STRUCTURAL = frozenset({"id", "title", "type", "xunji_pinyin"})
"""What an engine may answer beside what was stored; `id` is a field of the record."""


class CypherView(View):
    """Asks in Cypher. `beside` is what the far end of a link that is counted must fit where others may have linked
    things of theirs to ours: `every`, or empty where an engine can tell a node's links without looking at each."""

    beside = ""

    @abstractmethod
    def _ask(self, query: str, **parameters: object) -> Sequence[Mapping[str, Any]]:
        """The rows of the answer; a node in it is a map of `labels` and `properties`."""

    @abstractmethod
    def _labels(self) -> Collection[str]:
        """The labels that may be there, in alphabetical order."""

    @abstractmethod
    def _types(self) -> Collection[str]:
        """The relationship types that may be there, in alphabetical order."""

    def nodes(self, label: str | None = None) -> Iterator[Node]:
        labels = self._labels()
        for name in labels if label is None else [label] if label in labels else []:
            yield from self._of_label(name)

    def relationships(
        self, id: str, type: str | None = None, direction: Direction = "both", page: Page | None = None
    ) -> tuple[Relationship, ...]:
        page = page or Page()
        if type is not None and type not in self._types():
            return ()
        pattern = f"{PATTERNS[direction].format(f':{type}' if type else '')}({self.every})"
        query = f"MATCH (n{self.every} {{id: $id}}){pattern} RETURN {RECORD} {IN_ORDER} SKIP $skip LIMIT $size"
        return relationships_of(self._ask(query, id=id, skip=page.start, size=page.size))

    def all_relationships(self) -> Iterator[Relationship]:
        for row in self._ask(f"MATCH (n:{REPORT}) RETURN n.id AS id ORDER BY id"):
            yield from self.said(row["id"])

    def said(self, report: str) -> Iterator[Relationship]:
        return iter(sorted(self._of_report(report), key=order))

    def known(self, ids: Sequence[str]) -> tuple[Node, ...]:
        query = f"UNWIND $ids AS id MATCH (n{self.every} {{id: id}}) RETURN n"
        return tuple(node_of(row["n"]) for row in self._ask(query, ids=list(dict.fromkeys(ids))))

    def neighbours(self, ids: Sequence[str], limit: int) -> tuple[str, ...]:
        query = (
            f"UNWIND $ids AS id MATCH (n{self.every} {{id: id}})--(m{self.every}) WHERE NOT m.id IN $ids"
            " RETURN DISTINCT m.id AS near ORDER BY near LIMIT $limit"
        )
        return tuple(row["near"] for row in self._ask(query, ids=list(ids), limit=limit))

    def among(self, ids: Sequence[str], limit: int) -> tuple[Relationship, ...]:
        query = (
            f"UNWIND $ids AS id MATCH (n{self.every} {{id: id}})-[r]->(m{self.every}) WHERE m.id IN $ids"
            f" RETURN {RECORD} {IN_ORDER} LIMIT $limit"
        )
        return relationships_of(self._ask(query, ids=list(ids), limit=limit))

    def degrees(self, ids: Sequence[str], types: Sequence[str]) -> Mapping[str, int]:
        links = f"COUNT {{ (n)-[:{'|'.join(types)}]-({self.beside}) }}"
        query = f"UNWIND $ids AS id MATCH (n{self.every} {{id: id}}) RETURN id, {links} AS links"
        return {row["id"]: row["links"] for row in self._ask(query, ids=list(ids))} if ids and types else {}

    def steps(self, ids: Sequence[str], types: Sequence[str], limit: int) -> tuple[Step, ...]:
        query = (
            f"UNWIND $ids AS id MATCH (n{self.every} {{id: id}})-[:{'|'.join(types)}]-(m{self.every}) WHERE m.id <> id"
            " RETURN DISTINCT id AS here, m.id AS there ORDER BY here, there LIMIT $limit"
        )
        rows = self._ask(query, ids=list(ids), limit=limit) if ids and types else ()
        return tuple((row["here"], row["there"]) for row in rows)

    def between(self, pairs: Sequence[Step], types: Sequence[str], limit: int) -> tuple[Relationship, ...]:
        query = (
            f"UNWIND $pairs AS pair MATCH (a{self.every} {{id: pair[0]}}) MATCH (b{self.every} {{id: pair[1]}})"
            f" CALL {{ WITH a, b MATCH (a)-[r:{'|'.join(types)}]-(b) RETURN r ORDER BY r.confidence DESC,"
            f" {IN_ORDER.removeprefix('ORDER BY ')} LIMIT $limit }} RETURN {RECORD}"
        )
        given = [list(pair) for pair in pairs]
        return relationships_of(self._ask(query, pairs=given, limit=limit) if pairs and types else ())

    def _of_label(self, label: str) -> Iterator[Node]:
        for row in self._ask(f"MATCH (n:{label}) RETURN n ORDER BY n.id"):
            yield node_of(row["n"])

    def _of_report(self, report: str) -> Iterator[Relationship]:
        for type in self._types():
            query = f"MATCH (a{self.every})-[r:{type} {{report: $report}}]->(b{self.every}) RETURN {RECORD}"
            yield from relationships_of(self._ask(query, report=report))


def node_of(found: Mapping[str, Any]) -> Node:
    kept = found["properties"]
    return Node(kept["id"], found["labels"][0], {k: kept[k] for k in sorted(kept) if k not in STRUCTURAL})


def given(prepared: Prepared, parameters: Mapping[str, object]) -> dict[str, object]:
    """The values of the query's parameters; those that it does not ask for are left out. Raises QueryParameter."""
    missing = [name for name in prepared.parameters if name not in parameters]
    if missing:
        raise QueryParameter(f"the query needs ${missing[0]}, which is not given: add --param {missing[0]}=VALUE")
    return {name: parameters[name] for name in prepared.parameters}


def relationships_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Relationship, ...]:
    return tuple(relationship_of(row["type"], row["a"], row["b"], row["kept"]) for row in rows)
