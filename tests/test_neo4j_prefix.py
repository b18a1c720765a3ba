"""A graph in a database that others use too: its labels have a prefix, and nothing of others is read or touched."""

from __future__ import annotations

from collections.abc import Iterator

import neo4j
import pytest
from cookbook import questions as cookbook
from example_graphs import loaded
from running import xunji
from store_notices import AGENCY, everything, notice
from test_queries import _plain, questions

from graph_builder.cypher.allowed import OF_ALL
from graph_builder.cypher.guard import prepare
from graph_builder.cypher.naming import Naming
from graph_builder.stores.errors import QueryRefused, StoreForbidden, StoreMissing
from graph_builder.stores.interface import Counts, View
from graph_builder.stores.neo4j_address import credentials
from graph_builder.stores.opening import open_store
from graph_builder.stores.search import SearchRequest
from ontology.records import Graph

PREFIX = "Xunji_"
NAMES = Naming("X_", frozenset({"A", "B"}), frozenset({"T"}), frozenset({"xunji_text"}))
EVERY = "X_A|X_B"
LISTED = "[`xunji label` IN labels({}) WHERE `xunji label` STARTS WITH 'X_' | substring(`xunji label`, 2)]"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("MATCH (a:A) RETURN a", "MATCH (a:X_A) RETURN a"),
        ("MATCH (a:A|B)-[:T]->(:B:A) RETURN a", "MATCH (a:X_A|X_B)-[:T]->(:X_B:X_A) RETURN a"),
        ("MATCH (a)-[r]-() RETURN a", f"MATCH (a:{EVERY})-[r]-(:{EVERY}) RETURN a"),
        ("MATCH (a:!A) RETURN a", f"MATCH (a:({EVERY})&(!X_A)) RETURN a"),
        ("MATCH (a:%) RETURN a", f"MATCH (a:({EVERY})&(%)) RETURN a"),
        ("MATCH (a:Film) RETURN a", "MATCH (a:`X_Film`) RETURN a"),
        ("MATCH (a:`A`) RETURN (a)", "MATCH (a:X_A) RETURN (a)"),
        ("MATCH (a:A)-[r]-(b:B) WHERE r:T RETURN b:A", "MATCH (a:X_A)-[r]-(b:X_B) WHERE r:T RETURN b:X_A"),
        ("MATCH (A:A {A: 'A'}) RETURN A.A", "MATCH (A:X_A {A: 'A'}) RETURN A.A"),
        ("MATCH (a:A) WHERE (a)--(:B) RETURN a", f"MATCH (a:X_A) WHERE (a:{EVERY})--(:X_B) RETURN a"),
        ("MATCH (a:A) RETURN COUNT { (a)--() }", f"MATCH (a:X_A) RETURN COUNT {{ (a:{EVERY})--(:{EVERY}) }}"),
        ("MATCH (a:A) RETURN labels(a)[0]", f"MATCH (a:X_A) RETURN {LISTED.format('a')}[0]"),
        (
            "CALL db.index.fulltext.queryNodes('xunji_text', 'A') YIELD node RETURN node",
            "CALL db.index.fulltext.queryNodes('xunji_text_X_', 'A') YIELD node RETURN node",
        ),
    ],
)
def test_labels_are_written_anew(query: str, text: str) -> None:
    assert prepare(query, NAMES).text == text


@pytest.mark.parametrize(
    "call",
    [
        "db.index.fulltext.queryNodes('theirs', 'A') YIELD node RETURN node",
        "db.index.fulltext.queryNodes($index, 'A') YIELD node RETURN node",
        "db.index.fulltext.queryNodes('xunji_text' + $x, 'A') YIELD node RETURN node",
        "DB.index.fulltext.queryNodes YIELD node RETURN node",
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships('theirs', 'A') YIELD relationship RETURN relationship",
    ],
)
def test_an_index_of_others_is_refused(call: str) -> None:
    with pytest.raises(QueryRefused, match="its name alone: write 'xunji_text'"):
        prepare(f"CALL {call}", NAMES)
    assert prepare(f"CALL {call}").text.startswith("CALL ")


