"""What a small notice tells: its problems as (title, measures' heads, areas, status, implicit), for tables of tests."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from graph_builder.findings.extract import find
from graph_builder.reading.document import document
from graph_builder.wording.phrases import sentence


class Told(NamedTuple):
    """A problem and what a notice says about it."""

    title: str
    heads: list[str]
    areas: list[str] = []  # noqa: RUF012
    status: str = ""
    implicit: bool = False


def told(raw: str) -> list[Told]:
    document_ = document(raw, "notice.txt")
    text, findings = document_.text, find(document_.text)
    heads: list[list[str]] = [[] for _ in findings.problems]
    for measure in findings.measures:
        head = sentence(text, measure.span.start, measure.span.end)
        heads[measure.problem].append(text[head.start : head.end])
    return [
        Told(p.title, own, [findings.areas[i].name for i in p.areas], p.status, p.implicit)
        for p, own in zip(findings.problems, heads, strict=True)
    ]


def family(**cases: tuple[str, list[Told]]) -> pytest.MarkDecorator:
    params = [pytest.param(*case, id=name.replace("_", " ")) for name, case in cases.items()]
    return pytest.mark.parametrize(("raw", "expected"), params)
