"""The units and persons that stand under 责任单位: and its like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.wording.phrases import sentence
from ontology.records import Span

_NAME = re.compile(r"[^、,;\s]+")
# 责任领导:周平|责任科室:|执法支队|整改时限:2025年: a page's blanks between them are gone
_INNER = re.compile(
    r"(?P<unit>(?:整改)?(?:责任|牵头|配合|主责|承办|协办|主办)(?:责任)?(?:单位|部门|领导|科室|处室|股室|人|室|处|科):)"
    r"|(?:整改|完成|办结)?(?:时限|期限|时间):"
)


def values_in(text: str, own: Span) -> Iterator[Span]:
    """The value of a label of units, and those of the labels that follow on its line."""
    end = text.find("\n", own.start, own.end)
    end = own.end if end < 0 else end
    start = own.start
    for label in _INNER.finditer(text, own.start, end):
        if start >= 0:
            yield Span(start, label.start())
        start = label.end() if label["unit"] else -1
    if start >= 0:
        yield sentence(text, start, end)


def names_in(text: str, span: Span) -> Iterator[Span]:
    """局办公室、财务科: each name of an enumeration."""
    for match in _NAME.finditer(text, span.start, span.end):
        yield Span(*match.span())
