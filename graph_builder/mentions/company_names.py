"""What a company's name is made of: a place, a word of its own, a line of business, a legal form."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph_builder.wording import area_names, trie
from graph_builder.wording.word_lists import entries, pairs

# State-owned platforms are known by what they do alone: 城投公司, 国资公司, 水务集团.
_PLATFORMS = re.compile(
    "(?:高新|经开)?(?:(?<=高新)发展|(?<=经开)发展|城投|城建|建工|城发|城运|城控|建投|产投|交投|国投|农投|文投|旅投|科投|水投|财投|金投|能投|信投|创投|国资|国控|国运|产发|金控|公交|水务|文旅|热力|自来水|粮储|农发|城乡|环卫)"
    "(?:建设|投资|控股|发展|集团|运营|集团公司)*"
)
# 城投|能源发展, 交投|物业管理: a daughter of the platform
_PLATFORM_AND_TRADE = re.compile(
    "(?:城投|城建|城发|建投|产投|交投|国投|农投|文投|旅投|水投|科投|金控|国控|产发)(?=.{2})"
)
# 市|城投, 陕|文投 : a level, or a province's one character
_LEVEL = re.compile(r"[省市区县州旗镇校京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔滇陕甘青宁蒙](?=.{2})")

ENERGY_GROUPS = ("国能", "华能", "大唐", "华电", "国电投", "中广核", "中核", "华润")
"""The state's energy groups, as the names of their works begin."""

_STATE = re.compile("国家(?!级)(?=.{2})")


@lru_cache(maxsize=8192)
def own_part(name: str) -> bool:
    """Whether a word of its own is left without place, trade and form: 恒远, 宏达; or a platform's (城投)."""
    rest = name[area_names.starting(name) :]
    unlevelled = _LEVEL.sub("", rest, count=1) if _LEVEL.match(rest) else rest
    if _PLATFORMS.fullmatch(unlevelled) or _PLATFORM_AND_TRADE.match(unlevelled):
        return True
    return any(len(part) >= 2 for part in _common().split(rest))


@lru_cache(maxsize=8192)
def placed(name: str) -> bool:
    """Whether it opens with a division, a level or the state and goes on: 济南物业, 市自来水, 国家开发投资, 东营."""
    length = area_names.starting(name) or _STATE.match(name)
    return bool(length) or bool(
        _LEVEL.match(name) and not _common().split(name[1:])[0] and not _VAGUE.fullmatch(name, 1)
    )


def generic(name: str) -> bool:
    """Made of common words alone, without a place: 物业服务, 商业."""
    return not own_part(name) and not placed(name)


def brand(name: str) -> str:
    """The word of its own in a full name: 云州恒远投资有限公司 -> 恒远; empty if it has none."""
    rest = name[area_names.starting(name) :]
    rest = _UNKNOWN.sub("", rest[area_names.starting(rest) :])
    parts = [part for part in _common().split(_forms().sub("", rest)) if len(part) >= 2]
    return parts[0] if parts and rest.startswith(parts[0]) and len(parts[0]) <= 6 else ""


# 云澜市|恒远投资: a place that no list holds
_UNKNOWN = re.compile("^[\u4e00-\u9fff]{2,3}[市县区](?=[\u4e00-\u9fff]{4})")
# 市属|公司, 区级平台|公司 : a level that tells whose, not which
_VAGUE = re.compile("(?:属|级|直|管|内|域|外|有|国有|平台|重点|直属)*")


@cache
def _common() -> re.Pattern[str]:
    """Words that many companies share."""
    return re.compile(
        trie.pattern([*entries("company_generic"), *entries("agency_functions"), *entries("company_words")])
    )


@cache
def trade_words() -> re.Pattern[str]:
    """Mirrored: the trades right before the legal form, verbs or not (污水|处理|有限公司)."""
    words = trie.mirrored([*entries("company_generic"), *entries("company_words")])
    return re.compile(f"(?:{words}){{0,6}}")


@cache
def _forms() -> re.Pattern[str]:
    return re.compile(trie.pattern(pairs("company_heads")))
