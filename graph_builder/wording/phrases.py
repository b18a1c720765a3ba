"""How the genre words a fault, a remedy, and the wrapper around a problem's name: small patterns, composed upward."""

from __future__ import annotations

import re

from graph_builder.kept import OF_STRETCHES, kept
from graph_builder.wording.lexicon import lines
from graph_builder.wording.status import is_bare
from ontology.records import Span

_STOP = re.compile(r"[。;!?\n]|:(?!\d)")
_OPEN, _CLOSE = "《“(〈‘", "》”)〉’"
_MARK = re.compile(rf"[{_OPEN}{_CLOSE}。;!?\n:](?!(?<=:)\d)")
_PLAIN = re.compile(rf"[^{_OPEN}{_CLOSE}。;!?\n:]*+(?=[。;!?\n])")
_LONGEST_HEADING = 160
_LONGEST_SENTENCE = 300


def _any(name: str) -> str:
    return "|".join(lines(name))


# --- faults and remedies -------------------------------------------------------------------------------------------

_THING = f"(?:{_any('fault_things.txt')})"
# 存在廉政风险, 有短板 / 风险突出, 问题较多 / 重建设轻管理 / 效益低, 见效慢 (a bare adjective at the very end)
_VERDICT = re.compile(
    rf"{_any('faults.txt')}"
    rf"|(?:存在|有|仍存|出现|发生)[^,。;]{{0,12}}{_THING}|{_THING}(?:较为?|比较|仍然?|依然)?(?:突出|多发|频发|较多|严重|明显|存在)"
    r"|重[^,。]{1,8}轻|(?:少|差|低|弱|软|慢|松|虚|乱|难|浅|粗|窄|(?<![加扩壮强重最更许提增])[大高多])$"
)
_VERDICT_WINDOW = 16
# 学习不深入的整改情况, 学习不深入的整改; but 存在的问题及整改情况 names none
_TOLD_OF = re.compile(
    r"(?P<both>[及和与])?的?(?<!问题)整改(?:工作)?(?:落实|完成|进展)?情况$|(?<!问题)的整改(?:工作|方面)?$"
)
_TELLS_OF = ("情况", "的整改", "的整改工作", "的整改方面")
_FINAL = re.compile(_any("faults_final.txt"))
_LAST_WORDS = 6
_REMEDY = re.compile(rf"(?:{_any('manners.txt')})?(?:{_any('remedies.txt')})")


def faulty(heading: str) -> bool:
    """Whether a heading states a fault: its verdict stands at its end, or before its first comma."""
    return _has_verdict(heading) or ("," in heading and _has_verdict(heading.split(",", 1)[0]))


@kept(OF_STRETCHES)
def _has_verdict(clause: str) -> bool:
    told = clause.rstrip("”’)")
    if told.endswith(_TELLS_OF) and (tail := _TOLD_OF.search(told)):
        if tail["both"]:
            return False
        told = told[: tail.start()].rstrip("”’)")
    return bool(_VERDICT.search(told[-_VERDICT_WINDOW:]) or _FINAL.search(told[-_LAST_WORDS:]))


@kept(OF_STRETCHES)
def remedial(heading: str) -> bool:
    """Whether a heading opens with what was done about something."""
    return _REMEDY.match(heading) is not None


def without_told(heading: str) -> int:
    """The length of a heading without 的整改情况 behind the fault that it names."""
    tail = _TOLD_OF.search(heading) if heading.endswith(_TELLS_OF) else None
    return tail.start() if tail and not tail["both"] and faulty(heading) else len(heading)


# 严肃查处|违规分包 is a remedy, 查处|违规分包不力 a fault
_HIT = re.compile("(?:查处|整治|纠正|纠治|清退|打击|排查|杜绝|遏制|制止|取缔|惩治)(?P<what>[^,。]{2,12})$")
_FAILS = re.compile("不|缓慢|滞后|缺位|乏力|薄弱|宽松|走过场|流于|拖|差距|短板|盲区|漏洞|空转")


