"""1 A, 1.1 B, (1) C: decimal numbers, the bare numbers above them, and the (1) below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from graph_builder.outline.kinds import Kind, Marker
from ontology.records import Span

_DECIMAL = re.compile(r"(?P<above>\d{1,2})[.](?P<own>\d{1,2})[.、]?")
_OPENS = "(〔"
_SEVERAL = 2
# 1|已完成整改的问题(8项)
_BARE = re.compile(r"(?<![^\n])(?P<number>\d{1,2}) ?(?=[\u3400-\u9fff“][^\n。]{2,40}\n)")


def ranked(text: str, found: Sequence[Marker]) -> list[Marker]:
    """The markers, those in brackets below the decimal numbers of a text that holds both, and headings 1 A above."""
    items = [marker for marker in found if marker.kind is Kind.SUBITEM]
    decimals = [marker for marker in items if _DECIMAL.fullmatch(text, marker.span.start, marker.span.end)]
    if len(decimals) < _SEVERAL:
        return [*found]
    below = {marker.span.start for marker in found if marker.kind is Kind.SUBITEM and _is_framed(text, marker)}
    ranks = [replace(marker, kind=Kind.POINT) if marker.span.start in below else marker for marker in found]
    return sorted([*ranks, *_bare(text, decimals)], key=lambda marker: (marker.span.start, marker.span.end))


def _is_framed(text: str, marker: Marker) -> bool:
    return text[marker.span.start] in _OPENS


def _bare(text: str, decimals: Sequence[Marker]) -> list[Marker]:
    """1 A right above 1.1: a heading whose number stands alone."""
    firsts = {marker.span.start: marker for marker in decimals if marker.number == 1}
    headings: list[Marker] = []
    for line in _BARE.finditer(text):
        below = firsts.get(text.find("\n", line.end()) + 1)
        if below and text.startswith(f"{line['number']}.", below.span.start):
            headings.append(Marker(Kind.ITEM, int(line["number"]), Span(*line.span())))
    return headings
