"""News of a round: datelines, firms and villages in a row, the committees that send groups and receive them."""

from __future__ import annotations

import pytest

from graph_builder.notice import graph_of
from graph_builder.reading.document import document
from ontology.records import Graph

FIRMS = (
    "云湖社云岭3月10日电 经省委批准，第二轮巡视将对国家能源开发公司、云岭核工业集团公司、云岭核工业建设集团公司"
    "等3家企业开展专项巡视。云湖网开设《第二轮巡视进驻专栏》。"
)
COLLEGES = (
    "校党委第二巡察组向土木学院党委、外语学院党委反馈了巡察情况。校党委书记陈云岭出席会议。"
    "校党委巡察工作领导小组提出了要求。"
)


def graph(raw: str) -> Graph:
    return graph_of(document(raw, "news.txt"))


def names(found: Graph, label: str) -> list[str]:
    return [str(node.properties["name"]) for node in found.nodes if node.label == label]


def ends(found: Graph, kind: str) -> list[tuple[str, str]]:
    called = {node.id: f"{node.label} {node.properties['name']}" for node in found.nodes}
    return [(called[link.start], called[link.end]) for link in found.relationships if link.type == kind]


def test_each_body_in_a_row_is_inspected_however_alike_their_names() -> None:
    assert names(graph(FIRMS), "Inspection") == [
        "对国家能源开发公司的巡视",
        "对云岭核工业集团公司的巡视",
        "对云岭核工业建设集团公司的巡视",
    ]


def test_who_was_inspected_at_a_firm_belongs_to_the_firm() -> None:
    firms = ("国家能源开发公司", "云岭核工业集团公司", "云岭核工业建设集团公司")
    assert set(ends(graph(FIRMS), "PART_OF")) >= {(f"Agency {firm}", f"Company {firm}") for firm in firms}


def test_a_dateline_is_no_day_of_an_inspection_and_no_part_of_a_name() -> None:
    found = graph("2024年3月10日电省委巡视办通报，省委第一巡视组对云岭大学党委开展常规巡视。")
    assert [n.properties.get("start_date") for n in found.nodes if n.label == "Inspection"] == [None]
    assert "省委巡视办" in names(found, "Agency")


def test_a_day_before_a_telephone_meeting_is_a_day() -> None:
    found = graph("2024年3月10日电话会议后，省委第一巡视组对云岭大学党委开展常规巡视。")
    assert [n.properties.get("start_date") for n in found.nodes if n.label == "Inspection"] == ["2024-03-10"]


def test_the_committee_that_sends_a_group_is_none_of_those_it_inspects() -> None:
    found = graph(COLLEGES)
    assert {"土木学院党委", "外语学院党委", "校党委"} <= set(names(found, "Agency"))
    assert ("Person 陈云岭", "Agency 校党委") in ends(found, "HOLDS_POST")


def test_a_leading_group_of_the_party_is_of_the_party() -> None:
    [group] = [n for n in graph(COLLEGES).nodes if str(n.properties["name"]).endswith("领导小组")]
    assert group.properties["kind"] == "party"


@pytest.mark.parametrize(
    ("group", "called"),
    [("省委第一巡视组", "巡视"), ("县委第一巡察组", "巡察"), ("省第二生态环境保护督察组", "督察")],
)
def test_an_inspection_is_called_as_its_group_is(group: str, called: str) -> None:
    [name] = names(graph(f"2024年3月1日至4月1日，{group}对云岭县水务局开展了{called}。"), "Inspection")
    assert name.endswith(f"{group}对云岭县水务局的{called}")


def test_news_that_sum_up_a_round_are_no_notice_cut_off() -> None:
    found = graph(
        "2023年3月1日至4月30日，区委2个巡察组对区民政局、区水务局等2家单位开展常规巡察。区委听取了整改情况报告。"
        "反馈的69个问题，完成整改66个，总体完成率95.6%。现将整改进展情况向社会公开，接受监督。"
    )
    assert names(found, "Inspection") == ["对区民政局的巡察", "对区水务局的巡察"]


