"""Documents named without 《》, taken only where the grammar leaves no doubt.

A text is masked (see `policies`): titles in marks hold no characters that a rule here could match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.mentions import actions
from graph_builder.wording import sweep, trie
from graph_builder.wording.word_lists import entries
from ontology.records import Mention, Span

_CONFIDENCE = 0.6
_CHAR = "[^,。;:、\n《》()※]"

# A character, or what stands in quotes: “日调度、周会商”制度
_PART = "(?:[^,。;:、\n《》()※“”]|“[^“”。;\n]{1,16}”)"
# Verbs that make or change a document; 建立 alone also makes relations and accounts.
_MAKES = "制定|制订|出台|印发|下发|编制(?:完成)?|建立(?:健全|完善)?|细化|修订|修改|健全(?:完善)?|完善|废止"
_MAKE = f"(?:{_MAKES})"
# Every branch begins with a character, none with something that may be missing: so a search goes from one to the next.
_MAKING = f"(?:重新{_MAKE}|研究{_MAKE}|{_MAKES})(?:[并或]?{_MAKE}){{0,2}}了?"
_HEADS = ["制度", "办法", "细则", "规定", "规则", "规划", "方案", "政策", "清单", "章程"]
_HEAD = trie.here(_HEADS)
_PROCEDURES = [
    *("审核", "评价", "联审", "反馈", "会商", "审批", "考评", "预审", "评估", "审查"),
    *("联席会议", "监测", "预警", "督办落实"),
]
_RECORDS = ["动态台账", "跟踪台账", "管理台账", "图谱"]
_DOCUMENT = trie.here([*_HEADS, *_RECORDS, *(f"{kind}机制" for kind in _PROCEDURES)])
# The name ends where the clause does, where a list goes on, or where the text says how many there are.
_END = r"(?=[,。;、\n]|等\d|等[^措]|$)"

# 制定园区绿化考核细则 | 健全完善合同审批制度 | 建立专家服务大使制度
_MADE = sweep.Pattern(f"(?P<verb>{_MAKING})(?P<name>{_PART}{{2,30}}?{_DOCUMENT}){_END}")
# 落实干部联系村组制度 | 实行河道巡护制度 | 严格按照用印制度
_KEEP = "(?:落实|执行|实行|做实|按照|遵守)(?:好|了)?"
_KEPT = sweep.Pattern(
    f"(?P<verb>{_KEEP})(?P<name>(?!各|相关|有关){_CHAR}{{2,20}}?制度)(?=[,。;、\n]|和|不|得到|要求|规定|$)"
)
# “第一议题”制度 | “三重一大”集体决策制度 | “十四五”规划
_QUOTED = sweep.Pattern(r"(?P<name>“[^“”,。;\n]{2,8}”(?!各项|等)[一-龥]{0,6}?(?:制度|规划))(?!化|期)")
# 党组会|“第一议题”制度 : one system, whoever keeps it
_EVERYBODYS = re.compile("“(?:第一议题|三会一课|三重一大)”")
# 中央八项规定及其实施细则 | 中央八项规定精神 : the one document that is hardly ever set in marks.
_EIGHT_RULES = sweep.Pattern("(?P<name>中央八项规定)(?:及其实施细则)?(?:精神)?")
# 党组理论学习中心组学习计划 : every office has one.
_STUDY = "(?:理论学习)?中心组"
_STUDY_PLAN = sweep.Pattern(
    f"(?P<name>(?:20\\d\\d年度?党[组委]{_STUDY}|党组{_STUDY}|党委{_STUDY}|党工委{_STUDY}|理论学习中心组|中心组)(?:集体|年度)?(?:学习)?(?:计划|制度|规则))(?!性|化)"
)
_ANYWHERE = {
    "policy.quoted-system": _QUOTED,
    "policy.study-plan": _STUDY_PLAN,
    "policy.well-known": _EIGHT_RULES,
}
# 建立“周调度、月通报”机制
_QUOTED_MECHANISM = sweep.Pattern(
    "(?P<verb>建立|健全|完善|推行|构建)了?(?P<name>“[^“”。;\n]{2,16}”(?:(?!等)[一-龥]){0,6}?机制)(?=[,。;])"
)
# 建立|公益金使用公示|机制, where the name says more than what every mechanism is there for
_MECHANISM = sweep.Pattern("(?P<verb>建立)[了起]?(?P<name>(?P<what>[一-龥]{5,14}?)机制)(?=[,。;]|$)")
_ANY_MECHANISM = re.compile(
    "工作|管理|监督|监管|协调|协同|联动|联合|定期|常态化?|沟通|推进|保障|运行|责任|考核|执法|学习"
)
# 签订文物安全责任书, 签订廉洁从业承诺书; what is vowed (杜绝酒驾承诺书) is no name
_PLEDGE = sweep.Pattern(
    r"签[订署]了?(?P<name>(?!杜绝|拒绝|远离|严禁|不)[一-龥]{4,12}(?:责任书|承诺书))(?=[,。;]|\d+[余多]?份)"
)
_ANY_PLEDGE = re.compile("目标|责任|岗位|个人|工作|年度|承诺|相关|有关|书")
# 取得市政府关于新港选址批复
_APPROVAL = sweep.Pattern(f"(?:取得|获得)(?P<name>{_CHAR}{{4,30}}?批复(?:意见)?)(?=[,。;])")
# 对财务制度进行了修订
_REVISED = re.compile(
    f"对(?P<name>{_CHAR}{{2,20}}?(?:制度|办法|细则|规则))(?:进行|作|予以)了?[^,。;]{{0,6}}?(?P<verb>修订|修改|完善|废止)"
)
# 修订《基本建设管理办法》|和合同管理办法
_BESIDE = re.compile(
    f"》(?:、|和|及|以及)(?P<name>(?![等其相各有配]|省市|国家){_CHAR}{{2,16}}?(?:制度|办法|细则|规定|规则))(?=[,。;、])"
)
# 、合同管理制度 | 和河道巡护机制 : the list goes on.
_NEXT = re.compile(f"(?:、|和|及|以及)(?P<name>{_CHAR}{{2,20}}?(?:{_HEAD}|机制))(?=[,。;、\n]|等|和|及)")

# 一是完善村庄布局规划。 (2)健全议事规则。 : a heading says what is to be done, not to which document.
_HEADING = re.compile(r"(?:[一二三四五六七八九十]是|首先|[)\d.、])$")
_VAGUE = re.compile("(?:进一步|不断|逐步|持续|着力|督促|要求|指导|积极|抓紧|推动|推进|如何)[^,。;]{0,4}$")
# 下一步,将…,健全完善… : plans for the time to come.
_LATER = re.compile("下一?步|今后|后续|将进一步")
# Several things under one head noun, or a clause rather than a name.
_JOINED = re.compile("[和与及或并了]|是否|落实|(?<!预算)执行|制定|修订|建立|健全|完善|开展|进行|加强|规范")
_OWN = re.compile(r"^(?:本|该|各|其|每|\d|一[个套系]|多|[两二三四五六七八九十]+[项个大类])")
_GENERIC = re.compile(trie.pattern(entries("policy_generic")))
_SPECIFIC = 2
# Lists, ledgers and charts are working papers unless their name says more.
_WORKING_PAPER = re.compile("(?:清单|台账|图谱)$")
_SPECIFIC_PAPER = 5
_SPECIFIC_MECHANISM = 4
_NEVER = re.compile("规章|长效|整改|问题清单|任务清单|[一二三四五六两\\d]张清单")


def find(masked: str, text: str) -> list[Mention]:
    """`Policy` mentions of documents without marks, none overlapping another; `masked` hides the text's titles."""
    taken: dict[int, Mention] = {}
    reached = -1
    for mention in sorted(_all(masked, text), key=lambda found: (found.span.start, -found.span.end)):
        if mention.span.start >= reached:
            taken[mention.span.start] = mention
            reached = mention.span.end
    return list(taken.values())


