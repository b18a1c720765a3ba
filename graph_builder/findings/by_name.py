"""组织生活方面:一是…: answers that name their problem in short, in any order, behind the list that it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from graph_builder.findings.reader import Reader
from graph_builder.findings.records import Findings, Measure
from graph_builder.findings.sections import farewell
from graph_builder.outline.tree import outline
from graph_builder.wording.spans import trim
from ontology.records import Span

_NAMED = re.compile(r"(?<![^\n])(?P<name>[^,。;:、“”《》()\n]{4,16}?)(?:方面|问题)?:(?P<answer>[^\n]{4,})")
_SEVERAL = 2


def answer(text: str, findings: Findings) -> bool:
    """Give the problems of a list the measures of such answers; returns whether there were any.

    Lines behind the list must be called by characters of the titles of its last problems, each by those of another.
    """
    told: list[Measure] = []
    for listed, lines in _runs(text, findings):
        named = [(line, _titled(line["name"], listed, findings)) for line in lines]
        answers = {problem: line for line, problem in named if problem is not None}
        if len(answers) >= _SEVERAL and set(answers) == set(listed[-len(answers) :]):
            for problem, line in answers.items():
                told += [
                    Measure(span, problem, "measure.by-name") for span in _measures(text, Span(*line.span("answer")))
                ]
    findings.answer(told)
    return bool(told)


def _runs(text: str, findings: Findings) -> Iterator[tuple[Sequence[int], list[re.Match[str]]]]:
    """Each list of problems with the lines between it and the next one that open with a name."""
    starts = [problem.span.start for problem in findings.problems]
    lines = _NAMED.finditer(text, 0, farewell(text))
    since = 0
    for before, some in groupby(lines, lambda line: bisect_right(starts, line.start())):
        yield range(since, before), list(some)
        since = before


def _titled(name: str, listed: Sequence[int], findings: Findings) -> int | None:
    """The one problem of a list whose title holds the name's characters in their order."""
    fitting = [problem for problem in listed if _holds(findings.problems[problem].title, name)]
    return fitting[0] if len(fitting) == 1 else None


def _holds(title: str, name: str) -> bool:
    rest = iter(title)
    return all(character in rest for character in name)


def _measures(text: str, line: Span) -> Iterator[Span]:
    inner = Reader(outline(text[line.start : line.end]))
    told = (span for top in inner.outline.children(-1) for span in inner.split(top))
    spans = (trim(text, Span(line.start + span.start, line.start + span.end)) for span in told)
    return (span for span in spans if len(span))
