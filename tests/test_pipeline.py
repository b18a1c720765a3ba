"""From files to a store: which files, what becomes of each, and that one never costs another."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import folder, header_only, notice
from store_notices import everything

from graph_builder import workers as workers_module
from graph_builder.intake import checked, take
from graph_builder.pipeline import Step, build
from graph_builder.reading.document import document
from graph_builder.reading.sources import expand
from graph_builder.stores.interface import Store
from graph_builder.stores.opening import open_store
from graph_builder.workers import take_all
from ontology.records import BuildReport

BODIES = ("水务局", "教育局", "文化馆")


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    return folder(tmp_path / "notices", *BODIES)


@pytest.fixture(params=["memory", "embedded"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store("memory:" if request.param == "memory" else str(tmp_path / "a.kgl"), mode="write") as opened:
        yield opened


def built(store: Store, *paths: Path, workers: int = 1) -> BuildReport:
    return build(expand(map(str, paths)), store, workers=workers)


def lines(store: Store) -> list[str]:
    return list(everything(store.view()))


def alone(*paths: Path) -> list[str]:
    """What an undisturbed build of these files holds."""
    store = open_store("memory:", mode="write")
    assert not built(store, *paths).failed
    return lines(store)


# -- which files ------------------------------------------------------------------------------------------------


def tree(place: Path) -> None:
    for name in ("a/1.txt", "a/2.MD", "a/3.xyz", "a/b/4.txt", "a/.git/5.txt", "a/.hidden.txt", "c/6.jpg"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("x", encoding="utf-8")


@pytest.mark.parametrize(
    ("named", "files", "skipped", "missing"),
    [
        (["a"], ["a/1.txt", "a/2.MD", "a/b/4.txt"], 1, []),
        (["a/1.txt"], ["a/1.txt"], 0, []),
        (["a/1.txt", "a", "a/1.txt"], ["a/1.txt", "a/2.MD", "a/b/4.txt"], 1, []),
        (["a/3.xyz"], ["a/3.xyz"], 0, []),
        (["a/*.txt"], ["a/1.txt"], 0, []),
        (["a/**"], ["a/1.txt", "a/2.MD", "a/b/4.txt"], 1, []),
        (["**/[14].txt"], ["a/1.txt", "a/b/4.txt"], 0, []),
        (["nothere"], [], 0, ["nothere: no such file or folder"]),
        (["z*.txt"], [], 0, ["z*.txt: no file fits this pattern"]),
        (["c"], [], 1, ["c: holds no file that can be read (.txt, .md"]),
        (["nothere", "a/b"], ["a/b/4.txt"], 0, ["nothere"]),
    ],
)
def test_expand(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    named: list[str],
    files: list[str],
    skipped: int,
    missing: list[str],
) -> None:
    tree(tmp_path)
    monkeypatch.chdir(tmp_path)
    found = expand(named)
    assert [file.as_posix() for file in found.files] == files
    assert len(found.skipped) == skipped
    assert len(found.missing) == len(missing)
    assert all(absent.reason.startswith(text) for absent, text in zip(found.missing, missing, strict=True))


def test_a_file_whose_name_is_a_pattern_is_that_file(tmp_path: Path) -> None:
    file = tmp_path / "通报[1].txt"
    file.write_text("x", encoding="utf-8")
    assert expand([str(file)]).files == (file,)


def test_a_link_to_a_file_is_no_second_file(tmp_path: Path) -> None:
    folder(tmp_path / "a", "水务局")
    (tmp_path / "a" / "z.txt").symlink_to(tmp_path / "a" / "水务局.txt")
    assert len(expand([str(tmp_path / "a")]).files) == 1


# -- what becomes of each ---------------------------------------------------------------------------------------


def outcome(report: BuildReport) -> tuple[int, int, int, int]:
    return len(report.added), len(report.changed), len(report.unchanged), len(report.failed)


def test_building_twice_changes_nothing(store: Store, notices: Path) -> None:
    assert outcome(built(store, notices)) == (3, 0, 0, 0)
    before = lines(store)
    assert before == alone(notices)
    assert outcome(built(store, notices)) == (0, 0, 3, 0)
    assert lines(store) == before


def test_the_order_of_the_files_does_not_matter(store: Store, notices: Path) -> None:
    built(store, *(notices / f"{body}.txt" for body in reversed(BODIES)))
    assert lines(store) == alone(notices)


def test_a_changed_notice_replaces_its_own_facts_and_no_others(store: Store, notices: Path) -> None:
    built(store, notices)
    (notices / "教育局.txt").write_text(notice("教育局", times=3), encoding="utf-8")
    assert outcome(built(store, notices)) == (0, 1, 2, 0)
    assert lines(store) == alone(notices)
    texts = [str(node.properties["text"]) for node in store.view().nodes("Problem")]
    assert sorted(text[:20].count("仅3次") for text in texts) == [0] * 5 + [1]


def test_one_bad_file_leaves_the_others_and_the_store_alone(store: Store, notices: Path) -> None:
    good = alone(notices)
    (notices / "坏.txt").write_bytes(b"\x89PNG\r\n")
    (notices / "诗.txt").write_text("江水绕着旧城走,\n一盏灯落在船头。\n", encoding="utf-8")
    report = built(store, notices, notices / "nothere")
    assert outcome(report) == (3, 0, 0, 3)
    assert sorted(Path(failure.item).name for failure in report.failed) == ["nothere", "坏.txt", "诗.txt"]
    assert lines(store) == good


def test_a_notice_that_turns_bad_keeps_what_it_said(store: Store, notices: Path) -> None:
    built(store, notices)
    before = lines(store)
    (notices / "教育局.txt").write_text(header_only("教育局"), encoding="utf-8")
    assert outcome(built(store, notices)) == (0, 0, 2, 1)
    assert lines(store) == before


def test_of_two_files_with_one_text_either_may_change(store: Store, notices: Path) -> None:
    """The first holds the report's `source`; when it changes, the second must say the text again."""
    (notices / "丙.txt").write_text(notice("水务局"), encoding="utf-8")
    assert outcome(built(store, notices)) == (3, 0, 1, 0)
    for name in ("丙.txt", "水务局.txt"):
        (notices / name).write_text(notice("水务局", times=len(name)), encoding="utf-8")
        built(store, notices)
        texts = {"\n".join(lines(store)).count(f"仅{times}次") > 0 for times in (1, len(name))}
        assert texts == {True}
    assert len(list(store.view().reports())) == 4


