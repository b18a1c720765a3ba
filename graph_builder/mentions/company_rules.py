"""How far a company's name reaches to the left, one rule for each kind of last word (company_heads.txt)."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph_builder.mentions.company_names import ENERGY_GROUPS, generic, own_part, placed, trade_words
from graph_builder.wording import area_names, left_edge
from graph_builder.wording.left_edge import Page

Rule = Callable[[Page, int, int], int | None]
"""Where the name begins whose last word stands at (start, end); None if it is no name."""


# 中国人民银行|云岭市分行 is an office of the state
_CENTRAL_BANK = ("中国人民银行", "人民银行", "人行")
# 驻|省金控集团|纪检监察组 : a group at the company
GROUP_AT = re.compile("纪检监察组|纪检组|监察专员")


def _start(field: Page, head: int, core: int | None = None) -> int | None:
    run = left_edge.trimmed(field, field.run(head if core is None else core), head)
    inspected = _INSPECTED.match(field.text, run, head)
    run = inspected.end() if inspected else run
    if left_edge.counted(field, run) or (left_edge.plural(field, run) and not _after_sum(field, run, head)):
        return None
    amount = _AMOUNT.match(field.text, run, head)
    if amount and field.text[run - 1 : run].isdigit():
        run = amount.end()
    if field.text[run : run + 1] == "商" and area_names.starting(field.text, run + 1):
        run += 1  # 承包商|青岛味源公司
    if field.text[run : run + 1] == "据" and not field.text[run - 1 : run].isalnum():
        run += 1  # 。据|云岭检测公司3月监测,
    cut = left_edge.cut_to_place(field.text[run:head])
    return run if cut and _HOUSE.search(field.text, run, run + cut) else run + cut


# 第三巡视组巡视|云岚交通集团 : the verb, not a part of the name
# 第三方|云岭咨询公司, 承包|商|云岭市… : what it is to somebody
_INSPECTED = re.compile("(?:.{0,14}组)?(?:巡[视察]|督[察导])(?=.{3})|第三方(?=.{4})|商(?=[一-鿿]{2,3}[市县区])")
# 5|亿元文旅产业基金
_AMOUNT = re.compile("[余多]?[亿万]*元的?")
# 国家开发银行|福建省 分行: the house stands before the place
_HOUSE = re.compile("(?:银行|公司|集团|证券|保险|电信|移动|联通|邮政)$")


def _after_sum(field: Page, run: int, head: int) -> bool:
    """…等资产|江城运营有限公司: 等 sums up what stood before, the name opens with its place."""
    return field.text[run - 1 : run] == "等" and left_edge.cut_to_place(field.text[run:head]) > 0


def _full(field: Page, head: int, end: int) -> int | None:
    """云州瑞通企业咨询服务有限公司; the legal form makes it a name, unless nothing stands before it."""
    start = _start(field, head, field.back(trade_words(), head))
    start = start if start is None else _behind_firm(field, start, head)
    start = None if start is None else _joint(field, _two_parts(field, start, head), head)
    start = None if start is None else _over_stop(field, start, head)
    if (
        start is None
        or head - start < 2
        or field.text.startswith(("中共", "中国共产党"), start)
        or _FORM_ALONE.fullmatch(field.text, start, head)
    ):
        return None
    return start if head - start >= 4 or not generic(field.text[start:head]) else None


def _over_stop(field: Page, start: int, head: int) -> int:
    """成都市|新建|建设监理, 云溪市好|又|来餐饮: what is no name by itself goes on behind its place and a word."""
    if own_part(field.text[start:head]):
        return start
    for width in (1, 2):
        before = field.run(start - width)
        place = area_names.starting(field.text, before) or _SOME_PLACE.match(field.text, before, start - width)
        length = place.end() - before if isinstance(place, re.Match) else place
        if length and 0 <= start - width - before - length <= _LONGEST_WORD:
            return before
    return start


_SOME_PLACE = re.compile("[一-鿿]{2,3}[省市县区]")  # that no list holds
_LONGEST_WORD = 2


def _behind_firm(field: Page, start: int, head: int) -> int:
    """甲有限公司诉|乙有限公司, 甲有限公司接替|乙有限公司: what one firm does to another is no part of its name."""
    found = _OTHER_FIRM.match(field.text, start, head)
    if found is None:
        return start
    return found.end() + left_edge.cut_to_place(field.text[found.end() : head])


_OTHER_FIRM = re.compile(
    "[一-鿿()]{2,30}(?:有限|责任|股份)公司(?:起诉|上诉|诉|接替|替代|收购|并购|兼并|转让|接管|托管|更名|变更|控股|参股)?(?=.{2})"
)


def _joint(field: Page, start: int, head: int) -> int:
    """云岚|联合|发展投资: behind a name's first word, 联合 is a part of it where only trades follow."""
    before = start - len(_JOINT)
    if not field.text.endswith(_JOINT, 0, start) or own_part(field.text[start:head]):
        return start
    first = field.run(before)
    return first if 2 <= before - first <= 4 and not _JOINT_BODY.search(field.text, first, before) else start


