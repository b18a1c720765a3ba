"""How far an agency's name reaches to the left, one rule for each kind of last word (agency_heads.txt)."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph_builder.mentions import branches, institutions
from graph_builder.mentions.agency_cores import (
    IN_COMPANY,
    LEVEL_AND_MORE,
    function_start,
    generic,
    only_verb,
    with_parent,
)
from graph_builder.mentions.parents import parent
from graph_builder.mentions.small_offices import NOT_AFTER, by_level, local_office
from graph_builder.wording import area_names, left_edge
from graph_builder.wording.left_edge import Page

Rule = Callable[[Page, int, int], int | None]
"""Where the name begins whose last word stands at (start, end); None if it is no name."""


def _bureau(field: Page, head: int, end: int) -> int | None:
    """By function; else a short form after a level: 区投促局, 县文广新局."""
    core = function_start(field, head)
    if core != head:
        start = with_parent(field, core)
        if start == core and only_verb(field.text[core:head]):
            return None
        return _own_short(field, core) if start == core else start
    start = left_edge.trimmed(field, field.run(head), head)
    name = field.text[start:head]
    if name.endswith(_RESERVES) and not left_edge.plural(field, start):
        return start + left_edge.cut_to_place(name)
    if not _SHORT_BUREAU.fullmatch(name) or left_edge.plural(field, start) or field.text[end : end + 1] == "长":
        return None
    return start + left_edge.cut_to_place(name)


# 云岭山国家级自然保护区|管理局
_RESERVES = ("级自然保护区", "风景名胜区", "国家公园", "森林公园", "湿地公园")


def _own_short(field: Page, core: int) -> int:
    """县科|教体局: one character more between the level and the function words belongs to the short form."""
    run = left_edge.trimmed(field, field.run(core), core)
    return run if core - run == _TWO and _LEVEL_AND_ONE.match(field.text, run) else core


_TWO = 2
_LEVEL_AND_ONE = re.compile("[省市区县州旗](?![级直内属辖域本里政委各该场民])")

# 市|投促, 历城区|投促, 省|粮储 ; not 布局, 全局, 我局
_SHORT_BUREAU = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?:[省市区县州旗镇]|经开|高新)[\u4e00-\u9fff]{2,6}(?<![布格全开大破结时当定残僵我该本各])"
)


# 基层司法所: of each town
_KIND = "基层"


def _department(field: Page, head: int, end: int) -> int | None:
    """Like a bureau by function, but of one vague word alone there is none (服务部, 项目部, 工作处)."""
    core = _numbered(field, head)
    if field.text.endswith("科学", 0, head) and field.text[head] == "科":  # 神经外|科学科|带头人
        return None
    if field.text[head - 1 : head] in _RANKS and field.text[end : end + 1] == "长":
        return None
    if core == head:
        return by_level(field, head, end)
    if field.text[end : end + 1] in NOT_AFTER.get(field.text[head:end], ()) and not field.text.startswith("分管", end):
        return None
    named = local_office(field, core, end)
    if named is not None:
        return named
    start = core if field.text.endswith(_HOUSES, 0, core) else with_parent(field, core)
    if start is not None and field.text.startswith(_KIND, start):
        return None
    vague = start == core and field.text[core:head] in generic("department-alone") and field.text[head] not in "科股"
    return None if vague else start


# 执法大队原副|大队长
_RANKS = ("副", "原", "任")
# 民事审判第二|庭, 执法一|大队
_NUMBER_LAST = re.compile("第?[一二三四五六七八九十]{1,2}$")


def _number(field: Page, head: int) -> int:
    found = _NUMBER_LAST.search(field.text, max(0, head - 3), head)
    return found.start() if found else head


def _numbered(field: Page, head: int) -> int:
    """Where the function words begin; 第二 may stand behind them (民事审判第二 庭)."""
    core = function_start(field, head)
    ordinal = _number(field, head) if core == head else head
    return function_start(field, ordinal) if ordinal != head and function_start(field, ordinal) != ordinal else core


# 县中医院|药剂科, 云岭大学|教务处 : the house is a mention of its own
_HOUSES = ("医院", "大学", "学院", "学校")


def _branch(field: Page, head: int, end: int) -> int | None:
    """市生态环境局东岭分局, 国家统计局云岭调查队; else like any bureau."""
    own = branches.own_part(field, head)
    if own == head:
        return _bureau(field, head, end)
    if field.text.endswith(_COURT, 0, own):
        return _levelled(field, own - len(_COURT), own)
    for last in (own - 1, own - 2):
        start = _bureau(field, last, own)
        if start is not None and start < last:
            return start
    return None


_COURT = "人民法院"  # 区人民法院|云湖法庭


def _team(field: Page, head: int, end: int) -> int | None:
    """市文化市场综合行政执法队, 县质量监督站; of nobody it is a kind (执法队, 服务站)."""
    core = function_start(field, head)
    start = with_parent(field, core)
    if start is not None and start != core:
        return start
    return _community(field, core, end) if field.text.startswith("社区", core) else None  # 桃园|社区卫生服务 站


def _committee(field: Page, head: int, end: int) -> int | None:
    """市委, 济南市历城区委; the word itself opens with its level; 省委|市委 are two."""
    if field.text[head - 1 : head] in ("委", "府"):
        return head
    return _with_parent_place(field, head, head + 1)


def _with_parent_place(field: Page, head: int, level_end: int) -> int | None:
    run = left_edge.trimmed(field, field.run(head), head)
    start = level_end - max(parent(field.text[run:level_end]), level_end - head)
    return None if left_edge.plural(field, start) else start


def _levelled(field: Page, head: int, end: int) -> int | None:
    """市纪委, 云岭县人民政府, 区总工会: never without a level or a parent before it."""
    run = left_edge.trimmed(field, field.run(head), head)
    twin = _TWIN.search(field.text, run, head)
    if twin and field.text.startswith("监委", head) and field.text.startswith("纪委", twin.start() - 1):
        return _levelled(field, twin.start() - 1, head)  # 市纪委|市监委: two names on one door
    core = branches.ordinal(field, head)  # 市|第一 中级人民法院
    length = 1 if twin else parent(field.text[run:core])
    if not length and field.text[head:end] in _NAMED_ALONE and 2 <= core - run <= _LONGEST_SITE:
        length = core - run
    if length == 1 and field.text.endswith(_OF_TWO, 0, core) and core - run >= _TWO:
        length = _TWO
    start = core - length
    if not length or field.text[start - 1 : start] == "全":  # 全市|法院
        return None
    return None if left_edge.plural(field, start) or left_edge.counted(field, start) else start


_OF_TWO = "州"  # 云|州 产权交易所: of a city that no list holds; few bodies are of an autonomous prefecture


# 楚江|海关, 东山|监狱 : by a name that no list of places holds
_NAMED_ALONE = (
    "海关",
    "海事法院",
    "监狱",
    "戒毒所",
    "看守所",
    "供销社",
    "证券交易所",
    "产权交易所",
    "联合产权交易所",
    "产权交易市场",
)
# 区纪委|区监委 : two bodies in one breath
_TWIN = re.compile("(?:委|府|协|大)[省市区县州旗]$")


def _zone(field: Page, head: int, end: int) -> int | None:
    """党工委, 管委会, 开发区党工委, 中共济南市委经济技术开发区工作委员会."""
    core = function_start(field, head)
    run = left_edge.trimmed(field, field.run(core), core)
    name = field.text[run:head]
    cut = left_edge.cut_to_place(name)
    start = run + cut if _ZONE.search(name) or cut else core - parent(field.text[run:core])
    if LEVEL_AND_MORE.fullmatch(field.text, run, core) and field.text.startswith("管理委员会", head):
        return None if left_edge.plural(field, run) else run
    if start == head and run < head and field.text.startswith("管理委员会", head):
        return None  # 伙食|管理委员会: of what nobody says
    if field.text[head:end] == "综合党委":
        start = run + cut
    if start == head and _DIRECT.fullmatch(field.text, head - 2, head):
        return head - 2
    if start == head and field.text[head:end] in ("工委", "工作委员会"):
        return None
    return None if left_edge.plural(field, start) else start


# 厅直|机关纪委, 总部|机关党委
_DIRECT = re.compile("[省市区县州厅局院委]直|总部")
# what can stand before 党工委: an area under one office, or a committee
_ZONE = re.compile(
    "(?:区|[\u4e00-\u9fff]{2}[湖山岛湾港]|古[城镇]|湿地|公园|新城|科学城|科技城|生态城|空港|国际港|工业园|产业园|科技园|物流园|街道|[省市县州]委?|区委|镇|乡)$"
)


def _party(field: Page, head: int, end: int) -> int | None:
    """局党组, 镇党委, 校党委, 某村党支部: of the body right before it; 党组 alone is nobody's name."""
    if field.text.endswith("组", head, end) and not field.text.startswith("党", head):
        sent = branches.sent(field, head)
        if sent is not None:
            return sent
    core = head - _TWO if field.text.endswith(_JOINT_BRANCH, 0, head) else head
    run = left_edge.trimmed(field, field.run(core), core)
    name = field.text[run:head]
    if (
        not (_HAS_PARTY_BODY.search(name) or _NAMED_BRANCH.fullmatch(name))
        or left_edge.plural(field, run)
        or left_edge.counted(field, run)
    ):
        return None
    if IN_COMPANY.search(name):
        return run + left_edge.cut_to_place(name)
    if _NAMED_BRANCH.fullmatch(name) and name not in _ANY_BRANCH:
        return run + left_edge.cut_to_place(name)
    if name.endswith(_HOUSES) and institutions.any_school(name[:-2]):
        return None
    length = parent(name)
    if not length or name.removeprefix("原") in ("村", "社区", "农村") or left_edge.plural(field, head - length):
        return None
    return head - length


