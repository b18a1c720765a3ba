"""How a problem, a remedy, a wrapper, a state and a section's heading are worded: tables of (text, reading)."""

from __future__ import annotations

import pytest

from graph_builder.findings.sections import body, farewell
from graph_builder.outline.tree import outline
from graph_builder.wording.phrases import faulty, remedial, sentence, states_problem, unwrap
from graph_builder.wording.status import is_bare, stated, status
from ontology.records import Span


@pytest.mark.parametrize(
    "heading",
    [
        "理论学习不深入",
        "调研走访不够深",
        "主体责任落实不到位",
        "担当作为不够有力",
        "监管缺位",
        "责任意识淡薄弱化",
        "存在廉政风险",
        "财务管理有短板",
        "形式主义问题突出",
        "支部建设流于形式",
        "台账未及时更新",
        "干部培养乏力",
        "项目推进缓慢",
        "资金闲置",
        "违规发放津补贴",
        "营商环境有待优化",
        "制度执行宽松软",
        "合作两头在外",
        "没有建立台账",
        "重业务轻党建",
        "担当精神欠缺",
        "民生诉求回应滞后",
        "公务接待超标准",
        "干部队伍老化",
        "议事规则执行不严格,一把手带头发言",
        "落实政策搞变通",
        "压力传导层层衰减",
        "四风问题时有发生",
        "干部慢作为",
    ],
)
def test_a_heading_that_ends_in_a_verdict_states_a_problem(heading: str) -> None:
    assert faulty(heading)
    assert states_problem(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "加强理论武装",
        "完善财务制度",
        "召开专题会议三次",
        "压实主体责任",
        "党建工作情况",
        "提升服务水平",
        "整改落实情况",
        "开展谈心谈话",
        "加强监督,防范廉政风险",
        "建立健全长效机制",
    ],
)
def test_a_heading_without_a_verdict_states_none(heading: str) -> None:
    assert not states_problem(heading)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("加强理论武装", True),
        ("已完善制度", True),
        ("切实提高站位", True),
        ("制定印发办法", True),
        ("着力解决难题", True),
        ("理论武装不够", False),
        ("党组书记带头", False),
        ("不断优化环境", True),
        ("严格落实责任", True),
        ("云溪县财政局制定办法", False),
    ],
)
def test_a_remedy_opens_with_what_was_done(heading: str, expected: bool) -> None:
    assert remedial(heading) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学习不深入。研讨少。", "学习不深入"),
        ("学习不深入;研究不够", "学习不深入"),
        ("学习不深入\n研讨少", "学习不深入"),
        ("学习“走过场。搞形式”现象突出。研讨少", "学习“走过场。搞形式”现象突出"),
        ("执行《办法。细则》不力。其他", "执行《办法。细则》不力"),
        ("每日8:30签到。其他", "每日8:30签到"),
        ("责任单位:办公室", "责任单位"),
        ("没有句号", "没有句号"),
        ("", ""),
        ("“没有合上的引号。第二句", "“没有合上的引号"),
    ],
)
def test_the_first_sentence_ends_at_its_stop_and_keeps_quotes_whole(text: str, expected: str) -> None:
    span = sentence(text, 0, len(text))
    assert text[span.start : span.end] == expected


def test_a_sentence_without_an_end_is_cut() -> None:
    assert len(sentence("学" * 5000, 0, 5000)) <= 160


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("关于“学习不深入”问题的整改。一是制定计划。", "学习不深入", "一是制定计划。"),
        ("关于学习不深入的问题。一是制定计划。", "学习不深入", "一是制定计划。"),
        ("关于学习不深入问题整改情况。一是制定计划。", "学习不深入", "一是制定计划。"),
        ("对学习不深入问题,着重从三个方面抓好整改。一是制定计划。", "学习不深入", "一是制定计划。"),
        ("针对“学习不深入”问题,制定计划。", "学习不深入", "制定计划。"),
        ("针对学习不深入的问题,制定计划。", "学习不深入", "制定计划。"),
        ("针对巡察反馈学习不深入的问题,制定计划。", "学习不深入", "制定计划。"),
        ("针对巡察组指出的学习不深入问题,制定计划。", "学习不深入", "制定计划。"),
        ("关于“学习不深入”“研究不够”问题的整改。制定计划。", "“学习不深入”“研究不够”", "制定计划。"),
        ("着力解决学习不深入问题。制定计划。", "学习不深入", "制定计划。"),
        ("学习不深入的问题。制定计划。", "学习不深入", "。制定计划。"),
        ("“学习不深入”问题的整改情况。制定计划。", "学习不深入", "制定计划。"),
    ],
)
def test_a_wrapper_names_the_problem_that_it_wraps(text: str, title: str, rest: str) -> None:
    found = unwrap(text, Span(0, len(text)))
    assert found is not None
    named, whole = found
    assert text[named.start : named.end] == title
    assert text[whole.end :] == rest


