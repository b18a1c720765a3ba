"""extract the header: who inspected whom and when, what was declared, who published the notice and when."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ontology.records import Span

from .dates import Date, dates, period
from .declared import Declared, declared
from .named import Named
from .signature import publish_date, publisher, title
from .stretches import holding

# 巡察组, 巡视组, 督察组 as the end of a group's name; what stands before it is found by looking left.
_GROUP_END = re.compile(r"(?:巡[察视查]|督察|督导|审计)(?:工作)?组")
_GROUP_WINDOW = 40
# What a group's name cannot begin before: punctuation, digits, prepositions, verbs, 的.
_GROUP_CUT = re.compile(
    r"[^\u3400-\u9fff“”]|根据|按照|[由经向对在从以将的了]|接受|配合|[接收]到|派出|授权|统一部署|(?<=\d)月|日|以来|期间|组(?!织)|意见|反馈|落实|及时|针对|上|就|至|与|和(?=[省市区县]?委)|年度?"
)
_ROUND_IN_NAME = re.compile(
    r"^(?P<round>(?:[一二三四五六七八九十]{1,3}届)?(?P<by>[省市区县州旗]?委)?(?:第?[一二三四五六七八九十\d]{1,3}轮)?(?:巡[察视])?)(?=[\u3400-\u9fff]{0,6}(?:委|第|巡))"
)
# A group is sent by a committee (市委, 党组, 党工委), or has a number.
_SENT = re.compile(r"[^第]{0,24}?(?:中央|国务院|委|党组|工委|审计|督察|督导)|第|巡[察视]组")
_NO_BODY = re.compile(r"(?:情况|工作|问题|人员|干部|责任|落实|建设|事项|方面|制度)$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]{1,3}(?!届|轮)|专项|联合|提级|交叉|机动")
_ROUND = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}届)?(?:(?!关于|落实|根据|[在对])[\u3400-\u9fff]{2}[省市区县州]|[省市区县州旗])?委?第?[一二三四五六七八九十\d]{1,3}轮(?:常规|专项|提级|交叉)?巡[察视]"
)
# What ends it, and how far before that it can begin: a rare word to look for first.
_ROUND_END = re.compile(r"轮(?:常规|专项|提级|交叉)?巡[察视]")
_ROUND_REACH = 12
_VERB = r"(?:,?同[步时])?(?:,)?(?:开展|进行|实施)了?(?:为期[^,。]{1,6}的)?"
_TARGET = re.compile(
    rf"对(?P<target>[^。;\n]{{2,160}}?)(?=,[^,。]{{0,20}}(?:委|第)[^,。]{{0,12}}(?:巡[察视]|督察)组对|{_VERB}[^,。;\n]{{0,30}}?(?:巡[察视查]|督察|督导|检查|审计|“?回头看))"
)
_KIND = re.compile(
    r"(?:开展|进行|实施)了?(?P<kind>[^,。;\n]{0,30}?)(?:(?:巡[察视查]|督察|督导|审计)(?P<tail>“?回头看”?)?|(?P<only>“?回头看”?))"
)
# Of all that _KIND matches, this is the rarer part.
_INSPECTING = ("巡察", "巡视", "巡查", "督察", "督导", "审计", "回头看")
_ALIAS = re.compile(r"\((?:以下|下|以下统)?(?:简称|称|统称)(?:为)?:?[“\"]?(?P<alias>[^()”\"]{2,20})[”\"]?\)")
_FEEDBACK = re.compile(r"反馈(?:了|会|大会)?|通报了")
_TELLING = ("反馈", "通报")
# 市委第一巡察组向市教育局党组反馈巡察情况
_TOLD_TARGET = re.compile(r"向(?P<target>[^,。;:\n向]{3,60}?)(?:反馈|通报)了?(?:巡[察视]|“?回头看)")
_HEAD = 2500


@dataclass(frozen=True, slots=True)
class Inspected:
    """One inspection of one target by one group."""

    group: Named | None
    target: Named | None
    span: Span
    start: Date | None = None
    end: Date | None = None
    feedback: Date | None = None
    kind: str = ""
    round: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The facts about a notice as a whole; `inspections` is empty where none is named."""

    inspections: tuple[Inspected, ...] = ()
    title: Named | None = None
    publisher: Named | None = None
    publish_date: Date | None = None
    declared: tuple[Declared, ...] = field(default=())


