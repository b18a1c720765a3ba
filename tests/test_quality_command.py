"""`python -m benchmarks.quality`: what it prints, and when it fails."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.quality.__main__ import main
from benchmarks.quality.notices import USUAL
from benchmarks.quality.runs import load, save
from benchmarks.quality.tally import COLUMNS

EXAMPLES = USUAL[1]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one of the examples in it."""
    for part in ("gold", "reports"):
        (tmp_path / part).mkdir()
        for path in (EXAMPLES / part).glob("07_*"):
            (tmp_path / part / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_main_prints_the_table_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gold", "gold"]) == 0
    shown = capsys.readouterr()
    assert "…" not in shown.out
    heads = shown.out.split("─")[0].split()
    assert Counter(heads) == Counter(["notice", *"_".join(COLUMNS).split("_")])
    assert "07_one_line_lanjiang_market" in shown.out
    assert "no earlier run in .quality.json; keep this one with --save" in shown.err


def test_main_compares_with_the_run_that_was_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gold", "gold", "--save"]) == 0
    kept = load(folder / ".quality.json")
    ((key, facts),) = kept.items()
    fewer = Counter(facts - Counter(["group 市委第二巡察组"]))
    save({key: fewer + Counter(["problem 以前有的"])}, folder / ".quality.json")
    capsys.readouterr()
    assert main(["--gold", "gold"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3:] == [
        "facts against .quality.json: gained 1, lost 1",
        "+ 07 group 市委第二巡察组",
        "- 07 problem 以前有的",
    ]


def test_main_prints_misses(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = next((folder / "gold").glob("*.json"))
    gold = json.loads(path.read_text(encoding="utf-8"))
    gold["persons"] += [{"name": "查无此人"}]
    path.write_text(json.dumps(gold), encoding="utf-8")
    assert main(["--gold", "gold", "--misses"]) == 0
    assert "07 missed person 查无此人" in capsys.readouterr().out.splitlines()


def test_main_fails_below_a_floor(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = next((folder / "gold").glob("*.json"))
    gold = json.loads(path.read_text(encoding="utf-8"))
    gold["persons"] = [{"name": "查无此人"}]
    path.write_text(json.dumps(gold), encoding="utf-8")
    assert main(["--gold", "gold", "--fail-under", "persons=0"]) == 0
    assert main(["--gold", "gold", "--fail-under", "persons=0.5"]) == 1
    assert "persons 0.0000 is below 0.5" in capsys.readouterr().err


def test_main_fails_when_a_notice_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next((folder / "reports").iterdir()).write_bytes(b"")
    assert main(["--gold", "gold"]) == 1
    assert "07_one_line_lanjiang_market.txt: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--gold", "nowhere"], "nowhere: holds no gold annotation"),
        (["--gold", "gold", "--reports", "nowhere"], "nowhere: holds 0 notices"),
        (["--reports", "reports"], "add --gold DIR"),
        (["--gold", "gold", "--against", "nowhere.json"], "nowhere.json: cannot be read"),
        (["--gold", "gold", "--save", "nowhere/run.json"], "nowhere/run.json: cannot be written"),
        (["--fail-under", "speed=1"], "no column is called 'speed'"),
    ],
)
def test_main_says_in_one_line_what_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(arguments) == 2
    (line,) = (line for line in capsys.readouterr().err.splitlines() if not line.startswith("no earlier run"))
    assert message in line
