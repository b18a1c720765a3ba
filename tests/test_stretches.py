"""A pattern that is tried only where it can match finds what it finds when it is tried everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.header import extract as header
from graph_builder.mentions import agency_rows, persons
from graph_builder.outline import numbering
from graph_builder.wording.stretches import (
    CLAUSE_ENDS,
    holding,
    matches_around,
    matches_at,
    matches_behind,
)
from graph_builder.wording.sweep import Rule
from graph_builder.wording.trie import here, pattern
from graph_builder.wording.words import Words

# Pieces that numbers, labels, titles, groups and names are made of, and what stands between them.
PIECES = (
    "一、", "二、", "(一)", "(二)", "1.", "2.", "(1)", "①", "一是", "二是", "首先,", "其次,", "第一,", "第三部分:",
    "整改情况:", "反馈问题1:", "【整改措施】", "责任单位:", "问题:", "十四届", "市委", "第七轮", "专项", "巡察", "巡视",
    "第九巡察组", "中共", "云州市", "临川区", "财政局", "党组", "关于", "整改进展情况的通报", "党委书记", "局长",
    "张明远", "李静", "王芳", "欧阳明", "阿里·木", "同志", "由", "以", "任组长", "其中", "荣获", "被评为", "担任", "的",
    "水产科", "设备股", "、总编室", "对", "牵头",
    "学习不深入", "。", ";", ",", "、", ":", "\n", " ", "(", ")", "“", "”", "2023年", "5月", "12", "期", "x",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def spans(matches: Iterator[re.Match[str]]) -> list[tuple[tuple[int, int], ...]]:
    return [match.regs for match in matches]


@pytest.mark.parametrize(
    ("places", "rule"),
    [
        (numbering._PLACES_OF_CIRCLED, numbering._NUMBERS),
        (numbering._PLACES_OF_FRAMED, numbering._LABELS),
        (numbering._RUN_IN_PLACES, numbering._RUN_IN),
        (persons._PLACES["person.post-before"], persons._POST_NAME),
        (persons._PLACES["person.told-of"], persons._TOLD_OF),
        (agency_rows._LINES, re.compile(f"(?m)^{agency_rows._CELL.pattern.removeprefix('(?m)')}")),
    ],
    ids=[
        "numbers",
        "labels",
        "numbers that run in",
        "post before a name",
        "told of",
        "offices in a line",
    ],
)
@given(data=st.data())
def test_at_its_places_a_pattern_finds_what_it_finds_anywhere(
    places: re.Pattern[str], rule: re.Pattern[str], data: st.DataObject
) -> None:
    text = data.draw(TEXTS).replace("·", "")
    assert spans(matches_behind(places, rule, text)) == spans(rule.finditer(text))


@given(TEXTS)
def test_numbers_are_found_without_the_places_of_circled_ones(text: str) -> None:
    plain = text.replace("①", "")
    assert spans(matches_behind(numbering._NUMBER_PLACES, numbering._NUMBERS, plain)) == spans(
        numbering._NUMBERS.finditer(plain)
    )


@given(TEXTS)
def test_labels_are_found_without_the_places_of_framed_ones(text: str) -> None:
    plain = text.replace("【", "")
    assert spans(matches_behind(numbering._LABEL_PLACES, numbering._LABELS, plain)) == spans(
        numbering._LABELS.finditer(plain)
    )


@given(st.from_regex(numbering._LABEL_KIND, fullmatch=True))
def test_every_label_begins_as_its_places_say(name: str) -> None:
    assert name[0] in numbering._LABEL_FIRST


@given(TEXTS)
def test_labels_behind_a_word_are_found_at_their_first_character(text: str) -> None:
    anywhere = re.compile(rf"(?<=[\u3400-\u9fff”\d)]){numbering._LABELS_RUN_IN.pattern}")
    found = matches_at(numbering._RUN_IN_LABEL_PLACES, numbering._LABELS_RUN_IN, text)
    assert spans(found) == spans(anywhere.finditer(text))


@pytest.mark.parametrize(
    ("sign", "rule"),
    [(agency_rows._ACTING, agency_rows._OPENS), (agency_rows._ROW, agency_rows._OFFICES)],
    ids=["offices that open a clause", "offices in a row"],
)
@given(text=TEXTS)
def test_in_the_sentences_with_its_sign_a_pattern_finds_what_it_finds_anywhere(
    sign: Rule, rule: re.Pattern[str], text: str
) -> None:
    assert spans(matches_around(sign.finditer(text), rule, text)) == spans(rule.finditer(text))


@given(TEXTS)
def test_rounds_are_found_by_their_end(text: str) -> None:
    assert list(header._rounds(text)) == header._ROUND.findall(text)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("", ("甲",), []),
        ("甲", ("甲",), ["甲"]),
        ("乙。丙", ("甲",), []),
        ("乙。丙甲丁。甲\n戊", ("甲",), ["丙甲丁", "甲"]),
        ("甲甲。乙", ("甲", "乙"), ["甲甲", "乙"]),
        ("。\n甲乙;丙。", ("乙", "丙"), ["甲乙;丙"]),
    ],
)
def test_sentences_that_hold_a_word(text: str, words: tuple[str, ...], found: list[str]) -> None:
    assert [text[start:end] for start, end in holding(text, words)] == found


def test_clauses_end_with_semicolons_too() -> None:
    assert [slice(*one) for one in holding("甲;乙。丙", ("乙", "甲"), CLAUSE_ENDS)] == [slice(0, 1), slice(2, 3)]


CHARACTERS = st.text("甲乙丙丁", max_size=14)
LISTS = st.lists(st.text("甲乙丙", min_size=1, max_size=4), min_size=1, max_size=8)


@given(LISTS, CHARACTERS)
def test_words_are_found_as_a_regular_expression_of_them_finds_them(words: list[str], text: str) -> None:
    found = [(match[0], *match.span()) for match in re.finditer(pattern(words), text)]
    assert Words(words).find(text) == found
    assert [match.span() for match in re.finditer(here(words), text)] == [(start, end) for _, start, end in found]


@given(LISTS, CHARACTERS)
def test_words_before_something_are_found_so_too(words: list[str], text: str) -> None:
    behind = re.compile("丁|$")
    found = [(match[0], *match.span()) for match in re.finditer(f"{pattern(words)}(?=丁|$)", text)]
    assert list(Words(words).before(text, behind)) == found
