"""Dates as notices write them: 2023年4月12日至6月13日, 8月29日, 二〇二三年五月. Kept as precise as written."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from itertools import pairwise

from msgspec import Struct

from graph_builder.kept import OF_STRETCHES, kept
from ontology.records import Span

_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零OoＯ0", "0")
_VALUES = {digit: int(value) for digit, value in _DIGITS.items()} | {"两": 2}
_YEAR = r"(?:(?:19|20)\d{2}|(?:二[〇○零Oo0]|一九)[〇○零Oo0一二三四五六七八九]{2})"
_SMALL = r"(?:[12]\d|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
# 4日, and the 4 of 1月4至5日, 1月4、5日
_DAY = rf"(?:[日号]|(?=(?:至|到|[-—–~、]{{1,2}}){_SMALL}[日号]))"
DATE = re.compile(
    rf"(?:(?P<year>{_YEAR})年(?!度))(?:(?P<month>{_SMALL})月(?:(?P<day>{_SMALL}){_DAY})?)?"
    rf"|(?P<only_month>{_SMALL})月(?:(?P<only_day>{_SMALL}){_DAY})?"
)
_NUMERIC = re.compile(r"(?<!\d)(?P<year>20\d{2})[-/.](?P<month>0?[1-9]|1[0-2])[-/.](?P<day>0?[1-9]|[12]\d|3[01])(?!\d)")
# 云溪5月30日|讯, 新华社北京10月10日|电: the day of the news; not 5月30日|电话
_DATELINE = re.compile("讯|电(?![话力子网视影动信量商汇费])")
_TO = re.compile(r"[上中下]旬|[月年]?[底初末]|起")
_JOINER = re.compile(r"(?:[上中下]旬|底|初|末|起)?,?(?:至|到|[-—–~]{1,2})(?:当年)?")
# 11月2日|至27日
_DAY_LAST = re.compile(rf"(?:至|到|[-—–~]{{1,2}})(?P<day>{_SMALL})[日号]")
# 3月18日启动,5月30日|结束
_BEGINS = re.compile(r"(?:上旬|中旬|下旬|初|底)?(?:正式|全部|集中)?(?:启动|进驻|开始),?(?:将|计划)?[于在至到]?")
# 4月8日|起对某局党组开展了常规巡察,|6月6日结束 ; 5月22日|进驻某局,|7月5日结束现场巡察
_GOES_ON = re.compile(r"(?:起|进驻)[^。;\n]{0,80},")
_FINISHES = re.compile(r"(?:上旬|中旬|下旬|初|底)?之?前?(?:全部)?(?:驻点巡察|现场巡察|巡察)?(?:结束|撤[离出]|完成)")


class Date(Struct, frozen=True, gc=False):
    """An ISO 8601 date of the precision that was written; year 0 where the text gives none."""

    year: int
    month: int
    day: int
    span: Span

    @property
    def iso(self) -> str:
        """2023, 2023-04 or 2023-04-12; "" without a year; a month or day that no calendar has is left out."""
        if not self.year:
            return ""
        if not 1 <= self.month <= 12:
            return f"{self.year:04}"
        if not 1 <= self.day <= _days(self.year, self.month):
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> Date:
        return self if self.year else Date(year, self.month, self.day, self.span)


@cache
def _days(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def value(text: str) -> int:
    """12, 十二, 二十 or 三: the number; 0 for nothing."""
    if not text:
        return 0
    if text.isdigit():
        return int(text)
    tens, ten, units = text.rpartition("十")
    return (_VALUES.get(tens, 1) * 10 if ten else 0) + _VALUES.get(units, 0)


def _year(text: str | None) -> int:
    return int("".join(_DIGITS.get(c, c) for c in text)) if text else 0


def dates(text: str, start: int = 0, end: int | None = None) -> list[Date]:
    """The dates in text[start:end] in order; one without a year takes the year of the one before it."""
    return list(_dates(text, start, len(text) if end is None else end))


@kept(OF_STRETCHES)
def _dates(text: str, start: int, stop: int) -> tuple[Date, ...]:
    """The same; period, feedback and publication are looked for in the same sentences."""
    found: list[Date] = []
    matches: list[re.Match[str]] = []
    if text.find("年", start, stop) >= 0 or text.find("月", start, stop) >= 0:
        matches += DATE.finditer(text, start, stop)
    if text.find("20", start, stop) >= 0:
        matches += _NUMERIC.finditer(text, start, stop)
    for match in sorted(matches, key=lambda match: match.start()):
        if _DATELINE.match(text, match.end()):
            continue
        parts = match.groupdict()
        date = Date(
            _year(parts["year"]),
            value(parts["month"] or parts.get("only_month") or ""),
            value(parts["day"] or parts.get("only_day") or ""),
            Span(*match.span()),
        )
        found.append(date.in_year(found[-1].year) if found else date)
    return tuple(found)


def period(text: str, start: int = 0, end: int | None = None, since: int = 0) -> tuple[Date, Date | None] | None:
    """The first range of dates in text[start:end] (2023年4月12日至6月13日), or its first date alone.

    Those before `since` only lend their year.
    """
    found = [date for date in dates(text, start, end) if date.span.start >= since]
    stop = len(text) if end is None else end
    for first in found:
        if first.month and first.day and (last := _DAY_LAST.match(text, first.span.end, stop)):
            return first, Date(first.year, first.month, value(last["day"]), Span(last.start("day"), last.end()))
    for first, second in pairwise(found):
        if _joined(text, first, second):
            return first, _last(text, found, _after(first, second))
    return (found[0], None) if found else None


_AND_AGAIN = re.compile("[、,和及]")


def _last(text: str, found: list[Date], end: Date) -> Date:
    """The end of the last of several ranges in a row: 3月17日至3月22日、5月5日至7月12日."""
    behind = [date for date in found if date.span.start > end.span.start]
    while len(behind) > 1 and _AND_AGAIN.fullmatch(text, end.span.end, behind[0].span.start):
        if not _JOINER.fullmatch(text, behind[0].span.end, behind[1].span.start):
            break
        end, behind = _after(behind[0], behind[1]), behind[2:]
    return end


def _joined(text: str, first: Date, second: Date) -> bool:
    """Whether two dates are the ends of a range: 4月12日至6月13日; 3月18日启动,5月30日结束."""
    if _JOINER.fullmatch(text, first.span.end, second.span.start):
        return True
    if _FINISHES.match(text, second.span.end) is None:
        return False
    between = first.span.end, second.span.start
    return _BEGINS.fullmatch(text, *between) is not None or _GOES_ON.fullmatch(text, *between) is not None


def _after(first: Date, second: Date) -> Date:
    """The end of a range without a year of its own lies behind its start: 12月1日至1月20日 ends in the next year."""
    if second.year == first.year and first.month and 0 < second.month < first.month:
        return Date(second.year + 1, second.month, second.day, second.span)
    return second
