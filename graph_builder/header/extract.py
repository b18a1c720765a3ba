"""extract the header: who inspected whom and when, what was declared, who published the notice and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from graph_builder.header.declared import Declared, declared
from graph_builder.header.inspection_dates import feedback, feedbacks, general_period, own_period, periods_of_kinds
from graph_builder.header.inspection_forms import (
    SPECIAL,
    Form,
    Statement,
    assigned,
    conducted,
    kind_of_group,
    told,
)
from graph_builder.header.inspection_groups import groups, is_certain, is_numbered
from graph_builder.header.inspection_objects import objects
from graph_builder.header.inspection_tables import tabled
from graph_builder.header.inspection_targets import same_body, with_short_form
from graph_builder.header.signature import publish_date, publisher, title
from graph_builder.outline.relined import relined
from graph_builder.wording.dates import Date
from graph_builder.wording.named import Named
from ontology.records import Span

_BATCH = "(?:第[一二三四五六七八九十]批)?"
_ROUND = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}届)?(?:(?<=届)[\u3400-\u9fff]{3,4}[省市区县州旗]|(?!关于|落实|根据|听取|开展|部署|启动|组织|完成|配合|接受|推进|召开|举行|传达|通报|总结|反馈|参加|按照|.?[了在对])[\u3400-\u9fff]{2}[省市区县州]|(?:学?校|集团(?:公司)?|院)党|[省市区县州旗党]|中央)?委?"
    rf"(?<![上新这、])(?:第|(?<=[委党央]))[一二三四五六七八九十\d]{{1,3}}轮{_BATCH}(?:(?:常规|专项|提级|交叉|政治)?巡[察视]|中央(?:生态)?环境?保护?督察)"
)
# What ends it, and how far before that it can begin: a rare word to look for first.
_ROUND_END = re.compile(rf"轮{_BATCH}(?:(?:常规|专项|提级|交叉|政治)?巡[察视]|中央(?:生态)?环境?保护?督察)")
_ROUND_REACH = 12
_CITED = re.compile(r"《[^《》\n]{0,160}》")
_OURS = re.compile(r"^[我本](?P<body>[\u3400-\u9fff]{0,6})$")
# 我区 is none of the offices that sign
_AREAS = ("省", "市", "县", "区", "州")
_OF_AREA = re.compile("[省市县区州旗](?:委|党工委|政府|人民政府)?(?:员会)?$")
# 三个巡察组分别向…反馈
_UNNAMED = re.compile(r"[一二两三四五六七八九十\d]个[^,。]{0,4}(?:巡[察视]|督察)组")
# who publishes what others put right; the report on a round, or on what was audited in a year's budget
_INSPECTS_OTHERS = re.compile("巡[察视]|纪委|纪律检查|监委|监察|审计|组织部")
_OF_MANY = re.compile("轮|预算执行")
# 红岭街道党工委关于区委第五轮巡察反馈意见整改进展情况的通报: what a body that inspects nobody tells of itself
_INSPECTED_BODY = re.compile("[传战]部|党组|党工委|党总支|党支部|[局厅院镇乡]党?委|街道|公司|集团|大学|学院|医院|中心")
_DEED_OF_KIND = re.compile(f"{SPECIAL.pattern}|审计|(?:生态环境|环境|环保)(?:保护)?督察|督[察导]")
_HEAD = 2500
_MOST = 300
"""Statements of a kind that are read; a round of inspections has some dozens."""


class Inspected(Struct, frozen=True, gc=False):
    """One inspection of one target by one group."""

    group: Named | None
    target: Named | None
    span: Span
    start: Date | None = None
    end: Date | None = None
    feedback: Date | None = None
    kind: str = ""
    round: str = ""


class Header(Struct, frozen=True, gc=False):
    """The facts about a notice as a whole; `inspections` is empty where none is named."""

    inspections: tuple[Inspected, ...] = ()
    title: Named | None = None
    publisher: Named | None = None
    publish_date: Date | None = None
    declared: tuple[Declared, ...] = ()
    round: str = ""


def _round(text: str, title: Named | None, groups_: Iterable[Named]) -> str:
    """The round of the inspection: one of the committee that sent the group comes before another's (省委第二轮)."""
    found = [told for head in (title.text if title else "", _CITED.sub("", text[:_HEAD])) for told in _rounds(head)]
    senders = {sender[0] for group in groups_ if (sender := _SENDER.search(group.text))}
    own = [told for told in found if any(sender in told for sender in senders)]
    return max(own or found, key=len, default="")


_SENDER = re.compile("[省市区县州旗]委")


def _rounds(text: str) -> Iterator[str]:
    at = 0
    for end in _ROUND_END.finditer(text):
        if match := _ROUND.search(text, max(at, end.start() - _ROUND_REACH), end.end()):
            at = match.end()
            yield match.group()


def _is_of_theme(text: str, one: Statement, theme: bool) -> bool:
    """Whether a statement without a group speaks of what the notice is about: 对下属公司开展审计 is a remedy."""
    if not theme or one.group is not None or one.form is not Form.CONDUCTED:
        return True
    return _THEME.search(text, one.sentence.start, one.sentence.end) is not None


