"""extract: the problems and measures of a notice whose paragraphs stand in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from graph_builder.findings.pairing import align
from graph_builder.findings.reader import Reader
from graph_builder.findings.records import SHOWN, Area, Findings, Measure, Problem
from graph_builder.findings.sections import PROBLEMS_OF_ASPECT, is_body_heading
from graph_builder.findings.unit_status import GOING_ON, counted_states, stated_of
from graph_builder.outline.ordinals import number
from graph_builder.outline.tree import Outline
from graph_builder.wording.phrases import faulty, names_nothing, remedial, states_problem, unwrap
from graph_builder.wording.spans import trim
from graph_builder.wording.status import COMPLETED, ONGOING, is_bare
from ontology.records import Rejected, Span

_LONGEST_TITLE = 120
_GROUP = re.compile("(?:立行立改|限期整改|长期整改|长期坚持|分阶段整改|持续整改)(?:类|的?问题|事项|任务)?(?:$|[(:])")
# 县教育局党组, 县委第一巡察组(…): whose problems stand below, not what they are about
_BODY = re.compile(r"^[^,。:]{2,30}(?<!村)(?<!社区)(?:党组|党委|党工委|党总支|党支部|巡[察视]组)(?:\([^()]*\))?$")
_CLAUSE = re.compile("[,。”;]|的?问题")
_LEAST_CLAUSE = 5
_LEAST_LISTED, _MOST_LISTED = 3, 0.6
_INNER_QUOTES = str.maketrans("‘’", "“”")
_CUT = re.compile("[;,]?[一二三四五六七八九十]是|;")
_CUT_QUOTED = re.compile(f"{_CUT.pattern}|”[、,和及]?“")
# 针对问题①, | 对第2个问题:
_NUMBERED_ANSWER = re.compile(
    r"(?:[\n。;:]|\A)(?P<answer>(?:针对|关于|对)(?:上述|以上|第){0,2}(?:问题)?(?P<number>[\u2460-\u2473]|\d{1,2})[个项条]?(?:问题)?[,:])"
)
_LONGEST_NAMING = 16
# 关于“管党治党宽松软”方面的整改情况
_NAMED_ASPECT = re.compile(r"(?:关于|针对|在|围绕|聚焦)?(?P<name>“[^”]{4,80}”|[^,。“”]{4,40}?)(?:方面|领域)")
# 落实管党治党责任方面|的问题整改情况
_ASPECT_OF = re.compile(
    rf"(?!关于|针对)(?P<name>[^,。“”]{{4,60}}?方面){PROBLEMS_OF_ASPECT.pattern}的?"
    r"(?:整改(?:工作)?(?:(?:落实|进展|完成)?情况)?)?$"
)
# 巡视反馈“资金监管不严”问题,具体表现在
_SHOWN = re.compile("(?:巡[察视]组?|审计)(?:反馈|指出)的?“(?P<name>[^“”]{4,60})”的?问题,(?:具体|主要)?表现")
# 选人用人专项检查反馈问题|整改情况, 延伸巡察反馈问题|整改情况
_SPECIAL = re.compile(
    "(?P<name>[^,。:]{0,30}(?:专项|回头看”?|延伸巡[察视]|领导班子|主要负责人)[^,。:]{0,12}(?:反馈|发现|指出)的?问题)的?整改"
)
# 村级党组织巡察整改情况: of others than the body that reports
_OF_OTHERS = re.compile(
    r"(?:村级|村\(社区\)|社区|下属|所属|下级|二级)[\u3400-\u9fff]{0,6}(?:党组织|单位|企业)巡[察视][^,。]{0,6}整改"
)
# 政治建设方面|存在问题, 市级财政管理|审计查出
_EXISTING = re.compile(
    r"(?<=方面)(?:存在)(?:的问题(?:[及和与]整改情况)?|问题)?$|(?<=[\u3400-\u9fff]{4})审计(?:查出|发现|反映|指出)的?$"
)


def area_name(text: str, heading: Span) -> str:
    """A heading as the name of an area: 关于A方面的问题 and (A) without what wraps it."""
    if aspect := _ASPECT_OF.match(text[heading.start : heading.end]):
        return aspect["name"]
    if named := _SPECIAL.match(text, heading.start, heading.end) or _SHOWN.match(text, heading.start, heading.end):
        return named["name"]
    wrapper = unwrap(text, heading)
    name = text[wrapper[0].start : wrapper[0].end] if wrapper else text[heading.start : heading.end]
    return _EXISTING.sub("", name.removeprefix("关于")).strip(" \n:。【】") or text[heading.start : heading.end].strip()


def extract(outline: Outline, tops: list[int]) -> Findings:
    """Problems and measures below the given top blocks, paired as the notice's order says."""
    reader = Reader(outline)
    findings = Findings()
    known: dict[int, int] = {}
    units = reader.completed([u for top in tops for u in reader.units(top)], tops)
    again = _told_again(reader, units)
    listed = {later: unit for unit, later in again.items()}
    for unit in units:
        if unit not in again:
            before = listed.get(unit)
            named = before if before is not None and reader.measures(before) else unit
            filed = _areas(reader, named, tops) or ([] if before is None else _areas(reader, before, tops))
            _add(reader, unit, named, tuple(_area(reader, index, known, findings) for index in filed), findings)
    return findings


