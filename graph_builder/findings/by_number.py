"""第3项问题整改情况:(1)…(2)…: answers that name their problem by its number in a list before them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from graph_builder.findings.reader import Reader
from graph_builder.findings.records import Findings, Measure, Problem
from graph_builder.findings.sections import farewell
from graph_builder.findings.unit_status import stated_by
from graph_builder.outline.kinds import Kind, Label
from graph_builder.outline.numbering import markers
from graph_builder.outline.tree import Outline
from graph_builder.wording.spans import trim


def told(text: str) -> bool:
    """Whether a notice has such answers."""
    return any(marker.kind is Kind.ENTRY and marker.label is Label.MEASURE for marker in markers(text))


def answer(outline: Outline, findings: Findings) -> bool:
    """Add the measures of such answers to the problems listed before them, the n-th to the n-th.

    Where the numbers begin anew, so do the problems: each area lists its own. Returns whether there were any.
    """
    end = farewell(outline.text)
    answers = [
        index
        for index, block in enumerate(outline.blocks)
        if block.kind is Kind.ENTRY and outline.labels[index] is Label.MEASURE and block.span.start < end
    ]
    if not answers:
        return False
    reader = Reader(outline)
    told: list[Measure] = []
    for run, listed in _runs(outline, answers, findings):
        for index in run:
            number = outline.blocks[index].number
            if number <= len(listed):
                spans = [span for span in (trim(outline.text, span) for span in reader.split(index)) if len(span)]
                told += [Measure(span, listed[number - 1], "measure.by-number") for span in spans]
                which = listed[number - 1]
                findings.problems[which] = _with_state(reader, index, findings.problems[which])
    findings.answer(told)
    return bool(findings.measures)


def _with_state(reader: Reader, answer: int, problem: Problem) -> Problem:
    """The problem with the state that its answer tells, where it has none of its own."""
    return problem if problem.status else replace(problem, status=stated_by(reader, answer))


def _runs(outline: Outline, answers: list[int], findings: Findings) -> Iterator[tuple[list[int], list[int]]]:
    """The answers of each list, and the problems of that list."""
    numbers = [outline.blocks[index].number for index in answers]
    anew = len(set(numbers)) < len(numbers)
    run: list[int] = []
    since = 0
    for index, number, following in zip(answers, numbers, [*numbers[1:], 0], strict=True):
        run.append(index)
        if following == 0 or (anew and following <= number):
            start = outline.blocks[run[0]].span.start
            listed = [i for i, problem in enumerate(findings.problems) if since <= problem.span.start < start]
            yield run, listed
            run, since = [], outline.blocks[index].span.start
