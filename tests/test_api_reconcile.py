"""Reconciliation as OpenRefine asks for it: manifest, names in batches, suggestions, cards, further columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.reconciliation.likeness import PLACED, SHORT, likeness, meanings
from graph_builder.stores.opening import open_store
from ontology.loading import load
from ontology.records import Evidence, Graph, Node, Relationship, Span

SERVICE = "/api/v1/reconcile"


NODES = (
    Node("dayu", "Company", {"name": "云溪大禹建材有限公司"}),
    Node("water", "Agency", {"name": "云溪县水利局"}),
    Node("forest", "Agency", {"name": "云溪县林业局"}),
    Node("housing-west", "Agency", {"name": "西溪区住房和城乡建设局"}),
    Node("housing-east", "Agency", {"name": "东溪区住房和城乡建设局"}),
    Node("west", "Place", {"name": "西溪区"}),
    Node("east", "Place", {"name": "东溪区"}),
    Node("policy", "Policy", {"name": "水利采购办法"}),
    Node("buying", "Problem", {"name": "采购不规范", "ordinal": 1, "implicit": False}),
)
MENTIONED = (
    ("dayu", "云溪大禹建材有限公司"),
    ("dayu", "大禹建材"),
    ("water", "水利局"),
    ("forest", "云溪县林业局"),
    ("policy", "水利采购办法"),
    ("buying", "采购不规范"),
    ("housing-west", "西溪区住房和城乡建设局"),
    ("housing-east", "东溪区住房和城乡建设局"),
    ("west", "西溪区"),
    ("east", "东溪区"),
)
LOCATED = (("housing-west", "west"), ("housing-east", "east"))


def notice(report: str) -> Graph:
    """A notice that names everything once."""
    about = {"name": f"{report}通报", "source": f"{report}.txt", "sha256": sha256(report.encode()).hexdigest()}
    links = [
        Relationship("APPEARS_IN", id, report, {}, Evidence(report, Span(at, at + len(form)), form, "test", 1.0))
        for at, (id, form) in enumerate(MENTIONED)
    ]
    located = Evidence(report, Span(0, 3), "西溪区", "test", 1.0)
    links += [Relationship("LOCATED_IN", id, place, {}, located) for id, place in LOCATED]
    return Graph(report, (Node(report, "Report", about), *NODES), tuple(links))


@pytest.fixture(scope="module")
def client(empty_store: str) -> Iterator[TestClient]:
    with open_store(empty_store, mode="write") as opened, opened.writer() as writer:
        for report in ("report-first", "report-second"):
            writer.load(notice(report))
    with TestClient(create_app(empty_store), base_url="http://127.0.0.1:8000") as started:
        yield started


def ask(client: TestClient, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """OpenRefine's way: a form with the batch as JSON."""
    answer = client.post(SERVICE, data={"queries": json.dumps(queries)}, headers={"Origin": "http://127.0.0.1:3333"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["access-control-allow-origin"] == "http://127.0.0.1:3333"
    return {key: told["result"] for key, told in answer.json().items()}


def test_the_manifest_names_everything(client: TestClient) -> None:
    told = client.get(SERVICE).json()
    assert told["versions"] == ["0.2"]
    assert [kind["id"] for kind in told["defaultTypes"]] == ["Agency", "Company", "Policy"]
    assert told["identifierSpace"] == "https://w3id.org/xunji/id/"
    points = [*told["suggest"].values(), told["extend"]["propose_properties"]]
    for point in points:
        answer = client.get(point["service_url"] + point["service_path"], params={"prefix": "水"})
        assert answer.status_code == 200, point
    assert client.get(told["preview"]["url"].replace("{{id}}", "dayu")).status_code == 200
    assert told["view"]["url"] == "http://127.0.0.1:8000/?page=entity&id={{id}}"


@pytest.mark.parametrize(
    ("name", "kind", "best", "match"),
    [
        ("云溪大禹建材有限公司", None, "dayu", True),
        ("大禹建材", "Company", "dayu", True),
        ("云溪 大禹建材有限公司", "Company", "dayu", True),
        ("云溪大禹建村有限公司", "Company", "dayu", False),
        ("云溪大禹建材公司", ["Company", "Agency"], "dayu", False),
        ("水利局", "Agency", "water", True),
        ("云溪县林业局", "Agency", "forest", True),
        ("大禹建材", "Policy", None, False),
        ("大禹建材", "Nonsense", None, False),
        ("毫不相干", None, None, False),
    ],
)
def test_names_find_what_they_mean(client: TestClient, name: str, kind: object, best: str | None, match: bool) -> None:
    query = {"query": name} if kind is None else {"query": name, "type": kind}
    found = ask(client, q0={**query, "type_strict": "should"})["q0"]
    assert (found[0]["id"] if found else None) == best
    assert [one["match"] for one in found[:1]] == [match][: len(found)]
    for one in found:
        assert 0 <= one["score"] <= 100 and {feature["id"] for feature in one["features"]} >= {"name", "exact"}
    assert sorted((one["score"] for one in found), reverse=True) == [one["score"] for one in found]


@pytest.mark.parametrize(
    ("place", "best", "match"),
    [
        (None, {"housing-east", "housing-west"}, False),
        ("西溪区", {"housing-west"}, True),
        ({"id": "east", "name": "东溪区"}, {"housing-east"}, True),
        ("北溪区", {"housing-east", "housing-west"}, False),
    ],
)
def test_a_short_form_is_made_whole_by_the_rows_place(
    client: TestClient, place: object, best: set[str], match: bool
) -> None:
    told = [] if place is None else [{"pid": "LOCATED_IN", "v": place}]
    found = ask(client, q0={"query": "区住建局", "type": "Agency", "properties": told})["q0"]
    first = [one for one in found if one["score"] == found[0]["score"]]
    assert {one["id"] for one in first} == best and first[0]["match"] is match
    assert {feature["value"] for feature in first[0]["features"] if feature["id"] == "name"} <= {90, 97}


@pytest.mark.parametrize(
    ("name", "places", "form", "like"),
    [
        ("区住建局", (), "砚湖区住房和城乡建设局", SHORT),
        ("区住建局", ("砚湖区",), "砚湖区住房和城乡建设局", PLACED),
        ("区住建局", ("望溪区",), "砚湖区住房和城乡建设局", SHORT),
        ("区住建局", ("望溪区",), "云澜市望溪区住房和城乡建设局", PLACED),
        ("市发改委", (), "云澜市发展和改革委员会", SHORT),
        ("城管局", (), "云澜市城市管理局", SHORT),
        ("大禹公司", (), "云溪大禹建材有限公司", SHORT),
        ("云溪县林业局", (), "云溪县林业局", 100.0),
        # another division's, another kind of body's, and what tells nothing
        ("云澜市住建局", (), "云澜市望溪区住房和城乡建设局", None),
        ("区住建局", (), "砚湖区住房和城乡建设局党组", None),
        ("市公司", (), "云澜市大禹有限公司", None),
        ("建住局", (), "砚湖区住房和城乡建设局", None),
    ],
)
def test_short_forms(name: str, places: tuple[str, ...], form: str, like: float | None) -> None:
    found = likeness(meanings(name, places), [form])
    assert found < SHORT if like is None else found == like


def test_a_batch_is_answered_key_by_key(client: TestClient) -> None:
    found = ask(client, q0={"query": "水利局", "limit": 1}, q1={"query": "云溪县林业局"}, row_9={"query": "无此名"})
    assert {key: [one["id"] for one in told][:1] for key, told in found.items()} == {
        "q0": ["water"],
        "q1": ["forest"],
        "row_9": [],
    }
    assert len(found["q0"]) == 1


def test_the_rows_other_cells_count(client: TestClient) -> None:
    fitting = {"pid": "aliases", "v": "大禹建材"}
    strange = {"pid": "aliases", "v": {"id": "x", "name": "另一个"}}
    unknown = {"pid": "nonsense", "v": 7}
    scores = [
        ask(client, q0={"query": "云溪大禹建材有限公司", "properties": [told]})["q0"][0]["score"]
        for told in (fitting, strange, unknown)
    ]
    assert scores[0] == 100 and scores[1] == scores[2] == 75


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"queries": "{}"},
        {"queries": "nonsense"},
        {"queries": json.dumps({"q0": {}})},
        {"queries": json.dumps({"q0": {"query": ""}})},
        {"queries": json.dumps({"q0": {"query": "长" * 201}})},
        {"queries": json.dumps({"q0": {"query": "a", "limit": 1000}})},
        {"queries": json.dumps({f"q{n}": {"query": "a"} for n in range(51)})},
        {"extend": json.dumps({"ids": ["dayu"] * 101, "properties": [{"id": "kind"}]})},
        {"extend": json.dumps({"ids": ["dayu"], "properties": []})},
    ],
)
def test_a_wrong_batch_is_refused(client: TestClient, form: dict[str, str]) -> None:
    answers = [client.post(SERVICE, data=form)]
    answers += [client.get(SERVICE, params=form)] if form else []  # which asks for the manifest
    for answer in answers:
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:xunji:problem:invalid-request")


