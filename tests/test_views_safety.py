"""What comes from a notice is text, in every format: it never becomes markup, code or an order to whoever reads it."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from shutil import which
from xml.etree import ElementTree

import pytest
from test_views import needs_font
from view_parts import HOSTILE, chain, link

from ontology.records import Node, Subgraph
from visualizations.record import as_json
from visualizations.rendering import read_bytes, render
from visualizations.text import UNSEEN
from visualizations.views import Format, Layout, View, view_of

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
TEXTS = (Format.html, Format.svg, Format.mermaid, Format.dot)
NAMES = [pytest.param(name, id=re.sub(r"\W+", " ", name)[:24].strip() or "marks") for name in HOSTILE]

# The scripts of a page that are code: the library's and ours.
CODE = re.compile(r"<script>.*?</script>", re.DOTALL)

# A place in a page that another host could be asked for.
REQUESTS = re.compile(
    r"""<(?:link|img|iframe|object|embed|base)\b|<script[^>]*\ssrc|@import|url\(\s*['"]?(?!data:)""", re.I
)


def hostile(name: str, layout: Layout = "network") -> View:
    """The name at every place that a notice can fill: names, properties, quotes, labels, types, title, report."""
    view = chain(name, layout)
    own = Node(f"x{name[:40]}", "Agency", {"name": name, "kind": name, "aliases": [name]})
    odd = Node("odd", f"L{name[:40]}", {"name": name})
    links = (*view.part.relationships, link("MENTIONS", "m", own.id, name), link(f"T{name[:40]}", "m", "odd", name))
    report = Node("r", "Report", {"name": name, "source": name, "publish_date": name[:40]})
    part = Subgraph((*view.part.nodes, own, odd), links)
    origin = replace(view.origin, command=f"xunji view {name}")
    return replace(view, part=part, reports=(report,), origin=origin)


def all_at_once(layout: Layout) -> View:
    """Every hostile name as a node, a quote and a part of the title."""
    names = [name.encode(errors="ignore").decode() for name in HOSTILE]
    nodes = tuple(Node(f"n{index}{name[:9]}", "Agency", {"name": name}) for index, name in enumerate(names))
    links = tuple(link("PART_OF", node.id, nodes[0].id, str(node.properties["name"])) for node in nodes[1:])
    return View(Subgraph(nodes, links), "".join(names)[:4_000], chain().origin, layout)


@pytest.fixture(params=NAMES)
def view(request: pytest.FixtureRequest) -> View:
    # Halves of surrogate pairs cannot be written in UTF-8: no decoder lets one in, and none can be in a store.
    return hostile(request.param.encode(errors="ignore").decode())


@pytest.mark.parametrize("format", TEXTS)
def test_no_text_holds_marks_that_turn_or_hide_it(view: View, format: Format) -> None:
    text = render(view, format).decode()
    assert set(UNSEEN.findall(CODE.sub("", text))) <= {"\n"}


@pytest.mark.parametrize("format", TEXTS)
def test_the_view_is_still_in_its_file(view: View, format: Format) -> None:
    text = render(view, format)
    if format is not Format.mermaid or b"%% xunji-view/1 " in text:
        assert read_bytes(text) == view_of(view)


@needs_font
@pytest.mark.parametrize("layout", ["network", "columns"])
@pytest.mark.parametrize("format", [Format.png, Format.pdf])
def test_pictures_are_drawn(format: Format, layout: Layout) -> None:
    view = all_at_once(layout)
    assert read_bytes(render(view, format)) == view_of(view)


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.handlers += [name for name, _ in attributes if name.startswith("on") or name in ("href", "src")]


def test_html_has_only_our_elements(view: View) -> None:
    ours = Tags(render(chain(), Format.html).decode())
    tags = Tags(render(view, Format.html).decode())
    assert tags.handlers == []
    assert set(tags.seen) == set(ours.seen) and tags.seen.count("script") == ours.seen.count("script") == 4


def test_html_asks_nobody(view: View) -> None:
    text = render(view, Format.html).decode()
    without = re.sub(r"<script[^>]*>.*?</script>", lambda found: found[0].split(">")[0], text, flags=re.DOTALL)
    assert not REQUESTS.search(without.replace("&lt;", "‹"))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert (
        policy and "default-src &#39;none&#39;" in policy[1] and "unsafe" not in policy[1] and "http" not in policy[1]
    )


def test_svg_has_only_our_elements(view: View) -> None:
    def tags(drawn: View) -> set[str]:
        return {element.tag for element in ElementTree.fromstring(render(drawn, Format.svg)).iter()}

    assert tags(view) <= tags(chain())
    root = ElementTree.fromstring(render(view, Format.svg))
    assert not [key for element in root.iter() for key, _ in element.items() if key.startswith("on") or "href" in key]


# n0["云溪县<br/>财政局"]:::lAgency   n0 -->|"发现"| n1   classDef lAgency fill:#0072B2,…   %% …
MERMAID = re.compile(
    r"flowchart (?:LR|TB)|  %% [^{}]*|%% [^{}]*"
    r'|  n\d+\["(?:[^"<>\[\]{}|`]|<br/>)*"\]:::l\w*'
    r'|  n\d+ (?:-->|---)\|"[^"<>\[\]{}|`]*"\| n\d+|  classDef l\w* fill:#\w{6},stroke:#\w{6},color:#\w{6}'
)


def test_mermaid_has_only_our_statements(view: View) -> None:
    for line in render(view, Format.mermaid).decode().splitlines():
        assert MERMAID.fullmatch(line), line[:200]


# A text in DOT: whatever stands between quotation marks that no backslash stands before.
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
DOT = re.compile(r"//.*|digraph xunji \{|\}|  (?:graph|node|edge|n\d+|n\d+ -> n\d+) \[(?:\w+=[\w\"]+,? ?)*\];")


def test_dot_has_only_our_statements(view: View) -> None:
    for line in render(view, Format.dot).decode().splitlines():
        assert DOT.fullmatch(QUOTED.sub('"x"', line)), line[:200]


def test_json_is_the_same_but_for_its_writing(view: View) -> None:
    text = as_json(view)
    assert not re.search(r"[<>&\n]", text)
    assert json.loads(text)["title"] == view.title


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium; install it to try the pages in a browser")
@pytest.mark.parametrize("layout", ["network", "columns"])
def test_a_browser_draws_all_hostile_names_at_once(layout: Layout, tmp_path: Path) -> None:
    page = tmp_path / "view.html"
    page.write_bytes(render(all_at_once(layout), Format.html))
    told = _browse(page)
    assert "<canvas" in told.stdout
    assert "<title>HIT" not in told.stdout
    assert not re.findall(r"CONSOLE.*|Refused to.*", told.stderr)


def _browse(page: Path) -> subprocess.CompletedProcess[str]:
    assert CHROMIUM
    quiet = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--enable-logging=stderr",
    )
    wait = ("--virtual-time-budget=3000", f"--user-data-dir={page.parent / 'profile'}", "--dump-dom", page.as_uri())
    return subprocess.run([CHROMIUM, *quiet, *wait], capture_output=True, text=True, timeout=120)
