"""Neighbours of the genre: feedback and entry announcements, prompt fixes, audits, measures alone."""

from __future__ import annotations

import pytest
from told import Told, family, told


@family(
    numbered_list=(
        """县委第一巡察组向云溪县财政局党组反馈巡察情况
巡察发现的主要问题是：
（一）理论学习不深入。
（二）财务监管不到位。
（三）基层党建弱化。
会议要求，一是提高站位。二是压实责任。""",
        [Told("理论学习不深入", []), Told("财务监管不到位", []), Told("基层党建弱化", [])],
    ),
    in_one_sentence=(
        "2023年6月20日，县委第一巡察组向云溪县财政局党组反馈巡察情况。"
        "反馈指出了理论学习不够深入、财务监管有待提升、基层党建存在薄弱环节等3个方面12条具体问题。",
        [Told("理论学习不够深入", []), Told("财务监管有待提升", []), Told("基层党建存在薄弱环节", [])],
    ),
    under_aspects=(
        "市委第二巡察组向云溪交投集团党委反馈巡察情况。巡察中也发现了一些问题，主要是：\n"
        "在落实决策部署方面：一是学习贯彻不够深入，制度落实有差距；二是企业改革有短板。\n"
        "在落实组织路线方面：一是选人用人把关不严；二是党支部长期不换届，组织生活不规范。\n"
        "巡察组提出了意见：一要强化理论武装；二要压实责任。",
        [
            Told("学习贯彻不够深入,制度落实有差距", [], ["落实决策部署方面"]),
            Told("企业改革有短板", [], ["落实决策部署方面"]),
            Told("选人用人把关不严", [], ["落实组织路线方面"]),
            Told("党支部长期不换届,组织生活不规范", [], ["落实组织路线方面"]),
        ],
    ),
    in_so_many_aspects=(
        "县委第一巡察组向云溪县财政局党组反馈巡察情况。问题集中表现在以下两个方面：党的领导弱化，责任压得不实；财务监管不规范。",
        [Told("党的领导弱化,责任压得不实", []), Told("财务监管不规范", [])],
    ),
    demands_and_promises_are_neither=(
        "县委第一巡察组向云溪县财政局党组反馈巡察情况。"
        "会议强调，一是提高政治站位，二是压实整改责任，三是强化成果运用。党组书记表态，一是照单全收，二是立行立改。",
        [],
    ),
)
def test_feedback_announcements_list_problems_without_measures(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "县委第一巡察组进驻云溪县财政局开展巡察。巡察时间为2023年3月1日至4月30日。主要受理对领导干部违反纪律问题的反映。联系电话：0000-0000000。",
        "根据县委统一部署，县委第一巡察组对县财政局、第二巡察组对县教育局开展常规巡察。一是受理来信。二是接待来访。",
    ],
    ids=["one target", "two targets"],
)
def test_entry_announcements_hold_no_problems(raw: str) -> None:
    assert told(raw) == []


@family(
    states_in_one_sentence=(
        """二、整改落实情况
1.学习不深入。
整改情况：一是制定计划。
巡察期间共移交立行立改问题3项，其中食堂账目不公开、值班记录不完整2项问题已整改完成，闲置房产未盘活问题正在推进。一是委托评估。二是公开招租。""",
        [
            Told("学习不深入", ["制定计划"]),
            Told("食堂账目不公开", [], status="completed"),
            Told("值班记录不完整", [], status="completed"),
            Told("闲置房产未盘活", ["委托评估", "公开招租"], status="ongoing"),
        ],
    ),
)
def test_prompt_fixes_are_told_with_their_states(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    state_audit=(
        """云溪县水务集团关于审计整改情况的公告
一、审计发现问题整改情况
1.项目招标不规范。
整改情况：一是重新招标。二是问责两人。
2.专项资金闲置。
整改情况：一是盘活资金300万元。""",
        [Told("项目招标不规范", ["重新招标", "问责两人"]), Told("专项资金闲置", ["盘活资金300万元"])],
    ),
    environment=(
        """云溪县环保督察反馈问题整改进展情况
1.问题描述：污水管网不配套。
整改情况：新建管网六公里。
2.问题描述：扬尘管控不到位。
整改情况：安装雾炮四台。""",
        [Told("污水管网不配套", ["新建管网六公里"]), Told("扬尘管控不到位", ["安装雾炮四台"])],
    ),
    university=(
        """云溪学院党委关于省委巡视整改进展情况的通报
二、巡视反馈问题整改情况
（一）立德树人方面
1.思政课建设不够有力。
整改措施：一是配齐教师。二是集体备课。
整改成效：思政课获评省级示范课。""",
        [Told("思政课建设不够有力", ["配齐教师", "集体备课"], ["立德树人方面"])],
    ),
    results_where_no_measures_are_told=(
        """1.思政课建设不够有力。
整改成效：思政课获评省级示范课。
2.校办企业监管缺位。
整改成效：清理企业两家。""",
        [Told("思政课建设不够有力", ["思政课获评省级示范课"]), Told("校办企业监管缺位", ["清理企业两家"])],
    ),
)
def test_neighbours_of_the_genre(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


def test_measures_alone_in_one_line_are_told_by_their_numbers() -> None:
    part = "({}){}方面 1、强化理论武装。一是制定计划;二是集中学习。 2、推动政策落地。一是核准人员;二是定向招工。 "
    text = "县委第一巡察组对局党组进行了巡察,现将整改情况公告如下: 二、强化措施,逐项整改 " + part.format(
        "一", "坚持领导"
    )
    found = told(text + part.format("二", "全面从严") * 1 + "三、下一步打算 持续整改。" + "继续努力。" * 300)
    assert [(one.title, len(one.heads), one.areas) for one in found] == [
        ("强化理论武装", 2, ["坚持领导方面"]),
        ("推动政策落地", 2, ["坚持领导方面"]),
        ("强化理论武装", 2, ["全面从严方面"]),
        ("推动政策落地", 2, ["全面从严方面"]),
    ]
