"""What stands between the left edge and the function words of an agency's name: level, place or parent."""

from __future__ import annotations

import re
from functools import lru_cache

from graph_builder.wording import area_names
from graph_builder.wording.left_edge import cut_to_place

_HAN = "一-鿿"
# What a prefix can end with: a level, an area under one office, a body.
_ENDS = re.compile(
    r"(?:[省市区县州盟旗镇乡村国委局厅院校会府队]|(?:组织|宣传|统战|政法|武装|社会工作)部|党组|党委|街道|苏木|社区|新城|科学城|生态城|空港|国际港|工业园|产业园|科技园|物流园|大学|学院|中心|机关|系统|集团|公司|银行|医院|直属|派驻|人大|政协|法院|检察院|兵团|派驻第?[一二三四五六七八九十])$"
)
# 云岭市|清水区|石桥镇 : a place that no list holds, by its shape.
_PLACE = re.compile(
    rf"(?:中共)?(?:[{_HAN}]{{2}}(?:省|自治区))?(?:[{_HAN}]{{2}}[市州盟])?(?:[{_HAN}]{{2}}(?:自治[县旗]|[区县市旗]))?"
    rf"(?:[{_HAN}]{{2,3}}(?:镇|乡|街道))?(?:[{_HAN}]{{2,3}}(?:村|社区))?"
)
# 国家|林业和草原局, 全国|总工会
_NATION = re.compile("(?:中华人民共和国|[省市区县州]国家|国家|全国|中央|长江|黄河|淮河|珠江|海河|太湖)$")
# 国家金融监督管理总局皖江|监管局
_CENTRAL = re.compile(f"国家[{_HAN}]{{2,10}}总局[{_HAN}]{{2,4}}$")
# 国家税务总局|云岭市清水区|税务局
_NATIONAL = re.compile("国家税务总局|国家统计局|中国人民银行|国网|中国邮政")
# 开发区, 高新技术产业开发区 : areas that offices are named after.
_AREA = re.compile(
    r"(?:(?:经济|技术|高新|产业|旅游|综合|经济技术)*(?:开发区|高新区|经开区|示范区|度假区|保税区|合作区|功能区|集聚区|新区|园区|景区|港区|片区|经济区|工业区|自贸区|试验区|实验区|管理区|林区|矿区|库区|农高区|新城|科学城|生态城|空港|国际港|工业园|产业园|科技园|物流园))$"
)
_LEVEL = re.compile(r"(?:(?<!小)区|[省市县州盟旗镇乡村局院校委厅]|机关|直属|街道|社区|集团|公司|学校|医院|大学|学院)$")
_COMPANY = re.compile(r"(?:公司|集团|银行)$")
_LONGEST_PARENT = 24
_LEVELS = "省市区县州盟旗镇乡村"


# 宁湾市|江北区: a city that no list holds, before a district of a name that one does
_CITY = re.compile("[一-鿿][一-鿿]?[^我本全该各]市")


@lru_cache(maxsize=8192)
def parent(prefix: str) -> int:
    """The length of the end of `prefix` that belongs to the name: 督促历城区 3, 受理 0, 开发区管委会 6."""
    if not prefix:
        return 0
    if len(prefix) > 1 and not prefix.strip(_LEVELS):
        return 1  # 省市|区委: several levels in one breath
    nation = _NATION.search(prefix) or _CENTRAL.search(prefix)
    if nation:
        return len(nation[0])
    if not _ENDS.search(prefix):
        short = _short_place(prefix)
        above = prefix[: len(prefix) - short]  # 云南省|永平 公路局
        return len(prefix) if short and above and area_names.starting(above) == len(above) else short
    cut = cut_to_place(prefix)
    whole = prefix if _CITY.fullmatch(prefix, 0, cut) else prefix[cut:]
    if (area_names.starting(whole) or _NATIONAL.match(whole)) and len(whole) <= _LONGEST_PARENT:
        return len(whole)
    if _PLACE.fullmatch(whole) and len(whole) <= 12:
        return len(whole)
    area = _AREA.search(whole)
    if area:
        return len(whole) if len(whole) - len(area[0]) <= 6 else len(area[0])
    if len(whole) <= 14 and whole[-1] not in "省市区县州镇乡":
        return len(whole)
    level = _LEVEL.search(whole)
    return len(level[0]) if level else 0


def _short_place(prefix: str) -> int:
    """济南|财政局: a division named without its suffix; one character before it is of its name (滨|海港 工业园区)."""
    for length in (4, 3, 2):
        name = prefix[-length:]
        if len(name) == length and (name in area_names.short() or name in area_names.short_counties()):
            return length + (len(prefix) == length + 1 and prefix[0] not in _LEVELS)
    return 0
