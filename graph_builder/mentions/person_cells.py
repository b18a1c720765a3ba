"""People who stand alone in a table's cells: under 责任领导, and under the posts of inspection groups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.header.inspection_tables import leaders
from graph_builder.mentions.person_names import FULL, HAN, looks_wrong
from graph_builder.wording import sweep
from ontology.records import Span

_NAME = re.compile(f"(?<![{HAN}])(?P<name>{FULL})(?![{HAN}])")
_EDGE = "[\n\t|]"
# 责任领导, 牵头领导, 整改责任人 : a column's head, alone in its cell
_COLUMN = sweep.Pattern(
    rf"{_EDGE}(?P<title>(?:整改|第一|直接)?责任(?:领导|人|同志)|(?:牵头|分管|包案|包保)(?:县|市|区|局|院|校)?领导)(?={_EDGE})"
)
_NAMES = re.compile(rf"{_EDGE}(?P<names>{FULL}(?:[、 ]{FULL}){{0,5}})(?={_EDGE})")
# 安全科, 农机站 : what begins like a name and is an office
_OFFICE = tuple("科股办室部局处所站院队庭组委")


def find(text: str) -> Iterator[tuple[str, Span]]:
    """(the column's head, the name) of each."""
    for title, cell in leaders(text):
        yield from ((title, span) for span in _names(text, cell))
    if column := _COLUMN.search(text):
        for cell_ in _NAMES.finditer(text, column.end()):
            yield from ((column["title"], span) for span in _names(text, Span(*cell_.span("names"))))


def _names(text: str, cell: Span) -> Iterator[Span]:
    for found in _NAME.finditer(text, cell.start, cell.end):
        if not looks_wrong(found["name"]) and not found["name"].endswith(_OFFICE):
            yield Span(*found.span("name"))
