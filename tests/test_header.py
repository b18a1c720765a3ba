"""Who inspected whom and when, the title, the publisher, the date: tables of (text, header)."""

from __future__ import annotations

import pytest

from graph_builder.header.extract import Header, read_header
from graph_builder.header.inspection_groups import groups
from graph_builder.reading.cleaning import clean

Fact = tuple[str, str, str, str, str]
"""Group, target, start, end, feedback of one inspection."""


def header(raw: str) -> Header:
    return read_header(clean(raw)[0])


def facts(raw: str) -> list[Fact]:
    return [
        (
            one.group.text if one.group else "",
            one.target.text if one.target else "",
            one.start.iso if one.start else "",
            one.end.iso if one.end else "",
            one.feedback.iso if one.feedback else "",
        )
        for one in header(raw).inspections
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "根据县委统一部署，2023年4月12日至6月13日，县委第三巡察组对县水利局党组开展了常规巡察。2023年7月5日，县委第三巡察组向县水利局党组反馈了巡察意见。",
            [("县委第三巡察组", "县水利局党组", "2023-04-12", "2023-06-13", "2023-07-05")],
            id="the usual sentence",
        ),
        pytest.param(
            "2023年4月12日至6月13日，县委第三巡察组对县水利局党组进行了巡察，并于7月5日反馈了意见。",
            [("县委第三巡察组", "县水利局党组", "2023-04-12", "2023-06-13", "2023-07-05")],
            id="feedback in the same sentence, without a year",
        ),
        pytest.param(
            "2022年10月8日至12月20日，市委第二巡察组对市司法局党委进行了巡察。1月9日，巡察组反馈了意见。",
            [("市委第二巡察组", "市司法局党委", "2022-10-08", "2022-12-20", "2023-01-09")],
            id="feedback in the next year",
        ),
        pytest.param(
            "按照省委部署，省委第五巡视组于2023年3月1日至4月30日对云溪学院党委开展了巡视。",
            [("省委第五巡视组", "云溪学院党委", "2023-03-01", "2023-04-30", "")],
            id="the group before the dates",
        ),
        pytest.param(
            "云溪县水务公司党委关于专项巡察整改情况的通报\n2023年8月14日，县委第五专项巡察组反馈意见后，公司党委立即整改。",
            [("县委第五专项巡察组", "云溪县水务公司党委", "", "", "2023-08-14")],
            id="only the feedback to the body that publishes is told",
        ),
        pytest.param(
            "2023年4月至6月，县委第一巡察组对县教育局党组开展了巡察。",
            [("县委第一巡察组", "县教育局党组", "2023-04", "2023-06", "")],
            id="dates as precise as they are written",
        ),
        pytest.param(
            "2023年4月12日至6月13日，县委第三巡察组对中共云溪县水利局党组（以下简称“局党组”）开展了巡察。",
            [("县委第三巡察组", "中共云溪县水利局党组", "2023-04-12", "2023-06-13", "")],
            id="a declared short form is no part of the name",
        ),
        pytest.param(
            "2023年4月12日至6月13日，县委第三巡察组对云溪县水务集团有限公司党委开展了专项巡察。",
            [("县委第三巡察组", "云溪县水务集团有限公司党委", "2023-04-12", "2023-06-13", "")],
            id="an enterprise",
        ),
        pytest.param(
            "2023年5月，中央第二生态环境保护督察组对云溪市开展了生态环境保护督察。",
            [("中央第二生态环境保护督察组", "云溪市", "2023-05", "", "")],
            id="an environmental inspection",
        ),
        pytest.param(
            "2023年3月1日至4月30日，县委第一巡察组对县财政局党组、县教育局党组开展了常规巡察。",
            [
                ("县委第一巡察组", "县财政局党组", "2023-03-01", "2023-04-30", ""),
                ("县委第一巡察组", "县教育局党组", "2023-03-01", "2023-04-30", ""),
            ],
            id="one group, two targets",
        ),
        pytest.param(
            "2023年3月1日至4月30日，县委第一巡察组对县财政局党组，县委第二巡察组对县教育局党组开展了常规巡察。",
            [
                ("县委第一巡察组", "县财政局党组", "2023-03-01", "2023-04-30", ""),
                ("县委第二巡察组", "县教育局党组", "2023-03-01", "2023-04-30", ""),
            ],
            id="two groups in one sentence",
        ),
        pytest.param(
            "2023年3月1日至4月30日，县委第一巡察组对县财政局党组开展了常规巡察。\n2023年5月8日至6月30日，县委第二巡察组对县教育局党组开展了专项巡察。"
            "\n2023年5月20日，县委第一巡察组反馈了意见。\n2023年7月20日，县委第二巡察组反馈了意见。",
            [
                ("县委第一巡察组", "县财政局党组", "2023-03-01", "2023-04-30", "2023-05-20"),
                ("县委第二巡察组", "县教育局党组", "2023-05-08", "2023-06-30", "2023-07-20"),
            ],
            id="two inspections with dates and feedback of their own",
        ),
        pytest.param(
            "2022年3月1日至5月10日，县委第四巡察组对县财政局党组、县文化和旅游局党委等2个党组织开展了常规巡察。",
            [
                ("县委第四巡察组", "县财政局党组", "2022-03-01", "2022-05-10", ""),
                ("县委第四巡察组", "县文化和旅游局党委", "2022-03-01", "2022-05-10", ""),
            ],
            id="a count is no part of a name, 和 may be",
        ),
        pytest.param(
            "2022年3月1日至5月10日，区委巡察三组对青禾街道党工委及所辖5个社区党委进行巡察，6月2日反馈了意见。",
            [("区委巡察三组", "青禾街道党工委", "2022-03-01", "2022-05-10", "2022-06-02")],
            id="a group with its number behind, and what goes with the target",
        ),
        pytest.param(
            "2022年8月20日，县委第一巡察组进驻县人大机关党支部，开展为期60天的巡察。\n"
            "巡察组在巡察期间（2022年8月20日至2022年10月20日）设有举报电话。",
            [("县委第一巡察组", "县人大机关党支部", "2022-08-20", "2022-10-20", "")],
            id="entry, and its end told later",
        ),
        pytest.param(
            "十一届县委第七轮巡察于2023年11月20日至2024年1月19日对县发展和改革局党组等3个党组织开展了巡察。\n"
            "3月18日，县委第一巡察组向县发展改革局党组、县统计局党组反馈巡察情况。组长王云岭指出问题。\n"
            "同日，县委第二巡察组向云溪医院党委反馈了巡察“回头看”情况。3月19日，学习反馈意见。",
            [
                ("县委第一巡察组", "县发展改革局党组", "2023-11-20", "2024-01-19", "2024-03-18"),
                ("县委第一巡察组", "县统计局党组", "2023-11-20", "2024-01-19", "2024-03-18"),
                ("县委第二巡察组", "云溪医院党委", "2023-11-20", "2024-01-19", "2024-03-18"),
            ],
            id="groups named only where they give feedback",
        ),
        pytest.param(
            "十四届县委第九轮巡察派出2个巡察组。\n一、任务分工\n县委第一巡察组（组长：王云岭）：巡察县科技局党组、县气象局党组；\n"
            "县委第二巡察组（组长：李平）：对云溪城投集团党委开展巡察“回头看”。\n二、时间\n"
            "常规巡察：2025年3月24日至5月30日。“回头看”：2025年3月26日至4月30日。",
            [
                ("县委第一巡察组", "县科技局党组", "2025-03-24", "2025-05-30", ""),
                ("县委第一巡察组", "县气象局党组", "2025-03-24", "2025-05-30", ""),
                ("县委第二巡察组", "云溪城投集团党委", "2025-03-26", "2025-04-30", ""),
            ],
            id="a list of an entry announcement, dates told for each kind",
        ),
        pytest.param(
            "巡察时间：2024年3月15日至5月20日\n县委第一巡察组：县统计局党组、青石镇党委\n组长：陈平\n"
            "县委第二巡察组：县第一中学党总支\n组长：周敏",
            [
                ("县委第一巡察组", "县统计局党组", "2024-03-15", "2024-05-20", ""),
                ("县委第一巡察组", "青石镇党委", "2024-03-15", "2024-05-20", ""),
                ("县委第二巡察组", "县第一中学党总支", "2024-03-15", "2024-05-20", ""),
            ],
            id="groups and targets between colons, dates told once",
        ),
        pytest.param(
            "2023年3月6日，县委第二巡察组向县教育局党组反馈巡察情况。\n2022年10月8日至12月15日，县委第二巡察组对县教育局党组开展了巡察。",
            [("县委第二巡察组", "县教育局党组", "2022-10-08", "2022-12-15", "2023-03-06")],
            id="the feedback told first",
        ),
        pytest.param(
            "2022年10月8日至12月15日，县委第二巡察组对县教育局党组开展了巡察。2023年3月6日，县委巡察组向局党组反馈了意见。"
            "3月8日，局党组传达学习县委第二巡察组反馈意见。",
            [("县委第二巡察组", "县教育局党组", "2022-10-08", "2022-12-15", "2023-03-06")],
            id="who studies the feedback does not give it",
        ),
        pytest.param(
            "2022年10月8日至12月15日，县委第二巡察组对我局党组开展了巡察。\n中共云溪县教育局党组\n2023年5月1日",
            [("县委第二巡察组", "中共云溪县教育局党组", "2022-10-08", "2022-12-15", "")],
            id="our own body is the one that signs",
        ),
        pytest.param(
            "2022年4月上旬至6月中旬，市委第一巡察组、市委第六巡察组分别对云溪产投集团、云溪商贸集团开展了巡察，并于2022年8月反馈。",
            [
                ("市委第一巡察组", "云溪产投集团", "2022-04", "2022-06", "2022-08"),
                ("市委第六巡察组", "云溪商贸集团", "2022-04", "2022-06", "2022-08"),
            ],
            id="two groups, one target each",
        ),
        pytest.param(
            "2023年3月6日至6月30日，县审计局依法对县财政局具体组织的2022年度预算执行情况进行了审计。县审计局对2个单位开展约谈。",
            [("县审计局", "县财政局", "2023-03-06", "2023-06-30", "")],
            id="an audit",
        ),
        pytest.param(
            "2021年6月22日至7月12日，省第四生态环境保护督察组对河阳市开展了督察。",
            [("省第四生态环境保护督察组", "河阳市", "2021-06-22", "2021-07-12", "")],
            id="an environmental inspection of a province",
        ),
        pytest.param(
            "6月5日，区委第一巡察组在金溪镇召开巡察情况反馈会议。\n2024年6月5日，巡察组反馈了情况。",
            [("区委第一巡察组", "金溪镇", "", "", "2024-06-05")],
            id="a meeting at the target, its year told elsewhere",
        ),
        pytest.param(
            "县委第一巡察组从2020年5月17日至8月7日，对市科技局贯彻落实决策部署情况开展专项巡察。",
            [("县委第一巡察组", "市科技局", "2020-05-17", "2020-08-07", "")],
            id="what the target did or did not do",
        ),
        pytest.param(
            "县委组建2个巡察组，分别对县委办公室、县人大机关、县广播电视台等3个单位开展常规巡察。",
            [("", "县委办公室", "", "", ""), ("", "县人大机关", "", "", ""), ("", "县广播电视台", "", "", "")],
            id="targets alone",
        ),
        pytest.param(
            "2022年10月12日，县委第四巡察组对青石镇党委进行巡察反馈。",
            [("县委第四巡察组", "青石镇党委", "", "", "2022-10-12")],
            id="a feedback, however it is worded",
        ),
        pytest.param(
            "县委第一巡察组巡察县教育局党组反馈会召开\n2023-03-01 17:46:00\n"
            "2月23日，县委第一巡察组巡察县教育局党组反馈会召开。",
            [("县委第一巡察组", "县教育局党组", "", "", "2023-02-23")],
            id="a feedback lies before the day of publication",
        ),
        pytest.param("县水利局党组对整改工作高度重视。", [], id="no inspection"),
        pytest.param(
            "2023年4月12日至6月13日，对县水利局党组开展了巡察。",
            [("", "县水利局党组", "2023-04-12", "2023-06-13", "")],
            id="no group",
        ),
        pytest.param("", [], id="nothing"),
    ],
)
def test_each_pair_of_group_and_target_is_an_inspection(raw: str, expected: list[Fact]) -> None:
    assert facts(raw) == expected


