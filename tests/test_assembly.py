"""The graph of one notice: its nodes and relationships with their properties, each with the sentence that proves it."""

from __future__ import annotations

import pytest

from graph_builder.notice import NotANotice, graph_of
from graph_builder.reading.cleaning import clean
from graph_builder.reading.document import document
from ontology.checks import faults_of
from ontology.loading import load
from ontology.records import Graph, Node, Relationship

NOTICE = """中共云溪市水利局党组关于市委巡察整改进展情况的通报

根据市委统一部署，2023年4月12日至6月13日，市委第一巡察组对市水利局党组（以下简称局党组）开展了常规巡察。2023年7月5日，市委第一巡察组向局党组反馈了2个方面3个问题，制定整改措施5项。
一、提高政治站位，压实整改责任
局党组召开会议研究。
二、整改落实情况
（一）理论武装方面
1.学习不深入。研讨少。
整改结果：完成
整改情况：一是印发《云溪市水利局学习制度》。二是组织学习《中国共产党巡视工作条例》。
2.联系实际不紧密。学用脱节。
整改结果：正在推进
整改情况：一是会同市财政局开展调研。
（二）财务管理方面
1.报销审核不严。未按市财政局要求执行。
整改结果：尚未完成
整改情况：一是修订《财务管理制度》。二是与云溪恒远建设有限公司核对账目。
三、下一步打算
持续推进整改。
欢迎广大干部群众监督。
中共云溪市水利局党组
2023年11月20日
"""


def graph(raw: str, source: str = "notice.txt") -> Graph:
    return graph_of(document(raw, source))


@pytest.fixture(scope="module")
def built() -> Graph:
    return graph(NOTICE)


def nodes(found: Graph, label: str) -> list[Node]:
    return [node for node in found.nodes if node.label == label]


def names(found: Graph) -> dict[str, str]:
    return {node.id: str(node.properties["name"]) for node in found.nodes}


def links(found: Graph, kind: str) -> list[tuple[str, str]]:
    called = names(found)
    return [(called[link.start], called[link.end]) for link in found.relationships if link.type == kind]


def test_the_graph_fits_the_ontology(built: Graph) -> None:
    assert faults_of(load(), built) == []


REPORT = "中共云溪市水利局党组关于市委巡察整改进展情况的通报"
BODY = "中共云溪市水利局党组"
INSPECTION = "云溪市委第一巡察组对云溪市水利局党组的巡察"


def test_the_report_has_its_title_its_file_and_its_day(built: Graph) -> None:
    (report,) = nodes(built, "Report")
    assert report.id == built.report
    assert {key: report.properties[key] for key in ("name", "source", "publish_date")} == {
        "name": REPORT,
        "source": "notice.txt",
        "publish_date": "2023-11-20",
    }


def test_the_inspection_has_dates_round_kind_level_and_declared_counts(built: Graph) -> None:
    (inspection,) = nodes(built, "Inspection")
    properties = dict(inspection.properties)
    assert "云溪市委第一巡察组" in str(properties.pop("name"))
    assert properties == {
        "start_date": "2023-04-12",
        "end_date": "2023-06-13",
        "feedback_date": "2023-07-05",
        "kind": "regular",
        "level": "municipal",
        "declared_aspects": 2,
        "declared_problems": 3,
        "declared_measures": 5,
    }


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        ("PUBLISHED", "水利局党组", REPORT),
        ("REPORTS_ON", REPORT, "的巡察"),
        ("CONDUCTED", "云溪市委第一巡察组", "的巡察"),
        ("INSPECTED", "的巡察", "水利局党组"),
    ],
)
def test_publisher_group_and_target_are_linked_once(built: Graph, kind: str, start: str, end: str) -> None:
    ((from_, to),) = set(links(built, kind))
    assert start in from_
    assert end in to


