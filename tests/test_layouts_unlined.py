"""A notice that has lost all its lines says what it said with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import told

from graph_builder.header.extract import read_header
from graph_builder.outline.relined import relined
from graph_builder.reading.cleaning import clean

HEAD = """中共禾川县水务局党组关于县委巡察整改进展情况的通报
根据县委统一部署,2024年3月4日至5月10日,县委第二巡察组对县水务局党组进行了巡察。
一、整改工作组织情况
县水务局党组把巡察整改作为重大政治任务,先后召开党组会议5次,逐条研究整改措施,成立由党组书记任组长的整改工作领导小组。
二、反馈问题整改落实情况
"""
END = """三、下一步工作打算
县水务局党组将继续抓好后续整改,对需要长期坚持的任务紧盯不放,确保条条有整改、件件有着落。
中共禾川县水务局党组
2024年12月6日
"""
FAULTS = ["理论学习不深入", "河道采砂监管不到位", "农村饮水工程管护责任压得不实", "财务报销审核把关不严"]
DEEDS = [
    ["修订学习制度,每月组织一次集中学习", "邀请县委党校教师作专题辅导3次"],
    ["联合县公安局开展夜间巡查26次", "查处非法采砂案件9起,罚款42万元"],
    ["出台《农村供水工程管护办法》,落实管护员118名", "投入资金260万元更换老旧管网"],
    ["清退超标准报销的差旅费2.3万元", "组织财务人员参加业务培训4次"],
]


def steps(deeds: list[str]) -> str:
    return "".join(f"{number}是{deed}。" for number, deed in zip("一二三四", deeds, strict=False))


def quoted_without_a_stop() -> str:
    heads = [f"(一)落实党的理论路线方针政策方面\n1.针对“{FAULTS[0]}”的问题\n{steps(DEEDS[0])}\n"]
    heads.append(f"2.针对“{FAULTS[1]}”的问题\n{steps(DEEDS[1])}\n(二)落实全面从严治党责任方面\n")
    heads += [f"{n}.针对“{f}”的问题\n{steps(d)}\n" for n, f, d in zip((1, 2), FAULTS[2:], DEEDS[2:], strict=True)]
    return "".join(heads)


def about_without_a_stop() -> str:
    return "".join(
        f"{n}.关于{f}的问题整改情况\n" + "".join(f"({k}){deed}。\n" for k, deed in enumerate(d, 1))
        for n, (f, d) in enumerate(zip(FAULTS, DEEDS, strict=True), 1)
    )


def circled_behind_the_heading() -> str:
    return "".join(
        f"{n}.针对“{f}”的问题\n①{d[0]}。\n②{d[1]}。\n〔整改状态:已完成〕\n"
        for n, (f, d) in enumerate(zip(FAULTS, DEEDS, strict=True), 1)
    )


def quoted_with_labels() -> str:
    return "(一)落实党的理论路线方针政策方面\n" + "".join(
        f"“{f}”问题\n整改落实情况:\n①{d[0]}。\n②{d[1]}。\n" for f, d in zip(FAULTS, DEEDS, strict=True)
    )


def without_numbers() -> str:
    return "".join(f"针对{f}问题,{steps(d)}\n整改进度:100%。\n" for f, d in zip(FAULTS, DEEDS, strict=True))


def dashes() -> str:
    return "".join(f"——“{f}”的问题。{steps(d)}\n" for f, d in zip(FAULTS, DEEDS, strict=True))


def entries() -> str:
    return "".join(
        f"第({n})项{f}。\n整改进展:\n——{d[0]}。\n——{d[1]}。\n"
        for n, (f, d) in enumerate(zip(FAULTS, DEEDS, strict=True), 1)
    )


def entries_with_colons() -> str:
    return "".join(
        f"第{n}项:{f}\n整改:{steps(d)}\n(已完成)\n" for n, (f, d) in enumerate(zip(FAULTS, DEEDS, strict=True), 1)
    )


def named_in_full() -> str:
    return "".join(f"关于{f}的问题。\n【整改情况】{steps(d)}\n" for f, d in zip(FAULTS, DEEDS, strict=True))


def framed() -> str:
    return "".join(
        f"【反馈问题{n}】{f}。\n【整改情况】\n①{d[0]}。\n②{d[1]}。\n【整改状态】\n已完成\n"
        for n, (f, d) in enumerate(zip(FAULTS, DEEDS, strict=True), 1)
    )


def states_in_brackets() -> str:
    return "".join(
        f"{n}.{f}(已整改)\n巡察指出:有的制度形同虚设。\n整改情况:{steps(d)}\n"
        for n, (f, d) in enumerate(zip(FAULTS, DEEDS, strict=True), 1)
    )


LAYOUTS = [
    quoted_without_a_stop,
    about_without_a_stop,
    circled_behind_the_heading,
    quoted_with_labels,
    without_numbers,
    dashes,
    entries,
    entries_with_colons,
    named_in_full,
    framed,
    states_in_brackets,
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_notice_says_the_same_without_its_lines(layout: Callable[[], str]) -> None:
    raw = HEAD + layout() + END
    lined = told(raw)
    assert [one.title for one in lined] == FAULTS
    assert [one.heads for one in lined] == DEEDS
    assert told(raw.replace("\n", "")) == lined


@pytest.mark.parametrize(
    ("title", "end", "published"),
    [
        ("中共禾川县水利局党组关于县委巡察整改情况的通报\n", "中共禾川县水利局党组\n2024年12月6日", "2024-12-06"),
        ("禾川县水利局党组关于县委巡察整改情况的通报\n(2024年12月6日)\n", "中共禾川县水利局党组", "2024-12-06"),
        (
            "首页 > 正文\n中共禾川县水利局党组关于县委巡察整改情况的通报\n2024-12-06 来源:水利局 阅读:873\n",
            "中共禾川县水利局党组\n版权所有:禾川县水利局",
            "2024-12-06",
        ),
        ("关于县委巡察整改情况的通报\n", "中共禾川县水利局党组\n二〇二四年十二月六日", "2024-12-06"),
    ],
)
def test_the_header_is_read_without_lines(title: str, end: str, published: str) -> None:
    raw = f"{title}2024年3月4日至5月10日,县委第二巡察组对县水利局党组进行了巡察。电话:0001-5550123。\n{end}"
    text = clean(raw.replace("\n", ""))[0]
    header = read_header(text)
    assert header.title and header.publisher and header.publish_date
    assert header.title.text.endswith("关于县委巡察整改情况的通报")
    assert text[header.title.span.start : header.title.span.end] == header.title.text
    assert "禾川县水利局党组" in header.publisher.text
    assert header.publish_date.iso == published
    assert [one.group.text for one in header.inspections if one.group] == ["县委第二巡察组"]


@given(st.text(alphabet="一是二、(1)2.针对“”问题的整改情况:。,——〔〕【】第项方面学习不深入已完成\n", max_size=300))
def test_breaks_that_are_put_in_lead_back(text: str) -> None:
    lined = relined(text)
    assert lined.text.replace("\n", "") == text.replace("\n", "")
    kept = [at for at in range(len(lined.text)) if at not in lined.breaks]
    assert "".join(lined.text[at] for at in kept) == text