@pytest.mark.parametrize(
    ("raw", "kind", "round_"),
    [
        (
            "十三届县委第六轮巡察公告\n2023年5月，县委第一巡察组对县财政局开展了常规巡察。",
            "常规",
            "十三届县委第六轮巡察",
        ),
        (
            "2023年5月，十三届县委第六轮第二批巡察派出的县委第一巡察组对县财政局开展了常规巡察。",
            "常规",
            "十三届县委第六轮第二批巡察",
        ),
        (
            "2023年5月，县委第一巡察组对县财政局开展了常规巡察。学习《关于二十届中央第二轮巡视情况的报告》，上一轮巡察指出的问题已改。",
            "常规",
            "",
        ),
        ("2023年5月，县委第一巡察组进驻县财政局开展常规巡察。", "常规", ""),
        ("2023年5月，县委第一巡察组对县财政局开展常规巡察，开展县委第九轮巡察。", "常规", "县委第九轮巡察"),
        ("2023年5月，县委第一巡察组对县财政局开展了“回头看”。", "回头看", ""),
        ("2023年5月，县委第一巡察组对县财政局开展了巡察“回头看”。", "回头看", ""),
        ("2023年5月，县委第一巡察组对县财政局开展了粮食购销领域专项巡察。", "粮食购销领域专项", ""),
        ("2023年5月，县委第一巡察组对县财政局开展了提级巡察。", "提级", ""),
        ("2023年5月，县委第一巡察组对县财政局开展了为期两个月的巡察。", "", ""),
        ("2023年5月，县委第一巡察组对县财政局开展了为期43天的巡察“回头看”。", "回头看", ""),
        ("2023年5月，校党委对云溪学院开展了第三轮巡视“回头看”。", "回头看", "第三轮巡视"),
        ("2023年5月，县委第一巡察组对县财政局开展了现场巡察。", "", ""),
        ("2023年5月，县委第一巡察组对县财政局开展“扫黑除恶”专项巡察。", "“扫黑除恶”专项", ""),
        ("2023年5月，县委第一巡察组对县财政局党组巡察“回头看”动员会召开。", "回头看", ""),
        ("县委第一巡察组召开会议，反馈了对县财政局的巡察“回头看”情况。", "回头看", ""),
    ],
)
def test_kind_and_round_are_read(raw: str, kind: str, round_: str) -> None:
    found = header(raw).inspections
    assert [(one.kind, one.round) for one in found] == ([(kind, round_)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委第三巡察组反馈了意见", ["县委第三巡察组"]),
        ("向市委第一巡察组和市委第二巡察组汇报", ["市委第一巡察组", "市委第二巡察组"]),
        ("按照省委第五巡视组的要求", ["省委第五巡视组"]),
        ("2023年4月县委巡察组进驻", ["县委巡察组"]),
        ("接受省委第二专项巡视组监督", ["省委第二专项巡视组"]),
        ("中央第八巡视组", ["中央第八巡视组"]),
        ("5月2日至27日,省委教育工委第五巡察组进驻", ["省委教育工委第五巡察组"]),
        ("十三届县委第六轮巡察第三巡察组", ["县委第三巡察组"]),
        ("2023年5月月湖区委第一巡察组", ["月湖区委第一巡察组"]),
        ("成立区委教育领域专项巡察组", ["区委教育领域专项巡察组"]),
        ("传达学习十三届市委第四巡察组意见", ["市委第四巡察组"]),
        ("为深入推进县委第二巡察组反馈意见的整改", ["县委第二巡察组"]),
        ("信件请寄县行政中心三号楼县委第二巡察组", ["县委第二巡察组"]),
        ("云州省第二生态环境保护督察组对云溪市", ["云州省第二生态环境保护督察组"]),
        ("原则上同意各巡察组的报告", []),
        ("下设办公室和督导组", []),
        ("成立整改工作领导小组", []),
    ],
)
def test_a_groups_name_ends_at_its_left_where_a_name_can_begin(text: str, expected: list[str]) -> None:
    assert [group.text for group in groups(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("raw", "aliases"),
    [
        ("对云溪县水利局党组（以下简称局党组）开展了巡察", ("局党组",)),
        ("对云溪县水利局党组（以下简称“局党组”）开展了巡察", ("局党组",)),
        ("对云溪县水利局党组（下称县水利局）开展了巡察", ("县水利局",)),
        ("对云溪县水利局党组（简称：局党组）开展了巡察", ("局党组",)),
        ("对云溪县水利局党组开展了巡察", ()),
    ],
)
def test_the_short_form_that_a_notice_declares_is_an_alias(raw: str, aliases: tuple[str, ...]) -> None:
    (one,) = header(f"2023年5月1日，县委第三巡察组{raw}。").inspections
    assert one.target is not None
    assert (one.target.text, one.target.aliases) == ("云溪县水利局党组", aliases)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (
            "中共云溪县水利局党组关于县委巡察整改进展情况的通报\n正文。",
            "中共云溪县水利局党组关于县委巡察整改进展情况的通报",
        ),
        ("首页\n云溪县水利局关于巡察整改情况的公告\n正文。", "云溪县水利局关于巡察整改情况的公告"),
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
        (BODY + "云溪县水务集团有限公司\n二〇二三年十一月二十日", "云溪县水务集团有限公司", "2023-11-20"),
        ("发布时间：2023-11-20\n云溪县水利局关于巡察整改情况的通报\n" + BODY, "云溪县水利局", "2023-11-20"),
        ("正文第一句。正文第二句。中共云溪县水利局党组 2023年11月20日", "中共云溪县水利局党组", "2023-11-20"),
        ("| 发布机构 | 云溪县水利局 | 公开方式 |\n| 成文日期 | 2023-11-20 |\n" + BODY, "云溪县水利局", "2023-11-20"),
        ("情况报告\n(2023年11月20日在县人大常委会第三次会议上)\n" + BODY, None, "2023-11-20"),
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
    ],
    ids=[
        "two lines",
        "one line",
        "Chinese numerals",
        "at the top",
        "without line breaks",
        "a page's table",
        "a session",
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
    ],
)
def test_the_publisher_signs_and_the_date_stands_beside(raw: str, publisher: str | None, day: str | None) -> None:
    found = header(raw)
    assert (found.publisher and found.publisher.text) == publisher
    assert (found.publish_date and found.publish_date.iso) == day


@pytest.mark.parametrize(
    "raw",
    [
        "2023年4月12日至6月13日，县委第三巡察组对中共云溪县水利局党组（以下简称局党组）开展了巡察。\n中共云溪县水利局党组\n2023年7月1日",
        "中共云溪县水利局党组关于县委巡察整改情况的通报\n2023年3月，县委第一巡察组对县财政局、县教育局党组开展了巡察。",
    ],
)
def test_every_name_stands_where_its_span_says(raw: str) -> None:
    text, _ = clean(raw)
    found = read_header(text)
    named = [name for one in found.inspections for name in (one.group, one.target)]
    for name in [*named, found.title, found.publisher]:
        if name is not None:
            assert text[name.span.start : name.span.end] == name.text
