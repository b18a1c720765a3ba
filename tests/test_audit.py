"""What notices declare beside what was found in them, with the sentence that declares it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_builder.audit import AuditRow, UnknownReport, audit, sums
from graph_builder.notice import graph_of
from graph_builder.reading.document import document
from graph_builder.stores.interface import View
from graph_builder.stores.opening import open_store
from ontology.checks import faults_of
from ontology.loading import load

WATER = """中共云溪市水利局党组关于市委巡察整改进展情况的通报
2023年4月12日至6月13日，市委第一巡察组对市水利局党组开展了常规巡察。
市委第一巡察组反馈了2个方面4个问题，局党组分解为3项整改任务，制定整改措施3项。
局党组先后召开党组会8次、整改推进会4次，约谈4人。
（一）理论武装方面
1.学习不深入。研讨少。
整改情况：一是印发《云溪市水利局学习制度》，召开研讨会3次。二是学习《中国共产党巡视工作条例》，举办2期培训班，签订《培训服务协议》。
（二）财务管理方面
1.报销审核不严。
整改情况：一是修订《财务管理制度》，召开2次会议研究，约谈责任人4人，给予1人党内警告处分。
截至目前，已制定完善制度2项。
中共云溪市水利局党组
2023年11月20日
"""
SCHOOL = """中共云溪市第一中学委员会关于市委巡察整改进展情况的通报
2023年9月4日至10月13日，市委第二巡察组对市第一中学党委开展了常规巡察。反馈了1个方面1个问题。
（一）党的建设方面
1.党费收缴不及时。
整改情况：一是补缴党费。
"""
SILENT = """中共云溪市档案馆党支部关于市委巡察整改进展情况的通报
2023年9月4日至10月13日，市委第三巡察组对市档案馆党支部开展了常规巡察。
1.借阅登记不全。
整改情况：一是补齐登记。
"""


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    address = str(tmp_path_factory.mktemp("audit") / "graph.kgl")
    with open_store(address, mode="write") as store:
        with store.writer() as writer:
            for name, raw in (("水.txt", WATER), ("校.txt", SCHOOL), ("档.txt", SILENT)):
                writer.load(graph_of(document(raw, name)))
        yield store.view()


def told(rows: list[AuditRow]) -> list[tuple[str, int, int | None, str]]:
    return [(row.what, row.declared, row.found, row.mark) for row in rows]


def report_of(view: View, source: str) -> str:
    return next(report.id for report in view.reports() if report.properties["source"] == source)


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        (
            "水.txt",
            [
                ("aspects", 2, 2, "="),
                ("problems", 4, 2, "-2"),
                ("measures", 3, 3, "="),
                ("tasks", 3, None, "?"),
                # Of four documents one was studied and one is an agreement, which make no system.
                ("systems", 2, 2, "="),
                # What the measures count, added up.
                ("meetings", 12, 5, "-7"),
                ("interviews", 4, 4, "="),
            ],
        ),
        ("校.txt", [("aspects", 1, 1, "="), ("problems", 1, 1, "=")]),
        ("档.txt", []),
    ],
)
def test_each_count_stands_beside_what_was_found(
    view: View, source: str, rows: list[tuple[str, int, int | None, str]]
) -> None:
    assert told(audit(view, report_of(view, source))) == rows


def test_each_row_names_its_notice_and_quotes_the_sentence_that_declares(view: View) -> None:
    rows = audit(view, report_of(view, "水.txt"))
    assert {row.notice for row in rows} == {"中共云溪市水利局党组关于市委巡察整改进展情况的通报"}
    sentences = {row.what: row.sentence for row in rows}
    assert "2个方面4个问题" in sentences["problems"] and "整改措施3项" in sentences["measures"]
    assert sentences["meetings"] == "局党组先后召开党组会8次、整改推进会4次,约谈4人。"
    assert sentences["systems"] == "截至目前,已制定完善制度2项。"


def test_all_notices_come_by_report_and_add_up(view: View) -> None:
    rows = audit(view)
    assert [row.report for row in rows] == sorted(row.report for row in rows)
    assert len(rows) == 9
    assert [(s.what, s.notices, s.agreeing, s.declared, s.found, s.difference) for s in sums(rows)] == [
        ("aspects", 2, 2, 3, 3, 0),
        ("problems", 2, 1, 5, 3, -2),
        ("measures", 1, 1, 3, 3, 0),
        ("systems", 1, 1, 2, 2, 0),
        ("meetings", 1, 0, 12, 5, -7),
        ("interviews", 1, 1, 4, 4, 0),
    ]


def test_an_unknown_report_is_named(view: View) -> None:
    with pytest.raises(UnknownReport, match=r"^report-0: no report of this id"):
        audit(view, "report-0")


def test_an_empty_store_declares_nothing(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "graph.kgl"), mode="write") as store:
        assert audit(store.view()) == []
        assert sums([]) == []


NESTED = """中共云溪市水利局党组关于市委巡察整改进展情况的通报
2023年4月12日至6月13日，市委第一巡察组对市水利局党组开展了常规巡察，反馈了1个方面2个问题。
一、落实决策部署方面
（一）理论武装方面
1.学习不深入。
整改情况：一是开展研讨。
（二）财务管理方面
1.报销审核不严。
整改情况：一是核对账目。
"""


def test_of_nested_headings_the_outermost_count(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "graph.kgl"), mode="write") as store:
        with store.writer() as writer:
            writer.load(graph_of(document(NESTED, "nested.txt")))
        assert told(audit(store.view()))[0] == ("aspects", 1, 1, "=")


@pytest.mark.parametrize("raw", [WATER, SCHOOL, NESTED])
def test_the_sentences_that_declare_are_evidence_of_the_inspection(raw: str) -> None:
    graph = graph_of(document(raw, "notice.txt"))
    assert faults_of(load(), graph) == []
    (inspection,) = [node for node in graph.nodes if node.label == "Inspection"]
    by_rule = {e.rule: e.quote for e in inspection.evidence if e.rule.startswith("declared.")}
    counted = {what for rule in by_rule for what in rule.removeprefix("declared.").split("+")}
    declared = {key for key in inspection.properties if key.startswith("declared_")}
    assert {f"declared_{what}" for what in counted} == declared != set()
    stored = {e.evidence.rule for e in graph.relationships if e.type == "APPEARS_IN" and e.start == inspection.id}
    assert stored == {e.rule for e in inspection.evidence}