def _areas(reader: Reader, unit: int, tops: Sequence[int]) -> list[int]:
    """The headings above a unit that name what it is about."""
    return [
        index
        for index in reader.areas(unit)
        if not (_is_state(heading := reader.outline.slice(reader.heading(index))) or _BODY.search(heading))
        and not (heading.endswith("问题") and names_nothing(heading.removesuffix("问题")))  # (一)存在问题
        and (index not in tops or _is_area(heading))
    ]


def _is_state(heading: str) -> bool:
    """已完成整改的问题(12个), 限期整改类(5项): what has come of the problems below, not what they are about."""
    return is_bare(heading) or _GROUP.match(heading) is not None


def _is_area(heading: str) -> bool:
    """Whether the heading of a section names an area, and not only that something was put right."""
    wrapper = unwrap(heading, Span(0, len(heading)))
    if _SPECIAL.match(heading) or _OF_OTHERS.match(heading):
        return True
    if wrapper and faulty(heading[wrapper[0].start : wrapper[0].end]):
        return True  # 二、学习贯彻部署有差距问题整改情况
    if remedial(heading) and "整改" in heading and not _ASPECT_OF.match(heading):
        return False
    if not is_body_heading(heading) or wrapper:
        return True
    named = _NAMED_ASPECT.match(heading)
    return named is not None and not names_nothing(named["name"])


def _told_again(reader: Reader, units: Sequence[int]) -> dict[int, int]:
    """The units without an answer that a later one names again, with that one: a list before the answers, or a heading
    that stands there twice."""
    named: dict[str, list[int]] = {}
    for unit in units:
        named.setdefault(_known_by(reader.outline.slice(reader.title(unit))), []).append(unit)
    again = {unit: same[-1] for same in named.values() for unit in same[:-1]}
    if _is_list(reader, units, again):
        return again
    return {unit: later for unit, later in again.items() if not reader.measures(unit)}


def _is_list(reader: Reader, units: Sequence[int], again: Mapping[int, int]) -> bool:
    """Whether most units before the first that names one again are named again: a list of problems with their facts."""
    listed = [unit for unit in units if unit < min(again.values(), default=0)]
    told = [unit for unit in listed if unit in again]
    facts = sum(not reader.answers(unit) and not _tells_of_remedy(reader, unit) for unit in told)
    return len(told) >= _LEAST_LISTED and facts == len(told) > _MOST_LISTED * len(listed)


def _tells_of_remedy(reader: Reader, unit: int) -> bool:
    return any(remedial(reader.outline.slice(measure)) for measure in reader.measures(unit))


def _known_by(title: str) -> str:
    """关于|医德医风抓得不紧|的问题。 : what is repeated of a title, often no more than its first clause."""
    told = title.translate(_INNER_QUOTES).removeprefix("关于").removeprefix("针对").strip(" \n“。:")
    clause = _CLAUSE.split(told, maxsplit=1)[0]
    return clause if len(clause) >= _LEAST_CLAUSE else told


def _area(reader: Reader, index: int, known: dict[int, int], findings: Findings) -> int:
    if index not in known:
        heading = reader.heading(index)
        known[index] = len(findings.areas)
        findings.areas.append(Area(area_name(reader.outline.text, heading), heading, "area.heading"))
    return known[index]


def _rule(reader: Reader, unit: int) -> str:
    if reader.answers(unit):
        return "problem.labelled"
    return "problem.wrapped" if unwrap(reader.outline.text, reader.outline.own(unit)) else "problem.heading"


