"""When announcements say that a group inspected and fed back."""

from __future__ import annotations

import pytest

from graph_builder.header.extract import read_header
from graph_builder.reading.cleaning import clean


def test_the_targets_under_a_heading_have_their_kind_and_the_period_of_all() -> None:
    raw = "2021年9月1日至10月30日开展巡察。\n一、巡察对象\n（1）常规巡察\n云溪学院\n（2）巡察“回头看”\n云岭村\n"
    told = read_header(clean(raw)[0]).inspections
    dates = [(one.start.iso, one.end.iso) for one in told if one.start and one.end]
    assert [one.kind for one in told] == ["常规", "回头看"]
    assert dates == [("2021-09-01", "2021-10-30")] * 2


def test_the_period_may_stand_under_a_heading() -> None:
    raw = "市委巡察组对市统计局、市商务局开展常规巡察。\n一、巡察时间\n2025年3月24日至5月30日。\n二、内容\n略"
    told = read_header(clean(raw)[0]).inspections
    dates = [(one.start.iso, one.end.iso) for one in told if one.start and one.end]
    assert dates == [("2025-03-24", "2025-05-30")] * 2


def test_the_heading_tells_when_an_inspection_ends_that_has_begun() -> None:
    raw = (
        "市委巡察五组于5月13日进驻市第一医院开展巡察。\n四、巡察时间\n巡察时间为2024年5月13日至7月15日。\n2024年5月13日"
    )
    [one] = read_header(clean(raw)[0]).inspections
    assert one.start is not None
    assert one.end is not None
    assert (one.start.iso, one.end.iso) == ("2024-05-13", "2024-07-15")


def test_a_period_without_a_year_ends_behind_its_start() -> None:
    raw = "区委第一巡察组从6月9日至8月23日对区招商局开展常规巡察。\n欢迎监督。\n中共云溪区委\n2022年6月9日"
    [one] = read_header(clean(raw)[0]).inspections
    assert one.start is not None
    assert one.end is not None
    assert (one.start.iso, one.end.iso) == ("2022-06-09", "2022-08-23")


def test_one_day_behind_the_target_is_that_of_the_feedback() -> None:
    raw = "省委第五巡视组对省法院党组进行了巡视，2021年12月30日，省委巡视组向省法院党组反馈了意见。"
    [one] = read_header(clean(raw)[0]).inspections
    assert one.start is None
    assert one.feedback is not None
    assert one.feedback.iso == "2021-12-30"


def test_two_periods_in_a_row_are_one() -> None:
    raw = "2022年3月17日至3月22日、5月5日至7月12日，区委巡察四组对区卫健局党组开展了巡察。"
    [one] = read_header(clean(raw)[0]).inspections
    assert one.end is not None
    assert one.end.iso == "2022-07-12"


def test_the_day_of_a_meeting_of_feedback_is_no_day_of_inspecting() -> None:
    [one] = read_header("2024年8月21日，县委第五巡察组巡察县民政局党组情况反馈会召开。").inspections
    assert one.start is None
    assert one.feedback is not None
    assert one.feedback.iso == "2024-08-21"


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2018年1月4至5日，县委6个巡察组分别向县卫计局、县林业局等6家党委进行巡察意见反馈。", "2018-01-04"),
        (
            "2019年10月9日，县委书记听取汇报，对巡察反馈和整改提出要求。10月10日，县委第一巡察组向县林业局反馈。",
            "2019-10-10",
        ),
    ],
)
def test_the_days_of_a_feedback_are_no_period(raw: str, day: str) -> None:
    for one in read_header(clean(raw)[0]).inspections:
        assert one.start is None
        assert one.feedback is not None
        assert one.feedback.iso == day


def test_each_of_two_inspections_of_a_sentence_has_its_period() -> None:
    raw = (
        "2023年10月23日至12月22日，县委第一巡察组对县教育局开展了常规巡察；"
        "11月6日至12月15日，县委第二巡察组对县粮食局开展了专项巡察。"
    )
    told = read_header(clean(raw)[0]).inspections
    dates = [(one.start.iso, one.end.iso) for one in told if one.start and one.end]
    assert dates == [("2023-10-23", "2023-12-22"), ("2023-11-06", "2023-12-15")]


def test_the_year_of_a_budget_is_no_date() -> None:
    raw = "2024年3月4日至5月24日，县审计局对县财政局2023年度预算执行情况进行了审计，并于7月16日出具《审计报告》。"
    [one] = read_header(clean(raw)[0]).inspections
    assert one.feedback is not None
    assert one.feedback.iso == "2024-07-16"


def test_an_audit_report_is_the_feedback_of_an_audit() -> None:
    raw = (
        "2024年4月8日至5月31日，县审计局派出审计组对县林业局预算执行情况进行了审计，于2024年7月12日出具了《审计报告》。"
    )
    [one] = read_header(clean(raw)[0]).inspections
    assert one.feedback is not None
    assert one.feedback.iso == "2024-07-12"
