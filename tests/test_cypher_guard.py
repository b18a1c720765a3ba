"""Which Cypher passes the gate, how it comes out, and that nothing gets through that writes or reads files."""

from __future__ import annotations

from pathlib import Path

import kglite
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph_builder.cypher.allowed import FUNCTIONS, RESERVED, WRITING
from graph_builder.cypher.guard import LONGEST, prepare
from graph_builder.cypher.tokens import literal, tokens
from graph_builder.stores.errors import QueryRefused, QuerySyntax

# -- what passes, and how it is written down again ----------------------------------------------------------------

SAME = [
    "RETURN 1",
    "RETURN 0x1F, 0o17, 1.5e-3, -1, [1, 2][0..1], [1][0], {a: 1}.a, true, null",
    "MATCH (n:Agency {name: $name})-[r:PART_OF|LOCATED_IN*1..3]->(m) WHERE n.kind IN ['party'] RETURN DISTINCT n, m",
    "MATCH p = shortestPath((a:Agency {id: $a})-[*..6]-(b {id: $b})) RETURN length(p), [x IN nodes(p) | x.name]",
    "MATCH p = (a)<-[:FOUND]-()--(b)-->(c) RETURN p",
    "OPTIONAL MATCH (n:A:B) WHERE n.x IS NOT NULL AND NOT n.y STARTS WITH 'z' OR n.z =~ '.*' RETURN n ORDER BY n.x",
    "MATCH (n) WITH n, count(*) AS c WHERE c > 1 RETURN n.name AS name, c ORDER BY c DESC, name ASC SKIP 1 LIMIT $k",
    "MATCH (n) WHERE (n)-[:FOUND]->(:Problem {status: 'x'}) AND NOT (n)--() RETURN count(DISTINCT n)",
    "MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WHERE m.x = 1 RETURN m } AND COUNT { (n)--() } > 2 RETURN n",
    "MATCH (n) RETURN COLLECT { MATCH (n)-->(m) RETURN m.id } AS ids",
    "MATCH (n) CALL { WITH n MATCH (n)--(m) RETURN count(m) AS k } RETURN n, k",
    "MATCH (n) CALL (n) { MATCH (n)--(m) RETURN m UNION MATCH (n)-->(m) RETURN m } RETURN m",
    "CALL () { RETURN 1 AS x } CALL (*) { RETURN 2 AS y } RETURN x, y",
    "CALL db.labels() YIELD label AS l WHERE l <> 'x' RETURN l",
    "CALL db.relationshipTypes() YIELD *",
    "UNWIND range(1, 3) AS x RETURN x UNION ALL UNWIND [4] AS x RETURN x",
    "RETURN CASE 1 WHEN 1 THEN 'a' ELSE 'b' END, CASE WHEN true THEN 1 END",
    "RETURN reduce(s = 0, x IN [1, 2] | s + x), any(x IN [1] WHERE x = 1), [x IN [1] WHERE x > 0 | x ^ 2]",
    "MATCH (n) RETURN n {.name, .*, k: n.x, n}, [(n)-->(m) WHERE m.x = 1 | m.name], n:Agency",
    "MATCH (n:(A|B)&!C) RETURN n",
    "MATCH (n:$label) RETURN date.truncate('month', date()), duration.between(date(), date())",
    "MATCH (n WHERE n.x = 1)-[r WHERE r.y = 2]->() RETURN (n.x + 1) * -2, n['x']",
    "MATCH (n) WHERE n.a < -1 AND n.b > 1 RETURN n.a - 1",
]