# 机关|第三 党支部, 县物业|行业 党委, 新型显示|产业链 党委, 老挝|区域 党支部: branches by a name of their own
_NAMED_BRANCH = re.compile(
    "(?!.{0,12}(?:各|有关|相关))(?:[\u4e00-\u9fff]{0,8}第[一二三四五六七八九十]{1,2}|[\u4e00-\u9fff]{2,10}(?:行业|产业链|商圈|区域|商会|项目部?|楼宇|市场|步行街|美食街|流动党员|离退休(?:干部)?|退休|教工|学生|研究生|后勤|车间"
    "|病区|支行|分公司|内科|外科|水厂|电厂|[风光]电场|工厂|矿|[^基各单]站|[^各基]所|[^各]科室?)(?:联合|临时)?|[\u4e00-\u9fff]{2,10}(?:联合|临时))"
)
_JOINT_BRANCH = ("联合", "临时")  # verbs elsewhere
_ANY_BRANCH = frozenset(["离退休", "离退休干部", "流动党员", "重点行业", "各行业", "重点产业链", "重点项目"])
_HAS_PARTY_BODY = re.compile(
    r"(?:[局委院校镇乡厅会司团行厂份县市省州旗村部处]|街道|机关|直属|系统|中心|社区|开发区|派驻|派驻第.)$(?<!被巡察)(?<!基层)(?<!各级)(?<!单位)(?<!干部)"
)