def _two_parts(field: Page, start: int, head: int) -> int:
    """云岭安|和|医疗器械: what follows the conjunction is no name by itself."""
    if field.text[start - 1 : start] not in _PARTICLES:
        return start
    before = field.run(start - 1)
    place = area_names.starting(field.text[before : start - 1])
    if place and start - 1 - before - place <= 1 and not area_names.starting(field.text, start):
        return before  # 河北佳|和|包装制品, 沈阳|和|泰物业
    return before if generic(field.text[start:head]) and 1 <= start - 1 - before <= 6 else start


_JOINT = "联合"
# 财政局|联合|发展投资公司 : somebody acts together with the firm
_JOINT_BODY = re.compile("[局委院校部办处府厅会司团组]$")
# particles that are syllables of names, too: 安和, 同为, 顺从, 正如
_PARTICLES = tuple("都和为同从如其自因即使到至以在经将已再非不是若除")
# 国有独资|有限责任公司 : what kind of company
_FORM_ALONE = re.compile("(?:国有|独资|全资|控股|一人|普通|集团|股份|设立|多家|民营|外资|合资)*")


def _short(field: Page, head: int, end: int) -> int | None:
    """恒远公司, 区城投集团, 云州银行; not 平台公司, 物业公司, 商业银行."""
    start = _start(field, head)
    if start is None:
        return None
    start = _joined(field, start, head)
    name = field.text[start:head]
    if (name.startswith("驻") and GROUP_AT.match(field.text, end)) or field.text.startswith(_CENTRAL_BANK, start, end):
        return None
    if not 2 <= len(name) <= 20 or _QUANTITY.search(name):
        return None
    if _is_counted(field, start, end):
        return None
    return start if own_part(name) or placed(name) or name.endswith(_INSTITUTES) else None


def _is_counted(field: Page, start: int, end: int) -> bool:
    """沿河违规养殖场|2家: a kind; but 云岭印刷厂、云师宾馆2家 are two names."""
    return _HOW_MANY.match(field.text, end) is not None and field.text[start - 1 : start] != "、"


# 农民专业合作社|12家
_HOW_MANY = re.compile(r"\d{1,4}余?[家个户]")
# 江城港务、江城交运|两家 公司
_QUANTITY = re.compile("[一两二三四五六七八九十几多数]家$")
# 玻璃新材料研究院|集团
_INSTITUTES = ("研究院", "设计院", "研究总院")


def _placed(field: Page, head: int, end: int) -> int | None:
    """深圳前海基金, 江苏宏达资本: a place and a word of its own before it; 涂山产业母基金: a kind behind its own."""
    start = _start(field, head)
    if start is None or head - start > 16:
        return None
    name = field.text[start:head]
    if not own_part(name) or _BODY.search(name) or _GOES_ON.match(field.text, end):
        return None
    return start if placed(name) or _FUND.fullmatch(name) else None


