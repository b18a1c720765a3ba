"""Whether an agency is of the party, of the government, or a public institution: its last words say so."""

from __future__ import annotations

import re
from functools import lru_cache

from graph_builder.wording.word_lists import pairs

_PARTY = re.compile(
    r"(?:党组|党委|党工委|纪工委|纪委|工委|纪委监委|工作委员会|纪律检查委员会|党总支|党支部|纪检监察组|纪检组"
    r"|[省市区县州盟旗地]委|(?:组织|宣传|统战|统一战线工作|政法委员会|社会工作)部|政法委|巡[察视]办|党校"
    r"|[省市区县州]委(?:[\u4e00-\u9fff]{0,8})(?:办|办公室|中心组)|中心组|团委|党群工作部)$"
    r"|^(?:[\u4e00-\u9fff]{0,8}(?:[省市区县州旗党]委|中央))?(?:党|巡[察视]|整改|全面从严治党|意识形态)[\u4e00-\u9fff]{0,12}(?:领导小组(?:办公室)?|工作小组|工作专班)$"
)
_INSTITUTION = re.compile(
    r"(?:大学|学院|中学|小学|幼儿园|学校|高中|医院|卫生院|保健院|研究院|研究所|科学院|设计院|规划院|农科院|[馆社台会园])$"
    r"(?<!管委会)(?<!委员会)(?<!常委会)|中心$|^[\u4e00-\u9fff]{1,2}大$|(?:残联|妇联|文联|侨联|科协|工商联|供销社)$"
)


@lru_cache(maxsize=8192)
def kind(name: str) -> str:
    """party, government or institution."""
    proper = pairs("agency_names").get(name)
    if proper:
        return proper
    if _PARTY.search(name):
        return "party"
    return "institution" if _INSTITUTION.search(name) else "government"
