"""Parts of the graph: from ids, from a report, from a query; what is left out, what stands as a group, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from api_notices import FIRST_FACTS, HOST, get
from starlette.testclient import TestClient
from store_notices import AGENCY, notice

from api.app import create_app
from graph_builder.stores.opening import open_store


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One inspection with 600 problems, and an agency that two notices name."""
    store = str(tmp_path_factory.mktemp("crowd") / "graph.kgl")
    with open_store(store, mode="write") as opened, opened.writer() as writer:
        writer.load(notice("甲.txt", "甲的稿", problems=600))
        writer.load(notice("乙.txt", "乙的稿", problems=3))
    with TestClient(create_app(store), base_url=HOST) as started:
        yield started


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({"ids": "dayu", "hops": 0}, {"dayu"}),
        ({"ids": "dayu"}, {"dayu", "buying", "talk", "trees"}),
        ({"ids": ["policy", "trees"], "hops": 1}, {"policy", "trees", "rules", "inspection-4", "dayu"}),
        ({"ids": "dayu", "appearances": True}, {"dayu", "buying", "talk", "trees", "report-first", "report-second"}),
        ({"ids": ["nobody", "policy"], "hops": 0}, {"policy"}),
        ({"ids": "nobody"}, set()),
    ],
)
def test_subgraph(client: TestClient, values: dict[str, Any], ids: set[str]) -> None:
    found = get(client, "subgraph", **values)
    assert {node["id"] for node in found["nodes"]} == ids and not found["truncated"]
    assert all(one["start"] in ids and one["end"] in ids for one in found["links"])


def test_nothing_has_no_places(client: TestClient) -> None:
    assert get(client, "subgraph", ids="nobody", layout=True)["nodes"] == []


def test_subgraph_is_cut_and_says_so(client: TestClient) -> None:
    found = get(client, "subgraph", ids="dayu", limit=2)
    assert (len(found["nodes"]), found["truncated"]) == (2, True)


def test_layout_is_the_same_every_time(client: TestClient) -> None:
    found = get(client, "subgraph", ids="buying", layout=True)
    assert found == get(client, "subgraph", ids="buying", layout=True)
    places = [(node["x"], node["y"]) for node in found["nodes"]]
    assert len(set(places)) == len(places) > 3
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places)
    (alone,) = get(client, "subgraph", ids="buying", hops=0, layout=True)["nodes"]
    assert (alone["x"], alone["y"]) == (0.5, 0.5)
    assert get(client, "subgraph", ids="buying", hops=0)["nodes"][0]["x"] is None


# -- filters ----------------------------------------------------------------------------------------------------

EVERYTHING_OF_FIRST = {end for fact in FIRST_FACTS for end in fact[1:3]}


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({"ids": "buying", "labels": "Measure"}, {"buying", "rules", "talk"}),
        ({"ids": "buying", "labels": ["Measure", "Company"]}, {"buying", "rules", "talk", "dayu"}),
        ({"ids": "buying", "types": "MENTIONS"}, {"buying", "dayu"}),
        ({"ids": "buying", "types": ["IN_AREA", "MENTIONS"], "labels": "ProblemArea"}, {"buying", "area"}),
        ({"ids": "dayu", "reports": "report-second"}, {"dayu", "trees"}),
        ({"ids": "dayu", "reports": ["report-second", "report-first"]}, {"dayu", "buying", "talk", "trees"}),
        ({"ids": "dayu", "reports": "nobody"}, {"dayu"}),
        ({"ids": "dayu", "since": "2024-03-04"}, {"dayu", "trees"}),
        ({"ids": "dayu", "until": "2024-03-03"}, {"dayu", "buying", "talk"}),
        ({"ids": "dayu", "since": "2024-02-01", "until": "2024-03-03"}, {"dayu"}),
        ({"ids": "dayu", "since": "2024-02-01", "reports": "report-first"}, {"dayu"}),
        ({"ids": "dayu", "themes": "theme-none"}, {"dayu", "talk"}),
        ({"report": "report-first"}, EVERYTHING_OF_FIRST),
        ({"report": "report-second", "labels": "Problem"}, {"report-second", "inspection-4", "forest", "group-4",
                                                            "dayu", "trees"}),
        ({"report": "report-second", "hops": 1}, {"report-second", "inspection-4", "forest", "group-4", "dayu",
                                                  "trees"}),
    ],
)  # fmt: skip
def test_filters(client: TestClient, values: dict[str, Any], ids: set[str]) -> None:
    found = get(client, "subgraph", **values)
    assert {node["id"] for node in found["nodes"]} == ids
    for link in found["links"]:
        assert link["type"] in values.get("types", [link["type"]])
        assert link["evidence"]["report"] in values.get("reports", [link["evidence"]["report"]])


def test_a_report_that_is_not_there(client: TestClient) -> None:
    answer = client.get("/api/v1/subgraph", params={"report": "water"})
    assert answer.status_code == 404 and "water" in answer.json()["detail"]


def test_sentences_are_given_when_asked_for(client: TestClient) -> None:
    for asked, before in ((False, None), (True, "整改措施:")):
        (link,) = get(client, "subgraph", ids=["rules", "policy"], hops=0, sentences=asked)["links"]
        assert link["evidence"]["before"] == before


# -- from a query -----------------------------------------------------------------------------------------------