def _all(masked: str, text: str) -> Iterator[Mention]:
    for found in _MADE.finditer(masked, text):
        yield from _made(masked, found)
    for found in _KEPT.finditer(masked, text):
        yield from _kept(masked, found)
    for found in _REVISED.finditer(masked):
        if _names_one(found["name"]):
            yield _mention(found, actions.of_verb(found["verb"]), "policy.revised-object")
    for rule, pattern in _ANYWHERE.items():
        for found in pattern.finditer(masked, text):
            yield _mention(found, actions.of(masked, *found.span("name")), rule)
    for found in _QUOTED_MECHANISM.finditer(masked, text):
        yield _mention(found, actions.of_verb(found["verb"]), "policy.quoted-mechanism")
    for found in _MECHANISM.finditer(masked, text):
        if len(_ANY_MECHANISM.sub("", found["what"])) >= _SPECIFIC_MECHANISM and _names_one(found["name"]):
            yield _mention(found, actions.ISSUED, "policy.mechanism")
    for found in _PLEDGE.finditer(masked, text):
        if len(_ANY_PLEDGE.sub("", found["name"])) >= _SPECIFIC:
            action = actions.CITED if found["name"].endswith("承诺书") else actions.ISSUED
            yield _mention(found, action, "policy.pledge")
    for found in _BESIDE.finditer(masked):
        action = actions.of(masked, *found.span("name"))
        if action != actions.CITED and _names_one(found["name"]):
            yield _mention(found, action, "policy.beside-title")
    for found in _APPROVAL.finditer(masked, text):
        yield _mention(found, actions.CITED, "policy.approval")