_WITH_AREA = 3
_AREA_OFFICE = re.compile("办事处党(?:委|工委)(?!书记)")


def _street(field: Page, head: int, end: int) -> int | None:
    """胜利街道, 东城街道办事处; not 驻地街道, 各街道, 3个|驻点办事处, 街道社区."""
    run = left_edge.trimmed(field, field.run(head), head)
    name = field.text[run:head]
    cut = left_edge.cut_to_place(name)
    own = name[cut:]
    if len(own) == _WITH_AREA and own.endswith("区") and _AREA_OFFICE.match(field.text, head):  # 朝阳区|办事处党委
        return run + cut
    if not 2 <= len(own) <= 12 or (own.endswith(generic("street-ends")) and own not in area_names.short_counties()):
        return None
    return None if left_edge.plural(field, run) or left_edge.counted(field, run) else run + cut


def _community(field: Page, head: int, end: int) -> int | None:
    """桃园社区, 石桥镇柳河社区; not 各社区, 老旧社区, 未来社区."""
    if field.text.startswith("矫正", end):  # 司法所|社区矫正
        return None
    run = left_edge.trimmed(field, field.run(head), head)
    name = field.text[run:head]
    place = _WITHIN.match(name)
    own = name[place.end() if place else left_edge.cut_to_place(name) :]
    if not 2 <= len(own) <= 5 or own.startswith(generic("community")) or own.endswith(generic("community")):
        return None
    if left_edge.plural(field, run) or left_edge.counted(field, run):
        return None
    return head - len(own) if place is None else run


def _village(field: Page, head: int, end: int) -> int | None:
    """柳河村|村委会, 石桥镇柳河社区居委会; not 各村委会, 辖区村委会."""
    shared = field.text.startswith("村", head) and not field.text.startswith("村务", head)
    name_end = head + (shared and field.text[head - 1 : head] != "村")  # 柳河村委会 is of 柳河村
    run = left_edge.trimmed(field, field.run(head), head)
    shape = _ESTATE if field.text[head] == "业" else _VILLAGE
    name = shape.search(field.text, run, name_end)
    if name is None or left_edge.plural(field, run) or left_edge.counted(field, run):
        return None
    return run + left_edge.cut_to_place(field.text[run:head])


# 幸福里|业主委员会, 云湖花园|业委会
_ESTATE = re.compile(
    "(?<![各该本某])(?!老旧|住宅|商品|城镇|各)[一-鿿]{2,6}(?:小区|花园|家园|新村|公寓|[苑里园城府庭])$"
)
_VILLAGE = re.compile("(?<![各辖我本该全中乡农新老一二三四五六七八九十每])(?:(?!原)[一-鿿]){2,8}(?:村|社区)$")


