"""Reading a Neo4j server, and the user's Cypher on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import neo4j
from neo4j.exceptions import Neo4jError

from graph_builder.cypher.guard import prepare
from graph_builder.stores.answers import columns
from graph_builder.stores.cypher_view import RECORD, CypherView, given, node_of, relationships_of
from graph_builder.stores.errors import StoreDamaged, StoreVersion
from graph_builder.stores.interface import Counts, Limits, Rows
from graph_builder.stores.matching import result
from graph_builder.stores.neo4j_errors import EXPLAIN, UNREACHABLE, explained, query_error
from graph_builder.stores.neo4j_plan import check_plan
from graph_builder.stores.neo4j_schema import every
from graph_builder.stores.neo4j_search import search
from graph_builder.stores.neo4j_session import Server
from graph_builder.stores.neo4j_values import Known, cell, ends
from graph_builder.stores.search import SearchRequest, SearchResult
from ontology.loading import load
from ontology.records import Node, Relationship

MOST_CHECKED = 1_000
"""How many texts of queries are remembered that were found to read alone."""

NO_INDEX = "no such fulltext schema index"
LACKS_INDEX = "it has no index to search in; store something there, such as xunji build PATHS, and it is made"

PAGE = 5_000
"""How many nodes are fetched at once when all are asked for."""

# "warn: label does not exist. The label `Agencie` does not exist. Verify that the spelling is correct."
MISSING = re.compile(r"The (?:label|relationship type|property) `([^`]{1,200})` does not exist")

# "warn: "
SEVERITY = re.compile(r"^\w{1,10}: ")


class Neo4jView(CypherView):
    """Reads the database as it is: every question sees whole notices, all that were loaded when it began.

    Other than in a file, two questions to one view may see two states, since a server keeps no snapshots.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self.every = every()
        self.beside = self.every if server.names.prefix else ""

    def counts(self) -> Counts:
        labels = " UNION ALL ".join(
            f"MATCH (n:{name}) RETURN '{name}' AS name, count(n) AS count" for name in self._labels()
        )
        nodes = self._counted(labels)
        # Without labels the server need not look at each link; beside nodes of others there may be links of theirs.
        alone = self._ask("MATCH (n) RETURN count(n) AS count")[0]["count"] == sum(nodes.values())
        ours = "" if alone else self.every
        types = " UNION ALL ".join(
            f"MATCH ({ours})-[r:{name}]->({ours}) RETURN '{name}' AS name, count(r) AS count" for name in self._types()
        )
        return Counts(nodes, self._counted(types))

    def _counted(self, query: str) -> dict[str, int]:
        return {row["name"]: row["count"] for row in self._ask(query) if row["count"]}

    def cypher(self, query: str, parameters: Mapping[str, object] | None = None, limits: Limits | None = None) -> Rows:
        limits = limits or Limits()
        prepared = prepare(query, self._server.names)
        values = given(prepared, parameters or {})
        with explained(self._server.at):
            try:
                found = self._answer(prepared.text, values, limits)
            except UNREACHABLE:
                raise
            except (Neo4jError, TypeError, ValueError, OverflowError, RecursionError) as fault:
                raise query_error(fault, limits) from fault
        names = columns(found.columns, prepared)
        return Rows(names, found.rows, found.truncated, found.warnings)

    def _answer(self, query: str, values: dict[str, object], limits: Limits) -> Rows:
        """The query (EXPLAIN first where it is new) in one transaction that may not write and ends in time."""
        with (
            self._server.session(remarks=True) as session,
            session.begin_transaction(timeout=limits.seconds) as transaction,
        ):
            remarks = self._checked(transaction, query, values)
            result = transaction.run(query, values)
            taken = [record.values() for record in islice(result, limits.rows + 1)]
            kept = taken[: limits.rows]
            ids = _ids_of(transaction, sorted({end for row in kept for end in ends(row)}))
            known = Known(ids, self._server.names)
            rows = tuple(tuple(cell(value, known) for value in row) for row in kept)
            return Rows(tuple(result.keys()), rows, len(taken) > limits.rows, remarks)

    def _checked(self, transaction: neo4j.Transaction, query: str, values: dict[str, object]) -> tuple[str, ...]:
        """The server's remarks on a query that its plan shows to read alone. What a text may do does not change, so a
        text is checked once; where the server knows a new label by now, the remark on it is old."""
        checked = self._server.checked
        if query not in checked:
            plan = transaction.run(EXPLAIN + query, values).consume()
            check_plan(plan.query_type, plan.plan)
            if len(checked) >= MOST_CHECKED:
                checked.pop(next(iter(checked)), None)
            checked[query] = _remarks(plan, self._server.names.prefix)
        return checked[query]

    def search(self, request: SearchRequest) -> SearchResult:
        try:
            with explained(self._server.at):
                self._server.catch_up()
                found = self._server.read(lambda ask: search(ask, request, self._server.names))
        except StoreDamaged as fault:
            if NO_INDEX not in str(fault):
                raise
            if self._ask("MATCH (n) RETURN 1 AS one LIMIT 1"):
                raise StoreVersion(f"store {self._server.at.shown}: {LACKS_INDEX}") from fault
            found = (), {}
        return result(*found, request, self.known)

    def _labels(self) -> Collection[str]:
        return sorted(load().labels)

    def _types(self) -> Collection[str]:
        return sorted(load().relationships)

    def _of_label(self, label: str) -> Iterator[Node]:
        query = f"MATCH (n:{label}) WHERE n.id > $last RETURN n ORDER BY n.id LIMIT $size"
        last: str | None = ""
        while last is not None:
            page = [node_of(row["n"]) for row in self._ask(query, last=last, size=PAGE)]
            yield from page
            last = page[-1].id if len(page) == PAGE else None

    def _of_report(self, report: str) -> Iterator[Relationship]:
        types = "|".join(self._types())
        query = f"MATCH (a{self.every})-[r:{types} {{report: $report}}]->(b{self.every}) RETURN {RECORD}"
        return iter(relationships_of(self._ask(query, report=report)))

    def _ask(self, query: str, **parameters: object) -> Sequence[Mapping[str, Any]]:
        with explained(self._server.at):
            return self._server.ask(query, **parameters)


def _ids_of(transaction: neo4j.Transaction, internal: Sequence[str]) -> dict[str, str]:
    if not internal:
        return {}
    query = "MATCH (n) WHERE elementId(n) IN $ids RETURN elementId(n) AS internal, n.id AS id"
    return {record["internal"]: record["id"] for record in transaction.run(query, {"ids": list(internal)})}


def _remarks(summary: neo4j.ResultSummary, prefix: str) -> tuple[str, ...]:
    """The server's advice, but not that the graph has as yet nothing of a kind that the ontology knows."""
    notes = [note for note in summary.gql_status_objects if note.is_notification]
    texts = [SEVERITY.sub("", " ".join(note.status_description.split())) for note in notes]
    return tuple(dict.fromkeys(text for text in texts if not _only_new(text, prefix)))


def _only_new(text: str, prefix: str) -> bool:
    missing = MISSING.search(text)
    ontology = load()
    known = {*ontology.labels, *ontology.relationships}
    known |= {name for kind in ontology.labels.values() for name in kind.properties}
    known |= {name for kind in ontology.relationships.values() for name in kind.properties}
    return missing is not None and missing[1].removeprefix(prefix) in known
