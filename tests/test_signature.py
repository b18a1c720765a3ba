"""The title of a notice, who published it and when: tables of (text, what is read)."""

from __future__ import annotations

import pytest

from graph_builder.header.extract import Header, read_header
from graph_builder.reading.cleaning import clean


def header(raw: str) -> Header:
    return read_header(clean(raw)[0])


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (
            "中共云溪县水利局党组关于县委巡察整改进展情况的通报\n正文。",
            "中共云溪县水利局党组关于县委巡察整改进展情况的通报",
        ),
        ("首页\n云溪县水利局关于巡察整改情况的公告\n正文。", "云溪县水利局关于巡察整改情况的公告"),
        (
            "云溪县人民政府门户网站 云溪县水利局 政务公告 中共云溪县水利局党组关于巡察整改情况的通报\n正文。",
            "中共云溪县水利局党组关于巡察整改情况的通报",
        ),
        (
            "中共云溪县水利局党组\n关于县委巡察整改进展情况的通报\n正文。",
            "中共云溪县水利局党组关于县委巡察整改进展情况的通报",
        ),
        (
            "中共云溪县水利局党组\n关于县委巡察整改情况的\n通    报\n正文。",
            "中共云溪县水利局党组关于县委巡察整改情况的通报",
        ),
        ("县委巡察组向县水利局反馈巡察情况\n正文。", "县委巡察组向县水利局反馈巡察情况"),
        ("【公告】云溪县水利局关于巡察整改情况的通报\n正文。", "云溪县水利局关于巡察整改情况的通报"),
        (
            "中共云溪县水利局党组关于巡察整改情况的通报根据县委统一部署，开展巡察。",
            "中共云溪县水利局党组关于巡察整改情况的通报",
        ),
        (
            "云溪县人民政府\n关于审计查出问题整改情况的报告\n——2023年12月26日在县人大常委会会议上\n正文。",
            "云溪县人民政府关于审计查出问题整改情况的报告",
        ),
        (
            "标 题：云溪镇党委关于巡察整改进展情况的通报\n发文单位：云溪镇\n正文。",
            "云溪镇党委关于巡察整改进展情况的通报",
        ),
        (
            "县财政局\n中共云溪县财政局党组关于巡察整改情况的通报 2026-02-13\n正文。",
            "中共云溪县财政局党组关于巡察整改情况的通报",
        ),
        (
            "云溪市审计查出问题整改情况的报告——2023年4月在云溪市七届人大常委会第十七次会议上\n正文。",
            "云溪市审计查出问题整改情况的报告",
        ),
        ("2018年11月22日在云溪市人大常委会第十六次会议上\n市审计局局长 许金荣\n正文一句。\n", None),
        ("县委第一巡察组巡察云溪学院\n来源：云溪日报 编辑：王云岭\n正文。", "县委第一巡察组巡察云溪学院"),
        ("正文一句。\n关于“学习不深入”问题的整改情况\n正文二句。", None),
        ("正文一句。\n正文二句。", None),
        ("一、整改落实情况\n正文。", None),
        ("正文一句。\n二、整改进展情况及成效\n组织工会工作者学习。\n正文二句。", None),
    ],
)
def test_the_title_is_the_line_that_says_what_the_notice_is(raw: str, title: str | None) -> None:
    found = header(raw).title
    assert (found and found.text) == title


BODY = "正文第一句说明情况。\n正文第二句说明情况。\n"


