"""Opening, body and closing: which blocks tell of problems and measures, and which only of the effort around them."""

from __future__ import annotations

import re
from collections import Counter

from graph_builder.header.signature import signed_at
from graph_builder.kept import OF_STRETCHES, kept
from graph_builder.outline.kinds import NUMBERED, Kind, Label
from graph_builder.outline.numbering import markers
from graph_builder.outline.tree import Outline
from graph_builder.wording.phrases import ASPECT_LAST, faulty, glued, sentence, states_problem, unwrap
from ontology.records import Span

_FEW_WRAPPING = 5
_WRAPPING = (Kind.SUBSECTION, Kind.ENTRY, Kind.ITEM, Kind.SUBITEM)

# 一、提高政治站位,压实整改责任 / 一、党组履行整改主体责任情况 / 一、整改工作组织情况
_OPENING = re.compile(
    r"(?<!党)组织(?:领导|实施|推进|开展|整改|落实)|领导班子(?!.{0,8}建设)|主要负责(?:人|同志)|(?:履行|落实|扛[牢起实]|压[实紧]).{0,8}(?:主体|整改)?责任|政治[站点]位|思想(?:认识|自觉)|提高认识|高度重视|统筹(?:谋划|推进|部署)"
    r"|总体情况|基本情况|工作(?:开展|部署|总体)|周密部署|精心部署|动员部署|整改工作(?:的)?组织|(?:巡[察视])?整改(?:工作)?(?:主要做法|总体|组织)|主要做法"
)
# 一、政治站位方面存在的问题及整改情况
PROBLEMS_OF_ASPECT = re.compile("(?<=方面)(?:存在)?的?(?:突出|主要|具体)?问题")
# 二、整改落实情况 / 二、集中整改期内已完成的整改事项 / 三、需长期坚持的整改事项 / 二、反馈问题整改情况 / 具体整改情况
_BODY = re.compile(
    r"整改(?:工作)?(?:任务|事项|问题)?(?:的)?(?:落实|进展|完成|推进|成效|情况|任务|事项|进度|措施|结果|具体)"
    r"|反馈(?:的)?(?:问题|意见)|(?:已|基本)(?:经)?(?:整改)?完成|(?:未|正在)(?:完成)?(?:整改|推进)|(?:需|要)(?:要)?(?:长期|持续)|(?:主要|存在|发现)(?:的)?问题|问题整改|重点问题"
)
# 三、下一步打算 / 四、今后工作安排 / 三、持续巩固整改成果
_CLOSING = re.compile(
    r"下一?步|下阶段|今后|后续|下一阶段|努力方向|(?:巩固|深化|拓展|扩大)(?:和深化|拓展|深化|巩固)?(?:巡[察视])?(?:整改)?(?:成果|成效)|长效机制建设|工作(?:打算|计划|安排)"
)
_FAREWELL = re.compile(
    r"\n(?:[^。\n]{0,12}欢迎(?:广大|社会)?[^。\n]{0,20}(?:监督|意见)|(?:干部群众|社会各界|公示期)?[^。\n]{0,20}如有(?:意见|不同|异议)|(?:特|现)此(?:公告|通报|公示|公开|报告)"
    r"|[((]?(?:(?:监督|举报|联系|咨询|反馈)(?:电话|方式|人|地址|邮箱|渠道)|公[示告](?:时间|期限?)|通讯地址|邮政编码|邮政信箱|电子邮箱|附件\d{0,2})[::])"
)
# 下一步,局党组将继续… as a paragraph without a number
_OUTLOOK = re.compile(r"\n(?:下一?步|下一阶段|今后|接下来)[^。\n]{0,60}?(?:,|将|我们)")


def is_body_heading(heading: str) -> bool:
    """Whether a heading announces what was put right (二、整改落实情况), and so is no area of problems."""
    return _BODY.search(heading) is not None


@kept(OF_STRETCHES)
def farewell(text: str) -> int:
    """Where the closing begins: 欢迎…监督, contact, signature, or a last word on next steps; else the end."""
    told = _FAREWELL.search(text, int(len(text) * 0.3) + 1)
    formula = min(told.start() if told else len(text), max(signed_at(text), _last_number(text, len(text)) + 1))
    outlook = _OUTLOOK.search(text, _last_number(text, formula), formula)
    return outlook.start() if outlook else formula


def _last_number(text: str, end: int) -> int:
    """Where the last number or label before `end` stands; 一是 counts for none, as closings use it too."""
    told = [m.span.start for m in markers(text) if m.span.start < end and m.kind is not Kind.STEP]
    return max(told, default=0)


def body(outline: Outline) -> list[int]:
    """The top blocks of the notice that may hold problems and measures, in reading order."""
    tops = _tops(outline)
    sections = _sections(outline, tops)
    if not sections:
        return _flat_body(outline, tops)
    roles = {i: _role(outline, i) for i in sections}
    titled = [i for i in sections if roles[i] == "body"]
    for index in _opened_late(outline, sections, roles) if not titled else ():
        roles[index] = ""
    kept = [i for i in sections if roles[i] in (("body", "problem") if titled else ("", "problem"))]
    extra = [i for i in sections if titled and roles[i] == "" and i > titled[0]]
    kept += [i for i in extra if _numbered_problems(outline, i)]
    return sorted(kept) or _flat_body(outline, tops)


