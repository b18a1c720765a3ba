"""Companies named side by side: what stands in a row with companies, before 企业 or beside a contract.

晨光股份、星野先进两大龙头企业       等9家企业        A、B等重点企业
对接科瑞曼自动化、华芯联微电子等项目      深入…、永芬等企业开展调研
促成A与B、C签订…协议      加强与A、B、C的招商合作
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from graph_builder.mentions.company_names import own_part
from graph_builder.wording import area_names, left_edge, sweep, trie
from graph_builder.wording.left_edge import Page
from graph_builder.wording.word_lists import entries
from ontology.records import Mention, Span

_LONGEST_ROW = 20
# 等9家企业, 等重点企业, 两大龙头企业, 等8家基金公司, 等12个“红色物业”党支部, 等3家“僵尸企业”
_SUMMED = (
    "企业 公司 集团 银行 央企 国企 民企 车企 房企 药企 平台 项目 党支部 党组织 商户 租户 承租户 机构 单位"
    " 地 大户 搅拌站 开发商 供应商 供货商 承包商 客户 业户 商家 门店 承运商 运营商 经销商 代理商 服务商 营销商"
)
_CLOSING = re.compile(
    # one class of first characters, to be searched for at once: 等\d{0,4}[余多]?, [两三…], \d{1,3}(?=[家户])
    r"[等两三四五六七八九十\d](?:(?<=等)\d{0,4}[余多]?|(?<=[两三四五六七八九十])|(?<=\d)\d{0,2}(?=[家户]))"
    r"(?![名人位]|(?<=[一二三四五六七八九十])中[学教])(?:[大家户个])?(?:“[^“”]{1,8}”|“)?"
    rf"(?P<which>[^、,。;:()“”\d的了和与在对到赴]{{0,10}}?)(?P<what>{trie.pattern(_SUMMED.split())})"
)
# 签订3000万元融资协议, 的招商合作, 达成合作, 开展战略合作
_SHARE = "(?:出资|投资|中标|竞标)"
_CONTRACT = sweep.Pattern(
    f"签(?:订|署|约)|达成|共(?:建|同(?:打造|举办|设立|出资|组建))|合作(?=[一-鿿]{{2}})|开展(?:战略|深度)?合作|合作建设|联合(?:攻关|研发|申报|开展|打造|组建|成立)|战略(?:合作|重组)|参与{_SHARE}|共同{_SHARE}|联合{_SHARE}|建立[一-鿿]{{0,4}}合作|对接|洽谈(?!会)"
)
_OF_CONTRACT = sweep.InSentences(("合作", "合同", "协议"), "的[一-鿿0-9]{0,10}(?:合作|合同|协议)")
_ADVERBS = ("已", "成功", "正式", "共同", "分别", "进行", "开展", "重新", "陆续", "依法", "续")
# a visit or a negotiation before the row: what 等项目 then sums up are companies
_MEETING = re.compile("(?:对接|走访|拜访|会见|洽谈|约谈|调研|考察|深入|前往|来到|服务|签约|引进|招引)$")
_VISIT = re.compile("(?:深入|走访|调研|到|赴|前往|拜访|约谈|考察|引进|引入|招引|对接|签约)了?$")
# 与携程、…等平台开展联合营销; 依托微信、抖音等平台 names tools
_COUNTED = re.compile(r"等\d")
_COUNTED_BEHIND = re.compile(r"\d{1,4}余?[家户]")  # 等在线平台|4家
_PARTNER = ("与", "联合", "同", "引入", "引进", "对接")


class _Row(Struct, frozen=True, gc=False):
    """Spans of the items from left to right; `lead` is the position where the row begins."""

    items: tuple[Span, ...]
    lead: int


def find(field: Page) -> Iterator[tuple[Span, str]]:
    """The companies in rows, each with the rule that found it."""
    for closing in _CLOSING.finditer(field.text):
        row = _row(field, closing.start())
        counted = _COUNTED.match(closing[0]) is not None or _COUNTED_BEHIND.match(field.text, closing.end()) is not None
        for item in _companies(field, row, closing["what"], counted):
            yield item, "company.coordination"
    for contract in (*field.matches(_CONTRACT), *field.matches(_OF_CONTRACT)):
        row = _row(field, _without_adverb(field, contract.start()))
        for item in _partners(field, row):
            yield item, "company.contract"


def _without_adverb(field: Page, verb: int) -> int:
    """Where the row ends: 与A、B|成功签订."""
    adverb = next((word for word in _ADVERBS if field.text.endswith(word, 0, verb)), "")
    return verb - len(adverb)


def _partners(field: Page, row: _Row) -> list[Span]:
    """Those with a line of business; after 与 also those beside them (与云岭电梯、江南嘉捷对接)."""
    sure = [item for item in row.items if has_trade(_text(field, item))]
    if not sure or field.text[row.lead - 1 : row.lead] not in ("与", "和", "同"):
        return sure
    return [item for item in row.items if item in sure or _could_be(_text(field, item))]


def beside(field: Page, sure: Sequence[Mention]) -> Iterator[Span]:
    """鑫达置业、|恒通建材公司|、金牛焦化: what stands in a row with a company that is named for sure."""
    starts = {mention.span.start for mention in sure}
    for mention in sure:
        if field.text[mention.span.start - 1 : mention.span.start] in _BETWEEN:
            for item in _row(field, mention.span.start - 1).items:
                if _trades(_text(field, item)):
                    yield item
        after = _next_item().match(field.text, mention.span.end)
        if after and after.start(1) not in starts and _trades(after[1]):
            yield Span(*after.span(1))


def _trades(name: str) -> bool:
    """Also 云南|路桥: a place and a trade, no everyday noun, enough beside a company that is named for sure."""
    trade = _trade().match(name[::-1])
    stem = name[: -len(trade[0])] if trade else ""
    return has_trade(name) or (len(stem) >= _SHORTEST_PLACE and area_names.starting(stem) == len(stem))


_SHORTEST_PLACE = 2


@cache
def _next_item() -> re.Pattern[str]:
    # 、金牛焦化|已关停 : up to a line of business, where a name can end
    trade, follower = trie.pattern(entries("company_words")), trie.pattern(entries("company_followers"))
    return re.compile(
        rf"[、和与及]([一-鿿]{{2,8}}?{trade})(?=[、,。;()和与及等已的在对将按未完关退]|建立|{follower}|$)"
    )


def _companies(field: Page, row: _Row, what: str, counted: bool) -> list[Span]:
    """Those items of a row that are companies; `counted`: it says how many (等9家企业)."""
    if not row.items:
        return []
    sure = [item for item in row.items if has_trade(_text(field, item))]
    before = field.text[max(0, row.lead - 4) : row.lead]
    if what == "项目":
        return sure if _MEETING.search(before) else []
    if what == "地":
        return sure
    if what in ("党支部", "党组织", "单位") or (what == "机构" and not counted):
        return sure if len(sure) == len(row.items) else []
    if what in ("平台", "机构"):
        trusted = bool(sure) and (counted or before.endswith(_PARTNER))
    else:
        trusted = bool(sure) or counted or _VISIT.search(before) is not None
    return [item for item in row.items if item in sure or (trusted and _could_be(_text(field, item)))]


# 云岭大学资源环境|与材料学院: a part of a house, not a firm
_HOUSE_INSIDE = re.compile("大学|学院|医院|研究院|科学院")


def _text(field: Page, item: Span) -> str:
    return field.text[item.start : item.end]


# 山东新动能基金 、 江苏宏达资本 与 … : what stands between the items
_BETWEEN = ("、", "和", "与", "及")


def _row(field: Page, end: int) -> _Row:
    """The items before `end`, up to the verb that governs them; each inner item is read whole."""
    items: list[Span] = []
    for _ in range(_LONGEST_ROW):
        start = field.run(end)
        if start == end:
            break
        if field.text[start - 1 : start] == "和" and field.text[start - 3 : start - 2] == "、":
            start -= 2  # 、天|和|竹木
        if not left_edge.counted(field, start):
            items.append(Span(start + left_edge.cut_to_place(field.text[start:end]), end))
        if not start or field.text[start - 1] not in _BETWEEN:
            break
        end = start - 1
    return _Row(tuple(reversed(items)), items[-1].start if items else end)


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(trie.mirrored(entries("company_words")))


def has_trade(name: str) -> bool:
    """元山电子, 中威检测, 江苏宏达资本: a word of its own (or a place and one), then a line of business."""
    trade = _trade().match(name[::-1])
    if (
        trade is None
        or not 4 <= len(name) <= 20
        or "有限公司" in name[:-2]
        or _is_thing(name)
        or _HOUSE_INSIDE.search(name)
    ):
        return False
    stem = name[: -len(trade[0])]
    own = stem[area_names.starting(stem) :]
    return len(own) >= 2 and own_part(own) and not own.startswith(_row_words("starts"))


@cache
def _row_words(where: str) -> tuple[str, ...]:
    lines = (line.split() for line in entries("company_rows"))
    return tuple(word for word, place in lines if place == where)


def _is_thing(name: str) -> bool:
    """高端|装备, 海那城二|期: an industry, a product, something that is built."""
    return name.startswith(_row_words("starts")) or (name.endswith(_row_words("ends")) and not name.endswith("超市"))


def _could_be(name: str) -> bool:
    """永芳: a short word, none of the common ones; only beside sure companies or where somebody goes."""
    return 2 <= len(name) <= 8 and not (_is_thing(name) or name.endswith(_INSTITUTIONS)) and own_part(name)


_INSTITUTIONS = ("大学", "学院", "学校", "中学", "小学", "医院", "研究院", "研究所", "协会", "中心", "政府", "馆")
