"""Writing to a Neo4j server: one notice, one transaction, tried again when the server asks for it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from types import TracebackType
from typing import Self

from neo4j.exceptions import ConstraintError, IncompleteCommit

from graph_builder.cypher.naming import Naming
from graph_builder.stores.batches import BatchWriter, together
from graph_builder.stores.checks import check
from graph_builder.stores.errors import GraphRejected
from graph_builder.stores.facts import ALIASES, laid_out, named, source_of, stored
from graph_builder.stores.interface import Outcome
from graph_builder.stores.neo4j_errors import explained
from graph_builder.stores.neo4j_naming import ours_first
from graph_builder.stores.neo4j_schema import PINYIN, every
from graph_builder.stores.neo4j_session import Server
from graph_builder.stores.pinyin import spelling
from graph_builder.stores.work import Ask, Row, Work, renamed
from ontology.loading import load
from ontology.records import Graph, Node, Relationship

MOST_ATTEMPTS = 6
"""How often a notice is tried that names something new at the same moment as another writer, or loses its line."""

CREATE_NODES = "UNWIND $rows AS row CREATE (n:$(row.label)) SET n = row.kept RETURN n.id AS id, elementId(n) AS at"
SET_ALIASES = f"UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.at SET n.{ALIASES} = row.{ALIASES}"
CREATE_LINKS = (
    "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.a MATCH (b) WHERE elementId(b) = row.b"
    " CREATE (a)-[r:$(row.type)]->(b) SET r = row.kept"
)


class Neo4jWriter(BatchWriter):
    """Loads and removes notices, beside other writers if need be. A load costs the same however many notices there
    are: every look-up is by an index (ids, `report` of each relationship type, `source` of reports)."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def load(self, graph: Graph) -> Outcome:
        check(graph)
        _check_names(graph)
        attempt = _Load(laid_out(graph))
        self._write(attempt)
        return attempt.outcome

    def _load_new(self, graphs: Sequence[Graph]) -> bool:
        for graph in graphs:
            check(graph)
            _check_names(graph)
        batch = _Batch([laid_out(graph) for graph in graphs])
        self._write(batch)
        return batch.outcome == "added"

    def remove(self, report: str) -> bool:
        removal = _Removal(report)
        self._write(removal)
        return removal.outcome == "changed"

    def publish(self) -> None:
        """What is committed is public; what is found by searching follows it, and is waited for."""
        with explained(self._server.at):
            self._server.catch_up()

    def close(self) -> None:
        self.publish()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Behind a fault there may be no server to wait for.
        if error is None:
            self.close()

    def _write(self, attempt: _Attempt) -> None:
        def carried_out(ask: Ask) -> None:
            attempt(ask, self._server.names)

        with explained(self._server.at):
            for _ in range(MOST_ATTEMPTS - 1):
                try:
                    return self._server.write(carried_out)
                except ConstraintError:
                    # Another writer has just stored a thing that was new to both; now it is there.
                    continue
                except IncompleteCommit:
                    attempt.doubtful = True
            self._server.write(carried_out)


