"""outline: the numbers, labels and paragraphs of a notice become a tree of blocks.

Numbers go wrong in the wild (two 三是, a 1. missing, (1) twice), so the tree follows the kind of a number and its
rank, never its value; but for one case: a list that begins again at 1 right behind a label lies inside that label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from graph_builder.outline.builder import Builder
from graph_builder.outline.kinds import NUMBERED, Kind, Label, Marker
from graph_builder.outline.numbering import markers, position
from graph_builder.wording.phrases import OPENS_QUOTED, faulty, unwrap
from ontology.records import Block, Span

# 关于全面从严治党方面 : a heading that has lost its number
_HEADING_LINE = re.compile(
    r"(?:关于|围绕|聚焦|在|落实|贯彻)[^。;:\n]{4,60}方面(?:存在)?(?:的)?(?:问题)?[:。]?$|[^。;:,\n]{2,40}方面:?$"
    r"|[^。;:\n]{2,40}方面:(?=问题\d|\d[.、]|[(]\d|\u2460)"  # 政治建设方面:问题1.…;问题2.…
)
# 【贯彻新时代党的组织路线方面】
_FRAMED_HEADING = re.compile(r"【[^【】。;\n]{4,60}方面】$")
_FRAMED_LINE = re.compile(f"(?m)^{_FRAMED_HEADING.pattern}")
# 石桥村党支部 : a mark before it is gone
_VILLAGE_HEADING = re.compile("[\u4e00-\u9fff]{2,12}(?:村|社区)(?:党支部|党总支|党委|党组织)$")
_FAULT_OF = "问题,"
_ABOUT_NEXT = re.compile("[。.](?=针对|关于|对|存在)")
_EXISTS = "存在"
_SEVERAL = 2
_LONGEST_WRAPPER = 600
"""Characters within which a sentence names a problem; further off nothing is looked for, however long a line is."""


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
        # a block ends where the next begins, also a value (整改状态:已完成) that closed before what follows it
        nexts = [block.span.start for block in self.blocks[1:]]
        ends = [min(block.span.end, after) for block, after in zip(self.blocks, [*nexts, len(self.text)], strict=True)]
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


def _paragraphs(text: str, found: Sequence[Marker]) -> list[Marker]:
    """A marker for each line that does not open with a number or a label."""
    opened = {marker.span.start: marker for marker in found}
    lines: list[Marker] = []
    inside: list[Marker] = []
    start = 0
    framed = _framed_kind(text, found)
    for line in text.split("\n"):
        opens = opened.get(start)
        if line and not opens:
            heads = _HEADING_LINE.match(line) or _VILLAGE_HEADING.match(line)
            kind = Kind.SUBSECTION if heads else Kind.PARAGRAPH
            below = opened.get(start + len(line) + 1)
            if heads and below and below.kind is Kind.SUBSECTION:
                kind = Kind.SECTION  # 优化政务服务方面, and below it 类别一:…
            kind = framed if _FRAMED_HEADING.match(line) else kind
            lines.append(Marker(kind, 0, Span(start, start)))
        told = Span(opens.span.end if opens else start, start + len(line))
        inside += _wrapped_inside(text, told)
        lines += _steps_inside(text, told)
        lines += _quoted_inside(text, told, opens)
        lines += _existing_inside(text, told, opens)
        start += len(line) + 1
    return lines + inside if len(inside) >= _SEVERAL else lines


def _framed_kind(text: str, found: Sequence[Marker]) -> Kind:
    """The rank of 【…方面】: below 一、, if there is any, but above those that count on below it."""
    first = _FRAMED_LINE.search(text)
    section = next((marker.span.start for marker in found if marker.kind is Kind.SECTION), None)
    if first is None or section is None:
        above = next((marker.span.start for marker in found if marker.kind is Kind.SUBSECTION), len(text))
        return Kind.ENTRY if first and above < first.start() else Kind.SECTION
    return Kind.PART if first.start() < section else Kind.SUBSECTION


def _steps_inside(text: str, line: Span) -> Iterator[Marker]:
    """1.关于“A”的问题|一是…: the first step right behind the words that name a fault."""
    first = _FIRST.search(text, line.start, line.end)
    wrapper = unwrap(text, line) if first else None
    if first and wrapper and wrapper[1].end in (first.start(), first.start() + 1):
        kind = Kind.STEP if first[0] == "一是" else Kind.SUBITEM
        yield Marker(kind, 1, Span(*first.span()))


_FIRST = re.compile(r"(?<=问题)(?:一是|\(1\))")


def _wrapped_inside(text: str, line: Span) -> list[Marker]:
    """A不深。针对“B”的问题,…。针对“C”的问题,…: a marker for each sentence in a line that wraps a fault."""
    if text.find(_FAULT_OF, line.start, line.end) < 0 or unwrap(text, line):
        return []
    found: list[Marker] = []
    for at, (title, whole) in _wrappers(text, line):
        if text[whole.end - 1] == "," and faulty(text[title.start : title.end]):
            found.append(Marker(Kind.PARAGRAPH, 0, Span(at, at)))
    return found


def _quoted_inside(text: str, line: Span, opens: Marker | None) -> Iterator[Marker]:
    """2.针对“A”问题,…。针对“B”问题,…: a marker for each problem but the first, of the line's kind."""
    if text.find("问题", line.start, line.end) < 0 or not text.startswith(OPENS_QUOTED, line.start):
        return
    if opens and (opens.label or opens.kind not in NUMBERED):
        return
    for at, _ in _wrappers(text, line):
        if text.startswith(OPENS_QUOTED, at):
            yield Marker(opens.kind, opens.number, Span(at, at)) if opens else Marker(Kind.PARAGRAPH, 0, Span(at, at))


def _existing_inside(text: str, line: Span, opens: Marker | None) -> Iterator[Marker]:
    """存在A的问题。…。存在B的问题。…: a marker for each problem in a line without a number, but the first."""
    if not opens and text.startswith(_EXISTS, line.start):
        for at, _ in _wrappers(text, line):
            if text.startswith(_EXISTS, at):
                yield Marker(Kind.PARAGRAPH, 0, Span(at, at))


def _wrappers(text: str, line: Span) -> Iterator[tuple[int, tuple[Span, Span]]]:
    """Where the sentences behind a line's first begin that name a problem (`unwrap`), and how they do."""
    for stop in _ABOUT_NEXT.finditer(text, line.start, line.end):
        if wrapper := unwrap(text, Span(stop.end(), min(line.end, stop.end() + _LONGEST_WRAPPER))):
            yield stop.end(), wrapper


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


def _usual(kinds: Iterable[Kind]) -> frozenset[Kind]:
    """The kinds of numbers that come again and again."""
    return frozenset(kind for kind, times in Counter(kinds).items() if kind in NUMBERED and times >= _SEVERAL)


def outline(text: str) -> Outline:
    """The outline of a cleaned notice."""
    found = markers(text)
    builder = Builder(
        text,
        _answered(found),
        quoting=_usual(m.kind for m in found if text.startswith(OPENS_QUOTED, m.span.end)),
        labelling=_usual(m.kind for m in found if m.label is Label.PROBLEM),
    )
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
