"""Talking to one database of a server: each question a session of its own, so that threads can share it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import neo4j

from graph_builder.stores.neo4j_address import Address
from graph_builder.stores.neo4j_naming import in_database, naming, ours_first
from graph_builder.stores.neo4j_schema import CAUGHT_UP
from graph_builder.stores.work import Ask, Row

Answer = TypeVar("Answer")

Severity = neo4j.NotificationMinimumSeverity

# The server's advice reaches the caller in `Rows.warnings`; its faults, as StoreErrors.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)


class Server:
    """A driver and a database; `checked` holds the remarks on queries whose plans were found to read alone.

    Sessions share bookmarks: on a cluster too, what was written here is read here. `_written` is another object after
    each write, `_found` the one up to which searching has followed."""

    def __init__(self, driver: neo4j.Driver, at: Address) -> None:
        self.at = at
        self.names = naming(at.prefix)
        self._driver = driver
        self.checked: dict[str, tuple[str, ...]] = {}
        self._written = self._found = object()
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    def session(self, mode: str = neo4j.READ_ACCESS, remarks: bool = False) -> neo4j.Session:
        """`remarks`: whether the server should send its advice on queries."""
        return self._driver.session(
            database=self.at.database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
            notifications_min_severity=Severity.WARNING if remarks else Severity.OFF,
            notifications_disabled_classifications=[neo4j.NotificationDisabledClassification.DEPRECATION],
        )

    def agent(self) -> str:
        """What the server calls itself, `Neo4j/5.26.12`; tried once. Works with servers of every version."""
        with self._driver.session(database=self.at.database) as session:
            return session.run("RETURN 1").consume().server.agent

    def state(self) -> frozenset[str]:
        """Another one whenever a transaction has changed the database: the bookmark of one that reads nothing tells
        the last before it."""
        with self._driver.session(database=self.at.database, default_access_mode=neo4j.READ_ACCESS) as session:
            session.execute_read(lambda transaction: transaction.run("RETURN 1").consume())
            return session.last_bookmarks().raw_values

    def ask(self, query: str, **parameters: object) -> Sequence[Row]:
        """Rows of a reading statement, in a transaction that is tried again when the server asks for it."""
        return self.read(lambda ask: ask(query, **parameters))

    def read(self, work: Callable[[Ask], Answer]) -> Answer:
        """`work` in one transaction that only reads, which is tried again when the server asks for it."""
        with self.session() as session:
            return session.execute_read(lambda transaction: work(partial(self._rows, transaction)))

    def run(self, query: str, **parameters: object) -> list[Row]:
        """A statement that changes the schema, and therefore stands alone."""
        with self.session(neo4j.WRITE_ACCESS) as session:
            return self._rows(session, query, **parameters)

    def write(self, work: Callable[[Ask], Answer]) -> Answer:
        """`work` in one transaction, which is tried again from its beginning when the server asks for it."""
        try:
            with self.session(neo4j.WRITE_ACCESS) as session:
                return session.execute_write(lambda transaction: work(partial(self._rows, transaction)))
        finally:
            # Only now: who caught up meanwhile waited for less. After a fault too: it may be committed.
            self._written = object()

    def catch_up(self) -> None:
        """Wait until searching finds all that was written here."""
        written = self._written
        if self._found is not written:
            self.ask(CAUGHT_UP)
            self._found = written

    def _rows(self, engine: neo4j.Session | neo4j.ManagedTransaction, query: str, **parameters: object) -> list[Row]:
        """All rows; a node in them is a map of `labels` (ours first) and `properties`."""
        result = engine.run(in_database(query, self.names), parameters)
        columns = result.keys()
        return [dict(zip(columns, map(self._plain, record), strict=True)) for record in result]

    def _plain(self, value: Any) -> Any:
        if isinstance(value, neo4j.graph.Node):
            return {"labels": ours_first(value.labels, self.names), "properties": dict(value)}
        return value
