"""Companies: enterprises, banks, funds and state-owned platforms that a notice names.

Three ways to a name, from sure to less sure: the legal form (…有限公司), a word like 公司, 集团 or 银行 after
a word that is nobody else's (恒远公司, not 物业公司), and the company of other companies
(coordination.py: 对接A、B等项目, A、B等9家企业). What was named so is found again, in its short forms too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from graph_builder.mentions import aliases, area_names, coordination, introduced, left_edge, roles, short_forms, trie
from graph_builder.mentions.company_names import generic, own_part, placed, trade_words
from graph_builder.mentions.left_edge import Page
from graph_builder.mentions.lexicon import entries, pairs
from graph_builder.words import Words
from ontology.records import Mention, Span

LABEL = "Company"

Rule = Callable[[Page, int, int], int | None]
"""Where the name begins whose last word stands at (start, end); None if it is no name."""


def find(text: str, taken: Sequence[Span] = ()) -> list[Mention]:
    """The companies of one notice's cleaned text, in order, without overlaps.

    Nothing is looked for in 《…》 nor in `taken`. `aliases` of a mention are its other names in this notice:
    declared ones (以下简称…), the full name behind a short one, the name behind 平台公司 or 该公司.
    """
    field = left_edge.page(text, taken)
    sure = aliases.longest([*_suffixed(field), *_proper(field), *_listed(field)])
    beside = (_mention(field, span, "company.beside") for span in coordination.beside(field, sure))
    named = aliases.longest([*sure, *beside])
    known = short_forms.known(named)
    again = (_mention(field, span, "company.known-name") for span in short_forms.again(field, known, named))
    found = aliases.longest(aliases.with_full_name(mention, known) for mention in [*named, *again])
    return aliases.longest([*found, *roles.find(field, found)])


def _suffixed(field: Page) -> Iterator[Mention]:
    heads = pairs("company_heads")
    for word, head, end in _heads().find(field.text):
        name = heads[word]
        rule = RULES.get(name)
        start = rule(field, head, end) if rule else None
        if start is not None:
            yield _mention(field, Span(start, end), f"company.{name}")


def _proper(field: Page) -> Iterator[Mention]:
    names = [(start, end) for _, start, end in _names().find(field.text)]
    for start, end in (*names, *(match.span() for match in _BUILDERS.finditer(field.text))):
        first = field.run(start)
        placed = area_names.starting(field.text[first:start]) == start - first
        if (first == start or placed) and not _PRODUCT.match(field.text, end):
            form = _group().match(field.text, end)
            yield _mention(field, Span(first, form.end() if form else end), "company.proper-name")


# 引进“草原红岭”等小微企业13家
_QUOTED = re.compile("“(?P<name>[一-鿿A-Za-z]{2,10})”(?=(?:、“[^”]{2,10}”){0,8}等[一-鿿]{0,6}(?:企业|公司|商家))")


def _listed(field: Page) -> Iterator[Mention]:
    for found in _QUOTED.finditer(field.text):
        if field.text[max(0, found.start() - 4) : found.start()].endswith(_BROUGHT_IN):
            yield _mention(field, Span(*found.span("name")), "company.quoted")
    for span, rule in (*coordination.find(field), *introduced.find(field)):
        yield _mention(field, span, rule)


def _mention(field: Page, span: Span, rule: str) -> Mention:
    declared = aliases.declared(field.text, span.end)
    return Mention(LABEL, field.text[span.start : span.end], span, rule, aliases=declared)


def has_party_body(text: str, company: Mention) -> bool:
    """江源水务集团|党委 is an agency's name, with the company's in it; 江源水务集团|党委书记 heads the company."""
    return (_PARTY_BODY.match(text, company.span.end) or _GROUP_AT.match(text, company.span.end)) is not None


_PARTY_BODY = re.compile("(?:机关)?(?:党委|党组|党总支|党支部|纪委|纪检组)(?!书记|副书记|委员|成员|班子|织)")


_BROUGHT_IN = ("引进", "引入", "招引", "培育", "扶持", "走访", "对接", "签约")


# 美的|集团 : 的 ends the run of other names
@cache
def _group() -> re.Pattern[str]:
    trade = trie.pattern(entries("company_words"))
    return re.compile(
        f"[一-鿿]{{2,6}}?(?:分店|分公司|支公司|营业厅)|集团|公司|(?:{trade}){{1,3}}(?=[^一-鿿]|[的与和及等在对已将未按于从为因拟依受罚督约运责立停]|公司|项目|{_follower()})"
    )


@cache
def _follower() -> str:
    return trie.pattern(entries("company_followers"))


# 腾讯|会议, 抖音|号 : what people use, not who makes it
_PRODUCT = re.compile("等[一-鿿]{0,6}(?:平台|媒体)|会议|文档|地图|视频|账?号|直播|APP|客户端|店铺|外卖")


@cache
def _heads() -> Words:
    return Words(pairs("company_heads"))


@cache
def _names() -> Words:
    return Words(entries("company_names"))


# 中建八局, 中铁二十四局, 中交二航局 : builders that are called bureaus
_NATIONAL_BUREAU = "中[建铁交冶电水核化][一二三四五六七八九十]{1,3}(?:局|航局|公局|院|冶)"
_BUREAU = (
    "(?:[一二三四五六七八九十]建(?![设成立制筑])|(?:水电|水利|路桥|公路|铁路|电力|航务)[一二三四五六七八九十]{1,2}局)"
)
_PROVINCES = (
    "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南"
    " 四川 贵州 云南 陕西 甘肃 青海 宁夏 新疆 内蒙古"
)
# 国能云岭热电: one of the state's energy groups, a place, the works
_ENERGY_GROUPS = "国能 华能 大唐 华电 国电投 中广核 中核 华润"
_ENERGY_WORKS = "[一-鿿]{2,6}?(?:热电|发电|新能源|风电|水电|核电|电力)(?![一-鿿]{0,2}[厂站项])"
# every branch begins with a character: so a search goes from one to the next
_BUILDERS = re.compile(
    "|".join(
        [
            _NATIONAL_BUREAU,
            *(f"{place}{_BUREAU}" for place in _PROVINCES.split()),
            "中铁(?:大桥|隧道|电气化)局",
            *(f"{group}{_ENERGY_WORKS}" for group in _ENERGY_GROUPS.split()),
        ]
    )
)


# 中国人民银行|云岭市分行 is an office of the state
_CENTRAL_BANK = ("中国人民银行", "人民银行", "人行")
# 驻|省金控集团|纪检监察组 : a group at the company
_GROUP_AT = re.compile("纪检监察组|纪检组|监察专员")


def _start(field: Page, head: int, core: int | None = None) -> int | None:
    run = left_edge.trimmed(field, field.run(head if core is None else core), head)
    inspected = _INSPECTED.match(field.text, run, head)
    run = inspected.end() if inspected else run
    if left_edge.counted(field, run) or (left_edge.plural(field, run) and not _after_sum(field, run, head)):
        return None
    amount = _AMOUNT.match(field.text, run, head)
    if amount and field.text[run - 1 : run].isdigit():
        run = amount.end()
    cut = left_edge.cut_to_place(field.text[run:head])
    return run if cut and _HOUSE.search(field.text, run, run + cut) else run + cut


# 第三巡视组巡视|云岚交通集团 : the verb, not a part of the name
_INSPECTED = re.compile("(?:.{0,14}组)?(?:巡[视察]|督[察导])(?=.{3})")
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
    start = None if start is None else _joint(field, _two_parts(field, start, head), head)
    if (
        start is None
        or head - start < 2
        or field.text.startswith("中共", start)
        or _FORM_ALONE.fullmatch(field.text, start, head)
    ):
        return None
    return start if head - start >= 4 or not generic(field.text[start:head]) else None


def _joint(field: Page, start: int, head: int) -> int:
    """云岚|联合|发展投资: behind a name's first word, 联合 is a part of it where only trades follow."""
    before = start - len(_JOINT)
    if not field.text.endswith(_JOINT, 0, start) or own_part(field.text[start:head]):
        return start
    first = field.run(before)
    return first if 2 <= before - first <= 4 and not _JOINT_BODY.search(field.text, first, before) else start