def groups(text: str, start: int, end: int) -> Iterator[Named]:
    """The inspection groups named in text[start:end]: 市委第九巡察组, 省委第二专项巡视组."""
    for match in _GROUP_END.finditer(text, start, end):
        window = max(start, match.start() - _GROUP_WINDOW)
        left = window
        for cut in _GROUP_CUT.finditer(text, window, match.start()):
            left = cut.end()
        whole = text[left : match.end()]
        name = _without_round(whole)
        if not _SENT.match(name):
            continue
        yield Named(name, Span(left, match.end()), () if name == whole else (whole,))


def _without_round(name: str) -> str:
    """十四届省委第七轮巡视第六巡视组 is 省委第六巡视组."""
    prefix = _ROUND_IN_NAME.match(name)
    if prefix is None:
        return name
    rest = name[prefix.end() :]
    return rest if not prefix["by"] or "委" in rest else prefix["by"] + rest


def _sentences(text: str, words: Sequence[str]) -> Iterator[Span]:
    """The sentences that hold one of the words."""
    return (Span(start, end) for start, end in holding(text, words))


def _targets(text: str, span: Span) -> Iterator[tuple[Named, Span]]:
    """Each target in a sentence: 对A党组开展了巡察; 对A、B和C开展巡察 are three."""
    for match in _TARGET.finditer(text, span.start, span.end):
        whole = Span(*match.span("target"))
        for part in _listed(text, whole):
            yield _named(text, part), whole


_BODY_END = (
    r"(?:党组|党委|党工委|工委|委员会|党总支|党支部|局|委|办|公司|集团|学校|大学|学院|医院"
    r"|街道|镇|乡|村|社区|中心|院|会|府|厅|部|单位|队|站|所)"
)


def _listed(text: str, span: Span) -> Iterator[Span]:
    """The parts of an enumeration of bodies; an enumeration inside brackets, or one without bodies, stays whole."""
    depth, start = 0, span.start
    parts: list[Span] = []
    for position in range(span.start, span.end):
        depth += (text[position] in "(“《") - (text[position] in ")”》")
        if (
            depth == 0
            and text[position] in "、和及"
            and re.search(rf"{_BODY_END}(?:\([^()]*\))?$", text[start:position])
        ):
            parts.append(Span(start, position))
            start = position + 1
    parts.append(Span(start, span.end))
    yield from parts


def _named(text: str, span: Span) -> Named:
    """A target without the brackets behind it, which declare its short forms."""
    raw = text[span.start : span.end]
    aliases = tuple(match["alias"] for match in _ALIAS.finditer(raw))
    name = (
        re.sub(r"\([^()]*\)", "", raw) if "(" in raw and not raw.split("(")[0].endswith("公司") else _ALIAS.sub("", raw)
    )
    name = name.strip("“”,、 ")
    at = raw.find(name[:2])
    start = span.start + max(at, 0)
    return Named(name, Span(start, min(span.end, start + len(name))), aliases)


def _declared_aliases(text: str, name: Named) -> Named:
    """Add the short form that stands in brackets right behind a name."""
    match = _ALIAS.match(text, name.span.end)
    if match is None or match["alias"] in name.aliases:
        return name
    return Named(name.text, name.span, (*name.aliases, match["alias"]))


def _kind(text: str, span: Span) -> str:
    match = _KIND.search(text, span.start, span.end)
    return (
        (match["kind"].strip("“”的") + (match["tail"] or match["only"] or "")).strip("“”")
        if match and "为期" not in match["kind"]
        else ""
    )


def _round(text: str, title: Named | None) -> str:
    found = [told for head in (title.text if title else "", text[:_HEAD]) for told in _rounds(head)]
    return max(found, key=len, default="")


def _rounds(text: str) -> Iterator[str]:
    at = 0
    for end in _ROUND_END.finditer(text):
        if match := _ROUND.search(text, max(at, end.start() - _ROUND_REACH), end.end()):
            at = match.end()
            yield match.group()


def _inspections(text: str) -> Iterator[Inspected]:
    """Every pair of group and target, in sentences such as DATE至DATE,GROUP对TARGET开展了巡察."""
    seen: set[tuple[str, str]] = set()
    for sentence in _sentences(text, _INSPECTING):
        if text.find("对", sentence.start, sentence.end) < 0 or not _KIND.search(text, sentence.start, sentence.end):
            continue
        when = period(text, sentence.start, sentence.end)
        for target, whole in _targets(text, sentence):
            group = _last(groups(text, sentence.start, whole.start))
            key = (group.text if group else "", target.text)
            if (group is None and when is None) or key in seen or _NO_BODY.search(target.text):
                continue
            seen.add(key)
            start, end = when or (None, None)
            yield Inspected(group, target, sentence, start, end, kind=_kind(text, Span(whole.end, sentence.end)))


