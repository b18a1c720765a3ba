"""Texts that came through a page or a program read as what they were before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph_builder.reading.cleaning import clean
from graph_builder.reading.document import read
from ontology.records import Span


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            '<p class="MsoNormal">一、学习不够</p><p>整改情况:<b>一是</b>组织学习。</p>',
            "一、学习不够\n整改情况:一是组织学习。\n",
        ),
        ("一、学习不够<br>整改情况:<BR/>一是组织学习。", "一、学习不够\n整改情况:\n一是组织学习。"),
        ("<tr><td>1</td><td>学习不够</td></tr>\n<tr><td>2</td><td>作风不实</td></tr>", "1\t学习不够\n2\t作风不实\n"),
        ('学习不够。\n<image>data:image/s3,"s3://b/9"</image>\n整改情况', "学习不够。\n整改情况"),
        ("<script>var a=1;</script>学习不够<!-- 正文 -->。", "学习不够。"),
        # no tags
        ("指标<5%的乡镇,p>0.05", "指标<5%的乡镇,p>0.05"),
        ("<关于学习的通知></关于学习的通知>", "<关于学习的通知></关于学习的通知>"),
    ],
)
def test_tags_in_a_text_become_what_they_mean(raw: str, expected: str) -> None:
    assert clean(raw)[0] == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            r"一、学习不够\n整改情况:\t一是组织学习。\r\n二是检查。\n",
            "一、学习不够\n整改情况:\t一是组织学习。\n二是检查。\n",
        ),
        ("共享盘路径为\\\\192.168.0.1\\notice\n第二行\n第三行", "共享盘路径为\\\\192.168.0.1\\notice\n第二行\n第三行"),
    ],
)
def test_escapes_of_a_text_in_one_line_are_line_breaks(raw: str, expected: str) -> None:
    assert clean(raw)[0] == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("\n".join(["• 一、学习不够", "\t• 整改情况:"] * 3), "\n".join(["一、学习不够", "整改情况:"] * 3)),
        ("被巡视单位：\n·财政局\n·审计局", "被巡视单位:\n·财政局\n·审计局"),
        ("> 一、学习不够\n> (1)组织学习\n>> 2.检查", "一、学习不够\n(1)组织学习\n2.检查"),
        ("- 组织学习。\n* “三会一课”走形式", "组织学习。\n“三会一课”走形式"),
        # no bullets
        ("2023年\n-5.2%", "2023年\n-5.2%"),
        ("马克思·恩格斯\n完成-推进", "马克思·恩格斯\n完成-推进"),
    ],
)
def test_bullets_before_lines_go(raw: str, expected: str) -> None:
    assert clean(raw)[0] == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("落 实 不 力 。 2 0 2 3 年 4 月 追 责 3 人 。", "落实不力。2023年4月追责3人。"),
        ("王 伟 同志,  第 3 列", "王伟同志, 第3列"),  # a column's edge stays
    ],
)
def test_a_text_set_wide_is_closed_up(raw: str, expected: str) -> None:
    assert clean(raw)[0] == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("一.落实不力.整改情况:一是约谈3人.2023年完成.", "一.落实不力。整改情况:一是约谈3人。2023年完成。"),
        ("落实不力。见www.gov.cn。一.学习.思考", "落实不力。见www.gov.cn。一.学习.思考"),
    ],
)
def test_full_stops_of_the_other_keyboard_end_sentences_where_no_others_do(raw: str, expected: str) -> None:
    assert clean(raw)[0] == expected


def test_what_was_behind_a_tag_leads_back_to_its_place() -> None:
    raw = "<p>一、学习<b>不够</b></p>"
    text, offsets = clean(raw)
    source = offsets.source(Span(text.index("不够"), text.index("不够") + 2))
    assert raw[source.start : source.end] == "不够"


_WAYS: dict[str, Callable[[str], str]] = {
    "tags": lambda text: "".join(f'<p style="text-indent:2em"><span>{line}</span></p>' for line in text.splitlines()),
    "escapes": lambda text: text.replace("\r\n", "\n").replace("\n", r"\n"),
    "bullets": lambda text: "\n".join(f"• {line}" if line.strip() else line for line in text.splitlines()),
    "quotation": lambda text: "\n".join(f"> {line}" for line in text.splitlines()),
    "set wide": lambda text: "\n".join(" ".join(line) for line in text.splitlines()),
    "stops": lambda text: text.replace("。", "."),
}


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("file", ["01_paired_wangxi_housing.txt", "03_subproblems_yunlan_ndrc.txt"])
def test_an_example_that_came_through_reads_as_it_did_before(way: str, file: str) -> None:
    raw = read(Path("examples/reports", file)).raw
    came, went = (clean(text)[0].strip().replace(".", "。") for text in (_WAYS[way](raw), raw))  # www.… keeps its own
    assert came == went