_THEME = re.compile("巡[察视]|回头看")


def _inspected(text: str, named: Named | None) -> list[tuple[Statement, Inspected]]:
    """Every pair of group and target that the notice states, each once, with the dates told beside it.

    Of several groups with one target (第二、第三巡察组对县人大机关等9个单位) the one told with it again stays.
    """
    found: list[tuple[Statement, Inspected]] = []
    times: list[int] = []
    rows = list(islice(tabled(text), _MOST))
    stated = [told_of for form in (conducted, assigned, objects) for told_of in islice(form(text), _MOST)]
    stated = [*rows, *(one for one in stated if not any(row.sentence.overlaps(one.whole) for row in rows))]
    stated.sort(key=lambda one: one.whole.start)
    theme = named is not None and _THEME.search(named.text) is not None
    stated = [one for one in stated if _is_of_theme(text, one, theme)]
    dated = any(own_period(text, one) for one in stated if one.target)
    for one in stated:
        when = own_period(text, one)
        if (one.group is None and when is None and dated) or not _says(text, one, when):
            continue
        known = next((i for i, (other, _) in enumerate(found) if _is_same(one, other)), None)
        start, end = when or (None, None)
        inspected = Inspected(one.group, one.target, one.sentence, start, end, kind=one.kind)
        if known is None:
            found.append((one, inspected))
            times.append(1)
        else:
            found[known] = (found[known][0], _joined(found[known][1], inspected))
            times[known] += 1
    again = [one for (_, one), often in zip(found, times, strict=True) if often > 1]
    return [
        pair
        for pair, often in zip(found, times, strict=True)
        if often > 1 or not any(pair[1].group and _bodies(pair[1], other) for other in again)
    ]


def _says(text: str, one: Statement, when: tuple[Date, Date | None] | None) -> bool:
    """Whether a statement names a body, and by whom, when, how or in which round; or else the period for many."""
    if one.target is None:
        return when is not None and when[1] is not None
    if one.group is not None or when is not None or one.kind:
        return True
    return any(told.search(text, one.sentence.start, one.sentence.end) for told in (_ROUND_END, _UNNAMED))


def _is_same(one: Statement, other: Statement) -> bool:
    if one.target is None or other.target is None:
        return False
    if one.whole == other.whole and one.target.span != other.target.span:  # an enumeration names each body once
        return one.target.text == other.target.text
    same_group = one.group is None or other.group is None or same_body(one.group, other.group)
    return same_group and same_body(one.target, other.target)


def _joined(one: Inspected, other: Inspected) -> Inspected:
    """What two statements tell of one inspection: the first that says a thing."""
    return replace(
        one,
        group=next(
            (group for group in (one.group, other.group) if group and is_numbered(group)), one.group or other.group
        ),
        start=one.start or other.start,
        end=one.end or other.end,
        kind=one.kind or other.kind,
    )


def _fed_back(text: str, found: list[tuple[Statement, Inspected]]) -> list[tuple[Statement, Inspected]]:
    """The pairs that an announcement names only where it tells of the feedback, with the dates told for all.

    Nothing is added where a group is known to have inspected somebody: its feedback names that body by another form.
    """
    named = [one.group for _, one in found if one.group and one.target and is_certain(one.group)]
    added: list[tuple[Statement, Inspected]] = []
    for one in islice(told(text), _MOST):
        if (
            one.group is None
            and not one.shared
            and (
                any(other.target for _, other in found)
                or not any(
                    told_by.search(text, one.sentence.start, one.sentence.end) for told_by in (_ROUND_END, _UNNAMED)
                )
            )
        ):
            continue
        if one.group and any(same_body(one.group, other) for other in named):
            continue
        if found and one.group and not is_certain(one.group):
            continue
        if not any(_is_same(one, other) for other, _ in added):
            added.append((one, _like(one, found)))
    if not added:
        return found
    answered = [other for _, other in added]
    left = [pair for pair in found if pair[1].group or not any(_bodies(pair[1], other) for other in answered)]
    return [*(pair for pair in left if pair[1].group), *added]


def _bodies(one: Inspected, other: Inspected) -> bool:
    return bool(one.target and other.target and same_body(one.target, other.target))


def _like(one: Statement, found: Sequence[tuple[Statement, Inspected]]) -> Inspected:
    """The inspection of a statement of feedback, with the dates of what is said of its target, or of all targets."""
    told_of = Inspected(one.group, one.target, one.sentence, kind=one.kind)
    same = next((other for _, other in found if _bodies(other, told_of)), None)
    same = same or (found[0][1] if found else None)
    if same is None:
        return told_of
    return replace(told_of, start=same.start, end=same.end, kind=one.kind or same.kind)