@pytest.mark.parametrize(
    ("path", "prefix", "ids"),
    [
        ("entity", "大禹", ["dayu"]),
        ("entity", "云溪县", ["water", "forest"]),
        ("entity", "采购不规范", []),
        ("type", "企业", ["Company"]),
        ("type", "comp", ["Company"]),
        ("type", "", ["Agency", "Company", "Policy"]),
        ("property", "located", ["LOCATED_IN"]),
        ("property", "别名", ["aliases"]),
    ],
)
def test_suggestions(client: TestClient, path: str, prefix: str, ids: list[str]) -> None:
    told = client.get(f"{SERVICE}/suggest/{path}", params={"prefix": prefix}).json()["result"]
    assert sorted(one["id"] for one in told) == sorted(ids)


def test_further_columns(client: TestClient) -> None:
    wanted = {"ids": ["dayu", "nobody"], "properties": [{"id": "aliases"}, {"id": "APPEARS_IN"}, {"id": "nonsense"}]}
    told = client.post(SERVICE, data={"extend": json.dumps(wanted)}).json()
    assert [one["id"] for one in told["meta"]] == ["aliases", "APPEARS_IN", "nonsense"]
    cells = told["rows"]["dayu"]
    assert {"str": "大禹建材"} in cells["aliases"] and cells["nonsense"] == []
    assert {cell["id"] for cell in cells["APPEARS_IN"]} == {"report-first", "report-second"}
    assert told["rows"]["nobody"] == {"aliases": [], "APPEARS_IN": [], "nonsense": []}


