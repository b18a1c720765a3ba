"""Named projects, parks and works: (sentence, [names])."""

from __future__ import annotations

import pytest

from graph_builder.mentions import projects
from graph_builder.mentions.lexicon import entries


def read(text: str) -> list[str]:
    return [mention.text for mention in projects.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动临江冷链物流园建成投用。", ["临江冷链物流园"]),
        ("推进云舟装备产业园、临江大学科技园二期等重点项目建设。", ["云舟装备产业园", "临江大学科技园二期"]),
        (
            "加快推进龙首航空产业园、云岭飞行培养基地和高空验证平台等项目。",
            ["龙首航空产业园", "云岭飞行培养基地", "高空验证平台"],
        ),
        ("实施景和悦府、众成和美新城等供热配套项目。", ["景和悦府", "众成和美新城"]),
        ("推进南北地块(临江智能产业园)开发。", ["临江智能产业园"]),
        ("实施新城片区老旧小区供水管网改造项目,保障供水。", ["新城片区老旧小区供水管网改造项目"]),
        ("实施青松路、白塔路、望湖路雨污分流改造工程。", ["青松路、白塔路、望湖路雨污分流改造工程"]),
        ("启动青龙河流域综合治理工程。", ["青龙河流域综合治理工程"]),
        ("德明三期6栋厂房已交付使用。", ["德明三期"]),
        ("搭建首家“云舟”工业互联平台。", ["“云舟”工业互联平台"]),
        ("总投资12亿元的诺海铜箔、总投资3亿元的龙首零部件等一批重大项目签约。", ["诺海铜箔", "龙首零部件"]),
        ("组织智能分拣机器人、车载雷达等4个科创项目路演。", ["智能分拣机器人", "车载雷达"]),
    ],
)
def test_projects(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "加快在建重点项目进度。",
        "梳理在谈项目23个,储备项目15个。",
        "储备激光切割、光芯片等优质项目40个。",
        "洽谈半导体软件、车载雷达等产业项目10余个。",
        "签约项目5个,招商项目8个。",
        "实施老旧小区改造项目12个。",
        "依托省级产业园区、科技园招商。",
        "实施高标准农田建设项目。",
        "利用“政策超市”服务平台提供服务。",
        "出台《临江科技园发展办法》。",
        "信箱:云州市长兴路临江智能产业园B座708室",
        "走访调研海德检测、云舟电子等企业。",
    ],
)
def test_what_is_no_project(text: str) -> None:
    assert read(text) == []


def test_the_name_without_its_head_is_an_alias() -> None:
    (mention,) = projects.find("加快江湾总部基地项目二期建设。")
    assert mention.text == "江湾总部基地项目二期"
    assert mention.aliases == ("江湾总部基地",)


def test_span_is_the_name() -> None:
    text = "推动临江冷链物流园建成。"
    (mention,) = projects.find(text)
    assert text[mention.span.start : mention.span.end] == mention.text


def test_lists_are_sound() -> None:
    for name in ("project_heads", "project_breaks", "project_generic"):
        assert len(set(entries(name))) == len(entries(name)), name