@pytest.mark.parametrize("name", sorted(OF_ALL))
def test_what_shows_the_schema_of_others_is_refused(name: str) -> None:
    with pytest.raises(QueryRefused, match=f"{name} shows what others keep"):
        prepare(f"CALL {name}()", NAMES)


@pytest.mark.parametrize("query", ["MATCH (a:$(x)) RETURN a", "MATCH (a:A|$x) RETURN a"])
def test_labels_that_only_the_running_query_knows_are_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="write the label itself"):
        prepare(query, NAMES)


# -- on a real server, beside others' data under the same labels ----------------------------------------------------

FOREIGN = (
    "CREATE (a:Company {id: 'c1', name: '云澜恒筑建设工程有限公司'})-[:MENTIONS {since: 2020}]->(:Person {name: 'x'}),"
    " (a)-[:IN_AREA]->(:Agency {id: $id, key: 7}), (:Report {source: 'a'}), (:Company {id: 'c1', name: 'twice'})"
)
ALL_FOREIGN = (
    "MATCH (n) WHERE none(label IN labels(n) WHERE label STARTS WITH 'Xunji_')"
    " OPTIONAL MATCH (n)-[r]->(m) RETURN elementId(n) AS n, labels(n) AS labels, properties(n) AS own,"
    " elementId(r) AS r, type(r) AS type, properties(r) AS its, elementId(m) AS m ORDER BY n, r"
)


@pytest.fixture(scope="module")
def others(neo4j_emptied: str) -> Iterator[neo4j.Driver]:
    """The database with data of others in it."""
    with neo4j.GraphDatabase.driver(neo4j_emptied, auth=credentials()) as driver:
        for row in driver.execute_query("SHOW CONSTRAINTS YIELD name RETURN name").records:
            driver.execute_query(f"DROP CONSTRAINT {row['name']}")
        driver.execute_query(FOREIGN, id=AGENCY)
        yield driver
        for row in driver.execute_query("SHOW CONSTRAINTS YIELD name RETURN name").records:
            driver.execute_query(f"DROP CONSTRAINT {row['name']}")


@pytest.fixture(scope="module")
def shared(neo4j_emptied: str, others: neo4j.Driver) -> Iterator[View]:
    before = others.execute_query(ALL_FOREIGN).records
    with open_store(f"{neo4j_emptied}?prefix={PREFIX}", mode="write") as store:
        yield loaded(store)
    assert others.execute_query(ALL_FOREIGN).records == before


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    with open_store(str(tmp_path_factory.mktemp("prefix") / "graph.kgl"), mode="write") as store:
        yield loaded(store)


@pytest.mark.usefixtures("meets_neo4j")
def test_the_graph_is_the_same(alone: View, shared: View) -> None:
    assert list(everything(shared)) == list(everything(alone))
    assert shared.counts() == alone.counts()


@pytest.mark.usefixtures("meets_neo4j")
@pytest.mark.parametrize(("title", "query"), questions(), ids=[title for title, _ in questions()])
def test_analysts_get_the_same_answers(alone: View, shared: View, title: str, query: str) -> None:
    here, there = alone.cypher(query), shared.cypher(query)
    assert (there.columns, _plain(there)) == (here.columns, _plain(here))


@pytest.mark.usefixtures("meets_neo4j")
@pytest.mark.parametrize(("title", "query"), cookbook(), ids=[title for title, _ in cookbook()])
def test_the_cookbook_has_the_same_answers(alone: View, shared: View, title: str, query: str) -> None:
    assert _plain(shared.cypher(query)) == _plain(alone.cypher(query))


@pytest.mark.usefixtures("meets_neo4j")
@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("MATCH (n) WHERE n.key = 7 OR n.name IN ['x', 'twice'] RETURN count(n)", 0),
        ("MATCH ()-[r]->() WHERE r.since = 2020 RETURN count(r)", 0),
        ("MATCH (n:!Agency) WHERE n.name = 'twice' RETURN count(n)", 0),
        ("MATCH (n:Xunji_Agency) RETURN count(n)", 0),
        ("MATCH (n:Agency) WITH n LIMIT 1 RETURN labels(n)", ["Agency"]),
        ("CALL db.index.fulltext.queryNodes('xunji_text', '水务') YIELD node RETURN count(node) > 0", True),
        ("MATCH (n) WITH DISTINCT labels(n) AS names UNWIND names AS name RETURN count(DISTINCT name) > 9", True),
    ],
)
def test_nothing_of_others_is_found(shared: View, query: str, answer: object) -> None:
    assert shared.cypher(query).rows == ((answer,),)


