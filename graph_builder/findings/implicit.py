"""Notices that report only measures: each numbered item stands for a problem that is not stated."""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec.structs import replace

from graph_builder.findings.items import area_name
from graph_builder.findings.reader import Reader
from graph_builder.findings.records import Area, Findings, Measure, Problem
from graph_builder.findings.sections import farewell, is_body_heading
from graph_builder.findings.unit_status import stated_of
from graph_builder.outline.kinds import Kind
from graph_builder.outline.tree import Outline
from graph_builder.wording.phrases import states_problem
from graph_builder.wording.spans import trim

_SIDES = ("方面", "情况")
_SEVERAL = 2
_COUNTED = re.compile(r"\([^()\n]{0,10}\d{1,3}[项个条][^()\n]{0,6}\)$")
_ITEM_KINDS = (Kind.ITEM, Kind.ENTRY, Kind.SUBSECTION, Kind.SUBITEM, Kind.SECTION)


def _items(outline: Outline, tops: list[int]) -> list[int]:
    """The blocks of the kind that numbers the items: 1. where there is one, else (一), (1), 一、; by section."""
    end = farewell(outline.text)
    told = [top for top in tops if outline.blocks[top].span.start < end]
    inside = [i for top in told for i in (top, *outline.descendants(top)) if outline.blocks[i].span.start < end]
    usual = _of_one_kind(outline, inside, 2)
    if not usual or outline.blocks[usual[0]].kind is Kind.SECTION:
        return usual
    other = [t for t in told if not _holds_one(outline, t, usual)]
    return sorted([*usual, *(i for t in other for i in _of_one_kind(outline, list(outline.descendants(t)), 1))])


def _holds_one(outline: Outline, top: int, items: list[int]) -> bool:
    """Whether one of the items, given in order, lies in a top block or is it; indexes follow the text."""
    following = bisect_left(items, top)
    return following < len(items) and outline.blocks[items[following]].span.start < outline.blocks[top].span.end


def _of_one_kind(outline: Outline, inside: list[int], least: int) -> list[int]:
    for kind in _ITEM_KINDS:
        found = [i for i in inside if outline.blocks[i].kind is kind and _has_text(outline, i)]
        if len(found) >= least:
            return found
    return []


def _has_text(outline: Outline, index: int) -> bool:
    """More than a heading stands in the block."""
    return len(outline.content(index)) > len(Reader(outline).heading(index)) + 8


def _are_areas(outline: Outline, tops: list[int], items: list[int]) -> bool:
    """Whether sections part what was done (二、抓监管,筑牢防线): items count on through them, or three hold some."""
    reader = Reader(outline)
    holding = [top for top in tops if outline.blocks[top].kind is Kind.SECTION and _holds_one(outline, top, items)]
    if len(holding) < _SEVERAL or any(is_body_heading(outline.slice(reader.heading(top))) for top in holding):
        return False
    numbers = [outline.blocks[item].number for item in items]
    return len(holding) > _SEVERAL or numbers == list(range(1, len(numbers) + 1))


def _is_area(section: str) -> bool:
    """聚焦基层党组织建设情况(整改任务11项): what was looked at; but not 聚焦反馈问题,抓好整改."""
    told = _COUNTED.sub("", section.rstrip(" \n。:"))
    return told.endswith(_SIDES) and not is_body_heading(told)


def extract(outline: Outline, tops: list[int]) -> Findings:
    """An implicit problem, named after its heading, for each item, with the measures below it."""
    reader = Reader(outline)
    findings = Findings()
    known: dict[int, int] = {}
    items = _items(outline, tops)
    parted = _are_areas(outline, tops, items)
    for item in items:
        heading = reader.heading(item)
        areas = []
        for index in reader.areas(item):
            section = outline.blocks[index].kind is Kind.SECTION
            if section and not (parted or _is_area(outline.slice(reader.heading(index)))):
                continue
            if index not in known:
                known[index] = len(findings.areas)
                name = area_name(outline.text, reader.heading(index))
                findings.areas.append(Area(name, reader.heading(index), "area.heading"))
            areas.append(known[index])
        title = outline.slice(heading).strip()
        worded = states_problem(title)
        rule = "problem.heading" if worded else "problem.implicit"
        problem = Problem(title, heading, rule, tuple(areas), implicit=not worded)
        findings.problems.append(replace(problem, status=stated_of(reader, item)))
        for span in reader.split_below(item):
            if len(span := trim(outline.text, span)):
                findings.measures.append(Measure(span, len(findings.problems) - 1, "measure.enumerated"))
    return findings
