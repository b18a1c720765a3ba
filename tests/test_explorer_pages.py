"""Every page of the explorer: readable for all, on every width, with nothing from a notice that is markup."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browsing import Watched, chromium, needs_browser, served, watched
from playwright.sync_api import Browser, expect
from view_parts import HOSTILE

from api.conduct.tokens import Scope, add_token
from graph_builder.notice import graph_of
from graph_builder.reading.document import read
from graph_builder.stores.opening import open_store
from ontology.records import Evidence, Graph, Node, Relationship, Span

pytestmark = needs_browser

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"

# What a store can hold: a name is not empty and is text in UTF-8.
NAMES = [name for name in HOSTILE if (name and name.isprintable()) or "文本倒写" in name]

PAGES = {
    "start": "/",
    "search": "/?page=search&q=工程",
    "profile": "/?page=entity&id={company}",
    "canvas": "/?page=graph&id={company}&grow={company}+MENTIONS+in&on={company}",
    "choose": "/?page=graph",
    "table": "/?page=graph&id={company}&grow={company}+MENTIONS+in&as=table",
    "paths": "/?page=paths&id={company}&id={other}",
    "compare": "/?page=compare&id={agency}&id={another}",
    "trace": "/?page=trace&id={company}",
    "notice": "/?page=report&id={report}&at=473-536",
    "timeline": "/?page=timeline",
    "figures": "/?page=stats",
    "cypher": "/?page=cypher&q=MATCH (n:Company) RETURN n, n.name",
    "gone": "/?page=entity&id=nothing",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "graph.kgl"
    with open_store(str(path), mode="write") as opened, opened.writer() as writer:
        for notice in sorted(EXAMPLES.iterdir()):
            writer.load(graph_of(read(notice)))
        writer.load(hostile())
    return path


def hostile() -> Graph:
    """A notice in which every name is one of those that views are tried with."""
    about = {"name": NAMES[0], "source": "gone.txt", "sha256": "0" * 64, "publish_date": "2024-01-02"}
    nodes = [Node("report-x", "Report", about)]
    links = []
    for number, name in enumerate(NAMES):
        problem, company = f"problem-x{number}", f"company-x{number}"
        nodes.append(Node(problem, "Problem", {"name": name, "aliases": [], "text": name, "ordinal": number + 1}))
        nodes.append(Node(company, "Company", {"name": name, "aliases": [name]}))
        evidence = Evidence("report-x", Span(0, 1), name, "test.rule", 0.5)
        links.append(Relationship("MENTIONS", problem, company, {}, evidence))
        links.append(Relationship("APPEARS_IN", company, "report-x", {}, evidence))
    return Graph("report-x", tuple(nodes), tuple(links))


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with served(store) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def filled(seen: Watched, path: str) -> str:
    named = {
        "company": seen.api("search", q="云澜恒筑建设工程有限公司")["hits"][0]["id"],
        "other": seen.api("search", q="云澜正衡工程造价咨询有限公司")["hits"][0]["id"],
        "agency": seen.api("search", q="云澜市望溪区住房和城乡建设局党组", label="Agency")["hits"][0]["id"],
        "another": seen.api("search", q="云澜市发展和改革委员会党组", label="Agency")["hits"][0]["id"],
        "report": seen.api("search", q="望溪区住房和城乡建设局党组关于巡察", label="Report")["hits"][0]["id"],
    }
    return path.format(**named)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits(browser: Browser, address: str, name: str, width: int) -> None:
    with watched(browser, address, width, 860 if width > 400 else 740) as seen:
        page = seen.open(filled(seen, PAGES[name]))
        if name == "gone":
            seen.faults[:] = [fault for fault in seen.faults if "status of 404" not in fault]
        page.wait_for_timeout(150)
        seen.shoot(f"{name}-{width}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"the page is {wide} wide"
        assert seen.audit() == []


@pytest.mark.parametrize(
    "path",
    [
        "/?page=report&id=report-x",
        "/?page=search&q=x",
        "/?page=graph&whole=report-x",
        "/?page=graph&whole=report-x&as=table",
        "/?page=trace&id=problem-x0",
        "/?page=paths&id=company-x0&id=problem-x0",
        "/?page=cypher&q=MATCH (n:Company)-[r]-(m) RETURN n, r, m",
        *(f"/?page=entity&id=company-x{number}" for number in range(len(NAMES))),
    ],
)
def test_a_name_is_text_whatever_it_is(browser: Browser, address: str, path: str) -> None:
    with watched(browser, address) as seen:
        page = seen.open(path)
        page.wait_for_timeout(150)
        own = "img:not([src='/pages/mark.svg']), script:not([src^='/assets/']), iframe, object, embed, svg script"
        assert page.locator("#app").locator(own).count() == 0
        assert not page.evaluate("document.title").startswith("HIT")
        links = page.evaluate("[...document.querySelectorAll('#app a')].map(a => a.protocol)")
        assert set(links) <= {"http:"}


def test_a_frozen_view_stands_in_anothers_page_and_no_other_page_does(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with watched(browser, address) as seen:
        page = seen.open(filled(seen, PAGES["canvas"]))
        page.get_by_role("button", name="嵌入").click()
        page.get_by_role("button", name="冻结").click()
        code = page.get_by_label("嵌入代码").input_value()
        url = page.get_by_label("地址").input_value()
    (tmp_path / "index.html").write_text(
        f"<meta charset=utf-8><title>a page</title>{code}<iframe id=no src='{address}/'></iframe>", encoding="utf-8"
    )
    with elsewhere(tmp_path) as other, browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(other)
        page.wait_for_load_state("networkidle")
        frame = page.frame(url=url)
        assert frame
        expect(frame.locator(".canvas canvas").first).to_be_visible()
        frame.locator(".panel .choice").first.click()
        frame.locator(".panel .rows .choice").first.click()
        expect(frame.locator(".panel .sentence mark").first).to_be_visible()
        assert page.frame_locator("#no").locator("header").count() == 0
        # All that it shows is inside it: nothing is asked of the API.
        assert not [one for one in asked if "/api/" in one]
        frozen = json.loads(context.request.get(f"{url}/data.json").text())
        assert len(frozen["picture"]["nodes"]) > 5 and frozen["links"]
        page.screenshot(path=tmp_path / "embed.png")


def two_that_share(many: int) -> Graph:
    """Two agencies, each with a problem of its own for every one of `many` companies."""
    nodes = [Node("report-s", "Report", {"name": "两家的通报", "source": "s.txt", "sha256": "1" * 64})]
    nodes += [Node(f"company-s{number}", "Company", {"name": f"云溪第{number}建材有限公司"}) for number in range(many)]
    links = []
    for side in ("east", "west"):
        agency, inspection = f"agency-{side}", f"inspection-{side}"
        nodes += [Node(agency, "Agency", {"name": side}), Node(inspection, "Inspection", {"name": f"{side}巡察"})]
        links.append(("INSPECTED", inspection, agency))
        for number in range(many):
            problem = f"problem-{side}-{number:024}"
            nodes.append(Node(problem, "Problem", {"name": f"{side}的问题{number}", "ordinal": number + 1}))
            links += [("FOUND", inspection, problem), ("MENTIONS", problem, f"company-s{number}")]
    evidence = Evidence("report-s", Span(0, 1), "两", "test.rule", 0.5)
    return Graph("report-s", tuple(nodes), tuple(Relationship(*link, {}, evidence) for link in links))


def test_what_two_bodies_share_is_told_however_much_it_is(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    with open_store(str(path), mode="write") as opened, opened.writer() as writer:
        writer.load(two_that_share(100))
    with served(path) as address, watched(browser, address) as seen:
        page = seen.open("/?page=compare&id=agency-east&id=agency-west")
        rows = page.locator("table.compared tbody tr")
        expect(rows).to_have_count(100)
        rows.last.locator("summary").last.click()
        expect(rows.last.locator("details a").last).to_contain_text("west的问题")
        seen.shoot("compare-many")


def test_a_token_is_asked_for_once_and_stands_in_no_address(browser: Browser, store: Path, tmp_path: Path) -> None:
    tokens = tmp_path / "tokens.json"
    secret = add_token(tokens, "desk", Scope.READ)
    with served(store, "--tokens", str(tokens), "--always-ask") as address, watched(browser, address) as seen:
        page = seen.page
        page.goto(address)
        page.get_by_label("令牌", exact=True).fill(secret)
        page.get_by_role("button", name="使用").click()
        expect(page.locator(".leads a").first).to_be_visible()
        page.reload()
        expect(page.locator(".leads a").first).to_be_visible()
        assert secret not in page.url
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [1, 1]
        seen.faults[:] = [fault for fault in seen.faults if "status of 401" not in fault]


class elsewhere:
    """Another site, on a port of its own."""

    def __init__(self, folder: Path) -> None:
        handler = partial(Quiet, directory=str(folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        return f"http://localhost:{self.server.server_port}/"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