def states_problem(heading: str) -> bool:
    """A fault that is not the object of a remedy: 理论学习不深入, 推动整改用力不足; but not 防范化解债务风险."""
    if not remedial(heading):
        return faulty(heading)
    if (hit := _HIT.search(heading)) and not _FAILS.search(hit["what"]):
        return False
    last = [clause.rstrip("”’)")[-_LAST_WORDS:] for clause in (heading, heading.split(",")[0])]
    return any(_VERDICT.search(words) or _FINAL.search(words) for words in last)


# --- headings ------------------------------------------------------------------------------------------------------


@kept(OF_STRETCHES)
def sentence(text: str, start: int, end: int) -> Span:
    """The first sentence or heading of text[start:end], without what ends it; brackets and quotes are kept whole."""
    depth, limit = 0, min(end, start + _LONGEST_HEADING)
    if plain := _PLAIN.match(text, start, limit):
        return Span(start, plain.end())
    for match in _MARK.finditer(text, start, limit + 1):  # one more, for what may not follow a colon
        position, mark = match.start(), match[0]
        if position >= limit:
            break
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
        elif mark == "\n" or not depth:
            return Span(start, position)
    stop = _STOP.search(text, start, min(end, start + _LONGEST_SENTENCE))
    return Span(start, stop.start() if stop else min(end, start + _LONGEST_HEADING))


# --- wrappers: 关于“A”问题的整改 ------------------------------------------------------------------------------------

