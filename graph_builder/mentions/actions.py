"""What was done with a document: read off the verb that governs it, before or behind.

The text given here is masked: no character inside a title is left in it, so that a verb in a title
(《关于修订…的通知》) cannot be taken for the sentence's verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.wording import trie
from graph_builder.wording.word_lists import pairs

CITED = "cited"
ISSUED = "issued"
REACH = 120
"""How many characters before a document its verb is looked for."""

_BASIS = "basis"
_DRAFTED = "drafted"
_VERBS = pairs("policy_verbs")

# 学习 in 理论学习中心组, 学习计划, 学习教育 names a thing; in 学习了《…》 it is the act.
# 新修订《…》 describes the document, unless nothing else governs it; 重新修订 is an act.
_NOUN_BEFORE = r"(?<!理论)(?<!(?<![重创更])新)"
_NOUN_BEHIND = r"(?!中心组|型|教育|计划|制度|安排|方案|强国|规则|内容|材料|体会|资料|笔记|小组|会议)"
_LEANING = trie.pattern(verb for verb, action in _VERBS.items() if action == _BASIS)
_STUDY = "学习"
_OTHERS = trie.pattern(verb for verb, action in _VERBS.items() if action != _BASIS and verb != _STUDY)
_VERB = f"(?:{_STUDY}{_NOUN_BEHIND}|{_OTHERS})"
_ONE_VERB = re.compile(_VERB)

# 制定 | 制定出台 | 修订、完善 | 制定并印发 | 修订后印发 : a chain of verbs over one object; 根据 stands alone.
_COMPOUND = re.compile(f"{_NOUN_BEFORE}(?:{_VERB}(?:[、和或及并后]?[并且]?{_VERB}){{0,4}}|{_LEANING})")

# 年初新制定《…》 : what 新 stands before is the act after all where no other verb is.
_NEWLY = re.compile(f"新({_VERB})了?[^,的]{{0,10}}$")
# 印发的《…》, 新修订的《…》: the verb belongs to a clause that only describes the document.
_RELATIVE = re.compile("[了过后]?的")
# 未及时修订, 没有建立, 尚未出台 : nothing was done. (不断完善 is no negation.)
_NEGATED = re.compile("(?:未|没有|尚无|不够|不能|无法|缺乏|缺少)[^,]{0,5}$")
# 拟出台, 正在编制, 计划修订, 将印发, 建议市政府出台 : not yet done.
_FUTURE = re.compile(
    "(?:拟|建议|正在|计划|准备|即将|预计|打算|下一步|尚在|正抓紧|待|将)(?:于[^,了]{1,10}|[^,了]{0,4})$"
)
_SENTENCE_END = re.compile("[。;\n]")
# …制度3项,包括《…》 : the verb stands one clause earlier.
_LISTED = re.compile("(?:[^,]{0,8})(?:包括|包含|分别为|分别是|主要有|即|例如|如|含)[^,]{0,4}$")

# 《…》初稿, 《…》(征求意见稿) : a draft is not out yet.
_DRAFT = re.compile(r"等?的?\(?(?:初稿|草案|草稿|讨论稿|送审稿|征求意见|意见征求)")
# 编制《…》,完成第一轮意见征求 ; 委托…编制《…》,预计…完成 : still in the making.
_MAKING = re.compile("意见征求|征求意见|预计|编制工作|报批")
# 《…》等制度已正式印发 ; 《…》均已废止
_DONE = "(?:已经?|均|现已|全部|予以|得到|同步|相继|陆续|先后|一并)"
_PASSIVE = re.compile(f"[^,]{{0,12}}{_DONE}(?:于[^,]{{1,12}}?)?[^,]{{0,4}}?({_VERB})")
# 对《…》进行了全面修订 ; 将《…》作了完善
_PROCESS = re.compile(f"[^,]{{0,24}}?(?:进行|予以|作|加以|开展|的)了?[^,]{{0,8}}?({_VERB})")
# 完成《…》的修订工作 ; 《…》等8项制度修订完成并印发
_DIRECT = re.compile(f"(?:等[^,]{{0,10}}?)?的?({_VERB})(?:工作|完成|完毕)?(?:[并后][^,]{{0,8}})?(?:,|$)")
# 《…》经党委会审议通过
_PASSED = re.compile(f"[^,《]{{0,4}}经[^,《]{{2,20}}?({_VERB})")
# 《…》自2024年1月1日起停止执行
_SINCE = re.compile(f"[^,《]{{0,4}}自[^,《]{{1,12}}起,?({_VERB})")
# 起草《…》并印发实施 ; 审定《…》,以政府名义下发 : what was drafted came out after all.
_DRAFTING = re.compile(f"(?:{trie.pattern(verb for verb, action in _VERBS.items() if action == _DRAFTED)})[^,]{{0,4}}$")
_CAME_OUT = re.compile(
    "(?P<before>(?:[^,]{0,16},)?[^,]{0,20}?)(?:印发|下发|出台|发布|公布|颁布|施行|付诸实施)(?=[^一-鿿]|实施|执行|施行|至|到|给|各|全|$)"
)
# 参加《…》等法律法规培训 ; 《…》专题学习 ; 将《…》纳入学习内容
_STUDY_BEHIND = re.compile(
    "(?!纳入)[^,]{0,18}?(?:研讨|专题辅导|专题讲解|培训|专题学习|集中学习|集体学习|逐篇学习|学习内容|学习计划|学习清单|必学|必读|学习讨论)"
)
_STUDY_BEFORE = re.compile("(?:参加|开展|组织|举办|举行|进行|将|把|对|就|围绕|集中|邀请)[^,]{0,20}$")
_STILL_TO_COME = re.compile("待|拟|将|计划|适时|尽快|报请|提请")


def of(masked: str, start: int, end: int) -> str:
    """The action on the document, or row of documents, at `masked[start:end]`.

    One of issued, revised, abolished, studied, cited.
    """
    clause = _clause_before(masked, start)
    behind = _clause_behind(masked, end)
    if _DRAFT.match(behind):
        return CITED
    before = _before(clause)
    if _studied_behind(before, clause, behind):
        return "studied"
    if before is None:
        return _behind(behind) or CITED
    if before == _REVISED and _ANEW.search(clause) and _ABOLISHED in _sentence_before(masked, start):
        return ISSUED  # 废止《A》,重新制定《B》: another takes its place
    if before == CITED and _DRAFTING.search(clause) and _came_out(behind):
        return ISSUED
    if before == "issued" and "编制" in clause:
        unfinished = ("委托" in clause and "编制完成" not in clause) or _MAKING.search(masked, end, end + 40)
        return CITED if unfinished else before
    return before


def of_verb(chain: str) -> str:
    """The action that a chain of verbs says: the first of them that is more than a mention decides."""
    actions = [_VERBS[verb] for verb in _ONE_VERB.findall(chain)]
    return next((action for action in actions if action not in (CITED, _DRAFTED)), CITED)


def is_done(before: str) -> bool:
    """Whether the words before a verb leave it a done thing: neither denied nor still planned."""
    return not _NEGATED.search(before) and not _FUTURE.search(before)


_REVISED, _ABOLISHED = "revised", "废止"
_ANEW = re.compile("重新(?:制定|制订|印发|出台)")


def _sentence_before(masked: str, start: int) -> str:
    window = masked[max(0, start - REACH) : start]
    return window[max(map(window.rfind, "。;\n")) + 1 :]


def _clause_before(masked: str, start: int) -> str:
    """The words back to the last comma, or to the one before it where the clause only lists (包括…)."""
    clauses = _sentence_before(masked, start).split(",")
    reach = 2 if len(clauses) > 1 and _LISTED.fullmatch(clauses[-1]) else 1
    return ",".join(clauses[-reach:])


def _clause_behind(masked: str, end: int) -> str:
    window = masked[end : end + 60].split("《", 1)[0]
    stop = _SENTENCE_END.search(window)
    return window[: stop.start()] if stop else window


def _before(clause: str) -> str | None:
    """The action of the last verb that governs what follows the clause."""
    for chain in reversed(list(_governing(clause))):
        action = of_verb(chain.group())
        if action == CITED:
            return CITED
        return action if is_done(clause[: chain.start()]) else CITED
    newly = _NEWLY.search(clause)
    return of_verb(newly.group(1)) if newly else None


def _governing(clause: str) -> Iterator[re.Match[str]]:
    for chain in _COMPOUND.finditer(clause):
        if not _RELATIVE.match(clause, chain.end()):
            yield chain


def _behind(behind: str) -> str | None:
    first = behind.split(",", 1)[0]
    for pattern in (_DIRECT, _PASSIVE, _PROCESS, _PASSED, _SINCE):
        if found := pattern.match(first):
            action = of_verb(found.group(1))
            return action if is_done(first[: found.start(1)]) else CITED
    return None


def _came_out(behind: str) -> bool:
    found = _CAME_OUT.match(behind)
    return found is not None and is_done(found["before"]) and not _STILL_TO_COME.search(found["before"])


def _studied_behind(before: str | None, clause: str, behind: str) -> bool:
    if before not in (None, CITED) or not _STUDY_BEHIND.match(behind):
        return False
    return bool(_STUDY_BEFORE.search(clause))
