"""Where a project's name begins, read backwards from the word that ends it."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.mentions import titles
from graph_builder.wording import area_names, trie
from graph_builder.wording.left_edge import Page, plural
from graph_builder.wording.word_lists import entries

_HAN = "\u4e00-\u9fff"
_LONGEST = 40
_SHORTEST_NAME = 4
_MEASURES = "家个所名处项户支只条座类批次栋期亿万元余多年月日号%％"


def page(text: str) -> Page:
    """The text with its titles blotted out, and its mirror: what a document is called names no project."""
    parts, last = [], 0
    for title in titles.find(text):
        parts += [text[last : title.span.start], "※" * len(title.span)]
        last = title.span.end
    shown = "".join([*parts, text[last:]])
    return Page(shown, shown[::-1], text)


def begin(field: Page, end: int) -> int:
    """Where the run of name characters that ends at `end` begins, without counts, dates and leading verbs."""
    found = _run().match(field.mirror, len(field.text) - end)
    start = end - len(found[0]) if found else end
    return _trimmed(field.text, start, end)


def whole(field: Page, start: int) -> int:
    """景|和|云谷 : 和 after less than four characters is a part of the name, not between two names."""
    if start > 1 and field.text[start - 1] == "和":
        first = begin(field, start - 1)
        if 0 < start - 1 - first < _SHORTEST_NAME and not re.match(f"[{_HAN}]", field.text[first - 1 : first]):
            return first
    return start


def from_end_to_end(field: Page, start: int, end: int) -> int:
    """云泽|至|青岭段改建工程: where a road's name begins that is told from here to there."""
    if field.text[start - 1 : start] != "至" or not _ROAD.match(field.text, start, end):
        return start
    first = begin(field, start - 1)
    return first if 1 < start - 1 - first <= _LONGEST_END else start


# 青岭段|改建工程, 石桥镇公路|项目
_ROAD = re.compile(f"[{_HAN}\\dA-Z]{{1,10}}?(?:路|段|高速|线|渠|管[道网廊]|改建|扩建|拓宽)")
_LONGEST_END = 10


def joined(field: Page, start: int) -> int:
    """续建配套|与|现代化改造 : where the run goes on behind 与, 和 or 及; the same place where none stands there."""
    if start > 1 and field.text[start - 1] in "与和及":
        return begin(field, start - 1)
    return start


def counted(field: Page, start: int) -> bool:
    """5个|…, 127处|…, 各|…, 在|建… : a kind of project."""
    return (
        field.text.startswith("在建", start - 1)
        or bool(_COUNT_LAST.search(field.text, max(0, start - 8), start))
        or plural(field, start)
    )


_COUNT_LAST = re.compile("(?:[\\d余多]|[两三四五六七八九十几])[家个所处项条座类批大]$")
# 2022年4月|云岭…, 3亿元的|云岭…, 12个|云岭… : what is left of a date, an amount, a count
_LEFTOVER = re.compile(
    "(?:年以来|年度?|月份?|日|号|[余多]?[万亿]+元?(?:以上|左右)?|元|[余多]?[家个所名处项户支只条座类批次栋期]|%)"
)
_VERB_FIRST = re.compile(
    "(?:[一二三四五六七八九十]是|重点|规划|建设|新建|扩建|改造|提升|规范|完善|优化|推广|维护|维修|综合|主要|投资|好|对(?![口外])|以(?![工奖旧色岭军]))+(?=.{4})|(?:修复(?!工程)|恢复)(?=.{2})"
)
# 丰原集团建设|年产… , 市水务局|云湖… : the body that builds
_BUILDER = re.compile(
    f"[{_HAN}]{{2,24}}?(?:(?:集团|公司|局|政府|委|院|校|企业|厂|合作社)(?:投资)?(?:建设|新建|实施)|(?<!药)局|政府|有限公司)(?=.{{2}})"
    f"|[{_HAN}]{{0,24}}?公司(?=“)"  # 云岚房地产公司|“云岚·御府”项目
)


# 中复神鹰|年产2万吨碳纤维 : whose it is, and what it makes in a year
_YEARLY = re.compile(f"[{_HAN}]{{2,24}}?(?=年产\\d)")


def _trimmed(text: str, start: int, end: int) -> int:
    if start and text[start - 1].isdigit():
        leftover = _LEFTOVER.match(text, start, end)
        start = leftover.end() if leftover else start
    builder = _BUILDER.match(text, start, end)
    start = builder.end() if builder else start
    yearly = _YEARLY.match(text, start, end)
    if yearly and not area_names.starting(text, start):
        return yearly.end()
    verb = _VERB_FIRST.match(text, start, end)
    return verb.end() if verb else start


@cache
def _run() -> re.Pattern[str]:
    stops = {*entries("name_stops"), *entries("project_breaks")}
    particles = [stop for stop in stops if len(stop) == 1]
    divisions = (name for name in area_names.full() if any(stop in name for stop in particles))
    keeps = trie.mirrored([*entries("name_keeps"), *entries("project_keeps"), *divisions])
    free = "".join(sorted({stop[-1] for stop in stops}))
    unit = (
        "级吨万\\d{1,3}|"  # 10万吨级, mirrored
        "\\d{1,6}产年|年\\d{4}(?=[镇乡村县区市])|(?:瓦[千兆]万?|伏千)\\d{1,5}|"  # 年产30, 镇2020年, 300千瓦, mirrored
        "(?:坊街|楼|线|院|块地)号\\d{1,4}|"  # 32号街坊, 学生公寓3号楼
        f"{keeps}"  # 基地, 和平区: whole, whatever is in them
        f"|[^{free}\\W\\d_①-⓿㈠-㊿❶-➓]"  # a character that no stop ends with
        f"|(?!{trie.mirrored(stops)})[{_HAN}A-Za-z]"  # a character where no stop ends
        f"|(?<![{_MEASURES}])\\d|[·#]|(?<=\\d)×(?=\\d)"  # 3 in 3号线 is a part of the name, in 3家 it is none
        f"|(?<=[\\dA-Z])-(?=[\\dA-Z])"  # 2021-17
        f"|”[^“”\\n,。;]{{1,12}}“"  # “云帆” as it is mirrored
        f"|\\)[{_HAN}A-Za-z]{{2,8}}\\((?=[{_HAN}])"  # (北京)
    )
    return re.compile(f"(?:{unit}){{0,{_LONGEST}}}")
