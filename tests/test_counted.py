"""What notices count of their own doings: tables of (words, (what, number))."""

from __future__ import annotations

import pytest

from graph_builder.findings.counted import counted
from graph_builder.notice import graph_of
from graph_builder.reading.cleaning import clean
from graph_builder.reading.document import document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("召开会议42次", [("meetings", 42)]),
        ("先后召开党组会8次、领导小组会议6次", [("meetings", 8), ("meetings", 6)]),
        ("召开20余次会议研究", [("meetings", 20)]),
        ("组织业务培训3场，举办2期培训班", [("trainings", 3), ("trainings", 2)]),
        ("召开培训会5次", [("trainings", 5)]),
        ("约谈相关责任人15人", [("interviews", 15)]),
        ("提醒谈话9人次，诫勉4名", [("interviews", 9), ("interviews", 4)]),
        ("给予4人党纪处分，问责处理干部7人", [("disciplined", 4), ("disciplined", 7)]),
        ("追责问责8人", [("disciplined", 8)]),
        ("召开会议研究，约谈负责人，开展培训", []),
        ("与干部谈心谈话36人次，个别谈话120人次", []),
        ("提供就业机会3次，补选工会委员会3次", []),
        ("共处分12人，其中党纪处分8人、政务处分4人", [("disciplined", 12)]),
        ("约谈12人，其中约谈科级干部3人。再约谈2人", [("interviews", 12), ("interviews", 2)]),
        ("举办招聘会2次、职工运动会1场", []),
        ("约谈2家企业", []),
        ("会议3项议题", []),
    ],
)
def test_counts_are_read_with_what_they_count(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.what, one.number) for one in counted(clean(text)[0])] == expected


def test_a_measure_has_its_counts_and_the_inspection_those_of_the_whole() -> None:
    raw = (
        "2023年4月12日至6月13日，市委第一巡察组对市水利局党组开展了巡察。召开党组会8次、推进会4次。再次召开会议9次。\n"
        "1.学习不深入。\n整改情况：一是召开研讨会3次、座谈会1次，处分2人。二是培训1期。\n"
    )
    found = graph_of(document(raw, "notice.txt"))
    [inspection] = [node for node in found.nodes if node.label == "Inspection"]
    measures = [node.properties for node in found.nodes if node.label == "Measure"]
    assert inspection.properties["declared_meetings"] == 12
    assert [(m.get("meetings"), m.get("disciplined"), m.get("trainings")) for m in measures] == [
        (4, 2, None),
        (None, None, 1),
    ]
    assert "declared.meetings" in {evidence.rule for evidence in inspection.evidence}
