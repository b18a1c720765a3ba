"""The numbers and labels that open a block: where they may stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from graph_builder.kept import OF_STRETCHES, kept
from graph_builder.outline import counted_problems, decimals, spaced_labels
from graph_builder.outline.kinds import VALUES, Kind, Label, Marker
from graph_builder.outline.ordinals import number
from graph_builder.outline.slips import corrected
from graph_builder.wording.phrases import states_problem
from graph_builder.wording.status import is_bare
from graph_builder.wording.stretches import matches_at, matches_behind
from ontology.records import Span

_HAN = "[一二三四五六七八九十]{1,3}"
_BEFORE_BLOCK = r"\n。;:!?…”’)】〕\]\t "
_BEFORE_STEP = rf"{_BEFORE_BLOCK},、."
_WHOLE = "(?:[个名家所项户座辆艘株]|小时)"
"""What is counted in whole numbers: 1.14座 is item 1, which begins with 14座."""
_OPENS_BLOCK = f"(?<![^{_BEFORE_BLOCK}])"
_CIRCLES = r"\u2460-\u2473\u2776-\u277f"
_OPENS_STEP = f"(?<![^{_BEFORE_STEP}])"
_FRAMES = r"(〔【\["
_OPENS_LABEL = rf"(?<![^{_BEFORE_STEP}{_CIRCLES}{_FRAMES}])"
_NUMBERS = re.compile(
    rf"""
    {_OPENS_BLOCK}(?:
        第(?P<part>{_HAN})部分[:、,]?
      | 第(?P<aspect>{_HAN})(?:个|大|类)?(?:方面|类)(?:的)?(?:问题)?(?:[:、]|(?=[^。;:,\n]{{4,60}}\n))
      | 【第(?P<framed_class>{_HAN})(?:类|方面)(?:问题)?】
      | (?:问题)?类别(?P<class>[A-Z]|{_HAN}|\d{{1,2}})[:、]
      | 第(?P<entry>\d{{1,3}})[项条个](?:问题|任务)?[:、](?!\d)   # 环保督察: 第3项:
      | 第(?P<answered>{_HAN}|\d{{1,3}})[个项]问题,   # 第一个问题,已整改完成。一是…
      | (?<![^\n])第(?P<quoted_item>{_HAN})、(?=“[^“”\n]{{4,80}}”)   # 第一、“学习不深入”。
      | 第\((?P<framed_entry>\d{{1,3}})\)[项条个](?:问题|任务)?[:、]?
      | (?P<section>{_HAN})[、.](?![一二三四五六七八九十]+[、是月日年])
      | \((?P<subsection>{_HAN}|[甲乙丙丁戊己庚辛])\)[、.]? | (?P<ideographic>[\u3220-\u3229])
      | (?P<item>\d{{1,2}})(?:[.](?!\d)|[.](?=20\d\d年|1\d{{4}}(?:政务|热线|平台)|\d{{1,2}}{_WHOLE}(?!百分))|、(?!\d))
      | (?<![^\n])(?P<before_year>\d{{1,2}})、(?=20\d\d年)   # 29、2021年巡察反馈的…
      | (?P<digit_stop>[\u2488-\u249b])
      | [(〔](?P<subitem>\d{{1,2}}|l)[)〕][、.]? | (?P<parenthesized>[\u2474-\u2487])
      | (?P<point>\d{{1,2}})\)
      | (?:\d{{1,2}}[.]){{1,2}}(?P<decimal>\d{{1,2}})[.、]?(?![万亿元倍米公千平吨人亩]|{_WHOLE})(?=[“《\u3400-\u9fff])
      | (?<![^\n])\d{{1,2}}-(?P<dashed>\d{{1,2}})[.、 ]?(?=[“《\u3400-\u9fff])(?![月日年号楼])   # 6-2 督办不力
    )
    | (?P<circled>[{_CIRCLES}])
    | {_OPENS_STEP}(?:
        (?P<step>{_HAN})是(?![的否非]) | (?P<must>{_HAN})要(?!求)
      | 其(?P<its>{_HAN})(?=[,是:])[,是:]
      | 第(?P<nth>{_HAN})(?:[,:]|是)
      | (?P<first>首先|其次|再次|最后)(?:[,:]|是(?![的否非])|(?=[在从对将由]))
    )
    | (?<![^\n])(?P<dash>—{{1,2}}|·)(?=[\u3400-\u9fff“《])   # a bullet
    | (?<=[。:】])(?P<bullet>——)(?=[\u3400-\u9fff“《])   # the same, behind a label or a stop
    """,
    re.VERBOSE,
)
# 关于一是A,二是B的问题: steps that name the problem
_STEPS_NAMED = re.compile(r"[于对]一是[^。;\n]{4,80}?问题")
# Where one can open: what it begins with, behind what ends the words before it.
_NUMBER_PLACES = re.compile(
    rf"[{_BEFORE_STEP}](?=[第其首再最问类一二三四五六七八九十\d(〔【—·\u3220-\u3229\u2474-\u249b])"
)
_CIRCLED = re.compile(f"[{_CIRCLES}]")
_PLACES_OF_CIRCLED = re.compile(rf"{_NUMBER_PLACES.pattern}|(?s:.)(?={_CIRCLED.pattern})")
# The same numbers right behind a Chinese character; (?<!第) leaves 第一、第二 alone.
_RUN_IN = re.compile(
    rf"(?<=[\u3400-\u9fff”》。;)】〕])(?<!第)(?:(?P<section>(?<![一二三四五六七八九十]){_HAN})、(?=[\u3400-\u9fff])(?!{_HAN}[、是月日年])"
    rf"|\((?P<subsection>{_HAN})\)(?=[\u3400-\u9fff“【])|(?P<item>\d{{1,2}})[.、](?=[\u3400-\u9fff“【])"
    r"|\((?P<subitem>\d{1,2})\)(?=[\u3400-\u9fff“【]))"
)
_RUN_IN_PLACES = re.compile(r"[\u3400-\u9fff”》。;)】〕](?=[一二三四五六七八九十\d(])")
# “A”问题的整改|一是 ; 学习不深入|一是 ; not 唯一是
_STEPS_RUN_IN = re.compile(r"[\u3400-\u9fff”)](?<![唯之统第同万专])(?P<step>一是)")
_BELOW = {
    Kind.SECTION: (Kind.SUBSECTION, Kind.ITEM, Kind.SUBITEM),
    Kind.SUBSECTION: (Kind.ITEM, Kind.SUBITEM),
    Kind.ITEM: (Kind.SUBITEM,),
}
_LONGEST_LINE = 1500
_LONGEST_STATE = 24
_LABELS_OF_ITEM = 30
_SEVERAL = 2
_GROUPS = {
    "part": Kind.PART,
    "section": Kind.SECTION,
    "subsection": Kind.SUBSECTION,
    "aspect": Kind.SUBSECTION,
    "class": Kind.SUBSECTION,
    "framed_class": Kind.SUBSECTION,
    "ideographic": Kind.SUBSECTION,
    "item": Kind.ITEM,
    "entry": Kind.ENTRY,
    "answered": Kind.ENTRY,
    "framed_entry": Kind.ENTRY,
    "quoted_item": Kind.ITEM,
    "before_year": Kind.ITEM,
    "digit_stop": Kind.ITEM,
    "subitem": Kind.SUBITEM,
    "parenthesized": Kind.SUBITEM,
    "point": Kind.POINT,
    "decimal": Kind.SUBITEM,
    "dashed": Kind.SUBITEM,
    "circled": Kind.CIRCLED,
    "step": Kind.STEP,
    "must": Kind.STEP,
    "its": Kind.STEP,
    "nth": Kind.STEP,
    "first": Kind.STEP,
    "dash": Kind.STEP,
    "bullet": Kind.STEP,
}

# 整改情况: 【整改措施】 反馈问题1: (整改落实情况) — or the label alone on its line.
_ROLE = r"(?:单位|部门|领导|人|科室|处室|股室|主体|同志|室|处|科)"
_LABEL_WORDS = rf"""
    (?P<problem>(?:对应)?(?:巡[察视]组?|审计|督察)?(?:反馈|存在|发现|指出|具体|主要|突出|移交)(?:的|意见)?(?:主要|突出|具体|共性)?问题(?:表现|描述|表述|简述|概述|情况|内容|清单)?
        |(?:巡[察视]组?)?反馈(?:意见指出|意见认为|情况指出|意见|指出|内容)|整改任务|巡[察视]组?(?:反馈)?指出|问题的?(?:具体|主要)?(?:描述|表述|简述|概述|表现|内容|清单)?)
  | (?P<result>(?:整改|工作|取得的?)?成效|整改(?:成果|效果))
  | (?P<measure>(?:办理|处置|处理|整治|改进|纠治|纠正)(?:情况|措施|结果|进展)
        |(?:具体|主要|已?采取的?|落实|已)?整改(?:工作)?(?:落实|完成|推进|进展|成效|任务)?(?:的)?
        (?:情况|措施|举措|进展|成效|做法|落实)(?:[及和](?:成效|效果|进展|进展情况|完成情况)|(?:落实|完成)?情况)?
        |(?:工作|具体|落实|采取(?:的)?|主要)(?:措施|举措|做法|情况)|(?:立行立改|建章立制|长效机制)(?:情况|措施)|措施|举措|做法|进展|整改工作|整改)
  | (?P<status>(?:整改)?(?:结果|状态|进度|完成度)|(?:完成|办结|销号)(?:情况|状态|进度)|目前(?:状态|进度))
  | (?P<responsible>(?:整改)?(?:责任|牵头|配合|主责|承办|协办|主办|落实|负责)(?:责任)?{_ROLE}
        (?:[、及和/][^:\n。,;]{{1,8}})?)
  | (?P<deadline>(?:整改|完成|办结)?(?:时限|期限|时间节点)(?:要求)?|(?:整改|完成|办结)(?:完成)?时间(?:要求)?)
  | (?P<next>下一?步(?:工作)?(?:打算|措施|计划|安排|整改措施|工作)?|长期(?:坚持|整改)(?:措施|事项)|整改目标)
