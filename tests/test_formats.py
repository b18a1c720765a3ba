"""The same notice says the same in every format; a page's menus say nothing."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook
from saved_formats import SAVED, html_body, page, saved

from graph_builder.formats.docx_numbers import chinese
from graph_builder.header.extract import read_header
from graph_builder.notice import graph_of
from graph_builder.reading.document import ReadError, document, read
from graph_builder.reading.sources import expand
from graph_builder.wording.lexicon import groups
from ontology.records import Document as Read

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
NOTICE = """中共岚江市档案馆党组关于巡察整改进展情况的通报
根据市委统一部署,2023年3月1日至4月28日,岚江市委第二巡察组对市档案馆党组进行了巡察。
一、巡察反馈问题整改情况
(一)库房管理不严格。
整改情况:一是修订《岚江市档案库房管理办法》。二是更换门禁12处,每月检查1次。
(二)查档窗口排队时间长。
整改情况:一是增设窗口2个。二是开通网上预约。
中共岚江市档案馆党组
2023年12月8日
"""
TABLE = """中共岚江市体育局党组巡察整改情况公示表
根据市委统一部署,2023年3月1日至4月28日,岚江市委第三巡察组对市体育局党组进行了巡察。
序号	反馈问题	整改措施	责任单位	整改时限	完成情况
1	场馆开放时间短	延长开放时间2小时,公布开放时刻表。	市体育局群体科	2023年8月底前	已完成
2	器材采购不规范	修订《岚江市体育局采购管理办法》,清理合同7份。	市体育局办公室	2023年9月底前	已完成
中共岚江市体育局党组
2023年12月8日
"""


def put(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def reported(found: Read) -> list[tuple[str, str]]:
    """The problems and measures of a notice."""
    nodes = (node for node in graph_of(found).nodes if node.label in ("Problem", "Measure"))
    return sorted((node.label, str(node.properties.get("text") or node.properties["name"])) for node in nodes)


def target(found: Read) -> str:
    inspected = read_header(found.text).inspections[0].target
    assert inspected is not None
    return inspected.text


@pytest.mark.parametrize("suffix", SAVED)
@pytest.mark.parametrize(
    "text",
    [
        NOTICE,
        TABLE,
        read(EXAMPLES / "01_paired_wangxi_housing.txt").raw,
        read(EXAMPLES / "09_table_luting_subdistrict.txt").raw,
    ],
    ids=["paragraphs", "table", "example 01", "example 09"],
)
def test_a_notice_says_the_same_in_every_format(tmp_path: Path, text: str, suffix: str) -> None:
    found = read(put(tmp_path, SAVED[suffix](text), f"notice{suffix}"))
    expected = document(text, "")
    assert reported(found) == reported(expected)
    assert len(reported(found)) >= 4
    assert target(found) == target(expected)


@pytest.mark.parametrize("suffix", SAVED)
def test_rows_are_lines_with_tabs_and_paragraphs_are_lines(tmp_path: Path, suffix: str) -> None:
    found = read(put(tmp_path, SAVED[suffix](TABLE), f"notice{suffix}")).raw
    for row in TABLE.splitlines()[2:5]:
        assert row in found.splitlines()
    assert "中共岚江市体育局党组" in found.splitlines()


@pytest.mark.parametrize("suffix", SAVED)
def test_a_format_is_known_by_its_bytes_whatever_the_file_is_called(tmp_path: Path, suffix: str) -> None:
    assert "器材采购不规范" in read(put(tmp_path, SAVED[suffix](TABLE), "notice.txt")).raw


# HTML


@pytest.mark.parametrize(
    ("declared", "data"),
    [
        ("utf-8", lambda text: text.encode()),
        ("gb2312", lambda text: text.encode("gbk")),
        ("gbk", lambda text: text.encode("gbk")),
        ("gb18030", lambda text: text.encode("gb18030")),
        ("big5", lambda text: text.replace("党", "黨").encode("big5", errors="xmlcharrefreplace")),
        ("gb2312", lambda text: text.encode()),  # converted, and the declaration left as it was
        ("rot13", lambda text: text.encode("gbk")),
        ("unheard-of", lambda text: text.encode("gbk")),
        ("utf-8", lambda text: text.encode("utf-8-sig")),
        ("utf-8", lambda text: text.encode("utf-16")),
        ("utf-16", lambda text: text.encode("utf-16-le")),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_has(tmp_path: Path, declared: str, data: object) -> None:
    assert callable(data)
    text = f'<html><head><meta charset="{declared}"></head><body><p>根據巡察要求,整改如下。</p></body></html>'
    assert read(put(tmp_path, data(text), "page.html")).raw == "根據巡察要求,整改如下。\n"


@pytest.mark.parametrize("container", ['class="TRS_Editor"', 'id="zoom"', 'class="box wide"', ""])
def test_menus_scripts_the_way_to_the_page_and_footers_are_left_out(tmp_path: Path, container: str) -> None:
    data = page(html_body(NOTICE), NOTICE.splitlines()[0], container=container)
    lines = read(put(tmp_path, data, "page.html")).raw.splitlines()
    assert lines[1] == "发布日期:2024-07-05"
    assert [lines[0], *lines[2:]] == NOTICE.splitlines()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>一是关闭<br>二是开放</p>", "一是关闭\n二是开放\n"),
        ("<p>关闭违规站点3处</p>", "关闭违规站点3处\n"),
        ("<p>【关闭】</p><p>打印本页</p><p>字体：大 中 小</p><p>一是公开</p>", "一是公开\n"),
        ("<p>（打印）</p><p>浏览次数：12 发布时间：2024-03-05</p>", "浏览次数：12 发布时间：2024-03-05\n"),
        ("<p>按照<a href=1>《岚江市档案办法》</a>，整改；</p>", "按照《岚江市档案办法》，整改；\n"),
        ("<p>依据<a href=1>《岚江市档案办法》</a>,整改。</p>", "依据《岚江市档案办法》,整改。\n"),
        ("<p>一是\n  <b>加强</b>学<o:p></o:p>习</p>", "一是 加强学习\n"),
        ("<div>甲<div>乙</div>丙</div>", "甲\n乙\n丙\n"),
        ("<p>甲<script>1</script>乙</p>", "甲乙\n"),
        ("<p>甲<!-- 乙 -->丙</p>", "甲丙\n"),
        ("<p>甲&nbsp;&lt;乙&gt;</p>", "甲\xa0<乙>\n"),
        ("<table><tr><td><p>一是甲</p><p>二是乙</p></td></tr></table>", "一是甲\n二是乙\n"),
        (
            "<table><tr><td>菜单<td>栏目<tr><td>短<td>" + "长。" * 300 + "</table>",
            "菜单\n栏目\n短\n" + "长。" * 300 + "\n",
        ),
        ("<table><tr><td>甲<td>乙<tr><td>一<br>二<td>三", "甲\t乙\n一二\t三\n"),
    ],
)
def test_html_is_broken_into_lines_as_a_browser_shows_it(tmp_path: Path, body: str, text: str) -> None:
    data = f"<!DOCTYPE html><html><body>{body}</body></html>".encode()
    assert read(put(tmp_path, data, "page.html")).raw == text


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("<title>关于整改情况的通报_岚江市政府</title>", ["关于整改情况的通报", "正文。"]),
        ("<title>通知公告</title><meta name=ArticleTitle content=整改情况公示>", ["整改情况公示", "正文。"]),
        ("<title>正文。</title>", ["正文。"]),
        ("<meta name=PubDate content='2024-3-5 9:00'>", ["正文。", "发布日期:2024-03-05"]),
        (
            "<title>整改公示</title><meta name=publishdate content=2024/03/05>",
            ["整改公示", "发布日期:2024-03-05", "正文。"],
        ),
    ],
)
def test_title_and_day_of_publication_survive(tmp_path: Path, head: str, lines: list[str]) -> None:
    data = f"<html><head>{head}</head><body><p>正文。</p></body></html>".encode()
    assert read(put(tmp_path, data, "page.html")).raw.splitlines() == lines


def test_a_day_that_the_text_tells_is_not_told_twice(tmp_path: Path) -> None:
    data = "<html><meta name=PubDate content=2024-03-05><p>通报。</p><p>2024年3月5日</p></html>".encode()
    assert read(put(tmp_path, data, "page.html")).raw == "通报。\n2024年3月5日\n"


def test_what_a_browser_saves_beside_a_page_is_no_notice(tmp_path: Path) -> None:
    put(tmp_path, b"", "notice.html")
    for folder in ("notice_files", "notice.files", "other_files"):
        (tmp_path / folder).mkdir()
        put(tmp_path / folder, b"", "frame.html")
    assert expand([str(tmp_path)]).files == (tmp_path / "notice.html", tmp_path / "other_files" / "frame.html")


# DOCX

_BOXED = "<w:p><w:r><w:t>框</w:t></w:r></w:p>"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>一是</w:t></w:r><w:r><w:t>公开</w:t></w:r>", "一是公开"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲 乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>", "新"),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
        (f"<w:r><w:pict><w:txbxContent>{_BOXED}</w:txbxContent></w:pict><w:t>文</w:t></w:r>", "文\n框"),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_is_shown_of_it(tmp_path: Path, xml: str, text: str) -> None:
    made = Document()
    made.element.body.insert(0, parse_xml(f"<w:p {_W}>{xml}</w:p>"))
    assert read(put(tmp_path, saved(made), "a.docx")).raw == f"{text}\n"


def test_content_controls_are_read(tmp_path: Path) -> None:
    made = Document()
    inside = "<w:sdtContent><w:p><w:r><w:t>一是公开</w:t></w:r></w:p></w:sdtContent>"
    made.element.body.insert(0, parse_xml(f"<w:sdt {_W}>{inside}</w:sdt>"))
    assert read(put(tmp_path, saved(made), "a.docx")).raw == "一是公开\n"


@pytest.mark.parametrize(
    ("format", "drawn", "labels"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("chineseCounting", "%1、", ["一、", "二、", "三、"]),
        ("japaneseCounting", "(%1)", ["(一)", "(二)", "(三)"]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("bullet", "●", ["", "", ""]),
    ],
)
def test_the_numbers_that_word_draws_are_read(tmp_path: Path, format: str, drawn: str, labels: list[str]) -> None:
    made = Document()
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{drawn}"/></w:lvl>'
    numbering = made.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {_W} w:abstractNumId="77">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {_W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for name in "甲乙丙":
        properties = made.add_paragraph(name)._p.get_or_add_pPr()
        reference = f'<w:numPr {_W}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
        properties.append(parse_xml(reference))  # type: ignore[arg-type]
    expected = [label + name for label, name in zip(labels, "甲乙丙", strict=True)]
    assert read(put(tmp_path, saved(made), "a.docx")).raw.splitlines() == expected


@pytest.mark.parametrize(
    ("number", "told"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (0, "0"), (100, "100")]
)
def test_numbers_are_counted_in_chinese(number: int, told: str) -> None:
    assert chinese(number) == told


# XLSX


def test_values_are_told_as_a_notice_writes_them_and_hidden_sheets_are_not(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([1, 2.5, datetime.date(2024, 3, 31), True, "甲\n乙单位"])
    sheet["H40"].number_format = "0.00"
    hidden = book.create_sheet("底稿")
    hidden.append(["不公开", "不公开"])
    hidden.sheet_state = "hidden"
    assert read(put(tmp_path, saved(book), "a.xlsx")).raw == "1\t2.5\t2024年3月31日\t是\t甲乙单位\n"


@pytest.mark.parametrize("save", [Document, Workbook])
def test_a_document_without_text_is_empty(tmp_path: Path, save: type) -> None:
    with pytest.raises(ReadError, match="the file is empty"):
        read(put(tmp_path, saved(save()), "a.docx"))


# The word list of pages


def test_the_words_of_pages_stand_once_each_and_in_the_form_in_which_they_are_looked_for() -> None:
    lists = groups("web_pages.txt")
    assert set(lists) == {"container", "around", "tool", "footer", "title"}
    for words in lists.values():
        assert sorted(set(words)) == sorted(words)
    assert all(word == word.lower() for word in (*lists["container"], *lists["around"]))
    assert all(word.isalpha() for word in lists["around"])
