"""Where an item says how far its problem is solved: under a label, in brackets, behind its title or at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.findings.reader import Reader
from graph_builder.findings.states import BRACKETED
from graph_builder.outline.kinds import Kind, Label
from graph_builder.outline.numbering import BRACKET
from graph_builder.wording.phrases import sentence, unwrap
from graph_builder.wording.status import COMPLETED, is_bare, stated, status
from ontology.records import Span

_LONGEST_STATE = 12
# 该问题已完成整改, 此项整改任务正在推进
_OF_PROBLEM = re.compile(
    r"(?:该|此|上述|本)[项条个]?(?:问题|(?:整改)?任务|(?:整改)?事项)[^。,;\n]{0,4}(?:已|正在|尚未|未|基本|持续)[^。,;\n]{0,12}"
)
_COUNTS = re.compile(
    r"(?:已|整改)*完成(?P<done>\d{1,2})[个项条],?(?:正在|持续|尚在)(?:推进|整改)(?:中)?(?P<open>\d{1,2})[个项条]"
)
GOING_ON = re.compile(r"正在(?:推进|整改|办理)|(?:推进|整改)中")
# 以上问题|均已整改完成 | 第3、4项问题|仍在推进 | 其余问题|均已整改完成
_OF_ALL = re.compile(
    r"(?:以上|上述|前述|其余|其他|第(?P<numbers>\d{1,2}(?:[、和至-]\d{1,2}){0,9}))(?:各|所列|\d{1,2})?[个项条]?(?:反馈)?(?:问题|事项|任务)"
    r"(?P<state>(?:目前|现)?(?:均|都|全部|已|仍|尚|还|正)[^。,;\n]{2,14})(?=[。,;\n]|\Z)"
)
_NUMBER = re.compile(r"(?P<first>\d+)(?:[至-](?P<last>\d+))?")
# 问题二 alone on its line, above 反馈问题:
_NEXT_ALONE = re.compile(r"\n(?:问题|任务|事项)[一二三四五六七八九十\d]{1,3}$")
_LAST_LINE = 120
_LAST_SENTENCE = re.compile(r"(?:[。\n]|[,;](?=(?:目前|现)?(?:已经?|正在)?整改))([^。:\n]{2,12})$")


def stated_of(reader: Reader, unit: int) -> str:
    """The status that a unit states: under a label, behind its title, or in the first words of its answer."""
    if found := _bracketed(reader, unit) or _after_title(reader, unit):
        return found
    for child in reader.outline.children(unit):
        tells = reader.outline.labels[child] in (Label.STATUS, Label.MEASURE, Label.RESULT)
        if tells and (found := stated_by(reader, child)):
            return found
    told = _at_end(reader, unit) or _told(reader, unit) or _summed(reader, unit) or _inherited(reader, unit)
    return told or (COMPLETED if stated(reader.deadline(unit)) == COMPLETED else "")  # 整改时限:已完成


def stated_by(reader: Reader, answer: int) -> str:
    """The same of a labelled block: beside its label, or in its first words."""
    own = reader.outline.own(answer)
    return _beside_label(reader, answer) or _labelled(reader, answer) or _said(reader, own)


def counted_states(reader: Reader, unit: int) -> tuple[int, int] | None:
    """整改结果:完成1个,正在推进2个: how many problems of a unit are solved, and how many are not yet."""
    for child in reader.outline.children(unit):
        if reader.outline.labels[child] is Label.STATUS:
            counts = _COUNTS.match(reader.outline.slice(reader.outline.own(child)))
            return (int(counts["done"]), int(counts["open"])) if counts else None
    return None


def _beside_label(reader: Reader, child: int) -> str:
    """(已完成)整改情况: / 整改情况(已完成):"""
    block = reader.outline.blocks[child]
    brackets = BRACKET.finditer(reader.outline.text, block.span.start, block.content)
    return next((stated(found["state"]) for found in brackets if is_bare(found["state"])), "")


def _labelled(reader: Reader, child: int) -> str:
    """The state that stands under a label; among measures (已完成公路改造56公里) it is nothing but a state."""
    told = reader.outline.slice(reader.outline.own(child))
    found = stated(told)
    if reader.outline.labels[child] is Label.STATUS or not found:
        return found
    return found if is_bare(told.lstrip().split("。")[0].split("\n")[0]) else ""


# (责任部门:运营管理部;完成时限:2024年10月,已完成)
_FIELDS = re.compile(
    r"\((?:责任|牵头|完成|整改)(?:部门|单位|领导|人|时限)?:(?:[^()\n]{2,60}[;,:])?(?P<state>[^();,:\n]{2,16})\)$"
)


def _at_end(reader: Reader, unit: int) -> str:
    """…三是整治乱收费。(已完成,长期坚持) / …正在按程序报批。正在整改。: the last words, nothing but a state."""
    content = reader.outline.content(unit)
    told = reader.outline.slice(Span(content.start, min(content.end, max(content.start, reader.end)))).rstrip(" \n。")
    told = _NEXT_ALONE.sub("", told).rstrip(" \n。")
    fields = _FIELDS.search(told)
    if fields and is_bare(fields["state"]):
        return stated(fields["state"])
    told = told[: fields.start()].rstrip(" \n。") if fields else told
    last = BRACKETED.search(told[-_LONGEST_STATE - 10 :]) or _LAST_SENTENCE.search(told[-_LONGEST_STATE - 2 :])
    return stated(last[1]) if last and is_bare(last[1]) else ""


def _bracketed(reader: Reader, unit: int) -> str:
    """关于“…”问题(已完成): the state in brackets behind a heading."""
    own = reader.outline.own(unit)
    line = reader.outline.slice(own).split("\n")[0].rstrip("。 ")
    bracket = BRACKETED.search(line)
    return stated(bracket[1]) if bracket else ""


def _after_title(reader: Reader, unit: int) -> str:
    """关于“…”问题的整改。已完成。①…: a sentence behind the title that is nothing but a state."""
    own = reader.outline.own(unit)
    wrapper = unwrap(reader.outline.text, own)
    if wrapper and (state := _RUN_IN.search(reader.outline.text, wrapper[0].end, wrapper[1].end)):
        return stated(state["state"]) if is_bare(state["state"]) else ""
    start = wrapper[1].end if wrapper else reader.heading(unit).end + 1
    text, end = reader.outline.text, reader.outline.content(unit).end
    start += text.startswith("\n", start) and start < end
    said = reader.outline.slice(sentence(text, start, max(start, end)))
    return stated(said) if len(said) <= _LONGEST_STATE and is_bare(said) else ""


# 关于“重许可、轻监管”问题|已完成整改。
_RUN_IN = re.compile(r"(?:问题|\()(?P<state>(?:已|基本|未|正在|尚未)[^。,;:()\n]{2,10})[。)]?$")


def _told(reader: Reader, unit: int) -> str:
    """What a unit's text says of the problem as a whole: 该问题已完成整改."""
    said = [m.group() for m in _OF_PROBLEM.finditer(reader.outline.slice(reader.outline.content(unit)))]
    return next(filter(None, map(status, reversed(said))), "")


