"""assemble the themes: (Problem)-[:HAS_THEME]->(Theme), proved by the sentence with the word that decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from graph_builder.assembly.assembler import Assembler
from graph_builder.findings.records import Findings, Problem
from graph_builder.findings.themes import Cue, classify
from ontology import themes
from ontology.ids import make_id
from ontology.records import Span, Value

_RULE = "theme.cue"


def add_themes(to: Assembler, findings: Findings, problems: Sequence[str]) -> None:
    """File each problem (by id, in the order of the findings) under its themes.

    A theme APPEARS_IN a notice once, where the word stands that first told it.
    """
    scheme = themes.load()
    for problem, id in zip(findings.problems, problems, strict=True):
        for found in classify(problem.title, to.document.quote(problem.span)):
            span = _where(to, problem, found.cues[0])
            theme_id = _id(found.theme_code)
            if theme_id not in to.nodes:
                properties = _properties(scheme[found.theme_code])
                to.node(theme_id, "Theme", properties, to.evidence(span, _RULE, found.score))
            evidence = to.evidence(to.sentence(span), _RULE, found.score)
            to.link("HAS_THEME", id, theme_id, evidence, {"score": found.score})


@cache
def _id(code: str) -> str:
    return make_id("Theme", code)


def _properties(theme: themes.Theme) -> dict[str, Value]:
    own: dict[str, Value] = {"name": theme.zh, "aliases": sorted({theme.en, *theme.aliases}), "code": theme.code}
    return {**own, "broader": theme.broader} if theme.broader else own


def _where(to: Assembler, problem: Problem, cue: Cue) -> Span:
    """Where a word stands in the notice; the whole problem where a line break cut its title's word."""
    if cue.part == "text":
        return Span(problem.span.start + cue.span.start, problem.span.start + cue.span.end)
    at = to.document.text.find(cue.word, problem.span.start, problem.span.end)
    return Span(at, at + len(cue.word)) if at >= 0 else problem.span
