"""Houses: schools, hospitals, institutes, museums, centres, laboratories; read by the name that they bear."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.mentions.agency_cores import function_start, generic
from graph_builder.mentions.parents import parent
from graph_builder.wording import area_names, left_edge, trie
from graph_builder.wording.left_edge import Page


def school(field: Page, head: int, end: int) -> int | None:
    """济南大学, 市实验中学, 省科学院材料研究所, 县人民医院, 环境科学与工程学院."""
    run = _joined(field, left_edge.trimmed(field, field.run(head), head), head)
    name = field.text[run:head]
    cut = left_edge.cut_to_place(name)
    cut = 0 if cut and _HOUSE_BEFORE.fullmatch(name, 0, cut) else cut
    own = name[cut:]
    if (
        not own
        or len(own) > 20
        or not _may_be_school(own, field.text[head:end])
        or (any_school(own) and field.text[run:end] != "校医院")
    ):
        return None
    if left_edge.plural(field, run) or left_edge.counted(field, run):
        return None
    if field.text[run - 1 : run] == "“" and _CAMPAIGN.match(field.text, end):
        return None
    if field.text[end : end + 1] in _NOT_AFTER_SCHOOL or _ET_AL.search(own):
        return None
    return run + cut


def with_seat(field: Page, start: int, end: int) -> int:
    """中国地质大学(武汉): the town in brackets tells it from its sister."""
    found = _SEAT.match(field.text, end) if field.text.endswith("大学", start, end) else None
    return found.end() if found else end


_SEAT = re.compile("\\((?:北京|武汉|华东|威海|深圳|珠海|徐州|广州|上海|青岛|苏州)\\)")


# “清廉医院|”建设专项行动, “平安校园|”称号
_CAMPAIGN = re.compile("”[^,。;]{0,6}?(?:建设|创建|评选|评比|活动|称号|荣誉|示范|行动|试点|品牌)")
# 中国农业科学院|郑州果树研究所 : an institute of the house before the place
_HOUSE_BEFORE = re.compile("(?:中国|省|市)?[\u4e00-\u9fff]{1,8}(?:科学院|农科院|社科院|大学|总院)")


_LEVEL_AND_MIDDLE = ("省中", "市中", "县中", "区中", "州中", "旗中", "镇中", "乡中")


def _may_be_school(own: str, last: str) -> bool:
    """石桥实验|学校, 第九|学校, 县|医院, 市律师|协会; not 会|商会, 白榆区|学校."""
    if last == "小学" and own in _LEVEL_AND_MIDDLE:  # 市中|小学: all of them
        return False
    if last == "学校":
        place = area_names.starting(own)
        return bool(_SCHOOL_NAME.search(own)) or (place > 0 and len(own) - place >= 4)
    if last == "初中" and own[-1] in "省市区县州":  # 云溪市|初中 : all of them
        return False
    return len(own) > 1 or own in "省市区县州镇乡校"


_SCHOOL_NAME = re.compile(
    "(?:实验|外国语|职业|技术|水电|水利|交通|农林|林业|机电|中等专业|特殊教育|附属|国际|双语|艺术|体育|小学|中心|党|工业|农业|卫生|师范|进修|运动|专科|警官|财经|九年制|一贯制|希望|第.)$"
)


def any_school(own: str) -> bool:
    """中|小学, 民办|幼儿园, 部门|学校: which kind; one character only as the whole (中山大学 is a name)."""
    if _NUMBERED.fullmatch(own):
        return False
    if own.startswith("附属") and own not in ("附属", "附属中小"):
        return False
    if own in (alone := generic("school-alone")) or own[1:] in alone:
        return True
    return own in generic("school-starts") or own.startswith(_long_starts()) or own.endswith(generic("school-ends"))


@cache
def _long_starts() -> tuple[str, ...]:
    return tuple(word for word in generic("school-starts") if len(word) > 1)


# 市二中、市三中等公立中|小学
_ET_AL = re.compile("等(?:公立|公办|民办)中?$")
# 附属第二|医院
_NUMBERED = re.compile("附属第?[一二三四五六七八九十]{1,2}(?:人民|中医)?")


def _joined(field: Page, run: int, head: int) -> int:
    """环境科学与|工程学院, 钨与|稀土研究院: a house of two subjects, when no body ends before 与."""
    if field.text[run - 1 : run] not in ("与", "和"):
        return run
    before = field.run(run - 1)
    if field.text.startswith("研究", head):
        second = field.text[run:head] in _VAGUE and bool(_OF_PLACE.match(field.text, before, run - 1))
        return before if second or run - 1 - before == 1 or _HOUSE_BEFORE.match(field.text, before, run - 1) else run
    if not field.text.startswith("学院", head):
        return run
    if _HOUSE_BEFORE.match(field.text, before, run - 1):
        return before
    return before if 2 <= run - 1 - before <= 8 and not _BODY.search(field.text, before, run - 1) else run


# 云南省生态规划和|技术|研究院, 国家安全科学与|工程|研究院
_VAGUE = ("技术", "工程", "应用", "发展", "管理", "信息", "工程技术")
_OF_PLACE = re.compile("(?:国家|中国|[\u4e00-\u9fff]{2,3}[省市])[\u4e00-\u9fff]{2,10}")
_BODY = re.compile("(?:[局委院校部处办室组厅会司镇区县市省]|大学|中心|街道|集团|企业|单位|部门)$")


# 学院|路, 小学|生, 高中|段
_NOT_AFTER_SCHOOL = ("生", "习", "路", "校", "长", "段", "街")


def centre(field: Page, head: int, end: int) -> int | None:
    """智联大河中心, 县融媒体中心, 济南大学成果转化中心; not 研发中心, 以人民为中心, 便民服务中心建设."""
    core = function_start(field, head)
    run = left_edge.trimmed(field, min(field.run(head), field.run(core)), head)
    if field.text.startswith(_COMMUNITY, core) and run < core and not _IS_PLACE.search(field.text, run, core):
        core += len(_COMMUNITY)
    before = field.text[run:core]
    if not before and _IN_GENERAL.match(field.text, end):
        return None
    if left_edge.plural(field, run) or left_edge.counted(field, run):
        return None
    if field.text[run:head].endswith(generic("centre-ends")) and not (
        before and parent(before) and not before.endswith("中心")
    ):
        return None
    if core == head:
        cut = left_edge.cut_to_place(before)
        return run + cut if len(before) - cut >= 3 else None
    length = parent(before) or (len(before) if 2 <= len(before) <= 12 else 0)
    cut = left_edge.cut_to_place(field.text[core - length : head])
    return core - length + cut if length or head - core >= 4 else None


# 东关街道桃园|社区 党群服务中心: the community's name, not what the centre does
_COMMUNITY = "社区"
_IS_PLACE = re.compile("(?:[省市区县州旗镇乡村]|街道)$")
# 公共法律服务中心|标准化水平 : the kind
_IN_GENERAL = re.compile("标准化|规范化|水平|作用|功能|全覆盖|覆盖率|样板|体系|阵地|网络建设")


def laboratory(field: Page, head: int, end: int) -> int | None:
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
    return re.compile(trie.pattern(generic("laboratory")))
