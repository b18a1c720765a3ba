"""What a body does (agency_functions.txt) and whose it is: the two parts of an agency's name before its last word."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.mentions import branches
from graph_builder.mentions.parents import parent
from graph_builder.wording import area_names, left_edge, trie
from graph_builder.wording.left_edge import Page
from graph_builder.wording.word_lists import entries


@cache
def generic(rule: str) -> tuple[str, ...]:
    """The words of agency_generic.txt that belong to a rule."""
    lines = (line.split() for line in entries("agency_generic"))
    return tuple(word for word, owner in lines if owner == rule)


# 局|游旅|化文 : one or more function words, 和 between two of them (文化和旅游局).
@cache
def _functions() -> re.Pattern[str]:
    word = trie.mirrored(entries("agency_functions"))
    return re.compile(f"{word}(?:[和与及]?{word}){{0,7}}")


# 指导|财政局, 监督|教育局, 巡察|教育局 : a verb that is a function word too, before another function word.
_VERBAL = re.compile(
    "(?:组织(?!部|人事)|指导|协调|统筹|推进|促进|监督(?!检查$)|检查|优化|调研|落实|整改|监管|接待|培训|督导|督查"
    "|巡[察视](?!工作|整改|[巡督指])|(?<=发布)机构)(?=..)"
)


def function_start(field: Page, head: int) -> int:
    start = field.back(_functions(), head)
    verb = _VERBAL.match(field.text, start, head)
    return verb.end() if verb and _functions().fullmatch(field.text[verb.end() : head][::-1]) else start


def only_verb(name: str) -> bool:
    """组织|局系统干部, 督导|局属单位: a function word that is a verb before a bare 局."""
    return _VERB_ALONE.fullmatch(name) is not None


_VERB_ALONE = re.compile(
    "(?:组织|指导|协调|统筹|推进|促进|监督|检查|优化|调研|研究|落实|整改|接待|培训|督导|督查|调整|改革)+"
)


def with_parent(field: Page, core: int) -> int | None:
    """With the level, the place or the parent before the function words; 第三 may stand between the two."""
    core = branches.ordinal(field, core)
    run = left_edge.trimmed(field, field.run(core), core)
    if _in_city(field, run, core):
        return run
    prefix = field.text[run:core]
    if _OF_SITE.match(field.text, core) and 1 < len(prefix) <= _LONGEST_SITE and not parent(prefix):
        return None if left_edge.plural(field, run) or left_edge.counted(field, run) else run
    joined = _joined_body(field, run, core)
    if joined is not None:
        return joined
    if _is_told(field, prefix) or _POSTED.fullmatch(prefix) or LEVEL_AND_MORE.fullmatch(prefix):
        return None if left_edge.plural(field, run) or left_edge.counted(field, run) else run
    if prefix in _OWN_HOUSE or _is_own_part(field, run, prefix):
        start = run
    else:
        start = core if IN_COMPANY.search(prefix) else core - parent(prefix)
    if left_edge.plural(field, start) or left_edge.counted(field, start):
        return None
    return start


# 云岭山国家森林|公园管理处, 国门|景区管理服务处: what is kept up has a name of its own
_OF_SITE = re.compile(
    "(?:公园|景区|水库|灌区|陵园|湖泊)[\u4e00-\u9fff]{0,6}?(?:管理|服务)[\u4e00-\u9fff]{0,4}?[处局所站]"
)
_LONGEST_SITE = 10


def _joined_body(field: Page, run: int, core: int) -> int | None:
    """市粮食|和|物资储备局 监督检查处: where the body begins whose name a conjunction cuts."""
    if field.text[run - 1 : run] not in _AND or field.text[core - 1 : core] not in _BODIES:
        return None
    body = function_start(field, core - 1)
    if body >= run:
        return None
    first = left_edge.trimmed(field, field.run(body), body)
    length = parent(field.text[first:body])
    return body - length if length else None


_AND = ("和", "与")
_BODIES = ("局", "厅", "委")
# 市人民政府驻云州|联络 处
_POSTED = re.compile("[\u4e00-\u9fff]{2,12}驻[\u4e00-\u9fff]{2,6}")
# 县福利彩票|管理站, 市矿山|救护队 : a level at the edge, and what no list of functions holds
LEVEL_AND_MORE = re.compile("[省市区县州](?![省市区县州级直内属里外各域场委政领长民本辖])[\u4e00-\u9fff]{2,8}")
# 集团|财务部, 公司|综合管理部: the house that the notice is about
_OWN_HOUSE = frozenset(["集团", "公司", "集团公司", "总公司", "总行", "分行", "支行"])
# 、|海外 事业部, 由|检务 督察部: where no verb can stand, what is left of the function words belongs to the name
_BETWEEN_NAMES = frozenset("、与和及由对向经")
_LONGEST_OWN_PART = 4


def _is_told(field: Page, prefix: str) -> bool:
    """浔岭|水务局, where the notice tells of 浔岭区: a place that no list holds."""
    return len(prefix) == _SHORT_PLACE and not parent(prefix) and prefix in area_names.told(field.text, _OFTEN)


_SHORT_PLACE = 2
_OFTEN = 2  # 报送|市局 stands there once


def _is_own_part(field: Page, run: int, prefix: str) -> bool:
    return (
        1 < len(prefix) <= _LONGEST_OWN_PART
        and field.text[run - 1 : run] in _BETWEEN_NAMES
        and not parent(prefix)
        and prefix not in entries("company_generic")
        and not prefix.endswith(generic("street-ends"))
    )


def _in_city(field: Page, run: int, core: int) -> bool:
    """盐|城市公安局: 城市 is the end of a city's name, not what the bureau is for."""
    return core - run == 1 and field.text.startswith("城市", core)


# 恒远公司|财务部 : the company is a mention of its own
IN_COMPANY = re.compile("(?:公司|集团|银行|股份)$")
