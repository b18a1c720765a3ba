"""Companies without a legal form, known by where they stand and what they trade in.

成都华信|监理, 安徽方兴|光电          a place, a word of its own, a line of business
供应商云岭医药, 监理单位江河监理       the role on the left
引进万岭物业, 约谈华宇商贸负责人       the verb on the left
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.mentions.company_names import own_part
from graph_builder.mentions.coordination import has_trade
from graph_builder.wording import area_names, left_edge, sweep, trie
from graph_builder.wording.left_edge import Page
from graph_builder.wording.word_lists import entries
from ontology.records import Span

# Where a name can end: punctuation, a particle, a count, what a company has or does (company_followers.txt).
_END_MARK = (
    r"[,、。;:()“”\n\d与和及的已将被在对向未按于从为因拟依受拒擅逾仍均正经承主派出提又也并则等]|[两三四五六][家个户]|$"
)
_ROLE = re.compile(
    "(?:(?:施工|监理|设计|代建|承建|建设|勘察|勘测|检测|造价|审计|评估|咨询|物业|运营|运维|承包|承租|租赁|中标|供货|供应|合作|服务|外包|测绘|招标代理|第三方|中介)"
    "(?:单位|机构|企业|公司|方|商|人|户)|(?:参股|控股|龙头|链主|骨干|入驻|重点)企业|(?:全资|控股|参股|下属)?子公司|(?:下属|权属|所属)企业|供应商|承包商|运营商|开发商|合作方|业主方)$"
)
_VERB = re.compile("(?:引进|引入|招引|签约|聘请|委托|约谈|拜访|走访|对接|起诉|处罚|责令|督促|追缴|催缴|催收|会见)了?$")
_BACK = 8


# 由|中教畅享|承建 : only firms build, supply or run under a contract
_CONTRACTOR = sweep.Pattern(
    "由(?P<name>[一-鿿A-Za-z]{2,8}?)(?=[一两三]家供货|承建|承接|承包|承租|承运|中标|代建|供货|代运营|托管运营|总承包)"
)


# 总投资9亿元的|三岚智控|年产30万套电子水泵项目 : who makes so much in a year
_MAKER = sweep.InSentences(("年产",), "(?<=[的。;,、])(?P<name>[一-鿿]{3,6})(?=年产\\d)")


# 重点企业|金禾实业|解决融资难题 : behind a kind of firm, a trade that is no everyday noun closes a name
_OF_KIND = sweep.Pattern(
    f"{trie.pattern(entries('company_kinds'))}(?P<name>[一-鿿]{{2,4}}?{trie.pattern(entries('company_words_hard'))})"
)


def find(field: Page) -> Iterator[tuple[Span, str]]:
    """Names that end with a line of business and are introduced by a place, a role or a verb, with the rule."""
    for found in field.matches(_CONTRACTOR):
        start, end = found.span("name")
        if own_part(found["name"]) and field.run(end) <= start and not _BODY.search(found["name"]):
            yield Span(start, end), "company.contractor"
    for found in field.matches(_MAKER):
        start, end = found.span("name")
        if own_part(found["name"]) and field.run(end) == start and not _BODY.search(found["name"]):
            yield Span(start, end), "company.maker"
    for found in field.matches(_OF_KIND):
        start, end = found.span("name")
        if own_part(found["name"]) and field.run(end) <= start:
            yield Span(start, end), "company.of-kind"
    for word, begin, end in _TRADES.before(field.text, _end(), field.whole):
        if field.text.endswith(word * 2, 0, end):  # 云岭监理|监理的大楼
            continue
        trade = Span(begin, end)
        start = left_edge.trimmed(field, field.run(begin), begin)
        start += left_edge.cut_to_place(field.text[start:begin])
        start = _after_role(field, start, begin)
        name = field.text[start:end]
        if (
            not (has_trade(name) or _acts(field, start, trade))
            or left_edge.plural(field, start)
            or left_edge.counted(field, start)
        ):
            continue
        rule = _rule(field, start, trade)
        if rule:
            yield Span(start, end), rule


def _rule(field: Page, start: int, trade: Span) -> str:
    before = field.text[max(0, start - _BACK) : start]
    if _ROLE.search(before):
        return "company.role-before"
    stem = field.text[start : trade.start]
    if _HEADED.match(field.text, trade.end) and len(stem) >= _SHORTEST_STEM and not _BODY.search(stem):
        return "company.headed"
    if _PARTY_BODY.match(field.text, trade.end) and _has_party_body(field, trade, stem):
        return "company.party-body"
    if _dealt_with(field, before, trade, stem):
        return "company.dealt-with"
    place = area_names.starting(stem) or _county(stem)
    if field.text[trade.start : trade.end] in _soft():
        own = stem[place:]
        if place and _SHORTEST_STEM <= len(own) <= _LONGEST_SOFT and own_part(own):
            return "company.place-and-own"
        return "company.acts" if _acts_alone(field, start, trade, stem) else ""
    if place and (2 <= len(stem) - place <= 6 or place == len(stem)):
        return "company.place-and-trade"
    if (
        field.text[trade.start : trade.end] in _hard()
        and _NAMED.search(before)
        and _SHORTEST_STEM <= len(stem) <= _LONGEST_OWN
        and _plain_end(field, trade.end)
    ):
        return "company.named-trade"
    if _acts_alone(field, start, trade, stem):
        return "company.acts"
    return "company.verb-before" if _VERB.search(before) and len(stem) <= 5 else ""


# 由第三方|承接, 由街道办|代建, 由专人…
_BODY = re.compile(
    "(?:[局委办处科室部站所队院校会府组镇乡村方人者]|街道|中心|单位|部门|机构|企业|公司|社会)$|各|某|第三|专业|社会|他人|个人"
)
# 约谈临江热力|主要负责人 : somebody answers for it
_HEADED = re.compile("(?:主要|相关|项目)?负责人|法定代表人|法人代表|实际控制人|董事长|总经理")
_SHORTEST_STEM = 2


# 对|万象更新传媒|举办的演出, 与|鑫岭建材|签订
_PARTY = ("与", "由", "对", "向", "、", ",", "。", ";", ":", "】", "")
_DOING = re.compile(
    "举办|承办|承建|招聘|增派|停产|投产|落户|中标|签订|签署|拖欠|欠缴|供货|转包|违规|违约|违法|虚报|施工|承租"
)


# 发包给|康岭源餐饮|。, 督促|金岭热力|更换管网 : what is done with a firm, or what it does, on both sides
_DEALT = re.compile(
    "(?:(?:发包|承包|租赁|出租|移交|转包|分包)给|委托|聘请|督促|约谈|责令|终止|收取|追缴|协调|引进|引入|取消|解聘|更换|收受|处罚|关于|针对|[,。;:、\n】由与对向将]|^)$"
)
_GIVEN = re.compile("(?:给|委托|聘请|督促|约谈|责令|终止|收取|追缴|协调|引进|引入|取消|解聘|更换|收受|处罚)$")
_DOES = re.compile(
    "(?:未按|超标|提交|退还|退回|更换|提标|服务合同|承建|流转土地|技改|入户|资质(?:过期|不符)|拖欠|欠缴|签订|中标|房租|租金|招聘|增派|增资|扩产|投产"
    "|篡改|伪造|偷排|处以|停工|复工|撤场|进场|违约|违法|垫资|虚报|多领|补植|支付|长期|占用|占地|擅自|违规|私自|无偿)"
)


def _dealt_with(field: Page, before: str, trade: Span, stem: str) -> bool:
    if not _DEALT.search(before) or not _SHORTEST_STEM <= len(stem) <= _LONGEST_SOFT or stem in _no_stems():
        return False
    if not own_part(stem) or _BODY.search(stem) or field.text[trade.start : trade.end] in _everyday():
        return False
    ends = _DOES.match(field.text, trade.end) or (_GIVEN.search(before) and _plain_end(field, trade.end))
    return bool(ends)


def _has_party_body(field: Page, trade: Span, stem: str) -> bool:
    """云盛|股份, 金岭|水泥; not 市|教育 党委."""
    word = field.text[trade.start : trade.end]
    named = word not in entries("agency_functions")
    return named and len(stem) >= _SHORTEST_STEM and own_part(stem) and not _BODY.search(stem)


@cache
def _no_stems() -> frozenset[str]:
    return frozenset((*entries("company_no_stems"), *entries("project_generic"), *entries("place_everyday")))


def _acts_alone(field: Page, start: int, trade: Span, stem: str) -> bool:
    if field.text[start - 1 : start] not in _PARTY or not _DOING.match(field.text, trade.end):
        return False
    return _SHORTEST_STEM <= len(stem) <= _LONGEST_STEM and not _BODY.search(stem) and stem not in _no_stems()


_LONGEST_STEM = 6


# 将|宏泰置业|列入, 、|康达药业|。 : a word of its own and a trade that is no everyday noun, between the edges of names
_NAMED = re.compile(
    "(?:[、与由对向将把和及的,。;:】]|关于|针对|先后到|前往|来到|走访|深入|责令|收回|追回|督促|约谈|处罚|引进|联合|委托|聘请|^)$"
)
_LONGEST_OWN = 4
_LONGEST_SOFT = 3


def _plain_end(field: Page, end: int) -> bool:
    """Whether a mark, or a word with which a sentence on a company goes on, stands there; not the name of a thing."""
    return _MARK.match(field.text, end) is not None or _followers().match(field.text, end) is not None


# 云盛股份|党委, 金岭水泥|党支部书记
_PARTY_BODY = re.compile("党委|党总支|党支部|纪委(?!监委)")
_MARK = re.compile("[^一-鿿(]|[将对与等和及的]|$")


def _acts(field: Page, start: int, trade: Span) -> bool:
    """济源钢铁|投资, 济源钢铁|物料: a place and a trade, no everyday noun, which does or has what companies do."""
    stem, word = field.text[start : trade.start], field.text[trade.start : trade.end]
    if word in _soft() or not (_county(stem) or area_names.starting(stem) == len(stem) > 0):
        return False
    return _followers().match(field.text, trade.end) is not None


@cache
def _followers() -> re.Pattern[str]:
    return re.compile(trie.here(entries("company_followers")))


def _county(stem: str) -> int:
    """济源|钢铁, 山阳|城投: a county's name without its suffix, as the whole of what stands before the trade."""
    return len(stem) if stem in area_names.short_counties() else 0


# 监理单位|长沙江河, 供应商|云岭
_ROLE_INSIDE = re.compile(
    "(?:单位|机构|企业|上市公司|供应商|承包商|运营商|开发商|承租户|合作方|业主方|代建方|施工方)(?=.{2})"
)


def _after_role(field: Page, start: int, end: int) -> int:
    for role in _ROLE_INSIDE.finditer(field.text, start, end):
        start = role.end()
    return start


_TRADES = sweep.Words(entries("company_words"))


@cache
def _end() -> re.Pattern[str]:
    return re.compile(
        f"{_PARTY_BODY.pattern}|(?!洽谈会|博览会|交易会|展览会|论坛)(?:{_END_MARK}|{trie.here(entries('company_followers'))})"
    )


@cache
def _everyday() -> frozenset[str]:
    return frozenset(entries("company_words_everyday"))


@cache
def _hard() -> frozenset[str]:
    return frozenset(entries("company_words_hard"))


@cache
def _soft() -> frozenset[str]:
    return frozenset(entries("company_words_soft"))
