"""What the scores of notices add up to, and what a run gains and loses."""

from __future__ import annotations

import json
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from quality_notice import GOLD

from benchmarks.quality.errors import QualityError
from benchmarks.quality.floors import below, parse_floors
from benchmarks.quality.gold import load_gold
from benchmarks.quality.notices import USUAL, Notice, Outcome, notices_in, outcome, usual_notices
from benchmarks.quality.runs import Run, compare, load, run_of, save
from benchmarks.quality.table import miss_lines, totals
from benchmarks.quality.tally import COLUMNS, Scores, Tally, total, value


@pytest.mark.parametrize(
    ("column", "tally", "expected"),
    [
        ("problems", Tally(("a", "b", "c"), ("d",), ()), 6 / 7),
        ("problems", Tally(("a",), (), ("b",)), 2 / 3),
        ("problems", Tally((), ("a",), ()), 0.0),
        ("problems", Tally((), (), ("a",)), 0.0),
        ("links", Tally(("a", "b", "c"), ("d",), ()), 3 / 4),
        ("problems", Tally(), None),
        ("links", Tally(), None),
    ],
)
def test_value(column: str, tally: Tally, expected: float | None) -> None:
    assert value(column, tally) == (None if expected is None else pytest.approx(expected))


def tallied(**columns: Tally) -> Scores:
    return {column: columns.get(column, Tally()) for column in COLUMNS}


def test_total_counts_facts_not_notices() -> None:
    small = tallied(links=Tally(("a",), (), ()))
    large = tallied(links=Tally(("a", "b"), ("c", "d", "e"), ()), problems=Tally((), (), ("x",)))
    joined = total([small, large])
    assert value("links", joined["links"]) == 0.5
    assert joined["problems"] == Tally((), (), ("x",))


@pytest.mark.parametrize(
    ("text", "floors"),
    [
        ("", {}),
        ("problems=0.97", {"problems": 0.97}),
        ("problems=0.97, policy_actions=1", {"problems": 0.97, "policy_actions": 1.0}),
    ],
)
def test_parse_floors(text: str, floors: dict[str, float]) -> None:
    assert parse_floors(text) == floors


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("problem=0.9", "no column is called 'problem'; there are header, problems"),
        ("problems", "'problems' needs a number from 0 to 1, as in problems=0.9"),
        ("problems=all", "'problems=all' needs a number"),
        ("problems=97", "'problems=97' needs a number"),
        ("problems=nan", "'problems=nan' needs a number"),
    ],
)
def test_parse_floors_refuses(text: str, message: str) -> None:
    with pytest.raises(QualityError, match=message):
        parse_floors(text)


def test_below_looks_at_every_total() -> None:
    good, bad = tallied(links=Tally(("a",), (), ())), tallied(links=Tally(("a",), ("b",), ()))
    floors = {"links": 0.9, "persons": 0.9}
    assert below(floors, {"shared": good, "examples": bad}) == ["examples: links 0.5000 is below 0.9"]
    assert below({"links": 1.0}, {"shared": good}) == []


# ---------------------------------------------------------------------------------------------- gained and lost facts


@pytest.mark.parametrize(
    ("now", "before", "gained", "lost"),
    [
        (["problem A"], ["problem A"], (), ()),
        (["problem A"], [], ("001 problem A",), ()),
        ([], ["problem A"], (), ("001 problem A",)),
        ([], ["spurious agency 某局"], ("001 spurious agency 某局 (gone)",), ()),
        (["spurious agency 某局"], [], (), ("001 spurious agency 某局",)),
        (["spurious agency 某局"] * 2, ["spurious agency 某局"], (), ("001 spurious agency 某局",)),
        (["measure B answers A"], ["measure B answers C"], ("001 measure B answers A",), ("001 measure B answers C",)),
    ],
)
def test_compare(now: list[str], before: list[str], gained: tuple[str, ...], lost: tuple[str, ...]) -> None:
    diff = compare({"shared/001_x": Counter(now)}, {"shared/001_x": Counter(before)})
    assert (diff.gained, diff.lost) == (gained, lost)


