"""Copies in traditional characters, with readings in brackets and torn characters, read as what was copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from opencc import OpenCC
from pypinyin import Style, pinyin

from graph_builder.reading.cleaning import clean
from graph_builder.reading.document import read
from ontology.records import Span

TO_TRADITIONAL = OpenCC("s2t")
COPY = "縣委統(tǒng)一部署,縣委第三巡察組對林業(yè)局黨組開(kāi)展巡察。"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (COPY, "县委统一部署,县委第三巡察组对林业局党组开展巡察。"),
        (COPY + "關(guān)于他們(men)的責(zé)任", "关于他们的责任"),
        ("根據(jù)市委統(tǒng)一部署（組(zǔ)織(zhī)）", "根据市委统一部署(组织)"),
        # torn: 。現, 。縣, 。區, 。機
        (COPY + "反饋(kuì)了意見(jiàn)?,F(xiàn)將整改情況公布", "反馈了意见。现将整改情况公布"),
        (COPY + "聽取匯報(bào)??h委要求整改", "听取汇报。县委要求整改"),
        (COPY + "完成驗收??^(qū)紀(jì)委監(jiān)委約談2人", "完成验收。区纪委监委约谈2人"),
        (COPY + "修訂《財務(wù)制度》??C(jī)關(guān)黨委負責(zé)", "修订《财务制度》。机关党委负责"),
    ],
)
def test_a_copy_reads_as_what_was_copied(raw: str, expected: str) -> None:
    assert clean(raw)[0].endswith(expected)


@pytest.mark.parametrize(
    "raw",
    [
        "修訂制度(第三版)後(a)項、(b)項照舊,見www.example.cn?id=1。",
        "圩(xū)镇整治,墟(xū)市改造。",
        "是不是“整改到位了”?AB类问题几个?",
    ],
)
def test_brackets_and_question_marks_of_another_text_stay(raw: str) -> None:
    assert [mark for mark in clean(raw)[0] if mark in "()?"] == [mark for mark in raw if mark in "()?"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("问题有三,,一是学习不够", "问题有三,一是学习不够"),
        ("公告如下:一,、受理范围", "公告如下:一、受理范围"),
        ("已经整改,。二是", "已经整改。二是"),
    ],
)
def test_the_second_comma_of_a_copy_goes(raw: str, expected: str) -> None:
    assert clean(raw)[0] == expected


def test_a_name_leads_back_to_its_characters_and_readings() -> None:
    text, offsets = clean(COPY)
    at = text.index("林业局")
    source = offsets.source(Span(at, at + 3))
    assert COPY[source.start : source.end] == "林業(yè)局"


@pytest.mark.parametrize("file", sorted(Path("examples/reports").glob("*.txt")), ids=lambda file: file.stem[:2])
def test_a_copied_example_reads_as_its_original_in_traditional_characters(file: Path) -> None:
    original = read(file).raw
    assert clean(_copied(original))[0] == clean(_traditional(original))[0]


def test_a_paragraph_in_traditional_characters_is_read_though_the_rest_is_not() -> None:
    rest = "一是组织党员学习条例,严格执行制度。" * 60
    paragraph = "【問題】後勤服務外包監管不力。【整改】對責任領導進行約談,嚴格執行紀檢監察意見,組織開展專項檢查。"
    assert "后勤服务外包监管不力" in clean(f"{rest}\n{paragraph}\n{rest}")[0]
    name = "与國立臺灣師範大學會計學系签约。"
    assert "會計學系" in clean(f"{rest}{name}{rest}")[0]


def _traditional(text: str) -> str:
    lines = ((line, TO_TRADITIONAL.convert(line)) for line in text.splitlines(keepends=True))
    return "".join(copy if len(copy) == len(line) else line for line, copy in lines)


def _copied(text: str) -> str:
    """As such sites do: a reading behind each character that changed, and a character behind a full stop torn where
    its second byte in GBK is one of ASCII."""
    copy: list[str] = []
    for simple, character in zip(text, _traditional(text), strict=True):
        if simple == character:
            copy.append(character)
            continue
        first, *rest = character.encode("gbk", errors="ignore") or b"\xff"
        if copy and copy[-1] == "。" and rest and rest[0] < 0x7F:
            copy[-1] = "?"
            character = (chr(0xFF00 + first - 0xA0) if first > 0xA0 else "?") + chr(rest[0])
        copy.append(f"{character}({pinyin(simple, style=Style.TONE)[0][0]})")
    return "".join(copy)
