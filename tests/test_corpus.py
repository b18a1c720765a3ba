"""The generator of notices: what it writes, that it repeats itself exactly, and that its truth can be trusted."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.corpus import FAMILIES, Made, generate, make
from benchmarks.corpus.__main__ import main
from benchmarks.corpus.words import kinds, names, topics
from benchmarks.quality.floors import below, parse_floors
from benchmarks.quality.gold import parse_gold
from benchmarks.quality.notices import Notice, outcome
from benchmarks.quality.table import totals
from benchmarks.quality.titles import bare
from graph_builder.reading.cleaning import clean
from graph_builder.wording.area_names import full

SOME = tuple(generate(2 * len(FAMILIES), seed=7))
SLOTS = {"year", "n", "few", "pct", "money", "town", "company", "company2", "agency", "project"}


def by_name(notice: Made) -> str:
    return notice.name


def test_every_family_comes_in_turn() -> None:
    assert [notice.family for notice in SOME] == [*FAMILIES, *FAMILIES]
    assert len({notice.text for notice in SOME}) == len(SOME)


def test_the_same_seed_gives_the_same_notices_whatever_their_number() -> None:
    assert tuple(generate(5, seed=7)) == SOME[:5]
    assert make("paired", 7) == SOME[0]
    assert make("paired", 8).text != SOME[0].text


@pytest.mark.parametrize("notice", SOME, ids=by_name)
def test_the_truth_is_a_gold_annotation(notice: Made) -> None:
    gold = parse_gold(json.loads(json.dumps(notice.gold)))
    assert len(gold.problems) >= 3 if FAMILIES[notice.family].found else not gold.problems
    assert {measure.problem for measure in gold.measures} <= {problem.id for problem in gold.problems}
    assert bool(gold.measures) is FAMILIES[notice.family].answered


@pytest.mark.parametrize("notice", SOME, ids=by_name)
def test_everything_in_the_truth_stands_in_the_notice(notice: Made) -> None:
    text = bare(clean(notice.text)[0])
    told = [problem["title"] for problem in notice.gold["problems"]]
    told += [measure["head"] for measure in notice.gold["measures"]]
    told += [e["name"] for kind in ("companies", "policies", "projects") for e in required(notice, kind)]
    assert [one for one in told if bare(one) not in text] == []


def test_measures_stand_as_far_apart_as_in_real_notices() -> None:
    """The three real ones at hand hold 5.5 in a thousand characters."""
    answered = [notice for notice in SOME if FAMILIES[notice.family].answered]
    characters = sum(len(clean(notice.text)[0]) for notice in answered)
    assert 4 < 1000 * sum(len(notice.gold["measures"]) for notice in answered) / characters < 7


def required(notice: Made, kind: str) -> list[dict[str, str]]:
    return [entity for entity in notice.gold[kind] if not entity["optional"]]


@pytest.mark.parametrize("notice", SOME, ids=by_name)
def test_measures_are_told_apart_by_their_first_words(notice: Made) -> None:
    heads = Counter(measure["head"] for measure in notice.gold["measures"])
    assert [head for head, times in heads.items() if times > 1] == []


def test_places_are_invented() -> None:
    places = {notice.gold["publisher"] for notice in SOME if notice.gold["publisher"]}
    named = {match[1] for place in places if (match := re.match(r"中共(.{2}[市区县])", place))}
    assert named and not named & full()


def test_noise_is_as_dense_as_on_the_site_that_adds_it() -> None:
    noisy = "".join(notice.text for notice in SOME)
    assert 0.05 < len(re.findall("[■◆★]", noisy)) / len(noisy) < 0.15
    assert not re.search("[■◆★]", make("paired", 7, noise=0).text)


@pytest.mark.parametrize(
    ("family", "looks"),
    [
        ("paired", r"\n(?:　　)?\(1\)[^\n]+\n+(?:　　)?整改(?:落实)?(?:情况|措施):"),
        ("subproblems", r"1\.一是[^\n]+;二是[^\n]+\n+(?:　　)?整改结果:"),
        ("wrapped", r"1\.对[^\n]+问题,着重从[一二三]个方面抓好整改。"),
        ("quoted", r"1\.(?:关于|针对|巡察反馈指出)"),
        ("labelled", r"问题1:[^\n]+\n+(?:　　)?整改(?:措施|情况):[^\n]+\n+(?:　　)?责任单位:"),
        ("measures_only", r"1\.[^\n]{4,16}[。\n]"),
        ("one_line", r"\A[^\n]+\Z"),
        ("pdf", r"\n\n— 1 —\n"),
        ("table", r"\n1\t[^\t]+\t[^\t]+\t[^\t]+\t[^\t]+月底前\t"),
        ("shuffled", r"整改情况:"),
        ("flat_table", r"\n序号\n+反馈问题\n+整改措施\n"),
        ("menus", r"\A(?:　　)?首页 > [^\n]+\n"),
        ("audit", r"审计局第.审计组对[^\n]+进行了审计。|第.审计组于[^\n]+开展了审计|开展了常规审计"),
        ("environment", r"生态环境保护督察组[^\n]+(?:开展|进行)了(?:常规)?督察"),
        ("entry", r"进驻公告\n[^\0]+第.巡[察视]组:[^\n]+党"),
        ("announcement", r"主要问题是:|等\d{1,2}个问题"),
    ],
)
def test_each_family_looks_like_itself(family: str, looks: str) -> None:
    text = make(family, 7, noise=0).text.replace("\r", "").translate(str.maketrans(",:;()", ",:;()"))
    assert re.search(looks, text)


def test_the_words_are_complete() -> None:
    areas = set(kinds("areas.txt"))
    for topic in topics():
        assert topic.area in areas
        assert min(map(len, (topic.subjects, topic.faults, topic.facts, topic.acts))) >= 2, topic
        assert len(topic.heads) == 3 and len(set(topic.heads)) == 3, topic
        assert set(re.findall(r"{(\w+)}", "".join((*topic.facts, *topic.acts)))) <= SLOTS, topic
    assert len({topic.rule for topic in topics()}) == len(topics())
    assert len(set(names("bureau"))) == len(names("bureau"))


def test_acts_repeat_words_of_their_problem() -> None:
    """Or else a shuffled notice could not be put in order by anyone."""
    for topic in topics():
        told = "".join((*topic.subjects, *topic.facts))
        pairs = {told[i : i + 2] for i in range(len(told) - 1)}
        for act in topic.acts:
            assert any(act[i : i + 2] in pairs for i in range(len(act) - 1)), act


def test_the_command_writes_notices_that_the_harness_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(tmp_path), "--notices", str(2 * len(FAMILIES)), "--seed", "3"])
    assert f"{2 * len(FAMILIES)} notices in" in capsys.readouterr().out
    gold = sorted((tmp_path / "gold").glob("*.json"))
    found = [outcome(Notice("made", g, tmp_path / "reports" / f"{g.stem}.txt")) for g in gold]
    assert below(parse_floors("header=0.98,problems=0.98,measures=0.98,pairing=0.97,status=0.98"), totals(found)) == []
