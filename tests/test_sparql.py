"""SPARQL over a store: what is answered, how it is cut, and that the dataset follows the store."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from running import ROOT, xunji
from store_notices import notice

from graph_builder.interchange.content import StoreContent
from graph_builder.sparql.asking import Asking, Form, asking
from graph_builder.sparql.dataset import Dataset
from graph_builder.sparql.errors import SparqlSyntax
from graph_builder.sparql.place import dataset_of, mark_of
from graph_builder.stores.errors import QueryTimeout, QueryTooBig
from graph_builder.stores.interface import Limits, View
from graph_builder.stores.memory import MemoryStore
from graph_builder.stores.opening import open_store
from ontology.rdf import to_rdf

ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sparql") / "graph.kgl"
    assert xunji("build", ROOT / "examples" / "reports", "--store", path, "--quiet").code == 0
    return path


@pytest.fixture(scope="module")
def folder(store: Path) -> Path:
    with open_store(str(store)) as opened:
        return dataset_of(str(store)).follow(opened.view(), mark_of(str(store)))


def rows(folder: Path, query: str, limits: Limits | None = None) -> list[dict[str, str]]:
    found = json.loads(asking.answer(folder, query, Form(), limits or Limits()).body)
    return [{name: term["value"] for name, term in row.items()} for row in found["results"]["bindings"]]


# ------------------------------------------------------------------------------------- answers


def test_the_default_graph_holds_every_triple_once(store: Path, folder: Path) -> None:
    with open_store(str(store)) as opened:
        content = StoreContent(opened.view())
        triples = len(to_rdf(content.nodes(), content.relationships()))
    assert rows(folder, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": str(triples)}]


def test_each_notice_is_a_named_graph(store: Path, folder: Path) -> None:
    with open_store(str(store)) as opened:
        wanted = {f"https://w3id.org/xunji/id/{id}" for id in opened.view().report_ids()}
    assert {row["g"] for row in rows(folder, "SELECT DISTINCT ?g { GRAPH ?g { ?s a xj:Report } }")} == wanted


def test_a_sentence_is_found_from_its_claim(folder: Path) -> None:
    query = """SELECT ?quote { ?claim rdf:predicate xj:cites ; xj:action "issued" ;
                 oa:hasTarget/oa:hasSelector/oa:exact ?quote ; prov:wasDerivedFrom ?notice } LIMIT 3"""
    assert all("《" in row["quote"] for row in rows(folder, query))


@pytest.mark.parametrize(
    ("form", "query", "body"),
    [
        (Form(), "ASK { ?s a xj:Problem }", '{"head": {}, "boolean": true}'),
        (Form(select="csv"), "ASK { ?s a xj:Nothing }", "false\n"),
        (
            Form(select="json"),
            'SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c ?d) { (xj:x "文"@zh 1 UNDEF) } }',
            '{"head": {"vars": ["a", "b", "c", "d"]}, "results": {"bindings": [{"a": {"type": "uri", "value": '
            '"https://w3id.org/xunji/ontology#x"}, "b": {"type": "literal", "value": "文", "xml:lang": "zh"}, "c": '
            '{"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}]}}',
        ),
        (
            Form(select="csv"),
            "SELECT ?a ?b { VALUES (?a ?b) { (xj:x 'a,\"b\"') (UNDEF 1) } }",
            'a,b\r\nhttps://w3id.org/xunji/ontology#x,"a,""b"""\r\n,1\r\n',
        ),
        (
            Form(select="tsv"),
            "SELECT ?a ?b { VALUES (?a ?b) { (xj:x 'a\\tb') } }",
            '?a\t?b\n<https://w3id.org/xunji/ontology#x>\t"a\\tb"\n',
        ),
        (
            Form(graph="ntriples"),
            "CONSTRUCT { xj:a xj:b 'c' } { }",
            '<https://w3id.org/xunji/ontology#a> <https://w3id.org/xunji/ontology#b> "c" .\n',
        ),
    ],
)
def test_answers_have_the_forms_of_the_standard(form: Form, query: str, body: str, folder: Path) -> None:
    assert asking.answer(folder, query, form, Limits()).body.decode() == body


def test_pyoxigraph_reads_its_answers_back(folder: Path) -> None:
    for name, format in (("json", ox.QueryResultsFormat.JSON), ("tsv", ox.QueryResultsFormat.TSV)):
        body = asking.answer(folder, "SELECT * { ?s a xj:Problem ; xj:name ?n }", Form(select=name), Limits()).body
        found = ox.parse_query_results(body, format=format)
        assert isinstance(found, ox.QuerySolutions)
        assert len(list(found)) == 87


# ------------------------------------------------------------------------------------- bounds


@pytest.mark.parametrize(("most", "truncated"), [(86, True), (87, False)])
def test_rows_are_cut_and_said_to_be(most: int, truncated: bool, folder: Path) -> None:
    found = asking.answer(folder, "SELECT ?s { ?s a xj:Problem }", Form(select="csv"), Limits(rows=most))
    assert (found.body.count(b"\n"), found.truncated) == (most + 1, truncated)


def test_a_graph_is_cut_too(folder: Path) -> None:
    found = asking.answer(folder, "CONSTRUCT WHERE { ?s ?p ?o }", Form(graph="ntriples"), Limits(rows=7))
    assert (found.body.count(b"\n"), found.truncated) == (7, True)


def test_a_query_that_takes_too_long_is_really_ended(folder: Path) -> None:
    own = Asking()
    assert own.answer(folder, "ASK { }", Form(), Limits()).kind == "ask"
    process = own._idle.queue[0]
    with pytest.raises(QueryTimeout, match=r"longer than 0\.2 s and was ended"):
        own.answer(folder, SLOW, Form(), Limits(seconds=0.2))
    assert process.poll() is not None
    assert own.answer(folder, "ASK { }", Form(), Limits()).kind == "ask"
    own.close()


