"""Figures, comparisons and files: over the bundled examples, whose facts the gold annotations tell, and two small
notices."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
import pytest
from api_notices import get, pages
from starlette.testclient import TestClient

import api.routes.export
from graph_builder.interchange.registry import formats


def ask(client: TestClient, query: str, **parameters: object) -> list[list[Any]]:
    answer = client.post("/api/v1/cypher", json={"query": query, "parameters": parameters})
    assert answer.status_code == 200, answer.text
    rows: list[list[Any]] = answer.json()["rows"]
    return rows


# -- figures ----------------------------------------------------------------------------------------------------


def test_stats_of_two_notices(client: TestClient) -> None:
    found = get(client, "stats")
    labels = {one["name"]: one["count"] for one in found["labels"]}
    assert (labels["Report"], labels["Company"], labels["Measure"]) == (2, 1, 2)
    assert {one["name"]: one["count"] for one in found["relationships"]}["MENTIONS"] == 3
    assert [(one["node"]["id"], one["reports"]) for one in found["recurring"]] == [("dayu", 2)]
    assert [(one["node"]["id"], one["citations"]) for one in found["cited"]] == [("policy", 1)]
    assert found["status"][-1] == {"status": None, "problems": 2, "measures": 2}
    assert found["themes_by_agency"] == {"columns": [], "rows": [], "counts": []} == found["themes_by_place"]
    assert found["declared"] == []


def test_stats_tell_the_same_as_the_graph(examples: TestClient) -> None:
    found = get(examples, "stats")
    status = {one["status"]: (one["problems"], one["measures"]) for one in found["status"]}
    for code, problems in ask(examples, "MATCH (p:Problem) RETURN p.status, count(*)"):
        assert status[code][0] == problems
    table = found["themes_by_agency"]
    assert len(table["counts"]) == len(table["rows"]) > 5
    query = (
        "MATCH (a:Agency {id: $a})<-[:INSPECTED]-()-[:FOUND]->(p:Problem)-[:HAS_THEME]->(t {id: $t})"
        " RETURN count(DISTINCT p)"
    )
    for row, counts in zip(table["rows"][:4], table["counts"], strict=False):
        for column, count in zip(table["columns"], counts, strict=True):
            assert ask(examples, query, a=row["id"], t=column["id"]) == [[count]]
    assert sum(map(sum, found["themes_by_place"]["counts"])) > 10
    cited = [one["citations"] for one in found["cited"]]
    assert cited == sorted(cited, reverse=True) and cited[0] > 2


def test_audit(examples: TestClient) -> None:
    items = [item for page in pages(examples, "audit", size=5) for item in page["items"]]
    sums = {one["what"]: one for one in get(examples, "audit")["declared"]}
    assert sums == {one["what"]: one for one in get(examples, "stats")["declared"]}
    problems = [item for item in items if item["what"] == "problems"]
    assert len(problems) == sums["problems"]["notices"] and sum(p["declared"] for p in problems) > 60
    for item in items:
        assert item["difference"] == (None if item["found"] is None else item["found"] - item["declared"])
        assert item["sentence"]
    one = problems[0]["report"]
    assert {item["report"] for item in get(examples, "audit", report=one)["items"]} == {one}
    assert examples.get("/api/v1/audit?report=nobody").status_code == 404


# -- compared ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ids", [["water", "forest"], ["inspection-3", "inspection-4"], ["water", "inspection-4"]])
def test_compare(client: TestClient, ids: list[str]) -> None:
    found = get(client, "compare", ids=ids)
    assert [node["id"] for node in found["compared"]] == ids
    ((one),) = found["shared"]
    assert one["node"]["id"] == "dayu" and not found["truncated"]
    assert one["counts"] == {ids[0]: 2, ids[1]: 1}
    assert one["examples"] == {ids[0]: ["buying", "talk"], ids[1]: ["trees"]}


@pytest.mark.parametrize(
    ("ids", "status"),
    [(["water"], 422), (["water", "dayu"], 422), (["water", "nobody"], 404), (["water"] * 11, 422)],
)
def test_what_cannot_be_compared(client: TestClient, ids: list[str], status: int) -> None:
    assert client.get("/api/v1/compare", params={"ids": ids}).status_code == status


def test_compare_examples(examples: TestClient) -> None:
    ids = [row["id"] for row in get(examples, "stats")["themes_by_agency"]["rows"][:4]]
    shared = get(examples, "compare", ids=ids, limit=200)["shared"]
    assert {"Theme", "Company"} <= {one["node"]["label"] for one in shared}
    by = [len(one["counts"]) for one in shared]
    assert by == sorted(by, reverse=True) and by[-1] == 2
    cut = get(examples, "compare", ids=ids, limit=1)
    assert cut["truncated"] and cut["shared"] == shared[:1]


# -- forms of an answer -----------------------------------------------------------------------------------------

QUERY = "MATCH (m:Measure)-[r:CITES]->(p) RETURN m.name AS 措施, r, p, '=1+1' AS f, null AS nothing"


def answered(client: TestClient, accept: str) -> Any:
    answer = client.post("/api/v1/cypher", json={"query": QUERY}, headers={"accept": accept})
    assert answer.status_code == 200 and answer.headers["content-type"].split(";")[0] == accept
    return answer


def test_json_holds_the_graph_beside_the_rows(client: TestClient) -> None:
    found = answered(client, "application/json").json()
    assert found["columns"] == ["措施", "r", "p", "f", "nothing"] and len(found["rows"]) == 1
    assert [node["id"] for node in found["nodes"]] == ["policy", "rules"]
    (link,) = found["links"]
    assert (link["type"], link["start"], link["end"]) == ("CITES", "rules", "policy")
    assert link["evidence"]["quote"] == "修订《水利采购办法》。"


def test_json_lines_hold_an_object_a_row(client: TestClient) -> None:
    (line,) = answered(client, "application/x-ndjson").text.splitlines()
    assert json.loads(line) == dict(
        zip(("措施", "r", "p", "f", "nothing"), answered(client, "application/json").json()["rows"][0], strict=True)
    )


def test_csv_holds_no_formulas(client: TestClient) -> None:
    head, row = csv.reader(io.StringIO(answered(client, "text/csv").text))
    assert head == ["措施", "r", "p", "f", "nothing"]
    assert (row[0], row[3:]) == ("修订采购办法", ["'=1+1", ""])
    assert json.loads(row[2])["properties"]["name"] == "水利采购办法"


@pytest.mark.parametrize("rows", [1, 499, 500, 501, 1200])
def test_rows_come_whole_in_every_form(client: TestClient, rows: int) -> None:
    asked = {"query": f"UNWIND range(1, {rows}) AS n RETURN n, 'x' AS x", "rows": 10_000}
    as_json, lines, table = (
        client.post("/api/v1/cypher", json=asked, headers={"accept": accept})
        for accept in ("application/json", "application/x-ndjson", "text/csv")
    )
    assert as_json.json()["rows"] == [[n, "x"] for n in range(1, rows + 1)]
    assert [json.loads(line)["n"] for line in lines.text.splitlines()] == [*range(1, rows + 1)]
    assert table.text.splitlines() == ["n,x", *(f"{n},x" for n in range(1, rows + 1))]


# -- files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(formats()))
@pytest.mark.parametrize("part", [{}, {"ids": "dayu"}, {"report": "report-second"}], ids=["all", "ids", "report"])
def test_export(client: TestClient, name: str, part: dict[str, str]) -> None:
    answer = client.get("/api/v1/export", params={"format": name, **part})
    known = formats()[name]
    assert answer.status_code == 200 and len(answer.content) > 100
    assert answer.headers["content-type"].startswith(known.media_type)
    assert answer.headers["content-disposition"] == f'attachment; filename="xunji{known.suffix}"'


@pytest.mark.parametrize(
    ("part", "nodes"),
    [
        ({}, 15),
        ({"ids": "policy"}, 2),
        ({"ids": "policy", "hops": 2}, 3),
        ({"report": "report-second"}, 6),
        ({"report": ["report-second", "report-first"]}, 15),
    ],
)
def test_export_holds_the_part(client: TestClient, part: dict[str, Any], nodes: int) -> None:
    answer = client.get("/api/v1/export", params={"format": "graphml", **part})
    assert len(nx.parse_graphml(answer.text)) == nodes


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, 422),
        ({"format": "docx"}, 422),
        ({"format": "gexf", "report": "nobody"}, 404),
        ({"format": "gexf", "report": "report-first", "ids": "dayu"}, 422),
    ],
)
def test_what_cannot_be_exported(client: TestClient, values: dict[str, str], status: int) -> None:
    assert client.get("/api/v1/export", params=values).status_code == status


def test_too_many_exports_and_too_much(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = [api.routes.export._free.acquire(blocking=False) for _ in range(api.routes.export.AT_ONCE)]
    try:
        assert all(taken) and client.get("/api/v1/export?format=gexf").status_code == 503
    finally:
        for _ in taken:
            api.routes.export._free.release()
    for _ in range(2 * api.routes.export.AT_ONCE):
        assert client.get("/api/v1/export?format=gexf").status_code == 200
    monkeypatch.setattr(api.routes.export, "MOST", 10)
    assert client.get("/api/v1/export?format=gexf").status_code == 422
    assert client.get("/api/v1/export?format=gexf&ids=policy&hops=0").status_code == 200
