"""Entry announcements whose groups and targets stand in a table or under headings, with who leads each group."""

from __future__ import annotations

import pytest

from graph_builder.header.extract import read_header
from graph_builder.mentions import persons
from graph_builder.notice import graph_of
from graph_builder.reading.cleaning import clean
from graph_builder.reading.document import document

FIRST, SECOND = "市委第一巡察组", "市委第二巡察组"
WHEN = "2024年3月18日至5月30日开展巡察。\n"


def pairs(raw: str) -> list[tuple[str, str]]:
    told = read_header(clean(raw)[0]).inspections
    return [(one.group.text if one.group else "", one.target.text if one.target else "") for one in told]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            f"{WHEN}组别\t组长\t被巡察单位\t联系电话\n{FIRST}\t张建国\t市水利局党组、市气象局党组\t0555-1\n{SECOND}\t陈立\t云泽学院党委\t0555-2",
            [(FIRST, "市水利局党组"), (FIRST, "市气象局党组"), (SECOND, "云泽学院党委")],
            id="between tabs",
        ),
        pytest.param(
            f"{WHEN}| 序号 | 巡察对象 | 巡察组 | 巡察组组长 |\n"
            f"| 1 | 市水利局党组 | {FIRST} | 张建国 |\n| 2 | 市气象局党组 | {SECOND} | 陈立 |",
            [(FIRST, "市水利局党组"), (SECOND, "市气象局党组")],
            id="between bars, the target first",
        ),
        pytest.param(
            f"{WHEN}| 组别 | 被巡察单位 | 电话 |\n"
            f"| {FIRST} | 市水利局党组 | 1 |\n|  | 市气象局党组 |  |\n| {SECOND} | 市教育局党组 | 2 |",
            [(FIRST, "市水利局党组"), (FIRST, "市气象局党组"), (SECOND, "市教育局党组")],
            id="a cell over two rows",
        ),
        pytest.param(
            f"{WHEN}组别\n巡察单位\n组长\n{FIRST}\n市水利局党组\n张建国\n{SECOND}\n市教育局党组\n陈立\n特此公告。",
            [(FIRST, "市水利局党组"), (SECOND, "市教育局党组")],
            id="a line for each cell",
        ),
        pytest.param(
            f"{WHEN}组别\t巡察对象\n第一组\t市水利局党组\n第二组\t市教育局党组",
            [("第一组", "市水利局党组"), ("第二组", "市教育局党组")],
            id="groups that only have a number",
        ),
        pytest.param(
            f"{WHEN}{FIRST}（常规巡察）\n组长：张建国\n被巡察单位：市水利局党组、市气象局党组\n电话：1\n"
            f"{SECOND}\n组长：陈立\n被巡察单位：市教育局党组\n电话：2\n特此公告。",
            [(FIRST, "市水利局党组"), (FIRST, "市气象局党组"), (SECOND, "市教育局党组")],
            id="a group and its targets under labels",
        ),
        pytest.param(
            f"{FIRST}进驻市水利局党组、市气象局党组，组长张建国；{SECOND}进驻市教育局党组，组长陈立。",
            [(FIRST, "市水利局党组"), (FIRST, "市气象局党组"), (SECOND, "市教育局党组")],
            id="a sentence with who leads",
        ),
        pytest.param(
            "近日，县委巡察组分别向县发改局、县卫健局、县教育局党组反馈了巡察情况。",
            [("县委巡察组", "县发改局"), ("县委巡察组", "县卫健局"), ("县委巡察组", "县教育局党组")],
            id="feedback of groups without numbers",
        ),
    ],
)
def test_each_group_and_its_targets(raw: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(raw) == expected


def test_the_kind_stands_in_a_column_and_the_days_in_a_sentence() -> None:
    raw = (
        f"巡察于2024年3月18日启动，5月30日结束。\n"
        f"| 被巡察单位 | 巡察组 | 巡察方式 |\n"
        f"| 市水利局党组 | {FIRST} | 常规巡察 |\n| 市教育局党组 | {SECOND} | 提级巡察 |"
    )
    told = read_header(clean(raw)[0]).inspections
    assert [one.kind for one in told] == ["常规巡察", "提级巡察"]
    assert [(one.start.iso, one.end.iso) for one in told if one.start and one.end] == [("2024-03-18", "2024-05-30")] * 2


def test_each_of_several_feedbacks_of_one_sentence_has_its_day() -> None:
    raw = f"{FIRST}于2024年4月10日向市民政局党组反馈巡察情况，{SECOND}于4月11日向市残联党组反馈巡察情况。"
    told = read_header(clean(raw)[0]).inspections
    assert [one.feedback.iso for one in told if one.feedback] == ["2024-04-10", "2024-04-11"]


def test_the_names_below_组长_are_persons_with_that_post() -> None:
    raw = f"组别\t组长\t副组长\t被巡察单位\n{FIRST}\t张建国\t李明、王小川\t市水利局党组\n"
    told = [(m.text, m.properties["title"]) for m in persons.find(clean(raw)[0])]
    assert told == [("张建国", "组长"), ("李明", "副组长"), ("王小川", "副组长")]


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (
            f"关于十三届市委第五轮巡察的公告\n{WHEN}组别\t巡察对象\n第一组\t云岭学院党委\n第二组\t云泽学院党委",
            {FIRST, SECOND},
        ),
        (f"{WHEN}组别\t巡察对象\n{FIRST}\t云岭学院党委\n第二巡察组\t云泽学院党委", {FIRST, SECOND}),
        (f"{WHEN}组别\t巡察对象\n第一巡察组\t云岭学院党委\n第二巡察组\t云泽学院党委", {"第一巡察组", "第二巡察组"}),
    ],
)
def test_a_group_is_sent_by_the_committee_that_sent_the_others(raw: str, names: set[str]) -> None:
    found = graph_of(document(raw, "notice.txt"))
    assert {str(node.properties["name"]) for node in found.nodes if node.label == "InspectionGroup"} == names


def test_no_place_is_read_out_of_the_number_of_a_congress() -> None:
    raw = "十三届市委第五轮巡察公告\n2024年3月18日至5月30日，市委第一巡察组对市水利局党组开展巡察。"
    found = graph_of(document(raw, "notice.txt"))
    assert "市水利局党组" in {node.properties["name"] for node in found.nodes if node.label == "Agency"}
