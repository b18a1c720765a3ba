"""A text that has lost its lines gets them again: before numbers and labels, behind headings that name a problem."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, cast

from msgspec import Struct

from graph_builder.outline import relined_edges
from graph_builder.outline.kinds import Kind, Marker
from graph_builder.outline.numbering import BRACKET, has_no_lines, markers
from graph_builder.outline.relined_edges import HAN
from graph_builder.wording.status import is_bare
from ontology.records import Span

Told = TypeVar("Told")
_RANKED = frozenset(
    (Kind.PART, Kind.SECTION, Kind.SUBSECTION, Kind.ENTRY, Kind.ITEM, Kind.SUBITEM, Kind.CIRCLED, Kind.LABEL)
)
_HEADINGS = frozenset((Kind.PART, Kind.SECTION, Kind.SUBSECTION))
_REPEATED = 3
"""What opens a block without a number does so again and again."""
_PUT_RIGHT = r"(?:的?(?:具体)?整改(?:工作)?(?:落实|完成|进展)?(?:情况|措施)?)?"
# …问题|整改落实情况: the label stays whole
_LABEL = r"(?:整改[^。,;:]{0,6}|(?:落实|完成|进展)?(?:情况|措施)|落实|完成|进展):"
_GOES_ON = rf"(?=[{HAN}\d(①])(?!{_LABEL}|[的、和及与等整突较仍多]|\d{{1,2}}:)"
# 针对“A”的问题|一是… ; 关于A的问题整改情况|局党组…
_PROBLEM = re.compile(
    rf"(?:(?:针对|关于|对)?“(?:[^“”\n]|“[^“”\n]{{0,40}}”){{3,120}}”的?(?:方面的?)?问题|(?:针对|关于)[^,。;:“”\n]{{4,60}}?的问题)"
    rf"{_PUT_RIGHT}{_GOES_ON}"
)
# What a paragraph opens with: 一、整改工作组织情况|局党组… ; (二)“A”方面|反馈指出:…
_OPENS = (
    r"(?=根据|按照|自|为|近年|收到|接到|坚持|反馈|巡[察视]|针对|关于|第[(\d]|——|\d{4}年|[省市区县州]委|下一?步|今后|我"
    r"|全[市县区局校院]|局|党|集团|公司|学校|医院)"
)
_TOLD_IN = rf"(?:情况|打算|安排|计划|成效|要求)(?=[{HAN}\d—“【])(?![的、和及与等]|方面)"
_HEADING = re.compile(rf"[^,。;:\n]{{2,30}}?(?:{_TOLD_IN}|(?:方面|问题|责任|整改){_OPENS})")
# 〔整改状态:已完成〕 ; 【党的创新理论武装方面】
_FRAMED = re.compile(r"[〔【\[(](?:整改|完成|办结)[^〔〕【】\[\]()\n]{2,30}[〕】\])](?!:)|【[^【】。;\n]{4,60}方面】")
_TITLE = re.compile("《[^《》\n]{2,160}》")
# 针对A问题,…。|针对B问题,… ; ——A。|——B。 ; 第(1)项A。|第(2)项B
_UNNUMBERED = re.compile(
    r"(?<=[。;:”〕】).面成底])(?<![项条题\d]:)"
    r"(?=(?:针对|关于)[^。;\n]{4,80}?问题(?:[,:。【]|的?整改)|对[^。;,\n]{4,60}?问题的整改|【[^【】\n]{4,60}】【?整改)"
)
_DASHED = re.compile(rf"(?<=[。;:面\d])(?=——[{HAN}“《])")
_ENTRIES = re.compile(rf"(?<=[{HAN}。;)】])(?=第[(]?\d{{1,2}}[)]?[项个](?:问题)?[:、]?[{HAN}“【])")
_FRAMED_LABELS = re.compile(rf"(?=【[{HAN}]{{2,10}}\d{{0,2}}】)")
# 。|“A”问题|整改落实情况:
_LABELLED = re.compile(r"(?<=[。;:面)】成底])(?=“[^“”\n]{4,80}”的?问题(?:【整改|整改[^。,;:\n]{0,6}:))")
# 对|问题1: ; 第2项问题|整改情况:
_ABOUT = re.compile(r"(?:针对|对|第[(]?\d{1,2}[)]?[项个](?:问题)?)$")
_LONGEST_ABOUT = 8


class Relined(Struct, frozen=True, gc=False):
    """A text with breaks put in; `breaks` are their positions in it, in order."""

    text: str
    breaks: tuple[int, ...]

    def original(self, span: Span) -> Span:
        """The same stretch of the text as it was."""
        return Span(self._before(span.start), self._before(span.end))

    def _before(self, position: int) -> int:
        return position - bisect_left(self.breaks, position)

    def led_back(self, told: Told) -> Told:
        """What was read off this text, with each span as it is in the text that this one was made of."""
        return cast("Told", self._led_back(told)) if self.breaks else told

    def _led_back(self, told: object) -> object:
        if type(told) is Span:
            return self.original(told)
        if isinstance(told, Struct):
            return type(told)(*[self._led_back(getattr(told, name)) for name in told.__struct_fields__])
        if isinstance(told, (tuple, list)):
            return type(told)(map(self._led_back, told))
        return told


def relined(text: str) -> Relined:
    """The text with its lines; as it is where it has them."""
    if not has_no_lines(text):
        return Relined(text, ())
    titles = _inside(Span(*match.span()) for match in _TITLE.finditer(text))
    broken = {*_places(text)} - titles
    places = sorted(at for at in broken if 0 < at < len(text) and "\n" not in text[at - 1 : at + 1])
    pieces = [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]
    return Relined("\n".join(pieces), tuple(at + number for number, at in enumerate(places)))


def _inside(wholes: Iterable[Span]) -> set[int]:
    return {at for whole in wholes for at in range(whole.start + 1, whole.end)}


def _places(text: str) -> Iterator[int]:
    found = markers(text)
    headings = list(_problems(text, found))
    framed = [Span(*match.span()) for match in _FRAMED.finditer(text)]
    inside = _inside((*headings, *framed))
    yield from (heading.end for heading in headings)
    yield from (at for whole in framed for at in (whole.start, whole.end))
    yield from (at for at in _before_markers(text, found) if at not in inside)
    yield from _behind_headings(text, found)
    yield from relined_edges.places(text)
    numbered = {marker.span.end for marker in found}
    for opening in (_UNNUMBERED, _DASHED, _ENTRIES, _FRAMED_LABELS, _LABELLED):
        places = [match.start() for match in opening.finditer(text) if match.start() not in numbered]
        yield from places if len(places) >= _REPEATED else ()


def _problems(text: str, found: Sequence[Marker]) -> Iterator[Span]:
    """The headings that wrap a problem, right behind a number or a stop."""
    behind = {marker.span.end for marker in found}
    for heading in _PROBLEM.finditer(text):
        if heading.start() in behind or (heading.start() and text[heading.start() - 1] in "。〕】—"):
            yield Span(*heading.span())


def _before_markers(text: str, found: Sequence[Marker]) -> Iterator[int]:
    for marker in found:
        at = marker.span.start
        if marker.kind is Kind.LABEL:
            state = BRACKET.match(text, at)
            at = state.end() if state and is_bare(state["state"]) else at
            before = max(0, at - _LONGEST_ABOUT)
            about = _ABOUT.search(text[before:at])
            yield before + about.start() if about else at
        elif marker.kind in _RANKED or (marker.kind is Kind.STEP and re.match(f"[{HAN}”)]", text[at - 1])):
            yield at


def _behind_headings(text: str, found: Sequence[Marker]) -> Iterator[int]:
    for marker in found:
        if marker.kind in _HEADINGS and (heading := _HEADING.match(text, marker.span.end)):
            yield heading.end()
