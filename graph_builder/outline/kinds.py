"""What opens a block: the kinds of numbers and labels, and how they rank."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from ontology.records import Span


class Kind(StrEnum):
    """What opens a block. The numbering order of official documents is 一、 (一) 1. (1) ① (GB/T 9704-2012, 7.3.3)."""

    PART = "part"  # 第一部分
    SECTION = "section"  # 一、
    SUBSECTION = "subsection"  # (一)
    ENTRY = "entry"  # 第3项: of a list of tasks
    ITEM = "item"  # 1.
    SUBITEM = "subitem"  # (1)
    POINT = "point"  # 1)
    CIRCLED = "circled"  # ①
    STEP = "step"  # 一是, 其一, 第一, 首先, —— at the beginning of a line
    LABEL = "label"  # 整改情况:
    PARAGRAPH = "paragraph"


LEVELS = {
    Kind.PART: 0,
    Kind.SECTION: 10,
    Kind.SUBSECTION: 20,
    Kind.ENTRY: 26,
    Kind.ITEM: 30,
    Kind.SUBITEM: 40,
    Kind.POINT: 46,
    Kind.CIRCLED: 50,
    Kind.STEP: 70,
    Kind.PARAGRAPH: 80,
}


NUMBERED = (Kind.PART, Kind.SECTION, Kind.SUBSECTION, Kind.ENTRY, Kind.ITEM, Kind.SUBITEM, Kind.POINT, Kind.CIRCLED)
"""The kinds that number headings and items; 一是 numbers the steps of an answer."""


class Label(StrEnum):
    """What a labelled block holds."""

    PROBLEM = "problem"
    MEASURE = "measure"
    RESULT = "result"
    STATUS = "status"
    RESPONSIBLE = "responsible"
    DEADLINE = "deadline"
    NEXT = "next"


ANSWERS = (Label.MEASURE, Label.RESULT, Label.STATUS, Label.RESPONSIBLE, Label.DEADLINE, Label.NEXT)
"""The labels of what was done about a problem."""
VALUES = (Label.STATUS, Label.RESPONSIBLE, Label.DEADLINE)
"""The labels of a value on their own line; what is numbered behind it belongs to the item again."""


class Marker(Struct, frozen=True, gc=False):
    """A number or label in the cleaned text; `label` is set for labels alone."""

    kind: Kind
    number: int
    span: Span
    label: Label | None = None
