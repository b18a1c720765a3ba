"""Where a name begins: Chinese writes no spaces, so a name is read backwards from the word that ends it.

Suffixes say where names end (…局, …有限公司). To the left a name runs until punctuation or a word that
cannot belong to it (与, 对, 督促, 引进; name_stops.txt), unless that word is part of a longer one
(经 in 经济, 和 in 和平区; name_keeps.txt).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from graph_builder.kept import OF_TEXTS, kept
from graph_builder.wording import area_names, sweep, trie
from graph_builder.wording.word_lists import entries
from ontology.records import Span

HIDDEN = "\x00"
"""What a page shows for a character that is taken."""
# 《…》 : titles are documents, what is named in them is no mention.
_TITLE = re.compile(r"《[^《》\n]{0,160}》")
_HAN = "一-鿿〇"
_LONGEST = 36


class Page(Struct, frozen=True, gc=False):
    """A cleaned text made ready: `text` with titles and taken stretches blotted out, its mirror image, the `whole`."""

    text: str
    mirror: str
    whole: str

    def matches(self, rule: sweep.Rule) -> Iterator[re.Match[str]]:
        """Where a rule matches."""
        return rule.finditer(self.text, self.whole)

    def run(self, end: int) -> int:
        """Where the unbroken run of name characters that ends at `end` begins."""
        found = _run().match(self.mirror, len(self.text) - end)
        return end - len(found[0]) if found else end

    def back(self, rule: re.Pattern[str], end: int) -> int:
        """How far a mirrored rule reaches backwards from `end`."""
        found = rule.match(self.mirror, len(self.text) - end)
        return end - len(found[0]) if found else end


def page(text: str, taken: Sequence[Span] = ()) -> Page:
    """Make a text ready; positions stay the same."""
    shown = _without_titles(text)
    pieces, at = [], 0
    for start, end in sorted([(span.start, span.end) for span in taken]):
        if end > at:
            pieces += [shown[at:start], HIDDEN * (end - max(start, at))]
            at = end
    shown = "".join([*pieces, shown[at:]])
    return Page(shown, shown[::-1], text)


@kept(OF_TEXTS)
def _without_titles(text: str) -> str:
    return _TITLE.sub(lambda title: HIDDEN * len(title[0]), text)


@lru_cache(maxsize=4096)
def last_run(name: str) -> int:
    """Where in a stretch by itself the run of name characters that ends it begins."""
    return page(name).run(len(name))


_AND_COUNTY = "和县"
"""A county, where no name stands before it: 桐河乡和|县供销社 are two."""


@cache
def _run() -> re.Pattern[str]:
    stops = set(entries("name_stops"))
    particles = [stop for stop in stops if len(stop) == 1]  # 会同县 keeps no 会同: far more often a verb
    divisions = (name for name in area_names.full() if any(stop in name for stop in particles) and name != _AND_COUNTY)
    keeps = f"{trie.mirrored([*entries('name_keeps'), *divisions])}|{_AND_COUNTY[::-1]}(?![{_HAN}](?<![省市共]))"
    free = "".join(sorted({stop[-1] for stop in stops}))
    unit = (
        f"{keeps}"  # 经济, 和平区: whole, whatever is in them
        f"|[^{free}\\W\\d_①-⓿㈠-㊿❶-➓]"  # a character that no stop ends with
        f"|(?!{trie.mirrored(stops)})[{_HAN}A-Za-z]"  # a character where no stop ends
        f"|·"
        f"|\\)[{_HAN}]{{2,6}}\\((?=[{_HAN}])"  # (北京) inside 东开数科(北京)协同创新中心
    )
    return re.compile(f"(?:{unit}){{0,{_LONGEST}}}")


# 3家, 110余所, 第2个, 2023年, 6月, 两大 : what counts or dates, left of a name.
_MEASURES = "家个所名处项户支只条位座类间批"
_EACH_MEASURE = frozenset(_MEASURES)
_COUNTED = re.compile(rf"[{_MEASURES}](?:[余多几数]?[\d两三四五六七八九十百千]|余|多)")
_NUMBER = re.compile(r"(?:[余多]?[\d十百千]|[余多两几数])")
# 各街道, 相关部门, 所有学校 : a kind of thing, no name.
_PLURAL = re.compile(r"各|每|某|有所|关[相有]|分部|数多|他其|级各|等")
# 健全|街道党工委, 安全|局
_WHOLLY = tuple("健安完周齐保")
# 县市|区|交通局, 移交乡|镇|政府
_LEVELS_IN_GENERAL = ("县市区", "市县区")
_BOTH = ("乡镇", "县区")
_TOWNS_IN_GENERAL = ("镇街", "乡镇", "镇(街道)")
_LEVELS = tuple("省市区县州镇乡街局校院")
# 济南市第一支|…, 全省首批|… : an order, after which a kind of thing stands
_ORDINAL = re.compile(r".{0,20}(?:首[批家个支]|第[一二三四五六七八九十\d]{1,3}[支家批])")
# 1200|万元建设|临床实训中心 : what a house has cost
_COST = re.compile("[余多]?[万亿]元(?:建设|建成|新建|改造|打造|更新)?")
# 该市|石桥镇党委, 全县|胜利街道 : the division is told by 该 and 全, the name begins with the town
_WHOSE = tuple("该我全本两各")
_OVER_TOWN = re.compile("[省市区县州旗](?=[\u4e00-\u9fff]{2,4}(?:[镇乡村]|街道|社区))")
# 巡察|市水利局党组 : the verb, where a level or a place follows; not 巡察办, 巡察工作领导小组
_SENT_TO = re.compile("(?:提级)?巡[察视](?=[省市区县州镇乡]|.{2,8}(?:[市县区局院]|大学|学院|公司|集团))")
# 服务|市委工作大局, 服务|云岭绿色石化有限公司
_SERVED = re.compile(
    "服务(?=[省市区县州](?:委|政府)|(?!业|贸易|外包|中心|区|站|大厅|管理|窗口|行业|保障|监督|标准|质量|群众|企业|发展|对象)[\u4e00-\u9fff]{5})"
)
# 局属|市政设施维护中心: whose it is
_TWO = 2
_OWNED = re.compile("[局厅委院校]属(?=.{4})")
# 商|市委编办, 商|县财政局: the verb
_CONSULTED = re.compile("商(?=[省市区县](?:委|政府|[\u4e00-\u9fff]{2,8}[局委办]))")
# 送|县委党校培训
_SENT_FOR = re.compile("送[省市区县州](?:委|直|政府|[\u4e00-\u9fff]{0,4}(?:学院|学校|党校))")
# 整改|省审计厅指出的问题
_PUT_RIGHT = re.compile("整改(?=[省市区县州](?:委|政府|[\u4e00-\u9fff]{2,8}[局厅委办]))")
# 原城管局, 东湖街道原水表厂 : what an office was; 时任|城投公司经理 : and when
_FORMER = re.compile(
    r"(?:.{0,12}(?:[区县市镇乡局院厂委]|街道|公司|集团))?原(?![平阳州县则料])(?=..)|原(?=县)|(?:时|现|曾|历)任(?=..)"
)


def counted(field: Page, start: int) -> bool:
    """8所|学校, 3家|银行: number and measure word before the name."""
    before = len(field.text) - start
    if field.text[start : start + 1] in _EACH_MEASURE:
        return bool(_NUMBER.match(field.mirror, before))
    return bool(_COUNTED.match(field.mirror, before))


def plural(field: Page, start: int) -> bool:
    """各|街道, 相关|部门, 全|市文化站."""
    if field.text.startswith(_LEVELS_IN_GENERAL, max(0, start - _TWO)) or field.text.startswith(_BOTH, start - 1):
        return True
    if field.text.endswith(_TOWNS_IN_GENERAL, 0, start):
        return True
    whole = field.text[start - 1 : start] == "全" and field.text[start - 2 : start - 1] not in _WHOLLY
    if whole and field.text[start : start + 1] in _LEVELS:
        return True
    return bool(_PLURAL.match(field.mirror, len(field.text) - start))


def trimmed(field: Page, start: int, end: int) -> int:
    """The start without the end of a date or a count (2023年|市财政局, 3家|…) and without 原."""
    before = field.text[start - 1] if start else ""
    first = field.text[start : start + 1]
    if first in ("年", "月", "日", "号", "场", "次") and before.isdigit():
        start += 1
    if (first == "·" or (first == "含" and before in "(,、")) and end - start > _TWO:
        start += 1
    if before.isdigit() and (cost := _COST.match(field.text, start, end)):
        start = cost.end()
    if before in _WHOSE and _OVER_TOWN.match(field.text, start, end):
        start += 1
    name = field.text[start:end]
    if ("第" in name or "首" in name) and (ordinal := _ORDINAL.match(field.text, start, end)):
        start = ordinal.end()
    if "巡" in name and (sent := _SENT_TO.match(field.text, start, end)):
        start = sent.end()
    if first == "商" and _CONSULTED.match(field.text, start):
        start += 1
    if first == "送" and _SENT_FOR.match(field.text, start):
        start += 1
    if first == "和" and before == HIDDEN and field.text.startswith("和县委", start):
        start += 1  # 《…》|和|县委: not of 和县
    if first == "向" and before in ("组", HIDDEN):  # 巡察组|向|上砂中学
        start += 1
    if first == "更" and field.text.startswith("更新", start) and end - start > _TWO:  # 更新|云岭博物馆安防系统
        start += _TWO
    if first == "服" and (served := _SERVED.match(field.text, start)):
        start = served.end()
    if first == "整" and _PUT_RIGHT.match(field.text, start):
        start += _TWO
    if field.text[start + 1 : start + 2] == "属" and _OWNED.match(field.text, start, end):
        start += 2
    if ("原" in name or "任" in name) and (former := _FORMER.match(field.text, start, end)):
        start = former.end()
    return start


@lru_cache(maxsize=4096)
def cut_to_place(name: str) -> int:
    """How much of a run goes before the first division named in it: 现场约见|山东…; 0 where nothing does.

    国网山东省…, 中共济南市… and (北京) stay whole; so does one character before a name (临|清河县).
    """
    for at in range(2, len(name) - 2):
        if area_names.starting(name, at) and name[at - 1] != "(":
            return 0 if _BEFORE_PLACE.fullmatch(name, 0, at) or area_names.starting(name) else at
    return 0


_BEFORE_PLACE = re.compile(
    r"中国?共产党|中共|中国[\u4e00-\u9fff]{0,6}|中科院|中国科学院|国网|国家|(?:国药|华润|国能|国电|华能|华电|大唐|保利|招商局|中信|光大)[\u4e00-\u9fff]{0,4}|中[\u4e00-\u9fff]|中华人民共和国|驻|国家税务总局|.{0,12}[(]|.{2,12}驻"
)