def _add(reader: Reader, unit: int, named: int, areas: tuple[int, ...], findings: Findings) -> None:
    """Add what a unit answers, and the problems as `named` tells of them: itself, or the same in a list before."""
    outline = reader.outline
    problems = reader.problems(named)
    measures = reader.measures(unit)
    if len(problems) == 1:
        problems = _named_together(outline, problems[0], len(measures))
    first = len(findings.problems)
    rule = _rule(reader, unit)
    state = stated_of(reader, unit)
    for title, span in problems:
        name = outline.slice(title).strip(" \n\t,")[:_LONGEST_TITLE]
        hidden = rule == "problem.heading" and remedial(name) and not states_problem(name)
        findings.problems.append(Problem(name, trim(outline.text, span), rule, areas, state, implicit=hidden))
    if not measures:
        findings.rejected.append(
            Rejected(outline.slice(problems[0][0])[:SHOWN], "a problem without an answer in the notice")
        )
        return
    titles = [outline.slice(span) for _, span in problems]
    how = "measure.enumerated" if len(measures) > 1 else "measure.paragraph"
    units, limit = tuple(reader.responsible(unit)), reader.deadline(unit)
    answered = (
        _by_number(outline.text, measures, len(problems))
        or _by_part(reader, unit, measures, len(problems))
        or align(titles, [outline.slice(s) for s in measures])
    )
    _tell_apart(reader, unit, first, [(p, outline.slice(s)) for p, s in zip(answered, measures, strict=True)], findings)
    for span, problem in zip(measures, answered, strict=True):
        findings.measures.append(Measure(span, first + problem, how, responsible=units, deadline=limit))


def _by_number(text: str, measures: Sequence[Span], problems: int) -> list[int]:
    """针对问题①,一是A。二是B。针对问题②,C。: for each measure the problem that it answers; none where none is told."""
    first, last = measures[0].start, measures[-1].end
    told = [
        (found.start("answer"), number(found["number"]) - 1)
        for found in _NUMBERED_ANSWER.finditer(text, max(0, first - _LONGEST_NAMING), last)
    ]
    if problems < 2 or {problem for _, problem in told} != set(range(problems)):
        return []
    return [next((which for at, which in reversed(told) if at <= span.start), 0) for span in measures]


def _by_part(reader: Reader, unit: int, measures: Sequence[Span], problems: int) -> list[int]:
    """1.一是A;二是B。整改情况:(1)一是C。二是D。(2)E。: each measure answers the problem of its part's number."""
    parts = [reader.outline.blocks[i].span.start for i in reader.parts(unit)]
    if problems < 2 or len(parts) != problems or measures[0].start < parts[0]:
        return []
    return [bisect_right(parts, span.start) - 1 for span in measures]


def _tell_apart(reader: Reader, unit: int, first: int, told: list[tuple[int, str]], findings: Findings) -> None:
    """整改结果:完成1个,正在推进1个: of several problems those are going on whose own answer says so."""
    counts = counted_states(reader, unit)
    going_on = {problem for problem, text in told if GOING_ON.search(text)}
    if counts and sum(counts) == len(findings.problems) - first and len(going_on) == counts[1]:
        for index in range(first, len(findings.problems)):
            state = ONGOING if index - first in going_on else COMPLETED
            findings.problems[index] = replace(findings.problems[index], status=state)


def _named_together(outline: Outline, problem: tuple[Span, Span], measures: int) -> list[tuple[Span, Span]]:
    """关于“A;B”方面的问题, 关于一是A,二是B的问题, 针对“A”“B”问题, answered by (1)… (2)…: as many."""
    title, whole = problem
    faults = list(_between(outline.text, title))
    worded = sum(states_problem(outline.slice(fault)) for fault in faults)
    needed = len(faults) if measures > len(faults) else len(faults) / 2
    if len(faults) < 2 or measures < len(faults) or worded < needed:
        return [problem]
    return [(fault, fault if index else Span(whole.start, fault.end)) for index, fault in enumerate(faults)]


def _between(text: str, span: Span) -> Iterator[Span]:
    """The parts of A;B, of 一是A,二是B, and of “A”“B”; but “两非”“两资”清退缓慢 is one."""
    start, cuts = span.start, _CUT
    if text.startswith("“", start) and text.startswith("”", span.end - 1):
        start, span, cuts = start + 1, Span(start + 1, span.end - 1), _CUT_QUOTED
    for cut in cuts.finditer(text, span.start, span.end):
        if cut.start() > start:
            yield Span(start, cut.start())
        start = cut.end()
    yield Span(start, span.end)
