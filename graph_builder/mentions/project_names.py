"""Whether words name one project or a kind of project: 柳堤小区改造项目, not 老旧小区改造项目."""

from __future__ import annotations

import re
from functools import lru_cache

from graph_builder.wording import area_names, trie
from graph_builder.wording.word_lists import entries

PHASE = r"(?:[一二三四五六七八][一二三四五六]?期|\([一二三四五六七八]期\))"
_HAN = "\u4e00-\u9fff"
_GENERIC = re.compile(
    f"(?P<proper>{trie.pattern(entries('project_proper'))})|{trie.pattern(entries('project_generic'))}"
)
_PROJECT = re.compile(f"(?:建设)?(?:项目|工程)?(?:建设)?(?:项目{PHASE}?)?$")
_SUFFIX = re.compile(f"(?:建设)?项目{PHASE}?$")
_PHASE_LAST = re.compile(f"{PHASE}$|(?<=.{{4}})[一二三四五六七八九十]{{1,2}}标段$")
# 全市, 我县, 园区 are no divisions
_DIVISION = re.compile(
    f"(?![全我本各辖园城景社小校院厂库矿地郊山农同])[{_HAN}]{{1,3}}[省市县区旗州](?<![片街社校院园小景库灾矿林港厂灌业]区)(?=.{{3}})"
)
# What a list before 项目 may hold that is no project, and programmes that are no works.
_KIND = re.compile(
    "(?:企业|公司|集团|行动|活动|领域|政策|机制|制度|问题|工作|方面|措施|环节|会议|资金|人员|部门|单位"
    "|研究院|研究所|学院|大学|学校|协会|银行|基金|营业部|总部|服务中心|研究中心|技术中心"
    "|(?<!防涝)能力提升工程|素质提升工程|人才工程|清风工程|民心工程|系统工程|主体工程|附属工程|配套工程|单项工程|一把手工程|隐蔽工程|项目部)$"
)
_SPECIFIC = 2
_UNFINISHED = ("的", "对", "将", "把", "由", "为", "向")
# 云岭县|农村生活污水治理项目: works of a kind, but those of one county
_LONG_KIND = 4
_IS_WORKS = re.compile(
    "(?:治理|改造|整治|修复|建设|新建|扩建|迁建|搬迁|加固|提升|提标|一体化|处理|发电|开发|供水|排水|保护|更新)(?:项目|工程)"
)
# 供水管网改造项目 | 产线项目 | 总部基地项目二期
_WORKS_LAST = re.compile(
    "(?:改造|改扩建|扩建|新建|迁建|生产线|产线|设备|总部基地|标准厂房|安置房|综合楼|大楼建设|公寓|大厦|广场|水库"
    f"|大桥|隧道|管网|设施|中心|基地|综合体)项目{PHASE}?$"
    "|(?:修复|治理|改造|保护|整治)示范工程$"
)
# 云峰石材矿山生态修复项目 | 青禾光伏项目 | 智慧水务调度中心建设项目: works of a kind, with words of their own before it
_OF_KIND = re.compile(
    "(?:光伏(?:发电|示范)?|风电|储能|源网荷储(?:示范)?|矿|[^精深]{3}加工|装备|壳体|生态修复|安置道路|道路硬化|管线复线|办公大楼"
    "|综合管廊|(?:平台|中心|储备库)建设|整[县市区]域?推进)(?:项目|工程)$"
)
_SHORTEST_OF_KIND = 6
# 医疗综合大楼建设项目 | 新校区教学楼项目
_BUILDING_LAST = re.compile("(?:[大合学诊院训科房书]楼|[书育]馆|公寓)(?:建设|改造|新建|扩建|迁建)?项目$")
# 云岭·御府项目, 恒远国际城项目: a development by the name that it is sold under
_ESTATE_LAST = re.compile(
    "·[\u4e00-\u9fff]{1,6}项目$|(?:国际城|新城|花园|家园|[佳嘉雅名花]苑|[嘉佳]园|华府|豪庭|公馆|御府|御景|首府|雅居|悦府|[名锦丽华]都|学府|华庭|尚城)项目$"
)
_SHORTEST_BUILDING = 5
_PLAIN_BUILDING = re.compile("办公|宿舍|居民|老旧|危旧|标准|设施|各|^综合|^新建|^建设")
# 江湾片区, 石桥镇, 第三中学 : what stands on one spot; generic words are hidden as _
_SPOT = re.compile(
    f"[{_HAN}](?:片区|新区|工业区|园区|新城|新村|小区|社区|街道|镇|乡|村|路|街|大道|环线|干线|高架|河|湖|江|溪|岛|岭|峡|湾|堤|渠|水库|灌区|流域|湿地|公园|广场|大厦|高速"
    f"|水厂|电厂|泵站|医院|学校|中学|小学|大学|学院|馆|大坝|电站|灌渠|古[城镇村街]|老街|校区|院区|港|码头|机场|大桥|隧道|枢纽|苑|府|海绵城市)"
)
_HIDDEN_SPOT = re.compile(
    f"[{_HAN}]{{2}}_*(?:工业区|片区|新城|小区|社区|街道|水库|灌区|流域|湿地|公园|广场|大厦|水厂|泵站|医院|学校|中学|小学|校区|院区|街区|公寓|大楼)"
)
# 北川|灌区高效节水灌溉项目: a spot by the name of its county
_SITE = re.compile("(?:片区|新城|水库|灌区|流域|湿地|水厂|泵站|校区|院区|工业区)")
# 云泽至青岭公路, 年产30万吨, 220千伏, 二期, 云塘医院|新院区
_FIGURE = re.compile(
    f".{{2}}至.{{1,10}}[路段线渠]|[省市区县州][{_HAN}]{{0,6}}(?:医院|学校|中学|小学)(?:整体|异地)?(?:迁建|改扩建|扩建|新建|搬迁)|[省市区县州](?:体育|图书|博物|文化|档案|科技)馆$|年产\\d|\\d+(?:千伏|兆瓦|[Kk][Vv]|[Mm][Ww])|{PHASE}|[GSXYC]\\d{{3}}|.{{3}}新(?:院区|校区|馆)"
)