@pytest.mark.usefixtures("meets_neo4j")
@pytest.mark.parametrize("words", ["恒筑", "水务", "caizheng", "云", "twice"])
def test_searching_finds_the_same(alone: View, shared: View, words: str) -> None:
    for labels in ((), ("Company",), ("Problem", "Measure")):
        request = SearchRequest(words, labels)
        assert shared.search(request) == alone.search(request)


@pytest.mark.usefixtures("meets_neo4j")
def test_links_of_others_to_our_nodes_are_passed_over(others: neo4j.Driver, alone: View, shared: View) -> None:
    company, types = next(alone.nodes("Company")).id, ["MENTIONS"]
    link = (
        "MATCH (n:Xunji_Company {id: $id}) CREATE (:Case {id: $id})<-[:MENTIONS]-(n)<-[:MENTIONS]-(:Case {id: 'case'})"
    )
    others.execute_query(link, id=company)
    try:
        assert shared.relationships(company) == alone.relationships(company)
        assert shared.subgraph([company], 2) == alone.subgraph([company], 2)
        assert shared.among([company], 9) == alone.among([company], 9)
        assert shared.degrees([company], types) == alone.degrees([company], types)
        assert shared.counts() == alone.counts()
    finally:
        others.execute_query("MATCH (n:Case) DETACH DELETE n")


@pytest.mark.usefixtures("meets_neo4j")
def test_every_way_to_name_it(neo4j_emptied: str, shared: View) -> None:
    found = []
    for store in (
        ["--store", neo4j_emptied, "--prefix", PREFIX],
        ["--store", f"{neo4j_emptied}/neo4j?prefix={PREFIX}"],
    ):
        ran = xunji("query", "MATCH (r:Report) RETURN count(r) AS n", "--database", "neo4j", *store, "--format", "csv")
        assert (ran.code, ran.err) == (0, "")
        found.append(ran.out)
    assert len(set(found)) == 1 and "10" in found[0]


@pytest.mark.usefixtures("meets_neo4j")
def test_without_a_prefix_the_error_names_both_ways_out(neo4j_emptied: str, shared: View) -> None:
    with pytest.raises(StoreForbidden, match=r"--database NAME, .* or its labels a prefix \(--prefix Xunji_"):
        open_store(neo4j_emptied, mode="write")
    with pytest.raises(StoreMissing, match="no graph of Xunji under the prefix Other_"):
        open_store(f"{neo4j_emptied}?prefix=Other_")


@pytest.mark.usefixtures("meets_neo4j")
def test_two_graphs_with_prefixes_share_a_database(neo4j_emptied: str, shared: View, others: neo4j.Driver) -> None:
    """Also where both hold the same notice: the ids of all that it tells are the same."""
    graph, changed = notice("甲.txt", "甲的稿"), notice("甲.txt", "甲的第二稿")
    with (
        open_store(f"{neo4j_emptied}?prefix={PREFIX}", mode="write") as ours,
        open_store(f"{neo4j_emptied}?prefix=Other_", mode="write") as theirs,
    ):
        assert ours.writer().load(graph) == "added"
        before = shared.counts(), list(shared.said(graph.report))
        assert len(before[1]) == len(graph.relationships)
        for kept in (graph, changed):
            theirs.writer().load(kept)
            assert (shared.counts(), list(shared.said(graph.report))) == before
            assert theirs.view().report_ids() == (kept.report,)
            assert list(everything(theirs.view())) == list(everything(_alone(kept)))
            assert sum(theirs.view().counts().types.values()) == len(kept.relationships)
        assert theirs.writer().remove(changed.report)
        assert theirs.view().counts() == Counts({}, {})
        assert (shared.counts(), list(shared.said(graph.report))) == before
        assert ours.writer().remove(graph.report)


def _alone(graph: Graph) -> View:
    store = open_store("memory:")
    store.writer().load(graph)
    return store.view()
