"""What the embedded store survives (a killed writer), and what it says about files that it cannot use."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Literal

import kglite
import pytest
from store_notices import everything, notice

from graph_builder.stores.embedded import STORE_VERSION
from graph_builder.stores.errors import (
    StoreDamaged,
    StoreError,
    StoreForbidden,
    StoreLocked,
    StoreMissing,
    StoreVersion,
)
from graph_builder.stores.opening import open_store
from ontology.records import Graph

NOTICES = 45

LOADER = """
import sys
from store_notices import notice
from graph_builder.stores.opening import open_store
from test_store_faults import NOTICES, numbered
store = open_store(sys.argv[1], mode="write")
writer = store.writer()
for number in range(NOTICES):
    print(writer.load(numbered(number)), flush=True)
    if number % 15 == 14:
        writer.publish()
writer.close()
store.close()
print("closed", flush=True)
"""


def numbered(number: int) -> Graph:
    """The first five are drafts, which later ones replace; each is large enough to be caught in the middle."""
    source = f"{number % 40}.txt"
    return notice(source, f"第{number}稿", ("县财政局", f"财政局{number}"), problems=150)


@cache
def reference(count: int) -> list[str]:
    store = open_store("memory:")
    with store.writer() as writer:
        for number in range(count):
            writer.load(numbered(number))
    return list(everything(store.view()))


def loader(path: Path) -> subprocess.Popen[str]:
    root = Path(__file__).parents[1]
    paths = os.pathsep.join([str(root), str(root / "tests")])
    command = [sys.executable, "-c", LOADER, str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths})


def killed_after(path: Path, notices: int, milliseconds: float) -> int:
    """Run the loader, kill it some time after it reported `notices` as stored; how many it reported in all."""
    with loader(path) as process:
        assert process.stdout is not None
        reported = 0
        while reported < notices:
            assert process.stdout.readline()
            reported += 1
        time.sleep(milliseconds / 1000)
        process.send_signal(signal.SIGKILL)
        return reported + sum(line != "closed\n" for line in process.stdout)


@pytest.mark.parametrize(
    ("notices", "milliseconds"),
    [(1, 0), (5, 2), (11, 5), (14, 8), (15, 4), (15, 9), (30, 12), (41, 3), (44, 20)],
)
def test_a_killed_writer_loses_nothing_that_it_reported(tmp_path: Path, notices: int, milliseconds: float) -> None:
    path = tmp_path / "graph.kgl"
    reported = killed_after(path, notices, milliseconds)
    with open_store(str(path)) as reader:
        left = list(everything(reader.view()))
    # The notice in flight is there whole or not at all.
    assert left in (reference(reported), reference(min(reported + 1, NOTICES)))
    with loader(path) as again:
        assert again.wait(60) == 0
    with open_store(str(path)) as reader:
        assert list(everything(reader.view())) == reference(NOTICES)


def test_a_writer_takes_up_what_a_killed_one_left(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    reported = killed_after(path, 7, 0)
    with open_store(str(path), mode="write") as store, store.writer() as writer:
        assert [writer.load(numbered(number)) for number in range(reported)] == ["unchanged"] * reported
        assert writer.load(numbered(40)) == "changed"


# -- readers and the writer ----------------------------------------------------------------------------------------


def test_readers_are_never_blocked_and_see_what_was_published(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.kgl")
    with open_store(path, mode="write") as store:
        with open_store(path) as early:
            assert early.view().report_ids() == ()
        writer = store.writer()
        writer.load(numbered(1))
        with open_store(path) as before, store.writer() as other:
            other.load(numbered(2))
            assert before.view().report_ids() == ()
        with open_store(path) as after:
            assert len(after.view().report_ids()) == 2
        assert early.view().report_ids() == ()


def test_a_reader_reads_on_while_the_writer_writes(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    with loader(path) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        seen = []
        while process.poll() is None:
            with open_store(str(path)) as reader:
                seen.append(len(reader.view().report_ids()))
        assert process.returncode == 0
    assert seen == sorted(seen)
    assert set(seen) <= {0, 15, 30, 40}


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    with loader(path) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        with pytest.raises(StoreLocked, match=f"process {process.pid} is writing"):
            open_store(str(path), mode="write")
        process.send_signal(signal.SIGKILL)
    with open_store(str(path), mode="write"), pytest.raises(StoreLocked, match="this process"):
        open_store(str(path), mode="write")


def test_closing_twice_and_leaving_by_an_error_keep_what_was_loaded(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.kgl")
    with pytest.raises(KeyError), open_store(path, mode="write") as store:
        store.writer().load(numbered(1))
        raise KeyError
    store.close()
    with open_store(path) as reader:
        assert len(reader.view().report_ids()) == 1


# -- files that are no store --------------------------------------------------------------------------------------


@pytest.fixture
def built(tmp_path: Path) -> Path:
    path = tmp_path / "graph.kgl"
    with open_store(str(path), mode="write") as store, store.writer() as writer:
        writer.load(numbered(1))
    return path


def test_a_missing_store(tmp_path: Path) -> None:
    for mode, path in (("read", tmp_path / "no.kgl"), ("write", tmp_path / "no" / "no.kgl")):
        with pytest.raises(StoreMissing, match=r"no\.kgl"):
            open_store(str(path), mode=mode)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_folder(tmp_path: Path, mode: str) -> None:
    with pytest.raises(StoreForbidden, match="folder"):
        open_store(str(tmp_path), mode=mode)  # type: ignore[arg-type]


def _truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :]


@pytest.mark.parametrize("mode", ["read", "write"])
@pytest.mark.parametrize(
    ("damage", "error", "says"),
    [
        (lambda _: b"", StoreDamaged, "too small"),
        (lambda _: "巡察整改情况的通报".encode() * 9, StoreDamaged, "not a kglite graph"),
        (_truncated, StoreDamaged, "truncated"),
        (_flipped, StoreDamaged, "corrupt"),
        (lambda content: content[:3] + b"\x63" + content[4:], StoreVersion, "another version"),
    ],
)
def test_a_damaged_file_is_named_and_left_as_it_is(
    built: Path, mode: str, damage: object, error: type[StoreError], says: str
) -> None:
    content = damage(built.read_bytes())  # type: ignore[operator]
    built.write_bytes(content)
    with pytest.raises(error, match=says) as caught:
        open_store(str(built), mode=mode)  # type: ignore[arg-type]
    assert str(built) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert built.read_bytes() == content


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A store whose writer was killed behind its second notice."""
    path = tmp_path / "graph.kgl"
    killed_after(path, 2, 0)
    return path


