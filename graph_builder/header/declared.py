"""The numbers that a notice declares: 4方面28个问题, 158项整改措施, 制定制度7项. What was found is set beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from graph_builder.wording.dates import value
from graph_builder.wording.stretches import CLAUSE_ENDS, holding
from ontology.records import Span

_NUMBER = r"(?P<{}>\d{{1,4}}|[一二三四五六七八九十两]{{1,3}})"


class Declared(Struct, frozen=True, gc=False):
    """`what` is aspects, problems, measures, tasks, systems or one of `counted.COUNTED`; `span` has number and unit."""

    what: str
    number: int
    span: Span


def _count(name: str, unit: str, noun: str) -> str:
    return rf"{_NUMBER.format(name)}(?:余)?(?:{unit})(?:{noun})"


_ASPECT = r"(?:个|大|大类)?大?(?:方面|类别?)"
_PROBLEM = r"(?:具体|突出|主要|反馈|共性|整改|存在|巡[察视])?(?:的)?问题"
# 3个方面、选人用人专项检查1个方面|共32个问题: of more than one inspection
_MORE = r"(?:、[\u3400-\u9fff]{2,12}\d{1,2}(?:个|大)?方面)?"
_BETWEEN = "(?:[、,的]|共计?|合计|总计|存在的?|发现的?|反馈的?|涉及|包括|梳理出|细化为|分解为){0,3}"
# 4方面28个问题, 三个方面12类整改任务, 4大类16个方面22个问题: the counts that a group's feedback is summed up in.
_FEEDBACK = re.compile(
    rf"{_NUMBER.format('aspects')}(?:个|大)?大?(?:方面|类){_MORE}{_BETWEEN}(?:\d{{1,3}}(?:个|大|家){{0,2}}(?:方面|类|项|单位)(?:\(部门\))?{_BETWEEN})?"
    rf"{_NUMBER.format('problems')}(?:个大项|个|条|大?项|类|点)(?:{_PROBLEM}|整改任务)"
)
# 指出问题4个方面、18个
_FEEDBACK_LAST = re.compile(
    rf"(?:问题|反馈意见)(?:共计?|涉及|包括){{0,2}}{_NUMBER.format('aspects')}(?:个|大)?大?(?:方面|类){_BETWEEN}(?:\d{{1,3}}个?(?:方面|类){_BETWEEN})?{_NUMBER.format('problems')}[个条项](?=[,。;]|$)"
)
# but 从三个方面,分别测评 tells of what was done
_ASPECTS = re.compile(
    rf"{_NUMBER.format('n')}(?:个|大){{0,2}}方面(?!,?(?:分别|入手|着[手力]|抓|进行|开展|提出|作|做|加强|强化))"
)
# 主动领办|13项反馈问题: one leader's own share
_PROBLEMS = re.compile(
    r"(?<![\d“每])(?<!领办)(?<!认领)(?<!牵头)(?<!包抓)"
    + _count("n", "个大项|个|条|大?项|类|点", _PROBLEM)
    + r"|(?:问题|反馈意见)共?(?P<m>\d{1,4})[个条项](?!大?(?:方面|类))"
)
_MEASURES = re.compile(
    _count("n", "项|条|个", "(?:具体|细化)?(?:的)?(?:整改|工作|具体)?(?:措施|举措)(?!”)")
    + r"|(?:措施|举措)(?P<m>\d{1,4})[项条个]"
)
# 整改任务6大类27项
_TASKS_LAST = (
    rf"任务(?:清单)?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})(?:个|大)?大?(?:方面|类)、?{_NUMBER.format('m')}[项条个]"
)
_TASKS = re.compile(
    r"(?<![\d“每])"
    + _count("n", "项|条|个", "(?:具体|细化)?(?:的)?(?:整改|工作|具体)?(?:任务|事项)(?!已|均|全部|完成|正在|尚未)")
)
_COUNTED_TASKS = re.compile(rf"{_TASKS_LAST}|任务(?:清单)?(?P<n>\d{{1,4}})[项条个]")
_MADE = r"(?:制定|修订|完善|建立|出台|健全|新建|更新|新增|印发|形成|制修订|废止(?=[、和及]))"
_SYSTEM = r"(?:规章|工作|长效|内控|管理|规范性)?(?:制度(?:机制|规范|文件)?|规范性文件|文件|办法|机制)"
_SYSTEMS_COUNTED = re.compile(
    rf"建章立制{_NUMBER.format('m')}(?:项|个(?!专项|小组|工作))|{_MADE}[^。,;《》、\n]{{0,16}}?{_SYSTEM}{_NUMBER.format('n')}(?:余)?[项个份]"
    # 修订完善工程建设、集体资产、社区用人等方面制度24项
    rf"|{_MADE}[^。,;《》\n]{{2,40}}等(?:方面|领域)的?{_SYSTEM}{_NUMBER.format('h')}[项个份]"
    # 制定修订《学院章程》等规章制度28项, 出台《权力清单》等42项制度
    rf"|{_MADE}(?:[^。,;《》、\n]{{0,6}}《[^《》\n]{{2,40}}》[、和]?){{1,4}}等"
    rf"(?:[^。,;《》、\n]{{0,6}}?{_SYSTEM}{_NUMBER.format('k')}[项个份]|{_NUMBER.format('j')}[项个份][^。,;《》、\n]{{0,6}}?{_SYSTEM})"
)
# 新制定制度21项、修订制度16项,合计37项
_SYSTEMS_SUMMED = re.compile(rf"{_MADE}[^。;\n]{{0,40}}(?:合计|共计|总计){_NUMBER.format('n')}[项个份]")
_COUNTED_SYSTEMS = re.compile(
    rf"{_MADE}(?:了|完善|健全|修订|和|或|并|、|相关|各类|各项){{0,3}}{_NUMBER.format('n')}[项个份](?:相关|内部|管理){{0,2}}{_SYSTEM}"
)
# The inspection's own counts stand where it is said what it fed back; a self-criticism counts its own problems.
_FED_BACK = re.compile(r"反馈|指出|巡[察视]|整改")
_POINTED_OUT = re.compile(
    r"反馈|(?:确定|明确|形成)(?=整改问题)|存在(?=\d{1,3}[个条项])|查出|反映的|共反映|剖析|指出|逐[一个项条]|(?:巡[察视]|督察|审计)[^。;]{0,60}(?:查|发)[摆现].{0,6}(?:个|项|条)|梳理"
)
_REMEDY = re.compile(r"整改|巡[察视]|任务\d")
_PUT_RIGHT = re.compile(r"整改|反馈|问题|巡[察视]|任务|细化|逐[一条项]")
# What was issued counts in a sentence of the self-criticism too.
_ANYWHERE = re.compile("(?:)")
_NOUNS = {
    _FEEDBACK: ("方面", "类"),
    _FEEDBACK_LAST: ("问题", "意见"),
    _ASPECTS: ("方面",),
    _PROBLEMS: ("问题", "反馈意见"),
    _MEASURES: ("措施", "举措"),
    _TASKS: ("任务", "事项"),
    _COUNTED_TASKS: ("任务",),
    _SYSTEMS_SUMMED: ("合计", "共计", "总计"),
    _SYSTEMS_COUNTED: ("建章立制", "制度", "文件", "办法", "机制"),
    _COUNTED_SYSTEMS: ("制度", "文件", "办法", "机制"),
}
"""One of these words stands in all that a pattern matches: only the sentences that hold one are looked at."""
_OTHERS = re.compile(
    r"民主生活会|查摆|班子存在|自查|个人|审计(?!.{0,8}整改)|调研|课题|检查发现|推送|督查(?!督办)"
    "|上一?轮|历次|往年|校内|(?:所属|下属|二级|直属)(?:企业|单位|党组织).{0,8}巡察|对.{2,24}等\\d{1,3}[个家].{0,12}巡察|组织部反馈"
    "|廉政风险|风险点|隐患|信访"
)
_SELF_CRITICISM = re.compile(_OTHERS.pattern.replace("|审计(?!.{0,8}整改)", ""))
# A notice about an audit counts what the audit found.
_AUDIT = re.compile(r"审计(?:调查)?(?:工作报告)?(?:查出|发现|反馈|指出|反映)?(?:的)?问题(?:的)?整改|审计整改")
_HEAD = 200


def _told(text: str, pattern: re.Pattern[str], needs: re.Pattern[str]) -> re.Match[str] | None:
    """The first match in a sentence about the inspection; a self-criticism's own counts are passed over."""
    others = _SELF_CRITICISM if _AUDIT.search(text[:_HEAD]) else _OTHERS
    for start, end in holding(text, _NOUNS[pattern], CLAUSE_ENDS):
        match = pattern.search(text, start, end)
        if match and needs.search(text, start, end):
            at = max(start, match.start() - 2)
            clause = max(start, text.rfind(",", start, match.start()))
            fed_back = text.find("反馈", clause, match.end()) >= 0 and not others.search(text, clause, match.end())
            put_right = text.find("整改", at, match.end()) >= 0  # 整改措施67条: the inspection's
            own = needs is _ANYWHERE or fed_back or put_right
            # 反馈的3个方面14个问题,召开民主生活会1次: what a later clause tells of counts something else
            stop = text.find(",", match.end(), end)
            if own or not others.search(text, start, end if stop < 0 else stop):
                return match
    return None


