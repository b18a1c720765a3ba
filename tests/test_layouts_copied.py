"""One notice as sites copy it: in one line, broken by a page, without numbers, in traditional characters."""

from __future__ import annotations

import pytest
from told import Told, told

PAIRED = """中共云溪县财政局党组关于县委巡察整改进展情况的通报
二、整改落实情况
（一）理论武装方面
1.学习不深入。理论学习中心组研讨少，部分党员学习笔记缺失，学习成效考核流于形式。
整改情况：一是制定年度学习计划，每月组织一次集中学习。二是开展专题研讨三次，班子成员逐一交流发言。
2.联系实际不紧密。学用脱节，调研报告质量不高，推动工作的办法不多。
整改情况：一是班子成员深入基层蹲点调研，梳理难点堵点九个。二是形成调研报告五篇，转化为制度三项。
中共云溪县财政局党组
2023年11月20日
"""
STOPPED = PAIRED.replace("情况\n", "情况。\n").replace("方面\n", "方面。\n").replace("通报\n", "通报 ")
FOUND = [
    Told(
        "学习不深入",
        ["制定年度学习计划,每月组织一次集中学习", "开展专题研讨三次,班子成员逐一交流发言"],
        ["理论武装方面"],
    ),
    Told(
        "联系实际不紧密",
        ["班子成员深入基层蹲点调研,梳理难点堵点九个", "形成调研报告五篇,转化为制度三项"],
        ["理论武装方面"],
    ),
]


def broken(text: str, width: int) -> str:
    """As copied from a PDF: every line cut at a width."""
    lines = [line[i : i + width] for line in text.split("\n") for i in range(0, max(len(line), 1), width)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "raw",
    [
        PAIRED,
        STOPPED.replace("\n", ""),
        STOPPED.replace("\n", " "),
        PAIRED.replace("\n", "\r\n\r\n"),
        PAIRED.replace("\n", "\n\u3000\u3000"),
        broken(PAIRED, 24),
        PAIRED.replace("2.联系", "- 1 -\n2.联系").replace(
            "中共云溪县财政局党组\n2023", "- 2 -\n中共云溪县财政局党组\n2023"
        ),
        "首页\n机构设置\n通知公告\n" + PAIRED + "上一篇\n下一篇\n打印本页\n",
        "■".join(PAIRED),
        "\n".join("★ " + line for line in PAIRED.split("\n")),
        PAIRED.replace("（", "(").replace("）", ")").replace("：", ":").replace("，", ","),
        PAIRED.replace("1.", "１．").replace("2.联", "２．联"),
    ],
    ids=[
        "as it is",
        "one line",
        "spaces for breaks",
        "blank lines",
        "indented",
        "broken lines",
        "page numbers",
        "menus",
        "noise inside",
        "noise before lines",
        "half-width",
        "full-width numbers",
    ],
)
def test_one_notice_says_the_same_however_it_was_copied(raw: str) -> None:
    assert told(raw) == FOUND


def test_one_line_with_headings_that_run_into_the_next_number() -> None:
    assert told(PAIRED.replace("\n", "")) == FOUND


def test_problems_without_numbers_or_labels_above_their_answers() -> None:
    raw = "一、整改落实情况\n学习不深入。\n整改情况：一是制定计划。\n研究不够。\n整改情况：一是组建专班。"
    assert told(raw) == [Told("学习不深入", ["制定计划"]), Told("研究不够", ["组建专班"])]


def test_a_state_may_stand_under_the_results() -> None:
    raw = "1.学习不深入。\n整改措施：一是制定计划。\n整改成效：已完成整改。"
    assert told(raw) == [Told("学习不深入", ["制定计划"], status="completed")]


