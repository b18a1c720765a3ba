"""Small offices that no list of functions composes: 扬名司法所, 省高速公路京雄管理处, 市扫黑办, 第五监督检查室."""

from __future__ import annotations

import re

from graph_builder.mentions import branches
from graph_builder.mentions.agency_cores import with_parent
from graph_builder.wording import left_edge
from graph_builder.wording.left_edge import Page

NOT_AFTER = {
    "办": tuple("理公实法案事学好结税证成件会班下了过完"),
    "处": tuple("理置罚分于境级方女所以在室长"),
    "所": tuple("有属在需辖谓以涉长"),
    "科": tuple("技学研目级室创普教幻协长"),
    "委": tuple("员托派任屈婉会"),
    "署": tuple("名"),
    "部": tuple("门分署位件队属级落"),
    "股": tuple("份东权"),
    "庭": tuple("审长前后上外院园训"),
}


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


# 省|高速公路京雄 管理处 : of a level, for a stretch of road or water
_SITE_OFFICES = ("管理处", "管理所", "管理站", "管护中心")


_SITE = re.compile(r"[省市区县州](?![级直里内外属])[\u4e00-\u9fff]{2,10}")


def local_office(field: Page, core: int, end: int) -> int | None:
    """Where an office begins that is named after its town or its road; None if it is another office."""
    word = field.text[core:end]
    run = left_edge.trimmed(field, field.run(core), core)
    if word in _SITE_OFFICES and _SITE.fullmatch(field.text, run, core):
        return run
    if word not in _LOCAL_OFFICES or left_edge.plural(field, run) or left_edge.counted(field, run):
        return None
    unknown = with_parent(field, core) == core and 2 <= core - run <= 4
    return run if unknown else None


def by_level(field: Page, head: int, end: int) -> int | None:
    """Without function words: 县纪委第五监督检查室, 市交警支队高速大队, 市扫黑办."""
    word = field.text[head:end]
    own = branches.own_part(field, head)
    if word in _SPEAKING or (own != head and word in ("大队", "中队", "所")):
        start = with_parent(field, own)
        return None if start is None or start == own else start
    run = left_edge.trimmed(field, field.run(head), head)
    if word not in ("办", "处") or field.text[end : end + 1] in NOT_AFTER[word]:
        return None
    return run if _SHORT_OFFICE.fullmatch(field.text, run, head) and not left_edge.plural(field, run) else None


# 市|信访联席, 县|扫黑 ; not 市级承|办, 县里督|办
_SHORT_OFFICE = re.compile(
    r"[省市区县州](?![级直里内外属场域委管政领长])[\u4e00-\u9fff]{2,5}(?<![承协主举停开补代帮经申查包交转催督合联好实各害坏之益用])"
)
