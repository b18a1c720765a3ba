"""extract the sentences that say which group inspected, entered or gave feedback to which bodies."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from enum import StrEnum
from itertools import product, zip_longest

from msgspec import Struct

from graph_builder.header.inspection_groups import groups, is_certain
from graph_builder.header.inspection_targets import is_person, listed
from graph_builder.wording.dates import value
from graph_builder.wording.named import Named
from graph_builder.wording.stretches import holding
from ontology.records import Span


class Form(StrEnum):
    CONDUCTED = "conducted"  # GROUP对TARGET开展了巡察, 进驻TARGET
    ASSIGNED = "assigned"  # GROUP:TARGET、TARGET in a list
    OBJECT = "object"  # 巡察对象:TARGET、TARGET
    TOLD = "told"  # GROUP向TARGET反馈


class Statement(Struct, frozen=True, gc=False):
    """One pair of group and target; `sentence` is where it stands, `whole` the enumeration of its targets.

    `shared`: several groups are named, and nothing says which of them inspected this target.
    """

    form: Form
    group: Named | None
    target: Named | None
    sentence: Span
    whole: Span
    kind: str = ""
    shared: bool = False


_INSPECTS = r"(?:巡[察视查]|督察|督导|检查|审计|“?回头看)"
_VERB = r"(?:,?(?:同[步时]|集中|分别))?(?:,)?(?:开展|进行|实施|展开)了?(?:为期[^,。]{1,6}的)?"
# 对A党组、B党组开展了常规巡察
_ON = re.compile(
    r"对(?P<target>[^。;\n]{2,300}?)(?=(?:专项|常规|提级|交叉|机动|联动)?巡[察视](?:“回头看”)?(?:工作)?(?:进驻)?动员|的(?:巡[察视])?进驻|巡[察视](?:工作)?的?(?:反馈|情况)"
    rf"|,[^,。]{{0,20}}(?:委|第)[^,。]{{0,12}}(?:巡[察视]|督察)组(?:同步|同时)?对|{_VERB}[^,。;\n]{{0,30}}?{_INSPECTS})"
)
# 进驻A开展巡察 / 前往A开展巡察 / 巡察A、B;
_AT = re.compile(
    r"(?:[进入]驻(?!并|和|及|工作|动员|会|期间|时间|情况|以来|后|专栏|公告|公示|名单|方式|地点|一览|[,。])|(?:前往|走进)(?=[^,。]{2,40}开展[^,。]{0,6}巡[察视])|(?:(?<=组)|(?<=组负责))(?:专项|常规|提级|机动)?巡[察视](?:了(?!解))?(?!组|了|发现|反馈|工作|办|期间|时间|动员|整改|情况|意见|安排|计划|“|中|的)|[:)](?:专项|常规|提级|机动)?巡[察视](?!组|时间|工作|“))"
    r"(?P<target>[^。;\n]{2,200}?)(?=,?(?:为期|开展|进行|召开|情况|反馈|工作|期间|进驻动员|动员(?:部署)?会)|党组织?巡|[;。\n]|$|,(?=组长|副组长|由|电话|(?:开始|将)?对)|,(?!.{0,30}(?:党[组委]|工委|支部|局|镇|乡|街道|社区|村)[、,;。]))"
)
# 向A党组反馈巡察情况, 到A反馈“回头看”意见, 向A反馈时指出 / 在A召开巡察情况反馈会 / 反馈了对A的巡察情况
_TO = re.compile(
    r"[向到](?P<target>[^,。;:\n向]{2,120}?)(?:全面|集中|分别|逐一|单独|个别|进行了?[^,。;:\n]{0,6}的?(?:巡[察视])?)?(?:反馈|通报)了?(?P<kind>[^,。;\n]{0,16}?)(?:巡[察视]|“?回头看|情况|意见|会|时|存在|发现|问题|[,。]|$)"
)
_AT_MEETING = re.compile(
    r"在(?P<target>[^,。;:\n在]{2,40}?(?:镇|乡|街道|局|公司|集团|学校|学院|医院|中心|村|社区))(?:[^,。;\n]{0,12})?召开[^,。;\n]{0,14}反馈会"
    r"|召开对?巡[察视](?!“?回头看”?(?:工作)?情况)(?P<held>[^,。;:\n]{2,40}?)的?(?:工作)?情况反馈(?:大?会)"
    r"|完成了?对(?P<done>[^。;:\n]{2,200}?)的(?:现场|集中)?(?:巡[察视])?反馈"
    r"|反馈了?对(?P<body>[^,。;:\n]{2,40}?)的?(?:巡[察视])[^,。;\n]{0,8}情况"
)
# 第一巡察组(组长:甲):A党组、B党组 / 第一巡察组	A党组、B党组
_LIST = re.compile(
    r"\((?:被?巡[察视](?:单位|对象))?:?(?P<inside>[^()\n]{2,300})\)(?=[\n。;]|$)"
    r"|(?:\([^()\n]{0,40}\))?(?:[:\t|]+|[-—]{1,2})(?P<target>[^\n。;]{2,300})"
)
# 巡察A情况反馈会: what comes behind the body is a feedback
_FED_BACK = re.compile("(?:工作|情况)?反馈")
# 对A党组专项巡察动员会召开 / 完成对A的进驻
_CALLED = re.compile(
    r"(?P<kind>专项|常规|提级|交叉|机动|联动)?巡[察视](?:“(?P<tail>回头看)”)?[^,。;\n]{0,10}动员|的(?:巡[察视])?进驻"
)
# 县委第二巡察组对A党委巡察反馈意见整改情况
_OF_GROUP = re.compile("组对[^。;\n]{2,40}巡[察视](?:工作)?的?(?:反馈|情况)")
# 对A党委进行巡察反馈
_FED_BACK_TO = re.compile(r"(?:进行|开展)了?[^,。;]{0,8}(?:巡[察视]|“回头看”)(?:情况|意见)?反馈")
# 进驻A开展巡察工作以来: said of it in passing
_SINCE = re.compile(r"(?:开展|进行)[^,。;]{0,8}(?:以来|期间|之后)")
_KIND = re.compile(
    r"(?:开展|进行|实施)了?(?P<kind>[^,。;\n]{0,30}?)(?:(?:巡[察视查]|督察|督导|审计)(?P<tail>“?回头看”?)?|(?P<only>“?回头看”?))"
)
# 开展了为期43天的巡察, 第三轮巡视, 现场巡察: how long, which, where, but not of what kind
_NO_KIND = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}届)[省市区县州旗校]?党?委|为期[^,。;的]{1,8}的?|第?[一二三四五六七八九十\d]{1,3}轮|首轮|现场|集中|督察$"
)
_REACH = 400
"""How far before its targets a group may be named; no real sentence is longer."""
_AND = re.compile("(?:[、和,及]|至)第?")
# 分别对A等5个党组织: some of the targets are not named
_MORE = re.compile(r"等(?P<number>[\d一二三四五六七八九十]{1,3})(?:个|家|所)")
_OR = re.compile("[和及]")
SPECIAL = re.compile("专项|提级|交叉|联动|机动|回头看")
# 第一巡察组:组长甲,副组长乙。|巡察A党组、B党组,延伸巡察C
_LED = re.compile(
    r"[:(]组长[^。;\n]{2,60}[。;\n]\n?(?:负责)?(?:巡[察视]|进驻)(?P<target>[^。;\n]{2,200}?)(?=[。;\n]|,?(?:并|延伸|同[步时]))"
)
_NO_TARGET = re.compile(r"(?:组长|电话|邮箱|信箱|地址|联系|时间|成员|热线|受理)")


_INSPECTING = ("巡察", "巡视", "巡查", "督察", "督导", "审计", "回头看", "进驻", "入驻")
_TELLING = ("反馈", "通报")
_GROUPS = ("组",)


def sentences(text: str, words: tuple[str, ...] = _INSPECTING) -> Iterator[Span]:
    """The sentences that hold one of the words: by default those that can speak of an inspection."""
    return (Span(start, end) for start, end in holding(text, words))


def conducted(text: str) -> Iterator[Statement]:
    """GROUP对TARGET开展了巡察 / GROUP进驻TARGET: every pair, the group missing where the sentence names none."""
    for sentence in sentences(text):
        if text.find("对", sentence.start, sentence.end) >= 0 and _is_carried_out(text, sentence):
            for match in _ON.finditer(text, sentence.start, sentence.end):
                whole = _behind_group(text, Span(*match.span("target")))
                kind = _kind(text, Span(whole.end, sentence.end))
                form = Form.TOLD if _FED_BACK_TO.match(text, whole.end) else Form.CONDUCTED
                yield from _pairs(text, form, sentence, whole, kind)
        for match in _AT.finditer(text, sentence.start, sentence.end):
            if _SINCE.match(text, match.end("target")):
                continue
            form = Form.TOLD if _FED_BACK.match(text, match.end("target")) else Form.CONDUCTED
            kind = _kind(text, Span(match.end("target"), sentence.end)) if form is Form.CONDUCTED else ""
            before = SPECIAL.search(text, match.start(), match.start("target"))  # 第一巡察组:|专项|巡察A
            again = text.find("回头看", match.start("target"), match.end("target")) >= 0
            kind = kind or ("回头看" if again else before.group() if before else "")
            yield from _pairs(text, form, sentence, Span(*match.span("target")), kind)


def _behind_group(text: str, whole: Span) -> Span:
    """对村提级巡察第一组对|云岭村: the body stands behind the last 对 of a group."""
    inner = text.rfind("组对", whole.start, whole.end)
    return Span(inner + 2, whole.end) if inner >= 0 else whole


def _is_carried_out(text: str, sentence: Span) -> bool:
    return any(rule.search(text, sentence.start, sentence.end) for rule in (_KIND, _CALLED, _OF_GROUP))


def told(text: str) -> Iterator[Statement]:
    """GROUP向TARGET反馈: every pair; the group named last before, where the sentence names none."""
    known: Named | None = None
    for sentence in sentences(text, (*_TELLING, *_GROUPS)):
        for match in _TO.finditer(text, sentence.start, sentence.end):
            whole = Span(*match.span("target"))
            several = _groups_before(text, Span(max(sentence.start, whole.start - _REACH), whole.start))
            if len(several) > 1:
                yield from _pairs(text, Form.TOLD, sentence, whole, match["kind"])
                continue
            group = _speaking(text, Span(max(sentence.start, whole.start - _REACH), whole.start))
            known = group if group and is_certain(group) else known
            targets = list(listed(text, whole))
            if len(targets) == 1 and is_person(targets[0].text):
                continue
            for target in targets:
                yield Statement(Form.TOLD, group or known, target, sentence, whole, _NO_KIND.sub("", match["kind"]))
        for match in _AT_MEETING.finditer(text, sentence.start, sentence.end):
            whole = Span(*match.span(match.lastgroup or 0))
            kind = "回头看" if "回头看" in match.group() else ""
            group = last_group(text, Span(max(sentence.start, whole.start - _REACH), whole.start)) or known
            for target in listed(text, whole):
                yield Statement(Form.TOLD, group, target, sentence, whole, kind)
        named = last_group(text, sentence)
        known = named if named and is_certain(named) else known


def assigned(text: str) -> Iterator[Statement]:
    """第一巡察组:A党组、B党组 in a list or a table of an entry announcement."""
    for sentence in sentences(text, _GROUPS):
        for group in groups(text, sentence.start, sentence.end):
            if is_certain(group) and (led := _LED.match(text, group.span.end)):
                yield from _led(text, group, Span(sentence.start, led.end()), Span(*led.span("target")))
                continue
            match = _LIST.match(text, group.span.end, sentence.end) if is_certain(group) else None
            if match is None or _NO_TARGET.search(match[match.lastgroup or 0][:8]):
                continue
            whole = _cell(text, Span(*match.span(match.lastgroup or 0)))
            if "对" not in text[whole.start : whole.start + 2] and not text.startswith("巡", whole.start):
                for target in listed(text, whole):
                    yield Statement(Form.ASSIGNED, group, target, sentence, whole)


def _led(text: str, group: Named, sentence: Span, whole: Span) -> Iterator[Statement]:
    """The bodies that a group with its leaders inspects, and those behind them: 并对C党组开展巡察“回头看”."""
    end = _LINE_END.search(text, sentence.end)
    rest = Span(sentence.start, end.start() if end else len(text))
    others = (Span(*match.span("target")) for match in _ON.finditer(text, sentence.end, rest.end))
    for stretch in (whole, *others):
        kind = _kind(text, Span(stretch.end, rest.end)) if stretch is not whole else ""
        for target in listed(text, stretch):
            yield Statement(Form.ASSIGNED, group, target, rest, stretch, kind)


_LINE_END = re.compile("[。\n]")


def _cell(text: str, whole: Span) -> Span:
    """Up to the edge of the table's cell, or to what is no body any more: 联系电话."""
    told = text[whole.start : whole.end]
    stops = [at for mark in ("\t", "|", " ", "联系", "电话", "组长") if (at := told.find(mark)) > 0]
    return Span(whole.start, whole.start + min(stops, default=len(told)))