@pytest.mark.parametrize("query", SAME)
def test_reading_queries_pass_unchanged(query: str) -> None:
    assert prepare(query).text == query


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("RETURN 1;", "RETURN 1"),
        ("RETURN/* SET */1 // SET\n", "RETURN         1       \n"),
        ("/* a\n * b **/RETURN 1", "    \n        RETURN 1"),
        ("RETURN\u00a01\u3000AS\u2003x", "RETURN 1 AS x"),
        ("RETURN 'it\\'s \\u5E02\\u59D4 \\\\'", "RETURN 'it\\'s 市委 \\\\'"),
        ('RETURN "a\'b\\n"', "RETURN 'a\\'b\\n'"),
        ("RETURN 'x\\u0027 SET'", "RETURN 'x\\' SET'"),
        ("MATCH (n) RETURN n.set, n.end", "MATCH (n) RETURN n.`set`, n.`end`"),
        (
            "MATCH (n:`CREATE` {merge: 1})-[:SET]->() RETURN n",
            "MATCH (n:`CREATE` {`merge`: 1})-[:`SET`]->() RETURN n",
        ),
        ("MATCH (n:`Agency`) RETURN n.`name`", "MATCH (n:Agency) RETURN n.name"),
        ("MATCH (n) RETURN {delete: 1, load: 2}", "MATCH (n) RETURN {`delete`: 1, `load`: 2}"),
        ("RETURN 1 AS `load csv`", "RETURN 1 AS v1"),
        ("RETURN 1 AS set", "RETURN 1 AS v1"),
        ("WITH 1 AS `a``b` RETURN `a``b`", "WITH 1 AS v1 RETURN v1"),
        ("MATCH (v1), (机构) RETURN 机构", "MATCH (v1), (v2) RETURN v2"),
        ("MATCH (n:机构 {名称: 1}) RETURN n", "MATCH (n:`机构` {`名称`: 1}) RETURN n"),
        ("mAtCh (n) rEtUrN n", "mAtCh (n) rEtUrN n"),
        (
            "MATCH (p)-[m:X]-() MATCH (r:R {id: m.x, a: p.x})-[:Y {b: m.`load`}]-() RETURN m.x",
            "MATCH (p)-[m:X]-() MATCH (r:R {id: m ['x'], a: p.x})-[:Y {b: m ['load']}]-() RETURN m.x",
        ),
    ],
)
def test_how_a_query_is_written_down_again(query: str, text: str) -> None:
    assert prepare(query).text == text


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("RETURN 1 AS `a b`, n.end, count( * )", ("a b", "n.end", "count( * )")),
        ("MATCH (n) RETURN *, 1 AS x", ()),
        ("RETURN 1 AS x UNION RETURN 2 AS x", ("x",)),
        ("CALL db.labels()", ()),
        ("MATCH (n) CALL { RETURN 1 AS y } RETURN n", ("n",)),
    ],
)
def test_columns(query: str, columns: tuple[str, ...]) -> None:
    assert prepare(query).columns == columns


def test_parameters_in_the_order_of_their_use() -> None:
    query = "MATCH (n {a: $b, c: $`d e`}) WHERE (n.x = $b) AND (n)-[{y: $z}]-() RETURN $1"
    assert prepare(query).parameters == ("b", "d e", "z", "1")


