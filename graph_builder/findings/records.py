"""What a notice reports, before names are resolved: areas, problems, measures. Spans count cleaned characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from ontology.records import Rejected, Span

SHOWN = 60
"""How many characters of what is rejected are shown."""


class Area(Struct, frozen=True, gc=False):
    """A heading under which problems are filed."""

    name: str
    span: Span
    rule: str


class Problem(Struct, frozen=True, gc=False):
    """One problem; `areas` are indexes into the areas, the outermost heading first."""

    title: str
    span: Span
    rule: str
    areas: tuple[int, ...] = ()
    status: str = ""
    implicit: bool = False
    confidence: float = 1.0


class Measure(Struct, frozen=True, gc=False):
    """One rectification measure; `problem` is an index into the problems."""

    span: Span
    problem: int
    rule: str
    confidence: float = 1.0
    responsible: tuple[Span, ...] = ()
    deadline: str = ""


@dataclass
class Findings:
    areas: list[Area] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def answer(self, told: Sequence[Measure]) -> None:
        """Give problems the measures that are told of them elsewhere, in place of what was taken for their own."""
        answered = {measure.problem for measure in told}
        self.measures = [measure for measure in self.measures if measure.problem not in answered] + [*told]
        settled = {self.problems[measure.problem].title[:SHOWN] for measure in self.measures}
        self.rejected = [one for one in self.rejected if one.item not in settled]
