"""How far an agency's name reaches to the left, one rule for each kind of last word (agency_heads.txt)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from graph_builder.mentions import area_names, branches, left_edge, trie
from graph_builder.mentions.left_edge import Page
from graph_builder.mentions.lexicon import entries
from graph_builder.mentions.parents import parent

Rule = Callable[[Page, int, int], int | None]
"""Where the name begins whose last word stands at (start, end); None if it is no name."""


@cache
def _generic(rule: str) -> tuple[str, ...]:
    """The words of agency_generic.txt that belong to a rule."""
    lines = (line.split() for line in entries("agency_generic"))
    return tuple(word for word, owner in lines if owner == rule)


# 局|游旅|化文 : one or more function words, 和 between two of them (文化和旅游局).
@cache
def _functions() -> re.Pattern[str]:
    word = trie.mirrored(entries("agency_functions"))
    return re.compile(f"{word}(?:[和与及]?{word}){{0,7}}")


# 指导|财政局, 监督|教育局 : a verb that is a function word too, before another function word.
_VERBAL = re.compile(
    "(?:组织(?!部|人事)|指导|协调|统筹|推进|促进|监督|检查|优化|调研|落实|整改|监管|接待|培训|督导|督查)(?=..)"
)


def _function_start(field: Page, head: int) -> int:
    start = field.back(_functions(), head)
    verb = _VERBAL.match(field.text, start, head)
    return verb.end() if verb and _functions().fullmatch(field.text[verb.end() : head][::-1]) else start


def _by_function(field: Page, head: int, end: int) -> int | None:
    """综合部, 财政局, 市委组织部, 济南槐荫经济开发区管委会综合办公室."""
    core = _function_start(field, head)
    if core == head:
        return None
    return _with_parent(field, core)


def _bureau(field: Page, head: int, end: int) -> int | None:
    """By function; else a short form after a level: 区投促局, 县文广新局."""
    core = _function_start(field, head)
    if core != head:
        return _with_parent(field, core)
    start = left_edge.trimmed(field, field.run(head), head)
    name = field.text[start:head]
    if not _SHORT_BUREAU.fullmatch(name) or left_edge.plural(field, start) or field.text[end : end + 1] == "长":
        return None
    return start + left_edge.cut_to_place(name)


# 市|投促, 历城区|投促, 省|粮储 ; not 布局, 全局, 我局
_SHORT_BUREAU = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?:[省市区县州旗镇]|经开|高新)[\u4e00-\u9fff]{2,6}(?<![布格全开大破结时当定残僵我该本各])"
)


def _department(field: Page, head: int, end: int) -> int | None:
    """Like a bureau by function, but of one vague word alone there is none (服务部, 项目部, 工作处)."""
    core = _function_start(field, head)
    if core == head:
        return _by_level(field, head, end)
    if field.text[end : end + 1] in _NOT_AFTER.get(field.text[head:end], ()):
        return None
    if field.text[core:end] in _LOCAL_OFFICES:
        return _local_office(field, core)
    start = core if field.text.endswith(_HOUSES, 0, core) else _with_parent(field, core)
    vague = start == core and field.text[core:head] in _generic("department-alone")
    return None if vague else start


# 县纪委监委第五|监督检查室 : says what it does by itself
_SPEAKING = ("监督检查室", "监察室", "督查室", "研究室")
# 扬名|司法所 : one in each town, named after it
_LOCAL_OFFICES = (
    "司法所",
    "财政所",
    "供电所",
    "税务所",
    "市监所",
    "国土所",
    "自然资源所",
    "市场监管所",
    "市场监督管理所",
)


def _by_level(field: Page, head: int, end: int) -> int | None:
    """Without function words: 县纪委第五监督检查室, 市交警支队高速大队, 市扫黑办."""
    word = field.text[head:end]
    own = branches.own_part(field, head)
    if word in _SPEAKING or (own != head and word in ("大队", "中队", "所")):
        start = _with_parent(field, own)
        return None if start is None or start == own else start
    run = left_edge.trimmed(field, field.run(head), head)
    if word not in ("办", "处") or field.text[end : end + 1] in _NOT_AFTER[word]:
        return None
    return run if _SHORT_OFFICE.fullmatch(field.text, run, head) and not left_edge.plural(field, run) else None


# 市|信访联席, 县|扫黑 ; not 市级承|办, 县里督|办
_SHORT_OFFICE = re.compile(
    r"[省市区县州](?![级直里内外属场域委管政领长])[\u4e00-\u9fff]{2,5}(?<![承协主举停开补代帮经申查包交转催督合联好实各害坏之益用])"
)


def _local_office(field: Page, core: int) -> int | None:
    start = _with_parent(field, core)
    run = left_edge.trimmed(field, field.run(core), core)
    unknown = start == core and 2 <= core - run <= 4 and not left_edge.plural(field, run)
    return run if unknown else start


_NOT_AFTER = {
    "办": tuple("理公法案事学好结税证成件会班下了过完"),
    "处": tuple("理置罚分于境级方女所以在室"),
    "所": tuple("有属在需辖谓以涉"),
    "科": tuple("技学研目级室创普教幻协"),
    "委": tuple("员托派任屈婉会"),
    "署": tuple("名"),
    "部": tuple("门分署位件队属级"),
    "股": tuple("份东权"),
}


# 县中医院|药剂科, 云岭大学|教务处 : the house is a mention of its own
_HOUSES = ("医院", "大学", "学院", "学校")


def _with_parent(field: Page, core: int) -> int | None:
    """With the level, the place or the parent before the function words; 第三 may stand between the two."""
    core = branches.ordinal(field, core)
    run = left_edge.trimmed(field, field.run(core), core)
    if _in_city(field, run, core):
        return run
    prefix = field.text[run:core]
    start = core if _IN_COMPANY.search(prefix) else core - parent(prefix)
    if left_edge.plural(field, start) or left_edge.counted(field, start):
        return None
    return start


def _in_city(field: Page, run: int, core: int) -> bool:
    """盐|城市公安局: 城市 is the end of a city's name, not what the bureau is for."""
    return core - run == 1 and field.text.startswith("城市", core)