@pytest.mark.parametrize(
    "cut",
    [
        lambda content: content[:-1],
        lambda content: content[:-1000],
        lambda content: content + b"0",
        lambda content: content + b"00000000 [\n",
        lambda content: content + bytes(4096),
    ],
)
def test_what_a_kill_cut_off_the_log_is_passed_over(left: Path, cut: Callable[[bytes], bytes]) -> None:
    log = left.with_name("graph.kgl-log")
    lines = log.read_bytes().splitlines(keepends=True)[:2]
    content = cut(b"".join(lines))
    log.write_bytes(content)
    with open_store(str(left)) as reader:
        whole = 2 if content.startswith(b"".join(lines)) else 1
        assert list(everything(reader.view())) == reference(whole)
    assert not log.exists()


def test_a_log_is_taken_over_twice_if_need_be(left: Path) -> None:
    """Killed between publishing and forgetting the log."""
    log = left.with_name("graph.kgl-log")
    content = log.read_bytes()
    count = len(content.splitlines())
    with open_store(str(left), mode="write"):
        pass
    log.write_bytes(content)
    with open_store(str(left)) as reader:
        assert list(everything(reader.view())) == reference(count)


def test_a_removal_is_logged(built: Path) -> None:
    log = built.with_name("graph.kgl-log")
    with open_store(str(built), mode="write") as store, store.writer() as writer:
        writer.load(numbered(2))
        writer.remove(numbered(1).report)
        content = log.read_bytes()
        writer.load(numbered(1))
    log.write_bytes(content)
    with open_store(str(built)) as reader:
        assert reader.view().report_ids() == (numbered(2).report,)