def test_publisher_and_target_are_one_body(built: Graph) -> None:
    assert {start for start, _ in links(built, "PUBLISHED")} == {end for _, end in links(built, "INSPECTED")}
    (body,) = [n for n in nodes(built, "Agency") if "水利局" in str(n.properties["name"])]
    assert {"局党组", "市水利局党组"} <= {*body.properties["aliases"], body.properties["name"]}  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "text", "ordinal", "status"),
    [
        ("学习不深入", "学习不深入。研讨少。", 1, "completed"),
        ("联系实际不紧密", "联系实际不紧密。学用脱节。", 2, "ongoing"),
        ("报销审核不严", "报销审核不严。未按市财政局要求执行。", 3, "not_completed"),
    ],
)
def test_a_problem_has_its_text_its_place_and_its_state(
    built: Graph, name: str, text: str, ordinal: int, status: str
) -> None:
    (problem,) = [node for node in nodes(built, "Problem") if node.properties["name"] == name]
    assert dict(problem.properties) == {
        "name": name,
        "text": text,
        "ordinal": ordinal,
        "status": status,
        "implicit": False,
    }


@pytest.mark.parametrize(
    ("own", "cleaned"),
    [
        ("學習貫徹黨的理論不深入", "学习贯彻党的理论不深入"),
        ("下屬１２個黨支部未按期換屆", "下属12个党支部未按期换届"),
    ],
)
def test_a_problem_is_called_as_its_notice_writes_it_and_found_by_the_usual_form(own: str, cleaned: str) -> None:
    title = "關於市委巡察整改進展情況的通報\n一、關於學習貫徹黨的領導問題的整改"
    raw = f"{title}\n1.{own}。\n整改情況：一是組織學習１２次。\n"
    found = graph(raw)
    [problem], [measure] = nodes(found, "Problem"), nodes(found, "Measure")
    assert (problem.properties["name"], problem.properties["aliases"]) == (own, [cleaned])
    assert (measure.properties["name"], measure.properties["aliases"]) == ("組織學習１２次", ["组织学习12次"])
    assert problem.evidence[0].quote.startswith(cleaned)


def test_every_problem_is_found_by_the_inspection_and_filed_under_its_area(built: Graph) -> None:
    assert {end for _, end in links(built, "FOUND")} == {"学习不深入", "联系实际不紧密", "报销审核不严"}
    assert links(built, "IN_AREA") == [
        ("学习不深入", "理论武装方面"),
        ("联系实际不紧密", "理论武装方面"),
        ("报销审核不严", "财务管理方面"),
    ]
    assert [(n.properties["name"], n.properties["ordinal"]) for n in nodes(built, "ProblemArea")] == [
        ("理论武装方面", 1),
        ("财务管理方面", 2),
    ]


def test_every_measure_addresses_its_problem(built: Graph) -> None:
    assert links(built, "ADDRESSES") == [
        ("印发《云溪市水利局学习制度》", "学习不深入"),
        ("组织学习《中国共产党巡视工作条例》", "学习不深入"),
        ("会同市财政局开展调研", "联系实际不紧密"),
        ("修订《财务管理制度》", "报销审核不严"),
        ("与云溪恒远建设有限公司核对账目", "报销审核不严"),
    ]
    assert [node.properties["ordinal"] for node in nodes(built, "Measure")] == [1, 2, 3, 4, 5]


def test_documents_are_cited_with_what_was_done(built: Graph) -> None:
    called = names(built)
    assert {(called[link.end], link.properties["action"]) for link in built.relationships if link.type == "CITES"} == {
        ("云溪市水利局学习制度", "issued"),
        ("中国共产党巡视工作条例", "studied"),
        ("财务管理制度", "revised"),
    }


def test_names_inside_a_finding_are_mentioned_by_it(built: Graph) -> None:
    found = links(built, "MENTIONS")
    assert ("会同市财政局开展调研", "云溪市财政局") in found
    assert ("报销审核不严", "云溪市财政局") in found
    assert ("与云溪恒远建设有限公司核对账目", "云溪恒远建设有限公司") in found


