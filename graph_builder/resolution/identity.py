"""How wide a name is: what identifies the thing that it names, and why.

市委 in two notices of one city is one body, of two cities two; 《财务管理制度》 of two offices two documents;
《中国共产党巡视工作条例》, 国务院 and a company's full name are the same everywhere. When unsure, names stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from graph_builder.mentions import areas
from graph_builder.mentions.places import Scope
from graph_builder.resolution.short_names import shortest
from graph_builder.wording import area_names
from graph_builder.wording.lexicon import lines


class Context(Struct, frozen=True, gc=False):
    """What a name's width depends on: the notice, the body that it is about, and the place."""

    report: str
    target: str
    scope: Scope


class Identity(Struct, frozen=True, gc=False):
    """What makes the thing this thing: the parts of its id, the full form of its name, and the reason, as the ontology
    names it (`xj:IdentityReason`)."""

    key: tuple[str, ...]
    name: str
    why: str


_MARKS = re.compile(r"[\s“”‘’\"'·•《》〈〉]")
_NATIONAL_BODY = re.compile(
    r"^(?:党中央|中共中央|中央|国务院|全国|国家|最高人民|中国|中华|财政部|教育部|公安部|民政部|司法部|商务部|水利部|自然资源部|生态环境部|农业农村部|住房和城乡建设部|交通运输部|人力资源和?社会保障部|工业和信息化部|科技部|审计署|银保监会|证监会)"
)
# Only the State Council, the party's centre and congresses make a 条例 or 准则; those of a place name it.
_STATUTE = re.compile(r"(?:条例|准则)(?:\((?:试行|修订|修正)\))?$")
_NATIONAL_DOCUMENT = re.compile(
    r"^“(?:第一议题|三会一课|三重一大)”制度$|^(?:中国共产党|中共中央|中央|中华人民共和国|国务院|全国|国家|党的|党委|党政|党章|习近平|关于新形势下党内|中国)|(?<!办)法$|法典$|宪法$|^(?:公务员|事业单位|行政事业单位|政府采购|招标投标|保密)[^,]{0,12}(?:条例|规定|法)$"
)
_COMPANY = re.compile(r"(?:公司|银行|集团|合作社|事务所|企业|厂|中心|院)$")
_LEGAL = re.compile(r"(?:有限(?:责任)?公司|股份公司|有限合伙\)?|合作社|事务所|总公司|分公司)$")
# 云溪市…, 历城区… : a division by its suffix
_DIVISION = re.compile(r"^[\u3400-\u9fff]{2,9}?(?:省|自治区|市|州|盟|地区|县|区|旗)(?!属|直|级|管)")
# 桃园社区, 老城区, 高新区, 智慧城市 : end like divisions and are none
_NO_DIVISION = re.compile(
    "(?:开发|高新|经开|新|园|社|小|校|院|城|保税|自贸|合作|示范|度假|功能|集聚|旅游|风景|景|库|矿|林|港|片|街|工业|产业|辖|郊|山|牧|灾|试验|实验|农高)区$"
    "|[城超门夜都上菜]市$|(?:贫困|偏远|落后|部分|各|有关|相关|其他)(?:地区|县|区)$"
)
# 云溪高新区, 望江经济技术开发区 : an area under one office, with the name of its place before the kind
_AREA = re.compile(
    r"^[\u3400-\u9fff]{2,12}?(?=(?:经济|技术|高新|产业|工业|旅游|综合|国家级|省级)*(?:开发区|高新区|经开区|新区|园区))"
)
_KIND_OF_AREA = re.compile("(?:国家级|省级|市级|经济|技术|高新|产业|工业|旅游|综合|现代|农业|生态|科技|文化)+")
# 云岭大学, 云岭大学附属医院 ; not 老年大学
_UNIVERSITY = re.compile(r"^(?!老年|开放|社区|职工)[\u3400-\u9fff]{2,8}大学")
# 上海路街道 : a road named after a city
_ROAD = re.compile("(?:[东西南北中]?[路街]|大道|商会)")


