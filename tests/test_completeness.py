"""Half a notice does not pass for a whole one."""

from __future__ import annotations

import pytest

from graph_builder.reading.completeness import cut_off, missing
from graph_builder.reading.document import document
from ontology.records import Graph, Node

TITLE = "中共澄江市桥东区水务局党组关于巡察整改进展情况的通报"


def graph(*labels: str) -> Graph:
    return Graph("r", tuple(Node(f"n{index}", label, {"name": "x"}) for index, label in enumerate(labels)), ())


@pytest.mark.parametrize(
    ("text", "labels", "says"),
    [
        (f"{TITLE}\n根据区委统一部署,", ("Report", "Inspection"), "整改进展情况的通报"),
        ("按照要求,现将巡察整改情况予以公布。", ("Report",), "现将巡察整改情况予以公布"),
        ("现将巡察组反馈的主要问题通报如下:", ("Report",), "现将巡察组反馈的主要问题通报"),
        (TITLE, ("Report", "Problem"), None),
        (TITLE, ("Report", "Measure"), None),
        (
            "区委听取了整改情况报告。反馈的69个问题完成整改66个。现将整改情况向社会公开。",
            ("Report", "Inspection"),
            None,
        ),
        ("区委第二巡察组进驻区水务局开展巡察,现将有关安排公告如下。", ("Report", "Inspection"), None),
    ],
)
def test_a_promise_without_findings_is_missed(text: str, labels: tuple[str, ...], says: str | None) -> None:
    reason = missing(document(text, "a.txt"), graph(*labels))
    assert (reason is None) if says is None else (reason is not None and says in reason)


@pytest.mark.parametrize(
    "end",
    [
        "二是修订《水务局学习",
        "二是约谈施工单位负责人2次,督促其",
        "一是开展自查。二是约谈施工单位负责人并要求",
        "已全部整改完成。下一步,",
        "包括桥东水库、",
        "主要做法如下:",
        "三是",
    ],
)
def test_an_end_in_mid_sentence_is_told(end: str) -> None:
    warning = cut_off(document(f"{TITLE}\n{end}", "a.txt"))
    assert warning is not None
    assert end[-2:] in warning


@pytest.mark.parametrize(
    "end",
    [
        "已全部整改完成。",
        "做好巡察“后半篇文章。”",
        "欢迎监督。\n中共澄江市桥东区水务局党组\n2024年1月8日",
        "欢迎监督。中共澄江市桥东区水务局党组 2024年1月8日",
        "联系电话:0000-5550100,邮政信箱:桥东路1号",
        "\n中共澄江市桥东区水务局党组\n(此件公开发布)",
        "以上,请监督。中共澄江市桥东区水务局党组",
        "\n— 4 —",
        "责任单位 完成时限 已完成",
        "【打印】【关闭窗口】",
    ],
)
def test_signatures_addresses_and_menus_are_ends(end: str) -> None:
    assert cut_off(document(f"{TITLE}\n{end}", "a.txt")) is None
