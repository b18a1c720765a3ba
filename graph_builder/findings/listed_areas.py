"""Under which aspect an announcement lists a fault: 在落实党的组织路线方面:一是A;二是B。"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from graph_builder.findings.listed import BODIES_ALONE, heads_steps
from graph_builder.findings.records import Area, Findings, Problem
from graph_builder.outline.kinds import Kind
from graph_builder.outline.tree import Outline
from graph_builder.wording.phrases import sentence, states_problem
from graph_builder.wording.stretches import CLAUSE_ENDS, holding
from ontology.records import Span

# (一)聚焦基层党组织建设方面 / 一是在党的领导方面: / 该院在落实部署方面,存在
_ASPECT = re.compile(
    r"(?:[一二三四五六七八九十]是|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、])?(?:[^。;:\n]{0,60}(?:主要(?:是|表现在)|问题):)?(?:[^。;:,\n]{0,16}在)?"
    r"(?P<name>[^。;:\n]{3,60}?(?<![个大])方面)(?:的?(?:主要|突出)?问题)?(?=[:,\n]|存在|$)"
)


# a line that does not go on counting: ⏎二是B
_NEW_LINE = re.compile(r"\n(?![二三四五六七八九十]是)")


def _aspects(text: str) -> Iterator[tuple[Area, bool]]:
    """Each aspect that opens a clause or has a line for itself, and whether it is such a heading."""
    for start, end in holding(text, ("方面",), CLAUSE_ENDS):
        if match := _ASPECT.match(text, start, end):
            heads = not text[match.end() : end].strip(":")
            yield Area(match["name"], Span(*match.span("name")), "area.aspect"), heads


def _bodies(text: str) -> list[int]:
    """Where lines begin that name but bodies: the aspects above them are those of others."""
    starts, at = [], 0
    for line in text.split("\n"):
        if BODIES_ALONE.match(line):
            starts.append(at)
        at += len(line) + 1
    return starts


def _between(bodies: Sequence[int], area: Area, problem: Problem) -> bool:
    return bisect_right(bodies, problem.span.start) > bisect_right(bodies, area.span.end)


def _headings(outline: Outline, problems: Sequence[Problem]) -> Iterator[tuple[Area, int]]:
    """一、落实部署不够到位, (一)主责有差距。有的…: a numbered heading with problems below or behind it, and its end."""
    starts = [problem.span.start for problem in problems]
    for index, block in enumerate(outline.blocks):
        if block.kind in (Kind.SECTION, Kind.SUBSECTION):
            end = block.span.end
        elif heads_steps(outline, index):
            end = _steps_end(outline, index + 1)
        else:
            continue
        heading = sentence(outline.text, block.content, block.span.end)
        name = outline.slice(heading)
        inside = bisect_left(starts, end) - bisect_left(starts, heading.end)
        if (
            inside
            and states_problem(name)
            and not _OF_WHOM.search(name)
            and bisect_left(starts, heading.start) == bisect_left(starts, heading.end)
        ):
            yield Area(name, heading, "area.heading"), end


def _steps_end(outline: Outline, index: int) -> int:
    """Where the last of the steps ends that count on from this one."""
    steps = takewhile(lambda block: block.kind == Kind.STEP and block.number, outline.blocks[index:])
    return max(block.span.end for block in steps)


# 一、县委第一巡察组反馈情况: whose problems, not what they are about
_OF_WHOM = re.compile("巡[察视]组|反馈情况|党组|党委")


def filed(outline: Outline, problems: Sequence[Problem]) -> Findings:
    """The listed problems, each under the aspect named last before it in its line, or in a heading above."""
    findings = Findings()
    text = outline.text
    headings = list(_headings(outline, problems))
    ends = {area.span: end for area, end in headings}
    aspects = sorted([*_aspects(text), *((area, True) for area, _ in headings)], key=lambda one: one[0].span)
    starts = [area.span.start for area, _ in aspects]
    bodies = _bodies(text) if aspects else []
    known: dict[str, int] = {}
    for problem in problems:
        at = bisect_right(starts, problem.span.start) - 1
        area, heads = aspects[at] if at >= 0 else (None, False)
        if (
            area is None
            or area.span.end > problem.span.start
            or ends.get(area.span, len(text)) <= problem.span.start
            or _between(bodies, area, problem)
        ):
            findings.problems.append(problem)
        elif heads or not _NEW_LINE.search(text, area.span.end, problem.span.start):
            index = known.setdefault(area.name, len(known))
            findings.areas += [area] if index == len(findings.areas) else []
            findings.problems.append(replace(problem, areas=(index,)))
        else:
            findings.problems.append(problem)
    return findings