class _ServerWork(Work):
    """The same work in few statements, whose texts never change: the server plans each once and for all."""

    def __init__(self, ask: Ask, names: Naming) -> None:
        super().__init__(ask, every())
        self._names = names
        self._at: dict[str, str] = {}

    def write(self, graph: Graph, reports: Collection[str]) -> bool:
        """Store what notices say; False if another writer has just stored one of them. From the first line on others
        wait for us at the nodes that are there, and at those that are new the constraints let only one of us pass."""
        there = self.there(graph.nodes)
        if not there.keys().isdisjoint(reports):
            return False
        new = [self._row(node) for node in graph.nodes if node.id not in there]
        self._at |= {row["id"]: row["at"] for row in self._ask(CREATE_NODES, rows=new)}
        changed = [row for rows in renamed(graph.nodes, there).values() for row in rows]
        if changed:
            self._ask(SET_ALIASES, rows=[{**row, "at": self._at[row["id"]]} for row in changed])
        self._ask(CREATE_LINKS, rows=[self._link(link) for link in graph.relationships])
        return True

    def _row(self, node: Node) -> Row:
        spelt = {PINYIN: spelling(str(node.properties["name"]))} if named(node.label) else {}
        return {"label": self._names.label(node.label), "kept": {**node.properties, **spelt, "id": node.id}}

    def _link(self, link: Relationship) -> Row:
        return {"type": link.type, "a": self._at[link.start], "b": self._at[link.end], "kept": stored(link)}

    def _found(self, ids: Sequence[str]) -> Sequence[Row]:
        rows = self._locked(ids)
        self._at |= {row["id"]: row["at"] for row in rows}
        return [{**row, "label": self._label(row["labels"])} for row in rows]

    def _label(self, labels: Sequence[str]) -> str:
        return ours_first(labels, self._names)[0]

    def _lock(self, ids: Sequence[str]) -> None:
        self._locked(ids)

    def _locked(self, ids: Sequence[str]) -> Sequence[Row]:
        """Removing a property that no node has changes nothing and takes the lock; what is read after it stays."""
        query = (
            f"UNWIND $ids AS id MATCH (n{self._every} {{id: id}}) REMOVE n.`xunji lock`"
            " RETURN id, labels(n) AS labels, n.aliases AS aliases, elementId(n) AS at"
        )
        return self._ask(query, ids=list(ids))

    def _unlink(self, report: str, types: Sequence[str]) -> set[str]:
        query = (
            f"MATCH (a{self._every})-[r:{'|'.join(types)} {{report: $report}}]->(b{self._every})"
            " DELETE r WITH DISTINCT a, b RETURN a.id AS a, b.id AS b"
        )
        return {end for row in self._ask(query, report=report) for end in row.values()}


class _Attempt(ABC):
    """One notice to load or remove; called once for each attempt.

    `doubtful`: the connection was lost while an attempt was committed. If the next one finds nothing to do, then
    that one had succeeded, and what it found stays true.
    """

    def __init__(self, report: str) -> None:
        self.doubtful = False
        self.outcome: Outcome = "unchanged"
        self._report = report

    def __call__(self, ask: Ask, names: Naming) -> None:
        outcome = self._carry_out(_ServerWork(ask, names))
        if outcome != "unchanged" or not self.doubtful:
            self.outcome = outcome

    @abstractmethod
    def _carry_out(self, work: _ServerWork) -> Outcome: ...


class _Load(_Attempt):
    def __init__(self, graph: Graph) -> None:
        super().__init__(graph.report)
        self._graph = graph

    def _carry_out(self, work: _ServerWork) -> Outcome:
        if work.has(self._report):
            return "unchanged"
        earlier = [report for report in work.reports_of(source_of(self._graph)) if report != self._report]
        for report in earlier:
            work.remove(report, list(load().relationships))
        if not work.write(self._graph, [self._report]):
            return "unchanged"
        return "changed" if earlier else "added"


class _Batch(_Attempt):
    def __init__(self, graphs: Sequence[Graph]) -> None:
        super().__init__("")
        self._graphs = graphs
        self._together = together(graphs)

    def _carry_out(self, work: _ServerWork) -> Outcome:
        new = work.none_of(self._graphs) and work.write(self._together, [graph.report for graph in self._graphs])
        return "added" if new else "unchanged"


class _Removal(_Attempt):
    def _carry_out(self, work: _ServerWork) -> Outcome:
        if not work.has(self._report):
            return "unchanged"
        work.remove(self._report, list(load().relationships))
        return "changed"


def _check_names(graph: Graph) -> None:
    """Raise GraphRejected for a label or type that the ontology, and so the database's schema, does not know."""
    ontology = load()
    unknown = {node.label for node in graph.nodes} - ontology.labels.keys()
    unknown |= {link.type for link in graph.relationships} - ontology.relationships.keys()
    if unknown:
        raise GraphRejected(
            f"notice {graph.report}: {', '.join(sorted(unknown))} is not in the ontology; nothing of it was stored"
        )