def _town(field: Page, head: int, end: int) -> int | None:
    """柳林镇, 清水县松坪乡 where the name ends there; not 各镇, 重点镇, 石桥镇|防洪堤工程."""
    if not _ENDS_HERE.match(field.text, end):
        return None
    run = left_edge.trimmed(field, field.run(head), head)
    cut = left_edge.cut_to_place(field.text[run:head])
    within = _COUNTY.match(field.text, run + cut, head)
    own = field.text[within.end() if within else run + cut : head]
    if not 2 <= len(own) <= 3 or own.startswith(generic("town")) or own.endswith(generic("town")):
        return None
    if field.text[run - 1 : run] in _WHITHER or left_edge.plural(field, run) or left_edge.counted(field, run):
        return None
    return run + cut


# 到|石桥镇, 在|石桥镇 : where something takes place
_WHITHER = ("到", "在", "于", "赴")
# 清水县|松坪 乡
_COUNTY = re.compile(".{1,8}[省市区县州旗](?=.{2})")
# what follows a town that acts: a mark, a particle, an adverb, a verb of offices
_ENDS_HERE = re.compile(
    "[^一-鿿\\d]|\\d{4}年|\\d{1,2}个|[、和与及等的已将对未按因为均由]|$"
    "|完成|开展|组织|召开|建立|制定|加快|加强|落实|负责|主要负责|党政|班子|牵头|剩余|申请|上报|整改|收回|清理|拨付|使用|违规|未|部分|加大|成立|推进|实施|自查"
)
# 石桥镇|柳河 社区
_WITHIN = re.compile(".{1,8}(?:街道|[镇乡区县市])(?=.{2})")


def _group(field: Page, head: int, end: int) -> int | None:
    """巡察整改工作领导小组, 开发区网络安全和信息化领导小组; not a bare 领导小组 or 工作专班."""
    core = function_start(field, head)
    charged = (_CHARGED if core != head else _CLEARING).search(field.text, max(0, core - 20), core)
    if charged:
        return charged.start()
    told = field.text[core:head]
    if core == head or told in ("工作", "专项工作", "整改落实", "协调") or only_verb(told):
        return None
    if field.text[head:end] == "工作小组" and "整改" not in field.text[core:head]:
        return None
    run = left_edge.trimmed(field, field.run(core), core)
    if _OF_HOUSE.fullmatch(field.text, run, core):
        return run
    start = with_parent(field, core)
    return _site(field, core, end) if start == core else start


# 成立|集团债务风险化解 领导小组: and so does what it does about it
_CLEARING = re.compile(
    "(?:(?<![\u4e00-\u9fff])|(?<=成立)|(?<=组建))(?:[厅局院校镇乡省市区县州]|集团|公司|学院|街道)"
    "[\u4e00-\u9fff]{2,12}(?:化解|处置|防控|防范|整治|清理|攻坚|推进|治理)(?:工作)?$"
)
# 厅内部|审计工作领导小组, 集团债务|风险化解领导小组
_OF_HOUSE = re.compile("(?:[厅局院校镇乡]|学院|街道)[\u4e00-\u9fff]{2,12}|(?:集团|公司)[\u4e00-\u9fff]{0,12}")
# 市|促进先进制造业 发展领导小组: the verb of what the group is charged with stands in its name
_CHARGED = re.compile(
    "(?:(?<![\u4e00-\u9fff])|(?<=[对由向经与和按据挥]))[省市区县州](?:委|政府)?"
    "(?:促进|推进|推动|支持|防范|打击|整治|化解|处置|落实|实施)[\u4e00-\u9fff]{2,14}$"
)


def _site(field: Page, core: int, end: int) -> int:
    """昆岭高速|公路建设指挥部: what is built, before what is done; of a place that no list holds."""
    run = left_edge.trimmed(field, field.run(core), core)
    named = field.text.endswith("指挥部", core, end) and 2 <= core - run <= _LONGEST_SITE
    return run if named else core


_LONGEST_SITE = 6


RULES: dict[str, Rule] = {
    "bureau": _bureau,
    "department": _department,
    "committee": _committee,
    "level": _levelled,
    "zone": _zone,
    "party": _party,
    "street": _street,
    "school": institutions.school,
    "centre": institutions.centre,
    "group": _group,
    "community": _community,
    "town": _town,
    "village": _village,
    "branch": _branch,
    "team": _team,
    "laboratory": institutions.laboratory,
}
