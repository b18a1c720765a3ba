"""The embedded store's log and search index where something comes in between: another process, Ctrl-C, a full disk."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from store_notices import notice

from graph_builder.stores import embedded, embedded_log
from graph_builder.stores.embedded_log import Log, place, size
from graph_builder.stores.errors import StoreForbidden
from graph_builder.stores.opening import open_store
from graph_builder.stores.search_follower import SearchFollower
from graph_builder.stores.search_index import SearchIndex, in_memory

FIRST, SECOND, THIRD = (notice(f"{name}.txt", f"{name}的稿") for name in "甲乙丙")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.kgl"


def fails_once(monkeypatch: pytest.MonkeyPatch, what: str, fault: BaseException, after: int = 0) -> None:
    """`os.<what>` as the log calls it raises `fault` once, behind `after` calls; half a line is written before."""
    real, calls = getattr(os, what), iter(range(1_000_000))

    def failing(*arguments: object) -> object:
        if next(calls) != after:
            return real(*arguments)
        if what == "write":
            file, line = arguments
            real(file, line[: len(line) // 2])  # type: ignore[index, arg-type]
        raise fault

    monkeypatch.setattr(embedded_log.os, what, failing)


def test_the_log_is_closed_before_another_writer_can_begin_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released = embedded._released

    def released_and_taken(graph: object) -> None:
        released(graph)  # type: ignore[arg-type]
        monkeypatch.setattr(embedded, "_released", released)
        place(path).write_bytes(b"of the next writer")

    store = open_store(str(path), mode="write")
    store.writer().load(FIRST)
    monkeypatch.setattr(embedded, "_released", released_and_taken)
    store.close()
    assert place(path).read_bytes() == b"of the next writer"


def test_ctrl_c_within_a_line_leaves_no_half_of_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(path), mode="write") as store:
        writer = store.writer()
        writer.load(FIRST)
        fails_once(monkeypatch, "write", KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            writer.load(SECOND)
        assert [writer.load(SECOND), writer.load(THIRD)] == ["added", "added"]
        logged = [graph.report for _, graphs in embedded_log.entries(path) for graph in graphs]
    assert logged == [FIRST.report, SECOND.report, THIRD.report]


NO_ROOM = OSError(errno.ENOSPC, "No space left on device")
NOT_ALLOWED = PermissionError(errno.EACCES, "Permission denied")
BROKEN = OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize(
    ("what", "fault", "says"),
    [
        ("write", NO_ROOM, r"the disk takes no more \(No space left on device\); make room, then"),
        ("fsync", NO_ROOM, r"the disk takes no more \(No space left on device\); make room, then"),
        ("fsync", BROKEN, r"cannot be written \(Input/output error\); check the disk and who may write there, then"),
        ("open", NOT_ALLOWED, r"cannot be written \(Permission denied\); check the disk and who may write there, then"),
    ],
)
def test_what_the_disk_refuses_is_told_and_can_be_done_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str, fault: OSError, says: str
) -> None:
    with open_store(str(path), mode="write") as store:
        # The first fsync is that of the folder.
        fails_once(monkeypatch, what, fault, after=1 if what == "fsync" else 0)
        with pytest.raises(StoreForbidden, match=rf"graph\.kgl-log: {says}"):
            store.writer().load(FIRST)
        store.writer().load(FIRST)
    with open_store(str(path)) as reader:
        assert reader.view().report_ids() == (FIRST.report,)


def test_a_full_disk_is_told_when_the_log_is_forgotten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(path), mode="write") as store:
        store.writer().load(FIRST)
        fails_once(monkeypatch, "fsync", NO_ROOM)
        with pytest.raises(StoreForbidden, match="the disk takes no more"):
            store.writer().publish()


def test_a_reader_takes_no_notice_of_a_log_that_goes_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(path), mode="write") as store:
        store.writer().load(FIRST)

        def gone(graph: Path) -> Log:
            raise AssertionError(f"a reader looks at the log of {graph}")

        monkeypatch.setattr(embedded, "Log", gone)
        with open_store(str(path)) as reader:
            assert not reader.outdated()


def test_what_is_not_there_has_no_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "exists", lambda _: True)  # a moment ago
    assert size(tmp_path / "gone") == 0


# -- the search index follows ------------------------------------------------------------------------------------


def slow(index: SearchIndex, until: Event) -> Callable[[str], None]:
    remove = index.remove

    def removed(report: str) -> None:
        assert until.wait(30)
        remove(report)

    return removed


def test_whoever_asks_waits_for_what_another_waits_for() -> None:
    index, go, answers = in_memory(), Event(), []
    index.add = lambda notice: answers.append("followed")  # type: ignore[method-assign]
    index.remove = slow(index, go)  # type: ignore[method-assign]
    follower = SearchFollower(index)
    follower.follow(["report:x"], [FIRST])
    threads = [Thread(target=lambda: (follower.wait(), answers.append("told"))) for _ in range(2)]
    for thread in threads:
        thread.start()
        thread.join(0.1)
    assert answers == []
    go.set()
    for thread in threads:
        thread.join()
    follower.close()
    index.close()
    assert answers == ["followed", "told", "told"]


def test_a_fault_is_told_to_everybody() -> None:
    index = in_memory()
    index.database.execute("DROP TABLE said")
    follower = SearchFollower(index)
    follower.follow((), [FIRST])
    for _ in range(3):
        with pytest.raises(sqlite3.OperationalError, match="no such table: said"):
            follower.wait()
    follower.close()
    index.close()