def _fed_back_to(text: str) -> Iterator[Inspected]:
    """Every pair in sentences such as 市委第一巡察组向市教育局党组反馈巡察情况; dates and kind stand elsewhere."""
    for sentence in _sentences(text, _TELLING):
        match = _TOLD_TARGET.search(text, sentence.start, sentence.end)
        if match is None:
            continue
        group = _last(groups(text, sentence.start, match.start()))
        if group and _ORDINAL.search(group.text):
            yield Inspected(group, _named(text, Span(*match.span("target"))), sentence)


def _with_groups(text: str, found: list[Inspected]) -> list[Inspected]:
    """The inspections of an announcement that says only where it tells of the feedback which group went to whom."""
    told = list(_fed_back_to(text))
    if any(one.group for one in found) or not told:
        return found
    completed = []
    for one in told:
        same = next((f for f in found if f.target and one.target and _same_body(f.target, one.target)), None)
        same = same or (found[0] if found else None)
        completed.append(replace(one, start=same.start, end=same.end, kind=same.kind) if same else one)
    return completed


def _same_body(one: Named, other: Named) -> bool:
    return one.text.endswith(other.text) or other.text.endswith(one.text)


def _last(found: Iterator[Named]) -> Named | None:
    return next(iter(deque(found, maxlen=1)), None)


def _feedback(text: str, inspected: Inspected) -> Date | None:
    """The day of the feedback: in the inspection's own sentence behind its target, else in a later one.

    Where a notice tells of several inspections, a sentence that names the group comes before one that names none.
    """
    basis = inspected.end or inspected.start
    told = [
        s for s in _sentences(text, _TELLING) if s.end > inspected.span.start and _FEEDBACK.search(text, s.start, s.end)
    ]
    for named in (True, False):
        for sentence in told:
            date = _fed_back(text, sentence, inspected)
            if date and _speaks_of(text, sentence, inspected, named):
                return _year_of(date, basis)
    return None


def _fed_back(text: str, sentence: Span, inspected: Inspected) -> Date | None:
    own = sentence.start == inspected.span.start
    start = inspected.target.span.end if own and inspected.target else sentence.start
    stop = _FEEDBACK.search(text, start, sentence.end)
    found = dates(text, start, stop.start()) if stop else []
    return found[0] if found else None


def _speaks_of(text: str, sentence: Span, inspected: Inspected, named: bool) -> bool:
    if sentence.start == inspected.span.start:
        return True
    numbered = [group.text for group in groups(text, sentence.start, sentence.end) if _ORDINAL.search(group.text)]
    if not numbered or inspected.group is None:
        return not named
    return any(inspected.group.text in name or name in inspected.group.text for name in numbered)


def _year_of(date: Date, basis: Date | None) -> Date:
    """A feedback date without a year lies behind the end of the inspection."""
    if date.year or basis is None:
        return date
    later = basis.month and date.month and date.month < basis.month
    return date.in_year(basis.year + 1 if later else basis.year)


def _in_year(date: Date | None, published: Date | None) -> Date | None:
    """An inspection's date without a year lies before the day of publication."""
    if date is None or date.year or published is None:
        return date
    return date.in_year(published.year if date.month <= (published.month or 12) else published.year - 1)


def _dated(found: Sequence[Inspected]) -> list[Inspected]:
    """The inspections with a date, and with a group, where there are such: others are talk (派出巡察组对8家单位…)."""
    dated = [inspected for inspected in found if inspected.start] or list(found[:1])
    return [inspected for inspected in dated if inspected.group] or dated


def read_header(text: str) -> Header:
    """The header's facts of a cleaned notice."""
    named = title(text)
    told = _round(text, named)
    published = publish_date(text)
    found = []
    for one in _dated(_with_groups(text, list(_inspections(text)))):
        placed = replace(
            one,
            target=one.target and _declared_aliases(text, one.target),
            start=_in_year(one.start, published),
            end=_in_year(one.end, published),
            round=told,
        )
        found.append(replace(placed, feedback=_feedback(text, placed)))
    return Header(tuple(found), named, publisher(text, named), published, tuple(declared(text)))
