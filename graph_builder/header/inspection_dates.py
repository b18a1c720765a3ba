"""When an inspection took place and when its result was fed back, told beside it or for all of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from graph_builder.header.inspection_forms import Form, Statement, sentences
from graph_builder.header.inspection_groups import groups, is_certain
from graph_builder.header.inspection_targets import same_body
from graph_builder.kept import OF_STRETCHES, OF_TEXTS, kept
from graph_builder.wording.dates import Date, dates, period
from graph_builder.wording.named import Named
from ontology.records import Span

# 反馈了意见, 向…反馈, 召开反馈会; but 学习反馈意见, 针对反馈问题 tell of no day of feedback.
_FED_BACK = re.compile(
    r"(?<!落实)(?<!针对)(?<!学习)(?<!对照)(?:反馈(?:了|会|大会|时|意见|(?:巡[察视])?(?:“回头看”)?情况|(?:巡[察视])?(?:“回头看”)?意见)?|通报了|(?:出具|送达|下达|印发|下发)了?《?[^,。》]{0,12}审计报告)"
)
_HEARD = re.compile(
    r"(?:传达|学习|落实|针对|对照|围绕|根据|按照|收到|接到|认领|研究|聚焦|听取)[^,。;]{0,24}反馈|反馈(?:的|后|以来|问题|指出|要求|提出|和整改)"
)
# 常规巡察、巡察“回头看”:2025年3月24日至5月30日
_OF_KIND = re.compile(r"(?P<kinds>[\u3400-\u9fff“”、]{2,30}):")
_INSPECTION = re.compile(r"巡[察视]|督察|审计|进驻|回头看")
_RECEIVED = re.compile(
    r"(?P<day>20\d\d年\d{1,2}月\d{1,2}日)[,]?(?:正式)?收到(?P<group>[^,。;\n]{2,30}?)的?(?:巡[察视])?反馈(?:的)?(?:巡[察视])?意见"
)
# 巡察反馈会于2024年1月25日召开
_MEETING = re.compile("反馈(?:会议?|大会)已?[于在]")
_GIVEN = re.compile(r"向[^。;\n]{2,200}反馈")
_CARRIED_OUT = re.compile(
    r"进驻|(?:开展|实施|进行)了?[^,。;]{0,20}(?:巡[察视]|督察|审计|回头看)(?!意见|情况|反馈|工作情况)"
)
_HEADED = re.compile(r"巡[察视](?:工作)?时间(?:安排)?[:为是]?\n?")
# 受理信访时间为2024年9月20日至12月5日
_HEARS = re.compile("受理[^,。]{0,8}(?:时间|期限|截至|截止)|(?:信访|来信|来访|举报)[^,。]{0,8}受理")
_RANGE = 40
_SAME_DAY = re.compile(r"同日|当[日天]")
_BEFORE = 600
_HEAD = 3000


def own_period(text: str, statement: Statement) -> tuple[Date, Date | None] | None:
    """The period in the statement's own sentence; of feedback it is none."""
    if statement.form is Form.TOLD:
        return None
    if statement.form is Form.OBJECT:
        return general_period(text)
    when = _exact_period(text, statement.sentence) or _period_in_clause(text, statement)
    when = when or _period_in(text, statement.sentence)
    return None if when and when[1] is None and _is_of_feedback(text, statement, when[0]) else when


def _exact_period(text: str, sentence: Span) -> tuple[Date, Date | None] | None:
    """2024年9月至10月,…(巡察时间为|2024年9月2日至10月25日): what a sentence says of the time itself."""
    told = _HEADED.search(text, sentence.start, sentence.end)
    return period(text, told.end(), min(sentence.end, told.end() + _RANGE)) if told else None


_THEN_FED_BACK = re.compile("[^。;]{0,40}反馈")


