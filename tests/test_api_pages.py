"""The explorer and the documentation page: all that they need comes from this server, and nothing is markup."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from store_notices import notice

import api.routes.pages
from api.app import create_app
from api.routes.pages import BUILT, PAGES, is_built
from graph_builder.stores.opening import open_store
from ontology.loading import load
from visualizations.icons import DRAWN

SOURCES = BUILT.parent / "src"
FILES = sorted(path for path in PAGES.iterdir() if path.suffix in (".js", ".html", ".css", ".svg"))
SCRIPTS = sorted([*PAGES.glob("*.js"), *SOURCES.rglob("*.ts"), *SOURCES.rglob("*.tsx")])

# href="/pages/x.css", src="/pages/x.js", `/pages/icons.svg#…`
OWN = re.compile(r'["`(](/(?:pages|swagger|assets)/[\w.-]+)')

# https://…, //cdn…
FOREIGN = re.compile(r"https?://[\w./-]+|[\"'(]//\w")

# The name that SVG elements bear.
ALLOWED = {"http://www.w3.org/2000/svg"}

# Each would make markup or code of a text.
MARKUP = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "dangerouslySetInnerHTML",
    "document.write",
    "eval(",
    "new Function",
    "srcdoc",
    "DOMParser",
)

needs_build = pytest.mark.skipif(
    not is_built() and not os.environ.get("XUNJI_REQUIRE_EXPLORER"), reason="the explorer is not built; make explorer"
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = str(tmp_path_factory.mktemp("pages") / "graph.kgl")
    with open_store(path, mode="write") as opened, opened.writer() as writer:
        writer.load(notice("甲.txt", "甲的稿"))
    with TestClient(create_app(path), base_url="http://localhost:8000") as started:
        yield started


@pytest.mark.parametrize(
    ("path", "kind"), [("/docs", "text/html"), ("/favicon.ico", "image/svg+xml"), ("/pages/docs.js", "javascript")]
)
def test_pages_are_there(client: TestClient, path: str, kind: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200 and kind in answer.headers["content-type"]
    assert client.head(path).status_code == 200


@needs_build
def test_the_explorer_and_its_files_are_served(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200 and page.headers["cache-control"] == "no-cache"
    named = OWN.findall(page.text)
    assert [path for path in named if path.startswith("/assets/")]
    for path in named:
        assert client.get(path).status_code == 200, path
    file = client.get(next(path for path in named if path.startswith("/assets/")))
    assert "immutable" in file.headers["cache-control"]


@needs_build
def test_the_built_pages_hold_no_code_or_style_of_their_own() -> None:
    for page in BUILT.glob("*.html"):
        assert_nothing_inline(page.read_text(encoding="utf-8"))


def test_without_its_build_the_page_says_what_is_missing(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.routes.pages, "BUILT", tmp_path)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "make explorer" in answer.text and "/docs" in answer.text
    assert client.get("/api/v1/stats").status_code == 200


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_a_file_names_is_served_here(client: TestClient, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert {found.rstrip("/.,;:") for found in FOREIGN.findall(text)} <= ALLOWED
    for path in OWN.findall(text):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_texts_are_never_markup(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert [word for word in MARKUP if word in text] == []
    assert {found.rstrip("/.,;:") for found in FOREIGN.findall(text)} <= ALLOWED


@pytest.mark.parametrize("page", ["docs.html", "missing.html"])
def test_pages_hold_no_code_or_style_of_their_own(page: str) -> None:
    assert_nothing_inline((PAGES / page).read_text(encoding="utf-8"))


def assert_nothing_inline(text: str) -> None:
    assert "<style" not in text and not re.search(r"\s(?:on\w+|style)=", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text) if "application/json" not in tag)


def test_every_icon_of_the_ontology_can_be_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', DRAWN.read_text(encoding="utf-8")))
    assert {label.icon for label in load().labels.values()} == drawn


def test_the_explorer_names_nothing_that_the_ontology_names() -> None:
    """Names and colours of labels come through the API: the words of the explorer are its own."""
    colours = {label.colour.lower() for label in load().labels.values()}
    for file in [*SOURCES.rglob("*.ts"), *SOURCES.rglob("*.tsx"), *SOURCES.rglob("*.css")]:
        text = file.read_text(encoding="utf-8").lower()
        assert not [colour for colour in colours if colour in text], file


def test_every_word_is_used() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in SCRIPTS)
    words = json.loads((SOURCES / "words" / "zh.json").read_text(encoding="utf-8"))
    assert [word for word in words if f'"{word}"' not in text] == []