def test_progress_tells_of_each_file_once_and_in_order(store: Store, notices: Path) -> None:
    (notices / "文化馆.txt").write_text(notice("文化馆").rsplit("。", 1)[0] + ",督促其", encoding="utf-8")
    steps: list[Step] = []
    build(expand([str(notices)]), store, steps.append)
    assert [Path(step.file).name for step in steps] == sorted(f"{body}.txt" for body in BODIES)
    (cut,) = (step for step in steps if step.warnings)
    assert Path(cut.file).name == "文化馆.txt"
    assert "督促其" in cut.warnings[0]


def test_a_second_build_leaves_the_store_file_as_it_was(tmp_path: Path, notices: Path) -> None:
    path = tmp_path / "graph.kgl"
    contents = []
    for _ in range(2):
        with open_store(str(path), mode="write") as store:
            built(store, notices)
        contents.append(path.read_bytes())
    assert contents[0] == contents[1]


# -- one file ---------------------------------------------------------------------------------------------------


def test_a_known_report_is_not_extracted_again(notices: Path) -> None:
    file = notices / "水务局.txt"
    first = take(file, frozenset())
    assert first.graph is not None
    again = take(file, {first.report})
    assert (again.report, again.graph, again.reason) == (first.report, None, "")


def test_what_is_taken_fits_the_ontology() -> None:
    graph = checked(document(notice("水务局"), "水务局.txt"))
    labels = [node.label for node in graph.nodes]
    assert (labels.count("Problem"), labels.count("Measure")) == (2, 4)


def test_a_name_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"\xb3\xce\xbd\xad.txt")
    try:
        with open(name, "w", encoding="utf-8") as file:
            file.write(notice("水务局"))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert "rename it" in take(Path(os.fsdecode(name)), frozenset()).reason


# -- several processes ------------------------------------------------------------------------------------------


def test_several_workers_store_what_one_does(tmp_path: Path, notices: Path) -> None:
    folder(notices, *(f"第{number}中学" for number in range(12)))
    (notices / "坏.txt").write_bytes(b"\x89PNG\r\n")
    with (
        open_store(str(tmp_path / "a.kgl"), mode="write") as one,
        open_store(str(tmp_path / "b.kgl"), mode="write") as two,
    ):
        assert built(one, notices) == built(two, notices, workers=2)
        assert lines(one) == lines(two)
        assert outcome(built(two, notices, workers=2)) == (0, 0, 15, 1)


class Deadly(type(Path())):  # type: ignore[misc]
    """A file that kills the process that reads it, as running out of memory does."""

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("killed")


def test_a_file_that_kills_its_worker_costs_no_other(notices: Path) -> None:
    files = [notices / f"{body}.txt" for body in BODIES]
    files.insert(1, Deadly(files[0]))
    taken = list(take_all(files, frozenset(), workers=2))
    assert [bool(one.graph) for one in taken] == [True, False, True, True]
    assert "out of memory" in taken[1].reason


def test_a_killed_worker_costs_a_process_for_each_batch_under_way_and_few_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: list[Path] = [tmp_path / f"{number}.txt" for number in range(16)]
    files.insert(2, Deadly(tmp_path / "deadly.txt"))
    started: list[int] = []
    pool = workers_module._pool
    monkeypatch.setattr(workers_module, "_pool", lambda known, count: started.append(count) or pool(known, count))
    taken = list(take_all(files, frozenset(), workers=2))
    assert [one.file for one in taken] == list(map(str, files))
    assert ["out of memory" in one.reason for one in taken].index(True) == 2
    # Batches of four: all, the other three again, the fatal one whole and in halves and quarters, and what was left.
    assert len(started) <= 1 + 3 + 5 + 1


def test_building_in_a_program_of_others_leaves_its_memory_alone(store: Store, notices: Path) -> None:
    workers_module.settle.cache_clear()
    settings = gc.get_threshold(), gc.get_freeze_count()
    built(store, notices)
    assert (gc.get_threshold(), gc.get_freeze_count()) == settings
