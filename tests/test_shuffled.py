"""Notices whose paragraphs a site has shuffled: found out, taken apart, put right by meaning."""

from __future__ import annotations

import random

import pytest

from graph_builder.findings.shuffled import extract, is_shuffled
from graph_builder.reading.cleaning import clean

PAIRS = [
    (
        "（1）招商引资成效不明显。签约项目落地率低，招商队伍力量薄弱。",
        "整改情况：一是充实招商队伍，外出招商八次。二是推动签约项目落地。",
    ),
    (
        "（2）财务报销审核不严。差旅费凭证不全，公务卡使用不规范。",
        "整改情况：一是修订财务报销制度，逐张审核差旅费凭证。二是推行公务卡结算。",
    ),
    (
        "（3）党支部组织生活不规范。三会一课记录缺失，党员学习不经常。",
        "整改情况：一是规范三会一课记录。二是建立党员学习台账。",
    ),
    ("（4）安全生产监管不到位。企业隐患排查不彻底，应急演练少。", "整改情况：一是开展企业隐患排查，组织应急演练两次。"),
    (
        "（5）河道保洁不经常。河长巡河次数不足，水面漂浮物清理不及时。",
        "整改情况：一是河长每周巡河。二是水面漂浮物日清理。",
    ),
    ("（6）干部轮岗力度不大。重要岗位人员任职年限过长。", "整改情况：一是重要岗位轮岗六人。二是摸清任职年限底数。"),
]
TITLES = [
    "招商引资成效不明显",
    "财务报销审核不严",
    "党支部组织生活不规范",
    "安全生产监管不到位",
    "河道保洁不经常",
    "干部轮岗力度不大",
]
COUNTS = [2, 2, 2, 1, 2, 2]


def notice(order: list[int]) -> str:
    """The paragraphs in an order: 0..5 are problems, 6..11 their answers."""
    paragraphs = [problem for problem, _ in PAIRS] + [answer for _, answer in PAIRS]
    return clean("\n".join(paragraphs[i] for i in order))[0]


IN_ORDER = [i for problem in range(6) for i in (problem, problem + 6)]


def test_problem_and_answer_in_turn_are_no_shuffle() -> None:
    assert not is_shuffled(notice(IN_ORDER))


@pytest.mark.parametrize(
    "order",
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        [6, 7, 8, 0, 1, 2, 9, 10, 11, 3, 4, 5],
        [0, 1, 7, 6, 2, 3, 9, 8, 4, 5, 11, 10],
    ],
)
def test_answers_behind_answers_and_problems_behind_problems_are_a_shuffle(order: list[int]) -> None:
    assert is_shuffled(notice(order))


def test_areas_above_their_items_and_items_of_sub_problems_are_no_shuffle() -> None:
    area = (
        "（一）贯彻决策部署有差距\n1.一是学习不深入；二是研究不够。\n整改结果：完成\n整改情况：（1）学习。（2）研究。\n"
    )
    item = "2.一是化债任务艰巨；二是办证难。\n整改结果：完成\n整改情况：（1）置换债务。（2）办理42宗。\n"
    assert not is_shuffled(clean((area + item) * 4)[0])


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "（1）学习不深入。\n（2）研究不够。\n整改情况：一是制定计划。\n整改情况：一是组建专班。",
        "整改情况：甲。\n" * 8,
        "（1）学习不深入。\n" * 8,
    ],
    ids=["nothing", "too little to tell", "answers alone", "problems alone"],
)
def test_a_shuffle_needs_enough_of_both(raw: str) -> None:
    assert not is_shuffled(clean(raw)[0])


@pytest.mark.parametrize("seed", range(8))
def test_every_answer_goes_to_its_own_problem(seed: int) -> None:
    text = notice(random.Random(seed).sample(range(12), 12))
    findings = extract(text)
    counts = {problem.title: 0 for problem in findings.problems}
    for measure in findings.measures:
        title = findings.problems[measure.problem].title
        counts[title] += 1
        answer = PAIRS[TITLES.index(title)][1]
        assert text[measure.span.start : measure.span.end].rstrip("。") in clean(answer)[0]
        assert 0.5 <= measure.confidence <= 1
    assert counts == dict(zip(TITLES, COUNTS, strict=True))
    assert findings.rejected == []


def test_a_step_in_a_line_of_its_own_stays_with_its_answer() -> None:
    text = notice(random.Random(1).sample(range(12), 12)).replace("。二是", "。\n二是")
    findings = extract(text)
    counts = dict.fromkeys(TITLES, 0)
    for measure in findings.measures:
        counts[findings.problems[measure.problem].title] += 1
    assert counts == dict(zip(TITLES, COUNTS, strict=True))


def test_a_problem_glued_into_an_answers_paragraph_is_a_problem_of_its_own() -> None:
    order = [0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11]
    glued = PAIRS[5][0].replace("（6）", "（6）")
    text = notice(order).replace("水面漂浮物日清理。", "水面漂浮物日清理。" + clean(glued)[0])
    findings = extract(text)
    titles = [problem.title for problem in findings.problems]
    assert sorted(titles) == sorted(TITLES)
    (rule,) = [p.rule for p in findings.problems if p.title == TITLES[5]]
    assert rule == "problem.glued"
    assert {
        findings.problems[m.problem].title for m in findings.measures if "轮岗六人" in text[m.span.start : m.span.end]
    } == {TITLES[5]}
    assert not any("任职年限过长" in text[m.span.start : m.span.end] for m in findings.measures)


def test_a_problem_or_an_answer_too_many_is_kept_with_its_reason() -> None:
    more_problems = extract(notice([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
    assert [(r.item, r.reason) for r in more_problems.rejected] == [
        (TITLES[5], "a problem without an answer in the notice")
    ]
    more_answers = extract(notice([0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11]))
    assert [r.reason for r in more_answers.rejected] == ["an answer without a problem of its own in the notice"]


def test_problems_are_filed_under_the_headings_by_meaning() -> None:
    headings = (
        "反馈问题：履行职能责任、推动经济发展有差距。\n"
        "反馈问题：落实全面从严治党责任、防范廉政风险有不足。\n"
        "反馈问题：党组织和干部队伍建设有欠缺。\n"
    )
    text = clean(headings)[0] + notice([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    findings = extract(text)
    filed = {p.title: findings.areas[p.areas[0]].name[:4] for p in findings.problems}
    assert filed == {
        "招商引资成效不明显": "履行职能",
        "财务报销审核不严": "落实全面",
        "党支部组织生活不规范": "党组织和",
        "安全生产监管不到位": "落实全面",
        "河道保洁不经常": "履行职能",
        "干部轮岗力度不大": "党组织和",
    }
