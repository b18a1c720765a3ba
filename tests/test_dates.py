"""Dates, ranges and declared counts as notices write them: tables of (text, reading)."""

from __future__ import annotations

import pytest

from graph_builder.header.declared import declared
from graph_builder.wording.dates import dates, period, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年4月12日", ["2023-04-12"]),
        ("2023年4月", ["2023-04"]),
        ("2023年", ["2023"]),
        ("2023年4月下旬", ["2023-04"]),
        ("2023年12月31日", ["2023-12-31"]),
        ("二〇二三年五月", ["2023-05"]),
        ("二○二三年十二月三十一日", ["2023-12-31"]),
        ("二零二三年十月二十日", ["2023-10-20"]),
        ("二O二三年十一月十日", ["2023-11-10"]),
        ("2023-04-12", ["2023-04-12"]),
        ("2023/4/12", ["2023-04-12"]),
        ("2023.04.12", ["2023-04-12"]),
        ("2023年4月12日号召", ["2023-04-12"]),
        ("2022年3月11日、5月31日", ["2022-03-11", "2022-05-31"]),
        ("8月29日", [""]),
        ("云溪县2个月", []),
        ("每月一次", []),
        ("增长2023万元", []),
        ("版本2023.04.123", []),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, expected: list[str]) -> None:
    assert [date.iso for date in dates(text)] == expected


@pytest.mark.parametrize("text", ["2023年4月12日", "二〇二三年五月", "2023-04-12", "8月29日"])
def test_the_span_of_a_date_is_its_words(text: str) -> None:
    (date,) = dates(f"于{text}起")
    assert (date.span.start, date.span.end) == (1, 1 + len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年13月", "2023"),
        ("2023年2月30日", "2023-02"),
        ("2023年19月5日", "2023"),
        ("2023-02-31", "2023-02"),
        ("2023年4月31日", "2023-04"),
        ("2024年2月29日", "2024-02-29"),
        ("2023年2月29日", "2023-02"),
    ],
)
def test_a_day_that_no_calendar_has_is_left_out(text: str, expected: str) -> None:
    assert [date.iso for date in dates(text)] == [expected]


