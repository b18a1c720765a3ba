"""问题一 A, 第二个问题:B, 2-1.C: problems that are counted line by line in other ways than 一、 (一) 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graph_builder.outline.kinds import Kind, Label, Marker
from graph_builder.outline.ordinals import number
from graph_builder.wording.stretches import matches_behind
from ontology.records import Span

_HAN = "[一二三四五六七八九十]{1,3}"
_BEHIND = r"(?=[“《\u3400-\u9fff])"
_COUNTED = re.compile(
    rf"(?:(?:巡[察视])?(?:反馈|存在|具体)?(?:的)?(?:问题|意见)(?P<n>{_HAN}|\d{{1,2}})[、.]?"
    rf"|第(?P<nth>{_HAN}|\d{{1,2}})[个项条](?:反馈)?(?:问题|意见)[、.:]?)(?!的?整改){_BEHIND}"
)
# 任务一:A : of a list of tasks, below which its problems are told
_TASKS = re.compile(rf"(?:整改)?任务(?P<n>{_HAN}|\d{{1,2}})[:、.]{_BEHIND}")
# 第3项问题整改情况:… | 针对问题3:… : the answer to the third of a list before
_ANSWERS = re.compile(
    rf"(?:第(?P<n>{_HAN}|\d{{1,3}})[项条个]?(?:反馈)?(?:问题|意见)|(?:反馈)?问题(?P<nth>{_HAN}|\d{{1,3}}))的?"
    rf"(?:整改(?:落实|完成|进展)?情况|整改措施):?|针对第(?P<aimed>{_HAN}|\d{{1,3}})[项条个](?:反馈)?(?:问题|意见)[,:]"
    rf"|(?:针对|对于?|关于)(?:反馈|上述|以上)?问题(?P<told>{_HAN}|\d{{1,3}})(?:的?整改(?:落实|完成|进展)?(?:情况|措施)?)?[,:]"
)
# 2-1.C : the part and the problem in it
_DASHED = re.compile(rf"\d{{1,2}}[-—](?P<n>\d{{1,2}})[.、:]{_BEHIND}")
_KINDS = (
    (_ANSWERS, Kind.ENTRY, Label.MEASURE, ("问题", "意见")),
    (_COUNTED, Kind.ENTRY, Label.PROBLEM, ("问题", "意见")),
    (_TASKS, Kind.ENTRY, None, ("任务",)),
    (_DASHED, Kind.ITEM, None, ("-", "—")),
)
_LINES = re.compile(r"\n(?=[巡反存具的问意第整任针对关\d])")
_SENTENCES = re.compile(r"[\n。](?=[反问第针对关])")
_SEVERAL = 2


def find(text: str) -> Iterator[Marker]:
    """A marker for each; a single one, or one out of order, is a word in a sentence."""
    for pattern, kind, label, words in _KINDS:
        if not any(word in text for word in words):
            continue
        answers = pattern is _ANSWERS
        found = [
            Marker(kind, number(match[match.lastgroup or 0]), Span(*match.span()), label)
            for match in matches_behind(_SENTENCES if answers else _LINES, pattern, text)
        ]
        if len(found) >= _SEVERAL and (_in_order(found) or (answers and (_each_once(found) or _rises(found)))):
            yield from found


def _rises(found: list[Marker]) -> bool:
    """Whether each number is greater than the one before it, or begins anew."""
    return all(after.number > before.number or after.number == 1 for before, after in pairwise(found))


def _each_once(found: list[Marker]) -> bool:
    """Whether no number comes twice: answers may stand in another order than what they answer."""
    return len({marker.number for marker in found}) == len(found)


def _in_order(found: list[Marker]) -> bool:
    """Whether each goes on with the number before it, or begins anew."""
    last = 0
    for marker in found:
        if marker.number not in (1, last + 1):
            return False
        last = marker.number
    return True