"""
_LABEL_SPACE = _LABEL_WORDS.replace(" ", "").replace("\n", "")
_LABEL_NAMES = re.sub("[?]P<[a-z]+>", "?:", _LABEL_SPACE)
_LABELS = re.compile(
    rf"(?:{_OPENS_LABEL}|(?=【))(?:[【\[(](?P<framed>{_LABEL_NAMES})(?P<inner>\d{{1,3}}|{_HAN})?[\]】)]:?"
    rf"|(?P<plain>{_LABEL_NAMES})(?:(?P<index>\d{{1,3}}|{_HAN})[:.、]|\((?P<bracketed>\d{{1,3}}|{_HAN})\):?"
    r"|[(【\[](?P<state>[^()【】\[\]\n]{2,16})[)】\]]:?|:|(?=\n)))"
)
# (已完成)|整改进展: | 【整改情况】|【已完成】
BRACKET = re.compile(r"[(【\[](?P<state>[^()【】\[\]\n]{2,16})[)】\]]")
_BRACKET_BEFORE = re.compile(f"{BRACKET.pattern}$")
_LONGEST_BRACKET = 18
# what labels begin with
_LABEL_FIRST = "下主举具办协反发取处存完对工已巡建成承指措改整时期状目督移突立纠结落责负进配采销长问做审牵"
_LABEL_PLACES = re.compile(rf"[{_BEFORE_STEP}{_CIRCLES}{_FRAMES}](?=[\[【({_LABEL_FIRST}])")
_PLACES_OF_FRAMED = re.compile(rf"{_LABEL_PLACES.pattern}|(?s:.)(?=【)")
_LABEL_KIND = re.compile(_LABEL_SPACE)
_OPENS_LINE = re.compile(r"(?:^|\n)(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)])?$")
_LABELS_RUN_IN = re.compile(
    r"(?P<frame>【)?(?P<name>整改(?=:)|整改(?:(?:措施)?(?:落实|进展|完成)?情况|措施及成效|措施|举措|成效|结果|时限|状态|进展|落实|目标)|办理情况"
    r"|完成(?:情况|时限)|(?:责任|牵头)(?:单位|部门|领导|科室|股室|处室)|(?:反馈|存在|具体)问题|问题(?:描述|表述|表现)|问题(?=[\d一二三四五六七八九十]))"
    rf"(?P<index>\d{{1,2}}|{_HAN})?(?(frame)】:?|:)"
)
_RUN_IN_LABEL_PLACES = re.compile(r"[整办完责牵反存具问【](?<=[\u3400-\u9fff”\d)].)")
_NO_RUN_IN = "将其的把了" + _BEFORE_STEP
# 1.执法不规范 ; 1.课时被挤占。 behind a label is a list
_LINE_BEFORE = re.compile(
    r"(?<![^\n])(?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,3}\)|问题(?:\d{1,2}|\(?[一二三四五六七八九十]{1,3}\)?)[:、.]?)(?P<title>[^。:;\n]{4,60})。?\n(?:1[.、])?$"
)
_LONGEST_NUMBERED = 70
_LIST = re.compile(r"\n?(?:\d{1,2}[.、]|[(①]|一是)")
_FIRST_OF = {"一": Kind.SUBSECTION, "1": Kind.SUBITEM}
_WORDS = frozenset(("问题", "措施", "举措", "做法", "进展"))


def _numbers(text: str) -> Iterator[Marker]:
    ordered = "其次" in text and ("首先" in text or "一是" in text)
    inside = {at for found in _STEPS_NAMED.finditer(text) for at in range(*found.span())} if "一是" in text else set()
    musts = "一要" in text and "二要" in text
    places = _PLACES_OF_CIRCLED if _CIRCLED.search(text) else _NUMBER_PLACES
    for match in matches_behind(places, _NUMBERS, text):
        group = match.lastgroup or ""
        if (group == "first" and not ordered) or (group == "must" and not musts):
            continue
        if group == "step" and match.start() in inside:
            continue
        label = Label.MEASURE if group == "answered" else None
        yield Marker(_GROUPS[group], number(match[group]), Span(*match.span()), label)


def _run_in(text: str, sure: list[Marker]) -> Iterator[Marker]:
    """Numbers right behind a heading without a stop (…的通报二、整改情况(一)理论方面1.学习…), in a text without lines.

    Only the number that is due is taken: one more than the last of its kind, or a first one.
    """
    if not has_no_lines(text):
        return
    due = dict.fromkeys((Kind.SECTION, Kind.SUBSECTION, Kind.ITEM, Kind.SUBITEM), 0)
    last = dict(due)  # items may be counted on below the next heading
    known = {marker.span.start: marker for marker in sure}
    for answer in _STEPS_RUN_IN.finditer(text):
        yield Marker(Kind.STEP, 1, Span(answer.start("step"), answer.end()))
    for match in matches_behind(_RUN_IN_PLACES, _RUN_IN, text):
        kind = _GROUPS[match.lastgroup or ""]
        value = number(match[match.lastgroup or ""])
        marker = known.get(match.start())
        if marker is None and (value not in (1, due[kind] + 1, last[kind] + 1) or not _has_place(kind, due)):
            continue
        due[kind] = last[kind] = value
        due |= dict.fromkeys(_BELOW.get(kind, ()), 0)
        if marker is None:
            yield Marker(kind, value, Span(*match.span()))


def _has_place(kind: Kind, due: Mapping[Kind, int]) -> bool:
    """A (1) right behind a word is a number below 一、, (一) or 1. only; elsewhere it is part of the sentence."""
    return kind is not Kind.SUBITEM or any(due[above] > 0 for above in (Kind.SECTION, Kind.SUBSECTION, Kind.ITEM))


def _labels(text: str) -> Iterator[Marker]:
    for match in matches_behind(_PLACES_OF_FRAMED if "【" in text else _LABEL_PLACES, _LABELS, text):
        bare = match["plain"] and not match["index"] and not match.group().endswith(":")
        if bare and match.start() and text[match.start() - 1] != "\n":
            continue  # a word at the end of a heading, not a label alone on its line
        if _is_word(text, match) or (match["state"] and not is_bare(match["state"])) or _goes_on(text, match):
            continue
        end = match.start("bracketed") - 1 if _opens_list(text, match) else match.end()
        index = number(match["index"] or match["inner"] or match["bracketed"] or "0")
        label = _meaning(match["framed"] or match["plain"])
        if label is Label.MEASURE and (_only_a_state(text, end) or _ends_item(text, end)):
            label = Label.STATUS
        if match.start() and text[match.start() - 1] in _FRAMES and label not in VALUES:
            continue  # (整改时限:立行立改) is a label with its value
        yield Marker(Kind.LABEL, index, _with_state(text, match.start(), end), label)
        if end < match.end():
            yield Marker(_FIRST_OF[match["bracketed"]], 1, Span(end, match.end()))


def _meaning(name: str) -> Label:
    kind = _LABEL_KIND.fullmatch(name)
    assert kind is not None and kind.lastgroup is not None
    return Label(kind.lastgroup)


def _opens_list(text: str, label: re.Match[str]) -> bool:
    """整改情况|(一)A。(二)B。: the number is the first of a list; not 整改情况(1)A。整改情况(2)B。"""
    if label["bracketed"] not in _FIRST_OF or label.group().endswith(":"):
        return False
    end = label.end() + _LONGEST_LINE
    second = text.find("(二)" if label["bracketed"] == "一" else "(2)", label.end(), end)
    again = text.find(label["plain"], label.end(), end)
    return second >= 0 and not 0 <= again < second


def _goes_on(text: str, label: re.Match[str]) -> bool:
    """1.执法不规范|\n问题表现:文书填写错误。: it tells more of the problem that the line before has named."""
    if not (label["plain"] or "").endswith(("表现", "指出")) or _LIST.match(text, label.end()):
        return False
    named = _LINE_BEFORE.search(text[max(0, label.start() - _LONGEST_NUMBERED) : label.start()])
    return named is not None and states_problem(_BRACKET_BEFORE.sub("", named["title"]))


def _with_state(text: str, start: int, end: int) -> Span:
    """A label with a state in brackets before or behind it."""
    if text[start - 1 : start] in (")", "】", "]"):
        first = max(0, start - _LONGEST_BRACKET)
        before = _BRACKET_BEFORE.search(text[first:start])
        start = first + before.start() if before and is_bare(before["state"]) else start
    behind = BRACKET.match(text, end)
    return Span(start, behind.end() if behind and is_bare(behind["state"]) else end)


def _colonless_labels(text: str) -> Iterator[Marker]:
    for name, span in spaced_labels.find(text):
        label = _meaning(name)
        only = label is Label.MEASURE and _only_a_state(text, span.end)
        yield Marker(Kind.LABEL, 0, span, Label.STATUS if only else label)


def _run_in_labels(text: str) -> Iterator[Marker]:
    """Labels right behind a word (整改结果:完成整改情况:…), in a text without lines; else behind a fault or a state."""
    anywhere = has_no_lines(text)
    for match in matches_at(_RUN_IN_LABEL_PLACES, _LABELS_RUN_IN, text):
        if text[match.start() - 1] not in _NO_RUN_IN and (anywhere or _lost_its_line(text, match)):
            yield Marker(Kind.LABEL, number(match["index"] or "0"), Span(*match.span()), _meaning(match["name"]))


def _lost_its_line(text: str, label: re.Match[str]) -> bool:
    """1.学习不深入|整改情况:… : the words back to the last stop state a fault or nothing but a state."""
    at = label.start()
    start = max(text.rfind(mark, max(0, at - _LONGEST_NUMBERED), at) for mark in "\n。:;,、.)") + 1
    told = text[start:at]
    if start and told and (states_problem(told) or is_bare(told)):
        return True
    line = text.rfind("\n", max(0, at - _LONGEST_NUMBERED), at) + 1
    return line > 0 and label["name"].startswith("整改") and _VALUE_LINE.fullmatch(text, line, at) is not None


# 责任单位:办公室、人事处|整改措施:
_VALUE_LINE = re.compile(
    r"(?:整改)?(?:责任|牵头|主责)(?:单位|部门|科室|股室|领导|人):[^。;:\n]{2,40}|(?:整改|完成)时限:[^。;:\n]{2,16}"
)


def _is_word(text: str, match: re.Match[str]) -> bool:
    """问题:, 措施: are labels only at the beginning of a line, or of a numbered item, with something behind them."""
    if match["plain"] not in _WORDS or match["index"] or match["bracketed"]:
        return False
    opens = _OPENS_LINE.search(text[max(0, match.start() - 6) : match.start()]) is not None
    return not opens or not match.group().endswith(":") or text[match.end() : match.end() + 1] in ("\n", "")


def _only_a_state(text: str, start: int) -> bool:
    """整改情况:已完成。 with nothing else on its line."""
    end = text.find("\n", start, start + _LONGEST_STATE)
    told = text[start : end if end >= 0 else start + _LONGEST_STATE].strip(" 。;,")
    return bool(told) and (end >= 0 or start + _LONGEST_STATE >= len(text)) and is_bare(told)


def _ends_item(text: str, start: int) -> bool:
    """整改情况:已完成。5.…, in a text without lines: a state, and then another number than the first of a list."""
    stop = text.find("。", start, start + _LONGEST_STATE)
    if stop < 0 or not is_bare(text[start:stop]) or not has_no_lines(text):
        return False
    following = _NUMBERS.match(text, stop + 1)
    return following is not None and number(following[following.lastgroup or 0]) != 1


def has_no_lines(text: str) -> bool:
    """Whether a text is one line, for the most part: a page's menu may stand around it."""
    lines = text.strip("\n").count("\n")
    if lines * _LONGEST_LINE <= len(text):
        return True
    return len(text) > _LONGEST_LINE and 2 * max(map(len, text.split("\n"))) > len(text)