def _pairs(text: str, form: Form, sentence: Span, whole: Span, kind: str) -> Iterator[Statement]:
    conducting = _groups_before(text, Span(max(sentence.start, whole.start - _REACH), whole.start))
    targets: list[Named | None] = list(listed(text, whole)) or [None]
    for group, target in _matched(text, conducting, targets, _is_cut_short(text, whole, len(targets))):
        shared = group is None and conducting[0] is not None
        yield Statement(form, group, target, sentence, whole, kind or kind_of_group(group), shared)


def _is_cut_short(text: str, whole: Span, named: int) -> bool:
    """Whether an enumeration of targets counts more than it names: A等5个党组织."""
    more = _MORE.search(text, whole.start, whole.end)
    return more is not None and value(more["number"]) > named


def _matched(
    text: str, groups_: list[Named | None], targets: list[Named | None], cut: bool
) -> Iterator[tuple[Named | None, Named | None]]:
    """One group for all, all for one, one for each, or for each part of A、B和C、D; else which for which is unsaid.

    Of an enumeration cut short, the target named first is the first group's.
    """
    if cut and len(groups_) > 1:
        yield from zip_longest(groups_[:1], targets)
        return
    if len(groups_) == 1 or len(targets) == 1:
        yield from product(groups_, targets)
        return
    parts = [[target] for target in targets] if len(groups_) == len(targets) else list(_parted(text, targets))
    for index, part in enumerate(parts):
        for target in part:
            yield groups_[index] if len(parts) == len(groups_) else None, target