def _with_periods(text: str, found: list[tuple[Statement, Inspected]]) -> Iterator[tuple[Statement, Inspected]]:
    """Those without dates get what the notice says of their kind, or of all inspections."""
    kinds = periods_of_kinds(text)
    general = general_period(text)
    for statement, one in found:
        when = next((when for names, when in kinds if one.kind and one.kind[-2:] in names), None) or general
        if one.start and one.end is None and general and _same_day(general[0], one.start):
            yield statement, replace(one, start=general[0], end=general[1])
        elif one.start or when is None:
            yield statement, one
        else:
            yield statement, replace(one, start=when[0], end=when[1])


def _same_day(one: Date, other: Date) -> bool:
    years = {one.year, other.year} - {0}
    return len(years) < 2 and (one.month, one.day) == (other.month, other.day)


def _in_year(date: Date | None, published: Date | None) -> Date | None:
    """An inspection's date without a year lies before the day of publication."""
    if date is None or date.year or published is None:
        return date
    return date.in_year(published.year if date.month <= (published.month or 12) else published.year - 1)


def _behind(start: Date | None, end: Date | None) -> Date | None:
    """An end without a year lies behind its start; None where that does not tell."""
    if end is None or end.year or start is None or not start.year:
        return None
    return end.in_year(start.year if end.month >= start.month else start.year + 1)


def _dated(found: list[tuple[Statement, Inspected]]) -> list[tuple[Statement, Inspected]]:
    """The inspections with a date, and with a group, where there are such: others are talk (派出巡察组对8家单位…)."""
    if any(pair[1].target for pair in found):
        found = [pair for pair in found if pair[1].target]
    dated = [pair for pair in found if pair[1].start]
    dated = dated or [pair for pair in found if pair[1].group and is_certain(pair[1].group)]
    dated = dated or [pair for pair in found if pair[0].sentence == found[0][0].sentence]
    told_of = [pair for pair in found if pair[0].form is not Form.CONDUCTED and pair not in dated]
    kept = [pair for pair in [*dated, *told_of] if pair[1].group or pair[0].shared]
    sure = any(pair[1].group and is_certain(pair[1].group) for pair in kept)
    return kept if sure or not dated else [*dated, *(pair for pair in kept if pair not in dated)]


def _ours(text: str, target: Named | None, signed: Named | None) -> Named | None:
    """我院党组 is the body that publishes the notice, or else the one that was told of the findings."""
    ours = _OURS.match(target.text) if target else None
    if target is None or ours is None or (signed and ours["body"] in _AREAS and not _OF_AREA.search(signed.text)):
        return target
    named = signed or next((one.target for one in told(text) if one.target and not _OURS.match(one.target.text)), None)
    if named is None:
        return target
    return Named(named.text, named.span, (*target.aliases, target.text))


def _own_inspection(text: str, named: Named | None, signed: Named | None, round_: str) -> Iterator[Inspected]:
    """The inspection of the body that publishes what it put right, where no sentence tells who inspected it."""
    if named is None or signed is None or "整改" not in named.text:
        return
    if told := next(feedbacks(text), None):
        group, date = told
        yield Inspected(group, signed, group.span, feedback=date, kind=kind_of_group(group), round=round_)
    elif (not _INSPECTS_OTHERS.search(signed.text) or _tells_of_itself(named, signed)) and (
        _INSPECTED_BODY.search(signed.text) or not _OF_MANY.search(named.text)
    ):
        kind = "".join(_DEED_OF_KIND.findall(named.text.removeprefix(signed.text)))
        only = _only_group(text)
        yield Inspected(only, signed, only.span if only else named.span, kind=kind, round=round_)


def _tells_of_itself(named: Named, signed: Named) -> bool:
    """云岭县委组织部关于巡察反馈意见整改情况的通报: also of who has a hand in inspecting others."""
    return named.text.startswith(signed.text) and _TOLD_TO.search(named.text) is not None


_TOLD_TO = re.compile("反馈|[省市区县州]委(?:第.{1,3}轮)?巡[察视](?!办|工作|机构)")


def _only_group(text: str) -> Named | None:
    """The one group that the notice names by its number: 针对区委第二巡察组反馈的12个问题."""
    named = [group for group in groups(text, 0, min(len(text), _HEAD)) if is_certain(group)]
    return named[0] if named and all(same_body(named[0], other) for other in named) else None


def read_header(text: str) -> Header:
    """The header's facts of a cleaned notice."""
    lined = relined(text)
    return lined.led_back(_read(lined.text))


def _read(text: str) -> Header:
    named = title(text)
    published = publish_date(text)
    signed = publisher(text, named)
    stated = _dated(list(_with_periods(text, _fed_back(text, _inspected(text, named)))))
    round_ = _round(text, named, (one.group for _, one in stated if one.group))
    found = []
    for statement, one in stated:
        placed = replace(
            one,
            target=_ours(text, one.target and with_short_form(text, one.target), signed),
            start=(start := _in_year(one.start, published)),
            end=_behind(start, one.end) or _in_year(one.end, published),
            round=round_,
        )
        fed_back = feedback(text, statement, placed.end or placed.start)
        found.append(replace(placed, feedback=_in_year(fed_back, published)))
    found = found or list(_own_inspection(text, named, signed, round_))
    return Header(tuple(found), named, signed, published, tuple(declared(text)), round_)
