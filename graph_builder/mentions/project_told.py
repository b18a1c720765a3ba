"""Works that bear no name of their own, told of as one thing: what the sentence says of them shows it.

上线智慧医院信息化项目 · 科研大楼改造工程变更签证43项 · 2020年度高标准农田建设项目抽查的86眼机井 · “皖岭大厦”建设项目
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.mentions import project_edge
from graph_builder.mentions.project_names import PHASE, is_name
from graph_builder.wording import sweep
from graph_builder.wording.left_edge import Page
from ontology.records import Span

_END = sweep.Pattern(
    f"(?:项目(?<![个类等些批]项目)|工程(?<!项目工程)|平台)(?:{PHASE})?(?![库类款师量]|化(?!整为零)|经理|部|法人|团队|公司|有限|单位|学院|技术|造价|咨询|质量|领域)"
)
# what can happen to one project only, or is told of one
_HAPPENS = re.compile(
    "(?:[^,。;、]{0,12}(?:验收|开工|竣工|投产|投用|完工|复工|停工|封顶|试生产|达产)|建成后|获批|上线|投运|化整为零|(?:分别)?完成(?:总工程量|工程量|总?投资|形象进度)|(?:工程)?(?:变更|签证)|(?:工程)?结算|决算|超概算|超期|逾期|多计|累计|预算执行率"
    "|已?(?:取得|获得)[^,。;、]{0,16}(?:核准|批复|备案|许可)|(?:直接|违规|肢解)?发包(?:给|至)|由[^,。;、]{2,16}(?:承建|施工|中标|组织招标)|已列入|拆分(?:采购|招标|为)|(?:通过[^,。;、]{0,14})?公开招标|完成主体"
    "|[^,。;、]{0,8}(?:滞后|缓慢|迟缓)|[^,。;、]{0,4}手续|未(?!来)|长期|闲置|占用|主体|返工|复核|复审|评审|审减|核减|投入使用|覆盖|调整为|并网|交付|进行[^,。;、]{0,4}审计|因[^,。;、]{2,10}(?:重新|停工|延期)|抽查的|资金\\d|形成的资产"
    "|[,(](?:项目)?(?:计划|预计|概算)?(?:总投资|总建筑面积|规划面积|占地)[^,。;]{0,4}\\d"
    "|、[^,。;、]{4,20}(?:项目|工程|平台)(?:变更|超))"
)
_CARRIED_OUT = re.compile("(?:完成|实施|暂停|启动|建成|升级|涉及)$")
# what follows works that are carried out; a sentence that ends there tells of a kind, unless the name is one by itself
_MARK = re.compile("[,;]|\\d(?!\\d{0,3}[余多]?[个家类项处])|[一二三]期")
# 总投资1.35亿元的|云盛包装项目
_SUM = re.compile("投资额?(?:约|达|为)?[\\d.]{1,8}[余多]?[万亿]+美?元(?:人民币)?的$")
_STOP = "。"
_LAUNCHED = "上线"
_YEAR = re.compile("20\\d{2}年度?$")
# how works are called before 项目 or 工程
_WORKS = re.compile(
    "(?:建设|改造|改扩建|扩建|新建|迁建|治理|整治|修复|防护|绿化|信息化|智能化|提升|提标|扩容|补贴|一体化|保护|试点|示范|加固|搬迁|维修|修缮)(?:项目|工程)$"
)
_QUOTED = re.compile("“[^“”]{2,8}”[\u4e00-\u9fff]{0,8}(?:项目|工程)$")
_VAGUE = re.compile(
    "重[点大]|[省市区县乡镇村]{2}|在[建谈]|招商|招引|政府|亿元|万元|上述|部分|相关|有关|其他|所有|全部|整改|后续|存量|本|该|此|新|投资|民生|基础设施|工程|建设|“两高”"
    "|各|每|扶贫|产业|帮扶|培育|小型|零星|隐蔽|附属|配套|落地|入库|入园|采购"
)
_LONGEST_WORKS, _LONGEST_NAME = 16, 60
_SHORTEST = 3
_SHORTEST_OWN = 4


def find(field: Page) -> Iterator[Span]:
    """Where such works are named, without overlaps with one another."""
    for found in field.matches(_END):
        if not _may_be_told(field.text, found.start(), found.end()):
            continue
        start = project_edge.from_end_to_end(field, project_edge.begin(field, found.end()), found.end())
        start = max(start, field.text.find("“", start, found.start()))  # 云岚房地产公司|“云岚·御府”项目
        name = field.text[start : found.end()]
        if len(name) - 2 < _SHORTEST or _VAGUE.match(name) or project_edge.counted(field, start):
            continue
        year = _YEAR.search(field.text, max(0, start - 6), start)
        if _is_told(field, start, found.end(), name):
            yield Span(year.start() if year else start, found.end())


def _may_be_told(text: str, head: int, end: int) -> bool:
    """What `_is_told` asks for without the name's beginning, which costs more than all of it."""
    return (
        _HAPPENS.match(text, end) is not None
        or _WORKS.search(text, max(0, end - _LONGEST_WORKS), end) is not None
        or text.startswith("平台", head)
        or text.find("元", max(0, end - _LONGEST_NAME), end) >= 0
    )


def _is_told(field: Page, start: int, end: int, name: str) -> bool:
    works = _WORKS.search(name) is not None or (name.endswith("平台") and _is_own(name))
    if field.text[start - 1 : start] == "的" and _SUM.search(field.text, max(0, start - 16), start) and is_name(name):
        return True
    if _HAPPENS.match(field.text, end):
        return _QUOTED.fullmatch(name) is not None if name.startswith("“") else works or _is_own(name)
    if not works or name.startswith("“"):
        return False
    before = field.text[max(0, start - 2) : start]
    ends = _MARK.match(field.text, end) or (field.text.startswith(_STOP, end) and _is_own(name))
    return before == _LAUNCHED or bool(_CARRIED_OUT.match(before) and ends)


def _is_own(name: str) -> bool:
    return len(name) - 2 >= _SHORTEST_OWN and is_name(name)