@pytest.mark.parametrize(
    "text", ["", "学习不深入。制定计划。", "制定计划。", "关于印发通知", "对照检查。", "整改情况:制定计划"]
)
def test_no_wrapper_no_title(text: str) -> None:
    assert unwrap(text, Span(0, len(text))) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成", "completed"),
        ("已完成", "completed"),
        ("已完成整改", "completed"),
        ("全部整改到位", "completed"),
        ("按期完成", "completed"),
        ("整改完成", "completed"),
        ("已办结", "completed"),
        ("销号", "completed"),
        ("已完成并长期坚持", "completed"),
        ("均已整改完毕", "completed"),
        ("达到时序进度", "ongoing"),
        ("已整改", "completed"),
        ("未完成,达到序时进度", "ongoing"),
        ("未达时序进度", "not_completed"),
        ("基本完成", "ongoing"),
        ("阶段性完成", "ongoing"),
        ("正在推进", "ongoing"),
        ("持续推进", "ongoing"),
        ("长期坚持", "ongoing"),
        ("正在整改", "ongoing"),
        ("取得阶段性进展", "ongoing"),
        ("部分完成", "ongoing"),
        ("整改中", "ongoing"),
        ("未到期", "ongoing"),
        ("未完成", "not_completed"),
        ("尚未完成整改", "not_completed"),
        ("没有完成", "not_completed"),
        ("尚未整改到位", "not_completed"),
        ("", ""),
        ("制定计划", ""),
        ("学习情况", ""),
        ("未", ""),
    ],
)
def test_a_state_is_read_as_one_of_three_or_none(text: str, expected: str) -> None:
    assert status(text) == expected
    assert stated(f"【{text}】。") == expected


@pytest.mark.parametrize(
    "value",
    ["制定了年度学习计划并组织集中学习十二次,全部党员干部均已完成规定学时的学习任务", "一是制定计划。二是已完成培训。"],
)
def test_a_labelled_value_that_tells_a_story_is_no_state(value: str) -> None:
    assert stated(value) == ""


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["提高政治站位,压实整改责任", "整改落实情况", "下一步打算"], [1]),
        (["组织领导情况", "反馈问题整改情况", "今后工作安排"], [1]),
        (["党组履行整改主体责任情况", "集中整改期内已完成的整改事项", "需长期坚持的整改事项"], [1, 2]),
        (["总体情况", "具体整改情况", "持续巩固整改成果"], [1]),
        (["政治建设方面", "队伍建设方面"], [0, 1]),
        (["高度重视,精心部署", "政治建设方面", "队伍建设方面", "下一步工作计划"], [1, 2]),
        (["整改工作组织情况", "问题整改情况", "下步打算"], [1]),
    ],
)
def test_the_body_is_told_from_opening_and_closing_by_its_headings(headings: list[str], expected: list[int]) -> None:
    text = "\n".join(f"{number}、{heading}\n学习。" for number, heading in zip("一二三四", headings, strict=False))
    blocks = outline(text)
    sections = [i for i in blocks.children(-1) if blocks.blocks[i].kind == "section"]
    assert [sections.index(i) for i in body(blocks)] == expected


@pytest.mark.parametrize(
    "formula",
    [
        "欢迎广大干部群众对整改情况进行监督。",
        "如有意见建议,请及时反映。",
        "联系电话:0000-0000000",
        "监督联系方式:0000",
        "特此通报",
    ],
)
def test_the_closing_formula_ends_the_notice(formula: str) -> None:
    text = "1.学习不深入。整改情况:一是制定计划。\n" * 5
    assert farewell(text + formula) >= len(text) - 1


def test_without_a_closing_formula_the_notice_goes_to_its_end() -> None:
    assert farewell("1.学习不深入。") == len("1.学习不深入。")
    assert farewell("欢迎社会监督。\n" + "1.学习不深入。\n" * 9) > 60


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("已完成并长期坚持", True),
        ("基本完成,持续推进", True),
        ("目前正在推进", True),
        ("未整改", True),
        ("6个支部全部完成换届", False),
        ("已整改到位。补缴党费", False),
        ("研讨交流", False),
    ],
)
def test_a_bare_state_is_nothing_else(value: str, expected: bool) -> None:
    assert is_bare(value) is expected
