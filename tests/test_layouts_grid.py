"""One notice in every mixture of headings, numbers, wrappers, labels, lists and states: what it says stays the same."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from told import Told, told

FAULTS = ["理论学习不深入", "河道采砂监管不到位", "农村饮水工程管护责任压得不实", "财务报销审核把关不严"]
DEEDS = [
    ["修订学习制度,每月组织集中学习1次", "邀请县委党校教师作专题辅导3次"],
    ["联合县公安局开展夜间巡查26次", "查处非法采砂案件9起,罚款42万元"],
    ["出台《农村供水工程管护办法》,落实管护员118名", "投入资金260万元更换老旧管网"],
    ["清退超标准报销的差旅费2.3万元", "组织财务人员参加业务培训4次"],
]
ASPECTS = ["落实党的理论路线方针政策方面", "落实全面从严治党责任方面"]
NUMERALS = "一二三四"
PARTS = {
    "": ("", ""),
    "一、": (
        "一、提高政治站位,扛牢整改责任\n局党组先后召开会议5次。一是加强组织领导。二是压实责任。\n二、反馈问题整改落实情况\n",
        "三、下一步工作打算\n局党组将继续抓好后续整改,一是加强学习。二是常抓不懈。\n",
    ),
    "第一部分": (
        "第一部分 整改工作组织情况\n局党组高度重视,召开会议5次。\n第二部分 反馈问题整改情况\n",
        "第三部分 下一步打算\n继续抓好整改。\n",
    ),
}
AREAS: dict[str, Callable[[int], str]] = {
    "none": lambda at: "",
    "(一)": lambda at: f"({NUMERALS[at]}){ASPECTS[at]}\n",
    "关于…的问题": lambda at: f"({NUMERALS[at]})关于{ASPECTS[at]}的问题\n",
    "【】": lambda at: f"【{ASPECTS[at]}】\n",
}
NUMBERS: dict[str, Callable[[int], str]] = {
    "1.": lambda number: f"{number}.",
    "1、": lambda number: f"{number}、",
    "第1项:": lambda number: f"第{number}项:",
    "问题1:": lambda number: f"问题{number}:",
    "none": lambda number: "",
}
NAMES = [
    *("{}", "{}。", "关于{}的问题", "关于{}的问题。", "关于“{}”的问题", "“{}”问题", "针对{}的问题"),
    *("关于{}的问题整改情况", "反馈指出:{}。", "对{}问题的整改", "【{}】"),
]
LABELS = ["整改情况:", "整改措施:\n", "【整改情况】", "整改落实情况\n", "整改措施及成效:", "整改:"]
LISTS = [
    "一是{}。二是{}。",
    "一是{};二是{}。",
    "(1){}。\n(2){}。",
    "①{};②{}。",
    "首先,{}。其次,{}。",
    "一是{}。\n二是{}。",
]
ENDS = ["", "责任单位:办公室\n整改时限:2024年12月底\n", "完成情况:已完成\n", "(已完成)\n", "整改结果:已整改完成。\n"]


def notice(part: str, area: str, number: str, name: str, label: str, listed: str, end: str, anew: bool) -> str:
    """The notice; `anew`: the numbers begin again in each area."""
    opening, closing = PARTS[part]
    items = []
    for at, (fault, deeds) in enumerate(zip(FAULTS, DEEDS, strict=True)):
        count = at % 2 + 1 if anew else at + 1
        heading = AREAS[area](at // 2) if at % 2 == 0 else ""
        items.append(f"{heading}{NUMBERS[number](count)}{name.format(fault)}\n{label}{listed.format(*deeds)}\n{end}")
    return (
        "中共禾川县水务局党组关于县委巡察整改进展情况的通报\n"
        "2024年3月4日至5月10日,县委第二巡察组对县水务局党组进行了巡察。现将整改情况通报如下。\n"
        f"{opening}{''.join(items)}{closing}中共禾川县水务局党组\n2024年12月6日\n"
    )


@settings(max_examples=400, derandomize=True, deadline=None)
@given(
    part=st.sampled_from(sorted(PARTS)),
    area=st.sampled_from(sorted(AREAS)),
    number=st.sampled_from(sorted(NUMBERS)),
    name=st.sampled_from(NAMES),
    label=st.sampled_from(LABELS),
    listed=st.sampled_from(LISTS),
    end=st.sampled_from(ENDS),
    anew=st.booleans(),
)
def test_a_notice_says_the_same_however_it_is_laid_out(
    part: str, area: str, number: str, name: str, label: str, listed: str, end: str, anew: bool
) -> None:
    assume(not anew or area != "none")
    found = told(notice(part, area, number, name, label, listed, end, anew))
    assert [(one.title, one.heads) for one in found] == list(zip(FAULTS, DEEDS, strict=True))
    assert {one.status for one in found} == {"completed" if "完成" in end else ""}
    assert _areas(found) == ([] if area == "none" else ASPECTS)


def _areas(found: list[Told]) -> list[str]:
    """The areas in order, each once, without what wraps them."""
    named = [area for one in found for area in one.areas]
    return [aspect for aspect in ASPECTS if any(area.removesuffix("方面") in aspect for area in dict.fromkeys(named))]