def test_a_query_that_takes_too_much_memory_ends_alone(folder: Path) -> None:
    own = Asking(memory=700 << 20)
    with pytest.raises(QueryTooBig, match="more than 700 MB of memory"):
        own.answer(folder, f"SELECT * {SLOW[SLOW.index('{') :]} ORDER BY ?a LIMIT 1", Form(), Limits(seconds=60))
    own.close()


def test_the_engines_complaint_has_its_place(folder: Path) -> None:
    with pytest.raises(SparqlSyntax, match="SPARQL, line 2, column 6: expected one of"):
        asking.answer(folder, "SELECT ?s {\n ?s }", Form(), Limits())


# ------------------------------------------------------------------------------------- following the store


def quads(folder: Path) -> set[str]:
    return set(map(str, ox.Store.read_only(str(folder)).quads_for_pattern(None, None, None, None)))


def view_of(*sources: str) -> View:
    store = MemoryStore()
    for number, source in enumerate(sources):
        name = source.split(":")[0]
        store.writer().load(notice(name, source, (f"财政局{number}", "县财政局"), problems=1 + len(source) % 3))
    return store.view()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["a", "b", "c", "d", "e"], ["a", "b", "c", "d", "e", "f"]),
        (["a", "b", "c", "d", "e"], ["a", "b", "c", "d"]),
        (["a", "b", "c", "d", "e"], ["a", "b", "c:anew", "d", "e"]),
        (["a", "b"], ["x", "y"]),
        (["a"], []),
        ([], ["a"]),
    ],
)
def test_it_is_what_a_new_one_would_be(before: list[str], after: list[str], tmp_path: Path) -> None:
    followed = Dataset(tmp_path / "followed")
    followed.follow(view_of(*before), "1")
    made = followed.follow(view_of(*after), "2")
    assert quads(made) == quads(Dataset(tmp_path / "new").follow(view_of(*after), None))


def test_a_store_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path / "rdf")
    first = dataset.follow(view_of("a"), "1")
    assert dataset.follow(view_of("b"), "1") == first
    assert dataset.follow(view_of("a"), "2") == first
    assert dataset.follow(view_of("b"), "3") != first


def test_old_generations_go_and_the_last_but_one_stays(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path / "rdf")
    for number in range(5):
        made = dataset.follow(view_of(f"a:{'x' * number}"), None)
    assert {file.name for file in (tmp_path / "rdf").glob("generation-?")} == {"generation-4", made.name}


@pytest.mark.parametrize("broken", ["current", "generation-1.json"])
def test_a_dataset_that_is_damaged_is_made_anew(broken: str, tmp_path: Path) -> None:
    dataset = Dataset(tmp_path / "rdf")
    whole = quads(dataset.follow(view_of("a", "b"), "1"))
    (tmp_path / "rdf" / broken).write_text("?")
    assert quads(dataset.follow(view_of("a", "b"), "1")) == whole


def test_a_build_is_seen_by_the_next_question(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "graph.kgl"
    reports = sorted((ROOT / "examples" / "reports").iterdir())
    counted = []
    for number in (1, 3):
        assert xunji("build", *reports[:number], "--store", copy, "--quiet").code == 0
        ran = xunji("sparql", "SELECT (COUNT(*) AS ?n) { ?r a xj:Report }", "--store", copy, "--format", "csv")
        counted.append(ran.out)
    assert counted == ["n\r\n1\r\n", "n\r\n3\r\n"]


def test_where_the_store_lies_decides_where_the_dataset_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert dataset_of(str(tmp_path / "g.kgl"))._folder == tmp_path / "g.kgl-rdf"
    for address in ("neo4j://somewhere", "memory:"):
        assert dataset_of(address)._folder.is_relative_to(tmp_path / "cache" / "xunji" / "rdf")


def test_a_mark_tells_states_apart(tmp_path: Path) -> None:
    file = tmp_path / "g.kgl"
    assert mark_of(str(file)) is None
    file.write_text("a")
    before = mark_of(str(file))
    assert before == mark_of(str(file))
    os.utime(file, ns=(time.time_ns(), time.time_ns() + 5))
    assert mark_of(str(file)) != before


# ------------------------------------------------------------------------------------- the command


def test_the_command_prints_a_table_and_a_warning(store: Path) -> None:
    ran = xunji("sparql", "SELECT ?name { ?p a xj:Problem ; xj:name ?name } ORDER BY ?name", "-s", store, "--rows", "2")
    assert ran.code == 0
    assert len(ran.out.strip().splitlines()) == 4
    assert "only the first 2 rows are shown" in ran.err


def test_the_command_prints_a_graph_as_turtle(store: Path) -> None:
    ran = xunji("sparql", "CONSTRUCT { ?p xj:name ?n } { ?p a xj:Place ; xj:name ?n } LIMIT 1", "-s", store)
    assert "@prefix xj:" in ran.out and "xj:name" in ran.out


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT", "SPARQL, line 1, column 7: "),
        (
            "ASK { ?s a foo:Bar }",
            "SPARQL, line 1, column 19: this prefix is not declared; declare it with PREFIX, or use",
        ),
        ("DROP ALL", "SPARQL, line 1, column 1: DROP writes, and queries here only read"),
    ],
)
def test_the_command_says_what_is_wrong(query: str, message: str, store: Path) -> None:
    ran = xunji("sparql", query, "-s", store)
    assert ran.code == 1
    assert message in ran.err