def _said(reader: Reader, own: Span) -> str:
    first = reader.outline.slice(sentence(reader.outline.text, own.start, own.end))
    return status(first) if len(first) <= 16 and "整改" in first else ""


def _summed(reader: Reader, unit: int) -> str:
    """第3、4项问题仍在推进;其余问题均已整改完成。: what the last line of a part says of the problems above it."""
    block = reader.outline.blocks[unit]
    parent = block.parent
    while parent >= 0 and reader.outline.blocks[parent].kind is not Kind.PART:
        end = min(reader.outline.content(parent).end, reader.end)
        last = reader.outline.slice(Span(max(block.content, end - _LAST_LINE), max(block.content, end)))
        if said := list(_OF_ALL.finditer(last)):
            numbered = {number for told in said for number in _numbers(told["numbers"] or "")}
            own = [told for told in said if (block.number in numbered) == bool(told["numbers"])]
            return next(filter(None, (status(told["state"]) for told in own)), "")
        parent = reader.outline.blocks[parent].parent
    return ""


def _numbers(told: str) -> Iterator[int]:
    """1、3至5: each of them."""
    for found in _NUMBER.finditer(told):
        yield from range(int(found["first"]), int(found["last"] or found["first"]) + 1)


_STILL = ("需", "要", "正在", "尚未", "未")


def _inherited(reader: Reader, unit: int) -> str:
    """集中整改期内已完成的整改事项 says it for all that stands below."""
    parent = reader.outline.blocks[unit].parent
    while parent >= 0:
        kind, heading = reader.outline.blocks[parent].kind, reader.outline.slice(reader.heading(parent))
        if kind in (Kind.SUBSECTION, Kind.ITEM) and is_bare(heading):
            return status(heading)
        if kind in (Kind.PART, Kind.SECTION):
            return stated(heading) if "情况" not in heading or heading.startswith(_STILL) else ""
        parent = reader.outline.blocks[parent].parent
    return ""
