"""Writing to the embedded store: one notice, one statement or one transaction, one entry of the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import kglite

from graph_builder.stores.checks import check
from graph_builder.stores.embedded_errors import explained
from graph_builder.stores.errors import GraphRejected
from graph_builder.stores.facts import ALIASES, APPEARS_IN, REPORT, aliases, forms, laid_out, stored
from graph_builder.stores.facts import named as is_named
from graph_builder.stores.interface import Outcome
from ontology.records import Graph, Node, Relationship

Settle = Callable[[bool], None]
Row = dict[str, Any]
Shape = tuple[str, ...]
"""What rows written by one statement share: labels or type, then their properties' names."""


class EmbeddedWriter:
    """Loads and removes notices. A load costs the same however many notices there are: every look-up is by an
    index (ids, `report` of each relationship type, `source` of reports)."""

    def __init__(self, graph: kglite.KnowledgeGraph, path: Path, settle: Settle) -> None:
        self._graph = graph
        self._path = path
        self._settle = settle
        self._indexed: set[str] = set()

    def load(self, graph: Graph) -> Outcome:
        check(graph)
        with explained(self._path):
            if self._has(graph.report):
                return "unchanged"
            laid = laid_out(graph)
            self._index(link.type for link in laid.relationships)
            work = _Work(self._graph)
            earlier = work.reports_of(_source(laid))
            if earlier:
                self._replace(earlier, laid)
            else:
                work.write(laid)
        self._settle(False)
        return "changed" if earlier else "added"

    def remove(self, report: str) -> bool:
        with explained(self._path):
            if not self._has(report):
                return False
            with self._graph.begin(timeout_ms=0) as transaction:
                _Work(transaction).remove(report, self._types())
        self._settle(False)
        return True

    def _replace(self, earlier: Sequence[str], graph: Graph) -> None:
        """One transaction. It costs the engine a copy of the labels' columns, which a statement does not; so it is
        only for what takes several statements."""
        with self._graph.begin(timeout_ms=0) as transaction:
            work = _Work(transaction)
            for report in earlier:
                work.remove(report, self._types())
            work.write(graph)

    def publish(self) -> None:
        self._settle(True)

    def close(self) -> None:
        self.publish()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _has(self, report: str) -> bool:
        query = f"MATCH (n:{REPORT} {{id: $id}}) RETURN n.id"
        return bool(_rows(self._graph, query, id=report))

    def _types(self) -> list[str]:
        return [row["relationshipType"] for row in _rows(self._graph, "CALL db.relationshipTypes()")]

    def _index(self, types: Iterable[str]) -> None:
        for type in sorted(set(types) - self._indexed):
            self._graph.cypher(f"CREATE INDEX IF NOT EXISTS FOR ()-[r:{type}]-() ON (r.report)")
            self._indexed.add(type)