def _parted(text: str, targets: list[Named | None]) -> Iterator[list[Named | None]]:
    """Targets, cut where 和 or 及 stands between two."""
    part: list[Named | None] = []
    for target in targets:
        if part and target and (last := part[-1]) and _OR.search(text, last.span.end, target.span.start):
            yield part
            part = []
        part.append(target)
    yield part


def _groups_before(text: str, span: Span) -> list[Named | None]:
    """The groups named last before the targets: 第一巡察组、第六巡察组分别对A、B are two, for one each."""
    found: list[Named] = []
    for group in groups(text, span.start, span.end):
        apart = found and found[-1].span.end < group.span.start
        if apart and not _AND.fullmatch(text, found[-1].span.end, group.span.start):
            found = []
        found.append(group)
    return [*found] or [None]


def kind_of_group(group: Named | None) -> str:
    """A special group conducts special inspections: 市委第六专项巡察组."""
    found = SPECIAL.search(group.text) if group else None
    return found.group() if found else ""


def _kind(text: str, span: Span) -> str:
    if called := _CALLED.match(text, span.start, span.end):
        return called["kind"] or called["tail"] or ""
    match = _KIND.search(text, span.start, span.end)
    if match is None:
        return ""
    kind = _NO_KIND.sub("", match["kind"]).strip("的")
    kind = kind if kind.count("“") == kind.count("”") and not kind.endswith("”") else kind.strip("“”")
    return kind + (match["tail"] or match["only"] or "").strip("“”")


def _speaking(text: str, span: Span) -> Named | None:
    """The group named last, but before 县委第一巡察组组长代表巡察组 the one that has a number."""
    found = list(groups(text, span.start, span.end))
    return next((group for group in reversed(found) if is_certain(group)), found[-1] if found else None)


def last_group(text: str, span: Span) -> Named | None:
    return next(iter(deque(groups(text, span.start, span.end), maxlen=1)), None)