def test_a_place_inside_a_title_is_not_spoken_of() -> None:
    found = graph(
        NOTICE.replace("《云溪市水利局学习制度》", "《济南市促进就业办法》").replace(
            "报销审核不严", "济南市历城区报销不严"
        )
    )
    places = {str(node.properties["name"]): node for node in nodes(found, "Place")}
    assert [evidence.quote for evidence in places["济南市"].evidence] == ["济南市"]


def evidences(found: Graph) -> list[tuple[Node | Relationship, str, int, int]]:
    pairs = [(node, e) for node in found.nodes for e in node.evidence]
    every: list[tuple[Node | Relationship, str, int, int]] = [(n, e.quote, e.span.start, e.span.end) for n, e in pairs]
    return every + [
        (link, link.evidence.quote, link.evidence.span.start, link.evidence.span.end) for link in found.relationships
    ]


@pytest.mark.parametrize("raw", [NOTICE, "■".join(NOTICE), NOTICE.replace("\n", "\r\n\r\n"), NOTICE.replace("\n", " ")])
def test_every_quote_is_the_cleaned_text_of_the_source_span(raw: str) -> None:
    for _, quote, start, end in evidences(graph(raw)):
        assert 0 <= start < end <= len(raw)
        assert "".join(quote.split()) == "".join(document(raw[start:end], "part").text.split())


def test_every_node_and_relationship_has_evidence(built: Graph) -> None:
    assert [node for node in built.nodes if not node.evidence] == []
    assert {e.report for node in built.nodes for e in node.evidence} == {built.report}
    assert {link.evidence.report for link in built.relationships} == {built.report}


def test_every_mention_of_a_thing_is_a_link_of_its_own(built: Graph) -> None:
    (finance,) = [node for node in nodes(built, "Agency") if node.properties["name"] == "云溪市财政局"]
    quotes = [e.evidence.quote for e in built.relationships if e.type == "APPEARS_IN" and e.start == finance.id]
    assert quotes == ["市财政局", "市财政局"]


def test_the_same_text_gives_the_same_graph(built: Graph) -> None:
    assert graph(NOTICE) == built


def test_a_second_problem_or_measure_of_the_same_words_is_one_of_its_own() -> None:
    raw = "县委巡察整改情况\n1.学习不深入。\n整改情况：一是制定计划。\n2.学习不深入。\n整改情况：一是制定计划。\n"
    found = graph(raw)
    assert len({node.id for node in nodes(found, "Problem")}) == 2
    assert len({node.id for node in nodes(found, "Measure")}) == 2
    assert faults_of(load(), found) == []


def test_a_measure_told_twice_for_one_problem_is_kept_once_with_the_reason() -> None:
    found = graph("县委巡察整改情况\n1.学习不深入。\n整改情况：一是制定计划。二是制定计划。\n")
    assert len(nodes(found, "Measure")) == 1
    assert [r.reason for r in found.rejected] == ["the same measure stands there twice for one problem"]


TABLE = """云溪市水利局党组关于市委巡察整改情况的公示
2023年4月12日至6月13日，市委第一巡察组对市水利局党组开展了常规巡察。
序号\t反馈问题\t整改措施\t责任单位\t整改时限\t完成情况
1\t学习不深入\t制定学习计划\t市水利局\t2023年6月\t已完成
2\t财务监管不严\t修订财务制度\t什么也不是\t长期坚持\t正在推进
"""


def test_units_and_time_limits_of_a_table_are_kept() -> None:
    found = graph(TABLE)
    assert faults_of(load(), found) == []
    assert {(n.properties["name"], n.properties.get("deadline")) for n in nodes(found, "Measure")} == {
        ("制定学习计划", "2023-06"),
        ("修订财务制度", None),
    }
    assert links(found, "RESPONSIBLE_FOR") == [("云溪市水利局", "制定学习计划")]
    assert {(r.item, r.reason) for r in found.rejected} >= {
        ("什么也不是", "a responsible unit that reads like no body"),
        ("长期坚持", "a time limit without a date"),
    }


