"""What was done about an item: the finest measures that its answer lists, by whom and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph_builder.findings.headed import Headed
from graph_builder.findings.named_units import names_in, values_in
from graph_builder.findings.states import BRACKETED, before_state, behind_state, says_nothing
from graph_builder.outline.kinds import ANSWERS, NUMBERED, VALUES, Kind, Label
from graph_builder.wording.phrases import remedial, states_problem, unwrap
from graph_builder.wording.spans import trim
from graph_builder.wording.status import stated
from ontology.records import Span

_OF_ANSWERS = ("进展", "情况", "落实", "措施", "举措")
_LIMIT = re.compile("(?:整改|完成)?时限|未完成原因|责任(?:单位|领导|人)")
_SHORTEST_PARAGRAPH, _SEVERAL = 15, 2
_NEXT_STEP = re.compile(
    "下一?步|下一阶段|今后|接下来|(?:(?:根据|按照)[^。]{0,80})?现将|(?:目前|截至)[^。]{0,30}(?:完成|推进|整改)"
)


@dataclass(frozen=True)
class Deeds(Headed):
    """Reads the measures of an outline's blocks."""

    def measures(self, unit: int) -> list[Span]:
        """The finest enumerated measures of a unit: 一是…, else (1)…, else the one paragraph; none from the closing."""
        return [span for span in (trim(self.outline.text, span) for span in self._measures(unit)) if len(span)]

    def _measures(self, unit: int) -> list[Span]:
        answers = self.answers(unit)
        if answers:
            return [span for answer in answers for span in self.split(answer)]
        own = self.outline.own(unit)
        wrapper = unwrap(self.outline.text, own)
        rest = Span(wrapper[1].end, own.end) if wrapper else Span(self.heading(unit).end, own.end)
        return list(self._clipped(self._split(unit, rest)))

    def split(self, index: int) -> Iterator[Span]:
        """The finest enumerated measures in a block that is an answer as a whole; none from the closing."""
        return self._clipped(self._split(index, self.outline.own(index)))

    def split_below(self, index: int) -> Iterator[Span]:
        """The finest enumerated measures behind a block's heading."""
        own = self.outline.own(index)
        return self._clipped(self._split(index, Span(min(own.end, self.heading(index).end), own.end)))

    def _clipped(self, spans: Iterator[Span]) -> Iterator[Span]:
        clipped = (Span(span.start, min(span.end, self.end)) for span in spans if span.start < self.end)
        return (before_state(self.outline.text, span) for span in clipped)

    def _split(self, index: int, own: Span) -> Iterator[Span]:
        parts = [
            i
            for i in self.outline.children(index)
            if self.outline.blocks[i].kind in (*NUMBERED, Kind.STEP) and self.outline.blocks[i].span.start < self.end
        ]
        if not parts and (
            paragraphs := self._paragraphs(index, own)
            or self._behind_state(index)
            or self._described(index, own)
            or self._continued(index, own)
        ):
            yield from paragraphs
            return
        if not parts:
            start = self._behind_stated_line(index) or behind_state(
                self.outline.text, self._behind_values(index, own.start), self.outline.blocks[index].span.end
            )
            whole = Span(start, self._before_values(index, start))
            if not says_nothing(self.outline.slice(whole)):
                yield whole
            return
        first = self.outline.blocks[parts[0]]
        if first.kind is Kind.STEP and first.number >= 2 and not says_nothing(self.outline.slice(own)):
            yield own  # 制定计划。二是组织研讨: the first step has lost its number
        for part in parts:
            if self.outline.labels[part] in ANSWERS and self.outline.labels[part] is not Label.MEASURE:
                continue
            if self.outline.blocks[part].kind is Kind.STEP:
                yield self.outline.content(part)
            else:
                yield from self._split(part, self.outline.own(part))

    def _paragraphs(self, index: int, own: Span) -> list[Span]:
        """The paragraphs below a heading that stands alone on its line: each, if there are several, tells a measure."""
        if self.outline.slice(own).strip(" \n。:"):
            return []
        below = [i for i in self.outline.children(index) if self.outline.labels[i] not in VALUES]
        spans = [self.outline.content(i) for i in below if self.outline.blocks[i].kind is Kind.PARAGRAPH]
        told = [span for span in spans if len(span) >= _SHORTEST_PARAGRAPH and not self._looks_on(span)]
        return told if len(told) >= _SEVERAL and len(spans) == len(below) else []

    def _described(self, index: int, own: Span) -> list[Span]:
        """1.A滞后。三家公司没有支部。 and below it the paragraph that tells what was done, beside lists of it."""
        below = self.outline.children(index)
        line = self.outline.slice(own).strip(" 。\n")
        if not below or not line or "\n" in line or not self._beside_lists(index):
            return []
        if not states_problem(self.outline.slice(self.title(index))) or remedial(line):
            return []
        if any(self.outline.blocks[i].kind is not Kind.PARAGRAPH for i in below):
            return []
        told = [self.outline.content(i) for i in below]
        return [span for span in told if not self._looks_on(span) and not _LIMIT.match(self.outline.slice(span))]

    def _continued(self, index: int, own: Span) -> list[Span]:
        """针对“A”问题,建成平台。 and the paragraphs below it, each of which tells what was done."""
        below = self.outline.children(index)
        kinds = {self.outline.blocks[i].kind for i in (index, *below)}
        if not below or kinds != {Kind.PARAGRAPH} or any(self.outline.labels[i] for i in below):
            return []
        if says_nothing(self.outline.slice(own)):
            return []
        told = (self.outline.content(i) for i in below)
        return [own, *(span for span in told if len(span) >= _SHORTEST_PARAGRAPH and not self._looks_on(span))]

    def _beside_lists(self, index: int) -> bool:
        """Whether most items beside this one tell of it in a line, and of what was done in a list below."""
        block = self.outline.blocks[index]
        beside = [
            i for i in self.outline.children(block.parent) if i != index and self.outline.blocks[i].kind is block.kind
        ]
        listing = [i for i in beside if self._lists_below(i)]
        return len(listing) >= _SEVERAL and 2 * len(listing) > len(beside)

    def _lists_below(self, index: int) -> bool:
        below = self.outline.children(index)
        told = self.outline.own(index).end > self.heading(index).end + 1
        return told and len(below) > 0 and all(self.outline.blocks[i].kind in NUMBERED for i in below)

    def _behind_state(self, index: int) -> list[Span]:
        """整改进展:已完成, and below it the paragraph that tells what was done."""
        below = self.outline.children(index)
        states = [at for at, i in enumerate(below) if self._answers_by_state(i)]
        if not states or any(self.outline.labels[i] for i in below[states[-1] + 1 :]):
            return []
        spans = [self.outline.content(i) for i in below[states[-1] + 1 :]]
        return [span for span in spans if len(span) >= _SHORTEST_PARAGRAPH and not self._looks_on(span)]

    def _behind_stated_line(self, index: int) -> int:
        """12.A。多收57万元。⏎该问题已完成整改。|B。: behind the state that opens a line below; 0 where none does."""
        below = (self.outline.content(i) for i in self.outline.children(index) if not self.outline.labels[i])
        told = ((span, behind_state(self.outline.text, span.start, span.end)) for span in below)
        return next((start for span, start in told if start > span.start), 0)

    def _answers_by_state(self, label: int) -> bool:
        """整改进展:已完成: the label of an answer, which only says how far it is; but not 整改进度:90%."""
        block = self.outline.blocks[label]
        name = self.outline.text[block.span.start : block.content]
        return self.outline.labels[label] is Label.STATUS and any(word in name for word in _OF_ANSWERS)

    def _looks_on(self, span: Span) -> bool:
        """下一步,…: what is still to be done."""
        return _NEXT_STEP.match(self.outline.text, span.start, span.end) is not None

    def _behind_values(self, index: int, start: int) -> int:
        """Behind the lines (整改进展:已完成。 责任单位:财务科) with which an answer opens, if another follows."""
        below = self.outline.children(index)
        for value, following in pairwise(below):
            opens = not self.outline.text[start : self.outline.blocks[value].span.start].strip(" \n。")
            if not opens or self.outline.labels[value] not in VALUES:
                break
            start = self.outline.blocks[following].span.start
        return start

    def _before_values(self, index: int, start: int) -> int:
        """Where the labels of values (整改状态:已完成) begin that follow an answer, or its end."""
        blocks, labels = self.outline.blocks, self.outline.labels
        values = [i for i in self.outline.children(index) if labels[i] in VALUES and blocks[i].span.start > start]
        return blocks[values[0]].span.start if values else blocks[index].span.end

    def responsible(self, unit: int) -> Iterator[Span]:
        """The units named under 责任单位: and its like."""
        for child in self.outline.children(unit):
            if self.outline.labels[child] is Label.RESPONSIBLE:
                own = self.outline.own(child)
                for span in values_in(self.outline.text, own):
                    yield from names_in(self.outline.text, span)

    def deadline(self, unit: int) -> str:
        """What stands under 整改时限: and its like."""
        limits = [i for i in self.outline.children(unit) if self.outline.labels[i] is Label.DEADLINE]
        if not limits:
            return ""
        own = self.outline.own(limits[0])
        told = self.outline.slice(Span(own.start, max(own.start, min(own.end, self.end)))).strip(" \n。").split("\n")[0]
        bracket = BRACKETED.search(told)
        return told[: bracket.start()] if bracket and bracket.start() and stated(bracket[1]) else told
