"""extract the names of inspection groups: 市委第九巡察组, 省委第二专项巡视组, 区委巡察三组."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.kept import OF_STRETCHES, OF_TEXTS, kept
from graph_builder.wording import left_edge
from graph_builder.wording.dates import value
from graph_builder.wording.named import Named
from ontology.records import Span

_DIGITS = "〇一二三四五六七八九"
_NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
# 巡察组, 巡视组, 督察组, 巡察三组, 巡察“回头看”第一组 as the end of a group's name; it begins somewhere to the left.
# Every branch begins with a character: so a search goes from one to the next.
_GROUP_END = re.compile(
    rf"巡[察视查](?:工作)?组|督[察导](?:工作)?组|审计(?:工作)?组|巡[察视](?:工作)?第?{_NUMERAL}(?:小)?组"
    rf"|巡[察视]“回头看”第?{_NUMERAL}(?:小)?组"
    r"|审计[局厅署](?=依法|派出|组织|于|,|对)"
)
# An audit office is a group where it says that it audited somebody: 县审计局依法对…进行了审计.
_AUDITED = re.compile(
    r"(?:依法|派出审计组|组织)?,?(?:[于自从][^,。]{4,30},?)?(?:依法)?对[^。]{2,80}(?:进行|开展|实施)了?[^。,;]{0,10}审计"
)
_FOUNDED = re.compile("成立|组建|抽调")  # 纪委成立督导组: one of the remedies
_UNNAMED = ("审计组", "督察组", "督导组", "整改督察组", "整改督导组")
# 第二、三、六|巡察组, 第一至第六|巡视组: several groups under one noun
_NUMBERS = re.compile(
    rf"第{_NUMERAL}(?:(?:[、和及]第?{_NUMERAL})+|至第?{_NUMERAL})(?=(?:环保|(?:生态)?环境保护|专项|提级|交叉|机动|联动){{0,2}}$)"
)
_NUMBER = re.compile(_NUMERAL)
_HEAD = 600
_MOST = 40
_WINDOW = 40
# What a group's name cannot begin before: punctuation, digits, prepositions, verbs, 的.
_CUT = re.compile(
    r"[^\u3400-\u9fff“”\d()、]|(?<!\([市县区])、|\((?![\u3400-\u9fff]{2,4}\)[党委]|[市县区]、[市县区]\)委)"
    r"|(?<!\([\u3400-\u9fff]{2})(?<!\([\u3400-\u9fff]{4})(?<!\([市县区]、[市县区])\)|(?<!第)(?<!第\d)\d|根据|按照|对照|主任|率(?!先)|及(?=巡|督)|[由经向对在从以将的了]|接受|配合|注明|[接收]到|派出|授权|统一部署|(?<=\d)月|日|以来|期间|(?<!党)组(?!织)|意见|反馈|落实|及时|针对|上(?!下)|就|至|与|和(?=[省市区县]?委)|年度?|代表|组长|[省市区县](?:级(?!交叉|联动|提级)|内)|[楼室](?=[省市区县州旗]委)"
)
# 成立区委|第一巡察组 : the committee that sent the group is a name as any other, so it begins where names begin;
# the words behind it (联动, 提级) are none. Where no committee stands, the whole is read so.
_SENDER = re.compile(r".{0,40}(?:委|党组|中央|政府|[省市区县州]级(?=交叉|联动|提级))")
# 云溪市县|(市、区)委|交叉巡察第五组
_COUNTIES = re.compile(r"\([市县区]、[市县区]\)委")
_TERM = re.compile(r"[一二三四五六七八九十]{1,3}届$")
_ROUND_IN_NAME = re.compile(
    r"^(?P<round>(?:[一二三四五六七八九十]{1,3}届)?(?P<by>[\u3400-\u9fff]{0,4}?[省市区县州旗党]?委)?(?:第?[一二三四五六七八九十\d]{1,3}轮(?:第[一二三四五六七八九十]批)?)?(?:巡[察视](?![察视]?第[^巡]{1,3}组))?)(?=[\u3400-\u9fff]{0,8}(?:委|第|巡|督))"
)
# A group is sent by a committee (市委, 党组, 党工委), or has a number.
_SENT = re.compile(
    r"[^第]{0,24}?(?:中央|国务院|政府|委|党组|工委|审计|督察|督导)|(?:[^第]{0,12}[省市区县州])?第|[省市区县州]{1,2}级?(?:联动|交叉|提级)|巡[察视](?:[一二三四五六七八九十\d]{1,3})?组"
)
_SEVERAL = re.compile(r"[一二两三四五六七八九十\d]个|^个|各$")
_NUMBERED = re.compile(r"第[一二三四五六七八九十\d]{1,3}(?!届|轮)|巡[察视][一二三四五六七八九十\d]{1,3}组")
_ORDINAL = re.compile(rf"{_NUMBERED.pattern}|专项|联合|联动|提级|交叉|机动")


def groups(text: str, start: int, end: int) -> Iterator[Named]:
    """The inspection groups named in text[start:end]: 市委第九巡察组, 省委第二专项巡视组."""
    return iter(_groups(text, start, end))


@kept(OF_STRETCHES)
def _groups(text: str, start: int, end: int) -> tuple[Named, ...]:
    """The same; the rules for each form of statement ask for those of one sentence."""
    found: list[Named] = []
    for group in _all(text, start, end):
        found.append(_headed(text, found[-1], group) if found else group)
    return tuple(found)


def _headed(text: str, before: Named, group: Named) -> Named:
    """第六巡察组 behind 市委第一巡察组、 is 市委第六巡察组."""
    at = before.text.find("第")
    if at < 1 or not group.text.startswith("第") or text[before.span.end : group.span.start] not in _AND:
        return group
    return Named(before.text[:at] + group.text, group.span, (*group.aliases, group.text))


_AND = ("、", "和", "与", "及", ",", "以及")


def _all(text: str, start: int, end: int) -> Iterator[Named]:
    for match in _GROUP_END.finditer(text, start, end):
        if not match.group().endswith("组") and not (_is_of_audit(text) and _AUDITED.match(text, match.end())):
            continue
        window = max(start, match.start() - _WINDOW)
        numbers = _NUMBERS.search(text, window, match.start())
        noun = numbers.start() if numbers else match.start()
        cut = _left(text, window, noun)
        left = _name_start(text, cut, noun)
        whole = text[left : match.end()]
        name = _without_round(whole)
        if not _SENT.match(name) or _FOUNDED.search(name) or _SEVERAL.search(text[cut:noun]) or name in _UNNAMED:
            continue
        if numbers:
            yield from _numbered(text, Span(left, match.end()), numbers)
        else:
            yield Named(name, Span(left, match.end()), () if name == whole else (whole,))


@kept(OF_TEXTS)
def _is_of_audit(text: str) -> bool:
    """Whether a notice is about an audit: elsewhere an audit office is one of those who put things right."""
    return text.count("审计", 0, _HEAD) > text.count("巡", 0, _HEAD)


def _left(text: str, window: int, end: int) -> int:
    """Where the name begins whose last words begin at `end`."""
    left = window
    for cut in _CUT.finditer(text, window, end):
        left = cut.end()
    return left


def _name_start(text: str, left: int, noun: int) -> int:
    """Where in text[left:noun] the name of who sent the group begins; 十三届 stays before its committee."""
    sender = _SENDER.match(text, left, noun)
    end = sender.end() if sender else noun
    counties = text.find("(", left, end)
    if counties > left and _COUNTIES.match(text, counties):
        end = counties
    start = left + left_edge.last_run(text[left:end])
    term = _TERM.search(text[left:start])
    return left + term.start() if term else start


def _numbered(text: str, whole: Span, numbers: re.Match[str]) -> Iterator[Named]:
    """Each group of 市委第二、三、六巡察组; where a range is told, those between its ends too."""
    told = [Span(*match.span()) for match in _NUMBER.finditer(text, *numbers.span())]
    values = [value(text[one.start : one.end]) for one in told]
    if "至" in numbers.group() and values[0] < values[-1] < values[0] + _MOST:
        values = [*range(values[0], values[-1] + 1)]
        told = [told[0], *[told[-1]] * (len(values) - 1)]
    for number, span in zip(values, told, strict=True):
        name = f"{text[whole.start : numbers.start()]}第{_numeral(number)}{text[numbers.end() : whole.end]}"
        start = whole.start if span == told[0] else span.start
        yield Named(_without_round(name), Span(start, whole.end if span == told[-1] else span.end))


def _numeral(number: int) -> str:
    """12: 十二; a hundred and more as digits."""
    tens, units = divmod(number, 10)
    if tens > 9:
        return str(number)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[units] if units or not tens else ''}"


def is_numbered(group: Named) -> bool:
    """Whether a name says which of several groups it is: 区委专项巡察一组, not 区委专项巡察组."""
    return _NUMBERED.search(group.text) is not None


def is_certain(group: Named) -> bool:
    """Whether a name tells one group from the others: 市委第一巡察组, but not 市委巡察组."""
    return _ORDINAL.search(group.text) is not None


def _without_round(name: str) -> str:
    """十四届省委第七轮巡视第六巡视组 is 省委第六巡视组."""
    prefix = _ROUND_IN_NAME.match(name)
    if prefix is None:
        return name
    rest = name[prefix.end() :]
    if prefix[0] == prefix["by"]:  # 省委|教育工委第五巡察组: no round stands there
        return name
    return rest if not prefix["by"] or "委" in rest else prefix["by"] + rest