def _single(text: str, what: str, *choices: tuple[re.Pattern[str], re.Pattern[str]]) -> Iterator[Declared]:
    for pattern, needs in choices:
        if match := _told(text, pattern, needs):
            digits = next(number for number in match.groupdict().values() if number)
            yield Declared(what, value(digits), Span(*match.span()))
            return


def declared(text: str) -> Iterator[Declared]:
    """Each count that the notice declares of its inspection, at most one of a kind."""
    if both := _told(text, _FEEDBACK, _FED_BACK) or _told(text, _FEEDBACK_LAST, _FED_BACK):
        yield Declared("aspects", value(both["aspects"]), Span(*both.span()))
        yield Declared("problems", value(both["problems"]), Span(*both.span()))
    else:
        yield from _single(text, "aspects", (_ASPECTS, _POINTED_OUT))
        yield from _single(text, "problems", (_PROBLEMS, _POINTED_OUT))
    yield from _single(text, "measures", (_MEASURES, _PUT_RIGHT))
    yield from _single(text, "tasks", (_TASKS, _REMEDY), (_COUNTED_TASKS, _REMEDY))
    yield from _single(
        text, "systems", (_SYSTEMS_SUMMED, _ANYWHERE), (_SYSTEMS_COUNTED, _ANYWHERE), (_COUNTED_SYSTEMS, _ANYWHERE)
    )
