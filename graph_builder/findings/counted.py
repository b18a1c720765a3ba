"""extract what a notice counts of its own doings: 召开会议42次, 培训3场, 约谈15人, 处分4人.

What a measure counts is its own; what stands outside of all problems and measures is declared of the whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, get_args

from msgspec import Struct

from graph_builder.findings.records import Findings
from graph_builder.header.declared import Declared
from graph_builder.wording import sweep
from ontology.records import Span

What = Literal["meetings", "trainings", "interviews", "disciplined"]
COUNTED: tuple[What, ...] = get_args(What)
"""Each is a property of a measure, and declared_… one of an inspection."""

_PEOPLE = ("人次", "人", "名")
_TIMES = ("次", "场", "期")


class _Kind(Struct, frozen=True, gc=False):
    """The units of a count, and how far behind its word the number may stand."""

    what: What
    units: tuple[str, ...]
    reach: int = 0


_MEETING = _Kind("meetings", ("次", "场"))
_TRAINING = _Kind("trainings", _TIMES)
_INTERVIEW = _Kind("interviews", _PEOPLE, 10)
_DISCIPLINE = _Kind("disciplined", _PEOPLE, 6)
_KINDS = {
    **dict.fromkeys(("会议", "会"), _MEETING),
    **dict.fromkeys(("培训", "培训班", "培训会", "轮训"), _TRAINING),
    **dict.fromkeys(("约谈", "谈话", "诫勉"), _INTERVIEW),
    **dict.fromkeys(("处分", "问责", "追责"), _DISCIPLINE),
}
_WORDS = sweep.Words(_KINDS)
_NUMBER = re.compile(r"(?P<gap>[^,。;、:\d“”《》\n]{0,10}?)(?P<n>\d{1,5})[余多]?(?P<unit>人次|[人名次场期])")
# 召开42次会议, 举办3期培训班, 给予4人党纪处分: the number stands first
_FIRST = sweep.Words(("召开", "举办", "组织", "开展", "给予"))
_THEN = re.compile(
    r"(?P<n>\d{1,5})[余多]?(?P<unit>人次|[人名次场期])[^,。;、:\d《》\n]{0,12}?(?P<word>会议|会(?![计议])|培训|处分)"
)
_PART = re.compile(r"其中[^。\n]{0,80}\Z")
# 机会, 学会, 运动会, 招聘会, 展览会, 晚会: nobody confers there
_NO_MEETING = re.compile(r"(?:[机社学协商工聘览销晚]|委员|培训|运动|音乐)$")
_NO_INTERVIEW = re.compile(r"(?:个别|谈心|交心)$")


class Counted(Struct, frozen=True, gc=False):
    """So many of a kind, where it is told."""

    what: What
    number: int
    span: Span


def counted(text: str) -> list[Counted]:
    """Every such count of a cleaned text, in order."""
    found = {number: one for number, one in (*_behind(text), *_before(text))}
    return [*_wholes(text, sorted(found.values(), key=lambda one: one.span.start))]


def _wholes(text: str, counts: Iterable[Counted]) -> Iterator[Counted]:
    """Without the parts of one before them: 处分12人,其中党纪处分8人、政务处分4人 are twelve."""
    last: dict[What, Counted] = {}
    for one in counts:
        whole = last.get(one.what)
        if whole is None or not _PART.search(text, whole.span.end, one.span.start):
            last[one.what] = one
            yield one


def _behind(text: str) -> Iterator[tuple[int, Counted]]:
    for word, start, end in _WORDS.before(text, _NUMBER):
        kind, number = _KINDS[word], _NUMBER.match(text, end)
        if number is None or number["unit"] not in kind.units or len(number["gap"]) > kind.reach:
            continue
        if not (_NO_MEETING if kind is _MEETING else _NO_INTERVIEW).search(text, max(0, start - 2), start):
            yield number.start("n"), Counted(kind.what, int(number["n"]), Span(start, number.end()))


def _before(text: str) -> Iterator[tuple[int, Counted]]:
    for _, start, end in _FIRST.before(text, _THEN):
        number = _THEN.match(text, end)
        if number and number["unit"] in _KINDS[number["word"]].units:
            yield number.start("n"), Counted(_KINDS[number["word"]].what, int(number["n"]), Span(start, number.end()))


def within(counts: Sequence[Counted], span: Span) -> dict[What, int]:
    """How many of each kind a stretch of the text tells."""
    told: dict[What, int] = {}
    for one in counts[bisect_left(counts, span.start, key=lambda one: one.span.start) :]:
        if one.span.start >= span.end:
            break
        told[one.what] = told.get(one.what, 0) + one.number
    return told


def overall(counts: Iterable[Counted], findings: Findings, sentence: Callable[[Span], Span]) -> list[Declared]:
    """What is declared of the whole: of each kind, the sum of the first sentence outside of problems and measures."""
    if not findings.measures:
        return []
    taken = sorted([*(one.span for one in findings.problems), *(one.span for one in findings.measures)])
    told: dict[What, tuple[Span, list[Counted]]] = {}
    for one in counts:
        if not _is_inside(taken, one.span):
            whole, parts = told.setdefault(one.what, (sentence(one.span), []))
            if whole.contains(one.span):
                parts.append(one)
    return [
        Declared(what, sum(part.number for part in parts), Span(parts[0].span.start, parts[-1].span.end))
        for what, (_, parts) in told.items()
    ]


def _is_inside(taken: Sequence[Span], span: Span) -> bool:
    """Whether one of the spans, given in order, holds it; problems hold their measures, so some lie back."""
    at = bisect_right(taken, span.start, key=lambda one: one.start)
    return any(one.end > span.start for one in taken[max(0, at - 60) : at])