def test_a_meeting_called_after_the_body_inspected_tells_who_inspected_it_and_what_was_found() -> None:
    found = graph(
        "8月31日，市委第四巡察组召开巡察市水务局党委情况反馈会，组长陈云岭反馈意见，"
        "指出巡察发现的推进供水改革不够有力、安全风险防范意识不强、队伍建设有短板等问题。"
    )
    assert names(found, "Inspection") == ["市委第四巡察组对市水务局党委的巡察"]
    assert names(found, "Problem") == ["推进供水改革不够有力", "安全风险防范意识不强", "队伍建设有短板"]


def test_what_was_found_at_several_bodies_at_once_was_found_by_the_inspection_of_each() -> None:
    found = graph(
        "云岭镇党委关于巡察整改进展情况的通报\n2023年3月1日至4月30日，县委第五巡察组对河西村、黄竹村、石桥村等3个村"
        "进行了巡察。\n（一）聚焦基层治理方面\n1.理论学习不够深入。\n一是组织学习12次。二是开展测试。"
    )
    assert ends(found, "FOUND") == [
        (f"Inspection 县委第五巡察组对{village}的巡察", "Problem 理论学习不够深入")
        for village in ("河西村", "黄竹村", "石桥村")
    ]


@pytest.mark.parametrize(
    ("title", "inspection", "kind"),
    [
        ("云岭县水务局关于2022年水利资金专项审计发现问题整改情况的报告", "对云岭县水务局的审计", "audit"),
        ("云岭县水务局关于巡察反馈问题整改情况的报告", "对云岭县水务局的巡察", None),
        ("云岭县人民政府关于2022年度本级预算执行审计查出问题整改情况的报告", "审计", None),
        ("云岭县审计局关于水利资金专项审计发现问题整改情况的公告", "审计", None),
    ],
)
def test_who_publishes_what_it_put_right_was_inspected(title: str, inspection: str, kind: str | None) -> None:
    found = graph(f"{title}\n现将整改情况报告如下：\n1.关于资金结余较大的问题。已收回结余资金20万元。")
    [told] = [node for node in found.nodes if node.label == "Inspection"]
    assert (told.properties["name"], told.properties.get("kind")) == (inspection, kind)


def test_the_faults_below_a_party_committee_are_those_of_the_body_it_stands_for() -> None:
    found = graph(
        "近日，云岭县委巡察组分别向石桥镇、县水务局等2家单位党组织反馈了巡察意见。\n石桥镇党委存在的主要问题：\n基层治理能力不强。"
        "工程监管缺位。\n县水务局党组存在的主要问题：\n推进改革有差距。公务接待审批不严。"
    )
    assert [(start.rpartition("对")[2], end) for start, end in ends(found, "FOUND")] == [
        ("石桥镇的巡察", "Problem 基层治理能力不强"),
        ("石桥镇的巡察", "Problem 工程监管缺位"),
        ("云岭县水务局的巡察", "Problem 推进改革有差距"),
        ("云岭县水务局的巡察", "Problem 公务接待审批不严"),
    ]


def test_who_was_told_what_an_inspection_of_a_field_found_was_inspected() -> None:
    found = graph(
        "2022年8月1日至10月20日，市委第四巡察组对全市农业农村领域资金管理使用开展了专项巡察，2023年2月22日，"
        "市委第四巡察组向市农业农村局党组反馈了巡察意见。"
    )
    [told] = [node for node in found.nodes if node.label == "Inspection"]
    assert told.properties["name"] == "市委第四巡察组对市农业农村局党组的巡察"
    assert [told.properties[day] for day in ("start_date", "end_date", "feedback_date")] == [
        "2022-08-01",
        "2022-10-20",
        "2023-02-22",
    ]
