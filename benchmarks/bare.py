"""The engines without us, in the fastest form that their documentation gives for many rows: one statement for
thousands of rows of one shape, nodes before relationships, ids indexed."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import kglite
import neo4j

from graph_builder.stores.facts import stored
from graph_builder.stores.neo4j_address import credentials
from ontology.records import Graph, Node

BATCH = 10_000
"""Rows of one statement; both engines advise 10,000 to 50,000."""

Row = Mapping[str, Any]
Shape = tuple[str, ...]
Run = Callable[[str, Sequence[Row]], None]


@dataclass(frozen=True, slots=True)
class Rows:
    """Nodes by label and property names; relationships by type, labels of their ends and property names."""

    of_nodes: Mapping[Shape, Sequence[Row]]
    of_links: Mapping[Shape, Sequence[Row]]

    @property
    def nodes(self) -> int:
        return sum(map(len, self.of_nodes.values()))

    @property
    def links(self) -> int:
        return sum(map(len, self.of_links.values()))


def rows_of(made: Sequence[Graph]) -> Rows:
    nodes: dict[str, Node] = {node.id: node for graph in made for node in graph.nodes}
    of_nodes: dict[Shape, list[Row]] = defaultdict(list)
    for node in nodes.values():
        of_nodes[node.label, *sorted({"id", *node.properties})].append({**node.properties, "id": node.id})
    of_links: dict[Shape, list[Row]] = defaultdict(list)
    for graph in made:
        for link in graph.relationships:
            kept = stored(link)
            shape = (link.type, nodes[link.start].label, nodes[link.end].label, *sorted(kept))
            of_links[shape].append({"from": link.start, "to": link.end, **kept})
    return Rows(of_nodes, of_links)


def write(rows: Rows, run: Run) -> None:
    for (label, *names), some in rows.of_nodes.items():
        _batched(run, f"CREATE (:{label} {{{_fields(names)}}})", some)
    for (type, start, end, *names), some in rows.of_links.items():
        ends = f"MATCH (a:{start} {{id: row.from}}) MATCH (b:{end} {{id: row.to}})"
        _batched(run, f"{ends} CREATE (a)-[:{type} {{{_fields(names)}}}]->(b)", some)


def _batched(run: Run, text: str, rows: Sequence[Row]) -> None:
    for at in range(0, len(rows), BATCH):
        run(f"UNWIND $rows AS row {text}", rows[at : at + BATCH])


def _fields(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`: row.`{name}`" for name in names)


def load_embedded(path: str, rows: Rows) -> None:
    """With its log, as ours: what is written survives a loss of power."""
    graph = kglite.open(path, durable="full", auto_checkpoint_wal_mib=0)
    write(rows, lambda query, some: _unlimited(graph, query, some))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
        graph.close()


def _unlimited(graph: kglite.KnowledgeGraph, query: str, rows: Sequence[Row]) -> None:
    graph.cypher(query, params={"rows": list(rows)}, timeout_ms=0)


def load_server(address: str, rows: Rows) -> None:
    with neo4j.GraphDatabase.driver(address, auth=credentials()) as driver, driver.session() as session:
        for label in {shape[0] for shape in rows.of_nodes}:
            session.run(f"CREATE CONSTRAINT bare_{label} FOR (n:{label}) REQUIRE n.id IS UNIQUE").consume()
        write(rows, lambda query, some: session.execute_write(_carried_out, query, some))


def _carried_out(transaction: neo4j.ManagedTransaction, query: str, rows: Sequence[Row]) -> None:
    transaction.run(query, rows=list(rows)).consume()


@contextmanager
def emptied(address: str) -> Iterator[neo4j.Driver]:
    """A driver to the server, whose database is empty before and after: no nodes, no schema."""
    with neo4j.GraphDatabase.driver(address, auth=credentials()) as driver:
        _empty(driver)
        yield driver
        _empty(driver)


def _empty(driver: neo4j.Driver) -> None:
    for kind in ("CONSTRAINT", "INDEX"):
        for row in driver.execute_query(f"SHOW {kind}{'ES' if kind == 'INDEX' else 'S'} YIELD name, type").records:
            if row["type"] != "LOOKUP":
                driver.execute_query(f"DROP {kind} {row['name']}")
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS").consume()