def test_notices_of_one_run_alone_are_not_compared() -> None:
    facts = Counter(["problem A"])
    diff = compare({"shared/001_x": facts, "unseen/01_y": facts}, {"shared/001_x": facts, "examples/01_z": facts})
    assert (diff.gained, diff.lost) == ((), ())
    assert (diff.only_now, diff.only_before) == (("unseen/01_y",), ("examples/01_z",))


def test_a_run_survives_being_saved(tmp_path: Path) -> None:
    run: Run = {"shared/001_x": Counter(["problem 甲", "spurious agency 某局", "spurious agency 某局"])}
    save(run, tmp_path / "run.json")
    assert load(tmp_path / "run.json") == run


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("", "holds no saved run"),
        ("[]", "holds no saved run"),
        ('{"version": 1, "notices": []}', "holds no saved run"),
        ('{"version": 1, "notices": {"a": 1}}', "holds no saved run"),
        ('{"version": 99, "notices": {}}', "another version"),
    ],
)
def test_load_refuses(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "run.json").write_text(content, encoding="utf-8")
    with pytest.raises(QualityError, match=message):
        load(tmp_path / "run.json")


def test_a_notice_that_cannot_be_read_is_missed_whole(tmp_path: Path) -> None:
    gold, report = tmp_path / "01_invented.json", tmp_path / "01_invented.txt"
    gold.write_text(json.dumps(GOLD), encoding="utf-8")
    report.write_bytes(b"")
    one = outcome(Notice("here", gold, report))
    assert one.failure is not None and "empty" in one.failure
    assert "01 missed problem 护林经费管理粗放" in miss_lines([one])
    assert run_of([one]) == {"here/01_invented": Counter()}


# ------------------------------------------------------------------------------------------------- gold and folders


def changed(key: str, new: object) -> dict[str, Any]:
    return {**deepcopy(GOLD), key: new}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is no JSON"),
        ("[]", "is no gold annotation"),
        ("{}", "is no gold annotation .KeyError: 'inspection'"),
        (json.dumps(changed("problems", [{"title": "没有编号"}])), "KeyError: 'id'"),
        (json.dumps(changed("persons", None)), "is no gold annotation .TypeError"),
        (json.dumps(changed("sections", ["一"])), "is no gold annotation .IndexError"),
    ],
)
def test_load_gold_refuses(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QualityError, match=message):
        load_gold(path)


@pytest.mark.parametrize(
    ("gold", "reports", "message"),
    [
        ([], [], "holds no gold annotation"),
        (["a.json"], [], "holds 0 notices a"),
        (["a.json"], ["a.txt", "a.md"], "holds 2 notices a"),
    ],
)
def test_notices_in_refuses(tmp_path: Path, gold: list[str], reports: list[str], message: str) -> None:
    for folder, names in (("gold", gold), ("reports", reports)):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).touch()
    with pytest.raises(QualityError, match=message):
        notices_in(tmp_path / "gold", tmp_path / "reports")


def test_usual_notices_are_the_examples_and_those_beside_the_repository() -> None:
    found = Counter(notice.collection for notice in usual_notices())
    homes = [home for home in USUAL if (home / "gold").is_dir()]
    assert USUAL[1] in homes
    assert found == {home.name: len(list((home / "gold").glob("*.json"))) for home in homes}


def test_totals_are_one_a_collection_and_one_of_all() -> None:
    here, there = (Notice(name, Path("1.json"), Path("1.txt")) for name in ("here", "there"))
    one = Outcome(here, tallied(links=Tally(("a",), (), ())))
    other = Outcome(there, tallied(links=Tally((), ("a",), ())))
    assert [(name, value("links", s["links"])) for name, s in totals([one, one, other]).items()] == [
        ("here", 1.0),
        ("there", 0.0),
        ("all", pytest.approx(2 / 3)),
    ]
    assert list(totals([one])) == ["here"]
