"""Notices that are tables: what each header cell means, what each row says, in tabs or one cell a line."""

from __future__ import annotations

import pytest

from graph_builder.findings.tables import Row, extract, rows
from graph_builder.reading.cleaning import clean

HEADER = ["序号", "反馈问题", "整改措施", "责任单位", "整改时限", "完成情况"]
FIRST = ["1", "学习不深入", "一是制定计划。二是开展研讨。", "局办公室", "2023年6月", "已完成"]
SECOND = ["2", "财务监管不严", "修订财务制度", "财务科、审计科", "长期坚持", "正在推进"]
THIRD = ["3", "档案管理混乱", "（1）补齐材料。（2）专柜保管。", "局办公室", "2023年底", "尚未完成"]

Line = tuple[str, list[str], str, list[str], str]
"""A problem, its measures, its state, and the units and time limit of the first measure."""


def tabbed(*lines: list[str]) -> str:
    return "\n".join("\t".join(line) for line in lines) + "\n"


def stacked(*lines: list[str]) -> str:
    return "\n".join(cell for line in lines for cell in line) + "\n"


def told(raw: str) -> list[Line]:
    text, _ = clean(raw)
    findings = extract(text, rows(text))
    found: list[Line] = []
    for index, problem in enumerate(findings.problems):
        measures = [m for m in findings.measures if m.problem == index]
        units = [text[s.start : s.end] for m in measures[:1] for s in m.responsible]
        limit = measures[0].deadline if measures else ""
        heads = [text[m.span.start : m.span.end] for m in measures]
        found.append((problem.title, heads, problem.status, units, limit))
    return found


EXPECTED: list[Line] = [
    ("学习不深入", ["制定计划。", "开展研讨。"], "completed", ["局办公室"], "2023年6月"),
    ("财务监管不严", ["修订财务制度"], "ongoing", ["财务科", "审计科"], "长期坚持"),
    ("档案管理混乱", ["补齐材料。", "专柜保管。"], "not_completed", ["局办公室"], "2023年底"),
]


@pytest.mark.parametrize(
    "raw",
    [
        tabbed(HEADER, FIRST, SECOND, THIRD),
        stacked(HEADER, FIRST, SECOND, THIRD),
        "云溪县财政局整改情况公示表\n" + tabbed(HEADER, FIRST, SECOND, THIRD) + "云溪县财政局\n",
        tabbed(HEADER, FIRST, SECOND, HEADER, THIRD),
        tabbed(HEADER, FIRST, ["", "", "", "", "", ""], SECOND, THIRD),
        stacked(HEADER, FIRST, SECOND, THIRD).replace("\n", "\n\n"),
    ],
    ids=["tabs", "one cell a line", "text around it", "header again on each page", "an empty row", "blank lines"],
)
def test_each_row_is_a_problem_with_measures_state_units_and_time_limit(raw: str) -> None:
    assert told(raw) == EXPECTED


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (["序号", "问题", "措施"], {"number", "problem", "measure"}),
        (["编号", "巡察反馈问题", "整改举措"], {"number", "problem", "measure"}),
        (["序号", "存在问题", "整改落实情况"], {"number", "problem", "measure"}),
        (["序号", "问题类别", "具体问题", "整改进展情况"], {"number", "area", "problem", "measure"}),
        (["序号", "类别", "具体问题", "整改进展情况"], {"number", "area", "problem", "measure"}),
        (["序号", "反馈意见内容", "整改措施", "牵头单位"], {"number", "problem", "measure", "responsible"}),
        (
            ["序号", "反馈问题", "整改措施", "责任领导", "完成时限"],
            {"number", "problem", "measure", "responsible", "deadline"},
        ),
        (["序号", "反馈问题", "整改措施", "完成情况"], {"number", "problem", "measure", "status"}),
        (["序号", "反馈问题", "是否完成"], {"number", "problem", "status"}),
        (["序 号", "反馈 问题", "整改 措施"], {"number", "problem", "measure"}),
    ],
)
def test_a_header_cell_says_what_its_column_holds(header: list[str], roles: set[str]) -> None:
    lines = [[str(n), *(f"内容{n}{i}" for i in range(1, len(header)))] for n in (1, 2)]
    text = clean(tabbed(header, *lines))[0]
    found = rows(text)
    assert [set(row.cells) for row in found if isinstance(row, Row)] == [roles, roles]


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "一、整改情况\n1.学习不深入。整改情况:一是制定计划。",
        tabbed(["序号", "姓名", "单位"], ["1", "张三", "财政局"], ["2", "李四", "教育局"]),
        tabbed(["序号", "反馈问题", "备注"], ["1", "学习不深入", "无"], ["2", "研究不够", "无"]),
        tabbed(HEADER, FIRST),
        tabbed(HEADER),
        stacked(HEADER),
    ],
    ids=["nothing", "no table", "another table", "no measures", "one row", "only a header", "only a header, stacked"],
)
def test_what_is_no_table_of_problems_has_no_rows(raw: str) -> None:
    assert rows(clean(raw)[0]) == []