def test_a_date_of_another_century_lends_its_year_to_none() -> None:
    assert [date.iso for date in dates("2023年4月1日调阅1998年5月档案")] == ["2023-04-01", "1998-05"]
    assert [date.iso for date in dates("2023年4月1日调阅一九九八年五月档案")] == ["2023-04-01", "1998-05"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023年4月12日至6月13日", "2023-04-12", "2023-06-13"),
        ("2020年11月2日至27日", "2020-11-02", "2020-11-27"),
        ("2023年4月12日启动,6月13日结束", "2023-04-12", "2023-06-13"),
        ("2023年4月12日至2023年6月13日", "2023-04-12", "2023-06-13"),
        ("2023年4月12日—6月13日", "2023-04-12", "2023-06-13"),
        ("2023年4月12日-6月13日", "2023-04-12", "2023-06-13"),
        ("2023年12月1日至1月20日", "2023-12-01", "2024-01-20"),
        ("2022年12月1日至2023年1月20日", "2022-12-01", "2023-01-20"),
        ("2023年4月至6月", "2023-04", "2023-06"),
        ("2023年4月中旬至6月下旬", "2023-04", "2023-06"),
        ("2023年4月12日到6月13日", "2023-04-12", "2023-06-13"),
        ("二〇二三年四月十二日至六月十三日", "2023-04-12", "2023-06-13"),
        ("2023年4月12日,召开会议", "2023-04-12", None),
        ("2018年1月4至5日", "2018-01-04", "2018-01-05"),
        ("2018年4月8-10日", "2018-04-08", "2018-04-10"),
        ("召开会议", None, None),
    ],
)
def test_a_range_has_a_start_and_an_end(text: str, start: str | None, end: str | None) -> None:
    found = period(text)
    first, second = found or (None, None)
    assert (first and first.iso, second and second.iso) == (start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("3", 3), ("12", 12), ("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("两", 2)],
)
def test_a_number_is_read_in_both_scripts(text: str, expected: int) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("巡察组反馈了4个方面28个问题。", {"aspects": 4, "problems": 28}),
        ("巡察组指出3个方面、11类、34个具体问题。", {"aspects": 3, "problems": 34}),
        ("巡察组共指出问题3大类、9个方面、25条。", {"aspects": 3, "problems": 25}),
        ("建立整改任务清单41项,逐条落实。", {"tasks": 41}),
        ("整改期间,制定修订《学院章程》等规章制度28项。", {"systems": 28}),
        ("整改期间,出台《监督清单》等42项制度。", {"systems": 42}),
        ("细化整改任务39项,截至目前,37项整改任务已完成。", {"tasks": 39}),
        ("反馈督察意见,其中涉及我区的问题共9个。", {"problems": 9}),
        ("下设监督检查、建章立制3个专项小组。整改期内制定完善制度29项。", {"systems": 29}),
        ("巡察反馈4方面28个问题,制定整改措施158项。", {"aspects": 4, "problems": 28, "measures": 158}),
        ("针对反馈的三个方面12个具体问题,制定85条整改措施。", {"aspects": 3, "problems": 12, "measures": 85}),
        ("将反馈的3个方面15个具体问题分解为38项整改任务。", {"aspects": 3, "problems": 15, "tasks": 38}),
        ("巡察整改期间,制定完善制度7项。", {"systems": 7}),
        ("建立健全规章制度12项。", {"systems": 12}),
        ("修订完善5项制度。", {"systems": 5}),
        ("反馈意见指出16个问题。", {"problems": 16}),
        ("召开会议42次,谈话12人次。", {}),
        ("民主生活会查摆班子存在问题9个。", {}),
        ("区委巡察组反馈的3个方面14个问题,召开专题民主生活会1次。", {"aspects": 3, "problems": 14}),
        ("反馈5个方面、共23个问题。", {"aspects": 5, "problems": 23}),
        ("反馈4大类、13个大项、26个具体问题。", {"aspects": 4, "problems": 26}),
        ("审计整改情况报告。反馈涉及4个方面、29个单位(部门)共计50项具体问题。", {"aspects": 4, "problems": 50}),
        ("反馈了意见,共指出问题4个方面、18个。", {"aspects": 4, "problems": 18}),
        ("审计查出的32个问题已整改29个。审计整改情况公告。", {"problems": 32}),
        ("结合实际制定贯彻落实措施29条。", {}),
        ("评查案件126件,发现问题213个。", {}),
        ("本轮巡察共发现问题60个。", {"problems": 60}),
        ("下设督查督办组,细化整改措施67条。", {"measures": 67}),
        ("审计整改情况报告中,共反映163个问题。", {"problems": 163}),
        ("反馈后,从发现问题、工作作风等三个方面,分别对巡察组进行了测评。", {}),
        ("反馈后推行“三项措施”。", {}),
        ("学习不深入。", {}),
        ("审计工作报告反映问题整改情况。审计工作报告反映的86个问题已整改79个。", {"problems": 86}),
        ("制定整改任务6大类27项,整改措施159条。", {"measures": 159, "tasks": 27}),
        ("确定整改问题63个、措施185条。", {"problems": 63, "measures": 185}),
        (
            "召开民主生活会1次,把反馈的3个方面、选人用人专项检查1个方面共32个问题细化为118条整改措施。",
            {"aspects": 3, "problems": 32, "measures": 118},
        ),
        ("修订完善工程建设、集体资产、社区用人等方面制度24项。", {"systems": 24}),
        ("深入剖析28个问题,提出113条整改举措。", {"problems": 28, "measures": 113}),
        ("反馈了4个大方面24个大项的问题。", {"aspects": 4, "problems": 24}),
        ("针对52项问题,逐个研究,对每一项任务建立台账,落实“一个问题、一个方案”。", {"problems": 52}),
        ("列出反馈意见13条、整改措施57项。", {"problems": 13, "measures": 57}),
        ("反馈意见涉及3个方面10条。", {"aspects": 3, "problems": 10}),
        ("书记主动领办13项反馈问题,废止文件186份。", {}),
    ],
)
def test_declared_counts_are_read_with_what_they_count(text: str, expected: dict[str, int]) -> None:
    assert {one.what: one.number for one in declared(text)} == expected


def test_a_self_criticisms_own_counts_are_passed_over() -> None:
    text = "民主生活会上班子查摆了3个方面9个问题。巡察组反馈了4个方面28个问题。"
    assert {one.what: one.number for one in declared(text)} == {"aspects": 4, "problems": 28}


def test_the_span_of_a_count_holds_the_number_with_its_unit() -> None:
    text = "巡察组反馈了4个方面28个问题,制定整改措施158项。"
    assert {text[one.span.start : one.span.end] for one in declared(text)} == {"4个方面28个问题", "措施158项"}
