"""The picture: nodes at places, what hangs on each unseen, groups where there is too much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from example_graphs import loaded
from starlette.testclient import TestClient

from api.app import create_app
from api.pictures.grouping import grouped
from graph_builder.stores.opening import open_store
from ontology.records import Evidence, Node, Relationship, Span


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    store = str(tmp_path_factory.mktemp("picture") / "graph.kgl")
    with open_store(store, mode="write") as opened:
        loaded(opened)
    with TestClient(create_app(store), base_url="http://127.0.0.1:8000") as started:
        yield started


def picture(client: TestClient, **asked: Any) -> Any:
    answer = client.post("/api/v1/picture", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def company(client: TestClient) -> str:
    hits = client.get("/api/v1/search", params={"q": "云澜恒筑建设工程有限公司"}).json()["hits"]
    return str(hits[0]["id"])


def neighbours(client: TestClient, id: str) -> list[str]:
    asked = {"type": "MENTIONS", "direction": "in", "size": 100}
    items = client.get(f"/api/v1/entities/{id}/neighbours", params=asked).json()["items"]
    return [item["node"]["id"] for item in items]


def test_what_is_not_drawn_is_counted_behind_the_node(client: TestClient) -> None:
    id = company(client)
    near = neighbours(client, id)
    alone = picture(client, steps=[[id]])
    assert alone["nodes"][0]["hidden"] == [{"type": "MENTIONS", "direction": "in", "count": len(near)}]
    both = picture(client, steps=[[id], near])
    assert {node["id"]: node["hidden"] for node in both["nodes"]}[id] == []
    assert len(both["nodes"]) == 1 + len(set(near))
    assert all(link["quote"] and link["reports"] for link in both["links"])
    assert {report for link in both["links"] for report in link["reports"]} == {one["id"] for one in both["reports"]}


def test_an_expansion_moves_nothing(client: TestClient) -> None:
    id = company(client)
    near = neighbours(client, id)
    before = picture(client, steps=[[id], near[:4]])
    after = picture(client, steps=[[id], near[:4], near])
    at = {node["id"]: (node["x"], node["y"]) for node in after["nodes"]}
    assert all(at[node["id"]] == (node["x"], node["y"]) for node in before["nodes"])


@pytest.mark.parametrize("cap", [500, 100, 50])
def test_beyond_the_cap_groups_are_drawn(client: TestClient, cap: int) -> None:
    reports = [one["id"] for one in client.get("/api/v1/reports", params={"size": 100}).json()["items"]]
    whole = picture(client, reports=reports, cap=5000)
    drawn = picture(client, reports=reports, cap=cap)
    assert whole["groups"] == [] and len(whole["nodes"]) > 500
    assert len(drawn["nodes"]) + len(drawn["groups"]) <= cap
    assert len(drawn["nodes"]) + sum(group["count"] for group in drawn["groups"]) == len(whole["nodes"])
    held = {one["id"] for one in [*drawn["nodes"], *drawn["groups"]]}
    assert {end for link in drawn["links"] for end in (link["start"], link["end"])} <= held


def test_what_was_asked_for_by_name_is_in_no_group(client: TestClient) -> None:
    reports = [one["id"] for one in client.get("/api/v1/reports", params={"size": 100}).json()["items"]]
    id = company(client)
    drawn = picture(client, reports=reports, steps=[[id]], cap=50)
    assert id in {node["id"] for node in drawn["nodes"]}


def test_unknown_ids_are_passed_over(client: TestClient) -> None:
    assert picture(client, steps=[["nothing"]], reports=["nothing"])["nodes"] == []


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({"cap": 1}, "cap"),
        ({"steps": [[""]]}, "steps"),
        ({"steps": [["a" * 201]]}, "steps"),
        ({"reports": ["r"] * 101}, "reports"),
        ({"steps": [[]] * 201}, "steps"),
    ],
)
def test_what_is_out_of_bounds_is_named(client: TestClient, asked: dict[str, Any], place: str) -> None:
    answer = client.post("/api/v1/picture", json=asked)
    assert answer.status_code == 422
    assert place in answer.text


def node(id: str, label: str) -> Node:
    return Node(id, label, {"name": id})


def link(start: str, end: str, report: str) -> Relationship:
    return Relationship("MENTIONS", start, end, {}, Evidence(report, Span(0, 1), "x", "test.rule", 1.0))


NODES = (node("p1", "Problem"), node("p2", "Problem"), *(node(f"c{n}", "Company") for n in range(6)))
LINKS = (*(link("p1", f"c{n}", "r1") for n in range(3)), *(link("p2", f"c{n}", "r2") for n in range(3, 6)))


@pytest.mark.parametrize(
    ("cap", "groups"),
    [
        (8, []),
        (4, [("Company", ("c0", "c1", "c2")), ("Company", ("c3", "c4", "c5"))]),
        (2, [("Company", ("c0", "c1", "c2", "c3", "c4", "c5")), ("Problem", ("p1", "p2"))]),
    ],
)
def test_the_finest_grouping_that_fits_is_taken(cap: int, groups: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(group.label, group.ids) for group in grouped(NODES, LINKS, cap)] == groups
