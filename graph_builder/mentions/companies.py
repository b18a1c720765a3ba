"""Companies: enterprises, banks, funds and state-owned platforms that a notice names.

Three ways to a name, from sure to less sure: the legal form (…有限公司), a word like 公司, 集团 or 银行 after
a word that is nobody else's (恒远公司, not 物业公司), and the company of other companies
(coordination.py: 对接A、B等项目, A、B等9家企业). What was named so is found again, in its short forms too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph_builder.mentions import aliases, contacts, coordination, introduced, roles, short_forms
from graph_builder.mentions.company_names import ENERGY_GROUPS, own_part
from graph_builder.mentions.company_rules import GROUP_AT, RULES
from graph_builder.wording import area_names, left_edge, sweep, trie
from graph_builder.wording.left_edge import Page
from graph_builder.wording.word_lists import entries, pairs
from ontology.records import Mention, Span

LABEL = "Company"


def find(text: str, taken: Sequence[Span] = ()) -> list[Mention]:
    """The companies of one notice's cleaned text, in order, without overlaps.

    Nothing is looked for in 《…》 nor in `taken`. `aliases` of a mention are its other names in this notice:
    declared ones (以下简称…), the full name behind a short one, the name behind 平台公司 or 该公司.
    """
    field = left_edge.page(text, [*taken, *contacts.addresses(text)])
    sure = aliases.longest([*_suffixed(field), *_proper(field), *_listed(field)])
    beside = (_mention(field, span, "company.beside") for span in coordination.beside(field, sure))
    named = [mention for mention in aliases.longest([*sure, *beside]) if not mention.text.endswith(_NO_FIRM)]
    known = short_forms.known(named)
    again = (_mention(field, span, "company.known-name") for span in short_forms.again(field, known, named))
    found = aliases.longest(aliases.with_full_name(mention, known) for mention in [*named, *again])
    found = aliases.longest([*found, *roles.find(field, found)])
    return [m for m in found if not m.text.startswith(_PARTY) and not _of_central_bank(field, m.span)]


def _of_central_bank(field: Page, span: Span) -> bool:
    """中国人民银行呼和|浩特中心支行"""
    start = field.text.rfind(_CENTRAL_BANK, max(0, span.start - _LONGEST_BRANCH), span.start)
    return start >= 0 and _BRANCH_NAME.fullmatch(field.text, start + len(_CENTRAL_BANK), span.end) is not None


_CENTRAL_BANK, _LONGEST_BRANCH = "人民银行", 12
_BRANCH_NAME = re.compile("[一-鿿]{2,8}(?:分行|支行)")


_PARTY = "中共"  # 中共云岭集团|委员会
# institutions, though cooperatives by name; who is stationed at the group: 省纪委监委驻集团|纪检监察组
_NO_FIRM = ("供销合作社", "供销合作联社", "委驻集团", "委驻公司")


def _suffixed(field: Page) -> Iterator[Mention]:
    heads = pairs("company_heads")
    for word, head, end in _HEADS.find(field.text, field.whole):
        name = heads[word]
        rule = RULES.get(name)
        start = rule(field, head, end) if rule else None
        if rule and (branded := _with_brand(field, head if start is None else start)) < head:
            start = branded
        if start is not None:
            branch = _BRANCH.match(field.text, end)
            yield _mention(field, Span(start, branch.end() if branch else end), f"company.{name}")


def _with_brand(field: Page, start: int) -> int:
    """委托|云岭溪和律师事务所: of a brand that ends with a conjunction, where a place stands before it."""
    brand = _BRAND_LAST.search(field.text, max(0, start - 2), start)
    if brand is None:
        return start
    places = (begin for begin in (brand.start() - 2, brand.start() - 3) if begin >= 0)
    return next((begin for begin in places if field.text[begin : brand.start()] in area_names.short()), start)


_BRAND_LAST = re.compile("(?![省市区县州])[一-鿿]和$")


# …会计师事务所|云岭分所, …有限公司|青石分公司
_BRANCH = re.compile(
    "(?:\\((?:特殊)?普通合伙\\))?[一-鿿]{2,6}?(?:分所|分公司|支公司|分店|门市部|分理处|储蓄所)|\\((?:特殊)?普通合伙\\)"
)


def _proper(field: Page) -> Iterator[Mention]:
    names = [(start, end) for _, start, end in _NAMES.find(field.text, field.whole)]
    for start, end in (*names, *(match.span() for match in field.matches(_BUILDERS))):
        first = field.run(start)
        before = field.text[first:start]
        placed = before in _LEVELS or area_names.starting(before) == start - first
        if (first == start or placed) and not _INSTITUTE.match(field.text, end) and not _PRODUCT.match(field.text, end):
            form = _group().match(field.text, end)
            if end - start == _SHORT and not form and not _after_short().match(field.text, end):
                continue
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
    kind = _kinds().match(field.text, span.start, span.end) or _KIND_OF_FIRM.match(field.text, span.start, span.end)
    span = Span(kind.end(), span.end) if kind else span
    if field.text.endswith(_BUILDING, span.start, span.end):
        span = Span(span.start, span.end - 2)
    name = field.text[span.start : span.end]
    placed = _IN_VILLAGE.match(name)
    local = (name[placed.end() :],) if placed and own_part(name[placed.end() :]) else ()
    return Mention(LABEL, name, span, rule, aliases=(*aliases.declared(field.text, span.end), *local))


_BUILDING = "集团建设"  # 引进云药集团|建设…基地


# 外贸企业|远航公司
@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(f"{trie.here(entries('company_kinds'))}(?!管理|服务|咨询|发展|集团)(?=.{{3}})")


# 瓶装液化气企业|宏达气站, 规上工业企业|云瑞建材厂
_KIND_OF_FIRM = re.compile(
    "[一-鿿]{2,8}企业(?!管理|服务|咨询|发展|集团|公司|家|总|投资|孵化|策划|信用|联合)(?=[一-鿿]{4})"
)
# 柳河社区|云瑞建材厂
_IN_VILLAGE = re.compile("[一-鿿]{2,12}(?:社区|街道|[村镇乡])(?=.{4})")


def has_party_body(text: str, company: Mention) -> bool:
    """江源水务集团|党委 is an agency's name, with the company's in it; 江源水务集团|党委书记 heads the company."""
    return (_PARTY_BODY.match(text, company.span.end) or GROUP_AT.match(text, company.span.end)) is not None


_PARTY_BODY = re.compile("(?:机关)?(?:党委|党组|党总支|党支部|纪委|纪检组)(?!书记|副书记|委员|成员|班子|织)")


_BROUGHT_IN = ("引进", "引入", "招引", "培育", "扶持", "走访", "对接", "签约")


_SHORT = 2
_LEVELS = ("省", "市", "县", "区", "州")  # 市|农发行


# 优|美的|环境, 不|同程|度, 其|中行|政: what follows a brand of two characters goes on with no word that it begins
@cache
def _after_short() -> re.Pattern[str]:
    follower = trie.pattern([*entries("company_followers"), *entries("company_words")])
    return re.compile(f"[^一-鿿]|$|[与和及等将已未被对向由按因]|的(?![一-鿿]?[乡城校])|[两三四五][家个]|{follower}")


# 美的|集团 : 的 ends the run of other names
@cache
def _group() -> re.Pattern[str]:
    trade = trie.pattern(entries("company_words"))
    return re.compile(
        f"[一-鿿]{{2,6}}?(?:分店|分公司|支公司|营业厅|省电力公司)|集团|公司|股份(?![制有公合])|(?!(?:投资|建设|运营)[的0-9])(?:{trade}){{1,3}}(?=[^一-鿿]|[的与和及等在对已将未按于从为因拟依受罚督约运责立停]|公司|项目|{_follower()})"
    )


@cache
def _follower() -> str:
    return trie.pattern(entries("company_followers"))


# 中国电子|信息产业发展研究院
_INSTITUTE = re.compile("[一-鿿]{2,8}(?:研究院|研究所|研究中心|协会|学会|大学|学院)")
# 腾讯|会议, 抖音|号 : what people use, not who makes it
_PRODUCT = re.compile("等[一-鿿]{0,6}(?:平台|媒体)|会议|文档|地图|视频|账?号|直播|APP|客户端|店铺|外卖")


_HEADS = sweep.Words(pairs("company_heads"))
_NAMES = sweep.Words(entries("company_names"))


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
_ENERGY_WORKS = "[一-鿿]{2,6}?(?:热电|发电|新能源|风电|水电|核电|电力)(?![一-鿿]{0,2}[厂站项])"
# every branch begins with a character: so a search goes from one to the next
_BUILDERS = sweep.Pattern(
    "|".join(
        [
            _NATIONAL_BUREAU,
            *(f"{place}{_BUREAU}" for place in _PROVINCES.split()),
            "中铁(?:大桥|隧道|电气化)局",
            "中国(?:水电|水利水电|能建|电建)[一二三四五六七八九十]{1,3}局",
            "中[建铁交冶][一-鿿]{2,4}工程局",
            *(f"{group}{_ENERGY_WORKS}" for group in ENERGY_GROUPS),
        ]
    )
)
