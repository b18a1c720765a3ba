"""Which SPARQL queries are answered, and what the others are told."""

from __future__ import annotations

import socket
from threading import Thread

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.sparql.errors import SparqlRefused, SparqlSyntax
from graph_builder.sparql.guard import LONGEST, check, tokens

READING = [
    "SELECT * { ?s ?p ?o }",
    "select distinct ?n where { ?a a xj:Agency ; xj:name ?n } order by desc(?n) limit 3 offset 1",
    "ASK { <https://w3id.org/xunji/id/agency-0a> ?p ?o }",
    "CONSTRUCT { ?s xj:name ?n } WHERE { ?s xj:name ?n FILTER(CONTAINS(?n, '招标')) }",
    "DESCRIBE xjd:agency-0a",
    'PREFIX e: <http://example.org/#> SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s e:p/^e:q|e:r* "a"@zh-Hans , 1.5e3 }',
    'SELECT ?x { VALUES (?x) { (UNDEF) (\'\'\'long \' text\'\'\') ("""a "" b""") } MINUS { _:b a ?x } } # the end',
    "SELECT ?s { GRAPH ?notice { ?s ?p ?o } FILTER(?o < 3 && ?o >= 1 || !BOUND(?p)) }",
    "SELECT ?s { ?s xj:name \"SERVICE <http://x/> 'LOAD'\" } # DROP ALL; SERVICE",
    "SELECT ?s { ?s xj:name 'C:\\\\u' ; xj:p\\-q ?service }",
    "SELECT (GROUP_CONCAT(?n ; SEPARATOR = '、') AS ?all) { ?a xj:name ?n } GROUP BY ?a HAVING (COUNT(?n) > 1)",
]

REFUSED = {
    "service": ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "column 12: SERVICE would ask another server"),
    "in small letters": ("SELECT * { service silent <http://x/> {} }", "SERVICE"),
    "runs on into a name": ("PREFIX a: <http://x/> SELECT * { SERVICEa:b { ?s ?p ?o } }", "SERVICE"),
    "runs on into an empty prefix": ("PREFIX : <http://x/> SELECT * { SERVICE:b { ?s ?p ?o } }", "SERVICE"),
    "runs on behind a word": ("SELECT * { OPTIONALSERVICE <http://x/> {} }", "SERVICE"),
    "from": ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM is not allowed here"),
    "base": ("BASE <http://x/> SELECT * { ?s ?p ?o }", "BASE is not allowed"),
    "insert": ("INSERT DATA { <a:b> <a:c> <a:d> }", "line 1, column 1: INSERT writes"),
    "load": ("LOAD <http://x/>", "LOAD writes"),
    "drop behind a query": ("SELECT * { ?s ?p ?o };\nDROP ALL", "line 2, column 1: DROP writes"),
    "a comparison that looks like an address": (
        "SELECT * { FILTER(?a<1)SERVICE?s#>\n{ ?x ?y ?z } }",
        "is no whole address without parentheses",
    ),
    "with a scheme": ("PREFIX x: <x:> SELECT * { FILTER(?a<x:y)SERVICE?s#>\n{ ?x ?y ?z } }", "is no whole address"),
    "an address with a quote behind it": ("SELECT * { ?s <http://a/('b> } SERVICE <http://x/> {} #' }", "is no whole"),
    "a relative address": ("SELECT * { ?s <name> ?o }", "is no whole address"),
    "unknown function": ("SELECT (NOW2() AS ?x) { }", "NOW2 is no word of SPARQL's"),
}

BROKEN = [
    'SELECT * { ?s ?p "open }',
    "SELECT * { ?s ?p '''open' }",
    "SELECT \\u0053 { }",
    "SELECT * { ?s ?p 1SERVICE }",
    "`",
]


@pytest.mark.parametrize("query", READING)
def test_reading_queries_pass_and_the_engine_takes_them(query: str) -> None:
    check(query)
    prefixes = {"xj": "https://w3id.org/xunji/ontology#", "xjd": "https://w3id.org/xunji/id/"}
    ox.Store().query(query, prefixes=prefixes)


@pytest.mark.parametrize(("query", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_writes_or_reaches_out_is_refused_by_its_place(query: str, message: str) -> None:
    with pytest.raises(SparqlRefused, match="SPARQL, line") as told:
        check(query)
    assert message in str(told.value)


@pytest.mark.parametrize("query", BROKEN)
def test_what_is_no_token_is_no_sparql(query: str) -> None:
    with pytest.raises(SparqlSyntax, match="nothing of SPARQL begins with"):
        check(query)


def test_a_query_has_a_longest_length() -> None:
    with pytest.raises(SparqlSyntax, match=f"the query has {LONGEST + 1} characters"):
        check(" " * (LONGEST + 1))


def test_the_tokens_are_the_whole_query() -> None:
    for query in READING:
        assert "".join(token.text for token in tokens(query)) == query


PIECES = st.sampled_from(
    [
        *"{}().;,<>?#'\"\\:|&= \n",
        *("SERVICE", "SILENT", "?s", "?a<", "<x:y", "<http://127.0.0.1:PORT/>", "FILTER", "#>\n", "{ ?x ?y ?z }"),
        *("'''", '"""', "\\u0022", "\\'", "x:", ":", "a", "1", "@en", "_:b", "OPTIONAL", "VALUES ?x", "BIND"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_nothing_that_passes_asks_another_server(pieces: list[str]) -> None:
    """A server of our own listens: a query that passes the guard and the engine's parser must not call it."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        listener.settimeout(0)
        port = listener.getsockname()[1]
        query = "PREFIX x: <x:> PREFIX : <http://127.0.0.1:PORT/> SELECT * { " + "".join(pieces) + " }"
        try:
            check(query.replace("PORT", str(port)))
        except (SparqlSyntax, SparqlRefused):
            return
        ended = Thread(target=_run, args=(query.replace("PORT", str(port)),), daemon=True)
        ended.start()
        ended.join(5)
        with pytest.raises(BlockingIOError):
            listener.accept()


def _run(query: str) -> None:
    try:
        list(ox.Store().query(query))  # type: ignore[arg-type]
    except (SyntaxError, OSError, TypeError, ValueError):
        return
