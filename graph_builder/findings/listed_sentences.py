"""Faults that one sentence of an announcement lists: 指出了A不够准确、B有待提升等10个方面27条具体问题."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from graph_builder.findings.records import Problem
from graph_builder.wording.phrases import faulty, states_problem
from graph_builder.wording.stretches import holding
from ontology.records import Span

_WORDS = ("指出", "发现", "认为", "存在", "问题", "反馈", "表现", "主要是:", "主要有:", "方面:", "有的")
# 存在不足, 存在薄弱环节: said of one body, and so the end of one fault, not the head of a list
_ENDS_FAULT = r"(?!不足|欠缺|薄弱|弱化|虚化|短板|弱项|差距|偏差|漏洞|隐患|风险|盲区|误区)"
# What stands before such a list: 主要问题有: / 反馈了 / 指出, / 该院存在 / 主要是
_LEAD = re.compile(
    r"(?:问题(?:和不足|与不足|清单)?,?(?:主要)?(?:有|是|包括|表现[为在]|如下)?:|主要(?:有|是|表现[为在]):?|具体(?:有|是|表现[为在]):?"
    rf"|(?<=问题),(?:主要)?(?:包括|如|例如)|指出|发现|认为|反馈(?!问题|意见)(?:了|时指出)?|通报了?|存在{_ENDS_FAULT}(?:的(?:主要|突出)?问题(?:有|是)?|问题[有是]?|着)?(?!的|突出|较多|明显))了?[,:]?|方面:|[,:](?=有的)|(?<=[。\n])(?=有的)"
)
# …等7个方面23条具体问题,并提出了整改意见: where the list ends
_REST = re.compile(
    r"(?<!存在)(?<!一些)(?<!不少)(?<!突出)(?:等(?:“[^“”]{1,8}”)?)?(?:[\d一二三四五六七八九十]{1,3}(?:个|类|大)?方面)?(?:的|共)?(?:[\d一二三四五六七八九十]{0,3}[个条项类])?"
    r"(?:具体|突出|主要)?问题(?:和不足|与不足)?(?=[,。;]|$)"
    r"|“[^“”]{1,6}问题”|[,;](?:并|同时|要求|建议|对此|针对|希望)[^。]*$|等(?:[\d一二三四五六七八九十]{1,3}个)?(?:方面|情况)?$|的情况(?=[,;。]|$)"
)
_STEP = re.compile(
    r"[;,。]?(?:[一二三四五六七八九十]{1,2}是|其[一二三四五六][,是]|\(\d{1,2}\)|[①-⑳]|(?<![\d.])\d{1,2}[.、])"
)
_SOME = re.compile("[;,、。](?=有的)")
_QUOTED = re.compile(r"“([^“”]{5,80})”")
# 有的|…, 巡察发现的|…: whose, or how found
_SUBJECT = re.compile(
    r"^(?:(?:有的|有些|个别)(?:被巡[察视])?(?:(?:单位|党组织(?!引领|作用|战斗|政治|领导|凝聚)|村(?!集体)|部门)(?=[\u3400-\u9fff“”《》]{5}))?|(?:巡[察视](?:“回头看”)?|审计|督察)(?:发现|反馈|指出)的)(?=[\u3400-\u9fff“”《》]{4})"
)
# 巡察发现的主要问题有:, 巡察“回头看”发现, : the list begins only behind it
_INTRODUCES = re.compile(
    r"指出|认为|:|发现[,“]|情况,|问题[有是]|^[\d一二三四五六七八九十]{1,3}个|存在(?:的|以下|一些(?!突出问题|短板|薄弱)|问题|不少)|以下问题|^(?:了?一些(?!地方|单位|部门|干部|党组织|党员|村)|不少|等)"
)
# 该院存在|履行职能有弱项, 聚焦基层党建方面,存在|队伍建设薄弱
_WHO = re.compile(rf"(?:[^,、。“”]{{0,24}}?|[^,、。“”]{{2,30}}方面,)存在(?:[着了]|{_ENDS_FAULT}(?!问题整改))")
# 在A方面、B方面还存在一些突出问题: where there are faults, not which
_ONLY_WHERE = re.compile(r"方面(?:还|仍|都|均|也)?存在(?:一些|不少|较多|突出)*(?:问题)?$")
# 组长强调,要提高站位,解决作风不实问题 / 同时,还收到一些问题线索: no fault, though faults are named in it
_SAID = re.compile(r"强调|提出|希望|建议|要求[,:]|(?:^|[,、])要|指出|线索|:|^(?:同时|对此|针对)")
# 现将巡察组反馈的主要问题公布如下:
_FOLLOWING = re.compile(r"问题[^。;\n]{0,8}如下:$")
_LONGEST_NAME = 40
# ⏎县水务局党组:A不力。B不严。 : a body, and its faults in the sentences behind it
_WHOSE = re.compile(
    r"(?:^|\n)(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\)|\d{1,2}[.、])?"
    r"[^。,;:、\n]{2,30}(?:党组|党委|工委|党总支|党支部|局|镇|乡|街道|中心|公司|集团|学校|学院|医院|委|办|村|社区):(?=[^\n])"
)
# 指出,县卫健局党组A;B。|县医院党委C;D。
_OTHER_BODY = re.compile(r"。[^。,;:\n]{2,16}(?:党组|党委|党工委|党总支|党支部)(?!书记|要|应)[^。,:\n]{4,40}[,;]")
_STEP_BELOW = re.compile(r"[;,。]?\n(?P<step>[二三四五六七八九十]是)")
_STOP = re.compile(r"[。\n]|$")
_NUMBERED = re.compile("[一二三四五六七八九十]{1,2}、|\\([一二三四五六七八九十]{1,2}\\)")
_SENTENCE = re.compile(r"[^。\n]+")
_SHORTEST = 5
_LONGEST = 120
_LONGEST_LIST = 1500
_MOST_LEADS = 12
_MOST = 0.6


def in_sentences(text: str) -> Iterator[tuple[int, Problem]]:
    """The faults of each sentence that lists some, with where each stands."""
    told = 0
    said = [(Span(*sentence), _said) for sentence in holding(text, _WORDS)]
    own = [(Span(match.end() - 1, match.end()), _behind_body) for match in _WHOSE.finditer(text)]
    for where, read in sorted([*said, *own], key=lambda one: (one[0].start, one[0].end)):
        if where.start < told:
            continue
        spans = read(text, where)
        spans += _steps_below(text, spans[-1].end) if spans else []
        for span in spans:
            yield span.start, Problem(text[span.start : span.end], span, "problem.in-sentence")
        told = spans[-1].end if spans else told


def _said(text: str, sentence: Span) -> list[Span]:
    """What a sentence lists, and what goes on with it behind or below."""
    spans = _list(text, sentence)
    if spans and (text.find(":", sentence.start, spans[0].start) >= 0 or _OTHER_BODY.match(text, spans[-1].end)):
        return spans + _going_on(text, spans[-1].end)
    if text.startswith("问题:\n", sentence.end - 3):
        return _going_on(text, sentence.end, "、")
    if text.startswith("如下:\n", sentence.end - 3) and _FOLLOWING.search(text, sentence.start, sentence.end):
        return list(_rows(text, sentence.end + 1))
    return spans


def _behind_body(text: str, colon: Span) -> list[Span]:
    """The sentences behind the colon of a body's name, where most state its faults; one alone may be anything."""
    found: list[Span] = []
    stop = text.find("\n", colon.end)
    for sentence in _SENTENCE.finditer(text, colon.end, stop if stop >= 0 else len(text)):
        found += _parts(text, Span(*sentence.span()), "、")
    faults = [states_problem(text[span.start : span.end]) for span in found]
    told = sum(faults) > _MOST * len(faults) and len(found) > 1 and faults[0]
    return [span for span in found if _may_go_on(text[span.start : span.end])] if told else []


