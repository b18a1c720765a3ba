"""Everything that can be wrong with what a user gives: one clear line each, no traceback, nothing stored half."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import kglite
import pytest
from invented import folder, header_only, notice
from running import COMMAND, Ran, environment, process, xunji
from store_notices import everything

from graph_builder.notice import graph_of
from graph_builder.reading.document import MAX_BYTES, document
from graph_builder.stores.embedded import STORE_VERSION
from graph_builder.stores.opening import open_store

NEWS = """本报讯(记者 林小满)昨日上午,澄江市第十二届龙舟赛在桥东湾开赛,来自全市的二十四支队伍参加角逐。
开赛前,市文化和旅游局负责人介绍说,今年的赛事有三个特点:一是队伍多,二是水平高,三是群众参与面广。
市民陈女士说,她每年都来看比赛。赛事将持续到本月十六日,期间桥东路实行交通管制。
"""
MEETING = """澄江市委召开巡察工作会议
本报讯 昨日,澄江市委召开巡察工作会议,传达学习上级巡视工作精神。会议强调,一是要把巡察工作抓紧抓实;\
二是要突出问题导向;三是要加强队伍建设。各级党组织要认真做好巡察整改“后半篇文章”。
"""
POEM = "春江\n江水绕着旧城走,\n一盏灯落在船头。\n远山不说话,\n只把晚霞收进衣袖。\n"
BINARY = bytes(range(256)) * 40


def one_line(ran: Ran) -> str:
    """The one line that the user sees; with any more than that the test fails."""
    assert "Traceback" not in ran.err
    assert ran.err.startswith("xunji: error: ")
    assert ran.err.count("\n") == 1
    return ran.err


# -- notices ----------------------------------------------------------------------------------------------------

BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \n\t\n", "the file is empty"),
    "binary.txt": (BINARY, "save"),
    "zeros.txt": (bytes(5000), "leave it out"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + BINARY, "a PNG picture, not text; save the notice as text"),
    "document.txt": (b"%PDF-1.7\n" + BINARY, "a PDF"),
    "news.txt": (NEWS.encode(), "tells of no inspection"),
    "meeting.txt": (MEETING.encode(), "tells of no inspection"),
    "poem.txt": (POEM.encode(), "tells of no inspection"),
    "one_character.txt": ("巡".encode(), "tells of no inspection"),
    "program.txt": (b"def main():\n    return 1\n" * 20, "hardly written in Chinese"),
    "README.md": (
        b"Xunji reads notices (\xe5\xb7\xa1\xe5\xaf\x9f). See 1. `problems` 2. `measures`.\n" * 9,
        "hardly written in Chinese",
    ),
    "truncated.txt": (header_only("水务局").encode(), "get the whole text"),
    "truncated_title.txt": (header_only("水务局")[:70].encode(), "whole"),
    "large.txt": (b"x" * 50_000_000, f"48 MB is more than the {MAX_BYTES // 2**20} MB"),
    "strange.xyz": (BINARY, ""),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_notice_is_named_with_a_remedy_and_stores_nothing(name: str, tmp_path: Path) -> None:
    contents, says = BAD[name]
    bad, path = tmp_path / name, tmp_path / "graph.kgl"
    bad.write_bytes(contents)
    good = folder(tmp_path / "notices", "教育局")
    ran = xunji("build", good, bad, "--store", path)
    lines = ran.err.splitlines()
    assert ran.code == 1
    assert len(lines) == 2, "one line for the file, one that says what to do next"
    assert lines[0].startswith("xunji: error: ")
    assert name in lines[0]
    assert says in lines[0]
    assert stored(path) == built_alone(good, tmp_path)


@pytest.mark.parametrize("name", BAD)
def test_extract_says_the_same(name: str, tmp_path: Path) -> None:
    contents, says = BAD[name]
    (tmp_path / name).write_bytes(contents)
    ran = xunji("extract", tmp_path / name)
    assert (ran.code, ran.out) == (1, "")
    line = one_line(ran)
    assert name in line
    assert says in line


def stored(path: Path) -> list[str]:
    with open_store(str(path)) as store:
        return list(everything(store.view()))


def built_alone(notices: Path, place: Path) -> list[str]:
    assert xunji("build", notices, "--store", place / "alone.kgl").code == 0
    return stored(place / "alone.kgl")


def test_a_notice_cut_in_mid_sentence_is_stored_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "cut.txt").write_text(notice("水务局").rsplit("逐项", 1)[0], encoding="utf-8")
    ran = xunji("build", tmp_path / "cut.txt", "--store", tmp_path / "graph.kgl")
    assert ran.code == 0
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("xunji: warning: ")
    assert "cut.txt: ends in the middle of a sentence" in ran.err


@pytest.mark.parametrize(
    ("paths", "says"),
    [
        (["nothere.txt"], "nothere.txt: no such file or folder; check the path"),
        (["nothere/"], "nothere/: no such file or folder; check the path"),
        (["*.docx"], "*.docx: no file fits this pattern"),
        (["bare"], "bare: holds no file that can be read"),
        (["new\nline.txt"], "new line.txt: no such file"),
        (["\x1b]0;red.txt"], "]0;red.txt: no such file"),
    ],
)
def test_paths_that_lead_nowhere_make_no_store(
    paths: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bare").mkdir()
    ran = xunji("build", *paths)
    assert ran.code == 1
    assert f"xunji: error: {says}" in ran.err
    assert ran.err.count("xunji: error: ") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["bare"]


def test_extract_of_a_missing_file_and_of_a_folder(tmp_path: Path) -> None:
    assert "no such file; check the path" in one_line(xunji("extract", tmp_path / "nothere.txt"))
    assert "is a folder" in one_line(xunji("extract", tmp_path))


# -- stores -----------------------------------------------------------------------------------------------------


def damaged(path: Path) -> None:
    path.write_bytes(BINARY)


def cut(path: Path) -> None:
    xunji("build", folder(path.parent / "notices", "教育局"), "--store", path)
    path.write_bytes(path.read_bytes()[:2000])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    path.mkdir()


def of_another_version(path: Path) -> None:
    graph = kglite.open(str(path))
    graph.set_schema_version(STORE_VERSION + 1)
    graph.close()


def of_another_program(path: Path) -> None:
    graph = kglite.open(str(path))
    graph.cypher("CREATE (:Recipe {name: 'soup'})")
    graph.close()


READERS = [("stats",), ("audit",), ("review",), ("query", "RETURN 1"), ("show", "x"), ("explain", "x")]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (damaged, "build again"),
        (cut, "build again"),
        (empty, "build again"),
        (a_folder, "this is a folder; name a file in it"),
        (of_another_version, "version"),
        (of_another_program, "not made by Xunji"),
    ],
)
def test_a_store_that_cannot_be_used_is_said_by_every_command_and_left_alone(
    spoil: Callable[[Path], None], says: str, tmp_path: Path
) -> None:
    path = tmp_path / "spoilt.kgl"
    spoil(path)
    before = contents(path)
    notices = folder(tmp_path / "notices", "教育局")
    for command in [*READERS, ("build", str(notices))]:
        line = one_line(xunji(*command, "--store", path))
        assert str(path) in line
        assert says in line
    assert contents(path) == before


def contents(path: Path) -> bytes:
    return b"" if path.is_dir() else path.read_bytes()


@pytest.mark.parametrize("command", READERS)
def test_a_store_that_is_not_there(command: tuple[str, ...], tmp_path: Path) -> None:
    ran = xunji(*command, "--store", tmp_path / "nothere.kgl")
    assert (ran.code, ran.out) == (1, "")
    assert "nothere.kgl: no such file; build it first: xunji build PATHS" in one_line(ran)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["http://host/graph", "postgres://host", " "])
def test_an_address_that_is_none(address: str) -> None:
    assert "not an address I know" in one_line(xunji("stats", "--store", address))


def test_a_folder_for_the_store_that_is_not_there(tmp_path: Path) -> None:
    notices = folder(tmp_path / "notices", "教育局")
    line = one_line(xunji("build", notices, "--store", tmp_path / "no" / "graph.kgl"))
    assert "create it first" in line


def test_a_locked_store_turns_builders_away_and_serves_readers(tmp_path: Path) -> None:
    path, notices = tmp_path / "graph.kgl", folder(tmp_path / "notices", "教育局")
    xunji("build", notices, "--store", path)
    holder = "import sys; from graph_builder.stores.opening import open_store\n"
    holder += "with open_store(sys.argv[1], mode='write'): print('open', flush=True); sys.stdin.read()"
    command = [COMMAND[0], "-c", holder, str(path)]
    with subprocess.Popen(command, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writing:
        assert writing.stdout is not None
        writing.stdout.readline()
        line = one_line(process("build", str(notices), "--store", str(path), folder=tmp_path))
        read = process("query", "MATCH (r:Report) RETURN count(r) AS n", "--format", "csv", folder=tmp_path)
        writing.communicate()
    assert f"process {writing.pid} is writing to it; wait until it is done" in line
    assert read.out == "n\r\n1\r\n"


# -- queries ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("queried")
    assert xunji("build", folder(place / "notices", "教育局"), "--store", place / "graph.kgl").code == 0
    return place / "graph.kgl"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("MATCH (n RETURN n", "line 1, column 10"),
        ("MATCH (n)\nRETRUN n", "line 2, column 1"),
        ("", "line 1, column 1"),
        ("RETURN x", "'x'"),
        ("RETURN $who", "--param who=VALUE"),
        ("CREATE (n:Agency)", "CREATE writes, and queries here only read"),
        ("MATCH (n) SET n.name = 'x'", "SET writes"),
        ("MATCH (n) DETACH DELETE n", "writes"),
        ("MERGE (n:Agency {id: 'x'})", "MERGE writes"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", "LOAD"),
        ("RETURN 1; MATCH (n) DELETE n", "line 1, column"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why_and_where(query: str, says: str, store: Path) -> None:
    before = stored(store)
    ran = xunji("query", query, "--store", store, "--format", "json")
    assert (ran.code, ran.out) == (1, "")
    assert says in one_line(ran)
    assert stored(store) == before


def test_a_query_without_end_is_stopped(store: Path) -> None:
    query = "UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b RETURN sum(a * b)"
    assert "stopped after 0.2 s" in one_line(xunji("query", query, "--seconds", "0.2", "--store", store))


def test_a_notice_that_begins_with_a_stop_is_called_by_its_first_words() -> None:
    graph = graph_of(
        document("。二、整改落实情况。\n1.学习不深入。\n整改情况:一是制定计划。二是组织研讨。", "notice.txt")
    )
    assert [node.properties["name"] for node in graph.nodes if node.label == "Report"] == ["二、整改落实情况"]
