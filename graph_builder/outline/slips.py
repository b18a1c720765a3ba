"""Numbers written with the mark of another rank: 二、 among 1、 and 3., and 一、…二、… where 一是…二是… is meant."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from graph_builder.outline.kinds import ANSWERS, Kind, Label, Marker


def corrected(text: str, found: Sequence[Marker]) -> list[Marker]:
    """The markers of a text with lines, each 一、 that is none with the kind of the numbers around it."""
    corrected_: list[Marker] = []
    section, item = 0, False  # the last 一、 that is one; whether 1. is open
    answer: Marker | None = None  # the label opened last
    for index, marker in enumerate(found):
        own = marker
        if marker.label in ANSWERS:
            answer = marker
        elif marker.kind is Kind.SECTION:
            if answer and not _opens_line(text, marker) and "\n" not in text[answer.span.end : marker.span.start]:
                own = replace(marker, kind=Kind.STEP)
            elif item and marker.number != section + 1 and _is_answered(text, marker, found[index + 1 : index + 2]):
                own = replace(marker, kind=Kind.ITEM)
            else:
                section = marker.number
        if own.kind in (Kind.SECTION, Kind.SUBSECTION, Kind.ITEM):
            item = own.kind is Kind.ITEM
        corrected_.append(own)
    return corrected_


def _opens_line(text: str, marker: Marker) -> bool:
    return text[marker.span.start - 1 : marker.span.start] in ("", "\n")


def _is_answered(text: str, marker: Marker, following: Sequence[Marker]) -> bool:
    """Whether the line of a number names something, and the next opens with 整改情况:."""
    if not following or following[0].label is not Label.MEASURE or not _opens_line(text, marker):
        return False
    between = text[marker.span.end : following[0].span.start]
    return between.endswith("\n") and between.count("\n") == 1 and bool(between.strip())
