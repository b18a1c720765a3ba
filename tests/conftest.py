"""Fixtures for all tests: a real Neo4j server, started when the first test asks for one.

XUNJI_TEST_NEO4J=bolt://… takes a server that is there (with NEO4J_USERNAME and NEO4J_PASSWORD; its database must be
empty, the tests empty it again and again). XUNJI_REQUIRE_NEO4J=1 makes its absence a failure instead of a skip.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import neo4j
import pytest
from api_notices import HOST, load_both, written
from example_graphs import loaded
from neo4j_server import PASSWORD, Server, lacking, version
from starlette.testclient import TestClient
from store_notices import address_of

from api.app import create_app
from graph_builder.stores.interface import Store, View
from graph_builder.stores.neo4j_address import credentials
from graph_builder.stores.opening import open_store

GIVEN, REQUIRED = "XUNJI_TEST_NEO4J", "XUNJI_REQUIRE_NEO4J"
met = pytest.StashKey[set[str]]()
"""The tests that met the real server."""


@pytest.fixture(scope="session")
def neo4j_installed() -> None:
    """A server can be started here; or else the test is skipped, or fails where one is required."""
    lack = lacking()
    if lack and os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{lack}, and {REQUIRED}=1 requires one")
    if lack:
        pytest.skip(lack)


@pytest.fixture(scope="session")
def neo4j_server(neo4j_installed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of our own that may be killed and started again."""
    server = Server(tmp_path_factory.mktemp("neo4j") / "home")
    server.install()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def _neo4j_at(request: pytest.FixtureRequest) -> str:
    if given := os.environ.get(GIVEN):
        with _driver(given) as driver:
            (found,) = driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records
        assert not found["nodes"], f"{GIVEN}={given}: the database is not empty, and the tests would empty it"
        return given
    server: Server = request.getfixturevalue("neo4j_server")
    return server.address


@pytest.fixture(scope="module")
def neo4j_emptied(_neo4j_at: str) -> Iterator[str]:
    """The address of a database that is empty when the first test of a module asks for it; the environment holds
    the password."""
    with pytest.MonkeyPatch.context() as patch:
        if not os.environ.get(GIVEN):
            patch.setenv("NEO4J_PASSWORD", PASSWORD)
            patch.delenv("NEO4J_USERNAME", raising=False)
        _empty(_neo4j_at)
        yield _neo4j_at
        _empty(_neo4j_at)


@pytest.fixture
def neo4j_counted(request: pytest.FixtureRequest) -> None:
    """Counts the test among those that met a real server."""
    request.config.stash[met].add(request.node.nodeid)


@pytest.fixture
def meets_neo4j(neo4j_emptied: str, neo4j_counted: None) -> str:
    """The address of a database that is empty when the module begins."""
    return neo4j_emptied


@pytest.fixture
def neo4j_address(meets_neo4j: str) -> str:
    """The address of a database that is empty for every test."""
    _empty(meets_neo4j)
    return meets_neo4j


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def empty_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an empty store, on each engine in turn: what is tested with it holds on both. A module can have
    one such store, since the server has one database."""
    if request.param == "neo4j":
        return str(request.getfixturevalue("neo4j_emptied"))
    return str(tmp_path_factory.mktemp("store") / "graph.kgl")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, empty_store: str) -> Iterator[TestClient]:
    """The API over the two small notices, on each engine in turn."""
    load_both(written(tmp_path_factory.mktemp("notices")), empty_store)
    with TestClient(create_app(empty_store), base_url=HOST) as started:
        yield started


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API over the bundled examples."""
    store = str(tmp_path_factory.mktemp("examples") / "graph.kgl")
    with open_store(store, mode="write") as opened:
        loaded(opened)
    with TestClient(create_app(store), base_url=HOST) as started:
        yield started


@pytest.fixture(scope="session")
def in_memory() -> View:
    """The bundled examples in the store of reference."""
    return loaded(open_store("memory:"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    spec = getattr(item, "callspec", None)
    if spec and spec.params.get("empty_store") == "neo4j":
        item.config.stash[met].add(item.nodeid)


def _empty(address: str) -> None:
    with _driver(address) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")


def _driver(address: str) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(address, auth=credentials() or ("neo4j", PASSWORD))


# -- how many tests met the real server ---------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    config.stash[met] = set()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if os.environ.get(REQUIRED) == "1" and not session.config.stash[met] and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    where = os.environ.get(GIVEN) or f"a Neo4j {version()} of our own"
    terminalreporter.write_line(f"{len(config.stash[met])} tests ran against a real server ({where})")


@pytest.fixture(params=["embedded", "neo4j"])
def asked(request: pytest.FixtureRequest) -> Iterator[Store]:
    """What answers Cypher."""
    with open_store(address_of(request.param, request), mode="write") as opened:
        yield opened