@lru_cache(maxsize=8192)
def normal(name: str) -> str:
    """A name for comparing: NFKC, without spaces, quotes and title marks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


@lru_cache(maxsize=8192)
def _placed(name: str) -> bool:
    """Whether a name says where it is: it opens with a division, an area under one office, or a known place."""
    division = _DIVISION.match(name)
    if division and (division[0] in areas.by_name() or not _NO_DIVISION.search(division[0])):
        return True
    area = _AREA.match(name)
    if area and not _KIND_OF_AREA.fullmatch(area[0]):
        return True
    known = area_names.starting(name)
    return known > 0 and not _ROAD.match(name, known)


_COMMITTEE = re.compile(
    r"^中(?:国共产党|共)(?P<body>.{2,}?)(?P<kind>工作委员会|党?总支部?委员会|党?支部委员会|纪律检查委员会|委员会)$"
)
_WORKING = re.compile("(?<=[区道])工委$")
# 云澜市委高新技术产业开发区工作委员会 is the party committee of 云澜高新技术产业开发区.
_ZONE = re.compile(r"^(?P<place>[\u3400-\u9fff]{2,4})[市区县州]委?(?=[\u3400-\u9fff]{2,12}(?:开发区|园区|新区))")


# 市委政法委员会 is 市委政法委: a committee under the party's, not a body's
_COMMITTEES_OF = ("委政法", "委机构编制", "委网络安全和信息化", "委审计")


@lru_cache(maxsize=8192)
def party_form(name: str) -> str:
    """The short form of a party body's name: 中共A市委员会 is A市委, 中共B公司委员会 is B公司党委."""
    match = _COMMITTEE.match(name)
    if match is None:
        return _WORKING.sub("党工委", name.removeprefix("中国共产党").removeprefix("中共"))
    body, kind = match["body"], match["kind"].removeprefix("党")
    if kind == "工作委员会":
        return _ZONE.sub(lambda found: found["place"], body) + "党工委"
    if kind == "纪律检查委员会":
        return body + "纪委"
    if kind != "委员会":
        return body + ("党总支" if kind.startswith("总") else "党支部")
    return body + ("委" if body[-1] in "省市县区州盟旗" or body.endswith(_COMMITTEES_OF) else "党委")


def body_key(name: str) -> str:
    """What the forms of a body's name have in common: 中共A市应急管理局委员会 and A市应急局党委."""
    return normal(shortest(party_form(name)))


def agency(name: str, context: Context) -> Identity:
    """A party or government body or institution."""
    full = context.scope.qualify(name)
    bare = party_form(full)
    if _NATIONAL_BODY.match(full):
        return Identity((normal(full),), full, "national_body")
    if full != name:
        return Identity((body_key(bare),), bare, "place_of_notice")
    if _placed(bare) or _UNIVERSITY.match(bare):
        return Identity((body_key(context.scope.whole(bare)),), bare, "own_place")
    return Identity(
        (context.target, body_key(bare)),
        bare,
        "inspected_body",
    )


def company(name: str, context: Context) -> Identity:
    """An enterprise, bank, fund or platform."""
    if name in lines("company_names.txt"):
        return Identity((normal(name),), name, "known_company")
    full = context.scope.qualify(name)
    if _LEGAL.search(full) and len(full) >= 8:
        return Identity((normal(full),), full, "full_company_name")
    if full != name or _placed(full):
        return Identity((normal(full),), full, "own_place")
    place = context.scope.city or context.scope.county or context.scope.province
    if place:
        return Identity((place, normal(full)), full, "same_place")
    return Identity((context.report, normal(full)), full, "unsure")


def policy(name: str, context: Context) -> Identity:
    """A document."""
    if _NATIONAL_DOCUMENT.search(name):
        return Identity((normal(name),), name, "national_document")
    if _placed(name.removeprefix("关于")):
        return Identity((normal(name),), name, "own_place")
    if _STATUTE.search(name):
        return Identity((normal(name),), name, "national_document")
    return Identity(
        (context.target, normal(name)),
        name,
        "inspected_body",
    )


def person(name: str, context: Context) -> Identity:
    """A named person: the same name at another body may be another person."""
    if name == "习近平":
        return Identity((name,), name, "national_leader")
    if "某" in name:
        return Identity((context.report, normal(name)), name, "unsure")
    place = context.scope.city or context.scope.county or context.target
    return Identity((place, normal(name)), name, "same_place")


def project(name: str, context: Context) -> Identity:
    """A construction or industry project, a park."""
    full = context.scope.qualify(name)
    place = context.scope.city or context.scope.county or context.target
    if _placed(full):
        return Identity((normal(full),), full, "own_place")
    return Identity((place, normal(full)), full, "same_place")


def place(name: str, context: Context) -> Identity:
    """An administrative division without a code: counties of one name lie in many provinces."""
    within = context.scope.city if name != context.scope.city else context.scope.province
    return Identity((within, normal(name)), name, "division" if within else "only_name")


def group(name: str, context: Context) -> Identity:
    """An inspection group."""
    full = context.scope.qualify(name)
    if full != name or _placed(full) or full.startswith("中央"):
        whole = context.scope.whole(full)
        return Identity((normal(whole),), full, "own_place" if full == name else "place_of_notice")
    return Identity((context.report, normal(full)), full, "unsure")


RULES = {
    "Agency": agency,
    "Company": company,
    "Policy": policy,
    "Person": person,
    "Project": project,
    "Place": place,
    "InspectionGroup": group,
}
