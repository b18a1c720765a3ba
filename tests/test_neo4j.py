"""The store on a real Neo4j server, beyond what holds for every store: schema, reading only, errors, two writers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from hypothesis import HealthCheck, example, given, settings
from neo4j_server import free_port
from store_notices import AGENCY, everything, notice
from test_cypher_guard import QUERIES, SAME

from graph_builder.cypher.guard import prepare
from graph_builder.stores.errors import (
    GraphRejected,
    QueryRefused,
    QuerySyntax,
    StoreError,
    StoreForbidden,
    StoreMissing,
    StoreVersion,
)
from graph_builder.stores.interface import Limits
from graph_builder.stores.neo4j_plan import check_plan
from graph_builder.stores.neo4j_schema import FULLTEXT, MARK, NAMES, STORE_VERSION, schema
from graph_builder.stores.neo4j_store import Neo4jStore
from graph_builder.stores.opening import open_store
from ontology.loading import load
from ontology.records import Graph, Node

A = notice("甲.txt", "甲的第一稿", ("县财政局", "财政局"))
A2 = notice("甲.txt", "甲的第二稿", ("云溪财政",), problems=3)


@pytest.fixture
def store(neo4j_address: str) -> Iterator[Neo4jStore]:
    with Neo4jStore(neo4j_address, "write") as opened:
        yield opened


@pytest.fixture
def bare(neo4j_address: str) -> Iterator[neo4j.Driver]:
    """The server without us."""
    from graph_builder.stores.neo4j_address import credentials

    with neo4j.GraphDatabase.driver(neo4j_address, auth=credentials()) as driver:
        yield driver


def names(driver: neo4j.Driver) -> set[str]:
    shown = (driver.execute_query(f"SHOW {kind} YIELD name RETURN name").records for kind in ("CONSTRAINTS", "INDEXES"))
    return {row["name"] for rows in shown for row in rows}


# -- the schema ---------------------------------------------------------------------------------------------------


def test_the_schema_follows_the_ontology(store: Neo4jStore, bare: neo4j.Driver) -> None:
    ontology = load()
    assert names(bare) >= set(schema(ontology))
    assert {f"xunji_id_{label}" for label in ontology.labels} <= names(bare)
    assert {f"xunji_report_{type}" for type in ontology.relationships} <= names(bare)


def test_every_look_up_of_a_load_uses_an_index(store: Neo4jStore, bare: neo4j.Driver) -> None:
    for query, step in [
        ("MATCH (n:Report {source: 'x'}) RETURN n", "NodeUniqueIndexSeek"),
        ("MATCH (n:Agency|Place {id: 'x'}) RETURN n", "NodeUniqueIndexSeek"),
        ("MATCH ()-[r:FOUND|CITES {report: 'x'}]->() RETURN r", "DirectedRelationshipIndexSeek"),
    ]:
        plan = bare.execute_query(f"EXPLAIN {query}").summary.plan
        assert step in str(plan)
        assert "Scan" not in str(plan)


def test_full_text_search_knows_chinese(store: Neo4jStore) -> None:
    with store.writer() as writer:
        writer.load(A)
    query = f"CALL db.index.fulltext.queryNodes('{FULLTEXT}', $text) YIELD node RETURN node.id"
    assert store.view().cypher(query, {"text": "县财政"}).rows == ((AGENCY,),)
    assert store.view().cypher(query, {"text": "药监"}).rows == ()


def test_a_full_text_index_of_an_older_ontology_is_made_anew(store: Neo4jStore, bare: neo4j.Driver) -> None:
    bare.execute_query(f"DROP INDEX {FULLTEXT}")
    bare.execute_query(f"CREATE FULLTEXT INDEX {FULLTEXT} FOR (n:Agency) ON EACH [n.name]")
    Neo4jStore(store.address, "write").close()
    (row,) = bare.execute_query(f"SHOW INDEXES YIELD name, labelsOrTypes WHERE name = '{FULLTEXT}'").records
    assert set(row["labelsOrTypes"]) == set(load().labels)


def without_schema(driver: neo4j.Driver) -> None:
    for row in driver.execute_query("SHOW CONSTRAINTS YIELD name RETURN name").records:
        driver.execute_query(f"DROP CONSTRAINT {row['name']}")


def test_data_of_others_under_our_labels_is_left_alone(neo4j_address: str, bare: neo4j.Driver) -> None:
    without_schema(bare)
    bare.execute_query("CREATE (:Person {name: 'x'}), (:Person {name: 'y'}), (:Film)")
    with pytest.raises(StoreForbidden, match=r"\(Person\); give Xunji a database of its own .* or its labels a prefix"):
        open_store(neo4j_address, mode="write")
    with pytest.raises(StoreMissing, match="holds no graph of Xunji"):
        open_store(neo4j_address)
    assert bare.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 3
    assert not [name for name in names(bare) if name.startswith(MARK)]


def test_data_of_others_under_other_labels_does_no_harm(neo4j_address: str, bare: neo4j.Driver) -> None:
    without_schema(bare)
    bare.execute_query("CREATE (:Film {name: '云溪县财政局', id: $id})", id=AGENCY)
    with open_store(neo4j_address, mode="write") as opened, open_store("memory:") as reference:
        opened.writer().load(A)
        reference.writer().load(A)
        assert list(everything(opened.view())) == list(everything(reference.view()))
        assert opened.view().counts() == reference.view().counts()
        opened.writer().remove(A.report)
    assert bare.execute_query("MATCH (n:Film) RETURN count(n) AS n").records[0]["n"] == 1


def test_an_empty_database_is_an_empty_graph_to_read(neo4j_address: str, bare: neo4j.Driver) -> None:
    without_schema(bare)
    with open_store(neo4j_address) as opened:
        assert list(everything(opened.view())) == []
        assert opened.view().find("财政") == ()
        with pytest.raises(StoreForbidden, match="read only"):
            opened.writer()


def test_a_graph_without_an_index_to_search_in_says_so(store: Neo4jStore, bare: neo4j.Driver) -> None:
    store.writer().load(A)
    bare.execute_query(f"DROP INDEX {NAMES}")
    with pytest.raises(StoreVersion, match="no index to search in"):
        store.view().find("财政")
    with open_store(store.address, mode="write") as opened:
        assert [node.id for node in opened.view().find("财政")] == [AGENCY]


def test_a_store_of_another_version(store: Neo4jStore, bare: neo4j.Driver) -> None:
    bare.execute_query(f"DROP CONSTRAINT {MARK}{STORE_VERSION}")
    bare.execute_query(f"CREATE CONSTRAINT {MARK}99 FOR (n:Report) REQUIRE n.source IS UNIQUE")
    try:
        for mode in ("read", "write"):
            with pytest.raises(StoreVersion, match="version 99"):
                open_store(store.address, mode=mode)
    finally:
        bare.execute_query(f"DROP CONSTRAINT {MARK}99")


# -- reaching the server ------------------------------------------------------------------------------------------


def refused(address: str, error: type[StoreError], says: str) -> None:
    with pytest.raises(error) as caught:
        open_store(address)
    assert says in str(caught.value)
    assert address in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_server() -> None:
    refused(f"bolt://127.0.0.1:{free_port()}", StoreMissing, "no Neo4j server answers")
    refused(f"neo4j://127.0.0.1:{free_port()}", StoreMissing, "no Neo4j server answers")


def test_a_server_that_speaks_no_bolt() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        refused(f"bolt://127.0.0.1:{listener.getsockname()[1]}", StoreMissing, "127.0.0.1")
        thread.join()


def test_a_wrong_password(neo4j_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-right-one")
    refused(neo4j_address, StoreForbidden, "refuses this user or password; set NEO4J_USERNAME and NEO4J_PASSWORD")
    monkeypatch.delenv("NEO4J_PASSWORD")
    refused(neo4j_address, StoreForbidden, "NEO4J_PASSWORD")


def test_the_password_is_in_no_message(neo4j_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "hush-hush")
    with pytest.raises(StoreForbidden) as caught:
        open_store(neo4j_address)
    assert "hush" not in str(caught.value)


def test_a_password_from_a_file(neo4j_address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from graph_builder.stores.neo4j_address import credentials

    held = credentials()
    assert held is not None
    (tmp_path / "password").write_text(f"{held[1]}\n", encoding="utf-8")
    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "password"))
    open_store(neo4j_address).close()


def test_a_database_that_is_not_there(neo4j_address: str) -> None:
    refused(f"{neo4j_address}/nosuch", StoreMissing, "no database 'nosuch'")


def test_the_database_may_be_named(neo4j_address: str) -> None:
    open_store(f"{neo4j_address.replace('bolt:', 'neo4j:')}/neo4j").close()


# -- writing ------------------------------------------------------------------------------------------------------


def test_a_label_that_the_ontology_does_not_know_is_refused(store: Neo4jStore) -> None:
    odd = Graph(A.report, (*A.nodes, Node("x", "Film", {"name": "x"})), (*A.relationships, A.relationships[0]))
    with pytest.raises(GraphRejected):
        store.writer().load(odd)
    assert store.view().report_ids() == ()


def test_writers_beside_each_other_end_with_what_one_would_have_written(store: Neo4jStore) -> None:
    graphs = [notice(f"{n % 9}.txt", f"第{n}稿", ("县财政局", f"财政局{n}")) for n in range(12)]
    faults: list[BaseException] = []

    def load(part: list[Graph]) -> None:
        try:
            with Neo4jStore(store.address, "write") as opened, opened.writer() as writer:
                for graph in part:
                    writer.load(graph)
        except BaseException as fault:
            faults.append(fault)

    # Drafts of one source go to one writer, since the last one counts.
    threads = [threading.Thread(target=load, args=(graphs[n::3],)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with open_store("memory:") as reference:
        for graph in graphs:
            reference.writer().load(graph)
        assert list(everything(store.view())) == list(everything(reference.view()))


def test_two_writers_of_one_notice_store_it_once(store: Neo4jStore) -> None:
    barrier = threading.Barrier(4)
    outcomes: list[str] = []

    def load() -> None:
        writer = store.writer()
        barrier.wait()
        outcomes.append(writer.load(A))

    threads = [threading.Thread(target=load) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["added", "unchanged", "unchanged", "unchanged"]
    with open_store("memory:") as reference:
        reference.writer().load(A)
        assert list(everything(store.view())) == list(everything(reference.view()))


# -- reading only -------------------------------------------------------------------------------------------------

TRICKS = [
    "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "CALL { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l } RETURN l",
    "MATCH (n) CALL (n) { LOAD/**/CSV FROM 'http://127.0.0.1:1/x' AS l RETURN l } RETURN l",
    "RETURN 1 AS l UNION LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "RETURN COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l[0] } AS l",
    "\\u004cOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "CALL dbms.listConfig() YIELD name RETURN name",
    "CALL dbms.components()",
    "CALL db.createLabel('X')",
    "CALL db.clearQueryCaches()",
    "CREATE (:X)",
    "MATCH (n) DETACH DELETE n",
    "SHOW USERS",
    "SHOW SETTINGS",
    "TERMINATE TRANSACTION 'neo4j-transaction-1'",
    "CREATE INDEX x FOR (n:X) ON (n.y)",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "MATCH (n) CALL (n) { SET n.x = 1 } IN TRANSACTIONS",
    "USE system SHOW DATABASES",
]


@pytest.mark.parametrize("query", TRICKS)
def test_what_writes_or_looks_elsewhere_is_refused_by_the_guard(store: Neo4jStore, query: str) -> None:
    with pytest.raises(QuerySyntax):
        store.view().cypher(query)


@pytest.mark.parametrize("query", TRICKS)
def test_what_the_guard_would_let_through_is_refused_by_its_plan(store: Neo4jStore, query: str) -> None:
    """The second lock, tried without the first: the query as it stands goes to the server's own planner."""
    with store._server.session() as session:
        try:
            summary = session.run(f"EXPLAIN {query}").consume()
        except neo4j.exceptions.Neo4jError:
            return
    with pytest.raises(QueryRefused):
        check_plan(summary.query_type, summary.plan)


