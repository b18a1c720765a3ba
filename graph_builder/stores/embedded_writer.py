"""Writing to the embedded store: one notice, one statement or one transaction, one line of the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import kglite

from graph_builder.stores import search_file
from graph_builder.stores.batches import BatchWriter, together
from graph_builder.stores.checks import check
from graph_builder.stores.embedded_errors import explained
from graph_builder.stores.embedded_log import LOAD, REMOVE, Log
from graph_builder.stores.facts import EVIDENCE, laid_out, source_of, stored
from graph_builder.stores.interface import Outcome
from graph_builder.stores.search_follower import SearchFollower
from graph_builder.stores.work import Row, Work, renamed, set_aliases
from ontology.records import Graph, Node, Relationship

Settle = Callable[[bool], None]
Engine = kglite.KnowledgeGraph | kglite.Transaction
Shape = tuple[str, ...]
"""What rows written by one statement share: labels or type, then their (own) properties' names."""

FROM, TO = "_from", "_to"
"""The ends of a relationship in its row; no property is called so, see `checks.IDENTIFIER`."""


class EmbeddedWriter(BatchWriter):
    """Loads and removes notices. A load costs the same however many notices there are: every look-up is by an
    index (ids, `report` of each relationship type, `source` of reports)."""

    def __init__(
        self, graph: kglite.KnowledgeGraph, path: Path, log: Log | None, search: SearchFollower, settle: Settle
    ) -> None:
        """Without a `log`, for what stands in it already."""
        self._graph = graph
        self._log = log
        self._search = search
        self._path = path
        self._settle = settle
        self._indexed: set[str] = set()

    def load(self, graph: Graph) -> Outcome:
        check(graph)
        with explained(self._path):
            work = _work(self._graph)
            if work.has(graph.report):
                return "unchanged"
            laid = laid_out(graph)
            self._index(link.type for link in laid.relationships)
            earlier = work.reports_of(source_of(laid))
            with self._logged(LOAD, [laid]):
                if earlier:
                    self._replace(earlier, laid)
                else:
                    _write(self._graph, laid)
        self._follow(earlier, [laid])
        self._settle(False)
        return "changed" if earlier else "added"

    def _load_new(self, graphs: Sequence[Graph]) -> bool:
        for graph in graphs:
            check(graph)
        with explained(self._path):
            if not _work(self._graph).none_of(graphs):
                return False
            laid = [laid_out(graph) for graph in graphs]
            self._index(link.type for graph in laid for link in graph.relationships)
            with self._logged(LOAD, laid):
                _write(self._graph, together(laid))
        self._follow((), laid)
        self._settle(False)
        return True

    def remove(self, report: str) -> bool:
        with explained(self._path):
            if not _work(self._graph).has(report):
                return False
            with self._logged(REMOVE, report), self._graph.begin(timeout_ms=0) as transaction:
                _work(transaction).remove(report, self._types())
        self._follow([report], ())
        self._settle(False)
        return True

    def _replace(self, earlier: Sequence[str], graph: Graph) -> None:
        """One transaction. It costs the engine a copy of the labels' columns, which a statement does not; so it is
        only for what takes several statements."""
        with self._graph.begin(timeout_ms=0) as transaction:
            for report in earlier:
                _work(transaction).remove(report, self._types())
            _write(transaction, graph)

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

    def _follow(self, gone: Sequence[str], new: Sequence[Graph]) -> None:
        with search_file.explained(self._path):
            self._search.follow(gone, new)

    def _logged(self, kind: str, what: object) -> AbstractContextManager[None]:
        return self._log.holding((kind, what)) if self._log else nullcontext()

    def _types(self) -> list[str]:
        return [row["relationshipType"] for row in _rows(self._graph, "CALL db.relationshipTypes()")]

    def _index(self, types: Iterable[str]) -> None:
        for type in sorted(set(types) - self._indexed):
            self._graph.cypher(f"CREATE INDEX IF NOT EXISTS FOR ()-[r:{type}]-() ON (r.report)")
            self._indexed.add(type)


def _work(engine: Engine) -> Work:
    return Work(partial(_rows, engine))


def _rows(engine: Engine, query: str, **parameters: object) -> list[Row]:
    result = engine.cypher(query, params=parameters, timeout_ms=0)
    return result.to_list()  # type: ignore[union-attr]


def _write(engine: Engine, graph: Graph) -> None:
    """All of a notice in one statement, which the engine carries out whole or not at all."""
    there = _work(engine).there(graph.nodes)
    labels = {node.id: node.label for node in graph.nodes}
    parts = [(set_aliases(f":{label}"), rows) for label, rows in renamed(graph.nodes, there).items()]
    parts += [(_create_nodes(shape), rows) for shape, rows in _grouped(graph.nodes, there).items()]
    parts += [(_create_relationships(shape), rows) for shape, rows in _linked(graph.relationships, labels).items()]
    texts = [f"UNWIND $rows{index} AS row {text}" for index, (text, _) in enumerate(parts)]
    given = {f"rows{index}": rows for index, (_, rows) in enumerate(parts)}
    _rows(engine, " WITH count(*) AS done ".join(texts), **given)


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
        shape = (link.type, labels[link.start], labels[link.end], *link.properties)
        groups[shape].append({FROM: link.start, TO: link.end, **stored(link)})
    return groups


def _create_nodes(shape: Shape) -> str:
    label, *names = shape
    return f"CREATE (:{label} {{{_fields(names)}}})"


def _create_relationships(shape: Shape) -> str:
    type, start, end, *own = shape
    names = dict.fromkeys((*own, *EVIDENCE))
    return (
        f"MATCH (a:{start} {{id: row.{FROM}}}) MATCH (b:{end} {{id: row.{TO}}})"
        f" CREATE (a)-[:{type} {{{_fields(names)}}}]->(b)"
    )


def _fields(names: Iterable[str]) -> str:
    """name: row.name, `end`: row.`end`; `checks.IDENTIFIER` makes quoting the names safe."""
    return ", ".join(f"`{name}`: row.`{name}`" for name in names)