def _opened_late(outline: Outline, sections: list[int], roles: dict[int, str]) -> list[int]:
    """The sections that word an opening (三、压实管党治党责任) but follow one that holds numbered items."""
    begun = next((i for i in sections if roles[i] == "" and _holds_numbers(outline, i)), None)
    return [] if begun is None else [i for i in sections if i > begun and roles[i] == "opening"]


def _holds_numbers(outline: Outline, index: int) -> bool:
    return any(outline.blocks[below].kind in _WRAPPING for below in outline.children(index))


def _sections(outline: Outline, tops: list[int]) -> list[int]:
    """The blocks that part the notice: 一、; or (一), where one of them is an opening and a later one a body."""
    sections = [i for i in tops if outline.blocks[i].kind in (Kind.PART, Kind.SECTION)]
    if sections:
        return sections
    numbered = [i for i in tops if outline.blocks[i].kind is Kind.SUBSECTION]
    roles = [_role(outline, i) for i in numbered]
    opens = "opening" in roles and "body" in roles[roles.index("opening") :]
    return numbered if opens else []


def _tops(outline: Outline) -> list[int]:
    end = farewell(outline.text)
    return [i for i in outline.children(-1) if outline.blocks[i].span.start < end]


def _heading(outline: Outline, index: int) -> str:
    own = outline.own(index)
    return outline.slice(sentence(outline.text, own.start, own.end))


def _role(outline: Outline, index: int) -> str:
    heading = _heading(outline, index)
    if unwrap(outline.text, outline.own(index)):
        return "problem"
    if _CLOSING.match(heading) or (_CLOSING.search(heading) and not re.search(r"已完成|进展情况", heading)):
        return "closing"
    if _answers(outline, index):
        return "body"
    if ASPECT_LAST.search(heading) and _holds_faults(outline, index):
        return "body"
    if _OPENING.search(heading) and not PROBLEMS_OF_ASPECT.search(heading):
        return "opening"
    return "body" if _BODY.search(heading) else ""


def _holds_faults(outline: Outline, index: int) -> bool:
    """Whether a numbered heading, or a label, right below names a fault."""
    for below in outline.children(index):
        if outline.labels[below] is Label.PROBLEM:
            return True
        numbered = outline.blocks[below].kind in NUMBERED
        if numbered and (states_problem(_heading(outline, below)) or _wraps_fault(outline, below)):
            return True
    return False


def _answers(outline: Outline, index: int) -> bool:
    """Whether a section holds answers under their label, or headings that wrap a fault: 关于“…不够”问题的整改.

    One such heading among many of its kind tells of a remedy (2.针对进度缓慢问题,倒排工期).
    """
    kinds: Counter[Kind] = Counter()
    wrapping: Counter[Kind] = Counter()
    for below in outline.descendants(index):
        if outline.labels[below] is Label.MEASURE:
            return True
        kind = Kind(outline.blocks[below].kind)
        kinds[kind] += 1
        if kind in (*_WRAPPING, Kind.PARAGRAPH) and _wraps_fault(outline, below):
            wrapping[kind] += 1
    return any(_FEW_WRAPPING * times >= kinds[kind] for kind, times in wrapping.items())


def _wraps_fault(outline: Outline, index: int) -> bool:
    if outline.blocks[index].kind is Kind.PARAGRAPH:
        return names_fault(outline, index)
    wrapper = unwrap(outline.text, outline.own(index))
    return wrapper is not None and faulty(outline.slice(wrapper[0]))


def _numbered_problems(outline: Outline, index: int) -> bool:
    """Whether a section behind the body holds problems of its own: under a label, or called so (1.A问题。)."""
    below = list(outline.descendants(index))
    numbered = (i for i in below if outline.blocks[i].kind in _WRAPPING)
    return any(outline.labels[i] for i in below) or any(unwrap(outline.text, outline.own(i)) for i in numbered)


def _flat_body(outline: Outline, tops: list[int]) -> list[int]:
    """A notice without 一、二、: everything from the first number or label on, closing headings left out."""
    kept: list[int] = []
    for index in tops:
        block = outline.blocks[index]
        labelled = any(outline.labels[i] for i in outline.children(index))
        if block.kind is Kind.PARAGRAPH and not labelled and not names_fault(outline, index):
            continue
        if _role(outline, index) == "closing":
            continue
        kept.append(index)
    return kept


_NAMING = ("针对", "存在", "关于")


def names_fault(outline: Outline, index: int) -> bool:
    """针对“A”不深的问题,…: whether a line opens with the fault that it answers."""
    own = outline.own(index)
    named = outline.text.startswith(_NAMING, own.start)
    wrapper = unwrap(outline.text, own) if named else glued(outline.text, own.start, own.end)
    return wrapper is not None and faulty(outline.slice(wrapper[0]))


def within(outline: Outline, span: Span) -> bool:
    """Whether a span lies before the closing formula."""
    return span.start < farewell(outline.text)