def _is_of_feedback(text: str, statement: Statement, date: Date) -> bool:
    """对A党组进行了巡视,2021年12月30日,巡视组向A反馈: the one day behind the target is that of the feedback."""
    behind = date.span.start > statement.whole.end
    return behind and _THEN_FED_BACK.match(text, date.span.end, statement.sentence.end) is not None


def _period_in_clause(text: str, statement: Statement) -> tuple[Date, Date | None] | None:
    """甲组于…对A开展巡察;乙组于11月6日至12月15日对B开展巡察: the period between the semicolons around a target."""
    sentence, whole = statement.sentence, statement.whole
    start = text.rfind(";", sentence.start, whole.start) + 1
    if start <= sentence.start:
        return None
    end = text.find(";", whole.end, sentence.end)
    return period(text, sentence.start, end if end >= 0 else sentence.end, start)


@kept(OF_STRETCHES)
def _period_in(text: str, sentence: Span) -> tuple[Date, Date | None] | None:
    """The same of a sentence that many statements share."""
    return period(text, sentence.start, sentence.end)


def periods_of_kinds(text: str) -> list[tuple[str, tuple[Date, Date | None]]]:
    """常规巡察、巡察“回头看”:2025年3月24日至5月30日: what a list says of all inspections of a kind."""
    found = []
    for sentence in sentences(text):
        if text.find(":", sentence.start, sentence.end) < 0:
            continue
        for match in _OF_KIND.finditer(text, sentence.start, sentence.end):
            if _INSPECTION.search(match["kinds"]) and (
                when := period(text, match.end(), min(sentence.end, match.end() + 40))
            ):
                found.append((match["kinds"], when))
    return found


@kept(OF_TEXTS)
def general_period(text: str) -> tuple[Date, Date | None] | None:
    """The period that an announcement tells once for all its inspections."""
    ranges = [
        when
        for sentence in sentences(text)
        if _INSPECTION.search(text, sentence.start, sentence.end)
        and not _HEARD.search(text, sentence.start, sentence.end)
        and not _only_fed_back(text, sentence)
        and not _HEARS.search(text, sentence.start, sentence.end)
        and (when := period(text, sentence.start, sentence.end))
    ]
    return next((when for when in ranges if when[1]), None) or _under_heading(text)


def _under_heading(text: str) -> tuple[Date, Date | None] | None:
    """一、巡察时间⏎2025年3月24日至5月30日。"""
    heading = _HEADED.search(text) if "时间" in text else None
    when = period(text, heading.end(), min(len(text), heading.end() + _RANGE)) if heading else None
    return when if when and when[1] else None


def _only_fed_back(text: str, sentence: Span) -> bool:
    """于1月4日至5日分别向A、B反馈: the days of the feedback, not of the inspection."""
    given = _GIVEN.search(text, sentence.start, sentence.end)
    return given is not None and not _CARRIED_OUT.search(text, sentence.start, sentence.end)


class _Told(Struct, frozen=True, gc=False):
    """A sentence that tells of a feedback: its day, and the groups that it names."""

    sentence: Span
    date: Date
    groups: tuple[Named, ...]


@kept(OF_TEXTS)
def _feedbacks(text: str) -> tuple[_Told, ...]:
    found = []
    for sentence in sentences(text, ("反馈", "通报", "审计报告")):
        if date := _day(text, sentence, sentence.start):
            named = tuple(group for group in groups(text, sentence.start, sentence.end) if is_certain(group))
            found.append(_Told(sentence, date, named))
    return tuple(found)


def feedbacks(text: str) -> Iterator[tuple[Named, Date]]:
    """Each certain group that is said to have given feedback, with the day."""
    for told in _feedbacks(text):
        for group in told.groups:
            yield group, told.date