def _going_on(text: str, at: int, marks: str = "、,") -> list[Span]:
    """The sentences behind a list that go on with it: 主要是:A不到位;B不力。C不规范。 / 存在的问题:⏎A不规范。"""
    found: list[Span] = []
    while text.startswith(("。", "\n") if not found else "。", at):
        stop = None if _NUMBERED.match(text, at + 1) else _STOP.search(text, at + 1)
        parts = list(_parts(text, Span(at + 1, stop.start()), marks)) if stop else []
        told = [text[part.start : part.end] for part in parts]
        if not told or not states_problem(told[0]) or not all(map(_may_go_on, told)):
            break
        found += parts
        at = parts[-1].end
    return found


def _rows(text: str, at: int) -> Iterator[Span]:
    """The faults of each line that parts some by semicolons, below the name of the body that has them."""
    while 0 <= at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        parts = list(_parts(text, Span(at, end))) if text.find(";", at, end) >= 0 else []
        if sum(states_problem(text[part.start : part.end]) for part in parts) > _MOST * len(parts):
            yield from parts
        elif end - at > _LONGEST_NAME:
            return
        at = end + 1


def _steps_below(text: str, at: int) -> list[Span]:
    """The lines that go on counting: 主要是:一是A;⏎二是B;⏎三是C."""
    found: list[Span] = []
    while step := _STEP_BELOW.match(text, at):
        stop = _STOP.search(text, step.end())
        parts = list(_parts(text, Span(step.start("step"), stop.start()))) if stop else []
        if not parts or not states_problem(_first(text[parts[0].start : parts[0].end])):
            break
        found += parts
        at = parts[-1].end
    return found