def test_a_notice_in_traditional_characters() -> None:
    raw = "1.學習不深入。\n整改情況：一是制定計劃。\n2.研究不夠。\n整改情況：一是組建專班。"
    assert told(raw) == [Told("学习不深入", ["制定计划"]), Told("研究不够", ["组建专班"])]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "（一）政治建设方面问题1：学习不深入，研讨不够整改状态：已完成①制定计划。②开展研讨。"
            "问题2：监管不严整改状态：未完成，计划2025年6月底前完成①修订办法。（二）作风建设方面问题3：作风不实整改状态：已完成整改情况：开展整治。",
            [
                Told("学习不深入,研讨不够", ["制定计划", "开展研讨"], ["政治建设方面"], "completed"),
                Told("监管不严", ["修订办法"], ["政治建设方面"], "not_completed"),
                Told("作风不实", ["开展整治"], ["作风建设方面"], "completed"),
            ],
            id="labels that run into one another",
        ),
        pytest.param(
            "（一）政治责任方面1.重视不足。整改完成情况：（1）研究4次。（2）压减环节。（已完成）"
            "2.拖欠账款化解不力。整改完成情况：争取资金。（未完成）（二）服务企业方面3.审批“体外循环”。整改完成情况：1.事项进驻。2.联合验收。（已完成）",
            [
                Told("重视不足", ["研究4次", "压减环节"], ["政治责任方面"], "completed"),
                Told("拖欠账款化解不力", ["争取资金"], ["政治责任方面"], "not_completed"),
                Told("审批“体外循环”", ["事项进驻", "联合验收"], ["服务企业方面"], "completed"),
            ],
            id="numbers behind a state in brackets",
        ),
        pytest.param(
            "（一）统筹推进高质量发展方面1.落实立德树人任务。一是强化引领，修订规则。二是抓实课程，共建联盟。2.扩大优质资源。一是加快建设。二是完善预警。",
            [
                Told(
                    "落实立德树人任务",
                    ["强化引领,修订规则", "抓实课程,共建联盟"],
                    ["统筹推进高质量发展方面"],
                    implicit=True,
                ),
                Told("扩大优质资源", ["加快建设", "完善预警"], ["统筹推进高质量发展方面"], implicit=True),
            ],
            id="measures only, below a heading that runs into its list",
        ),
    ],
)
def test_in_one_line_without_stops(raw: str, expected: list[Told]) -> None:
    head = (
        "中共云溪县教育局党委关于县委巡察整改进展情况的通报根据县委部署，现将整改情况予以公布。"
        "一、强化责任担当，坚决扛牢整改责任（一）提高站位。成立领导小组。二、坚持问题导向，推动整改见行见效"
    )
    assert told(head + raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "（一）政治责任方面\n1.重视不足。\n整改情况：（1）研究4次。（2）压减环节。\n（二）服务企业方面\n"
            "审批“体外循环”。企业多头跑。\n整改情况：1.事项进驻。2.联合验收。\n4.账款化解不力。\n整改情况：争取资金。\n代理机构选取不规范。\n整改情况：终止协议。",
            [
                Told("重视不足", ["研究4次", "压减环节"], ["政治责任方面"]),
                Told("审批“体外循环”", ["事项进驻", "联合验收"], ["服务企业方面"]),
                Told("账款化解不力", ["争取资金"], ["服务企业方面"]),
                Told("代理机构选取不规范", ["终止协议"], ["服务企业方面"]),
            ],
            id="numbers of items",
        ),
        pytest.param(
            "（一）政策落实方面\n关于“站位不高”的问题。\n（1）深化合作。（2）强化招引。\n2.关于“创新能力弱”的问题。\n（1）做强平台。\n3.关于“协同不够”的问题。\n（1）签订协议。",
            [
                Told("站位不高", ["深化合作", "强化招引"], ["政策落实方面"]),
                Told("创新能力弱", ["做强平台"], ["政策落实方面"]),
                Told("协同不够", ["签订协议"], ["政策落实方面"]),
            ],
            id="the number of the first item",
        ),
        pytest.param(
            "（一）支部建设方面\n问题：学习流于形式。整改情况：集中学习8次。\n2.问题：会议不规范。整改情况：检查记录。\n3.问题：后备不足。整改情况：储备5名。",
            [
                Told("学习流于形式", ["集中学习8次"], ["支部建设方面"]),
                Told("会议不规范", ["检查记录"], ["支部建设方面"]),
                Told("后备不足", ["储备5名"], ["支部建设方面"]),
            ],
            id="the number before a label",
        ),
        pytest.param(
            "1.学习不深入整改状态：已完成整改情况：一是制定计划。二是研讨4次。\n2.监管不严整改状态：未完成整改情况：修订办法。",
            [
                Told("学习不深入", ["制定计划", "研讨4次"], status="completed"),
                Told("监管不严", ["修订办法"], status="not_completed"),
            ],
            id="line breaks before labels",
        ),
        pytest.param(
            "反馈问题1：学习不深入。\n责任单位：办公室、人事处整改措施：\n1.制定计划。\n2.研讨4次。整改成效：成果18项。\n"
            "反馈问题2：监管不严。\n责任单位：法规处整改措施：\n1.修订办法。整改成效：查处2起。",
            [Told("学习不深入", ["制定计划", "研讨4次"]), Told("监管不严", ["修订办法"])],
            id="line breaks behind the values of labels",
        ),
    ],
)
def test_what_a_copy_has_lost(raw: str, expected: list[Told]) -> None:
    assert (
        told("云溪县水务局党组关于巡察整改进展情况的通报\n现将整改情况通报如下。\n一、整改落实情况\n" + raw) == expected
    )


def test_the_words_before_a_measure_are_no_label() -> None:
    raw = "1.学习不深入。\n整改情况：一是制定计划，汇报整改情况：共3次。二是通报整改措施：公开2次。"
    assert [one.heads for one in told(raw)] == [["制定计划,汇报整改情况", "通报整改措施"]]
