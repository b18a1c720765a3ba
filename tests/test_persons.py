"""Named people and their posts: (sentence, [(name, title, organisation)])."""

from __future__ import annotations

import pytest

from graph_builder.mentions import persons
from graph_builder.mentions.lexicon import entries


def read(text: str) -> list[tuple[str, str, str]]:
    return [
        (
            mention.text,
            str(mention.properties.get("title", "")),
            str(mention.properties.get("organisation", "")),
        )
        for mention in persons.find(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("党工委书记张明远将整改扛在肩上。", [("张明远", "党工委书记", "党工委")]),
        ("云州市财政局局长李静,带队调研。", [("李静", "局长", "云州市财政局")]),
        ("成立由局党组书记、局长赵立新同志任组长的小组。", [("赵立新", "党组书记、局长", "局党组")]),
        ("镇党委书记孙丰云作表态发言。", [("孙丰云", "党委书记", "镇党委")]),
        ("县委第二巡察组组长王孝文反馈了情况。", [("王孝文", "组长", "县委第二巡察组")]),
        ("院长欧阳明主持会议。", [("欧阳明", "院长", "")]),
        ("局长:张明远;副局长:李静。", [("张明远", "局长", ""), ("李静", "副局长", "")]),
        ("县委常委、统战部长刘向国出席。", [("刘向国", "常委、统战部长", "县委")]),
        ("书记孙立主持召开会议。", [("孙立", "书记", "")]),
        (
            "任命张明远为公司执行董事、总经理,即日到任。",
            [("张明远", "公司执行董事、总经理", "公司")],
        ),
        ("免去赵立新的云岭公司副经理职务。", [("赵立新", "云岭公司副经理", "")]),
        ("选举李静担任工会主席。", [("李静", "工会主席", "工会")]),
        (
            "组长:张明远\n副组长:李静、王芳\n",
            [("张明远", "组长", ""), ("李静", "副组长", ""), ("王芳", "副组长", "")],
        ),
        ("张明远(时任云岭公司总经理)受到处分。", [("张明远", "云岭公司总经理", "")]),
        ("给予李静同志党内警告处分。", [("李静", "", "")]),
        ("由张明远同志牵头。", [("张明远", "", "")]),
        ("学习习近平总书记视察云州重要讲话。", [("习近平", "总书记", "")]),
    ],
)
def test_people(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "党组书记高度重视,局长严格落实。",
        "由党组书记任组长,分管领导任副组长。",
        "责任人:各科室负责人。",
        "书记安排部署工作。",
        "书记、局长和副局长参加。",
        "深入学习习近平新时代中国特色社会主义思想。",
        "习近平总书记关于经济工作的重要论述。",
        "党委书记从讲政治的高度推进。",
        "城管局某干部职工违规。",
        "王某某受到处分。",
        "规划建设部部长、金融投资部部长先后主持工作。",
        "院长全面负责,主任周密部署。",
        "张明远和李静都来了。",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert read(text) == []


def test_span_is_the_name() -> None:
    text = "局长李静,带队。"
    (mention,) = persons.find(text)
    assert text[mention.span.start : mention.span.end] == "李静"


def test_lists_are_sound() -> None:
    for name in ("surnames", "posts", "person_stops", "person_followers"):
        assert len(set(entries(name))) == len(entries(name)), name
    assert all(len(surname) in (1, 2) for surname in entries("surnames"))
    assert all(len(stop) >= 2 for stop in entries("person_stops"))