def _joined(number: Marker, label: Marker) -> Marker:
    """(一)反馈问题: is one block, with the number's rank and the label's meaning."""
    return Marker(number.kind, number.number, Span(number.span.start, label.span.end), label.label)


def _answers_last(found: list[Marker], label: Marker) -> bool:
    """1.问题表现:A。2.整改情况:B。: the second number only counts the labels of one item."""
    number = found[-1]
    last = next((marker for marker in reversed(found[-_LABELS_OF_ITEM:-1]) if marker.kind is number.kind), number)
    return label.label is not Label.PROBLEM is last.label and last.number == number.number - 1


def position(marker: Marker) -> tuple[int, int]:
    """Orders markers as they stand in the text."""
    return marker.span.start, marker.span.end


def markers(text: str) -> list[Marker]:
    """Every number and label that opens a block in the cleaned `text`, in order, none overlapping."""
    return list(_markers(text))


@kept(OF_STRETCHES)
def _markers(text: str) -> tuple[Marker, ...]:
    """The same; several steps ask for those of one notice, or of each of its lines."""
    found: list[Marker] = []
    sure = list(_numbers(text))
    labels = (*_labels(text), *_colonless_labels(text), *_run_in_labels(text))
    for marker in sorted([*counted_problems.find(text), *sure, *_run_in(text, sure), *labels], key=position):
        before = found[-1] if found else None
        if before and marker.span.start < before.span.end:
            continue
        if before and marker.label and not before.label and before.span.end == marker.span.start:
            if _answers_last(found, marker):
                found[-1] = Marker(Kind.LABEL, 0, Span(before.span.start, marker.span.end), marker.label)
            elif before.kind not in (Kind.PART, Kind.SECTION) or text[marker.span.end - 1] == ":":
                found[-1] = _joined(before, marker)
        else:
            found.append(marker)
    found = decimals.ranked(text, found if has_no_lines(text) else corrected(text, found))
    return _with_answers(_with_states(text, found))


def _with_states(text: str, found: list[Marker]) -> list[Marker]:
    """Where 整改措施: tells of measures, 整改完成情况: and 进展: tell how far they are."""
    answers = [(marker, text[marker.span.start : marker.span.end]) for marker in found if marker.label is Label.MEASURE]
    plans = {marker for marker, name in answers if "措施" in name or "举措" in name}
    told = {marker for marker, name in answers if "完成情况" in name or name.strip("【】[]:") == "进展"} - plans
    if len(plans) < _SEVERAL or not _SEVERAL <= len(told) <= len(plans):
        return found
    return [Marker(m.kind, m.number, m.span, Label.STATUS) if m in told else m for m in found]


def _with_answers(found: list[Marker]) -> tuple[Marker, ...]:
    """Where no label tells of measures, 整改成效: does."""
    labels = Counter(marker.label for marker in found)
    if labels[Label.MEASURE] or labels[Label.RESULT] < _SEVERAL:
        return tuple(found)
    return tuple(
        Marker(marker.kind, marker.number, marker.span, Label.MEASURE) if marker.label is Label.RESULT else marker
        for marker in found
    )