def areas(raw: str) -> list[list[str]]:
    text, _ = clean(raw)
    findings = extract(text, rows(text))
    return [[findings.areas[i].name for i in problem.areas] for problem in findings.problems]


def test_a_line_of_its_own_heads_the_rows_below_it() -> None:
    raw = tabbed(HEADER, ["一、政治建设方面"], FIRST, SECOND, ["二、队伍建设方面"], THIRD)
    assert areas(raw) == [["政治建设方面"], ["政治建设方面"], ["队伍建设方面"]]


def test_an_area_has_a_column_of_its_own_that_may_be_merged() -> None:
    header = ["序号", "问题类别", "反馈问题", "整改措施"]
    raw = tabbed(
        header,
        ["1", "政治建设", "学习不深入", "制定计划"],
        ["2", "", "研究不够", "组建专班"],
        ["3", "队伍建设", "干部老化", "招录三人"],
        ["4", "政治建设", "落实不力", "专项督查"],
    )
    assert areas(raw) == [["政治建设"], ["政治建设"], ["队伍建设"], ["政治建设"]]


PLAIN = [
    ["反馈问题", "整改措施", "责任单位", "整改时限"],
    ["理论学习不深入", "修订学习制度,每月组织集中学习1次;邀请县委党校教师作专题辅导3次。", "办公室", "2024年12月底"],
    ["河道采砂监管不到位", "联合县公安局开展夜间巡查26次;查处非法采砂案件9起,罚款42万元。", "水政科", "2024年12月底"],
    ["财务报销审核把关不严", "清退超标准报销的差旅费2.3万元;组织财务人员参加业务培训4次。", "财务科", "2024年12月底"],
]


@pytest.mark.parametrize("columns", [[0, 1], [0, 1, 2], [0, 1, 3], [0, 2, 1, 3], [2, 0, 1], [3, 2, 1, 0]])
@pytest.mark.parametrize("mark", ["\t", "|", " | ", "\n"], ids=["tabs", "bars", "blanks and bars", "one cell a line"])
def test_a_table_needs_no_numbers_and_no_order_of_columns(columns: list[int], mark: str) -> None:
    lines = [mark.join(row[column] for column in columns) for row in PLAIN]
    text, _ = clean("云岭县水务局整改情况\n" + "\n".join(lines) + "\n下一步,持续抓好整改。\n")
    found = extract(text, rows(text))
    assert [problem.title for problem in found.problems] == [row[0] for row in PLAIN[1:]]
    assert [text[one.span.start : one.span.end].rstrip("。") for one in found.measures] == [
        row[1].rstrip("。") for row in PLAIN[1:]
    ]


def test_rows_of_a_narrow_table_are_not_taken_for_one_broken_line() -> None:
    done = "组织学习条例并印发宣传单三千余份入户走访"
    lines = [
        [str(number), "学习不深入。", done, "已完成", "", "", "会同县局" + done, "已完成"] for number in range(1, 8)
    ]
    rows_ = [cells for line in lines for cells in (line[:4], line[4:])]
    text, _ = clean("云岭镇整改情况一览表\n" + tabbed(["序号", "反馈问题", "整改措施", "整改结果"], *rows_))
    found = extract(text, rows(text))
    assert (len(found.problems), len(found.measures)) == (7, 14)


def test_a_row_without_a_problem_goes_on_with_the_row_above() -> None:
    raw = tabbed(HEADER, FIRST, ["", "", "三是组织测试", "党建科", "2023年9月", ""], SECOND)
    assert [line[:2] for line in told(raw)] == [
        ("学习不深入", ["制定计划。", "开展研讨。", "组织测试"]),
        ("财务监管不严", ["修订财务制度"]),
    ]


def test_a_row_whose_last_cells_are_empty_is_a_row() -> None:
    raw = tabbed(HEADER, ["1", "学习不深入", "制定计划", "", "", ""], SECOND)
    assert told(raw)[0] == ("学习不深入", ["制定计划"], "", [], "")


def test_a_row_that_speaks_of_problems_and_of_completion_is_no_header() -> None:
    raw = tabbed(["序号", "反馈问题", "完成情况"], ["1", "学习问题", "已完成"], ["2", "财务问题", "未完成"])
    assert [line[0] for line in told(raw)] == ["学习问题", "财务问题"]