# 涂山|产业母 基金, 西岭|天使 基金
_FUND = re.compile(
    "[\u4e00-\u9fff]{2,5}(?:产业|产发|科创|天使|种子|创投|创业|创业投资|股权投资|成果转化|投资|文旅|旅游|农业|乡村振兴){1,2}(?:投资|引导|并购|发展)?母?"
)
# 城乡居民养老保险|经办中心, 失业保险|待遇 : insurance in general
_GOES_ON = re.compile("经办|服务|中心|[局处科费金]|待遇|制度|业务|政策|市场|行业|事业")
# 市医疗保障事务中心|医保 基金: whose money it is
_BODY = re.compile("中心|[局委院处]")


# 均和|集团, 华为|公司 : one character before a conjunction that is none here
_JOINING = frozenset("和为")


def _joined(field: Page, start: int, head: int) -> int:
    if start == head and field.text[head - 1 : head] in _JOINING:
        before = field.run(head - 1)
        if head - 1 - before == 1:
            return before
    return start


def _plant(field: Page, head: int, end: int) -> int | None:
    """花坪镇绍光砂石料厂; not 污水处理厂, 自来水厂."""
    start = _start(field, head)
    if start is None or _is_counted(field, start, end) or field.text.startswith("长", end):  # 电厂原厂|长
        return None
    name = field.text[start:head]
    if _BUILDS.search(name) or _FORMER.search(name) or _PRODUCT.fullmatch(name):  # 龙湖社区原砖|厂, 清洁化茶叶加工|厂
        return None
    if _QUANTITY.search(name):
        return None  # 宏基商砼、澧江石化|两家 搅拌站
    shortest = 2 if end - head > 1 else 3  # 鑫源|养殖场, 金阳砖|厂
    is_own = len(name) - _places(name) <= 16 and own_part(name) and not _UTILITY.search(name)
    return start if shortest <= len(name) and is_own else None


_PRODUCT = re.compile(
    "(?:清洁化|标准化|现代化|小型|大型|村级|扶贫)?(?:茶叶|农产品|粮食|竹木|食品|木材|饲料|大米|果蔬|中药材|水产品?|肉类|石材|粮油)(?:(?:精深|初|深)?加工)?"
)
_FORMER = re.compile("(?:社区|村)原")
# 云岭丰原股份有限公司|改造|标准化 养殖场
_BUILDS = re.compile("公司(?:新建|改造|改扩建|扩建|建设|建成|升级|投资|承建|运营)")


def _station(field: Page, head: int, end: int) -> int | None:
    """华能云岭电厂, 云州热电厂; not 改造热电厂, 燃煤电厂."""
    start = _start(field, head)
    if start is None:
        return None
    group = _GROUP.search(field.text, start, head)
    if group:
        return group.start()
    return start if head - start >= _SHORTEST_PLACE and placed(field.text[start:head]) else None


_GROUP = re.compile("|".join(ENERGY_GROUPS))
_SHORTEST_PLACE = 2


def _places(name: str) -> int:
    """How much of a name tells only where: 四川省凉山彝族自治州冕宁县|…选矿厂."""
    at = 0
    while length := area_names.starting(name, at):
        at += length
    return at


_UTILITY = re.compile("(?:养区|水|电|热|处理|发电|焚烧|填埋|垃圾|净化|回收|加工|配套|生产|进|出|建|办)$")


def _local(field: Page, head: int, end: int) -> int | None:
    """县农商行, 云岭农商银行."""
    start = _start(field, head)
    if start is None or start == head:
        return None
    name = field.text[start:head]
    return start if name in _LEVELS or len(name) >= 2 else None


def _platform(field: Page, head: int, end: int) -> int | None:
    """云南建投, 市城投; 城投公司 and 城投集团 are names by themselves."""
    start = _start(field, head)
    if start is None or field.text.startswith(("公司", "集团", "基金", "断面", "站", "点位"), end):
        return None
    name = field.text[start:head]
    return (
        start
        if name in _LEVELS or (name in area_names.short_counties()) or (name and area_names.starting(name) == len(name))
        else None
    )


_LEVELS = ("省", "市", "区", "县", "州")

RULES: dict[str, Rule] = {
    "full": _full,
    "short": _short,
    "placed": _placed,
    "plant": _plant,
    "station": _station,
    "local": _local,
    "platform": _platform,
}
