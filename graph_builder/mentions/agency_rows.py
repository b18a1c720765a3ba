"""Offices that no word list knows, told by where they stand: beside an office in a row, or charged with a duty.

质控办、|病案室|、医务科           between commas of a row that holds an office
由|民二庭|每季度通报              the one by whom it is done
|工程一处|牵头, 对|设备科|负责人     who leads, answers, or has a head
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from graph_builder.mentions import institutions
from graph_builder.mentions.agency_cores import generic
from graph_builder.wording import left_edge, sweep
from graph_builder.wording.left_edge import Page
from graph_builder.wording.stretches import matches_around, matches_behind
from graph_builder.wording.word_lists import entries, pairs
from ontology.records import Mention, Span

_HAN = "一-鿿"
_LONGEST = 14
_MOST_ITEMS = 30
_LAST = (
    "办公室|办(?![公理事法案学结税证件班实好完成])|局(?![长部面限机])|科(?![技学研目级室长])|处(?![理置罚分于级长室])|股(?![份东权长])|室(?![内外主长])"
    "|部(?![门分署位件队级长委落])|委(?![员托派办])|中心(?![城区组任大])|站(?![点位长])|所(?![有属在需辖以长])|队(?![伍长员列])|庭(?![审长前外])"
    "|馆(?![长])|公路段|电视台|电台|报社|研究院|研究生院|学院|卫生院|医院|学校(?![党长])|中学(?![生校])|小学(?![生校])|幼儿园|工会|团委|纪委|党组(?![织书成会])|党委(?![书委会办])|党支部(?![书])|党总支(?![书])"
)
_SMALL = (
    "科(?![技学研目级室长])|股(?![份东权长])|室(?![内外主长])|处(?![理置罚分于级长室])"
    "|办(?![公理事法案学结税证件班实好完成])"
)
_NAME = f"[{_HAN}]{{1,{_LONGEST}}}?(?:{_LAST})"
# What follows the last name of a row, or the name of who acts: no character of a longer name.
_AFTER = f"(?=[^{_HAN}]|[等和与及以的已将被对按在因未负牵配协联会共分各均要就先需应可定每逐组完开进制修落加主认立积严])"
_NEXT = re.compile(f"(?:、|和|与|及|以及)(?P<name>{_NAME})")
_SEPARATOR = re.compile("(?:、|以及|和|与|及)$")
# 由|民二庭 ; 民二庭|牵头 ; 设备科|负责人
_BY = sweep.Pattern(f"(?<![自理缘])由(?P<name>{_NAME}){_AFTER}")
_DUTY = re.compile(
    f"(?:{_LAST})(?=牵头|配合|会同|承办|负责(?!任)|主要负责人|联合(?!会|社)|主任|副主任|科长|副科长|处长|副处长|部长|副部长|站长|所长|全体|相关人员|相关责任人|工作人员)"
)
# 。水产科|对…, 一是药械科|制定… : what opens a clause and acts
_OPENS = re.compile(
    f"(?:(?:^|[,。;:\\n、)】.①-⑳])(?:[一二三四五六七八九十]是)?|[一二三四五六七八九十]是)"
    f"(?P<name>[{_HAN}]{{2,8}}?(?:{_SMALL}|部(?![门分署位件队级长委落])|中心|[大中]队(?![伍员列])))"
    "(?=、|对|将|会同|联合|牵头|负责(?!人)|组织|编制|制定|修订|印发|建立|开展|完成|按照?|每[日周月季年]|已|收回|追回|清退|清理|核查|逐|全面"
    "|严格|推行|加强|强化|更换|聘请|委托|举办|实行|规范|选派|落实|出台|召开|向|督促|指导|约谈|审核|跟踪)"
)
# part of each of these, and soon found
_ACTING = sweep.Pattern(
    "[科股室处办部心队][、对将会联牵负组编制修印建开完按每已收追清核逐全严推加强更聘委举实规选落出召向督指约审跟]"
)
# 市发改委|能源科, 县农业农村局|经管站 : a section right behind its body
_SECTION = re.compile(
    f"(?![和与及、]|共建|建设|建成|新建|设立|成立|打造)[{_HAN}]{{1,6}}?(?:科(?![技学研目级室])|股(?![份东权])|站(?![点位台])|队(?![伍员列])|(?:管理|监管|派出)所)"
    f"(?=[^{_HAN}]|[、和与及等对将的]|牵头|负责|核查|比对|拆除|开展|组织|联合|会同)"
)
_HAS_SECTIONS = ("局", "改委", "健委", "厅", "街道", "支队", "大队")
# 总编室、采访部、物资部|对… : three or more that end like offices, from an edge on
_OFFICES = re.compile(
    f"(?:^|[,。;:\n(由对将])(?P<names>[{_HAN}]{{2,7}}(?:{_SMALL}|部(?![门分署位件队级长])|队(?![伍员列]))"
    f"(?:、[{_HAN}]{{2,7}}(?:{_SMALL}|部(?![门分署位件队级长])|队(?![伍员列])|中心)){{2,9}})(?=[^{_HAN}]|{_AFTER})"
)
_ROW = sweep.Pattern("[科股室处办部队]、")  # part of each of these
# a line of a table: 建管股、县质安站
_IN_CELL = re.compile(f"[{_HAN}]{{2,10}}?[股科](?=[、 \n]|$)|[{_HAN}]{{2,10}}?(?:{_LAST})(?=[、 \n]|$)")
_LINES = re.compile(f"\n(?=[{_HAN}]{{3}})")
_CELL = re.compile(
    f"(?m)(?:[{_HAN}]{{2,10}}[股科]"
    f"|[{_HAN}]{{2,10}}[股科办局站](?:[、 ][{_HAN}]{{2,12}}[股科办局站所队处部心]){{1,8}})$"
)
# 县|质安 站 : a level, a short word, a small office, between marks
_LEVELLED = sweep.Pattern(
    f"[省市区县州](?<![{_HAN}][省市区县州])(?![级直里内外属场域委管政领长城])[{_HAN}]{{2,4}}(?:站|所|队|中心)(?=[、,。;)\n])"
)
# 、|鱼峰分局|开展, 到|东岭分局|
_BRANCH = sweep.InSentences(("分局",), f"(?<=[、由对与和向到])(?![各该本其])[{_HAN}]{{2,3}}分局(?!长)")
_PARTICLE = re.compile(
    "[了的将由向把被让给各每某该其您我你他它是不未已如即请对]|第三方|[一二三四五六七八九十两几多]个|[一二三]是|同志|书记|上级|下级|[兼担]任"
)


def find(field: Page, sure: Sequence[Mention]) -> Iterator[tuple[Span, str]]:
    """Offices beside `sure` ones and offices with a duty, each with the rule; some may overlap `sure`."""
    for found in field.matches(_BY):
        if _is_office(found["name"]):
            yield Span(*found.span("name")), "agency.by-whom"
    for found in _DUTY.finditer(field.text):
        start = left_edge.trimmed(field, field.run(found.end()), found.end())
        if _is_own(field, start, found.end()) and field.text[start : found.end()] != "办公室":
            yield Span(start, found.end()), "agency.on-duty"
    for found in matches_around(field.matches(_ACTING), _OPENS, field.text):
        start, end = found.span("name")
        whole = field.run(end) <= start and left_edge.trimmed(field, start, end) == start
        if whole and _is_own(field, start, end):
            yield Span(start, end), "agency.opens-clause"
    for found in matches_around(field.matches(_ROW), _OFFICES, field.text):
        start = found.start("names") + (found["names"][0] == "在")  # 在|脾胃病科、骨伤科开展
        names = field.text[start : found.end("names")].split("、")
        if all(_is_office(name) for name in names):
            for name in names:
                yield Span(start, start + len(name)), "agency.offices"
                start += len(name) + 1
    for found in matches_behind(_LINES, _CELL, field.text):
        for cell in _IN_CELL.finditer(field.text, *found.span()):
            if _is_office(cell[0]):
                yield Span(*cell.span()), "agency.cell"
    for found in field.matches(_LEVELLED):
        if _is_office(found[0]):
            yield Span(*found.span()), "agency.level-and-office"
    for found in field.matches(_BRANCH):
        yield Span(*found.span()), "agency.branch-alone"
    yield from _beside(field, sure)


def _beside(field: Page, sure: Sequence[Mention]) -> Iterator[tuple[Span, str]]:
    starts = sorted(mention.span.start for mention in sure)
    for mention in sure:
        section = _SECTION.match(field.text, mention.span.end) if mention.text.endswith(_HAS_SECTIONS) else None
        if section and _is_office(section[0]):
            yield Span(mention.span.start, section.end()), "agency.section"
        for span in _rightwards(field, mention.span.end, starts):
            yield span, "agency.in-row"
        for span in _leftwards(field, mention.span.start, starts):
            yield span, "agency.in-row"


def _rightwards(field: Page, end: int, starts: Sequence[int]) -> Iterator[Span]:
    for _ in range(_MOST_ITEMS):
        found = _NEXT.match(field.text, end)
        if not found or _starts_at(starts, found.start("name")) or not _is_office(found["name"]):
            return
        if found["name"] == "办公室" and field.text.endswith(_GROUPS, 0, end):  # 领导小组|及办公室
            return
        yield Span(*found.span("name"))
        end = found.end()


_GROUPS = ("小组", "工作组", "专班", "指挥部")


def _starts_at(starts: Sequence[int], position: int) -> bool:
    at = bisect_left(starts, position)
    return at < len(starts) and starts[at] == position


def _leftwards(field: Page, start: int, starts: Sequence[int]) -> Iterator[Span]:
    for _ in range(_MOST_ITEMS):
        separator = _SEPARATOR.search(field.text, max(0, start - 2), start)
        if not separator or not _ends_like_office().search(
            field.text, max(0, separator.start() - 4), separator.start()
        ):
            return
        end = separator.start()
        start = left_edge.trimmed(field, field.run(end), end)
        if _starts_at(starts, start) or not _is_own(field, start, end):
            return
        yield Span(start, end)


def _is_own(field: Page, start: int, end: int) -> bool:
    name = field.text[start:end]
    return (
        1 < len(name) <= _LONGEST
        and _is_office(name)
        and not left_edge.plural(field, start)
        and not left_edge.counted(field, start)
    )


@cache
def _ends_like_office() -> re.Pattern[str]:
    return re.compile(f"(?:{_LAST})$")


def _is_office(name: str) -> bool:
    """病案室, 民二庭, 办公室; not 各科室, 干部, 会议室, 学院."""
    if _PARTICLE.search(name) or name in _no_bodies():
        return name == "办公室"
    house = _HOUSE.search(name)
    if house and institutions.any_school(name[: house.start()]):
        return False
    if name.endswith(_refused()) or name.endswith(generic("centre-ends")):
        return False
    return name not in _ignored()


_HOUSE = re.compile("(?:学院|卫生院|医院|研究院|学校|中学|小学|幼儿园|馆)$")


@cache
def _no_bodies() -> frozenset[str]:
    return frozenset(entries("agency_no_body"))


@cache
def _refused() -> tuple[str, ...]:
    """Those that a name may not even end with; 办公室, 学院 and the like are refused only alone."""
    alone = set(pairs("agency_heads")) - _ignored()
    return tuple(word for word in entries("agency_no_body") if word not in alone)


@cache
def _ignored() -> frozenset[str]:
    return frozenset(word for word, rule in pairs("agency_heads").items() if rule == "ignored")