_SOLVING = r"(?:着力|切实|重点|有效|全力|坚决|推动|深入)?(?:解决|破解|整治|纠治|纠正|克服|整改|化解|治理)"
# 在选人用人方面,存在…
_EXISTS = r"(?:在[^,。;“”\n]{2,30}方面,?)?存在着?"
_ABOUT = rf"(?:关于|针对|对于|对|就|至于|围绕|聚焦|{_EXISTS}|{_SOLVING})"
# 巡察组反馈的, 市委指出的
_SAID = r"(?:巡[察视](?:组|中)?|市委|区委|县委|省委|上级)?(?:反馈|指出|发现|提出)(?:的|意见|指出|中|存在的?){0,3}[:,]?"
# “A”, and with quotes inside: “落实“第一议题”制度不严”
_QUOTED = r"“(?:[^“”\n]|“[^“”\n]{0,40}”){2,300}”"
# 的整改, 的具体整改情况 / ,着重从三个方面抓好整改
# but A问题整改不到位 is a fault by itself
_REMEDIED = (
    r"的?(?:具体)?整改(?![^。;:,“\n]{0,6}(?:[不未缺滞久拖虚]|走过场|流于))"
    r"(?:工作)?(?:落实|完成|进展)?(?:情况|措施|落实|工作|方面)?"
)
_FROM_SIDES = r",?(?:着重|主要|重点|分别|具体)?从[^,。]{1,6}(?:个)?方面"
# “A”问题|已完成整改。
_STATED = r"(?:已经?|基本|尚?未|正在)(?:全部)?(?:完成|整改)[^。,;:\n]{0,4}(?=[。\n]|$)"
_TAIL = rf"(?:{_FROM_SIDES}|{_REMEDIED}|{_STATED}|[,、。;:(\n]|(?=一是|[①])|$)"
_WRAPPER = re.compile(
    rf"{_ABOUT}(?:{_SAID})?(?P<title>{_QUOTED}(?:[、,和及]?{_QUOTED}){{0,4}}|[^。;:\n]{{3,140}}?)"
    rf"(?:等)?的?(?:方面的?|(?<!问题)突出|具体|等)?(?:\d{{1,2}}个)?问题(?P<tail>{_TAIL})"
)
OPENS_QUOTED = ("针对“", "关于“")
"""How a wrapper begins that quotes what it names: nothing but a problem."""
# A的问题, “A”问题的整改情况, 反馈意见指出“A”问题, as a heading of its own
_PROBLEM_OF = re.compile(
    rf"(?:{_SAID}(?=“))?(?P<title>{_QUOTED}|[^。;:,\n]{{4,80}}(?:,[^。;:,\n]{{4,60}})?)的?(?:方面的?)?问题"
    r"(?P<tail>的?整改(?:落实)?(?:情况|工作)?)?(?=[。;:\n]|一是|$)"
)
# 对森林资源保护重视不够的整改。: a fault put right, without the word 问题 / 关于“督察发现,…污水直排。”: nothing but it
_PUTTING_RIGHT = re.compile(
    rf"{_ABOUT}(?P<title>{_QUOTED}(?=(?P<bare>[。\n]|$))|{_QUOTED}|[^。;:\n]{{4,100}}?)"
    r"(?(bare)|(?:,?(?:主要)?采取了?(?:以下|如下)?(?:几[个方]面)?)?的?(?P<tail>整改(?:落实|完成|进展)?(?:情况|工作|措施)?)(?=[。;:\n]|$))"
)
# 针对授课照本宣科的情况,通过…
_SITUATION = re.compile(r"针对(?P<title>[^。;:\n“]{6,80}?)的(?:情况|现象|状况|情形)(?P<tail>,)")
# 对“学习不深入”,组织…
_QUOTED_FIRST = re.compile(rf"(?:针对|关于|对)(?P<title>{_QUOTED})(?P<tail>,)")
# 【学习不深入】局党组组织学习…
_IN_BRACKETS = re.compile(r"【(?P<title>[^【】\n]{4,80})】(?P<tail>[:。]?)")
_ASPECT = re.compile("方面|领域")
ASPECT_LAST = re.compile(r"(?:方面|领域)(?:的?(?:主要|突出)?问题)?[】。]?$")
"""How a heading ends that names an aspect, and no fault: 落实管党治党责任方面的问题."""
# “聚焦群众身边不正之风和腐败问题”方面: what was looked at, though its name holds a fault
_AIMED = ("聚焦", "围绕", "“聚焦", "“围绕")
_WHOLE_QUOTE = re.compile(_QUOTED)
_SOLVED = re.compile(f"{_SOLVING}|{_EXISTS}")
_THEN_SOLVES = re.compile(f",{_SOLVING}(?=.{{4}})")
# 针对巡察反馈的问题, 巡视反馈重点问题, 对存在的3个方面问题: no problem is named
_GENERIC = re.compile(
    r"(?>中央|国务院|[省市区县州旗校]委|党委|党组|上级|上一?轮|本轮|此次|巡[察视]|督[察查]|审计|专项|检查|组|办|所|向|我|反馈|指出|发现"
    r"|查[出找摆]|存在|提出|移交|交办|意见|重点|突出|主要|具体|共性|个性|全部|有关|相关|各[类项个]|这些|上述|以上|其他|一些"
    r"|方面|事项|整改|落实|[\d一二三四五六七八九十]{1,4}[个项条类大]?|[的地等和及、中])*+"
)
# 涉粮问题专项巡视反馈|问题整改情况: who told of them
_TOLD_BY = re.compile("(?:巡[察视]|审计|督察|专项检查|“?回头看”?)组?(?:反馈|指出|发现|提出|移交)的?$")
_LONG_NAME = 10
_PUT_RIGHT = re.compile(r"从[^,。]{1,6}个?方面|整改")


def unwrap(text: str, span: Span) -> tuple[Span, Span] | None:
    """The problem named by 关于A问题的整改, 对A问题,着重从…, 针对“A”问题, A的问题: its title and the whole wrapper.

    None where the stretch does not open with such a wrapper.
    """
    return _unwrapped(text, span.start, span.end)


@kept(OF_STRETCHES)
def _unwrapped(text: str, start: int, stop: int) -> tuple[Span, Span] | None:
    match = None
    if text.find("问题", start, stop) >= 0:  # each of the two holds it
        match = _WRAPPER.match(text, start, stop) or _PROBLEM_OF.match(text, start, stop)
    if match is None and text.startswith("【", start):
        match = _IN_BRACKETS.match(text, start, stop)
        return (Span(*match.span("title")), Span(*match.span())) if match and faulty(match["title"]) else None
    if match is None and (wrapper := glued(text, start, stop)):
        return wrapper
    if match is None:
        rules = (_PUTTING_RIGHT, _QUOTED_FIRST, _SITUATION)
        match = next(filter(None, (rule.match(text, start, stop) for rule in rules)), None)
        if match is None or not (faulty(match["title"].strip("“”")) or _is_quoted(match)):
            return None
    if not _names_fault(match["title"], text[start : match.start("title")]):
        return None
    title = Span(_behind_aim(match), match.end("title"))
    return _unquoted(text, title), Span(start, _wrapper_end(text, match, stop))


