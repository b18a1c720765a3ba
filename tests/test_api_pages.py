"""The explorer and the documentation page: all that they need comes from this server, and nothing is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from store_notices import notice

from api.app import create_app
from api.routes.pages import PAGES
from graph_builder.stores.opening import open_store
from ontology.model import load
from visualizations.icons import DRAWN

SCRIPTS = sorted(PAGES.glob("*.js"))
FILES = sorted(path for path in PAGES.iterdir() if path.suffix in (".js", ".html", ".css", ".svg"))

# href="/pages/x.css", src="/pages/x.js", from "/pages/x.js", `/pages/icons.svg#…`
OWN = re.compile(r'["`(](/(?:pages|swagger)/[\w.-]+)')

# https://…, //cdn…
FOREIGN = re.compile(r"https?://[\w./-]+|[\"'(]//\w")

# The names that SVG elements bear, and where the icons are from.
ALLOWED = {"http://www.w3.org/2000/svg", "https://lucide.dev"}

# Each would make markup or code of a text.
MARKUP = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "srcdoc",
    "DOMParser",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = str(tmp_path_factory.mktemp("pages") / "graph.kgl")
    with open_store(path, mode="write") as opened, opened.writer() as writer:
        writer.load(notice("甲.txt", "甲的稿"))
    with TestClient(create_app(path), base_url="http://localhost:8000") as started:
        yield started


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/", "text/html"), ("/docs", "text/html"), ("/favicon.ico", "image/svg+xml"), ("/pages/main.js", "javascript")],
)
def test_pages_are_there(client: TestClient, path: str, kind: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200 and kind in answer.headers["content-type"]
    assert client.head(path).status_code == 200


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


@pytest.mark.parametrize("page", ["index.html", "docs.html"])
def test_pages_hold_no_code_or_style_of_their_own(page: str) -> None:
    text = (PAGES / page).read_text(encoding="utf-8")
    assert "<style" not in text and not re.search(r"\s(?:on\w+|style)=", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_every_icon_of_the_ontology_can_be_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', DRAWN.read_text(encoding="utf-8")))
    assert {label.icon for label in load().labels.values()} == drawn


def test_both_languages_say_the_same() -> None:
    text = (PAGES / "words.js").read_text(encoding="utf-8")
    zh, en = text.split("  en: {")
    assert re.findall(r"^    (\w+):", zh, re.MULTILINE) == re.findall(r"^    (\w+):", en, re.MULTILINE)
