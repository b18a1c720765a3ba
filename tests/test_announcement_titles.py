"""Which round an announcement is about, and what it is called."""

from __future__ import annotations

import pytest

from graph_builder.header.extract import read_header
from graph_builder.reading.cleaning import clean


@pytest.mark.parametrize(
    ("raw", "round_"),
    [
        ("十九届中央第四轮巡视全部反馈完毕。", "十九届中央第四轮巡视"),
        ("会议听取了市委第四轮巡察情况汇报。", "市委第四轮巡察"),
        ("第三轮第二批中央生态环境保护督察完成反馈。", "第三轮第二批中央生态环境保护督察"),
        ("十二届云山省委第二轮巡视启动。", "十二届云山省委第二轮巡视"),
        ("校党委第六轮巡察启动。", "校党委第六轮巡察"),
        ("集团党委第七轮政治巡察反馈完毕。", "集团党委第七轮政治巡察"),
        ("近日召开市委第七轮巡察动员会。", "市委第七轮巡察"),
        ("对区委一、二、三轮巡察的单位开展督查。", ""),
        ("先后开展4轮常规巡察、2轮交叉巡察。", ""),
        (
            "听取十一届省委第二轮巡视和五届市委第三轮巡察汇报。市委第一巡察组向市科技局党组反馈情况。",
            "五届市委第三轮巡察",
        ),
        ("九届云湖湾区委第一轮巡察启动。", "九届云湖湾区委第一轮巡察"),
    ],
)
def test_the_round_is_read_where_no_target_is_named(raw: str, round_: str) -> None:
    assert read_header(raw).round == round_


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("巡 察 公 告\n根据县委部署，开展巡察。", "巡察公告"),
        (
            "县委巡视巡察已全部进驻，集中公布\n记者 王云岭\n县委第一巡察组进驻县财政局。",
            "县委巡视巡察已全部进驻，集中公布",
        ),
        ("【巡察进行时】县委第一巡察组进驻云溪学院\n县委第一巡察组进驻云溪学院。", "县委第一巡察组进驻云溪学院"),
        ("县委第一巡察组进驻县财政局。\n巡察工作动员会召开", None),
        ("一、巡察整改工作情况\n正文。", None),
        ("首页 > 巡察工作 > 巡察反馈\n县委第六轮巡察完成反馈\n正文。", "县委第六轮巡察完成反馈"),
    ],
)
def test_a_news_is_called_by_its_first_line(raw: str, title: str | None) -> None:
    found = read_header(clean(raw)[0]).title
    assert (found.text.replace(",", "，") if found else None) == title
