"""The main tasks of an investigator, each from its beginning to its end in a real browser."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import Watched, chromium, needs_browser, served, watched
from playwright.sync_api import Browser, Page, expect

from graph_builder.notice import graph_of
from graph_builder.reading.document import read
from graph_builder.stores.opening import open_store

pytestmark = needs_browser

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"
COMPANY = "云澜恒筑建设工程有限公司"
SHORT = "恒筑建设"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("explorer") / "graph.kgl"
    with open_store(str(store), mode="write") as opened, opened.writer() as writer:
        for path in sorted(EXAMPLES.iterdir()):
            writer.load(graph_of(read(path)))
    with served(store) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def seen(browser: Browser, address: str) -> Iterator[Watched]:
    with watched(browser, address) as page:
        yield page


def company(seen: Watched) -> str:
    return str(seen.api("search", q=COMPANY)["hits"][0]["id"])


def canvas_of(seen: Watched) -> Page:
    """The company on the canvas, with what mentions it."""
    id = company(seen)
    page = seen.open(f"/?page=graph&id={id}&grow={id}+MENTIONS+in")
    expect(page.locator(".canvas canvas").first).to_be_visible()
    return page


def told(page: Page) -> list[int]:
    """How many nodes and links the toolbar says are drawn."""
    return [int(number) for number in re.findall(r"\d+", page.locator(".toolbar .told").inner_text())[:2]]


# ------------------------------------------------ finding


def test_01_a_newcomer_finds_companies_of_several_agencies_and_where_it_says_so(seen: Watched) -> None:
    page = seen.open()
    seen.shoot("start")
    page.get_by_role("link", name=re.compile("哪些企业出现在两个以上单位的整改措施中")).click()  # 1
    row = page.get_by_role("row").filter(has_text=COMPANY).first
    expect(row).to_be_visible()
    agencies = {page.locator("tbody tr").nth(at).locator("td").nth(2).inner_text() for at in range(8)}
    assert len(agencies) >= 2
    seen.shoot("answer")
    row.locator("a.quoted").click()  # 2
    expect(page.locator("article mark").first).to_be_in_viewport()
    assert SHORT in "".join(page.locator("article mark").all_inner_texts())
    seen.shoot("answer-source")


def test_02_search_finds_while_one_types_and_needs_no_mouse(seen: Watched) -> None:
    page = seen.open()
    box = page.locator(".hero").get_by_role("combobox")
    box.press_sequentially(SHORT, delay=20)
    expect(page.get_by_role("option").first).to_contain_text(COMPANY)
    seen.shoot("search")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(COMPANY)


def test_03_facets_narrow_what_was_found(seen: Watched) -> None:
    page = seen.open(f"/?page=search&q={quote('工程')}")
    before = int(re.findall(r"\d+", page.get_by_role("status").inner_text())[0])
    page.locator(".facet").first.get_by_role("link").filter(has_text="企业").click()
    expect(page.get_by_role("status")).not_to_contain_text(str(before))
    seen.settle()
    after = int(re.findall(r"\d+", page.get_by_role("status").inner_text())[0])
    assert 0 < after < before
    assert {kind.split("\n")[0] for kind in page.locator(".rows small").all_inner_texts()} == {"企业"}
    page.go_back()
    expect(page.get_by_role("status")).to_contain_text(str(before))


def test_04_a_profile_tells_facts_counts_themes_times_and_sentences(seen: Watched) -> None:
    page = seen.open(f"/?page=entity&id={company(seen)}")
    aside = page.locator(".profile aside")
    expect(aside).to_contain_text(SHORT)
    expect(aside.get_by_role("heading", name="主题")).to_be_visible()
    expect(aside.get_by_role("heading", name="时间线")).to_be_visible()
    for mark in page.locator(".links .sentence mark").all_inner_texts()[:5]:
        assert mark in (COMPANY, SHORT)
    rows = page.locator("#MENTIONS-in .rows > li")
    before = rows.count()
    page.locator("#MENTIONS-in").get_by_role("button", name="更多").click()
    expect(rows).not_to_have_count(before)
    seen.shoot("profile")


# ------------------------------------------------ the canvas


def test_05_expanding_uncovers_what_is_hidden_and_a_line_leads_to_its_sentence(seen: Watched) -> None:
    page = seen.open(f"/?page=graph&id={company(seen)}")
    assert told(page) == [1, 0]
    page.locator(".panel").get_by_role("button", name=COMPANY).click()
    button = page.locator(".expansions").get_by_role("button").filter(has_text="提及").first
    hidden = int(re.findall(r"\+(\d+)", button.inner_text())[0])
    button.click()
    expect(page.locator(".panel")).to_contain_text("它的关系都已在图中")
    nodes, links = told(page)
    assert nodes > 2 and links >= hidden
    page.locator(".panel .rows .choice").first.click()
    expect(page.locator(".panel .sentence mark").first).to_be_visible()
    assert page.locator(".panel .sentence mark").first.inner_text() in (COMPANY, SHORT)
    page.wait_for_timeout(400)
    seen.shoot("canvas")


def test_06_hiding_can_be_undone_and_a_permalink_shows_the_same(seen: Watched) -> None:
    page = canvas_of(seen)
    nodes, _ = told(page)
    page.locator(".panel .choice").nth(1).click()
    page.get_by_role("button", name="隐藏", exact=True).click()
    expect(page.locator(".told")).to_contain_text(f"{nodes - 1} 个节点")
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".told")).to_contain_text(f"{nodes} 个节点")
    page.get_by_role("button", name="重做").click()
    expect(page.locator(".told")).to_contain_text(f"{nodes - 1} 个节点")
    page.reload()
    seen.settle()
    assert told(page)[0] == nodes - 1
    page.go_back()
    expect(page.locator(".told")).to_contain_text(f"{nodes} 个节点")


def test_07_filters_and_pins_are_part_of_the_address(seen: Watched) -> None:
    page = canvas_of(seen)
    nodes, _ = told(page)
    page.get_by_role("button", name="筛选").click()
    page.locator(".filters").get_by_role("checkbox", name=re.compile("整改措施")).uncheck()
    expect(page.locator(".told")).not_to_contain_text(f"{nodes} 个节点")
    assert "nolabel=Measure" in page.url
    left, _ = told(page)
    page.locator(".filters").get_by_label("通报", exact=True).select_option(index=1)
    assert "report=" in page.url and told(page)[0] <= left
    page.get_by_role("button", name="清除筛选").click()
    expect(page.locator(".told")).to_contain_text(f"{nodes} 个节点")
    page.locator(".panel .choice").first.click()
    page.get_by_role("button", name="固定").click()
    assert "pin=" in page.url
    seen.shoot("filters")


def test_08_the_table_sorts_and_can_be_taken_along(seen: Watched) -> None:
    page = canvas_of(seen)
    page.get_by_role("button", name="表格").click()
    page.get_by_role("button", name=re.compile("^关系 ")).click()
    page.get_by_role("columnheader", name=re.compile("原文")).get_by_role("button").click()
    shown = page.locator("tbody tr td:nth-child(4)").all_inner_texts()
    expect(page.get_by_role("columnheader", name=re.compile("原文"))).to_have_attribute("aria-sort", "ascending")
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.reader(saved.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == len(shown) + 1
    assert [row[3] for row in rows[1:4]] == [text.strip("“”") for text in shown[:3]]
    seen.shoot("table")


def test_09_the_canvas_obeys_the_keyboard(seen: Watched) -> None:
    page = canvas_of(seen)
    nodes, _ = told(page)
    page.locator(".canvas").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".panel .heading h2")).to_be_visible()
    page.keyboard.press("h")
    expect(page.locator(".told")).to_contain_text(f"{nodes - 1} 个节点")
    page.keyboard.press("Control+z")
    expect(page.locator(".told")).to_contain_text(f"{nodes} 个节点")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator(".panel")).to_be_focused()


# ------------------------------------------------ notices, traces, ways


def test_10_a_stretch_of_a_notice_leads_to_its_node_and_back(seen: Watched) -> None:
    page = seen.open()
    page.locator(".card a.node").filter(has_text="望溪区住房和城乡建设局").first.click()
    seen.settle()
    page.locator("article a.mention").filter(has_text=re.compile(f"^{SHORT}$")).first.click()
    panel = page.get_by_role("complementary")
    expect(panel.locator("a.node").filter(has_text=COMPANY).first).to_be_visible()
    expect(page.locator("article mark").first).to_have_text(SHORT)
    seen.shoot("notice")
    panel.locator("a.node").filter(has_text=COMPANY).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(COMPANY)


def test_11_a_trace_and_a_way_show_the_sentence_of_each_step(seen: Watched) -> None:
    id = company(seen)
    page = seen.open(f"/?page=trace&id={id}")
    heads = page.locator(".column-head").all_inner_texts()
    assert heads[0] == "巡察组" and "企业" in heads[-1]
    page.locator(".box").filter(has_text="老旧小区改造推进不力").click()
    expect(page.locator(".evidence .sentence").first).to_be_visible()
    seen.shoot("trace")
    other = seen.api("search", q="云澜正衡工程造价咨询有限公司")["hits"][0]["id"]
    seen.open(f"/?page=paths&id={id}&id={other}")
    way = page.locator(".way").first
    expect(way.locator(".hop .sentence").first).to_be_visible()
    assert way.locator("li").count() == way.locator(".hop").count() + 1
    seen.shoot("paths")
    far = seen.api("search", q="云澜数聚信息技术有限公司")["hits"][0]["id"]
    seen.open(f"/?page=paths&id={id}&id={far}")
    page.get_by_role("link", name="在6步之内再找").click()
    expect(page.locator(".way").first).to_be_visible()


def test_12_an_analyst_asks_in_cypher_and_keeps_the_query(seen: Watched) -> None:
    wrong = "MATCH (c:Company)\nRETRUN c"
    page = seen.open(f"/?page=cypher&q={quote(wrong)}")
    expect(page.get_by_role("alert")).to_contain_text("line 2, column 1")
    expect(page.locator(".editor .cm-lintRange-error")).to_have_text("RETRUN")
    seen.shoot("cypher-fault")
    seen.faults[:] = [fault for fault in seen.faults if "status of 400" not in fault]
    page.locator(".editor .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("MATCH (m:Measure)-[r:MENTIONS]->(c:Company) RETURN c, m, r")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    page.get_by_role("button", name="图谱").click()
    expect(page.locator(".still canvas").first).to_be_visible()
    page.evaluate("localStorage.setItem('xunji.queries', JSON.stringify([{name: '我的查询', query: 'RETURN 1'}]))")
    page.reload()
    seen.settle()
    expect(page.get_by_role("button", name="我的查询", exact=True)).to_be_visible()


def test_13_figures_and_times_are_drawn_and_told(seen: Watched) -> None:
    page = seen.open("/?page=stats")
    expect(page.locator(".chart canvas")).to_have_count(4)
    page.locator(".chart summary").first.click()
    expect(page.locator(".chart table").first).to_be_visible()
    seen.shoot("figures")
    seen.open("/?page=timeline")
    rows = page.locator("svg .row")
    assert rows.count() == page.locator("tbody tr").count() > 5
    seen.shoot("timeline")


def test_14_every_word_is_there_in_english_too(seen: Watched) -> None:
    page = seen.open()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Graph", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.get_by_role("link", name="Graph", exact=True)).to_be_visible()
    assert not re.search(r"[\u4e00-\u9fff]", page.locator("nav").inner_text().replace("中文", ""))
    assert json.dumps(page.evaluate("localStorage.getItem('xunji.language')")) == '"en"'