def posted(client: TestClient, **values: Any) -> Any:
    answer = client.post("/api/v1/subgraph", json=values)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("query", "ids", "types"),
    [
        ("MATCH (c:Company) RETURN c", {"dayu"}, []),
        ("MATCH (m:Measure)-[:ADDRESSES]->(p) RETURN m, p", {"rules", "talk", "buying"}, ["ADDRESSES"] * 2),
        ("MATCH p = (:Measure)-[:CITES]->() RETURN p", {"rules", "policy"}, ["CITES"]),
        ("MATCH (:Problem)-[r:MENTIONS]->(c {name: $name}) RETURN r", {"buying", "trees", "dayu"}, ["MENTIONS"] * 2),
        ("MATCH (p:Problem) RETURN p.id, p.name, 7", {"buying", "trees"}, []),
        ("MATCH (p:Problem) RETURN collect(p)", {"buying", "trees"}, []),
        ("RETURN 'nobody'", set(), []),
    ],
)
def test_from_a_query(client: TestClient, query: str, ids: set[str], types: list[str]) -> None:
    found = posted(client, query=query, parameters={"name": "云溪大禹建材有限公司"})
    assert {node["id"] for node in found["nodes"]} == ids
    assert [link["type"] for link in found["links"]] == types


def test_a_query_may_be_gone_on_from(client: TestClient) -> None:
    found = posted(client, query="MATCH (p:Policy) RETURN p", hops=2)
    assert {node["id"] for node in found["nodes"]} == {"policy", "rules", "buying"}


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"query": "MATCH (n) DETACH DELETE n"}, 403, "query"),
        ({"query": "MATCH (n RETURN n"}, 400, "query"),
        ({"query": "MATCH (n {id: $id}) RETURN n"}, 422, "parameters"),
        ({"query": "RETURN 1", "ids": ["a"]}, 422, "query"),
        ({}, 422, "ids"),
        ({"ids": ["a"], "nonsense": 1}, 422, "nonsense"),
    ],
)
def test_a_query_that_is_refused(client: TestClient, body: dict[str, Any], status: int, field: str) -> None:
    answer = client.post("/api/v1/subgraph", json=body)
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (status, [field])


# -- more than can be drawn -------------------------------------------------------------------------------------


def test_what_is_hidden_behind_a_node_is_counted(client: TestClient) -> None:
    (dayu,) = get(client, "subgraph", ids="dayu", hops=0)["nodes"]
    assert dayu["hidden"] == [{"type": "MENTIONS", "direction": "in", "count": 3}]
    (dayu,) = get(client, "subgraph", ids="dayu", hops=0, reports="report-second")["nodes"]
    assert dayu["hidden"] == [{"type": "MENTIONS", "direction": "in", "count": 1}]
    found = get(client, "subgraph", ids="dayu", hops=1)
    behind = {node["id"]: [(one["type"], one["count"]) for one in node["hidden"]] for node in found["nodes"]}
    assert behind == {"dayu": [], "buying": [("ADDRESSES", 1), ("FOUND", 1), ("IN_AREA", 1)], "talk": [],
                      "trees": [("FOUND", 1)]}  # fmt: skip


def test_what_is_counted_once_is_the_same_whatever_is_drawn(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.pictures.bundles.MANY", 1)
    asked: list[dict[str, Any]] = [{"hops": 0}, {"hops": 1}, {"hops": 0, "labels": "Measure"}, {"hops": 0}]
    behind = [get(client, "subgraph", ids="buying", **values)["nodes"] for values in asked]
    told = [{one["type"]: one["count"] for node in nodes if node["id"] == "buying" for one in node["hidden"]}
            for nodes in behind]  # fmt: skip
    every = {"ADDRESSES": 2, "FOUND": 1, "IN_AREA": 1, "MENTIONS": 1}
    assert told == [every, {}, {"ADDRESSES": 2}, every]


def test_a_crowd_is_a_group_beside_what_fits(crowd: TestClient) -> None:
    found = get(crowd, "subgraph", ids=AGENCY, hops=2, limit=500, layout=True)
    assert found["truncated"] and len(found["nodes"]) < 20
    (group,) = found["groups"]
    assert (group["label"], group["count"], group["type"], group["direction"]) == ("Problem", 600, "FOUND", "out")
    assert [(one["start"], one["end"], one["type"], one["count"]) for one in found["lines"]] == [
        (group["near"], group["id"], "FOUND", 600)
    ]
    ids = {node["id"] for node in found["nodes"]}
    assert group["near"] in ids and len([id for id in ids if id.startswith("problem:")]) == 3
    drawn = [*found["nodes"], group]
    assert len({(one["x"], one["y"]) for one in drawn}) == len(drawn)
    (near,) = [node for node in found["nodes"] if node["id"] == group["near"]]
    assert near["hidden"] == [{"type": "FOUND", "direction": "out", "count": 600}]


@pytest.mark.parametrize(("limit", "groups"), [(500, {"Problem": 603}), (2, {"Problem": 603, "Inspection": 2})])
def test_an_answer_that_is_a_crowd_is_grouped_by_label(crowd: TestClient, limit: int, groups: dict[str, int]) -> None:
    query = "MATCH (i:Inspection)-[:FOUND]->(p) MATCH (i)-[:INSPECTED]->(a) RETURN p, i, a"
    found = posted(crowd, query=query, limit=limit, hops=0)
    assert {group["label"]: group["count"] for group in found["groups"]} == groups
    assert found["truncated"] and all(group["near"] is None for group in found["groups"])
    counted = sum(line["count"] for line in found["lines"] if line["type"] == "FOUND")
    assert counted == 603


def test_a_crowded_report_is_grouped(crowd: TestClient) -> None:
    report = next(one for one in get(crowd, "reports")["items"] if one["problems"] == 600)
    found = get(crowd, "subgraph", report=report["id"], limit=50)
    assert [(group["label"], group["count"]) for group in found["groups"]] == [("Problem", 600)]
    assert {node["label"] for node in found["nodes"]} == {"Report", "Inspection", "Agency", "Place"}
