"""Reading units off an outline: an item of the notice, what it names as a problem, what was done about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from graph_builder.findings.deeds import Deeds
from graph_builder.findings.sections import names_fault
from graph_builder.outline.kinds import ANSWERS, LEVELS, NUMBERED, Kind, Label
from graph_builder.wording.phrases import OPENS_QUOTED, is_area, sentence, states_problem, unwrap
from ontology.records import Span

_SHORTEST_ANSWER = 4
_LEAST_SIBLINGS = 3
# 。巡察发现, / 。反馈指出:
_FOUND = re.compile(r"[。:]\n?(?:巡[察视]组?)?(?:反馈)?(?:意见)?(?:发现|指出|认为|提出),?:?")
# 问题表现:, 具体表现:
_SHOWS = re.compile(r"[【〔]?(?:问题|具体|主要)?(?:表现|描述|表述)")
_NO_NAME_LAST = re.compile("(?:方面|领域|情况|问题)$")


@dataclass(frozen=True)
class Reader(Deeds):
    """Reads units (an item of the notice with what was done about it) off an outline."""

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
        """关于“A不彻底”的问题。(1)开展调查。(2)对B问题,建成…: what was done, each of them.

        Of a fault in quotes the first may say so, too: 针对“A不彻底”问题。(1)对B问题,督促…。(2)核对数据。
        """
        numbered = [i for i in self.outline.children(index) if self.outline.blocks[i].kind in NUMBERED]
        if len(numbered) < 2 or len(below) * 2 > len(numbered) or not states_problem(self._wrapped(index)):
            return False
        quoted = self.outline.text.startswith(OPENS_QUOTED, self.outline.own(index).start)
        return quoted or below[0] >= numbered[1]

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
        units = self._whole(units, Kind(usual[0][0])) if usual else units
        told = [u for u in units if self.outline.blocks[u].span.start < self.end]
        if not usual or usual[0][0] not in NUMBERED or len(told) < 2:
            return told
        inside = {b for u in told for b in (u, *self.outline.descendants(u), *self._ancestors(u))}
        below = [i for top in tops for i in (top, *self.outline.descendants(top))]
        beside = [i for i in below if self._is_beside(i, usual[0][0]) and i not in inside]
        return sorted({*told, *beside, *(i for i in self._siblings(told) if i not in inside)})

    def _whole(self, units: list[int], usual: Kind) -> list[int]:
        """The units, but for some steps of an item that names a fault itself, as most items do: that item."""
        found: dict[int, None] = {}
        for unit in units:
            item = next((i for i in self._ancestors(unit) if self.outline.blocks[i].kind is usual), None)
            steps = () if item is None else self.outline.children(item)
            named = item is not None and states_problem(self.outline.slice(self.heading(item)))
            some = named and unit in steps and not self.answers(unit) and any(i not in units for i in steps)
            found[item if some and item is not None else unit] = None
        return list(found)

    def _siblings(self, units: list[int]) -> Iterator[int]:
        """The blocks beside several units of one kind under one heading, whatever kind is usual elsewhere."""
        kinds: dict[int, Counter[Kind]] = {}
        for unit in units:
            block = self.outline.blocks[unit]
            kinds.setdefault(block.parent, Counter())[Kind(block.kind)] += 1
        for parent, counted in kinds.items():
            kind, times = counted.most_common(1)[0]
            if parent >= 0 and kind in NUMBERED and times >= _LEAST_SIBLINGS:
                yield from (i for i in self.outline.children(parent) if self._is_beside(i, kind))

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
        """The blocks that name a unit's problems one by one: 1.一是A;二是B。 or, below its heading, (1)A。(2)B。

        The heading may name their aspect: 1.理论武装方面。一是A;二是B。
        """
        if not self.answers(unit):
            return self._faults_before_parts(unit)
        told = list(takewhile(lambda i: self.outline.labels[i] is None, self.outline.children(unit)))
        if any(self.answers(i) for i in told):
            return []
        named = self.outline.slice(self.outline.own(unit)).strip(" \n:。")
        if not named:
            return told
        if len(told) == 1 and states_problem(named):
            return []  # 问题(一)A不到位 1.问题表现:… 2.整改措施:…
        kinds = {self.outline.blocks[i].kind for i in told}
        counted = kinds == {Kind.STEP} and len(told) > 1 and self._is_aspect(unit)
        return told if counted or kinds.issubset(NUMBERED) else []

    def _faults_before_parts(self, unit: int) -> list[int]:
        """1.一是A;二是B。 and, without a label, (1) and (2) below it, as many: what was done about each."""
        below = self.outline.children(unit)
        faults = list(takewhile(lambda i: self.outline.blocks[i].kind is Kind.STEP, below))
        parts = below[len(faults) :]
        alike = {self.outline.blocks[i].kind for i in parts} <= {Kind.SUBITEM, Kind.CIRCLED}
        if len(faults) < 2 or len(parts) != len(faults) or not alike:
            return []
        worded = [states_problem(self.outline.slice(self.heading(i))) for i in faults]
        return faults if all(worded) and not states_problem(self.outline.slice(self.heading(parts[0]))) else []

    def parts(self, unit: int) -> list[int]:
        """The numbered parts, (1), (2) or ①, of what was done about a unit."""
        answers = self.answers(unit)
        if not answers and (faults := self.listed(unit)):
            return self.outline.children(unit)[len(faults) :]
        below = (i for answer in answers for i in self.outline.children(answer))
        return [i for i in below if self.outline.blocks[i].kind in NUMBERED]

    def measures(self, unit: int) -> list[Span]:
        """The finest enumerated measures of a unit; below faults without a label, those of its parts."""
        if self.answers(unit) or not self.listed(unit):
            return super().measures(unit)
        return [span for part in self.parts(unit) for span in self.split(part)]

    def _beside(self, unit: int) -> list[int]:
        """The problems that stand under labels of their own behind a unit's, before the answer to all of them."""
        if self.outline.labels[unit] is not Label.PROBLEM or not self.answers(unit):
            return []
        before = takewhile(lambda i: self.outline.labels[i] is Label.PROBLEM, self.outline.children(unit))
        return [i for i in before if not self.answers(i)]

    def _named_above(self, unit: int) -> int | None:
        """5.学科建设“高原少、高峰缺”⏎问题表现:…: the item whose heading names what is told below."""
        block = self.outline.blocks[unit]
        parent = block.parent
        if parent < 0 or not _SHOWS.match(self.outline.text, block.span.start, block.content) or self.listed(unit):
            return None
        named = self.outline.slice(self.heading(parent))
        alone = self.outline.children(parent) == [unit] and self.outline.blocks[parent].kind in NUMBERED
        return parent if alone and len(named) >= _SHORTEST_ANSWER and not _NO_NAME_LAST.search(named) else None

    def _problem(self, unit: int, own: Span) -> tuple[Span, Span]:
        if (above := self._named_above(unit)) is not None:
            return self.title(above), Span(self.outline.own(above).start, own.end)
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
        if not self.answers(unit) or not self._is_aspect(unit):
            return None
        found = _FOUND.match(self.outline.text, heading.end, own.end)
        start = found.end() if found else heading.end + 1
        said = sentence(self.outline.text, start, max(start, own.end))
        clause = self.outline.slice(said).split(",")[0]
        named = Span(said.start, said.start + len(clause)) if states_problem(clause) else said
        return named if states_problem(self.outline.slice(named)) else None

    def _is_aspect(self, unit: int) -> bool:
        told = self.outline.slice(self.heading(unit))
        return told.endswith("方面") and not states_problem(told)

    def areas(self, unit: int) -> list[int]:
        """The headings above a unit under which the notice files it, the outermost first."""
        above = [unit] if self.listed(unit) or self._told_behind(unit) else []
        above += (i for i in self._ancestors(unit) if i != self._named_above(unit))
        return [i for i in reversed(above) if self._is_heading(i)]

    def _is_heading(self, index: int) -> bool:
        kind, label = self.outline.blocks[index].kind, self.outline.labels[index]
        return (kind in NUMBERED or label is Label.PROBLEM) and len(self.heading(index)) >= 4
