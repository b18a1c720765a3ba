"""Which answer belongs to which problem, and which heading to which problem."""

from __future__ import annotations

import random

import numpy as np
import pytest

from graph_builder.findings import pairing
from graph_builder.findings.pairing import align, assign
from graph_builder.findings.slots import affinity, file_under
from graph_builder.wording.lexicon import LexiconError, groups, lines
from graph_builder.wording.similarity import similarity

PROBLEMS = [
    ("招商引资成效不明显", "签约项目落地率低,招商队伍力量薄弱。"),
    ("财务报销审核不严", "差旅费报销凭证不全,公务卡使用不规范。"),
    ("党支部组织生活不规范", "三会一课记录缺失,党员学习不经常。"),
    ("安全生产监管不到位", "企业隐患排查不彻底,应急演练少。"),
    ("河道保洁不经常", "河长巡河次数不足,水面漂浮物清理不及时。"),
]
ANSWERS = [
    "充实招商队伍,外出招商八次,推动签约项目落地。",
    "修订报销制度,差旅费凭证逐张审核,推行公务卡结算。",
    "规范三会一课记录,建立党员学习台账。",
    "开展企业隐患排查,组织应急演练两次。",
    "河长每周巡河,水面漂浮物日清理。",
]


@pytest.mark.parametrize("seed", range(5))
def test_each_problem_finds_its_answer_in_any_order(seed: int) -> None:
    order = random.Random(seed).sample(range(5), 5)
    found = assign(PROBLEMS, [ANSWERS[i] for i in order])
    assert {problem: order[answer] for problem, answer, _ in found} == {i: i for i in range(5)}


@pytest.mark.parametrize(("problems", "answers"), [(5, 3), (3, 5), (0, 3), (3, 0), (0, 0), (1, 1)])
def test_each_problem_and_each_answer_is_used_at_most_once(problems: int, answers: int) -> None:
    found = assign(PROBLEMS[:problems], ANSWERS[:answers])
    assert len(found) == min(problems, answers)
    assert len({p for p, _, _ in found}) == len({a for _, a, _ in found}) == len(found)


def test_the_assignment_is_made_over_all_and_not_greedily() -> None:
    # Both answers are likest to the first problem; only one may have it.
    problems = [("学习计划学习考勤不严", ""), ("学习计划", "")]
    answers = ["学习计划学习考勤", "学习考勤不严"]
    assert {p: a for p, a, _ in assign(problems, answers)} == {1: 0, 0: 1}


def test_a_clear_choice_is_surer_than_a_close_one() -> None:
    (clear, *_) = assign(PROBLEMS, ANSWERS)
    (close, *_) = assign([("学习不深入", "")], ["无关内容", "另外内容"])
    assert 0.5 <= close[2] < clear[2] <= 1


@pytest.mark.parametrize(
    ("problems", "answers", "expected"),
    [
        (["学习不深入", "研究不够"], ["制定计划", "组建专班"], [0, 1]),
        (["学习不深入"], ["制定计划", "开展研讨", "组织测试"], [0, 0, 0]),
        (["公务接待超标", "档案管理混乱"], ["修订公务接待办法", "清退接待资金", "整理档案"], [0, 0, 1]),
        (["公务接待超标", "档案管理混乱"], ["修订公务接待办法", "整理档案", "配备档案管理员"], [0, 1, 1]),
        (["公务接待超标", "档案管理混乱", "学习走过场"], ["修订接待办法,整理档案"], [0]),
        (["公务接待超标", "档案管理混乱", "学习走过场"], ["修订接待办法", "学习测试"], [0, 2]),
        (["学习不深入"], [], []),
        (["学习不深入", "研究不够"], [], []),
    ],
)
def test_answers_in_order_are_cut_into_runs_that_fit_the_problems(
    problems: list[str], answers: list[str], expected: list[int]
) -> None:
    assert align(problems, answers) == expected


def test_beyond_what_any_notice_has_order_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "LARGEST", 10)
    assert [(p, a) for p, a, _ in assign(PROBLEMS, ANSWERS[::-1])] == [(i, i) for i in range(5)]
    assert align(["甲", "乙", "丙"], ["一", "二", "三", "四", "五", "六"]) == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize("answers", range(2, 12))
def test_the_alignment_never_crosses_and_leaves_no_problem_out(answers: int) -> None:
    rng = random.Random(answers)
    told = ["".join(rng.choices("学习制度监管资金项目干部", k=8)) for _ in range(answers)]
    chosen = align([title for title, _ in PROBLEMS[:3]], told)
    assert len(chosen) == answers
    if answers >= 3:
        assert chosen == sorted(chosen)
        assert set(chosen) == {0, 1, 2}


def test_likeness_lies_between_zero_and_one_and_is_greatest_for_the_same_words() -> None:
    matrix = similarity([(title, "") for title, _ in PROBLEMS], [title for title, _ in PROBLEMS])
    assert matrix.shape == (5, 5)
    assert (matrix >= 0).all() and (matrix <= 1 + 1e-9).all()
    assert matrix.argmax(axis=1).tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("text", ["", "。", "1", "学", "😀"])
def test_a_text_without_pairs_is_like_nothing(text: str) -> None:
    assert np.array_equal(similarity([(text, "")], ["学习不深入"]), np.zeros((1, 1)))


@pytest.mark.parametrize(
    ("title", "slot"),
    [
        ("招商引资质量不高", "duty"),
        ("营商环境优化不够", "duty"),
        ("民生保障有差距", "duty"),
        ("廉政风险防控不力", "integrity"),
        ("财务报销审核不严", "integrity"),
        ("公务接待超标准", "integrity"),
        ("党支部三会一课不规范", "organisation"),
        ("选人用人不规范", "organisation"),
        ("干部档案缺失", "organisation"),
        ("上轮巡察反馈问题整改不到位", "rectification"),
    ],
)
def test_the_words_of_a_title_say_which_of_the_usual_headings_it_belongs_under(title: str, slot: str) -> None:
    shares = affinity(title)
    assert max(shares, key=lambda name: shares[name]) == slot
    assert sum(shares.values()) == pytest.approx(1)


def test_words_that_tell_nothing_have_no_slot() -> None:
    assert affinity("", "") == {}


def test_problems_without_order_are_filed_by_meaning() -> None:
    headings = [
        "履行职能责任、推动经济发展",
        "落实全面从严治党责任、防范廉政风险",
        "党组织建设和干部队伍",
        "巡察反馈整改落实",
    ]
    problems = [
        ("干部队伍老化", ""),
        ("财务报销不规范", ""),
        ("上轮巡察整改反弹", ""),
        ("招商引资乏力", ""),
        ("无从归类", ""),
    ]
    assert file_under(problems, headings) == [2, 1, 3, 0, 0]
    assert file_under(problems, []) == [-1] * 5


def test_a_word_list_that_is_missing_or_malformed_is_named() -> None:
    with pytest.raises(LexiconError, match=r"lexicons/none\.txt: missing"):
        lines("none.txt")
    with pytest.raises(LexiconError, match="is not of the form 'group: word word …'"):
        groups("posts.txt")