@pytest.mark.parametrize("query", SAME)
def test_reading_queries_pass_both_locks(store: Neo4jStore, query: str) -> None:
    prepared = prepare(query)
    with store._server.session() as session:
        try:
            values = dict.fromkeys(prepared.parameters, "x")
            summary = session.run(f"EXPLAIN {prepared.text}", values).consume()
        except neo4j.exceptions.Neo4jError:
            return
    check_plan(summary.query_type, summary.plan)


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(query=QUERIES)
@example(query="LOAD CSV FROM 'SECRET' AS l RETURN l")
@example(query="MATCH (n) SET n.x = 1 RETURN n")
def test_no_soup_of_dangerous_words_gets_through(
    meets_neo4j: str, secret: Path, fuzzed: Neo4jStore, query: str
) -> None:
    before = fuzzed.view().counts()
    try:
        found = fuzzed.view().cypher(query.replace("SECRET", secret.as_uri()), {"p": str(secret)}, Limits(seconds=2))
    except StoreError as fault:
        assert "\n" not in str(fault)
        return
    assert "hidden-treasure" not in str(found)
    assert fuzzed.view().counts() == before


@pytest.fixture(scope="module")
def fuzzed(neo4j_emptied: str) -> Iterator[Neo4jStore]:
    with Neo4jStore(neo4j_emptied, "write") as opened:
        opened.writer().load(A2)
        yield opened


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "secret.csv"
    path.write_text("hidden-treasure\n", encoding="utf-8")
    return path


def test_the_server_would_read_the_file(bare: neo4j.Driver, secret: Path) -> None:
    """Or else the tests above show nothing."""
    rows = bare.execute_query("LOAD CSV FROM $file AS l RETURN l", file=secret.as_uri()).records
    assert [row["l"] for row in rows] == [["hidden-treasure"]]
