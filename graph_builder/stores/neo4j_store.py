"""The store on a Neo4j server: the graph where a team uses it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Literal, Self

import neo4j

from graph_builder.stores import neo4j_schema
from graph_builder.stores.errors import StoreForbidden, StoreVersion
from graph_builder.stores.neo4j_address import Address, credentials, parsed
from graph_builder.stores.neo4j_errors import explained
from graph_builder.stores.neo4j_session import Server
from graph_builder.stores.neo4j_view import Neo4jView
from graph_builder.stores.neo4j_writer import Neo4jWriter

OLDEST = (5, 26)
"""The release of Neo4j 5 with long-term support; older ones get no more repairs."""

CONNECT_SECONDS = 10.0
RETRY_SECONDS = 90.0
"""How long a transaction is tried again while a server restarts or a cluster chooses its leader."""

# Neo4j/5.26.12, Neo4j/2025.06.1
AGENT = re.compile(r"Neo4j/v?(\d{1,6})\.(\d{1,6})")

SETTINGS: Mapping[str, Any] = {
    "connection_timeout": CONNECT_SECONDS,
    "connection_acquisition_timeout": 60.0,
    "max_transaction_retry_time": RETRY_SECONDS,
    "initial_retry_delay": 0.2,
    "telemetry_disabled": True,
}


class Neo4jStore:
    """A database of a server, at `neo4j://host[:port][/database][?prefix=Xunji_]`; the user and password come
    from the environment.

    Writing is safe beside other writers; each notice is one transaction. Views are not snapshots, see `Neo4jView`.
    """

    def __init__(self, address: str, mode: Literal["read", "write"]) -> None:
        self._at = parsed(address)
        self.mode = mode
        with explained(self._at):
            self._driver = neo4j.GraphDatabase.driver(self._at.uri, auth=credentials(), **SETTINGS)
        try:
            self._server = Server(self._driver, self._at)
            self._prepare()
            self._seen = self._server.state()
        except BaseException:
            self._driver.close()
            raise

    @property
    def address(self) -> str:
        return self._at.shown

    def writer(self) -> Neo4jWriter:
        if self.mode != "write":
            raise StoreForbidden(f"store {self.address}: opened to read only; open it with mode='write'")
        return Neo4jWriter(self._server)

    def view(self) -> Neo4jView:
        return Neo4jView(self._server)

    def outdated(self) -> bool:
        with explained(self._at):
            before, self._seen = self._seen, self._server.state()
        return before != self._seen

    def close(self) -> None:
        """Let go of the connections; closing twice does nothing."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _prepare(self) -> None:
        with explained(self._at):
            _check_version(self._server.agent(), self._at)
            if self.mode == "write":
                neo4j_schema.found(self._server.run, self._at)
            else:
                neo4j_schema.check(self._server.ask, self._at)


def _check_version(agent: str, at: Address) -> None:
    version = AGENT.match(agent)
    if version is None or (int(version[1]), int(version[2])) < OLDEST:
        raise StoreVersion(
            f"store {at.shown}: the server is {agent}; Xunji needs Neo4j {'.'.join(map(str, OLDEST))} or newer"
        )
