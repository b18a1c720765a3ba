"""Frozen views: the data of their day, in any page's frame, with nothing in them that is markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from store_notices import notice

import api.pictures.embeds
import api.routes.embeds
from api.app import create_app
from api.conduct.settings import Settings
from api.conduct.tokens import Scope, add_token, read_tokens
from graph_builder.stores.opening import open_store

HOSTILE = '</script><img src=x onerror=alert(1)>"\u202e'


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = str(tmp_path / "graph.kgl")
    with open_store(path, mode="write") as opened, opened.writer() as writer:
        writer.load(notice("甲.txt", "甲的稿"))
    return path


@pytest.fixture
def client(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    built = tmp_path / "dist"
    built.mkdir()
    (built / "embed.html").write_text("<head><!-- view --></head>", encoding="utf-8")
    monkeypatch.setattr(api.routes.embeds, "BUILT", built)
    with TestClient(create_app(store), base_url="http://localhost:8000") as started:
        yield started


def freeze(client: TestClient, **asked: Any) -> Any:
    report = client.get("/api/v1/reports").json()["items"][0]["id"]
    body = {"title": "一图", "picture": {"reports": [report]}, **asked}
    answer = client.post("/api/v1/embeds", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_view_is_kept_with_its_sentences(client: TestClient, store: str) -> None:
    kept = freeze(client, permalink="/?page=graph&id=a")
    data = client.get(f"/embed/{kept['id']}/data.json")
    assert "attachment" in data.headers["content-disposition"]
    view = data.json()
    assert view["title"] == "一图" and view["permalink"] == "/?page=graph&id=a"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", view["date"])
    assert {node["id"] for node in view["picture"]["nodes"]} > {
        end for link in view["links"] for end in (link["start"],)
    }
    assert all(link["evidence"]["quote"] for link in view["links"])
    assert view["ontology"]["labels"]
    assert Path(f"{store}.embeds", f"{kept['id']}.json").is_file()


def test_the_same_view_is_kept_once_and_stays_what_it_was(client: TestClient, store: str) -> None:
    first, second = freeze(client), freeze(client)
    assert first["id"] == second["id"] != freeze(client, title="另一图")["id"]
    before = client.get(f"/embed/{first['id']}/data.json").content
    client.close()
    with open_store(store, mode="write") as opened, opened.writer() as writer:
        writer.load(notice("乙.txt", "乙的稿"))
    with TestClient(create_app(store), base_url="http://localhost:8000") as later:
        assert later.get(f"/embed/{first['id']}/data.json").content == before


def test_what_was_hidden_is_left_out_and_pins_hold(client: TestClient) -> None:
    whole = client.get(f"/embed/{freeze(client)['id']}/data.json").json()["picture"]
    gone, kept = whole["nodes"][0]["id"], whole["nodes"][1]["id"]
    id = freeze(client, hidden=[gone], pinned={kept: [7.5, -2.0]})["id"]
    view = client.get(f"/embed/{id}/data.json").json()
    at = {node["id"]: (node["x"], node["y"]) for node in view["picture"]["nodes"]}
    assert gone not in at and at[kept] == (7.5, -2.0)
    assert gone not in {end for link in view["links"] for end in (link["start"], link["end"])}


def test_only_frozen_views_may_be_framed(client: TestClient) -> None:
    page = client.get(f"/embed/{freeze(client)['id']}")
    assert "frame-ancestors *" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "x-frame-options" not in page.headers
    for path in ("/docs", "/api/v1/stats", f"/embed/{'0' * 32}"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "DENY"


def test_a_name_is_text_in_the_page_and_in_the_iframe(client: TestClient) -> None:
    kept = freeze(client, title=HOSTILE)
    assert "<img" not in kept["html"]
    page = client.get(f"/embed/{kept['id']}").text
    assert "<img" not in page and page.count("</script>") == 1
    inside = re.search(r'<script type="application/json" id="view">(.*?)</script>', page, re.DOTALL)
    assert inside and json.loads(inside[1])["title"] == HOSTILE


@pytest.mark.parametrize("id", ["0" * 32, "..%2f..%2fgraph", "x", "a" * 400])
def test_an_unknown_view_is_not_found(client: TestClient, id: str) -> None:
    assert client.get(f"/embed/{id}").headers["content-type"] == "application/problem+json"


def test_a_browser_is_told_that_a_view_is_gone(client: TestClient) -> None:
    gone = client.get(f"/embed/{'0' * 32}", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (gone.status_code, gone.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "此视图已不在这里" in gone.text and "<script" not in gone.text
    assert "frame-ancestors *" in gone.headers["content-security-policy"] and "x-frame-options" not in gone.headers


def test_oembed_gives_the_iframe(client: TestClient) -> None:
    url = freeze(client)["url"]
    told = client.get("/api/v1/oembed", params={"url": url, "maxwidth": 400}).json()
    assert (told["version"], told["type"], told["title"], told["width"]) == ("1.0", "rich", "一图", 400)
    assert f'src="{url}"' in told["html"] and 'width="400"' in told["html"]


def test_oembed_of_a_view_that_was_removed(client: TestClient, store: str) -> None:
    kept = freeze(client)
    asked = {"url": kept["url"]}
    assert client.get("/api/v1/oembed", params=asked).status_code == 200
    Path(f"{store}.embeds", f"{kept['id']}.json").unlink()
    assert client.get("/api/v1/oembed", params=asked).status_code == 404


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"url": "https://evil.example/embed/0"}, 404),
        ({"url": "http://localhost:8000/?page=graph"}, 404),
        ({"url": f"http://localhost:8000/embed/{'0' * 32}"}, 404),
        ({"url": "http://localhost:8000/embed/0", "format": "xml"}, 422),
        ({"url": "x" * 501}, 422),
        ({}, 422),
    ],
)
def test_oembed_of_nothing_here(client: TestClient, values: dict[str, str], status: int) -> None:
    assert client.get("/api/v1/oembed", params=values).status_code == status


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 201},
        {"permalink": "javascript:alert(1)"},
        {"permalink": "https://evil.example/"},
        {"permalink": "//evil.example/"},
        {"picture": {"cap": 0}},
    ],
)
def test_what_is_out_of_bounds_is_refused(client: TestClient, wrong: dict[str, Any]) -> None:
    body = {"title": "一图", "picture": {"steps": [["a"]]}, **wrong}
    assert client.post("/api/v1/embeds", json=body).status_code == 422


def test_there_is_an_end_to_them(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.pictures.embeds, "MOST", 1)
    freeze(client)
    freeze(client)
    body = {"title": "另一图", "picture": {"steps": [["a"]]}}
    assert client.post("/api/v1/embeds", json=body).status_code == 507
    monkeypatch.setattr(api.pictures.embeds, "MOST_BYTES", 10)
    assert client.post("/api/v1/embeds", json=body).status_code == 507


def test_a_store_that_is_no_file_needs_a_folder() -> None:
    with TestClient(create_app("memory:"), base_url="http://localhost:8000") as client:
        answer = client.post("/api/v1/embeds", json={"title": "一图", "picture": {"steps": [["a"]]}})
        assert answer.status_code == 409 and "--embeds" in answer.json()["detail"]


@pytest.mark.parametrize(("scope", "status"), [(None, 401), ("read", 403), ("write", 200)])
def test_where_tokens_are_asked_for_freezing_needs_one_to_write(
    store: str, tmp_path: Path, scope: str | None, status: int
) -> None:
    file = tmp_path / "tokens.json"
    secrets = {scope: add_token(file, scope.value, scope) for scope in Scope}
    settings = Settings(tokens=read_tokens(file), open_reading=False)
    headers = {"Authorization": f"Bearer {secrets[Scope(scope)]}"} if scope else {}
    with TestClient(create_app(store, settings), base_url="http://localhost:8000") as client:
        body = {"title": "一图", "picture": {"steps": [["a"]]}}
        assert client.post("/api/v1/embeds", json=body, headers=headers).status_code == status