# 腾顺公司|财务部 : the company is a mention of its own
_IN_COMPANY = re.compile("(?:公司|集团|银行)$")


def _branch(field: Page, head: int, end: int) -> int | None:
    """市生态环境局东岭分局, 国家统计局云岭调查队; else like any bureau."""
    own = branches.own_part(field, head)
    if own == head:
        return _bureau(field, head, end)
    for last in (own - 1, own - 2):
        start = _bureau(field, last, own)
        if start is not None and start < last:
            return start
    return None


def _team(field: Page, head: int, end: int) -> int | None:
    """市文化市场综合行政执法队, 县质量监督站; of nobody it is a kind (执法队, 服务站)."""
    core = _function_start(field, head)
    start = _with_parent(field, core)
    return None if start is None or start == core else start


def _laboratory(field: Page, head: int, end: int) -> int | None:
    """秦岭生态环境教育部重点实验室, 临江监狱警示教育基地; not 省级重点实验室."""
    run = left_edge.trimmed(field, field.run(head), head)
    run += left_edge.cut_to_place(field.text[run:head])
    own = field.text[run:head].removeprefix("建设")
    run = head - len(own)
    if left_edge.plural(field, run) or left_edge.counted(field, run):
        return None
    return run if len(_kinds().sub("", own)) >= 2 else None


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(trie.pattern(_generic("laboratory")))


def _committee(field: Page, head: int, end: int) -> int | None:
    """市委, 济南市历城区委; the word itself opens with its level."""
    return _with_parent_place(field, head, head + 1)


def _with_parent_place(field: Page, head: int, level_end: int) -> int | None:
    run = left_edge.trimmed(field, field.run(head), head)
    start = level_end - max(parent(field.text[run:level_end]), level_end - head)
    return None if left_edge.plural(field, start) else start


def _levelled(field: Page, head: int, end: int) -> int | None:
    """市纪委, 云岭县人民政府, 区总工会: never without a level or a parent before it."""
    run = left_edge.trimmed(field, field.run(head), head)
    twin = _TWIN.search(field.text, run, head)
    length = 1 if twin else parent(field.text[run:head])
    start = head - length
    return None if not length or left_edge.plural(field, start) else start


# 区纪委|区监委 : two bodies in one breath
_TWIN = re.compile("(?:委|府|协|大)[省市区县州旗]$")


def _zone(field: Page, head: int, end: int) -> int | None:
    """党工委, 管委会, 开发区党工委, 中共济南市委经济技术开发区工作委员会."""
    core = _function_start(field, head)
    run = left_edge.trimmed(field, field.run(core), core)
    name = field.text[run:head]
    cut = left_edge.cut_to_place(name)
    start = run + cut if _ZONE.search(name) or cut else core - parent(field.text[run:core])
    if field.text[head:end] == "综合党委":
        start = run + cut
    if start == head and field.text[head:end] in ("工委", "工作委员会"):
        return None
    return None if left_edge.plural(field, start) else start


# what can stand before 党工委: an area under one office, or a committee
_ZONE = re.compile("(?:区|新城|科学城|生态城|空港|国际港|工业园|产业园|科技园|物流园|街道|[省市县州]委?|区委|镇|乡)$")


def _party(field: Page, head: int, end: int) -> int | None:
    """局党组, 镇党委, 校党委, 某村党支部: of the body right before it; 党组 alone is nobody's name."""
    if field.text.endswith("组", head, end) and not field.text.startswith("党", head):
        sent = branches.sent(field, head)
        if sent is not None:
            return sent
    run = left_edge.trimmed(field, field.run(head), head)
    name = field.text[run:head]
    if not _HAS_PARTY_BODY.search(name) or left_edge.plural(field, run) or left_edge.counted(field, run):
        return None
    if _IN_COMPANY.search(name):
        return run + left_edge.cut_to_place(name)
    if name.endswith(_HOUSES) and _any_school(name[:-2]):
        return None
    length = parent(name)
    return head - length if length and name not in ("村", "社区") else None