def _two_parts(field: Page, start: int, head: int) -> int:
    """云岭安|和|医疗器械: what follows the conjunction is no name by itself."""
    if field.text[start - 1 : start] not in _PARTICLES or not generic(field.text[start:head]):
        return start
    before = field.run(start - 1)
    return before if 1 <= start - 1 - before <= 6 else start


_JOINT = "联合"
# 财政局|联合|发展投资公司 : somebody acts together with the firm
_JOINT_BODY = re.compile("[局委院校部办处府厅会司团组]$")
# particles that are syllables of names, too: 安和, 同为, 顺从, 正如
_PARTICLES = tuple("和为同从如其自因即使到至以在经将已再非不是若除")
# 国有独资|有限责任公司 : what kind of company
_FORM_ALONE = re.compile("(?:国有|独资|全资|控股|一人|普通|集团|股份|设立|多家|民营|外资|合资)*")


def _short(field: Page, head: int, end: int) -> int | None:
    """恒远公司, 区城投集团, 云州银行; not 平台公司, 物业公司, 商业银行."""
    start = _start(field, head)
    if start is None:
        return None
    start = _joined(field, start, head)
    name = field.text[start:head]
    if (name.startswith("驻") and _GROUP_AT.match(field.text, end)) or field.text.startswith(_CENTRAL_BANK, start, end):
        return None
    if not 2 <= len(name) <= 20 or _QUANTITY.search(name) or _HOW_MANY.match(field.text, end):
        return None
    return start if own_part(name) or placed(name) or name.endswith(_INSTITUTES) else None


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
    "[\u4e00-\u9fff]{2,5}(?:产业|产发|科创|天使|种子|创投|创业|创业投资|股权投资|成果转化|投资)(?:投资|引导|并购|发展)?母?"
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
    name = "" if start is None else field.text[start:head]
    shortest = 2 if end - head > 1 else 3  # 鑫源|养殖场, 金阳砖|厂
    return start if shortest <= len(name) <= 16 and own_part(name) and not _UTILITY.search(name) else None


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
    if start is None or field.text.startswith(("公司", "集团", "基金"), end):
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
    "local": _local,
    "platform": _platform,
}
