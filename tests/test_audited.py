"""Who was audited, by whom, when, and when the report on it was handed over."""

from __future__ import annotations

import pytest

from graph_builder.header.extract import read_header

TITLE = "云川县水务局关于审计查出问题整改情况的公告\n"


@pytest.mark.parametrize(
    ("told", "group", "target"),
    [
        (
            "市审计局派出审计组,自2024年3月11日至5月24日,对云川县水务局2021至2023年财政收支情况进行了审计,于2024年8月20日送达审计报告。",
            "市审计局",
            "云川县水务局",
        ),
        (
            "2024年3月11日至5月24日,县审计局派出审计组对云川县水务局财务收支情况进行审计,8月20日下达审计报告。",
            "县审计局",
            "云川县水务局",
        ),
        (
            "2024年3月11日至5月24日,县审计局第二审计组对云川县青石镇2023年预算执行情况进行了审计,2024年8月20日出具审计报告。",
            "县审计局第二审计组",
            "云川县青石镇",
        ),
        (
            "2024年3月11日至5月24日,县审计局对云川师范学院部门预算执行情况进行了审计,2024年8月20日印发审计报告。",
            "县审计局",
            "云川师范学院",
        ),
    ],
)
def test_the_body_ends_where_its_accounts_begin(told: str, group: str, target: str) -> None:
    (inspected,) = read_header(f"{TITLE}{told}现将整改情况公告如下:\n").inspections
    assert inspected.group and inspected.group.text == group
    assert inspected.target and inspected.target.text == target
    assert inspected.start and inspected.start.iso == "2024-03-11"
    assert inspected.end and inspected.end.iso == "2024-05-24"
    assert inspected.feedback and inspected.feedback.iso == "2024-08-20"
