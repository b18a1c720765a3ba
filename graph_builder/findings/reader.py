"""Reading units off an outline: an item of the notice, what it names as a problem, what was done about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile

from graph_builder.findings.named_units import names_in, values_in
from graph_builder.findings.sections import farewell, names_fault
from graph_builder.findings.states import BRACKETED, before_state, behind_state, says_nothing
from graph_builder.outline.kinds import ANSWERS, LEVELS, NUMBERED, VALUES, Kind, Label
from graph_builder.outline.tree import Outline
from graph_builder.wording.phrases import (
    OPENS_QUOTED,
    is_area,
    remedial,
    sentence,
    states_problem,
    unwrap,
    without_told,
)
from graph_builder.wording.spans import trim
from graph_builder.wording.status import stated
from ontology.records import Span

_SHORTEST_ANSWER = 4
_OF_ANSWERS = ("进展", "情况", "落实", "措施", "举措")
_LIMIT = re.compile("(?:整改|完成)?时限|未完成原因|责任(?:单位|领导|人)")
_SHORTEST_PARAGRAPH, _SEVERAL = 15, 2
_NEXT_STEP = re.compile("下一?步|下一阶段|今后|接下来|(?:目前|截至)[^。]{0,30}(?:完成|推进|整改)")
# “学习不深入。”
_WHOLLY_QUOTED = re.compile(r"“(?P<name>[^“”]{3,120}?)。?”")
# 关于|学习不深入|方面
_ASPECT = re.compile(r"(?:关于|针对)(?P<name>[^“”]{4,80})方面")
# 。巡察发现, / 。反馈指出:
_FOUND = re.compile(r"[。:]\n?(?:巡[察视]组?)?(?:反馈)?(?:意见)?(?:发现|指出|认为|提出),?:?")


@dataclass(frozen=True)
class Reader:
    """Reads units (an item of the notice with what was done about it) off an outline."""

    outline: Outline

    @cached_property
    def end(self) -> int:
        """Where the closing begins."""
        return farewell(self.outline.text)

    @cached_property
    def _headings(self) -> dict[int, Span]:
        return {}

    @cached_property
    def _answers(self) -> dict[int, list[int]]:
        return {}

    def heading(self, index: int) -> Span:
        if index not in self._headings:
            own = self.outline.own(index)
            self._headings[index] = sentence(self.outline.text, own.start, own.end)
        return self._headings[index]

    def title(self, index: int) -> Span:
        """The heading without the state in brackets behind it: 学习不深入(已完成)."""
        heading = self.heading(index)
        told = self.outline.slice(heading)
        bracket = BRACKETED.search(told)
        end = bracket.start() if bracket and stated(bracket[1]) else without_told(told)
        if whole := _WHOLLY_QUOTED.fullmatch(told, 0, len(told[:end].rstrip(","))):
            return Span(heading.start + 1, heading.start + whole.end("name"))
        aspect = _ASPECT.fullmatch(told, 0, end)
        if aspect and states_problem(aspect["name"]):
            return Span(heading.start + aspect.start("name"), heading.start + aspect.end("name"))
        return Span(heading.start, heading.start + end)

    def answers(self, index: int) -> list[int]:
        """The labelled children that tell of measures; a state with a list behind it, or 整改成效:, if no other."""
        if index not in self._answers:
            labels = self.outline.labels
            below = self.outline.children(index)
            labelled = [i for i in below if labels[i] and self.outline.blocks[i].kind is not Kind.ENTRY]
            measures = [i for i in labelled if labels[i] is Label.MEASURE]
            states = [i for i in labelled if labels[i] is Label.STATUS]
            listed = [i for i in states if self.outline.children(i) or self._tells_more(i)]
            self._answers[index] = measures or listed or [i for i in labelled if labels[i] is Label.RESULT]
        return self._answers[index]

    def _tells_more(self, label: int) -> bool:
        """完成情况:已完成。开展学习12次。: more than the state."""
        own = self.outline.own(label)
        return behind_state(self.outline.text, own.start, own.end) > own.start

    def units(self, index: int, wrapped: bool = False) -> list[int]:
        """The innermost blocks at or below `index` that name a problem and hold, or are, its answer."""
        if self.outline.labels[index] in ANSWERS:
            return []
        if self.listed(index) or self._beside(index) or self._has_state_first(index):
            return [index]
        steps = self.steps(index)
        several = len(steps) > 1 or (steps and self._behind(steps[0]).startswith("已"))
        answered = several and not self.answers(index) and all(map(self._is_answered, steps))
        if steps and (answered or all(map(self._is_fault_line, steps))):
            return steps
        own = self.outline.own(index)
        wrapper = unwrap(self.outline.text, own) if len(own) else None
        names = wrapper is not None and not is_area(self.outline.text, wrapper)
        if names and (lines := self._fault_lines(index)):
            return lines
        below = [u for child in self.outline.children(index) for u in self.units(child, wrapped or names)]
        if below and not (names and self._answered_first(index, below)):
            return below
        return [index] if self._is_unit(index, wrapped, wrapper is not None) else []

    def _answered_first(self, index: int, below: list[int]) -> bool:
        """关于“A不彻底”的问题。(1)开展调查。(2)对B问题,建成…: what was done, each of them."""
        numbered = [i for i in self.outline.children(index) if self.outline.blocks[i].kind in NUMBERED]
        if len(numbered) < 2 or len(below) * 2 > len(numbered) or not states_problem(self._wrapped(index)):
            return False
        return below[0] >= numbered[1]

    def _wrapped(self, index: int) -> str:
        wrapper = unwrap(self.outline.text, self.outline.own(index))
        return self.outline.slice(wrapper[0]) if wrapper else ""

    def _has_state_first(self, index: int) -> bool:
        """A fault with its state right behind it (整改进展:已完成。): what is numbered below was done about it."""
        labels = self.outline.labels
        below = self.outline.children(index)
        if len(below) < 2 or labels[below[0]] is not Label.STATUS or any(labels[i] for i in below[1:]):
            return False
        if any(labels[i] for child in below[1:] for i in self.outline.descendants(child)):
            return False
        named = labels[index] is Label.PROBLEM or unwrap(self.outline.text, self.outline.own(index)) is not None
        return named or states_problem(self.outline.slice(self.title(index)))

    def _is_fault_line(self, step: int) -> bool:
        """一是学习形式单一, alone on its line: a part of the problem above, with its answer in the next paragraph."""
        heading = self.heading(step)
        below = self.outline.text[heading.end : self.outline.content(step).end].removeprefix("。")
        return below.startswith("\n") and bool(below.strip()) and states_problem(self.outline.slice(heading))

    def _is_answered(self, step: int) -> bool:
        """第一,发展党员停滞。已发展2名。: a fault, and right behind it what has been done about it."""
        told = self._behind(step)
        fault = states_problem(self.outline.slice(self.heading(step)))
        return fault and len(told) >= _SHORTEST_ANSWER and not states_problem(told)

    def _behind(self, step: int) -> str:
        """The sentence behind a step's first."""
        content = self.outline.content(step)
        start = min(self.heading(step).end + 1, content.end)
        return self.outline.slice(sentence(self.outline.text, start, content.end)).strip()

    def _fault_lines(self, index: int) -> list[int]:
        """一、党建薄弱的问题, and below it 1.发展党员不规范。 alone on its line: each has its answer behind it."""
        numbered = [i for i in self.outline.children(index) if self.outline.blocks[i].kind in NUMBERED]
        faults = sum(map(self._is_fault_line, numbered))
        return numbered if faults > len(numbered) / 2 else []

    def completed(self, units: list[int], tops: list[int]) -> list[int]:
        """The units, and the blocks of the same kind beside them, which are items although they word no fault."""
        usual = Counter(self.outline.blocks[u].kind for u in units).most_common(1)
        told = [u for u in units if self.outline.blocks[u].span.start < self.end]
        if not usual or usual[0][0] not in NUMBERED or len(told) < 2:
            return told
        inside = {b for u in told for b in (u, *self.outline.descendants(u), *self._ancestors(u))}
        below = [i for top in tops for i in (top, *self.outline.descendants(top))]
        beside = [i for i in below if self._is_beside(i, usual[0][0]) and i not in inside]
        return sorted([*told, *beside])

    def _is_beside(self, index: int, kind: str) -> bool:
        block = self.outline.blocks[index]
        if block.kind != kind or block.span.start >= self.end:
            return False
        answer = any(self.outline.labels[i] in ANSWERS for i in (index, *self._ancestors(index)))
        return not answer and len(self.outline.content(index)) > len(self.heading(index)) + 8

    def _ancestors(self, index: int) -> Iterator[int]:
        parent = self.outline.blocks[index].parent
        while parent >= 0:
            yield parent
            parent = self.outline.blocks[parent].parent

    def _is_unit(self, index: int, wrapped: bool, wrapper: bool) -> bool:
        kind = self.outline.blocks[index].kind
        if self.answers(index):
            return True
        if self.outline.labels[index] is Label.PROBLEM:
            return len(self.heading(index)) > 0
        if kind is Kind.PARAGRAPH:
            quoted = self.outline.text.startswith(OPENS_QUOTED, self.outline.own(index).start)
            first = not wrapped and (quoted or names_fault(self.outline, index))
            return wrapper and (first or bool(self.steps(index)) or self.outline.blocks[index].level < LEVELS[kind])
        if kind is Kind.STEP:  # 一是针对“A”问题,… : an item by another mark
            return wrapper and not wrapped and self.outline.blocks[index].level < LEVELS[kind]
        if kind not in NUMBERED:
            return False
        return wrapper or (not wrapped and states_problem(self.outline.slice(self.title(index))))

    def steps(self, index: int) -> list[int]:
        return [i for i in self.outline.children(index) if self.outline.blocks[i].kind is Kind.STEP]

    def problems(self, unit: int) -> list[tuple[Span, Span]]:
        """The (title, text) of each problem that a unit names."""
        if beside := self._beside(unit):
            return [(self.heading(i), self.outline.own(i)) for i in (unit, *beside)]
        if listed := self.listed(unit):
            return [(self.heading(i), self.outline.content(i)) for i in listed]
        return [self._problem(unit, self.outline.own(unit))]

    def listed(self, unit: int) -> list[int]:
        """The blocks that name a unit's problems one by one: 1.一是A;二是B。 or, below its heading, (1)A。(2)B。"""
        if not self.answers(unit):
            return []
        told = list(takewhile(lambda i: self.outline.labels[i] is None, self.outline.children(unit)))
        if any(self.answers(i) for i in told):
            return []
        named = self.outline.slice(self.outline.own(unit)).strip(" \n:。")
        if not named:
            return told
        if len(told) == 1 and states_problem(named):
            return []  # 问题(一)A不到位 1.问题表现:… 2.整改措施:…
        return told if all(self.outline.blocks[i].kind in NUMBERED for i in told) else []

    def _beside(self, unit: int) -> list[int]:
        """The problems that stand under labels of their own behind a unit's, before the answer to all of them."""
        if self.outline.labels[unit] is not Label.PROBLEM or not self.answers(unit):
            return []
        before = takewhile(lambda i: self.outline.labels[i] is Label.PROBLEM, self.outline.children(unit))
        return [i for i in before if not self.answers(i)]

    def _problem(self, unit: int, own: Span) -> tuple[Span, Span]:
        wrapper = unwrap(self.outline.text, own)
        if self.answers(unit):
            answered = (i for i in self.outline.children(unit) if self.outline.labels[i] in ANSWERS)
            own = Span(own.start, max(own.end, self.outline.blocks[next(answered)].span.start))
        if wrapper is None:
            return self._told_behind(unit) or self.title(unit), own
        title, whole = wrapper
        return title, own if self.answers(unit) else whole

    def _told_behind(self, unit: int) -> Span | None:
        """(一)理论学习方面。巡察发现,|学习计划性不强|,…: the fault behind a heading that only names an aspect."""
        heading, own = self.heading(unit), self.outline.own(unit)
        told = self.outline.slice(heading)
        if not self.answers(unit) or not told.endswith("方面") or states_problem(told):
            return None
        found = _FOUND.match(self.outline.text, heading.end, own.end)
        start = found.end() if found else heading.end + 1
        said = sentence(self.outline.text, start, max(start, own.end))
        clause = self.outline.slice(said).split(",")[0]
        named = Span(said.start, said.start + len(clause)) if states_problem(clause) else said
        return named if states_problem(self.outline.slice(named)) else None

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
            paragraphs := self._paragraphs(index, own) or self._behind_state(index) or self._described(index, own)
        ):
            yield from paragraphs
            return
        if not parts:
            start = behind_state(
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

    def areas(self, unit: int) -> list[int]:
        """The headings above a unit under which the notice files it, the outermost first."""
        above = [unit] if self.listed(unit) or self._told_behind(unit) else []
        above += self._ancestors(unit)
        return [i for i in reversed(above) if self._is_heading(i)]

    def _is_heading(self, index: int) -> bool:
        kind, label = self.outline.blocks[index].kind, self.outline.labels[index]
        return (kind in NUMBERED or label is Label.PROBLEM) and len(self.heading(index)) >= 4
