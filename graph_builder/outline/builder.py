"""Where a number, label or paragraph lies in the tree: its level and the block that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_builder.outline.kinds import LEVELS, NUMBERED, VALUES, Kind, Label, Marker
from graph_builder.wording.phrases import (
    ASPECT_LAST,
    faulty,
    glued,
    is_area,
    remedial,
    sentence,
    states_problem,
    unwrap,
)
from graph_builder.wording.status import is_bare, stated
from ontology.records import Span

_HEADINGS = (Kind.PART, Kind.SECTION)
_SIDE = (Label.RESPONSIBLE, Label.DEADLINE)
_ABOUT = ("针对", "关于", "对")
_AREAS = (*_HEADINGS, Kind.SUBSECTION, Kind.ENTRY)
_HEADED = (*_HEADINGS, Kind.SUBSECTION, Kind.PARAGRAPH, Kind.STEP)
_QUOTED_FAULT = 6
_LONGEST_LISTED = 200
_LONGEST_RUN = 30
_BELOW_LABEL = 1
_ITEM_STEP = 2
_LABEL_STEP = 4
_DEEPEST = LEVELS[Kind.STEP] - _LABEL_STEP


@dataclass
class Builder:
    """Puts the markers of a notice, given in order, into a tree: `starts` holds each with its level and parent."""

    text: str
    answered: frozenset[int]
    quoting: frozenset[Kind]  # of the numbers behind which 关于“A”的问题 usually stands
    labelling: frozenset[Kind]  # the same of 反馈问题:A
    starts: list[tuple[Marker, int, int]] = field(default_factory=list)  # marker, level, parent
    stack: list[int] = field(default_factory=list)
    latest: dict[tuple[int, Kind], Marker] = field(default_factory=dict)  # of each kind below each parent
    runs: dict[tuple[int, Kind], list[int]] = field(default_factory=dict)  # the same, each since the last number 1
    labelled: set[int] = field(default_factory=set)  # the blocks that a label spoke of
    items: int = 0  # the level of the items 1. 2. that a label spoke of

    def add(self, marker: Marker, following: Marker | None = None) -> None:
        if marker.kind is not Kind.LABEL:
            self._close_value(marker)
        level = self._level(marker, following)
        while self.stack and self.starts[self.stack[-1]][1] >= level:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else -1
        self.stack.append(len(self.starts))
        self._remember(marker, parent)
        self.starts.append((marker, level, parent))

    def _remember(self, marker: Marker, parent: int) -> None:
        self.latest[parent, marker.kind] = marker
        if marker.number == 1:
            self.runs[parent, marker.kind] = []
        self.runs.setdefault((parent, marker.kind), []).append(len(self.starts))

    def _close_value(self, marker: Marker) -> None:
        """责任单位:财务科 ends where its line does, 整改结果:完成 where the state is told."""
        if not self.stack:
            return
        above = self.starts[self.stack[-1]][0]
        if above.label in VALUES and above.kind is Kind.LABEL:
            told = self.text[above.span.end : marker.span.start].strip(" \n。")
            if told and (above.label is not Label.STATUS or stated(told)) and not self._begins_again(marker):
                self.stack.pop()

    def _begins_again(self, marker: Marker) -> bool:
        """7.A不力。整改进展:已完成。1.…2.…: a list of the item's own kind, right behind its state."""
        label, _, parent = self.starts[self.stack[-1]]
        same = parent >= 0 and self.starts[parent][0].kind is marker.kind
        return label.label is Label.STATUS and same and marker.number == 1 and marker.span.start not in self.answered

    def _level(self, marker: Marker, following: Marker | None) -> int:
        if marker.kind is Kind.LABEL:
            return self._label_level(marker, following)
        if marker.kind is Kind.PARAGRAPH:
            return self._paragraph_level(marker, following)
        wrapper = unwrap(self.text, self._line(marker)) if marker.kind is Kind.STEP else None
        if wrapper and self._opens_item(marker, wrapper[0]):
            return self._heading_level() + _ITEM_STEP
        inside = self._restart(marker)
        return LEVELS[marker.kind] if inside is None else inside

    def _label_level(self, marker: Marker, following: Marker | None) -> int:
        """Labels lie right below what they speak of; a 反馈问题: without a number opens an item of its own."""
        if marker.label is Label.PROBLEM:
            return self._unnumbered_level(self.labelling)
        holder = self._holder(marker, following)
        if holder is None:
            return self._heading_level() + _LABEL_STEP
        self.labelled.add(holder)
        if self.starts[holder][0].kind is Kind.ITEM:
            self.items = self.starts[holder][1]
        if self.starts[holder][0].kind is Kind.PARAGRAPH:
            if marker.label in _SIDE and self.starts[holder][1] == LEVELS[Kind.PARAGRAPH]:
                return LEVELS[Kind.PARAGRAPH] + _LABEL_STEP  # 负责人:… in a line that names no problem
            self._raise(holder)
        below = [self.starts[index] for index in self.stack if self.starts[index][2] == holder]
        labels = [level for marker, level, _ in below if marker.kind is Kind.LABEL]
        listing = self.starts[holder][0].kind is Kind.LABEL  # faults, before the answer to all of them
        beside = [level - _BELOW_LABEL for marker, level, _ in below if listing and marker.kind in NUMBERED]
        return labels[0] if labels else min([self.starts[holder][1] + _LABEL_STEP, *beside])

    def _paragraph_level(self, marker: Marker, following: Marker | None) -> int:
        """A line that wraps a problem as the numbered item before it does has lost its number: it is an item too.

        So is a line with a label behind it, where the item before it is a line without a number as well.
        """
        if following and following.label is Label.MEASURE:
            for index in self.stack:
                above, level, _ = self.starts[index]
                if above.kind is Kind.PARAGRAPH and level < LEVELS[Kind.PARAGRAPH]:
                    return level
            for index in reversed(self.stack):  # a fault behind an item that has its answer has lost its number
                above, level, _ = self.starts[index]
                if above.kind in NUMBERED and index in self.labelled and self._states_fault(marker):
                    return level
            if self._opens_below(marker):
                return self._unnumbered_level(self.labelling)
        if wrapper := unwrap(self.text, self._line(marker)):
            if (beside := self._beside_label(marker, wrapper[0])) is not None:
                return beside
            for index in self.stack:  # an item without a number, as the one before it: “A”问题⏎①…⏎“B”问题
                above, level, _ = self.starts[index]
                if (
                    above.kind is Kind.PARAGRAPH
                    and level < LEVELS[Kind.PARAGRAPH]
                    and unwrap(self.text, self._line(above))
                ):
                    return level
            for index in reversed(self.stack):
                above, level, _ = self.starts[index]
                named = unwrap(self.text, self._line(above)) if above.kind in NUMBERED else None
                if named and is_area(self.text, named):
                    continue
                if named and not self.text[named[1].end : marker.span.start].strip(" \n。:"):
                    return LEVELS[Kind.PARAGRAPH]  # its answer: nothing else has been said of it
                if named:
                    return level
            if self._opens_item(marker, wrapper[0]):
                return self._unnumbered_level(self.quoting)
        return LEVELS[Kind.PARAGRAPH]

    def _beside_label(self, marker: Marker, title: Span) -> int | None:
        """反馈指出:A⏎整改情况:…⏎关于B的问题: the level of the item that a label opens, for the next one."""
        fault = faulty(self.text[title.start : title.end])
        about = self.text.startswith(_ABOUT, marker.span.end) and fault
        opened = (self.starts[index] for index in self.stack if about)
        items = (level for above, level, _ in opened if above.kind is Kind.LABEL and above.label is Label.PROBLEM)
        return next(items, None)

    def _opens_below(self, marker: Marker) -> bool:
        """(一)落实路线方针政策方面⏎学习不深入⏎整改情况:…: a fault without a number, the first below an aspect."""
        above = self.starts[self.stack[-1]][0] if self.stack else None
        if above is None or above.kind not in _AREAS or not self._states_fault(marker):
            return False
        line = self._line(above)
        heading = self.text[line.start : line.end]
        aspect = ASPECT_LAST.search(heading)
        return not states_problem(heading[: aspect.start()]) if aspect else "整改" in heading

    def _unnumbered_level(self, numbered: frozenset[Kind]) -> int:
        """The level of an item without a number: that of those that have one, else right below the heading."""
        level = self._heading_level()
        usual = (LEVELS[kind] for kind in NUMBERED if kind in numbered and LEVELS[kind] > level)
        return next(usual, level + _ITEM_STEP)

    def _states_fault(self, marker: Marker) -> bool:
        line = self._line(marker)
        heading = sentence(self.text, line.start, line.end)
        return states_problem(self.text[heading.start : heading.end].strip("【】"))

    def _opens_item(self, marker: Marker, title: Span) -> bool:
        """针对“A”问题。一是…: a line that names a fault below a heading is an item without a number."""
        line = self._line(marker)
        if glued(self.text, line.start, line.end):  # 学习不深入——修订学习细则
            return not any(self._names_fault(index) for index in self.stack)
        named = self.text[title.start : title.end]
        about = self.text.startswith((*_ABOUT, "“", "【"), marker.span.end)
        inside = any(self.starts[index][0].kind not in _HEADED or self._names_fault(index) for index in self.stack)
        quoted = len(title) >= _QUOTED_FAULT and self.text[title.start - 1] == "“"
        return about and not inside and (quoted or faulty(named))

    def _names_fault(self, index: int) -> bool:
        """Whether an open number wraps a fault itself: what stands below it answers that."""
        marker = self.starts[index][0]
        wrapper = unwrap(self.text, self._line(marker)) if marker.kind in NUMBERED else None
        return wrapper is not None and not is_area(self.text, wrapper)

    def _line(self, marker: Marker) -> Span:
        end = self.text.find("\n", marker.span.end)
        return Span(marker.span.end, len(self.text) if end < 0 else end)

    def _heading_level(self) -> int:
        """The level of the innermost open number that is no part of an answer."""
        level = 0
        for index in self.stack:
            marker, own, _ = self.starts[index]
            if marker.label not in (None, Label.PROBLEM) or marker.kind not in NUMBERED:
                break
            level = own
        return level

    def _holder(self, label: Marker, following: Marker | None) -> int | None:
        """The block that a label speaks of: the innermost, unless that only lists measures or faults."""
        holder = self._innermost()
        if holder is None or self.starts[holder][0].kind not in NUMBERED:
            return holder
        if label.label in VALUES:
            parent = self.starts[holder][2]
            run = self.runs.get((parent, self.starts[holder][0].kind), [])
            return parent if self._begins_anew(parent, run, following) else self._answered_by(holder)
        return self._listing(holder, following) if label.label is Label.MEASURE else holder

    def _answered_by(self, last: int) -> int:
        """The problem above the last of its measures (1)…(2)…, where no other of them has a label of its own."""
        at, parent = self._below_problem(last)
        if parent < 0 or (self._is_problem(at) and (self._wraps(at) or not self._wraps(parent))):
            return last
        marker = self.starts[at][0]
        run = self.runs.get((parent, marker.kind), [])
        if len(run) < 2:
            line = self._line(marker)
            return parent if remedial(self.text[line.start : line.end]) else last
        return last if run[-2] in self.labelled else parent

    def _below_problem(self, last: int) -> tuple[int, int]:
        """The open number right below the innermost problem above `last`, and that problem; -1 where there is none."""
        at, parent = last, self.starts[last][2]
        while parent >= 0 and not self._is_problem(parent):
            if self._is_problem(at) or self.starts[parent][0].kind not in NUMBERED:
                return at, -1
            at, parent = parent, self.starts[parent][2]
        return at, parent

    def _wraps(self, index: int) -> bool:
        return unwrap(self.text, self._line(self.starts[index][0])) is not None

    def _is_problem(self, index: int) -> bool:
        marker = self.starts[index][0]
        if marker.kind not in NUMBERED:
            return False
        line = self._line(marker)
        heading = sentence(self.text, line.start, line.end)
        return self._wraps(index) or states_problem(self.text[heading.start : heading.end])

    def _listing(self, last: int, following: Marker | None) -> int:
        """The block above (1)A。(2)B。, where an answer follows only behind the last of the faults; else the last.

        问题表现:3.A。4.B。整改情况:3.C。4.D。: where the numbers begin again, they are those of the faults.
        """
        marker, _, parent = self.starts[last]
        run = self.runs.get((parent, marker.kind), [])
        if self._begins_anew(parent, run, following):
            return parent
        if (
            parent < 0
            or not 2 <= len(run) <= _LONGEST_RUN
            or run[-1] != last
            or self.starts[parent][0].kind in _HEADINGS
        ):
            return last
        numbers = [self.starts[i][0].number for i in run]
        if numbers != list(range(1, len(run) + 1)) or not all(self._is_bare(i) for i in run):
            return last
        faults = sum(self._is_problem(i) for i in run)
        return parent if 2 * faults >= len(run) else last

    def _begins_anew(self, parent: int, run: list[int], following: Marker | None) -> bool:
        """Whether the number behind an answer's label is the first of the faults that a label lists before it."""
        if parent < 0 or not run or following is None or self.starts[parent][0].label is not Label.PROBLEM:
            return False
        first = self.starts[run[0]][0]
        if self.text[self.starts[parent][0].span.end : first.span.start].strip():
            return False
        same = (following.kind, following.number) == (first.kind, first.number)
        return same and not any(index in self.labelled for index in run)

    def _is_bare(self, index: int) -> bool:
        """Without an answer, a list or a long text below it."""
        marker, level, _ = self.starts[index]
        following = self.starts[index + 1] if index + 1 < len(self.starts) else None
        if following and following[1] > level:
            return False
        start = marker.span.end
        end = following[0].span.start if following else start + _LONGEST_LISTED
        return end - start <= _LONGEST_LISTED

    def _innermost(self) -> int | None:
        """The innermost open block that a label can speak of.

        That is a numbered item, a 反馈问题:, or, where only a heading is open, the paragraph before the label.
        """
        paragraph = None
        for index in reversed(self._before_answers()):
            marker = self.starts[index][0]
            if marker.kind is Kind.PARAGRAPH:
                if self.starts[index][1] < LEVELS[Kind.PARAGRAPH]:
                    return index  # an item that has lost its number
                paragraph = index
            elif marker.kind is Kind.LABEL:
                if marker.label is Label.PROBLEM:
                    return self._beside(index)
            elif marker.kind in NUMBERED:
                heading = marker.kind in _HEADINGS or (marker.label is Label.PROBLEM and not len(self._line(marker)))
                heading = heading or (marker.kind is Kind.SUBSECTION and self.items > 0 and self._heads_area(marker))
                return paragraph if heading and paragraph is not None else index
        return paragraph

    def _beside(self, index: int) -> int:
        """The block of 【反馈问题】A。 where 【反馈问题】B。 stands on the same line: one answer is given to both."""
        parent = self.starts[index][2]
        above = self.starts[parent][0] if parent >= 0 else None
        if above is None or above.label is not Label.PROBLEM:
            return index
        return index if "\n" in self.text[above.span.end : self.starts[index][0].span.start] else parent

    def _before_answers(self) -> list[int]:
        """The open blocks above the outermost answer: a label behind its (3) speaks of the item, not of (3)."""
        for depth, index in enumerate(self.stack):
            if self.starts[index][0].label not in (None, Label.PROBLEM):
                return self.stack[:depth]
        return self.stack

    def _raise(self, paragraph: int) -> None:
        """A paragraph that a label speaks of is an item: numbers below a heading lie inside it."""
        marker, level, parent = self.starts[paragraph]
        above = self.starts[parent][1] if parent >= 0 else 0
        usual = self.items if self.items > above else above + _ITEM_STEP  # beside items it has lost its number
        self.starts[paragraph] = (marker, min(level, usual), parent)

    def _heads_area(self, marker: Marker) -> bool:
        """(二)服务企业方面: what stands below it is no part of its own."""
        line = self._line(marker)
        return self.text[line.start : line.end].rstrip("。:").endswith("方面")

    def _restart(self, marker: Marker) -> int | None:
        """The level inside a label for a list that begins again there with the number of the labelled item."""
        for index in reversed(self.stack):
            above, level, parent = self.starts[index]
            if above.kind is not Kind.LABEL or parent < 0:
                continue
            item = self.starts[parent][0]
            if not (item.kind is marker.kind or LEVELS[marker.kind] <= level):
                return None
            before = self.latest.get((index, marker.kind))
            told = self.text[above.span.end : marker.span.start].strip()
            begins = before is None and (not told or is_bare(told))
            goes_on = marker.number == (before.number + 1 if before else 1)
            next_one = item.kind is marker.kind and item.number == marker.number - 1
            outer = next_one and marker.span.start in self.answered
            inside = (begins or before) and goes_on and not outer
            return level + _BELOW_LABEL if inside and level < _DEEPEST else None
        return None
