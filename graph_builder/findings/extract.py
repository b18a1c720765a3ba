"""extract: what a notice reports, by the way in which it is laid out."""

from __future__ import annotations

import re

from msgspec.structs import replace

from graph_builder.findings import (
    by_name,
    by_number,
    implicit,
    items,
    listed,
    listed_areas,
    prompt_fixes,
    shuffled,
    tables,
)
from graph_builder.findings.records import SHOWN, Findings, Problem
from graph_builder.findings.sections import body
from graph_builder.outline.relined import relined
from graph_builder.outline.tree import outline
from graph_builder.wording.phrases import remedial, states_problem
from graph_builder.wording.quotes import curled
from graph_builder.wording.status import COMPLETED
from ontology.records import Rejected

_OPENING = 800
_FIRST_WORDS = 12
_LEAST_ITEMS = 3
_FEW = 0.34
_FEW_NAMED, _MANY, _MANY_INSIDE = 4, 8, 4
"""A problem or a few that are named are words of remedies, for each among so many items; inside items, so many."""
# A title or first paragraph that promises answers: 关于…整改进展情况的通报, 现将整改情况予以公布
_ANSWERS = re.compile(
    r"整改[^。\n]{0,14}情况[^。\n]{0,8}(?:通报|公告|报告|公示|公布|公开)|整改(?:工作)?(?:进展|落实|完成)?(?:情况|清单|台账)(?:一览)?表?$",
    re.MULTILINE,
)
# 进驻, and who may report what to whom: an announcement at an inspection's beginning, before any problem is found
_ENTRY = re.compile(
    r"\n[^\n。]{0,6}(?:被?巡[察视](?:对象|时间|内容|任务|范围|主要任务)|反映问题(?:渠道|方式|联系方式)|受理信访范围)\n"
    r"|(?:受理|反映)[^。\n]{0,60}(?:来信|来电|来访|信访|举报)|(?:值班|举报|联系)电话[^。\n]{0,40}(?:工作日|受理|接听)"
)


def find(text: str) -> Findings:
    """Areas, problems and measures of a cleaned notice; every problem has a name."""
    lined = relined(curled(text))
    found = _settled(lined.text, _named(lined.text, _found(lined.text)))
    back = lined.led_back
    return Findings(back(found.areas), back(found.problems), back(found.measures), found.rejected)


# 截至目前,12个问题已全部完成整改。
_ALL_SETTLED = re.compile(
    r"(?P<number>\d(?<!\d\d)\d{0,2})个(?:反馈|具体|巡[察视])?问题(?:目前|现)?(?:均?已经?)?全部"
    r"(?:整改完成|完成整改|整改到位|完成|办结|销号)(?=[,。;\n])"
)


def _settled(text: str, found: Findings) -> Findings:
    """With the state of all problems where no problem tells its own, and the notice says it of as many as there are."""
    told = _ALL_SETTLED.search(text) if found.problems and not any(one.status for one in found.problems) else None
    if told and int(told["number"]) == len(found.problems):
        found.problems[:] = [replace(problem, status=COMPLETED) for problem in found.problems]
    return found


def _named(text: str, found: Findings) -> Findings:
    """Without the problems of which only the number is there; what answers them is kept with the reason."""
    kept = [index for index, problem in enumerate(found.problems) if problem.title.strip()]
    if len(kept) == len(found.problems):
        return found
    moved = {old: new for new, old in enumerate(kept)}
    lost = [
        Rejected(text[m.span.start : m.span.end][:SHOWN], "its problem is not named")
        for m in found.measures
        if m.problem not in moved
    ]
    return Findings(
        found.areas,
        [found.problems[index] for index in kept],
        [replace(m, problem=moved[m.problem]) for m in found.measures if m.problem in moved],
        [*found.rejected, *lost],
    )


def _is_stray(text: str, found: Findings, items_only: Findings) -> bool:
    """Whether the faults that were found are but words in a notice that tells of measures alone: 清理违规兼职."""
    named = [problem for problem in found.problems if _is_named(text, problem)]
    headings = {problem.span.start for problem in items_only.problems}
    heading = any(problem.span.start in headings or problem.rule == "problem.labelled" for problem in named)
    if len(items_only.problems) < (_MANY if heading else _MANY_INSIDE) * len(named):
        return False
    worded = [problem for problem in found.problems if states_problem(problem.title)]
    inside = sum(problem.span.start not in headings for problem in worded)
    told = max(len(items_only.problems), len(found.problems))
    few = len(worded) - inside <= _FEW * told and 2 * inside <= len(items_only.problems)
    return len(items_only.problems) >= _LEAST_ITEMS and few


def _is_named(text: str, problem: Problem) -> bool:
    """Whether a problem has a label, or a wrapper with quotes or a fault; not 对企业检查,发现问题."""
    if problem.rule == "problem.wrapped":
        remedy = remedial(text[problem.span.start : problem.span.start + _FIRST_WORDS])  # 整治|信贷领域违规|问题
        return f"“{problem.title}" in text or (states_problem(problem.title) and not remedy)
    return problem.rule != "problem.heading"


def _is_unanswered(found: Findings) -> bool:
    """Whether most problems have no answer: what stands behind the last of them is no answer either."""
    return 2 * len({measure.problem for measure in found.measures}) < len(found.problems)


def _found(text: str) -> Findings:
    if rows := tables.rows(text):
        return tables.extract(text, rows)
    if not by_number.told(text) and shuffled.is_shuffled(text):
        return shuffled.extract(text)
    blocks = outline(prompt_fixes.mask(text))
    tops = body(blocks)
    findings = items.extract(blocks, tops)
    answered = by_number.answer(blocks, findings) | by_name.answer(blocks.text, findings) or any(
        one.rule == "problem.labelled" for one in findings.problems
    )
    if not answered and not _ANSWERS.search(text[:_OPENING]) and (only := listed.extract(blocks)):
        return listed_areas.filed(blocks, only)
    if not answered and _ENTRY.search(text) and not _ANSWERS.search(text[:_OPENING]):
        return Findings()
    if not answered and sum(_is_named(text, problem) for problem in findings.problems) <= _FEW_NAMED:
        items_only = implicit.extract(blocks, tops)
        findings = items_only if not findings.problems or _is_stray(text, findings, items_only) else findings
    if not answered and not _ANSWERS.search(text[:_OPENING]) and _is_unanswered(findings):
        findings.measures.clear()
    prompt_fixes.add(text, findings)
    return findings
