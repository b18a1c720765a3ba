"""The layouts of notices: for each small notice its problems as (title, status, implicit, areas, measures' heads)."""

from __future__ import annotations

import pytest
from told import Told, family, told


@family(
    in_order=(
        """二、整改落实情况
（一）理论武装方面
1.学习不深入。党组理论学习中心组研讨少。
整改情况：一是制定年度学习计划。二是开展专题研讨三次。
2.联系实际不紧密。学用脱节。
整改情况：一是深入基层调研。二是形成调研报告五篇。
（二）廉政建设方面
1.监督执纪偏软。谈话提醒少。
整改情况：开展廉政谈话二十人次。""",
        [
            Told("学习不深入", ["制定年度学习计划", "开展专题研讨三次"], ["理论武装方面"]),
            Told("联系实际不紧密", ["深入基层调研", "形成调研报告五篇"], ["理论武装方面"]),
            Told("监督执纪偏软", ["开展廉政谈话二十人次"], ["廉政建设方面"]),
        ],
    ),
    numbered_in_brackets=(
        """（1）财务管理不规范。报销审核不严。
整改措施：一是修订制度，二是清退资金。
（2）台账记录不完整。部分缺失。
整改措施：一是逐项补录，二是专人负责。""",
        [
            Told("财务管理不规范", ["修订制度,", "清退资金"]),
            Told("台账记录不完整", ["逐项补录,", "专人负责"]),
        ],
    ),
    steps_that_go_wrong=(
        """1.学习不深入。
整改情况：一是制定计划。三是开展研讨。三是组织测试。
2.研究不够。
整改情况：一是组建专班。
3.落实不到位。
整改情况：首先，明确分工。其次，挂图作战。再次，督查问效。
4.宣传不广泛。
整改情况：①张贴公告。②发放手册。
5.档案不完整。
整改情况：其一，补齐材料。其二，专柜保管。""",
        [
            Told("学习不深入", ["制定计划", "开展研讨", "组织测试"]),
            Told("研究不够", ["组建专班"]),
            Told("落实不到位", ["明确分工", "挂图作战", "督查问效"]),
            Told("宣传不广泛", ["张贴公告", "发放手册"]),
            Told("档案不完整", ["补齐材料", "专柜保管"]),
        ],
    ),
    a_first_step_without_its_number=(
        """1.学习不深入。
整改情况：制定计划，开展学习。二是组织研讨。三是测试。""",
        [Told("学习不深入", ["制定计划,开展学习", "组织研讨", "测试"])],
    ),
    numbers_twice_and_out_of_order=(
        """（一）学习不深入。
整改情况：一是制定计划。
（三）研究不够。
整改情况：一是组建专班。
（三）落实不到位。
整改情况：一是明确分工。""",
        [
            Told("学习不深入", ["制定计划"]),
            Told("研究不够", ["组建专班"]),
            Told("落实不到位", ["明确分工"]),
        ],
    ),
    labelled_problems_without_numbers=(
        """反馈问题：党建工作弱化。
整改情况：一是召开支部会议。二是严格考勤。
反馈问题：作风建设不严不实。
整改情况：一是开展明察暗访。""",
        [
            Told("党建工作弱化", ["召开支部会议", "严格考勤"]),
            Told("作风建设不严不实", ["开展明察暗访"]),
        ],
    ),
    framed_labels=(
        """1.【反馈问题】项目推进缓慢。
【整改情况】一是倒排工期。二是现场督办。
2.【反馈问题】资金监管不严。
【整改情况】一是专户管理。""",
        [
            Told("项目推进缓慢", ["倒排工期", "现场督办"]),
            Told("资金监管不严", ["专户管理"]),
        ],
    ),
    answers_in_lists_of_the_same_numbers=(
        """1.学习不深入。
整改情况：
1.制定学习计划。
2.开展专题研讨。
2.研究不够。
整改情况：
1.组建工作专班。""",
        [
            Told("学习不深入", ["制定学习计划", "开展专题研讨"]),
            Told("研究不够", ["组建工作专班"]),
        ],
    ),
    opening_and_closing_hold_nothing=(
        """一、提高政治站位，压实整改责任
一是召开会议研究。二是成立领导小组。
二、整改落实情况
1.学习不深入。
整改情况：一是制定计划。
三、下一步工作打算
（一）持续巩固成果。一是常抓不懈。二是举一反三。
欢迎广大干部群众对整改情况进行监督。联系电话：0000-0000000。""",
        [Told("学习不深入", ["制定计划"])],
    ),
)
def test_paired(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


SHUFFLED = """一、整改落实情况
（1）招商引资成效不明显。签约项目落地率低，招商队伍力量薄弱。
（2）财务报销审核不严。差旅费报销凭证不全，公务卡使用不规范。
整改情况：一是修订财务报销制度，差旅费凭证逐张审核。二是推行公务卡结算。
整改情况：一是充实招商队伍，外出招商八次。二是推动签约项目落地。
（3）党支部组织生活不规范。三会一课记录缺失，党员学习不经常。
（4）安全生产监管不到位。企业隐患排查不彻底，应急演练少。
整改情况：一是开展企业隐患排查，组织应急演练两次。
整改情况：一是规范三会一课记录。二是建立党员学习台账。"""


@family(
    by_meaning=(
        SHUFFLED,
        [
            Told("招商引资成效不明显", ["充实招商队伍,外出招商八次", "推动签约项目落地"]),
            Told("财务报销审核不严", ["修订财务报销制度,差旅费凭证逐张审核", "推行公务卡结算"]),
            Told("党支部组织生活不规范", ["规范三会一课记录", "建立党员学习台账"]),
            Told("安全生产监管不到位", ["开展企业隐患排查,组织应急演练两次"]),
        ],
    ),
)
def test_shuffled_paragraphs_are_paired_by_meaning(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    one_answer_each=(
        """（一）反馈问题：履行职能不充分
1.一是规划衔接不紧密；二是项目谋划不到位；三是运行分析不深入。
整改结果：完成
整改情况：（1）加强规划统筹。印发方案。（2）下沉服务基层。（3）改进运行分析。
2.一是审批制度陈旧；二是后评价缺失。
整改结果：基本完成
整改情况：（1）修订审批制度。
（2）开展项目后评价。
3.一是数据归集缓慢；二是信用应用偏少。
整改结果：正在推进
整改情况：（1）推进数据归集。（2）拓展信用应用。""",
        [
            Told("规划衔接不紧密", ["加强规划统筹"], ["履行职能不充分"], "completed"),
            Told("项目谋划不到位", ["下沉服务基层"], ["履行职能不充分"], "completed"),
            Told("运行分析不深入", ["改进运行分析"], ["履行职能不充分"], "completed"),
            Told("审批制度陈旧", ["修订审批制度"], ["履行职能不充分"], "ongoing"),
            Told("后评价缺失", ["开展项目后评价"], ["履行职能不充分"], "ongoing"),
            Told("数据归集缓慢", ["推进数据归集"], ["履行职能不充分"], "ongoing"),
            Told("信用应用偏少", ["拓展信用应用"], ["履行职能不充分"], "ongoing"),
        ],
    ),
    more_answers_than_problems=(
        """1.一是公务接待超标；二是档案管理混乱。
整改情况：（1）修订公务接待办法。（2）清退公务接待超标资金。（3）整理档案，配备档案管理员。""",
        [
            Told("公务接待超标", ["修订公务接待办法", "清退公务接待超标资金"]),
            Told("档案管理混乱", ["整理档案,配备档案管理员"]),
        ],
    ),
    problems_in_a_section_behind_the_body=(
        """二、反馈问题整改落实情况
1.关于学习不深入问题的整改。制定计划。
三、推动群众反映强烈问题尽快解决
1.道路积水问题。疏通管道1.2公里，整改已完成。
四、下一步打算
一是加强领导。""",
        [
            Told("学习不深入", ["制定计划"]),
            Told("道路积水", ["疏通管道1.2公里,整改已完成"], ["推动群众反映强烈问题尽快解决"], "completed"),
        ],
    ),
    status_behind_the_measures=(
        """1.学习不深入。
整改情况：一是制定计划。
完成情况：已完成
2.研究不够。
整改情况：一是组建专班。
完成情况：尚未完成""",
        [
            Told("学习不深入", ["制定计划"], status="completed"),
            Told("研究不够", ["组建专班"], status="not_completed"),
        ],
    ),
    unit_and_time_limit_are_no_measures=(
        """1.学习不深入。
整改措施：一是制定计划。二是组织研讨。
责任单位：局办公室
整改时限：2023年6月
2.研究不够。
整改措施：一是组建专班。
责任单位：业务科
整改时限：长期坚持""",
        [
            Told("学习不深入", ["制定计划", "组织研讨"]),
            Told("研究不够", ["组建专班"]),
        ],
    ),
    state_in_brackets_behind_the_title=(
        """1.学习不深入（已完成）
一是制定计划。
2.研究不够（正在推进）
一是组建专班。""",
        [
            Told("学习不深入", ["制定计划"], status="completed"),
            Told("研究不够", ["组建专班"], status="ongoing"),
        ],
    ),
    heading_says_the_state=(
        """一、集中整改期内已完成的整改事项
1.学习不深入。
整改情况：一是制定计划。
二、需长期坚持的整改事项
1.研究不够。
整改情况：一是组建专班。""",
        [
            Told("学习不深入", ["制定计划"], status="completed"),
            Told("研究不够", ["组建专班"], status="ongoing"),
        ],
    ),
)
def test_sub_problems_and_states(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    from_three_sides=(
        """（一）聚焦职能责任
1.对理论学习不够扎实问题，着重从两个方面抓好整改。
（1）完善学习制度。一是制定计划，二是严格考勤。
（2）丰富学习形式。一是举办讲座，二是实地观摩。
2.对调查研究不够深入问题，着重从一个方面抓好整改。
（1）深入基层调研。一是走访企业，二是建立台账。""",
        [
            Told("理论学习不够扎实", ["制定计划,", "严格考勤", "举办讲座,", "实地观摩"], ["聚焦职能责任"]),
            Told("调查研究不够深入", ["走访企业,", "建立台账"], ["聚焦职能责任"]),
        ],
    ),
    aimed_at=(
        """1.针对政策宣传不到位的问题，从三方面推进整改。一是编印手册。二是入户宣讲。三是开设专栏。
2.针对审批流程繁琐的问题，从两方面推进整改。一是压减材料。二是并联审批。""",
        [
            Told("政策宣传不到位", ["编印手册", "入户宣讲", "开设专栏"]),
            Told("审批流程繁琐", ["压减材料", "并联审批"]),
        ],
    ),
)
def test_wrapped(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    about_quoted=(
        """二、反馈问题整改落实情况
（一）关于“理论武装不够有力”方面的问题
1.关于“集中学习不经常”问题的整改。一是制定学习计划。二是落实学习制度。
2.关于“结合实际不紧密”问题的整改。一是确定调研课题。二是转化调研成果。""",
        [
            Told("集中学习不经常", ["制定学习计划", "落实学习制度"], ["理论武装不够有力"]),
            Told("结合实际不紧密", ["确定调研课题", "转化调研成果"], ["理论武装不够有力"]),
        ],
    ),
    about_without_quotes=(
        """1.关于干部轮岗力度不大的问题。一是摸清底数。二是轮岗六人。
2.关于合同管理不规范的问题。一是建立台账。二是法律审核。""",
        [
            Told("干部轮岗力度不大", ["摸清底数", "轮岗六人"]),
            Told("合同管理不规范", ["建立台账", "法律审核"]),
        ],
    ),
    pointed_out=(
        """1.反馈指出：日常监管缺位。
整改落实情况：一是增加检查频次。二是公开检查结果。
2.反馈指出：信访办理拖延。
整改落实情况：一是限时办结。""",
        [
            Told("日常监管缺位", ["增加检查频次", "公开检查结果"]),
            Told("信访办理拖延", ["限时办结"]),
        ],
    ),
    filed_under_areas=(
        """（一）政治建设方面。
1.议事决策不规范。整改落实情况：一是修订议事规则。
2.民主集中制执行不严格。整改落实情况：一是严格末位表态。
（二）队伍建设方面。
1.干部培养不主动。整改落实情况：一是选派锻炼三人。""",
        [
            Told("议事决策不规范", ["修订议事规则"], ["政治建设方面"]),
            Told("民主集中制执行不严格", ["严格末位表态"], ["政治建设方面"]),
            Told("干部培养不主动", ["选派锻炼三人"], ["队伍建设方面"]),
        ],
    ),
)
def test_quoted(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    numbered_headings=(
        """云溪县水利局党组关于巡察整改情况的通报
一、整改工作情况
（一）强化理论武装
1.健全学习制度。一是制定年度计划。二是建立学习档案。
2.创新学习形式。一是邀请专家授课。二是开展知识竞赛。
（二）严格财务管理
1.规范报销流程。一是印发报销指南。二是实行线上审批。""",
        [
            Told("健全学习制度", ["制定年度计划", "建立学习档案"], ["强化理论武装"], implicit=True),
            Told("创新学习形式", ["邀请专家授课", "开展知识竞赛"], ["强化理论武装"], implicit=True),
            Told("规范报销流程", ["印发报销指南", "实行线上审批"], ["严格财务管理"], implicit=True),
        ],
    ),
    headings_in_brackets=(
        """一、整改落实情况
（一）加强河道管护。一是增设巡查员。二是安装监控。
（二）推进节水改造。一是更换管网。二是宣传节水。""",
        [
            Told("加强河道管护", ["增设巡查员", "安装监控"], implicit=True),
            Told("推进节水改造", ["更换管网", "宣传节水"], implicit=True),
        ],
    ),
)
def test_measures_only_name_implicit_problems(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


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