@pytest.mark.parametrize(
    ("raw", "publisher", "day"),
    [
        (BODY + "中共云溪县水利局党组\n2023年11月20日", "中共云溪县水利局党组", "2023-11-20"),
        (BODY + "中共云溪县水利局党组2023年11月20日", "中共云溪县水利局党组", "2023-11-20"),
        ("云溪县水利局关于巡察整改情况的通报 (2024-07-26)\n" + BODY, "云溪县水利局", "2024-07-26"),
        (
            "临川|\n" * 20 + "云溪县水利局关于巡察整改情况的通报\n2022-09-02 08:57:04 来源：县水利局\n" + BODY,
            "云溪县水利局",
            "2022-09-02",
        ),
        (BODY + "云溪县水务集团有限公司\n二〇二三年十一月二十日", "云溪县水务集团有限公司", "2023-11-20"),
        ("发布时间：2023-11-20\n云溪县水利局关于巡察整改情况的通报\n" + BODY, "云溪县水利局", "2023-11-20"),
        ("正文第一句。正文第二句。中共云溪县水利局党组 2023年11月20日", "中共云溪县水利局党组", "2023-11-20"),
        ("| 发布机构 | 云溪县水利局 | 公开方式 |\n| 成文日期 | 2023-11-20 |\n" + BODY, "云溪县水利局", "2023-11-20"),
        ("情况报告\n(2023年11月20日在县人大常委会第三次会议上)\n" + BODY, None, "2023-11-20"),
        ("县水利局巡察整改\n(2023年11月20日)\n" + BODY, None, "2023-11-20"),
        (BODY + "中共云溪县水利管理委员会委员会\n2023年11月20日", "中共云溪县水利管理委员会委员会", "2023-11-20"),
        ("县水利局巡察整改\n2023-11-20 11:00\n" + BODY, None, "2023-11-20"),
        ("中共云溪县水利局委员会巡察整改情况通报\n" + BODY, "中共云溪县水利局委员会", None),
        ("关于云溪县人民医院党委落实县委巡察整改情况的公示\n" + BODY, "云溪县人民医院党委", None),
        ("云溪县水利局党委对县委巡察反馈问题整改落实情况的通报\n" + BODY, "云溪县水利局党委", None),
        ("关于县委第一巡察组反馈意见整改情况的报告\n" + BODY, None, None),
        ("中共云溪县委统战部关于巡察组反馈意见的整改情况\n" + BODY, "中共云溪县委统战部", None),
        ("县水利局巡察整改\n2023年11月20日 11:00 点击：[ 73 ]\n" + BODY, None, "2023-11-20"),
        ("关于预算审计查出问题整改情况的报告\n访问量：356 来源：云溪县审计局\n" + BODY, "云溪县审计局", None),
        ("市委第二巡察组反馈巡察情况\n信息来源：云溪市巡察办公室\n" + BODY, None, None),
        (BODY, None, None),
        (BODY + "2023年11月", None, "2023-11"),
        (
            "云溪县委办公室关于反馈情况的通报\n" + BODY + "（一）县财政局党组\n监管不严。\n2024年1月8日",
            "云溪县委办公室",
            "2024-01-08",
        ),
        ("关于云溪学校党总支巡察整改情况的公示\n整改完成时间：2023年9月30日\n" + BODY, "云溪学校党总支", None),
        (BODY + "中共云溪县水利局党组 云溪县水利局\n2023年11月20日", "中共云溪县水利局党组", "2023-11-20"),
        (BODY + "中共云溪县委员会 云溪县人民政府\n2023年11月20日", "中共云溪县委员会", "2023-11-20"),
        (
            BODY + "中共云溪县委巡察工作\n领导小组办公室\n2023年11月20日",
            "中共云溪县委巡察工作领导小组办公室",
            "2023-11-20",
        ),
        (BODY + "中共云溪县水利局党组\n云溪县水利局\n2023年11月20日", "中共云溪县水利局党组", "2023-11-20"),
    ],
    ids=[
        "two lines",
        "one line",
        "behind the title",
        "below a menu",
        "Chinese numerals",
        "at the top",
        "without line breaks",
        "a page's table",
        "a session",
        "in brackets at the top",
        "a committee of a committee",
        "alone at the top",
        "the title opens with it",
        "the title is about it",
        "the title says to whose findings it answers",
        "a group that gave feedback publishes nothing",
        "a department of the committee",
        "beside the page's count of readers",
        "the page of a report without a body in its title",
        "the page of a news",
        "none",
        "a month alone",
        "a heading is no signature",
        "the time of a remedy is no day of publication",
        "two bodies side by side",
        "committee and government",
        "a name broken over two lines",
        "two bodies, one above the other",
    ],
)
def test_the_publisher_signs_and_the_date_stands_beside(raw: str, publisher: str | None, day: str | None) -> None:
    found = header(raw)
    assert (found.publisher and found.publisher.text) == publisher
    assert (found.publish_date and found.publish_date.iso) == day


_TITLE = (
    "中共云溪县水利局党组关于县委巡察反馈意见整改情况的公示\n发布日期：2024-07-15 来源：县水利局\n现将情况公示如下。\n"
)


@pytest.mark.parametrize(
    "end",
    [
        "15\n档案管理混乱。\n补齐材料14份。\n机关党总支\n2024年3月底\n已完成\n16\n权属不清。\n提交办证申请。\n局办公室\n2024年10月底\n已完成",
        "16\n权属不清。\n提交办证申请。\n局办公室\n2024年10月底\n已完成\n欢迎监督。\n关于我们|网站地图|主办：云溪县人民政府办公室",
    ],
    ids=["the cells of a table", "the foot of a page"],
)
def test_who_is_responsible_and_who_keeps_the_page_sign_nothing(end: str) -> None:
    found = header(_TITLE + end)
    assert found.publisher is not None
    assert found.publisher.text == "中共云溪县水利局党组"
    assert found.publish_date is not None
    assert found.publish_date.iso == "2024-07-15"
