"""The same notice with other marks: labels, numbers and stops that offices use in place of the usual ones."""

from __future__ import annotations

import pytest
from told import Told, told

NOTICE = """（一）作风建设方面
1.调查研究不深。年度计划未完成。
{label}：一是每月下沉一次{stop}二是通报3人。
2.服务意识不强。群众办事多头跑。
{label}：一是开展培训{stop}二是公开电话。"""
READ = [
    Told("调查研究不深", ["每月下沉一次", "通报3人"], ["作风建设方面"]),
    Told("服务意识不强", ["开展培训", "公开电话"], ["作风建设方面"]),
]


@pytest.mark.parametrize(
    "label",
    [
        *("整改情况", "整改落实情况", "整改措施及成效", "整改成效", "已整改情况", "具体整改情况"),
        *("办理情况", "处置情况", "处理结果", "整治情况", "改进措施"),
    ],
)
def test_labels_of_answers(label: str) -> None:
    assert told(NOTICE.format(label=label, stop="。")) == READ


@pytest.mark.parametrize("stop", ["。", "；", "，", ""])
def test_stops_between_steps(stop: str) -> None:
    raw = NOTICE.format(label="整改情况", stop=stop or "。\n")
    assert told(raw) == READ


def test_gains_behind_measures_are_none() -> None:
    raw = NOTICE.format(label="整改措施", stop="。").replace("人。\n2", "人。\n整改成效：覆盖率98%。\n2")
    assert told(raw) == READ


MEASURES = """关于巡察整改进展情况的通报
二、逐项抓好整改落实
1.加强理论武装。{0}制定学习计划。{1}开展研讨四次。
2.守牢安全底线。{0}对重点企业开展体系检查，发现问题12个。{1}约谈企业3家。
3.规范采购管理。{0}清理不合格供应商5家。{1}修订采购办法。
4.强化廉政防控。{0}排查风险点23个。{1}签订承诺书。"""


@pytest.mark.parametrize(
    "steps", [("一是", "二是"), ("①", "②"), ("（1）", "（2）"), ("第一，", "第二，"), ("其一，", "其二，")]
)
def test_measures_alone_with_any_number_are_no_faults(steps: tuple[str, str]) -> None:
    found = told(MEASURES.format(*steps))
    assert [(one.title, len(one.heads), one.implicit) for one in found] == [
        ("加强理论武装", 2, True),
        ("守牢安全底线", 2, True),
        ("规范采购管理", 2, True),
        ("强化廉政防控", 2, True),
    ]