def test_the_title_of_a_wrapped_problem_is_what_it_wraps() -> None:
    raw = tabbed(HEADER, ["1", "关于“学习不深入”的问题", *FIRST[2:]], ["2", "监管不严。报销审核走过场。", *SECOND[2:]])
    assert [line[0] for line in told(raw)] == ["学习不深入", "监管不严"]


def test_where_no_column_tells_measures_the_state_does() -> None:
    header = ["序号", "反馈问题", "完成情况"]
    raw = tabbed(header, ["1", "学习不深入", "已完成，制定计划"], ["2", "研究不够", "正在推进，组建专班"])
    assert told(raw) == [
        ("学习不深入", ["已完成,制定计划"], "completed", [], ""),
        ("研究不够", ["正在推进,组建专班"], "ongoing", [], ""),
    ]


def test_a_column_of_results_behind_that_of_measures_holds_states_or_what_was_done() -> None:
    header = ["序号", "反馈问题", "整改措施", "整改情况"]
    raw = tabbed(
        header,
        ["1", "学习不深入", "制定计划", "已完成，长期坚持"],
        ["2", "研究不够", "组建专班", "专班已组建，研究议题6个"],
    )
    assert told(raw) == [
        ("学习不深入", ["制定计划"], "completed", [], ""),
        ("研究不够", ["专班已组建,研究议题6个"], "", [], ""),
    ]


STACKED = """序号
反馈问题
整改措施
责任单位
整改时限
完成情况
一
贯彻决策部署方面
1
学习不深入
1.制定学习计划。
2.开展研讨三次。
办公室、机关党委
2024年3月底
已完成
2
小区改造重“面子”轻“里子”
逐小区复查返工。
2024年4月底
基本完成
序号
反馈问题
整改措施
责任单位
整改时限
完成情况
二
作风方面
3
作风不严不实
开展专项整治，查处炒股三人。
长期坚持
持续推进
局党组将以此为契机，一是深化理论武装，二是落实管党治党责任。
公示期内如有意见，请与办公室联系。
云溪县住建局党组"""


def test_a_flattened_row_may_lack_cells_and_a_numeral_alone_heads_an_area() -> None:
    text = clean(STACKED)[0]
    found = extract(text, rows(text))
    assert [(p.title, found.areas[p.areas[0]].name, p.status) for p in found.problems] == [
        ("学习不深入", "贯彻决策部署方面", "completed"),
        ("小区改造重“面子”轻“里子”", "贯彻决策部署方面", "ongoing"),
        ("作风不严不实", "作风方面", "ongoing"),
    ]
    assert [
        (text[m.span.start : m.span.end], [text[u.start : u.end] for u in m.responsible], m.deadline)
        for m in found.measures
    ] == [
        ("制定学习计划。", ["办公室", "机关党委"], "2024年3月底"),
        ("开展研讨三次。", ["办公室", "机关党委"], "2024年3月底"),
        ("逐小区复查返工。", [], "2024年4月底"),
        ("开展专项整治,查处炒股三人。", [], "长期坚持"),
    ]


def test_a_cell_that_lists_problems_with_a_measure_each_holds_several() -> None:
    row = ["1", "(1)支付审核不严;(2)签证管理混乱", "(1)追回超付款。(2)逐项复核签证。", "财务科", "2023年", "已完成"]
    kept = ["2", "(1)账目混乱;(2)档案缺失", "聘请机构清理。", "办公室", "2023年", "已完成"]
    assert [(title, len(heads), state) for title, heads, state, _, _ in told(tabbed(HEADER, row, kept))] == [
        ("支付审核不严", 1, "completed"),
        ("签证管理混乱", 1, "completed"),
        ("(1)账目混乱;(2)档案缺失", 1, "completed"),
    ]


def test_a_column_of_gains_beside_that_of_measures_holds_no_measures() -> None:
    header = ["序号", "反馈问题", "整改目标", "整改措施", "整改成效", "完成情况"]
    raw = tabbed(
        header,
        ["1", "学习不深入", "学深悟透", "制定计划", "氛围更浓", "已完成"],
        ["2", "研究不够", "定期研究", "组建专班", "研究议题6个", "正在推进"],
    )
    assert told(raw) == [
        ("学习不深入", ["制定计划"], "completed", [], ""),
        ("研究不够", ["组建专班"], "ongoing", [], ""),
    ]


def test_who_leads_and_who_does_it_in_two_columns_are_both_responsible() -> None:
    header = ["序号", "反馈问题", "整改措施", "责任领导", "责任部门", "完成情况"]
    raw = tabbed(
        header,
        ["1", "学习不深入", "制定计划", "张明远", "办公室", "已完成"],
        ["2", "研究不够", "组建专班", "李静", "财务科、人事科", "正在推进"],
    )
    assert [line[3] for line in told(raw)] == [["张明远", "办公室"], ["李静", "财务科", "人事科"]]