# 学习满足于念文件|——|修订学习细则 ; 学习不深入|(已完成)|修订学习细则
_GLUED = re.compile(r"(?P<title>[^。;:\n—()]{4,90})(?:—{1,2}|\((?P<state>[^()\n]{2,12})\))(?=[\u3400-\u9fff《“①])")


def glued(text: str, start: int, stop: int) -> tuple[Span, Span] | None:
    """A fault with what was done about it behind a dash or behind its state: its title, and that with the dash."""
    end = min(stop, start + _LONGEST_GLUED)
    if text.find("—", start, end) < 0 and text.find("(", start, end) < 0:
        return None
    match = _GLUED.match(text, start, stop)
    if match is None or not states_problem(match["title"]) or (match["state"] and not is_bare(match["state"])):
        return None
    return Span(*match.span("title")), Span(start, match.end())


_LONGEST_GLUED = 96


def _is_quoted(wrapper: re.Match[str]) -> bool:
    """关于“某厂渗漏污染地下水。”整改进展情况: a whole sentence in quotes, or nothing but it, that is put right."""
    title = wrapper["title"]
    return wrapper.re is _PUTTING_RIGHT and title.startswith("“") and title.endswith("。”")


def _behind_aim(wrapper: re.Match[str]) -> int:
    """突出政治引领,着力解决|作用弱化|问题: where the fault begins behind what is aimed at."""
    aim = _THEN_SOLVES.search(wrapper["title"])
    return wrapper.start("title") + (aim.end() if aim and faulty(wrapper["title"][aim.end() :]) else 0)


def names_nothing(title: str) -> bool:
    """Whether a title is made of the words for feedback alone: 巡察反馈的三个."""
    return _GENERIC.fullmatch(title) is not None or _TOLD_BY.search(title) is not None


def is_area(text: str, wrapper: tuple[Span, Span]) -> bool:
    """Whether a wrapper heads an area: 关于履行监督职责方面的问题 names no fault."""
    title, whole = wrapper
    named = text[title.start : title.end].removesuffix("存在")
    aimed = named.startswith(_AIMED) and named.endswith("方面")
    return (aimed or not faulty(named)) and _ASPECT.search(text, title.start + len(named) - 2, whole.end) is not None


def _names_fault(title: str, before: str) -> bool:
    """Whether what a wrapper holds can be a problem: in quotes, or behind 关于 or 针对; else only if it states a fault.

    着力解决学习不深入问题 names one; 持续深化上轮巡视反馈问题整改 and 着力整治工程领域突出问题 are remedies.
    """
    if names_nothing(title) or is_bare(title):
        return False
    solved = _SOLVED.match(before) is not None
    if title.startswith("“") and (not solved or len(title) >= _LONG_NAME):
        return True  # but 纠治“四风”问题 is a remedy
    if before and not solved:
        return True
    if not before and _SOLVED.match(title):
        return False  # 纠治违规问题
    return faulty(title) or not (before or remedial(title))


def _wrapper_end(text: str, match: re.Match[str], end: int) -> int:
    """Behind the wrapper's sentence if that only says that it is put right; else behind its comma."""
    tail = match["tail"] or ""
    goes_on = text[match.end() : match.end() + 1]
    if _PUT_RIGHT.search(tail) and not (tail.endswith("整改") and "\u3400" <= goes_on <= "\u9fff"):
        stop = sentence(text, match.start("tail") + (tail[0] in ",。;:\n"), end).end
        return min(stop + 1, end)
    return match.end()


def _unquoted(text: str, span: Span) -> Span:
    title = text[span.start : span.end]
    if _WHOLE_QUOTE.fullmatch(title):
        return Span(span.start + 1, span.start + len(title[:-1].rstrip("。")))
    return Span(span.start, span.end - title.endswith("的"))
