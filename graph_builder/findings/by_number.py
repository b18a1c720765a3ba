"""第3项问题整改情况:(1)…(2)…: answers that name their problem by its number in a list before them."""

from __future__ import annotations

from bisect import bisect_left

from graph_builder.findings.reader import Reader
from graph_builder.findings.records import SHOWN, Findings, Measure
from graph_builder.findings.sections import farewell
from graph_builder.outline.kinds import Kind, Label
from graph_builder.outline.numbering import markers
from graph_builder.outline.tree import Outline
from graph_builder.wording.spans import trim


def told(text: str) -> bool:
    """Whether a notice has such answers."""
    return any(marker.kind is Kind.ENTRY and marker.label is Label.MEASURE for marker in markers(text))


def answer(outline: Outline, findings: Findings) -> bool:
    """Add the measures of such answers to the problems listed before the first of them, the n-th to the n-th.

    Returns whether there were any.
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
    first = outline.blocks[answers[0]].span.start
    listed = bisect_left([problem.span.start for problem in findings.problems], first)
    told: list[Measure] = []
    for index in answers:
        problem = outline.blocks[index].number - 1
        if problem < listed:
            spans = [span for span in (trim(outline.text, span) for span in reader.split(index)) if len(span)]
            told += [Measure(span, problem, "measure.by-number") for span in spans]
    answered = {measure.problem for measure in told}
    findings.measures = [measure for measure in findings.measures if measure.problem not in answered] + told
    settled = {findings.problems[measure.problem].title[:SHOWN] for measure in findings.measures}
    findings.rejected = [one for one in findings.rejected if one.item not in settled]
    return bool(settled)
