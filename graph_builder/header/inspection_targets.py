"""extract the bodies that an inspection was about, from an enumeration: A党组、B党委和C等5个单位."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.wording import area_names
from graph_builder.wording.dates import value
from graph_builder.wording.named import Named
from ontology.records import Span

_ALIAS = re.compile(r"\((?:以下|下|以下统)?(?:简称|称|统称)(?:为)?:?[“\"]?(?P<alias>[^()”\"]{2,20})[”\"]?\)")
_PARTY = r"党组|党委|党工委|工委|党总支|总支|党支部|支部|党组织"
_BODY_END = re.compile(
    rf"(?:{_PARTY}|委员会|管委会|局|委|办|公司|集团|学校|大学|学院|党校|一?中学?|小学|医院|街道|镇|乡|村|社区|中心|院|会|社|府|厅|部|署|兵团|处|机关|单位|银行|队|站|所|区|县|市|省|场|室|社|庭|馆|校|园|街|台|联|协)"
    r"(?:\([^()]{1,40}\))?$"
)
_STRONG_END = re.compile(
    rf"(?:{_PARTY}|委员会|管委会|局|委|办|公司|集团|学校|大学|学院|党校|医院|街道|中心|院|府|厅|部|机关|个(?:乡镇|单位|部门|镇|乡|街道|村|社区|企业|学校))(?:\([^()]{{1,40}}\))?$"
)
# 市科技局贯彻落实…情况: the body that did or did not do something
_DOING = re.compile(
    rf"(?P<body>[^,、]{{2,30}}?(?:{_PARTY}|局|委|公司|集团|中心|政府|厅|医院|学院|大学|镇|乡|街道|办))"
    r"(?=贯彻|落实|执行|履行|推进)"
)
# …等4家单位, 、C3个党组织, 及所辖5个社区党委, 及其班子成员: how many there are, and what goes with them
_COUNT = re.compile(
    r"(?:等|及?其?(?:所[属辖]|下[属辖])|、|共|的)?(?:等)?[\d一二三四五六七八九十两]{1,3}(?:个|家|所|户)(?:[\u3400-\u9fff()]{0,16}?|(?:地方|地区|部门|乡镇|街道|单位)、(?:党组织|单位|部门)?|已[\u3400-\u9fff、]{2,24}的)"
    r"(?:单位|部门|党组织|党委|党组|企业|央企|国企|镇|乡|街道|村|社区|学校|医院|机构|院校|公司|地方|[市县区])(?:[\u3400-\u9fff()]{0,12}|\([市县区、]{1,6}\))$"
    r"|等[\d一二三四五六七八九十两]{1,3}[省市县区](?:\([^()]{1,8}\)|\[[^\[\]]{1,20}\])*$"
)
_ACCOUNTS = "(?:财政|财务)收支|预算执行|决算草案|经济责任|资产负债损益"
_MAY_BE_OF_BODY = re.compile(f"的|20|{_ACCOUNTS}")
# 县财政局具体组织的2022年度预算执行, 云岭镇财政收支, 云岭县人民政府2021至2023年财政收支: what of it was audited
_OF_BODY = re.compile(
    rf"(?P<body>[^的,]{{2,30}}?(?:{_PARTY}|局|委|公司|集团|中心|政府|厅|院|学校|大学|镇|乡|街道|办事处)(?:\([^()]{{2,30}}\))?)"
    rf"(?:(?:具体)?(?:组织|编制|负责|管理|实施)的|20\d\d(?:年|[至到—-])|(?:部门|单位)?(?:{_ACCOUNTS}))"
)
# 桥下、东坑、洋中|3个村党组织, 桥下、东坑等十个村(社区)党组织
_SHARED_KIND = re.compile(
    r"^[\u3400-\u9fff、]{5,60}?等?(?P<number>\d{1,2}|[二三四五六七八九十]{1,3})个(?P<kind>村|社区|村\(社区\))(?:党组织|党支部|党总支)$"
)
_HOW_MANY = re.compile(r"等(?P<number>[\d一二三四五六七八九十两]{1,3})(?:个|家|所|户|[省市县区])")
_WITH = re.compile(
    r"(?:及|和|以及)(?:其|所[属辖]|下[属辖]|下一级|部分|相关|全体)[\u3400-\u9fff\d()“”、]{0,40}$"
    r"|(?:领导班子|主要负责人|主要负责同志|领导干部)[\u3400-\u9fff]{0,12}$|(?:(?<![高中初平同])|(?<=[一二三四五六七八九十]中))等(?:[各有公]?[\u3400-\u9fff]{0,3}(?:党组织|单位|部门|中小学|学校|企业))?$|分别$"
)
_NO_BODY = re.compile(
    r"(?:情况|工作|问题|人员|干部|责任|落实|建设|事项|方面|制度|领域|企业|会议|精神|直属|所[属辖]|牵头单位|责任单位|巡[察视]|报告|动态|涉)$"
    r"|^巡[察视]|^20\d\d年度|^(?:单位|部门|地方|地区)(?:党组织)?$|^村\(社区\)$|^(?:乡镇|街道|镇街|社区)$|被巡[察视]|^[\d一二三四五六七八九十]{1,3}[个家所名]|^本地区|重点单位$|^[一二三]级党组织$|^(?:其|该|各|本[轮次批]|全[市县区省]|有关|相关|所[属辖]|下[属辖])"
)
# Brackets are no part of a name, but for the short ones in the midst of it: 村(社区)党组织, 水务投资(集团)有限公司
_BRACKETS = re.compile(r"\([^()]{5,}\)|(?<![村乡])\([^()]*\)$")
_LONG_BRACKETS = re.compile(r"\([^()]{5,}\)$")
# 集团所属|高源公司党支部, 本轮巡察的|临床医学院, 该镇|河西村
_WHOSE = re.compile(
    r"^(?:[\u3400-\u9fff]{1,20}(?:所属|下属)(?=[\u3400-\u9fff]{4})|(?:本[轮次批]|此次)?(?:常规|专项)?巡[察视]的?(?!组)"
    r"|该(?:[镇乡县市区]|街道)(?!党|机关|所)(?=[\u3400-\u9fff]{3})|我[省市区县镇](?=[^,、]{2,10}(?:[镇乡村]|街道|社区)))"
)
# 我公司|2019年至2021年发展情况, 我司|前任董事长任期履职
_OURS = re.compile("[我本](?:公司|司|局|院|校|集团|行|厅|委|单位)(?=20\\d\\d|前任|原|运营|管理|任期|董事长|主要|的)")
# 向区卫健委党组|书记、主任张伟反馈: whom of it
_POST = re.compile(
    r"(?<=[组委支局院校司团处心镇乡办部])(?:主要负责(?:人|同志)|书记|主任|局长|院长|校长|董事长|总经理|镇长|班子成员)(?=[、,]|[\u3400-\u9fff]{0,4}$)"
)
_PERSON = re.compile(r"[\u3400-\u9fff]{2,3}(?:同志)?")
_AGAIN = re.compile("“?回头看”?$")  # 巡察县残联党组|“回头看”工作动员会
_LONGEST = 60
_OPENS = "(“《"
_CLOSES = ")”》"
_BETWEEN = "、,;及"
_OR_WORDS = "和及与"  # inside names too: 农业农村和水利局


def listed(text: str, span: Span) -> Iterator[Named]:
    """Each body of an enumeration with the short forms that brackets behind it declare; what names none is left out."""
    found = [_named(text, _bare(text, part)) for part in _parts(text, span)]
    if len(found) > 1 and found[-1].text.endswith(_OF_EACH) and not found[-2].text.endswith(_OF_EACH):
        found[-1] = _without_ending(found[-1])
    kind = _EACH_KIND.search(text, span.start, span.end)
    for named in found:
        if len(named.text) >= 2 and not _NO_BODY.search(named.text):
            yield _in_full(named, kind["kind"]) if kind and not _IN_FULL.search(named.text) else named


# 桥下、东坑等十个|社区|党组织: 桥下 is 桥下社区
_EACH_KIND = re.compile("个(?P<kind>村|社区)(?:党组织|党支部|党总支|党委)$")

_IN_FULL = re.compile(f"{_STRONG_END.pattern}|[局镇乡村]$|社区$")


def _in_full(name: Named, kind: str) -> Named:
    return Named(name.text, name.span, (*name.aliases, name.text + kind))


def is_person(name: str) -> bool:
    """向许群反馈了巡察情况: two or three characters that end like no body, and are no place."""
    return _PERSON.fullmatch(name) is not None and not _BODY_END.search(name) and name not in area_names.short()


# 河西村、黄竹村党组织: said of all of them
_OF_EACH = "党组织"


def _without_ending(name: Named) -> Named:
    text = name.text.removesuffix(_OF_EACH)
    return Named(text, Span(name.span.start, name.span.end - len(_OF_EACH)), (*name.aliases, name.text))


def _parts(text: str, span: Span) -> Iterator[Span]:
    """Cut behind each body; an enumeration inside brackets, or one without bodies, stays whole."""
    depth, start = 0, span.start
    counted = _is_counted(text, span)
    for position in range(span.start, span.end):
        depth += (text[position] in _OPENS) - (text[position] in _CLOSES)
        if depth == 0 and ((counted and text[position] == "、") or _is_cut(text, start, position)):
            yield Span(start, position)
            start = position + 1
    yield Span(start, span.end)


def _is_counted(text: str, span: Span) -> bool:
    """Whether an enumeration tells how many it names: 上海、浙江、江西等3省."""
    told = _HOW_MANY.search(text, span.start, span.end)
    shared = None if told else _SHARED_KIND.match(text[span.start : span.end])
    if shared:
        return value(shared["number"]) == text.count("、", span.start, span.end) + 1
    return told is not None and value(told["number"]) == text.count("、", span.start, told.start()) + 1


def _is_cut(text: str, start: int, position: int) -> bool:
    end = _BODY_END if text[position] in _BETWEEN else _STRONG_END if text[position] in _OR_WORDS else None
    if end is _BODY_END and text[start:position] in area_names.short():  # 山西、吉林
        return True
    return end is not None and end.search(text[max(start, position - _LONGEST) : position]) is not None


def _bare(text: str, span: Span) -> Span:
    """Without counts and company at its end: 区政务局等4家单位, 街道党工委及所辖5个社区党委."""
    told = text[span.start : span.end].rstrip("的,、 \n").removesuffix("的延伸")
    told = _AGAIN.sub("", told)
    for _ in range(2):
        for end in (_COUNT, _WITH):
            told = end.sub("", told).rstrip("的,、 及")
    if match := (_MAY_BE_OF_BODY.search(told) and _OF_BODY.match(told)) or _DOING.match(told):
        told = match["body"]
    lead = len(told) - len(told.lstrip(" \n,、:"))
    if ours := _OURS.match(told):
        told = ours[0]
    post = _POST.search(told)
    told = told[: post.start()] if post else told
    whose = _WHOSE.match(told[lead:])
    lead += whose.end() if whose else 0
    return Span(span.start + lead, span.start + max(lead, len(told)))


def _named(text: str, span: Span) -> Named:
    """A target without the brackets behind it, which declare its short forms."""
    raw = text[span.start : span.end]
    aliases = tuple(match["alias"] for match in _ALIAS.finditer(raw))
    name = _ALIAS.sub("", raw)
    if "(" in name:  # 合远公司|(合远项目办); but 水务公司(集团)
        name = (_LONG_BRACKETS if name.split("(")[0].endswith("公司") else _BRACKETS).sub("", name)
    name = name.strip("“”,、 ")
    at = raw.find(name[:2])
    start = span.start + max(at, 0)
    return Named(name, Span(start, min(span.end, start + len(name))), aliases)


def with_short_form(text: str, name: Named) -> Named:
    """Add the short form that stands in brackets right behind a name."""
    match = _ALIAS.match(text, name.span.end)
    if match is None or match["alias"] in name.aliases:
        return name
    return Named(name.text, name.span, (*name.aliases, match["alias"]))


def same_body(one: Named, other: Named) -> bool:
    """Whether one name ends in, or shortens, the other: 县发改局 清河县发改局, 市发展改革委 市发展和改革委员会."""
    short, long = sorted((one.text.removeprefix("中共"), other.text.removeprefix("中共")), key=len)
    if long.endswith(short) or any(long == alias or short == alias for alias in (*one.aliases, *other.aliases)):
        return True
    rest = iter(long)
    return len(short) >= 4 and short[0] == long[0] and all(character in rest for character in short)