def _first(told: str) -> str:
    return told.split(",")[0]


def _may_go_on(told: str) -> bool:
    return _SHORTEST <= len(told) <= _LONGEST and not (_SAID.search(told) or _ONLY_WHERE.search(told))


def _list(text: str, sentence: Span) -> list[Span]:
    """What stands behind the leads that lists of faults follow: A方面,存在…等问题;B方面,主要存在…."""
    found: list[Span] = []
    for lead in islice(_LEAD.finditer(text, sentence.start, sentence.end), _MOST_LEADS):
        if found and lead.start() < found[-1].end:
            continue
        rest = Span(lead.end(), min(sentence.end, lead.end() + _LONGEST_LIST))
        parts = [part for part in _parts(text, _whole(text, rest)) if len(part) >= _SHORTEST]
        if _are_faults(text, parts, lead.group()):
            found += parts
    return found


def _whole(text: str, rest: Span) -> Span:
    """The list without what says that it is one."""
    stop = _REST.search(text, rest.start, rest.end)
    return Span(rest.start, stop.start()) if stop else rest


def _are_faults(text: str, parts: list[Span], lead: str) -> bool:
    """Whether the first and most of the parts state faults, and none is a demand; one alone needs a clear lead."""
    told = [text[part.start : part.end] for part in parts]
    if not told or not states_problem(told[0]) or _INTRODUCES.search(told[0]) or max(map(len, told)) > _LONGEST:
        return False
    if _ONLY_WHERE.search(told[-1]):
        return False
    faults = sum(states_problem(one) for one in told)
    return faults >= _MOST * len(told) and (len(told) > 1 or ":" in lead or "存在" in lead)


def _parts(text: str, whole: Span, marks: str = "、,") -> list[Span]:
    """The items: between quotes, semicolons or 一是 … 二是; else between `marks` wherever a fault is complete."""
    told = text[whole.start : whole.end]
    quoted = [match.span(1) for match in _QUOTED.finditer(told)] if told.startswith("“") else []
    if quoted and all(faulty(told[start:end]) for start, end in quoted):
        return [Span(whole.start + start, whole.start + end) for start, end in quoted]
    cuts = [match.span() for match in _STEP.finditer(told)] or [match.span() for match in _SOME.finditer(told)]
    if not cuts:
        cuts = [(i, i + 1) for i, c in enumerate(told) if c == ";"] or list(_complete(told, marks))
    return [part for span in _between(text, whole, cuts) for part in _of_aspect(text, span)]


def _of_aspect(text: str, span: Span) -> list[Span]:
    """在党的领导方面,存在|A不到位、B不够;在党的建设方面,存在|C不严肃、D薄弱: each of them."""
    if not text.endswith("方面,存在", 0, span.start):
        return [span]
    return list(_between(text, span, list(_complete(text[span.start : span.end], "、"))))


_MANNER = re.compile("不[一-鿿]{1,3}(?=[、,。;]|$)")


def _complete(told: str, marks: str) -> Iterator[tuple[int, int]]:
    """The marks outside quotes and brackets that stand behind a fault."""
    start = depth = 0
    for at, mark in enumerate(told):
        depth = max(0, depth + (mark in "“《(") - (mark in "”》)"))
        goes_on = mark == "、" and _MANNER.match(told, at + 1) is not None  # 不深入、|不系统
        if mark in marks and not depth and not goes_on and at - start >= _SHORTEST and states_problem(told[start:at]):
            yield at, at + 1
            start = at + 1


def _between(text: str, whole: Span, cuts: list[tuple[int, int]]) -> Iterator[Span]:
    start = 0
    for left, right in [*cuts, (len(whole), len(whole))]:
        told = text[whole.start + start : whole.start + max(start, left)]
        lead = len(told) - len(told.lstrip(",、;。: "))
        lead += _subject(told[lead:])
        bare = told.rstrip(",、;。等 ")
        if len(bare) > lead:
            yield Span(whole.start + start + lead, whole.start + start + len(bare))
        start = right


def _subject(told: str) -> int:
    """How much of an item only says whose fault it is, or how it was found: 有的, 该院存在, 巡察发现的."""
    if match := _SUBJECT.match(told):
        return match.end()
    who = _WHO.match(told)
    return who.end() if who and len(told) - who.end() >= _SHORTEST and states_problem(told[who.end() :]) else 0
