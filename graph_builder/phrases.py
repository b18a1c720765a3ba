"""How the genre words a problem, its wrapper, a remedy and a heading: small patterns, composed upward."""

from __future__ import annotations

import re

from ontology.records import Span

_STOP = re.compile(r"[。;!?\n]|:(?!\d)")
_OPEN, _CLOSE = "《“(〈‘", "》”)〉’"

# What a verdict ends in. 不深不实, 不到位, 不够有力, 未落实, 缺位, 乏力, 有短板, 存在风险, 还需加强, 两头在外
_NOT = r"不(?:[够到足力严实深强高牢细准全清彻规健完及平衡充明紧合敢愿善会优好多大广透匹快顺畅齐当符达精佳一了重经作尽能可得注善坚稳久长]|统一|同步)"
_FAULT = (
    r"未(?!来|成年)|没有|尚未|从未|缺[乏失位少项漏]|欠缺|薄弱|弱化|淡化|虚化|泛化|空化|边缘化|滞后|迟缓|缓慢|松懈|松散|松弛|宽松|走过场|偏[低弱少慢重软高小窄]"
    r"|乏力|混乱|随意|粗放|脱节|单一|失[管察职责真]|浪费|超[标支范]|闲置|拖欠|挪用|套取|虚[报假]|较[差低弱少慢]|过[低少慢于]"
    r"|有待|还需|亟待|仍需|需(?:要)?(?:进一步)?(?:加强|提[高升]|完善|强化|改进)|异化|懒散|庸懒|畏难|推诿|敷衍|应付|侵占|梗阻|断档|老化|悬空|漂浮|重[^,。]{1,8}轻|两头在外"
    r"|难(?:以|于)|(?:少|差|低|弱|软|慢|松|虚|乱|难|浅|粗|窄)$"
)
# Nouns that are a fault only where one exists: 存在廉政风险, 有短板, 问题突出; 防范风险 is a remedy.
_THING = r"(?:短板|弱项|漏洞|隐患|风险|差距|偏差|盲区|堵点|问题|违规|违反|违纪|不正之风|形式主义|官僚主义|现象|情况|不良|表面|温差|落差|误区)"
_EXISTS = rf"(?:存在|有|仍存|出现|发生|流于)[^,。;]{{0,12}}{_THING}|{_THING}(?:较为?|比较|仍然?|依然)?(?:突出|多发|频发|较多|严重|明显|存在)|流于形式|搞形式|违规|违反|违纪"
_VERDICT = re.compile(rf"{_NOT}|{_FAULT}|{_EXISTS}")
_VERDICT_WINDOW = 16
_LAST_WORDS = 6