TWO = """市委巡察公告
2023年3月1日至4月30日，市委第一巡察组对市水利局党组开展了常规巡察。巡察发现的主要问题是：
1.学习不深入。
2023年5月8日至6月30日，市委第二巡察组对市教育局党组开展了专项巡察。巡察发现的主要问题是：
1.监管不到位。
"""


def test_where_a_notice_tells_of_several_inspections_each_has_its_own_problems() -> None:
    found = graph(TWO)
    assert faults_of(load(), found) == []
    called = [(str(i.properties["start_date"]), str(i.properties["kind"])) for i in nodes(found, "Inspection")]
    assert called == [("2023-03-01", "regular"), ("2023-05-08", "special")]
    assert {("第一" in start, end) for start, end in links(found, "FOUND")} == {
        (True, "学习不深入"),
        (False, "监管不到位"),
    }


def test_bodies_in_a_row_share_what_the_verb_behind_them_charges_them_with() -> None:
    told = "一是由市财政局、市审计局共同牵头,市税务局和市统计局等部门配合开展调研。"
    found = graph(NOTICE.replace("一是会同市财政局开展调研。", told))
    roles = {(names(found)[r.start], r.properties["role"]) for r in found.relationships if r.type == "RESPONSIBLE_FOR"}
    assert roles == {
        *((f"云溪市{body}", "lead") for body in ("财政局", "审计局")),
        *((f"云溪市{body}", "support") for body in ("税务局", "统计局")),
    }


def test_no_body_holds_the_name_of_a_person() -> None:
    raw = NOTICE.replace("局党组召开会议研究。", "市发改委副主任张明远同云岭规划院总工李静调研。")
    assert "张明远" in names(graph(raw)).values()
    assert not any("张明远" in name for name in names(graph(raw)).values() if name != "张明远")


def test_a_post_is_held_at_the_body_that_stands_before_it() -> None:
    raw = NOTICE.replace("局党组召开会议研究。", "约谈市文化和旅游局党组书记、局长李静。向县住建局原局长张明远追责。")
    assert set(links(graph(raw), "HOLDS_POST")) == {
        ("李静", "云溪市文化和旅游局党组"),
        ("张明远", "县住建局"),
    }


@pytest.mark.parametrize(
    "raw",
    [
        "床前明月光，疑是地上霜。",
        "云溪市今日晴，气温12度。市民出行增多。",
        "公司发布年度报告，营业收入增长5%。",
        "1",
        "一是一。",
        "巡察",
        "\n",
    ],
)
def test_a_text_that_is_no_notice_is_named_as_such_in_one_line(raw: str) -> None:
    with pytest.raises(
        NotANotice, match=r"^poem\.txt: (?:tells of no inspection|is hardly written in Chinese)"
    ) as error:
        graph(raw, "poem.txt")
    assert "\n" not in str(error.value)


def test_a_notice_cut_short_tells_what_it_still_holds() -> None:
    found = graph(NOTICE[: NOTICE.index("2.联系实际") + 20])
    assert faults_of(load(), found) == []
    assert nodes(found, "Problem")[0].properties["name"] == "学习不深入"


@pytest.mark.parametrize(
    "opening", ["（社会公开稿）", "来源：云溪市水利局 发布日期：2023-11-20", "一、巡察整改工作开展情况", "分享到："]
)
def test_a_notice_without_a_title_is_called_by_its_first_sentence_of_the_theme(opening: str) -> None:
    first = "根据市委统一部署，2023年4月12日至6月13日，市委第一巡察组对市水利局党组开展了常规巡察。"
    found = graph(f"{opening}\n{first}2023年7月5日，市委第一巡察组向局党组反馈了意见。\n")
    assert [node.properties["name"] for node in nodes(found, "Report")] == [clean(first)[0].rstrip("。")]
