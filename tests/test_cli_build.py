"""`xunji build` and `xunji extract`: what they say, what a kill costs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

from invented import folder, notice
from running import COMMAND, environment, one, process, xunji
from store_notices import everything

from graph_builder.stores.embedded import EmbeddedStore


def counted(table: str) -> dict[str, int]:
    """The summary: the first word of each line that ends in a number, and the number."""
    rows = (line.split() for line in table.splitlines())
    return {row[0]: int(row[-1]) for row in rows if row and row[-1].isdigit()}


def test_build_says_what_it_did(tmp_path: Path) -> None:
    notices = folder(tmp_path / "notices", "水务局", "教育局")
    (notices / "list.xyz").write_text("", encoding="utf-8")
    path = tmp_path / "graph.kgl"
    runs = [xunji("build", notices, "--store", path)]
    (notices / "教育局.txt").write_text(notice("教育局", times=2), encoding="utf-8")
    runs.append(xunji("build", notices, "--store", path))
    assert [(ran.code, ran.err) for ran in runs] == [(0, "")] * 2
    assert [counted(ran.out) for ran in runs] == [
        {"added": 2, "skipped": 1},
        {"changed": 1, "unchanged": 1, "skipped": 1},
    ]


def test_build_stores_the_good_and_fails_for_the_bad(tmp_path: Path) -> None:
    notices = folder(tmp_path / "notices", "水务局", "教育局")
    (notices / "空.txt").write_bytes(b"")
    ran = xunji("build", notices, "--store", tmp_path / "graph.kgl")
    assert ran.code == 1
    assert "空.txt: the file is empty" in ran.err
    assert "failed" in ran.out
    assert one(tmp_path / "graph.kgl", "MATCH (r:Report) RETURN count(r)") == 2


def test_a_warning_does_not_fail(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(notice("水务局").rsplit("。", 1)[0] + ",督促其", encoding="utf-8")
    ran = xunji("build", tmp_path / "a.txt", "--store", tmp_path / "graph.kgl")
    assert (ran.code, ran.err.count("\n")) == (0, 1)
    assert ran.err.startswith("xunji: warning: ")


SEVERAL = 400
"""Notices enough for several batches."""


def test_a_kill_costs_nothing_that_was_stored_and_the_next_build_ends_the_same(tmp_path: Path) -> None:
    notices = folder(tmp_path / "notices", *(f"第{number}小学" for number in range(SEVERAL)))
    path, reference = tmp_path / "graph.kgl", tmp_path / "reference.kgl"
    command = [*COMMAND, "build", str(notices), "--store", str(path)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as building:
        log = path.with_name("graph.kgl-log")
        # What the first line tells is stored when the second is begun.
        while not log.exists() or log.read_bytes().count(b"\n") < 2:
            assert building.poll() is None, "the build ended before it could be killed"
            time.sleep(0.002)
        building.send_signal(signal.SIGKILL)
    stored = one(path, "MATCH (r:Report) RETURN count(r)")
    assert 0 < stored < SEVERAL
    ran = xunji("build", notices, "--store", path)
    assert (ran.code, ran.err) == (0, "")
    xunji("build", notices, "--store", reference)
    with EmbeddedStore(path, "read") as one_, EmbeddedStore(reference, "read") as other:
        assert list(everything(one_.view())) == list(everything(other.view()))


def test_ctrl_c_ends_a_build_with_130_and_keeps_what_was_stored(tmp_path: Path) -> None:
    notices = folder(tmp_path / "notices", *(f"第{number}小学" for number in range(SEVERAL)))
    path = tmp_path / "graph.kgl"
    command = [*COMMAND, "build", str(notices), "--store", str(path)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as building:
        log = path.with_name("graph.kgl-log")
        # What the first line tells is stored when the second is begun.
        while not log.exists() or log.read_bytes().count(b"\n") < 2:
            assert building.poll() is None, "the build ended before it could be stopped"
            time.sleep(0.002)
        building.send_signal(signal.SIGINT)
        _, err = building.communicate()
    assert (building.returncode, err) == (130, b"")
    assert 0 < one(path, "MATCH (r:Report) RETURN count(r)") < SEVERAL


# -- extract ----------------------------------------------------------------------------------------------------


def test_extract_prints_the_graph_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(notice("水务局"), encoding="utf-8")
    ran = process("extract", str(file), "--format", "json", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    graph = json.loads(ran.out)
    assert graph.keys() == {"nodes", "relationships"}
    assert {frozenset(node) for node in graph["nodes"]} == {frozenset({"id", "labels", "properties"})}
    assert {frozenset(link) for link in graph["relationships"]} == {frozenset({"type", "start", "end", "properties"})}
    for link in graph["relationships"]:
        assert link["properties"].keys() >= {"report", "start", "end", "quote", "rule", "confidence"}
    assert os.listdir(tmp_path) == ["a.txt"]


def test_extract_as_a_table(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(notice("水务局"), encoding="utf-8")
    ran = xunji("extract", file, "--format", "table")
    assert ran.code == 0
    assert "澄江桥东市政工程有限公司" in ran.out
    assert "ADDRESSES" in ran.out


# -- query ------------------------------------------------------------------------------------------------------
