"""One sweep over a notice finds what each pattern and word list would find by itself."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from example_graphs import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from graph_builder import mentions
from graph_builder.mentions import agency_shapes
from graph_builder.reading.document import read
from graph_builder.wording import sweep, words
from graph_builder.wording.openings import openings

OFTEN = "".join(map(chr, range(0x4E00, 0x4E00 + 200)))
SENTENCES = sorted({sentence for path in EXAMPLES.iterdir() for sentence in re.split("(?<=[。\n])", read(path).text)})
LONG = "本局高度重视巡察整改工作,多次召开会议研究部署,逐条对照检查。" * 20
"""More than the sweep leaves to `re`."""
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=30).map(lambda some: "".join(some) + LONG)


def rules() -> Iterator[tuple[str, sweep.Rule]]:
    for module in pkgutil.iter_modules(mentions.__path__):
        for name, value in vars(importlib.import_module(f"{mentions.__name__}.{module.name}")).items():
            if isinstance(value, sweep.Rule):
                yield f"{module.name}.{name}", value
    for shape in agency_shapes._SHAPES:
        yield shape.rule, shape.names


RULES = dict(rules())


def spans(matches: Iterator[re.Match[str]]) -> list[tuple[tuple[int, int], ...]]:
    return [match.regs for match in matches]


@pytest.mark.parametrize(
    ("pattern", "told", "before"),
    [
        ("项目", {"项目"}, 0),
        ("平台|城市大脑", {"平台", "城市大"}, 0),
        ("[省市]长", {"省长", "市长"}, 0),
        ("村(?=党组织)", {"村"}, 0),
        ("(?:签)(?P<what>订|署)", {"签订", "签署"}, 0),
        ("(?:第)?[一二]期", {"第一期", "第二期", "一期", "二期"}, 0),
        ("(?:甲乙){2,3}丙?", {"甲乙甲"}, 0),
        ("甲{0,2}乙", {"甲甲乙", "甲乙", "乙"}, 0),
        (r"等\d", {"等"}, 0),
        ("对[^,]{2}", {"对"}, 0),
        ("(?<=[由以])甲乙", {"甲乙"}, 0),
        ("(?<=[由以])甲", {"由甲", "以甲"}, 1),
        (r"(?<=由)\w", {"由"}, 1),
        ("(?<!自)由", {"由"}, 0),
        (f"[甲乙丙][{OFTEN}]", {"甲", "乙", "丙"}, 0),
    ],
)
def test_what_a_pattern_can_begin_with(pattern: str, told: set[str], before: int) -> None:
    assert openings(re.compile(pattern)) == (told, before)


@pytest.mark.parametrize("pattern", ["", "甲?", "[^甲]乙", r"\d项", "[一-龥]项目", "(?i)abc", "甲|", ".", r"(甲)?\1乙"])
def test_some_can_begin_with_anything(pattern: str) -> None:
    assert openings(re.compile(pattern)) is None
    with pytest.raises(ValueError, match="tell in which sentences to look for it"):
        sweep.Pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["(?:甲|乙丙){1,3}?丁", "[a-d]{2}(?:戊|己)?", "甲*乙+", "(?:甲(?:乙|丙)?|丁{2})戊", f"甲?[{OFTEN}]{{1,3}}"],
)
@given(data=st.data())
def test_whatever_matches_begins_so(pattern: str, data: st.DataObject) -> None:
    told = openings(re.compile(pattern))
    match = data.draw(st.from_regex(pattern, fullmatch=True))
    assert told is not None
    assert match.startswith(tuple(told.words))


def test_the_rules_are_found() -> None:
    assert len(RULES) > 50


@pytest.mark.parametrize("name", RULES)
@given(text=TEXTS)
def test_a_rule_finds_what_it_finds_by_itself(name: str, text: str) -> None:
    rule = RULES[name]
    assert spans(rule.finditer(text)) == spans(rule.pattern.finditer(text))


@pytest.mark.parametrize("name", RULES)
@given(text=TEXTS, data=st.data())
def test_and_does_so_in_what_is_shown_of_a_text(name: str, text: str, data: st.DataObject) -> None:
    rule = RULES[name]
    start = data.draw(st.integers(0, len(text)))
    shown = f"{text[:start]}{chr(0) * len(text[start : start + 9])}{text[start + 9 :]}"
    assert spans(rule.finditer(shown, text)) == spans(rule.pattern.finditer(shown))


LISTED = ("会议", "会", "项目", "重点项目", "项目组", "整改", "巡察整改", "整改工作", "工作")
SWEPT = sweep.Words(LISTED)


@given(text=TEXTS)
def test_words_are_found_as_in_a_short_text(text: str) -> None:
    alone = words.Words(LISTED)
    behind = re.compile("[,。的]")
    assert SWEPT.find(text) == alone.find(text)
    assert list(SWEPT.before(text, behind)) == list(alone.before(text, behind))


def test_words_that_are_blotted_out_are_not_found() -> None:
    text = f"重点项目{LONG}"
    assert SWEPT.find(text.replace("重点", "※※"), text)[0] == ("项目", 2, 4)
    assert SWEPT.find(text.replace("重点项目", "※※※※"), text)[0][0] != "项目"