@lru_cache(maxsize=4096)
def is_name(name: str) -> bool:
    """Whether something is left of the name when its kind is taken away."""
    bare = _SUFFIX.sub("", name)
    if (
        len(bare) < 3
        or "有限公司" in bare
        or bare.endswith(_UNFINISHED)
        or _KIND.search(bare)
        or name.count("(") != name.count(")")
    ):
        return False
    return len(_hidden(bare).replace("_", "")) >= _SPECIFIC


def _hidden(name: str) -> str:
    """The name with each generic word as a row of _, of the same length."""
    return _GENERIC.sub(lambda word: word["proper"] or "_" * len(word[0]), name)


@lru_cache(maxsize=4096)
def is_works(name: str) -> bool:
    """Whether a name that ends in 项目 or 工程 names one: by its kind of works, its house, or its place."""
    if is_name(name) and any(last.search(name) for last in (_WORKS_LAST, _PHASE_LAST, _ESTATE_LAST)):
        return True
    if len(name) >= _SHORTEST_OF_KIND and _OF_KIND.search(name) and is_name(name):
        return True
    return (bool(_BUILDING_LAST.search(name)) and is_building(name)) or is_placed(name)


def is_building(name: str) -> bool:
    """医疗综合大楼建设项目, 新校区教学楼项目: a house told by its use, where there is one of the kind."""
    return len(_PROJECT.sub("", name)) >= _SHORTEST_BUILDING and not _PLAIN_BUILDING.search(name)


@lru_cache(maxsize=4096)
def is_placed(name: str) -> bool:
    """Whether the name says where the works stand or gives them a figure of their own: 石桥镇防洪堤工程."""
    bare = _PROJECT.sub("", name)
    if _KIND.search(_SUFFIX.sub("", name)) or len(bare) < 3:
        return False
    if "有限公司" in bare and not _FIGURE.search(bare):  # 某有限公司|二期项目
        return False
    division = _DIVISION.match(bare)
    within = division.end() if division else area_names.starting(bare)
    hidden = _hidden(bare[within:])
    if within and len(hidden.replace("_", "")) >= _SPECIFIC:
        return True
    if within and _SITE.match(bare, within):
        return True
    if division and len(hidden) >= _LONG_KIND and _IS_WORKS.search(name):
        return True
    return bool(_FIGURE.search(bare) or _SPOT.search(hidden) or _spot_of_kind(hidden, bare[within:]))


def _spot_of_kind(hidden: str, bare: str) -> bool:
    """江北|校区: two own characters right before a kind of spot that is hidden."""
    return any(not set(hidden[spot.start() : spot.start() + 2]) & {"_"} for spot in _HIDDEN_SPOT.finditer(bare))


@lru_cache(maxsize=4096)
def aliases(name: str) -> tuple[str, ...]:
    """The name without 项目, and without its phase, with 项目 or not."""
    bare = _SUFFIX.sub("", name)
    forms = {bare, _PHASE_LAST.sub("", bare), _PHASE_LAST.sub("", name)} - {name}
    return tuple(sorted(form for form in forms if len(form) >= 4))
