"""立行立改: problems handed over during the inspection itself, told in one sentence with their states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.findings.reader import Reader
from graph_builder.findings.records import Findings, Measure, Problem
from graph_builder.outline.tree import outline
from graph_builder.wording.spans import trim
from graph_builder.wording.status import status
from graph_builder.wording.stretches import holding
from ontology.records import Span

_WORDS = tuple(f"立行立改{of}{what}" for of in ("", "的") for what in ("问题", "事项"))
# 共移交立行立改问题3项,其中A、B2项问题已整改完成,C问题未整改到位。
_TOLD = re.compile(
    r"[^。\n]{0,30}立行立改(?:的)?(?:问题|事项)[^。\n]{0,12}?\d{1,2}[项个件][,;:]其中[,:]?(?P<list>[^。\n]{6,300})。(?P<rest>[^\n]*)"
)
_PART = re.compile(
    r"(?P<names>[^,;]{4,120}?)(?:\d{1,2}[项个件])?(?:的)?(?:问题|事项)?(?P<state>(?:均|都|已|尚|未|正在|基本|全部|持续)(?:(?!问题|事项)[^,;]){2,16})(?:[,;]|$)"
)


def mask(text: str) -> str:
    """The text with such paragraphs blanked, each character by a line break, so that positions stay."""
    pieces, at = [], 0
    for told in _told(text):
        pieces += [text[at : told.start()], "\n" * len(told.group())]
        at = told.end()
    return "".join([*pieces, text[at:]])


def _told(text: str) -> Iterator[re.Match[str]]:
    for start, end in holding(text, _WORDS, "\n"):
        yield from _TOLD.finditer(text, start, end)


def add(text: str, findings: Findings) -> None:
    """Add the problems of each such sentence, and the measures behind it to the problem that is still open."""
    for told in _told(text):
        first = len(findings.problems)
        area = findings.problems[-1].areas if findings.problems else ()
        for part in _PART.finditer(text, *told.span("list")):
            start = part.start("names")
            for name in part["names"].split("、"):
                span = Span(start, start + len(name))
                findings.problems.append(Problem(name, span, "problem.prompt-fix", area, status(part["state"])))
                start += len(name) + 1
        _measures(text, Span(*told.span("rest")), first, findings)


def _measures(text: str, rest: Span, first: int, findings: Findings) -> None:
    still_open = [i for i in range(first, len(findings.problems)) if findings.problems[i].status != "completed"]
    inner = outline(text[rest.start : rest.end])
    if not inner.blocks or len(still_open) != 1:
        return
    reader = Reader(inner)
    for top in inner.children(-1):
        steps = [top] if not reader.steps(top) and inner.blocks[top].kind == "step" else reader.steps(top)
        for step in steps:
            own = inner.content(step)
            span = trim(text, Span(rest.start + own.start, rest.start + own.end))
            findings.measures.append(Measure(span, still_open[0], "measure.prompt-fix"))
