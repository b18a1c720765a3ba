"""Problems that are only listed, not answered: feedback announcements, and lists inside one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from graph_builder.findings.listed_sentences import in_sentences
from graph_builder.findings.records import Problem
from graph_builder.outline.kinds import Kind, Label
from graph_builder.outline.tree import Outline
from graph_builder.wording.phrases import remedial, sentence, states_problem
from graph_builder.wording.spans import trim
from ontology.records import Span

# 巡察发现的主要问题是: / 反馈了以下问题: / 存在以下问题: , behind which the list stands.
_LEAD = re.compile(
    r"(?:发现|指出|反馈|存在|主要|突出)[^。;\n]{0,14}问题,?(?:主要|具体|集中)?(?:有|是|如下|表现[为在]|体现[为在]|包括)?[:,]?\n?$"
    r"|(?:指出|认为|存在|问题)[:]\n?$"
    # 现将巡察情况通报如下:
    r"|(?:巡[察视]|反馈)的?(?:主要)?(?:情况|问题|意见)[^。;\n]{0,8}(?:通报|公布|公告|公示|反馈)?如下:\n?$"
)


# 局长王云岭表示,|一是诚恳接受: what the one says who was told
_PROMISED = re.compile("(?:表示|强调|要求|表态)[,:]$")
_PROMISE = 4
# (二)市退役军人事务局党组 / 市城市发展集团(简称城发集团)党委: / 县委第二巡察组(被巡察单位:县文旅局党组):
# bodies alone, below which their faults are listed
BODIES_ALONE = re.compile(
    r"(?:[^。,;:\n]{2,40}|[^。,;:\n]{0,14}巡[察视]组[^。;\n]{2,80})"
    r"(?:党组|党委|党工委|党总支|党支部|[省市县区]委)(?:\([^()\n]{1,20}\))?\)?:?(?=\n|$)"
)


Led = tuple[Span, Span]
"""The heading of a numbered block, and its own text."""


def numbered(outline: Outline) -> Iterator[tuple[Span, Problem]]:
    """The numbered items behind a lead such as 巡察发现的主要问题是:, with their headings."""
    led: list[Led] = []
    for item in _behind_leads(outline):
        if item is not None:
            led.append(item)
        else:
            yield from _faults(outline, led)
            led = []
    yield from _faults(outline, led)


def _behind_leads(outline: Outline) -> Iterator[Led | None]:
    """Each numbered block behind a lead; None where the next lead or paragraph begins."""
    led = False
    for index, block in enumerate(outline.blocks):
        span = outline.own(index)
        begins = block.kind in (Kind.PARAGRAPH, Kind.LABEL)
        if _PROMISED.search(outline.text, max(0, block.span.start - _PROMISE), block.span.start):
            led = False
            yield None
        if led and not begins:
            heading = sentence(outline.text, span.start, span.end)
            heads = block.kind in (Kind.SECTION, Kind.SUBSECTION)
            if (heads and _lists(outline, index)) or heads_steps(outline, index):
                continue  # 一、落实部署不够到位, and below it 1.主责不聚焦。2.监管不严。
            if not heads or states_problem(_first_clause(outline.slice(heading))):
                yield heading, span
                continue
        own = outline.slice(span)
        leads = (
            _LEAD.search(own) is not None
            or BODIES_ALONE.fullmatch(own.strip()) is not None
            or (outline.labels[index] is Label.PROBLEM and not own.strip())
        )
        if leads or block.kind in (Kind.PARAGRAPH, Kind.SECTION, Kind.SUBSECTION):
            led = leads
            yield None


def _lists(outline: Outline, index: int) -> bool:
    """Whether faults stand below a heading, 1.A。2.B。, or behind it, 。有的A;有的B."""
    own = outline.own(index)
    if _SOME.search(outline.text, own.start, own.end):
        return True
    below = [outline.own(i) for i in outline.children(index) if outline.blocks[i].kind is Kind.ITEM]
    headings = [sentence(outline.text, span.start, span.end) for span in below[:_FIRST_FEW]]
    return any(states_problem(_first_clause(outline.slice(heading))) for heading in headings)


def heads_steps(outline: Outline, index: int) -> bool:
    """——落实部署不够到位。|一是主责不聚焦;二是监管不严。: whether a dash opens a heading of the steps behind it."""
    if not _is_step(outline, index, 0) or not _is_step(outline, index + 1, 1):
        return False
    own = outline.own(index)
    heading = sentence(outline.text, own.start, own.end)
    return not outline.text[heading.end : own.end].strip("。:\n")


def _is_step(outline: Outline, index: int, number: int) -> bool:
    block = outline.blocks[index] if index < len(outline.blocks) else None
    return block is not None and block.kind == Kind.STEP and block.number == number


_SOME = re.compile("[。,:]有的")
_FIRST_FEW = 3


def _faults(outline: Outline, led: list[Led]) -> Iterator[tuple[Span, Problem]]:
    """All items of one list where most of them word a fault, else those that do."""
    titles = [_first_clause(outline.slice(heading)) for heading, _ in led]
    worded = [states_problem(title) for title in titles]
    most = sum(worded) * 2 > len(worded)
    for (heading, own), title, fault in zip(led, titles, worded, strict=True):
        if fault or (most and not remedial(title)):
            other = _OTHER_BODY.search(outline.text, heading.end, own.end)
            told = Span(own.start, other.start() if other else own.end)
            yield heading, Problem(title, trim(outline.text, told), "problem.listed")


# 二是监管不严。|县一中党委存在的主要问题是:… : the next body's list in the same paragraph
_OTHER_BODY = re.compile(
    r"(?<=。)[^。,;:\n]{2,30}(?:党组|党委|党工委|党总支|党支部)存在的?[^。,;:\n]{0,6}问题[^。,;:\n]{0,4}:"
)


def _first_clause(heading: str) -> str:
    """A fault is named by its first clause where that states one: 监管不够严格,某办法已不适应…"""
    first = heading.split(",")[0]
    return first if states_problem(first) else heading


def extract(outline: Outline) -> list[Problem]:
    """Every problem that the notice lists without an answer, in reading order, each once."""
    led = list(numbered(outline))
    taken = sorted(problem.span for _, problem in led)
    listed = [(heading.start, problem) for heading, problem in led]
    for at, problem in in_sentences(outline.text):
        before = bisect_left(taken, problem.span)
        near = taken[max(0, before - 1) : before + 1]
        if not any(span.overlaps(problem.span) for span in near):
            listed.append((at, problem))
    found: dict[tuple[str, int], tuple[int, Problem]] = {}
    for at, problem in listed:
        found.setdefault((problem.title, at if len(listed) > 1 else 0), (at, problem))
    return [problem for _, problem in sorted(found.values(), key=lambda pair: pair[0])]
