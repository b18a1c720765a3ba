"""Problems that are only listed, not answered: feedback announcements, and lists inside one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.records import Span

from .findings import Problem
from .numbering import Kind
from .outline import Outline
from .phrases import fault_thing, faulty, remedial, sentence, states_problem

# 巡察发现的主要问题是: / 反馈了以下问题: / 存在以下问题: , behind which the list stands.
_LEAD = re.compile(
    r"(?:发现|指出|反馈|存在|主要|突出)[^。;\n]{0,14}问题(?:有|是|如下|主要是|主要有|表现为)?[:,]?\n?$|(?:指出|认为|存在|问题)[:]\n?$"
)
# 指出了A、B、C等7个方面23条具体问题
_SENTENCE = re.compile(
    rf"(?:指出|反馈|发现|查找|通报){{1,2}}了?(?:[^,。;:\n]{{0,12}}存在(?!{fault_thing()}))?(?:的)?"
    r"(?P<list>[^。;:\n]{6,300}?)等(?:[一二三四五六七八九十\d]{1,3}(?:个|类|大)?方面)?(?:的|共)?(?:[一二三四五六七八九十\d]{0,3}[个条项类]?)?(?:具体|突出|主要)?问题"
)

# 发现了一些问题,主要是:A;B;C。
_COLON = re.compile(r"问题,?(?:主要)?(?:是|有|包括|表现为|表现在|如下)?:(?P<list>[^。:\n]{6,600})(?=。)")
_ITEM = re.compile(r"(?:[;,]|^)(?:[一二三四五六七八九十]{1,2}是)|;")
_SHORTEST = 5


def numbered(outline: Outline) -> Iterator[tuple[int, Problem]]:
    """The numbered items behind a lead such as 巡察发现的主要问题是:, with where they stand."""
    led: list[Span] = []
    for heading in _behind_leads(outline):
        if heading is not None:
            led.append(heading)
        else:
            yield from _faults(outline, led)
            led = []
    yield from _faults(outline, led)


def _behind_leads(outline: Outline) -> Iterator[Span | None]:
    """The heading of each numbered block behind a lead; None where the next lead or paragraph begins."""
    led = False
    for index, block in enumerate(outline.blocks):
        span = outline.own(index)
        begins = block.kind in (Kind.PARAGRAPH, Kind.LABEL)
        if led and not begins:
            heading = sentence(outline.text, span.start, span.end)
            if block.kind not in (Kind.SECTION, Kind.SUBSECTION) or states_problem(
                _first_clause(outline.slice(heading))
            ):
                yield heading
                continue
        if block.kind in (Kind.PARAGRAPH, Kind.SECTION, Kind.SUBSECTION) or _LEAD.search(outline.slice(span)):
            led = _LEAD.search(outline.slice(span)) is not None
            yield None


def _faults(outline: Outline, led: list[Span]) -> Iterator[tuple[int, Problem]]:
    """All items of one list where most of them word a fault, else those that do."""
    titles = [_first_clause(outline.slice(heading)) for heading in led]
    worded = [states_problem(title) for title in titles]
    most = sum(worded) * 2 > len(worded)
    for heading, title, fault in zip(led, titles, worded, strict=True):
        if fault or (most and not remedial(title)):
            yield heading.start, Problem(title, heading, "problem.listed")


def _first_clause(heading: str) -> str:
    """A fault is named by its first clause where that states one: 监管不够严格,某办法已不适应…"""
    first = heading.split(",")[0]
    return first if states_problem(first) else heading


def in_sentence(text: str) -> Iterator[tuple[int, Problem]]:
    """The faults that one sentence lists: 指出了招商引资质量不高、优化营商环境用力不够等7个方面23条具体问题."""
    for match in _SENTENCE.finditer(text):
        start = match.start("list")
        for part in re.split(r"([、,])", match["list"]):
            if len(part) >= 5 and states_problem(part):
                yield start, Problem(part, Span(start, start + len(part)), "problem.in-sentence")
            start += len(part)


def behind_colon(text: str) -> Iterator[tuple[int, Problem]]:
    """The faults that one sentence lists behind a colon: 发现了一些问题,主要是:A;B;C / 问题有:一是A;二是B."""
    for match in _COLON.finditer(text):
        for span in _parts(text, Span(*match.span("list"))):
            if len(span) >= _SHORTEST:
                yield span.start, Problem(text[span.start : span.end], span, "problem.in-sentence")


def _parts(text: str, whole: Span) -> Iterator[Span]:
    """The items of a list: between semicolons or 一是 … 二是; else between 、 wherever a fault is complete."""
    listed = text[whole.start : whole.end]
    cuts = [match.span() for match in _ITEM.finditer(listed)]
    if not cuts:
        cuts = [(i, i + 1) for i, c in enumerate(listed) if c in "、," and faulty(listed[:i])]
    start = 0
    for left, right in [*cuts, (len(listed), len(listed))]:
        yield Span(whole.start + start, whole.start + max(start, left))
        start = right


def extract(outline: Outline) -> list[Problem]:
    """Every problem that the notice lists without an answer, in reading order, each once."""
    found: dict[str, tuple[int, Problem]] = {}
    for at, problem in [*numbered(outline), *in_sentence(outline.text), *behind_colon(outline.text)]:
        found.setdefault(problem.title, (at, problem))
    return [problem for _, problem in sorted(found.values(), key=lambda pair: pair[0])]
