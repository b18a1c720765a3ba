"""Several notices abreast: the same results, in the same order, whatever becomes of one of them."""

from __future__ import annotations

from pathlib import Path

from graph_builder.abreast import Steps, abreast, alone
from graph_builder.intake import LONG, take, take_abreast
from graph_builder.kept import kept, let_go

EXAMPLES = sorted(Path("examples/reports").iterdir())


def work(name: str, steps: int, log: list[str]) -> Steps[str]:
    for step in range(steps):
        log.append(f"{name}{step}")
        yield
    return name.upper()


def test_each_step_is_done_for_all_before_the_next() -> None:
    log: list[str] = []
    assert abreast([work("a", 2, log), work("b", 0, log), work("c", 3, log)]) == ["A", "B", "C"]
    assert log == ["a0", "c0", "a1", "c1", "c2"]


def test_a_work_alone_is_done_to_its_end() -> None:
    log: list[str] = []
    assert alone(work("a", 3, log)) == "A"
    assert log == ["a0", "a1", "a2"]


def test_notices_abreast_give_what_each_gives_alone(tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_text("no notice", encoding="utf-8")
    long = tmp_path / "long.txt"
    long.write_text(EXAMPLES[0].read_text(encoding="utf-8") + "\n" * LONG, encoding="utf-8")
    files = [EXAMPLES[0], broken, *EXAMPLES[1:], long, tmp_path / "missing.txt"]
    together = take_abreast(files, frozenset())
    assert together == [take(file, frozenset()) for file in files]
    assert [taken.file for taken in together] == [str(file) for file in files]
    assert [bool(taken.reason) for taken in together] == [file in (broken, files[-1]) for file in files]


def test_answers_are_kept_until_let_go() -> None:
    asked: list[str] = []

    @kept(2)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length(text) for text in ("a", "bb", "a", "ccc", "bb")] == [1, 2, 1, 3, 2]
    assert asked == ["a", "bb", "ccc", "bb"]
    let_go()
    assert length("bb") == 2
    assert asked == ["a", "bb", "ccc", "bb", "bb"]