def feedback(text: str, statement: Statement, end: Date | None) -> Date | None:
    """The day of the feedback: behind the target in its own sentence, else where the group is said to give it.

    A sentence that names the group comes before one that names another form of it, one behind before one before; the
    day when the feedback came in comes last.
    """
    start = _since_last(text, statement) if statement.form is Form.TOLD else statement.whole.end
    if own := _day(text, statement.sentence, start):
        return _year_of(text, own, end)
    ranked = [(rank, told.date) for told in _feedbacks(text) if (rank := _rank(text, told, statement)) is not None]
    return _year_of(text, min(ranked, key=lambda pair: pair[0])[1], end) if ranked else _received(text, statement)


def _received(text: str, statement: Statement) -> Date | None:
    """于2023年5月29日收到市委第二巡察组的巡察反馈意见."""
    for found in _RECEIVED.finditer(text, 0, min(len(text), statement.sentence.end + _BEFORE)):
        told = dates(text, found.start("day"), found.end("day"))
        if told and (statement.group is None or statement.group.text in found["group"]):
            return told[-1]
    return None


def _since_last(text: str, statement: Statement) -> int:
    """Behind the feedback told before in the same sentence: 甲组于4月10日向A反馈,乙组于4月11日向B反馈."""
    told = _FED_BACK.finditer(text, statement.sentence.start, statement.whole.start)
    return max((match.end() for match in told), default=statement.sentence.start)


def _day(text: str, sentence: Span, start: int) -> Date | None:
    """The day told between `start` and the word that somebody gave feedback."""
    stop = next((m for m in _FED_BACK.finditer(text, start, sentence.end) if not _heard(text, sentence, m)), None)
    if stop is None:
        return None
    found = [date for date in dates(text, sentence.start, stop.start()) if date.span.start >= start]
    if not found and (meeting := _MEETING.match(text, stop.start(), sentence.end)):
        return next(iter(dates(text, meeting.end(), min(sentence.end, meeting.end() + _RANGE))), None)
    if not found and _SAME_DAY.search(text, start, stop.start()):
        found = dates(text, max(0, start - _BEFORE), start)[-1:]
    return found[-1] if found and not _is_range(text, found[-1]) else (found[0] if found else None)


def _heard(text: str, sentence: Span, match: re.Match[str]) -> bool:
    """Whether 反馈 is what somebody studies or answers, not what a group gives."""
    start = max(sentence.start, match.start() - 26)
    return any(
        heard.end() > match.start() for heard in _HEARD.finditer(text, start, min(sentence.end, match.end() + 3))
    )


def _is_range(text: str, date: Date) -> bool:
    return text[date.span.start - 1 : date.span.start] in ("至", "-", "—", "到")


def _rank(text: str, told: _Told, statement: Statement) -> int | None:
    """How surely a sentence of feedback speaks of this inspection; None where it speaks of another."""
    if told.sentence == statement.sentence:
        return None
    behind = 0 if told.sentence.start > statement.sentence.start else 1
    if statement.group is None or not told.groups:
        return 3 + behind
    if any(same_body(statement.group, name) for name in told.groups):
        named_too = statement.target and text.find(statement.target.text, told.sentence.start, told.sentence.end) >= 0
        return (1 if named_too else 2) + behind
    return None


def _after(text: str, date: Date, basis: Date | None) -> Date:
    """2023年10月16日至12月15日…,今年3月6日: a year that was only lent is the next one where the day lies before."""
    lent = "年" not in text[date.span.start : date.span.end] and not text.startswith("20", date.span.start)
    before = basis is not None and (date.year, date.month, date.day) < (basis.year, basis.month, basis.day)
    return Date(date.year + 1, date.month, date.day, date.span) if lent and before and date.month else date


def _year_of(text: str, date: Date, basis: Date | None) -> Date:
    """A date without a year lies behind the end of the inspection; else it has the year of the same day elsewhere."""
    if date.year:
        return _after(text, date, basis)
    if basis is None:
        same = (one for one in dates(text, 0, _HEAD) if one.year and (one.month, one.day) == (date.month, date.day))
        return next((date.in_year(one.year) for one in same), date)
    later = basis.month and date.month and date.month < basis.month
    return date.in_year(basis.year + 1 if later else basis.year)