# -- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "place", "says"),
    [
        ("CREATE (n)", (1, 1), "CREATE writes"),
        ("  \n MERGE (n)", (2, 2), "MERGE writes"),
        ("MATCH (n) SET n.x = 1", (1, 11), "SET writes"),
        ("MATCH (n) /* */ DETACH DELETE n", (1, 17), "DETACH writes"),
        ("MATCH (n) REMOVE n.x", (1, 11), "REMOVE writes"),
        ("MATCH (n) FOREACH (x IN [1] | SET n.x = x)", (1, 11), "FOREACH writes"),
        ("INSERT (:A)", (1, 1), "INSERT writes"),
        ("CALL { CREATE (n) }", (1, 8), "CREATE writes"),
        ("RETURN COLLECT { MATCH (n) SET n.x = 1 RETURN n }", (1, 28), "SET"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", (1, 1), "LOAD"),
        ("load//\ncsv FROM 'x' AS l RETURN l", (1, 1), "LOAD"),
        ("MATCH (n) LOAD CSV WITH HEADERS FROM $x AS l RETURN l", (1, 11), "LOAD"),
        ("WITH 1 AS load, 2 AS csv LOAD CSV FROM 'x' AS l RETURN l", (1, 26), "LOAD"),
        ("CALL { LOAD CSV FROM 'x' AS l RETURN l } RETURN l", (1, 8), "LOAD"),
        ("RETURN 1 UNION LOAD CSV FROM 'x' AS l RETURN l", (1, 16), "LOAD"),
        ("EXPLAIN MATCH (n) RETURN n", (1, 1), "EXPLAIN"),
        ("PROFILE CREATE (n)", (1, 1), "PROFILE"),
        ("CYPHER 5 RETURN 1", (1, 1), "CYPHER"),
        ("USE other RETURN 1", (1, 1), "USE"),
        ("SHOW INDEXES", (1, 1), "SHOW"),
        ("FOR VALID_TIME ALL RETURN 1", (1, 1), "FOR"),
        ("RETURN 1 FORMAT CSV", (1, 10), "FORMAT"),
        ("RETURN 1; RETURN 2", (1, 11), "one query"),
        ("MATCH (n) CALL { RETURN 1 AS x } IN TRANSACTIONS RETURN 1", (1, 34), "IN"),
        ("CALL apoc.load.json('http://x') YIELD value RETURN value", (1, 6), "apoc.load.json"),
        ("CALL `apoc`.load.csv('x')", (1, 6), "apoc.load.csv"),
        ("CALL db.cdc.enable()", (1, 6), "db.cdc.enable"),
        ("CALL dbms.listConfig()", (1, 6), "dbms.listConfig"),
        ("RETURN apoc.cypher.runFirstColumnSingle('x', {})", (1, 8), "apoc.cypher"),
        ("RETURN foo(1)", (1, 8), "foo()"),
        ("RETURN `size`('x')", (1, 8), "size()"),
        ("RETURN file()", (1, 8), "file()"),
        ("MATCH (n {x: foo(1)}) RETURN n", (1, 14), "foo()"),
        ("MATCH (n) WHERE (n {x: foo(1)})--() RETURN n", (1, 24), "foo()"),
        ("MATCH (n:`A) LOAD (`) RETURN n", (1, 10), "no name"),
        ("RETURN " + "(" * 60 + "1" + ")" * 60, (1, 56), "nest"),
        ("RETURN '" + "x" * LONGEST + "'", (1, 1), "characters"),
    ],
)
def test_what_is_refused_where_and_why(query: str, place: tuple[int, int], says: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        prepare(query)
    assert (caught.value.line, caught.value.column) == place
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("", (1, 1)),
        ("// nothing", (1, 11)),
        ("RETURN", (1, 7)),
        ("RETURN 1 +", (1, 11)),
        ("RETURN 'x", (1, 8)),
        ("RETURN `x", (1, 8)),
        ("RETURN /* x", (1, 8)),
        ("RETURN 1x", (1, 9)),
        ("RETURN '\\q'", (1, 9)),
        ("RETURN '\\uD800'", (1, 9)),
        ("RETURN \\u0031", (1, 8)),
        ("\\u004cOAD CSV FROM 'x' AS l RETURN l", (1, 1)),
        ("LO/**/AD CSV FROM 'x' AS l RETURN l", (1, 1)),
        ("MATCH (n RETURN n", (1, 10)),
        ("MATCH n RETURN n", (1, 7)),
        ("MATCH (n)\nWHERE n. RETURN 1", (2, 17)),
        ("RETURN [1, 2", (1, 13)),
        ("RETURN load csv", (1, 8)),
        ("WITH 1 AS x RETURN x load", (1, 22)),
        ("RETURN n.`a\\u0060b`", (1, 10)),
        ("UNWIND [1] x RETURN x", (1, 12)),
        ("RETURN $", (1, 8)),
        ("RETURN 1 # 2", (1, 10)),
    ],
)
def test_what_is_no_cypher(query: str, place: tuple[int, int]) -> None:
    with pytest.raises(QuerySyntax) as caught:
        prepare(query)
    assert (caught.value.line, caught.value.column) == place
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("query", ["RETURN " + "(a {k: " * 40, "RETURN " + "[x IN (" * 45, "MATCH " + "(a)-[]-" * 9000])
def test_entangled_queries_are_answered_at_once(query: str) -> None:
    with pytest.raises(QuerySyntax):
        prepare(query)


def test_the_lists_hold_together() -> None:
    assert WRITING <= RESERVED
    assert all(word == word.upper() for word in RESERVED)
    assert not FUNCTIONS & {"file", "linenumber"}
    assert not [name for name in FUNCTIONS if name.startswith(("apoc", "db", "dbms", "graph", "kg"))]


# -- nothing gets through ------------------------------------------------------------------------------------------

