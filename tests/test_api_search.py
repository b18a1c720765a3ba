"""Searching over HTTP: hits, filters, facets, pages. What is found at all is told in test_search.py."""

from __future__ import annotations

from typing import Any

import pytest
from api_notices import get, pages
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({"q": "云溪县水利局"}, ["water", "inspection-3"]),
        ({"q": "水利局"}, ["water", "inspection-3"]),
        ({"q": "大禹"}, ["dayu"]),
        ({"q": " 大禹建材 "}, ["dayu"]),
        ({"q": "禹"}, ["dayu"]),
        ({"q": "lyj"}, ["forest"]),
        ({"q": "采购", "label": "Problem"}, ["buying"]),
        ({"q": "水利", "label": "Policy"}, ["policy"]),
        ({"q": "水利", "label": ["Policy", "Agency"]}, ["policy", "water"]),
        ({"q": "ｒｅｐｏｒｔ", "label": "Report"}, ["report-first", "report-second"]),
        ({"q": "云溪", "report": "report-second"}, ["dayu"]),
        ({"q": "局", "report": ["report-second", "report-first"], "label": "Agency"}, ["water"]),
        ({"q": "大禹", "since": "2024-02-01"}, ["dayu"]),
        ({"q": "大禹", "since": "2024-02-01", "until": "2024-02-28"}, []),
        ({"q": "水利局", "until": "2024-02-01"}, ["water"]),
        ({"q": "云溪", "report": "report-second的通报"}, ["dayu"]),
        ({"q": "没有这样的名称"}, []),
        ({"q": "x' OR 1=1 //"}, []),
    ],
)
def test_search(client: TestClient, values: dict[str, str], ids: list[str]) -> None:
    found = get(client, "search", **values)
    assert [hit["id"] for hit in found["hits"]] == ids
    assert (found["total"], found["truncated"], found["next"]) == (len(ids), False, None)


@pytest.mark.parametrize(
    ("words", "matched", "field"),
    [
        ("大禹建材", "大禹建材", "aliases"),
        ("大禹建材有", "云溪大禹建材有限公司", "name"),
        ("yxdyjc", "云溪大禹建材有限公司", "pinyin"),
    ],
)
def test_a_hit_says_what_was_found(client: TestClient, words: str, matched: str, field: str) -> None:
    (hit,) = get(client, "search", q=words)["hits"]
    assert (hit["id"], hit["matched"], hit["field"]) == ("dayu", matched, field)
    assert 0 < hit["score"] < 1 and get(client, "search", q="云溪大禹建材有限公司")["hits"][0]["score"] == 1


@pytest.mark.parametrize("kind", ["place", "report", "theme"])
def test_a_filter_that_names_nothing_is_told(client: TestClient, kind: str) -> None:
    answer = client.get("/api/v1/search", params={"q": "大禹", kind: "没有这样的名称"})
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == kind
    assert "没有这样的名称" in answer.json()["errors"][0]["message"]


def test_places_are_known_by_their_names(examples: TestClient) -> None:
    named = get(examples, "search", q="工程", place="云澜市")
    [place] = [one["value"] for one in named["facets"]["places"] if one["name"] == "云澜市"]
    assert named["total"] > 0 and named == get(examples, "search", q="工程", place=place)


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_pages(client: TestClient, limit: int) -> None:
    whole = get(client, "search", q="云溪", limit=100)
    read = [*pages(client, "search", q="云溪", limit=limit)]
    assert [hit["id"] for page in read for hit in page["hits"]] == [hit["id"] for hit in whole["hits"]]
    assert {page["total"] for page in read} == {whole["total"]} and len(read) == -(-whole["total"] // limit)


def test_a_cursor_belongs_to_its_question(client: TestClient) -> None:
    page = get(client, "search", q="云溪", limit=1)
    for other in ({"q": "水利"}, {"q": "云溪", "label": "Agency"}, {"q": "云溪", "since": "2024-01-01"}):
        answer = client.get("/api/v1/search", params={**other, "limit": 1, "cursor": page["next"]})
        assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "cursor"


def test_facets(client: TestClient) -> None:
    found: dict[str, list[dict[str, Any]]] = get(client, "search", q="大禹")["facets"]
    assert found["labels"] == [{"value": "Company", "name": None, "within": None, "count": 1}]
    assert found["years"] == [{"value": "2024", "name": None, "within": None, "count": 1}]
    assert sorted((one["value"], one["name"]) for one in found["reports"]) == [
        ("report-first", "report-first的通报"),
        ("report-second", "report-second的通报"),
    ]
    assert found["places"] == found["themes"] == []


def test_places_of_one_name_are_told_apart(examples: TestClient) -> None:
    """One notice says that 砚湖区 lies in 云澜市, another does not say where it lies."""
    places = get(examples, "search", q="砚湖区")["facets"]["places"]
    assert sorted((one["within"] or "") for one in places if one["name"] == "砚湖区") == ["", "云澜市"]
    assert {one["within"] for one in places if one["name"] != "砚湖区"} <= {None}
