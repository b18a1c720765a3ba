"""The SPARQL 1.1 Protocol as clients speak it, and what each of their mistakes is told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from api_notices import HOST, load_both, written
from starlette.testclient import TestClient

from api.app import create_app
from api.conduct.settings import Settings
from graph_builder.stores.interface import Limits

PATH = "/api/v1/sparql"
COMPANIES = "SELECT ?n { ?c a xj:Company ; xj:name ?n }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
QUERY = {"content-type": "application/sparql-query; charset=utf-8"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("sparql")
    load_both(written(folder), str(folder / "graph.kgl"))
    return str(folder / "graph.kgl")


@pytest.fixture(scope="module")
def client(store: str) -> Iterator[TestClient]:
    with TestClient(create_app(store), base_url=HOST) as started:
        yield started


def names(answer: str) -> list[str]:
    return [row["n"]["value"] for row in json.loads(answer)["results"]["bindings"]]


def test_the_three_ways_to_ask_give_one_answer(client: TestClient) -> None:
    asked = [
        client.get(PATH, params={"query": COMPANIES}),
        client.post(PATH, content=COMPANIES, headers=QUERY),
        client.post(PATH, data={"query": COMPANIES}),
    ]
    assert [answer.status_code for answer in asked] == [200, 200, 200]
    assert [answer.headers["content-type"] for answer in asked] == ["application/sparql-results+json"] * 3
    assert [names(answer.text) for answer in asked] == [["云溪大禹建材有限公司"]] * 3


def test_what_is_another_each_time_is_not_kept(client: TestClient) -> None:
    asked = {"query": "SELECT (UUID() AS ?n) {}"}
    assert names(client.get(PATH, params=asked).text) != names(client.get(PATH, params=asked).text)


@pytest.mark.parametrize(
    ("query", "accept", "media_type", "begin"),
    [
        (COMPANIES, "text/csv", "text/csv; charset=utf-8", "n\r\n云溪"),
        (COMPANIES, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '?n\n"云溪'),
        (COMPANIES, "text/turtle, */*;q=0.1", "application/sparql-results+json", '{"head"'),
        ("CONSTRUCT WHERE { ?c xj:name ?n }", "", "text/turtle; charset=utf-8", "@prefix"),
        ("CONSTRUCT WHERE { ?c xj:name ?n }", "application/n-triples", "application/n-triples", "<https"),
        ("CONSTRUCT WHERE { ?c xj:name ?n }", "application/ld+json", "application/ld+json", "[{"),
        ("DESCRIBE xjd:dayu", "application/rdf+xml", "application/rdf+xml", "<?xml"),
        (
            "ASK { }",
            "application/sparql-results+json",
            "application/sparql-results+json",
            '{"head": {}, "boolean": true}',
        ),
    ],
)
def test_the_answer_has_the_media_type_that_is_taken(
    query: str, accept: str, media_type: str, begin: str, client: TestClient
) -> None:
    answer = client.get(PATH, params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.text.startswith(begin)
    assert "Accept" in answer.headers["vary"]


def test_rows_are_cut_and_the_header_says_so(client: TestClient) -> None:
    whole, cut = (client.get(PATH, params={"query": "SELECT * { ?s ?p ?o }", "rows": rows}) for rows in (10_000, 3))
    assert "x-truncated" not in whole.headers
    assert cut.headers["x-truncated"] == "true"
    assert len(json.loads(cut.text)["results"]["bindings"]) == 3


@pytest.mark.parametrize(
    ("content", "headers", "status", "detail"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", QUERY, 403, "SERVICE would ask another server"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", QUERY, 403, "FROM is not allowed here"),
        ("INSERT DATA { <a:b> <a:c> 1 }", QUERY, 403, "SPARQL, line 1, column 1: INSERT writes"),
        ("SELECT", QUERY, 400, "SPARQL, line 1, column 7"),
        (b"\xff", QUERY, 422, "the body is not UTF-8"),
        ("query=ASK+{}&query=ASK+{}", FORM, 422, "the form has 2 field query; send one"),
        ("query=ASK+{}&default-graph-uri=a:b", FORM, 422, "default-graph-uri is not taken"),
        ("update=DROP+ALL", FORM, 422, "the form has no field query; send one"),
        ("&".join(["x=1"] * 30), FORM, 422, "the form has no field query; send one"),
        ("DROP ALL", {"content-type": "application/sparql-update"}, 415, "send application/sparql-query"),
        (
            "ASK {}",
            {**QUERY, "accept": "image/png"},
            406,
            "can be given here: application/sparql-results+json, text/csv",
        ),
        ("x" * 100_001, QUERY, 400, "write it in at most 100,000"),
    ],
)
def test_what_is_refused(
    content: str | bytes, headers: Mapping[str, str], status: int, detail: str, client: TestClient
) -> None:
    answer = client.post(PATH, content=content, headers=headers)
    assert answer.status_code == status
    assert detail in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_query_that_takes_too_long_is_ended(store: str) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with TestClient(create_app(store, Settings(queries=Limits(seconds=0.3))), base_url=HOST) as started:
        started.get(PATH, params={"query": "ASK { }"})
        answer = started.get(PATH, params={"query": slow})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:xunji:problem:query-timeout")


def test_the_dataset_lies_beside_the_store(client: TestClient, store: str) -> None:
    client.get(PATH, params={"query": "ASK { }"})
    assert Path(f"{store}-rdf", "current").exists()