WORDS = """
LOAD CSV FROM 'SECRET' AS l RETURN l
LOAD CSV WITH HEADERS FROM $p AS l
load
csv
FROM 'SECRET'
"SECRET"
AS l
AS `load`
AS set
RETURN
RETURN l
RETURN 1
RETURN *
MATCH (n)
-[r]->
(m {name: 'x'})
WHERE n.name = 'x'
n.set
SET n.x = 1
CREATE (:Z)
`CREATE (:Z)`
MERGE (:Z)
DELETE n
DETACH
REMOVE n.x
FOREACH (x IN [1] | CREATE (:Z))
INSERT (:Z)
WITH n
WITH *
WITH 1 AS csv
UNWIND [1] AS x
UNION ALL
CALL {
CALL (n) {
}
{
(
)
[
]
,
;
:
|
'
"
`
\
/*
*/
//
\u0027
\u004c
$p
EXPLAIN
PROFILE
USE x
FORMAT CSV
FINISH
CALL db.cdc.enable()
CALL db.labels()
SHOW INDEXES
DROP INDEX x
CREATE INDEX FOR (n:A) ON (n.x)
x
count(*)
size('x')
EXISTS {
COUNT {
CASE WHEN true THEN 1 END
'a'
"""
PIECES = st.sampled_from([*WORDS.strip().split("\n"), "\n", "\u00a0", "//\n"])
QUERIES = st.lists(PIECES, min_size=1, max_size=12).map(" ".join)
VALID = st.sampled_from(SAME)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> tuple[kglite.KnowledgeGraph, str]:
    secret = tmp_path_factory.mktemp("secret") / "secret.csv"
    secret.write_text("hidden-treasure\n")
    kglite.set_query_warning_policy("silent")
    graph = kglite.KnowledgeGraph()
    graph.cypher("CREATE (a:Agency {id: '1', name: 'x'})-[:PART_OF]->(:Agency {id: '2', name: 'y'})")
    return graph, str(secret)


def _harmless(engine: tuple[kglite.KnowledgeGraph, str], query: str) -> None:
    """A query that passes the gate changes nothing and shows no file, even to an engine that would let it."""
    graph, secret = engine
    try:
        text = prepare(query.replace("SECRET", secret)).text
    except QuerySyntax:
        return
    try:
        found = graph.cypher(text, params={"p": secret}, timeout_ms=500)
    except (kglite.KgError, ValueError):
        return
    assert isinstance(found, kglite.ResultView)
    assert "hidden-treasure" not in str(found.to_list())
    assert not any((found.stats or {}).values())
    assert (graph.shape, graph.cypher("SHOW INDEXES").to_list()) == ((2, 1), [])  # type: ignore[union-attr]


FUZZ = settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(query=QUERIES)
@example(query="LOAD CSV FROM 'SECRET' AS l RETURN l")
@example(query="MATCH (n) SET n.x = 1 RETURN n")
def test_no_soup_of_dangerous_words_gets_through(engine: tuple[kglite.KnowledgeGraph, str], query: str) -> None:
    _harmless(engine, query)


@FUZZ
@given(query=VALID, piece=PIECES, at=st.integers(0, 200))
def test_no_valid_query_with_a_dangerous_piece_gets_through(
    engine: tuple[kglite.KnowledgeGraph, str], query: str, piece: str, at: int
) -> None:
    _harmless(engine, query[:at] + piece + query[at:])


@FUZZ
@given(text=st.text(st.sampled_from("RETURN 'ab\"`\\/*\n(){}[]$.:,|-<>=u0027机\u3000"), max_size=40))
def test_any_text_is_either_taken_or_refused_in_one_line(text: str) -> None:
    try:
        prepare(text)
    except QuerySyntax as fault:
        assert "\n" not in str(fault)


@FUZZ
@given(text=st.text(max_size=30))
def test_a_string_means_the_same_before_and_after(text: str) -> None:
    string, end = tokens(literal(text))
    assert (string.kind, string.value, end.kind) == ("string", text, "end")


def test_the_engine_would_read_the_file(engine: tuple[kglite.KnowledgeGraph, str]) -> None:
    """Or else the tests above show nothing."""
    graph, secret = engine
    Path(secret).stat()
    assert "hidden-treasure" in str(graph.cypher(f"LOAD CSV FROM '{secret}' AS l RETURN l").to_list())  # type: ignore[union-attr]