@pytest.mark.parametrize("label", ["Agency", "Company", "Policy"])
def test_the_properties_are_the_ontologys(client: TestClient, label: str) -> None:
    told = client.get(f"{SERVICE}/properties", params={"type": label}).json()
    own = [name for name in load().labels[label].properties if name not in ("id", "name")]
    assert [one["id"] for one in told["properties"]][: len(own)] == own


def test_the_card_escapes_and_may_be_framed_here(client: TestClient) -> None:
    answer = client.get(f"{SERVICE}/preview", params={"id": "dayu"})
    assert "云溪大禹建材有限公司" in answer.text and "又名:大禹建材" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'self' http://127.0.0.1:*" in policy
    assert client.get(f"{SERVICE}/preview", params={"id": "<b>"}).status_code == 404


def test_an_address_may_hold_what_a_form_does(client: TestClient) -> None:
    queries = json.dumps({"q0": {"query": "云溪大禹建材", "type": "Company"}})
    extend = json.dumps({"ids": ["dayu"], "properties": [{"id": "aliases"}]})
    for asked in ({"queries": queries}, {"extend": extend}):
        told = client.get(SERVICE, params=asked)
        assert (
            told.status_code == 200
            and told.json() == client.post(SERVICE, data=asked).json() != client.get(SERVICE).json()
        )
    assert client.get(SERVICE, params={"queries": "nonsense"}).json()["errors"][0]["field"] == "queries"
