"""Named projects: parks, carriers, developments, construction works.

Every rule finds where a name ends (…产业园, …改造工程, A、B等重点项目) and reads back to where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.mentions import titles
from graph_builder.mentions.lexicon import alternation, entries
from ontology.records import Mention, Span

_PHASE = "(?:[一二三四五六][一二三四五六]?期)?"
_HEAD = alternation(entries("project_heads"))
_BREAK = alternation(entries("project_breaks"))
_GENERIC = re.compile(alternation(entries("project_generic")))

# B座708室, 12号 : the park is where an office sits, not what the notice tells about.
_ADDRESS = r"[A-Z一-十]?座|[\dA-Z-]*[室号楼层]"
# 云舟产业园 | 临江大学科技园二期
_PARK = re.compile(f"{_HEAD}{_PHASE}(?:项目{_PHASE})?(?!{_ADDRESS}|[\\d]*[个家类])")
# 供水管网改造项目 | 产线项目 | 总部基地项目二期 : works whose name ends in 项目.
_WORKS = re.compile(
    "(?:改造|改扩建|扩建|新建|迁建|生产线|产线|设备|总部基地|标准厂房|安置房|综合楼|大厦|广场|水库|大桥|隧道|管网|设施)"
    f"项目{_PHASE}(?!\\d|[审申立奖评]|资金|库|经理|建设[方单])"
)
# A、B、C等5个重点项目 | A和B两个项目 : developments listed in front of 项目.
_LIST = re.compile(
    r"(?:等(?:\d+[余多]?个|[一二两三四五六七八九十]+个)?|[两三四五六七八九][个大])"
    r"[一-龥]{0,10}?(?:项目|载体)(?!\d|资金|库|团队|经理)"
)
# 德明三期6栋多层厂房 : a phase of a development, counted in buildings.
_PHASED = re.compile(r"[一二三四五六]{1,2}期(?=\d+(?:栋|号楼))")
# 青松路、白塔路雨污分流改造工程 : one work on several roads.
_ROADS = re.compile(r"[路街道河桥村]、(?:[一-龥]{1,8}[路街道河桥村]、){0,5}[一-龥]{4,24}?(?:工程|项目)")
# 打造“云舟”工业互联平台 ; not 利用“…”平台
_PLATFORM = re.compile(
    r"(?:建成|建设|打造|搭建|上线|研发|开发|完成)[^,。;“”]{0,14}(?P<name>“[^“”]{2,8}”[一-龥]{2,10}平台)"
)

_WINDOW = 36
_LIST_WINDOW = 160
_CLAUSE = re.compile("[^一-龥A-Za-z0-9·“”()#Ⅰ-Ⅹ、 -]")
_LISTED = re.compile("[^一-龥A-Za-z0-9·“”()#Ⅰ-Ⅹ -]")
_LEFT = re.compile(f"^.*{_BREAK}(?=.{{3}})")
# 一是提升|临江科技园 ; 组织|… : at the head of a clause, where no name can have begun yet.
_HEADING = re.compile("^(?:[一二三四五六七八九十]是)?(?:提升|改造|建设|新建|扩建|规范|完善|优化)(?=.{4})")
_NEAR_LEFT = re.compile(f"^.{{0,7}}{_BREAK}(?=.{{3}})")
# A基地和B平台 : two names; 众成和颐新城 : one.
_AND = re.compile("(?<=.{4})(?:和|与|及)(?=.{4})")
# 5个…, 总投资120亿元的…
_NUMBER = r"(?:\d+[余多]?|[一二两三四五六七八九十]+)"
_COUNT = re.compile(rf"^(?:{_NUMBER}[个家处座条项支]|(?:总?投资)?[\d.]+[亿万]?元的?)")
# 洽谈、储备…等产业项目 : only talked about, not a project yet.
_TALKED = re.compile("洽谈|储备|在谈|拟引进|对接|引荐|跟踪")
_PROJECT = re.compile(f"(?:建设)?项目{_PHASE}$")
_PHASE_LAST = re.compile("[一二三四五六]{1,2}期$")
# What a list before 项目 may hold that is no project, and programmes that are no works.
_KIND = re.compile(
    "(?:企业|公司|集团|中心|行动|活动|领域|政策|机制|制度|问题|工作|方面|措施|环节|会议|资金|人员|部门|单位"
    "|研究院|研究所|学院|大学|医院|学校|协会|银行|基金|能力提升工程|素质提升工程)$"
)
_SPECIFIC = 2


def find(text: str) -> list[Mention]:
    """Named projects of a cleaned text as `Project` mentions, in order, none inside another.

    A kind of project (重点项目, 招商项目, 5个项目) is none. `aliases` hold the name without 项目 or phase.
    """
    shown = _without_titles(text)
    found = sorted(_all(shown), key=lambda mention: (mention.span.start, -mention.span.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _without_titles(text: str) -> str:
    parts, last = [], 0
    for title in titles.find(text):
        parts += [text[last : title.span.start], "※" * len(title.span)]
        last = title.span.end
    return "".join([*parts, text[last:]])


def _all(text: str) -> Iterator[Mention]:
    for found in _LIST.finditer(text):
        yield from _listed(text, found.start())
    for found in _ROADS.finditer(text):
        name = _LEFT.sub("", _CLAUSE.split(text[max(0, found.start() - 20) : found.end()])[-1])
        yield from _named(name, found.end(), "project.roads")
    for found in _PLATFORM.finditer(text):
        yield _mention(found["name"], found.end(), "project.platform")
    for rule, pattern in (("project.park", _PARK), ("project.works", _WORKS), ("project.phase", _PHASED)):
        for found in pattern.finditer(text):
            stretch = _LISTED.split(text[max(0, found.end() - _WINDOW) : found.end()])[-1]
            name = _opened(_LEFT.sub("", _HEADING.sub("", stretch)))
            yield from _named(_AND.split(name)[-1], found.end(), rule)


def _listed(text: str, end: int) -> Iterator[Mention]:
    """The items of A、B和C that ends at `end`, unless they are only talked about."""
    clause = _CLAUSE.split(text[max(0, end - _LIST_WINDOW) : end])[-1]
    if _TALKED.search(clause):
        return
    clause = _HEADING.sub("", _NEAR_LEFT.sub("", clause))
    position = end - len(clause)
    for item in clause.split("、"):
        for part in _AND.split(item):
            start = text.index(part, position)
            position = start + len(part)
            yield from _named(part, position, "project.list")
        position += 1 if text.startswith("、", position) else 0


def _opened(name: str) -> str:
    """东庄地块(临江产业园 : what an open bracket introduces is the name."""
    return name.rpartition("(")[2] if name.count("(") > name.count(")") else name


def _named(name: str, end: int, rule: str) -> Iterator[Mention]:
    bare = _COUNT.sub("", name)
    if _is_name(bare):
        yield _mention(bare, end, rule)


def _is_name(name: str) -> bool:
    bare = _PROJECT.sub("", name)
    if len(bare) < 3 or _KIND.search(bare) or name.count("(") != name.count(")"):
        return False
    return len(_GENERIC.sub("", bare)) >= _SPECIFIC


def _mention(name: str, end: int, rule: str) -> Mention:
    bare = _PROJECT.sub("", name)
    forms = {bare, _PHASE_LAST.sub("", bare)} - {name}
    aliases = tuple(sorted(form for form in forms if len(form) >= 4))
    return Mention("Project", name, Span(end - len(name), end), rule, 0.7, aliases)