def _made(masked: str, found: re.Match[str]) -> Iterator[Mention]:
    before = _clause_before(masked, found.start())
    owner = _OWNER.match(found["name"])
    start = found.start("name") + (owner.end() if owner else 0)
    name = masked[start : found.end("name")]
    if _LATER.search(re.split("[。\n]", masked[max(0, found.start() - 60) : found.start()])[-1]):
        return
    if _VAGUE.search(before) or not actions.is_done(before) or not _names_one(name):
        return
    if _HEADING.search(before) and masked[found.end() : found.end() + 1] == "。":
        return
    action = actions.of(masked, start, found.end("name"))
    yield _mention(found, action, "policy.made", start)
    yield from _list(masked, found.end(), action)


# 修订|本院|采购管理办法, 完善|集团|薪酬管理制度, 建立|副区长牵头的|周例会制度: whose it is
_OWNER = re.compile("[本我](?:院|局|校|厅|镇|街道|集团|公司|单位|中心|行)|集团(?:公司)?(?=.{5})|[^的]{2,14}牵头的")


def _kept(masked: str, found: re.Match[str]) -> Iterator[Mention]:
    if _names_one(found["name"]) and not _EVERYBODYS.search(found["name"]):
        yield _mention(found, actions.CITED, "policy.kept")
        yield from _list(masked, found.end(), actions.CITED)


def _list(masked: str, position: int, action: str) -> Iterator[Mention]:
    """The rest of A制度、B制度和C机制: each shares the verb."""
    while found := _NEXT.match(masked, position):
        if not _names_one(found["name"]):
            return
        yield _mention(found, action, "policy.list")
        position = found.end()


def _clause_before(masked: str, start: int) -> str:
    return re.split("[,。;\n]", masked[max(0, start - 30) : start])[-1]


def _names_one(name: str) -> bool:
    """Whether the words before the head noun tell this document from others."""
    if _JOINED.search(name.removesuffix("督办落实机制")) or _OWN.match(name) or _NEVER.search(name):
        return False
    least = _SPECIFIC_PAPER if _WORKING_PAPER.search(name) else _SPECIFIC
    return len(_GENERIC.sub("", name)) >= least


def _mention(found: re.Match[str], action: str, rule: str, start: int | None = None) -> Mention:
    properties = {"kind": "policy", "action": action}
    whole = (found[0],) if rule == "policy.well-known" and found[0] != found["name"] else ()
    span = Span(found.start("name") if start is None else start, found.end("name"))
    return Mention("Policy", found.string[span.start : span.end], span, rule, _CONFIDENCE, whole, properties)