class _Work:
    """The statements that write, on their own or in a transaction."""

    def __init__(self, engine: kglite.KnowledgeGraph | kglite.Transaction) -> None:
        self._engine = engine

    def reports_of(self, source: str) -> list[str]:
        query = f"MATCH (n:{REPORT} {{source: $source}}) RETURN n.id AS id ORDER BY id"
        return [row["id"] for row in self._ask(query, source=source)]

    def remove(self, report: str, types: Sequence[str]) -> None:
        touched: set[str] = set()
        for type in types:
            said = f"MATCH (a)-[r:{type} {{report: $report}}]->(b)"
            rows = self._ask(f"{said} RETURN a.id AS a, b.id AS b", report=report)
            touched.update(end for row in rows for end in row.values())
            if rows:
                self._ask(f"{said} DELETE r", report=report)
        self._ask(f"MATCH (n:{REPORT} {{id: $report}}) DETACH DELETE n", report=report)
        ids = sorted(touched - {report})
        self._ask("UNWIND $ids AS id MATCH (n {id: id}) WHERE NOT (n)--() DELETE n", ids=ids)
        self._name_again(ids)

    def write(self, graph: Graph) -> None:
        """All of a notice in one statement, which the engine carries out whole or not at all."""
        there = self._there(graph.nodes)
        labels = {node.id: node.label for node in graph.nodes}
        parts = [(_set_aliases(label), rows) for label, rows in _renamed(graph.nodes, there).items()]
        parts += [(_create_nodes(shape), rows) for shape, rows in _grouped(graph.nodes, there).items()]
        parts += [(_create_relationships(shape), rows) for shape, rows in _linked(graph.relationships, labels).items()]
        texts = [f"UNWIND $rows{index} AS row {text}" for index, (text, _) in enumerate(parts)]
        given = {f"rows{index}": rows for index, (_, rows) in enumerate(parts)}
        self._ask(" WITH count(*) AS done ".join(texts), **given)

    def _there(self, nodes: Sequence[Node]) -> dict[str, list[str]]:
        """The aliases of those nodes that are stored already."""
        query = "UNWIND $ids AS id MATCH (n {id: id}) RETURN id, labels(n)[0] AS label, n.aliases AS aliases"
        labels = {node.id: node.label for node in nodes}
        found: dict[str, list[str]] = {}
        for row in self._ask(query, ids=list(labels)):
            id, label = row["id"], row["label"]
            if labels[id] != label:
                raise GraphRejected(f"node {id} is a {label} in the store and a {labels[id]} here; nothing was stored")
            found[id] = row["aliases"]
        return found

    def _name_again(self, ids: Sequence[str]) -> None:
        """Derive aliases anew, after a notice was taken out."""
        query = (
            "UNWIND $ids AS id MATCH (n {id: id}) OPTIONAL MATCH (n)-[r]->()"
            f" WHERE type(r) = '{APPEARS_IN}' OR r.{ALIASES} IS NOT NULL"
            f" RETURN DISTINCT id, labels(n)[0] AS label, n.name AS name, n.{ALIASES} AS before,"
            f" type(r) AS type, r.quote AS quote, r.{ALIASES} AS said"
        )
        named: dict[str, tuple[str, list[str]]] = {}
        said: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for row in self._ask(query, ids=list(ids)):
            if not is_named(row["label"]):
                continue
            named[row["id"]] = row["name"], row["before"]
            if row["type"]:
                said[row["id"]].append((row["type"], {"quote": row["quote"], ALIASES: row["said"]}))
        now = {id: aliases(name, forms(said[id])) for id, (name, _) in named.items()}
        rows = [{"id": id, ALIASES: now[id]} for id, (_, before) in named.items() if now[id] != before]
        if rows:
            self._ask(f"UNWIND $rows AS row {_set_aliases()}", rows=rows)

    def _ask(self, query: str, **parameters: object) -> list[Row]:
        return _rows(self._engine, query, **parameters)


def _rows(engine: kglite.KnowledgeGraph | kglite.Transaction, query: str, **parameters: object) -> list[Row]:
    result = engine.cypher(query, params=parameters, timeout_ms=0)
    return result.to_list()  # type: ignore[union-attr]


def _source(graph: Graph) -> str:
    return next(str(node.properties["source"]) for node in graph.nodes if node.id == graph.report)


def _renamed(nodes: Iterable[Node], there: Mapping[str, list[str]]) -> dict[str, list[Row]]:
    """The aliases, by label, of those stored nodes for which this notice has a new one."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for node in nodes:
        if node.id in there:
            both = aliases(node.properties["name"], {*there[node.id], *cast(list[str], node.properties[ALIASES])})
            if both != there[node.id]:
                groups[node.label].append({"id": node.id, ALIASES: both})
    return groups


def _grouped(nodes: Iterable[Node], there: Mapping[str, object]) -> dict[Shape, list[Row]]:
    """New nodes as rows, by label and property names: one statement each."""
    groups: dict[Shape, list[Row]] = defaultdict(list)
    for node in nodes:
        if node.id not in there:
            row = {**node.properties, "id": node.id}
            groups[node.label, *sorted(row)].append(row)
    return groups


def _linked(links: Iterable[Relationship], labels: Mapping[str, str]) -> dict[Shape, list[Row]]:
    """Relationships as rows, by type, labels of the ends and property names."""
    groups: dict[Shape, list[Row]] = defaultdict(list)
    for link in links:
        kept = stored(link)
        shape = (link.type, labels[link.start], labels[link.end], *sorted(kept))
        groups[shape].append({"a": link.start, "b": link.end, "kept": kept})
    return groups


def _set_aliases(label: str = "") -> str:
    return f"MATCH (n{':' if label else ''}{label} {{id: row.id}}) SET n.{ALIASES} = row.{ALIASES}"


def _create_nodes(shape: Shape) -> str:
    label, *names = shape
    return f"CREATE (:{label} {{{_fields(names, 'row')}}})"


def _create_relationships(shape: Shape) -> str:
    type, start, end, *names = shape
    return (
        f"MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}})"
        f" CREATE (a)-[:{type} {{{_fields(names, 'row.kept')}}}]->(b)"
    )


def _fields(names: Iterable[str], row: str) -> str:
    """name: row.name, `end`: row.`end`; `checks.IDENTIFIER` makes quoting the names safe."""
    return ", ".join(f"`{name}`: {row}.`{name}`" for name in names)