def test_a_log_without_its_graph_is_not_of_the_next_one(left: Path) -> None:
    left.unlink()
    with open_store(str(left), mode="write") as store:
        assert store.view().report_ids() == ()


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_log_damaged_in_the_middle_is_named_and_left_as_it_is(left: Path, mode: Literal["read", "write"]) -> None:
    log = left.with_name("graph.kgl-log")
    content = b"x" + log.read_bytes()[1:]
    log.write_bytes(content)
    with pytest.raises(StoreDamaged, match=r"graph\.kgl-log: line 1 is damaged; move the file away"):
        open_store(str(left), mode=mode)
    assert log.read_bytes() == content


def test_a_log_of_the_engine_that_an_older_version_left(built: Path) -> None:
    lost = kglite.open(str(built), durable="full", auto_checkpoint_wal_mib=0)
    lost.cypher("MATCH (n:Problem) SET n.status = 'ongoing'")
    lost.__exit__(KeyError, None, None)
    with open_store(str(built)) as reader:
        assert {node.properties["status"] for node in reader.view().nodes("Problem")} == {"ongoing"}


def test_a_damaged_log_of_the_engine(built: Path) -> None:
    built.with_name("graph.kgl-wal").write_bytes(b"no log at all, but long enough to be one")
    for mode in ("read", "write"):
        with pytest.raises(StoreDamaged, match="write-ahead log"):
            open_store(str(built), mode=mode)  # type: ignore[arg-type]


@pytest.mark.parametrize(("version", "says"), [(0, "not made by Xunji"), (STORE_VERSION + 1, "of version 2")])
def test_a_store_of_another_version(tmp_path: Path, version: int, says: str) -> None:
    path = tmp_path / "other.kgl"
    with kglite.open(str(path)) as graph:
        graph.cypher("CREATE (:Person {id: '1'})")
        graph.set_schema_version(version)
    for mode in ("read", "write"):
        with pytest.raises(StoreVersion, match=says):
            open_store(str(path), mode=mode)  # type: ignore[arg-type]
    with kglite.open(str(path)) as graph:
        assert graph.shape == (1, 0)


def test_a_place_where_nobody_may_write() -> None:
    with pytest.raises(StoreForbidden, match=r"/proc/graph\.kgl"):
        open_store("/proc/graph.kgl", mode="write")


def test_a_fault_of_the_search_index_is_told_and_the_graph_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    index = path.with_name("graph.kgl-search")
    with (
        pytest.raises(StoreForbidden, match=r"search index .*no such table: said; .*remove the file"),
        open_store(str(path), mode="write") as store,
        store.writer() as writer,
    ):
        with closing(sqlite3.connect(index)) as other:
            other.execute("DROP TABLE said")
        writer.load(numbered(1))
    index.unlink()
    with open_store(str(path)) as reader:
        assert reader.view().report_ids() == (numbered(1).report,)
        assert reader.view().find("财政局1")


# -- a full disk --------------------------------------------------------------------------------------------------

FULL = """
import resource, sys
from test_store_faults import numbered
from graph_builder.stores.errors import StoreForbidden
from graph_builder.stores.opening import open_store
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
loaded = 0
try:
    with open_store(sys.argv[1], mode="write") as store, store.writer() as writer:
        for loaded in range(NOTICES):
            writer.load(numbered(loaded))
except StoreForbidden as fault:
    print(loaded, fault)
"""


@pytest.mark.parametrize("size", [80_000, 700_000])
def test_a_full_disk_is_told_and_costs_nothing_that_was_stored(tmp_path: Path, size: int) -> None:
    """No file may grow beyond `size`: writing fails there as it does where the disk is full."""
    path = tmp_path / "graph.kgl"
    code = FULL.replace("NOTICES", str(NOTICES))
    said = subprocess.run(
        [sys.executable, "-c", code, str(path), str(size)], capture_output=True, text=True, cwd=Path(__file__).parent
    )
    loaded, _, fault = said.stdout.partition(" ")
    assert "disk" in fault and "\n" not in fault.strip(), said.stderr
    with open_store(str(path), mode="write") as store:
        assert len(store.view().report_ids()) in (int(loaded), int(loaded) + 1)
        with store.writer() as writer:
            for number in range(NOTICES):
                writer.load(numbered(number))
        assert list(everything(store.view())) == reference(NOTICES)
