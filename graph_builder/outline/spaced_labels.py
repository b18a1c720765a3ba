"""整改情况 修订办法; 1.整改举措: labels without their colon, told by standing so again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph_builder.wording.stretches import matches_behind
from ontology.records import Span

_ANSWER = "整改(?:落实|完成|进展)?情况|整改(?:措施|举措|成效|结果|进展|时限)"
# a page had a blank behind the label, and the blank is gone
_RUN_ON = re.compile(
    rf"(?P<label>存在问题|反馈问题|问题表现|{_ANSWER}|完成(?:情况|时限)|责任(?:领导|单位|部门|科室))"
    r"(?!(?:落实|完成)?情况|[一二三四五六七八九十]{1,3}[:、.]|[及和与的:、,]|如下|汇报|报告|通报|公示|公开|公告|总体|清单|一览|台账|表)(?=[“《\u3400-\u9fff])"
)
# 整改情况(一)… : as plain a label
_LISTING = re.compile(r"(?P<label>整改[\u3400-\u9fff]{2,4})\([一1]\)")
# 1.整改举措 / 2.整改成效 : alone on a line, behind a number of no more account
_NUMBERED = re.compile(rf"(?:\d{{1,2}}[.、]|\(\d{{1,2}}\))(?P<label>{_ANSWER}|存在问题|问题表现)(?=\n)")
_LINES = re.compile(r"\n(?=[存反问整完责(\d])")
_SEVERAL = 2


def find(text: str) -> Iterator[tuple[str, Span]]:
    """Each such label, with its words, where they stand so more than once."""
    run_on = list(matches_behind(_LINES, _RUN_ON, text))
    numbered = list(matches_behind(_LINES, _NUMBERED, text))
    beside = matches_behind(_LINES, _LISTING, text) if run_on else ()
    for found, counted in ((run_on, [*run_on, *beside]), (numbered, numbered)):
        times = Counter(match["label"] for match in counted)
        for match in found:
            if times[match["label"]] >= _SEVERAL:
                yield match["label"], Span(*match.span("label"))