_HAS_PARTY_BODY = re.compile(
    r"(?:[局委院校镇乡厅会司团行厂县市省州旗村部处]|街道|机关|直属|系统|中心|社区|开发区|派驻|派驻第.)$(?<!被巡察)(?<!基层)(?<!各级)(?<!单位)(?<!干部)"
)


def _street(field: Page, head: int, end: int) -> int | None:
    """胜利街道, 东城街道办事处; not 驻地街道, 各街道, 街道社区."""
    run = left_edge.trimmed(field, field.run(head), head)
    name = field.text[run:head]
    cut = left_edge.cut_to_place(name)
    own = name[cut:]
    if not 2 <= len(own) <= 12 or own.endswith(_generic("street-ends")) or left_edge.plural(field, run):
        return None
    return run + cut


def _school(field: Page, head: int, end: int) -> int | None:
    """济南大学, 市实验中学, 省科学院自动化研究所, 县人民医院, 环境科学与工程学院."""
    run = _joined(field, left_edge.trimmed(field, field.run(head), head), head)
    name = field.text[run:head]
    cut = left_edge.cut_to_place(name)
    own = name[cut:]
    if (
        not own
        or len(own) > 20
        or not _may_be_school(own, field.text[head:end])
        or (_any_school(own) and field.text[run:end] != "校医院")
    ):
        return None
    if left_edge.plural(field, run) or left_edge.counted(field, run):
        return None
    if field.text[end : end + 1] in _NOT_AFTER_SCHOOL:
        return None
    return run + cut


def _may_be_school(own: str, last: str) -> bool:
    """石桥实验|学校, 第九|学校, 县|医院, 市律师|协会; not 会|商会, 白榆区|学校."""
    if last == "学校":
        place = area_names.starting(own)
        return bool(_SCHOOL_NAME.search(own)) or (place > 0 and len(own) - place >= 4)
    return len(own) > 1 or own in "省市区县州镇乡校"


_SCHOOL_NAME = re.compile(
    "(?:实验|外国语|职业|技术|特殊教育|附属|国际|双语|艺术|体育|小学|中心|党|工业|农业|卫生|师范|九年制|一贯制|希望|第.)$"
)


def _any_school(own: str) -> bool:
    """中|小学, 民办|幼儿园, 部门|学校: which kind; one character only as the whole (中山大学 is a name)."""
    starts = _generic("school-starts")
    long = tuple(word for word in starts if len(word) > 1)
    return own in starts or own.startswith(long) or own.endswith(_generic("school-ends"))


def _joined(field: Page, run: int, head: int) -> int:
    """环境科学与|工程学院: a college of two subjects, when no body ends before 与."""
    if field.text[head : head + 2] != "学院" or field.text[run - 1 : run] not in ("与", "和"):
        return run
    before = field.run(run - 1)
    return before if 2 <= run - 1 - before <= 8 and not _BODY.search(field.text, before, run - 1) else run


_BODY = re.compile("(?:[局委院校部处办室组厅会司镇区县市省]|大学|中心|街道|集团|企业|单位|部门)$")
# 学院|路, 小学|生, 高中|段
_NOT_AFTER_SCHOOL = ("生", "习", "路", "校", "长", "段", "街")


def _centre(field: Page, head: int, end: int) -> int | None:
    """赛迪黄河中心, 县融媒体中心, 济南大学成果转化中心; not 研发中心, 以人民为中心, 便民服务中心建设."""
    core = _function_start(field, head)
    run = left_edge.trimmed(field, min(field.run(head), field.run(core)), head)
    before = field.text[run:core]
    if left_edge.plural(field, run) or left_edge.counted(field, run):
        return None
    if field.text[run:head].endswith(_generic("centre-ends")) and not (
        before and parent(before) and not before.endswith("中心")
    ):
        return None
    if core == head:
        cut = left_edge.cut_to_place(before)
        return run + cut if len(before) - cut >= 3 else None
    length = parent(before) or (len(before) if 2 <= len(before) <= 12 else 0)
    cut = left_edge.cut_to_place(field.text[core - length : head])
    return core - length + cut if length or head - core >= 4 else None


def _group(field: Page, head: int, end: int) -> int | None:
    """巡察整改工作领导小组, 开发区网络安全和信息化领导小组; not a bare 领导小组 or 工作专班."""
    core = _function_start(field, head)
    if core == head or field.text[core:head] in ("工作", "专项工作", "整改落实", "协调"):
        return None
    if field.text[head:end] == "工作小组" and "整改" not in field.text[core:head]:
        return None
    return _with_parent(field, core)


RULES: dict[str, Rule] = {
    "bureau": _bureau,
    "department": _department,
    "committee": _committee,
    "level": _levelled,
    "zone": _zone,
    "party": _party,
    "street": _street,
    "school": _school,
    "centre": _centre,
    "group": _group,
    "branch": _branch,
    "team": _team,
    "laboratory": _laboratory,
}
