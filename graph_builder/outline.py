"""outline: the numbers, labels and paragraphs of a notice become a tree of blocks.

Numbers go wrong in the wild (two 三是, a 1. missing, (1) twice), so the tree follows the kind of a number and its
rank, never its value; but for one case: a list that begins again at 1 right behind a label lies inside that label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest

from ontology.records import Block, Span

from .numbering import LEVELS, NUMBERED, Kind, Label, Marker, markers, position
from .phrases import unwrap

_HEADINGS = (Kind.PART, Kind.SECTION)
_BELOW_LABEL = 1
# 关于全面从严治党方面 : a heading that has lost its number
_HEADING_LINE = re.compile(r"(?:关于|围绕|聚焦|在|落实|贯彻)[^。;:\n]{4,60}方面(?:存在)?(?:的)?(?:问题)?[:。]?$")
_ITEM_STEP = 2
_LABEL_STEP = 4
_DEEPEST = LEVELS[Kind.STEP] - _LABEL_STEP


@dataclass(frozen=True)
class Outline:
    """The blocks of a notice in reading order, a parent always before its children."""

    text: str
    blocks: tuple[Block, ...]
    labels: tuple[Label | None, ...]

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = {}
        for index, block in enumerate(self.blocks):
            children.setdefault(block.parent, []).append(index)
        return children

    def children(self, index: int) -> list[int]:
        """The blocks right below a block; -1 stands for the whole notice."""
        return self._children.get(index, [])

    def descendants(self, index: int) -> Iterator[int]:
        for child in self.children(index):
            yield child
            yield from self.descendants(child)

    @cached_property
    def _own(self) -> list[Span]:
        ends = [block.span.end for block in self.blocks]
        for parent, below in self._children.items():
            if parent >= 0:
                ends[parent] = self.blocks[below[0]].span.start
        return [Span(block.content, max(block.content, end)) for block, end in zip(self.blocks, ends, strict=True)]

    def own(self, index: int) -> Span:
        """The block's own text: from its content to its first child."""
        return self._own[index]

    def content(self, index: int) -> Span:
        """All of the block's text behind its number or label, with its children's."""
        block = self.blocks[index]
        return Span(block.content, block.span.end)

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]


@dataclass
class _Builder:
    text: str
    answered: frozenset[int]
    starts: list[tuple[Marker, int, int]] = field(default_factory=list)  # marker, level, parent
    stack: list[int] = field(default_factory=list)
    latest: dict[tuple[int, Kind], Marker] = field(default_factory=dict)  # of each kind below each parent

    def add(self, marker: Marker, following: Marker | None = None) -> None:
        level = self._level(marker, following)
        while self.stack and self.starts[self.stack[-1]][1] >= level:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else -1
        self.stack.append(len(self.starts))
        self.starts.append((marker, level, parent))
        self.latest[parent, marker.kind] = marker

    def _level(self, marker: Marker, following: Marker | None) -> int:
        if marker.kind is Kind.LABEL:
            return self._label_level(marker)
        if marker.kind is Kind.PARAGRAPH:
            return self._paragraph_level(marker, following)
        inside = self._restart(marker)
        return LEVELS[marker.kind] if inside is None else inside

    def _label_level(self, marker: Marker) -> int:
        """Labels lie right below what they speak of; a 反馈问题: without a number opens an item of its own."""
        if marker.label is Label.PROBLEM:
            return self._heading_level() + _ITEM_STEP
        holder = self._holder()
        if holder is None:
            return self._heading_level() + _LABEL_STEP
        if self.starts[holder][0].kind is Kind.PARAGRAPH:
            self._raise(holder)
        return self.starts[holder][1] + _LABEL_STEP

    def _paragraph_level(self, marker: Marker, following: Marker | None) -> int:
        """A line that wraps a problem as the numbered item before it does has lost its number: it is an item too.

        So is a line with a label behind it, where the item before it is a line without a number as well.
        """
        if following and following.label is Label.MEASURE:
            for index in self.stack:
                above, level, _ = self.starts[index]
                if above.kind is Kind.PARAGRAPH and level < LEVELS[Kind.PARAGRAPH]:
                    return level
        if unwrap(self.text, self._line(marker)):
            for index in reversed(self.stack):
                above, level, _ = self.starts[index]
                if above.kind in NUMBERED and unwrap(self.text, self._line(above)):
                    return level
        return LEVELS[Kind.PARAGRAPH]

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

    def _holder(self) -> int | None:
        """The innermost open block that a label can speak of.

        That is a numbered item, a 反馈问题:, or, where only a heading is open, the paragraph before the label.
        """
        paragraph = None
        for index in reversed(self._before_answers()):
            marker = self.starts[index][0]
            if marker.kind is Kind.PARAGRAPH:
                paragraph = index
            elif marker.kind is Kind.LABEL:
                if marker.label is Label.PROBLEM:
                    return index
            elif marker.kind in NUMBERED:
                heading = marker.kind in _HEADINGS or marker.label is Label.PROBLEM
                return paragraph if heading and paragraph is not None else index
        return paragraph

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
        self.starts[paragraph] = (marker, min(level, above + _ITEM_STEP), parent)

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
            begins = before is None and not self.text[above.span.end : marker.span.start].strip()
            goes_on = marker.number == (before.number + 1 if before else 1)
            outer = item.number == marker.number - 1 and marker.span.start in self.answered
            inside = (begins or before) and goes_on and not outer
            return level + _BELOW_LABEL if inside and level < _DEEPEST else None
        return None


def _paragraphs(text: str, found: Sequence[Marker]) -> list[Marker]:
    """A marker for each line that does not open with a number or a label."""
    opened = {marker.span.start for marker in found}
    lines: list[Marker] = []
    start = 0
    for line in text.split("\n"):
        if line and start not in opened:
            kind = Kind.SUBSECTION if _HEADING_LINE.match(line) else Kind.PARAGRAPH
            lines.append(Marker(kind, 0, Span(start, start)))
        start += len(line) + 1
    return lines


def _answered(found: Sequence[Marker]) -> frozenset[int]:
    """Where the numbers begin behind which a label comes before the next number."""
    starts: set[int] = set()
    label_next = False
    for marker in reversed(found):
        if marker.kind in NUMBERED and label_next:
            starts.add(marker.span.start)
        if marker.kind is not Kind.STEP:
            label_next = marker.kind is Kind.LABEL
    return frozenset(starts)


def outline(text: str) -> Outline:
    """The outline of a cleaned notice."""
    found = markers(text)
    builder = _Builder(text, _answered(found))
    ordered = sorted([*found, *_paragraphs(text, found)], key=position)
    for marker, following in zip_longest(ordered, ordered[1:]):
        builder.add(marker, following)
    starts = builder.starts
    blocks = [
        Block(marker.kind, marker.number, level, Span(marker.span.start, end), marker.span.end, parent)
        for (marker, level, parent), end in zip(starts, _ends(starts, len(text)), strict=True)
    ]
    return Outline(text, tuple(blocks), tuple(marker.label for marker, _, _ in starts))


def _ends(starts: Sequence[tuple[Marker, int, int]], length: int) -> list[int]:
    """Where each block ends: where the next one of its level or above begins."""
    ends = [length] * len(starts)
    open_blocks: list[int] = []
    for index, (marker, level, _) in enumerate(starts):
        while open_blocks and starts[open_blocks[-1]][1] >= level:
            ends[open_blocks.pop()] = marker.span.start
        open_blocks.append(index)
    return ends