# What a remedy opens with.
_REMEDY = re.compile(
    r"(?:已|进一步|切实|持续|不断|全面|着力|大力|深入|认真|严格|及时|积极|加快|扎实|坚决|坚持|深刻|牢固|始终|立即|迅速|充分|继续|强力|严肃|统筹|主动|全力|着重|重点|稳步|有序|逐步|从严|从实|自觉)?"
    r"(?:加[强大快压密]|强化|完善|健全|建立|推[进动行]|落实|提[升高振]|规范|严[格把明肃守抓控]|压[实紧]|深化|聚焦|坚持|持续|抓[好实牢严紧]|突出|制定|修订|出台|印发|下发|召开|组织|开展|学习|优化|细化|构建|打造|夯实|厘清|明确|梳理|整改|整治|拓[宽展]"
    r"|发挥|培[育养树]|深入|树[牢立]|增强|筑牢|扛[牢起实]|改[进善]|创新|狠抓|紧[盯扣抓]|做[好实优细]|破解|解决|排查|清[理查退收]|追[缴回责究]|责令|督促|约谈|对标|对照|配[齐强备]|成立|举一反三|转变|激发|统筹|履行|用好|讲好|守[牢好]|把[好牢严]|理[顺清]|纠[正治])"
)
# A heading that is about the problem although a remedy's verb opens it: 着力解决…不深入问题.
_SOLVES = r"(?:着力|切实|重点|有效|全力|坚决|推动|深入)?(?:解决|破解|整治|纠治|纠正|克服|整改|化解|治理)"
_ABOUT = rf"(?:关于|针对|对于|对|就|围绕|聚焦|{_SOLVES})"
_SAID = r"(?:巡[察视](?:组|中)?|市委|区委|县委|省委|上级)?(?:反馈|指出|发现|提出)(?:的|意见|指出|中|存在的?)*[:,]?"
_TAIL = (
    r"(?:,|、|。|;|:|\n|$|的?(?:具体)?整改(?:工作)?(?:落实|完成|进展)?(?:情况|措施|落实|工作|方面)?|,?(?:着重|主要|重点|分别|具体)?从[^,。]{1,6}(?:个)?方面|整改)"
)
_WRAPPER = re.compile(
    rf"{_ABOUT}(?:{_SAID})?(?P<title>(?:“[^”\n]{{2,120}}”(?:[、,和及]?“[^”\n]{{2,120}}”)*|[^。;:\n]{{3,140}}?))"
    rf"(?:等)?(?:的)?(?:方面的?|突出|具体|等)?(?:\d{{1,2}}个)?问题(?P<tail>{_TAIL})"
)
_POINTED_OUT = re.compile(rf"(?:{_SAID.rstrip('?')[:-4]})(?:,|:)?(?P<title>[^。;\n]{{4,140}})")
_PROBLEM_OF = re.compile(r"(?P<title>(?:“[^”\n]{2,120}”|[^。;:,\n]{4,80}(?:,[^。;:,\n]{4,60})?))(?:的)?(?:方面的?)?问题(?P<tail>的?整改(?:落实)?(?:情况|工作)?)?(?=[。;:\n]|$)")
_FROM_SIDES = re.compile(r"从[^,。]{1,6}个?方面|整改")


def sentence(text: str, start: int, end: int) -> Span:
    """The first sentence or heading of text[start:end], without what ends it; brackets and quotes are kept whole."""
    depth = 0
    for position in range(start, min(end, start + 160)):
        character = text[position]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif character == "\n" or (not depth and _STOP.match(text, position)):
            return Span(start, position)
    stop = _STOP.search(text, start, end)
    return Span(start, stop.start() if stop and stop.start() - start < 300 else min(end, start + 160))


def faulty(heading: str) -> bool:
    """Whether a heading states a fault: its verdict stands at its end, or before its first comma."""
    return any(_VERDICT.search(clause[-_VERDICT_WINDOW:]) for clause in (heading, heading.split(",")[0]))


def remedial(heading: str) -> bool:
    """Whether a heading opens with what was done about something."""
    return _REMEDY.match(heading) is not None


def states_problem(heading: str) -> bool:
    """A fault that is not the object of a remedy: 理论学习不深入, but not 整改学习不深入."""
    return bool(heading) and faulty(heading) and not (remedial(heading) and not _VERDICT.search(heading[-_LAST_WORDS:]))


def unwrap(text: str, span: Span) -> tuple[Span, Span] | None:
    """The problem named by 关于A问题的整改, 对A问题,着重从…, 针对“A”问题, A的问题: its title and the whole wrapper.

    None where the stretch does not open with such a wrapper.
    """
    match = _WRAPPER.match(text, span.start, span.end) or _PROBLEM_OF.match(text, span.start, span.end)
    if match is None:
        return None
    start, end = match.span("title")
    return _unquoted(text, Span(start, end)), Span(span.start, _wrapper_end(text, match, span.end))


def _wrapper_end(text: str, match: re.Match[str], end: int) -> int:
    """Behind the wrapper's sentence if that only says that it is put right; else behind its comma."""
    if _FROM_SIDES.search(match["tail"] or ""):
        stop = sentence(text, match.start("tail") + (match["tail"][0] in ",。;:\n"), end).end
        return min(stop + 1, end)
    return match.end()


def _unquoted(text: str, span: Span) -> Span:
    title = text[span.start : span.end]
    if title.startswith("“") and title.endswith("”") and title.count("“") == 1:
        return Span(span.start + 1, span.end - 1)
    return Span(span.start, span.end - (title.endswith("的")))


def insists(text: str, wrapper: Span) -> bool:
    """Whether a wrapper says that what follows is the remedy (着重从三个方面抓好整改, 的整改)."""
    return _FROM_SIDES.search(text[wrapper.start : wrapper.end].rpartition("问题")[2]) is not None
