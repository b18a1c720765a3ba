"""What each command of `xunji` prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest
from invented import folder
from running import COMMAND, ROOT, answer, environment, one, process, xunji
from store_notices import everything

from graph_builder.stores.opening import open_store

BODIES = ("水务局", "教育局")
COMPANY = "澄江桥东市政工程有限公司"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two notices, for the commands that only read."""
    place = tmp_path_factory.mktemp("read")
    path = place / "graph.kgl"
    assert xunji("build", folder(place / "notices", *BODIES), "--store", path).code == 0
    return path


# -- help and version -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", ["build", "extract", "query", "show", "stats", "audit", "review", "explain", "ontology"]
)
def test_every_help_has_an_example(command: str) -> None:
    ran = xunji(command, "--help")
    assert ran.code == 0
    assert f"  xunji {command}" in ran.out.partition("Example")[2]


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help_says_where_to_start(arguments: tuple[str, ...]) -> None:
    ran = xunji(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert "xunji build notices/" in ran.out


def test_version() -> None:
    assert xunji("--version").out.startswith("xunji 0.")


def test_help_starts_without_what_only_some_commands_need() -> None:
    code = "import sys, graph_builder.cli; print(*sys.modules)"
    loaded = subprocess.run([COMMAND[0], "-c", code], cwd=ROOT, env=environment(), capture_output=True, check=True)
    assert not {b"scipy", b"rdflib", b"fastapi", b"networkx", b"numpy"} & set(loaded.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("frob",), "No such command 'frob'"),
        (("biuld", "x"), "Did you mean 'build'?"),
        (("query",), "See `xunji query --help`"),
        (("query", "RETURN 1", "--param", "who"), "NAME=VALUE"),
        (("query", "RETURN 1", "--format", "xml"), "xml"),
        (("stats", "--nonsense"), "--nonsense"),
        (("build", "x", "--workers", "0"), "--workers"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(arguments: tuple[str, ...], says: str) -> None:
    ran = xunji(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("xunji: error: ")
    assert says in ran.err


# -- build ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("3", 3),
        ('"3"', "3"),
        ("0012", "0012"),
        ("财政局", "财政局"),
        ("a=b", "a=b"),
        ("", ""),
        ('["甲", "乙"]', ["甲", "乙"]),
        ("true", True),
        ("null", None),
        ("1.5", 1.5),
        ("NaN", "NaN"),
    ],
)
def test_parameters_are_json_or_text(store: Path, given: str, value: object) -> None:
    assert answer(store, "RETURN $x AS x", "--param", f"x={given}") == [{"x": value}]


def test_rows_as_json_are_one_object_each(store: Path) -> None:
    assert answer(store, "UNWIND ['甲', null] AS x RETURN x, 1 AS y") == [{"x": "甲", "y": 1}, {"x": None, "y": 1}]
    assert answer(store, "MATCH (n:Problem {name: '无'}) RETURN n") == []


def test_rows_as_csv_are_rfc_4180(store: Path) -> None:
    query = """RETURN '甲,"乙"' AS `a,b`, 'x\ny' AS c, null AS d, ['丙'] AS e, true AS f"""
    out = process("query", query, "--format", "csv", folder=store.parent).out
    assert out == '"a,b",c,d,e,f\r\n"甲,""乙""","x\ny",,"[""丙""]",true\r\n'
    assert list(csv.reader(io.StringIO(out, newline="")))[1] == ['甲,"乙"', "x\ny", "", '["丙"]', "true"]


def test_rows_as_a_table_stay_one_line_each_when_piped(store: Path) -> None:
    out = xunji("query", "RETURN '长' AS x, $y AS y", "-p", f"y={'字' * 500}\n字", "--store", store).out
    assert "字" * 500 + " 字" in out
    assert "\x1b" not in out


def test_more_rows_than_allowed_are_told(store: Path) -> None:
    ran = xunji("query", "UNWIND range(1, 9) AS x RETURN x", "--rows", 4, "--store", store, "--format", "json")
    assert json.loads(ran.out) == [{"x": x} for x in range(1, 5)]
    assert ran.err == "xunji: warning: only the first 4 rows are shown; ask for more with --rows, or narrow the query\n"


def test_a_query_from_standard_input(store: Path) -> None:
    command = [*COMMAND, "query", "-", "--format", "csv"]
    ran = subprocess.run(command, input=b"RETURN 1 AS x", cwd=store.parent, env=environment(), capture_output=True)
    assert ran.stdout == b"x\r\n1\r\n"


def test_the_questions_of_an_investigator(store: Path) -> None:
    measures = answer(
        store,
        "MATCH (m:Measure)-[r:ADDRESSES]->(p:Problem)<-[:FOUND]-()-[:INSPECTED]->(a:Agency)"
        " WHERE p.name STARTS WITH '工程监管不到位' AND a.name CONTAINS '水务局'"
        " RETURN m.text, r.quote ORDER BY r.start",
    )
    assert [row["m.text"][:2] for row in measures] == ["约谈", "印发"]
    assert all(row["m.text"] == row["r.quote"] for row in measures)
    both = "MATCH (c:Company)-[:APPEARS_IN]->(r:Report) WITH c, count(DISTINCT r) AS n WHERE n > 1 RETURN c.name"
    assert one(store, both) == COMPANY


# -- show, explain, stats, ontology -----------------------------------------------------------------------------


def test_show_an_entity_with_its_links_and_sentences(store: Path) -> None:
    ran = xunji("show", COMPANY, "--store", store)
    assert (ran.code, ran.err) == (0, "")
    assert "← MENTIONS" in ran.out
    assert f"对【{COMPANY}】承建的河堤加固工程监管不力" in ran.out


def test_show_as_json(store: Path) -> None:
    shown = json.loads(xunji("show", COMPANY, "--store", store, "--format", "json").out)
    assert shown["labels"] == ["Company"]
    assert {link["type"] for link in shown["links"]} >= {"MENTIONS", "APPEARS_IN"}
    assert all(shown["id"] in (link["start"], link["end"]) for link in shown["links"])


def test_show_lists_several_matches_and_says_how_to_choose(store: Path) -> None:
    ran = xunji("show", "工程监管细则", "--store", store)
    assert ran.code == 0
    ids = [line.split()[-1] for line in ran.out.splitlines() if "policy-" in line]
    assert len(ids) == 2
    assert f"xunji show {ids[0]}" in ran.err
    assert "教育局" in xunji("show", ids[0], "--store", store).out + xunji("show", ids[1], "--store", store).out


def test_show_tells_of_links_left_out(store: Path) -> None:
    assert "--limit" in xunji("show", COMPANY, "--limit", 1, "--store", store).err


def test_show_by_label(store: Path) -> None:
    ran = xunji("show", "水务局", "--label", "Company", "--store", store)
    assert (ran.code, ran.out) == (1, "")
    assert "nothing of label Company" in ran.err


def test_explain_a_node_and_a_link(store: Path) -> None:
    row = answer(
        store, "MATCH (m:Measure)-[:ADDRESSES]->(p) WHERE m.text STARTS WITH '约谈' RETURN m.id, p.id LIMIT 1"
    )[0]
    node = xunji("explain", row["m.id"], "--store", store).out
    assert "measure." in node
    assert "一是【约谈澄江" in node
    link = xunji("explain", row["m.id"], row["p.id"], "--store", store, "--format", "json")
    (said,) = json.loads(link.out)
    assert "–ADDRESSES→" in said["fact"]
    assert said["where"].rpartition(":")[0].endswith(".txt")


def test_explain_says_why_a_name_is_this_thing(store: Path) -> None:
    row = answer(store, f"MATCH (c:Company {{name: '{COMPANY}'}}) RETURN c.id")[0]
    said = json.loads(xunji("explain", row["c.id"], "--store", store, "--format", "json").out)
    assert {"a company's full name is the same everywhere"} == {fact["why it is this one"] for fact in said}


def test_a_sentence_is_not_read_from_a_file_that_changed(tmp_path: Path) -> None:
    notices, path = folder(tmp_path / "notices", "水务局"), tmp_path / "graph.kgl"
    xunji("build", notices, "--store", path)
    (notices / "水务局.txt").write_text("别的内容" * 500, encoding="utf-8")
    out = xunji("show", COMPANY, "--store", path).out
    assert "别的内容" not in out
    assert "【" not in out


@pytest.mark.parametrize("arguments", [("explain", "x"), ("explain", "x", "y"), ("show", "没有这个")])
def test_what_is_not_there_is_said(store: Path, arguments: tuple[str, ...]) -> None:
    ran = xunji(*arguments, "--store", store)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_explain_two_that_nothing_links(store: Path) -> None:
    problem, company = (one(store, f"MATCH (n:{label}) RETURN min(n.id)") for label in ("Inspection", "Company"))
    assert "nothing links them" in xunji("explain", problem, company, "--store", store).err


def test_show_of_nothing_is_refused(store: Path) -> None:
    shown = xunji("show", " ", "--store", store)
    assert (shown.code, shown.out) == (1, "")
    assert "NAME is empty" in shown.err


def test_stats(store: Path) -> None:
    counts = json.loads(xunji("stats", "--store", store, "--format", "json").out)
    assert (counts["nodes"]["Report"], counts["nodes"]["Problem"], counts["relationships"]["ADDRESSES"]) == (2, 4, 8)
    assert "ADDRESSES" in xunji("stats", "--store", store).out


def test_audit_sets_what_is_declared_beside_what_was_found(tmp_path: Path) -> None:
    noisy = ROOT / "examples" / "reports" / "02_shuffled_yanhu_water.txt"
    store = tmp_path / "graph.kgl"
    xunji("build", noisy, "--store", store, "--quiet")
    rows = {row["what"]: row for row in json.loads(xunji("audit", "--store", store, "--format", "json").out)}
    assert [rows["problems"][key] for key in ("declared", "found", "difference")] == [10, 9, "-1"]
    assert "10个问题" in rows["problems"]["sentence"]
    assert "In all" in xunji("audit", "--store", store).out


def test_the_order_of_loading_makes_no_difference_and_a_corrected_header_replaces_the_old(tmp_path: Path) -> None:
    told = [
        ROOT / "examples" / "reports" / name
        for name in ("03_subproblems_yunlan_ndrc.txt", "10_announcement_yunlan_round6.txt")
    ]
    query = "MATCH (n) RETURN n ORDER BY n.id"
    graphs = []
    for order in (told, told[::-1]):
        store = tmp_path / f"{len(graphs)}.kgl"
        for path in order:
            xunji("build", path, "--store", store, "--quiet")
        graphs.append(xunji("query", query, "--store", store, "--format", "json").out)
    assert graphs[0] == graphs[1]
    notice = tmp_path / "notice.txt"
    for count in ("15个", "99个"):
        notice.write_text(told[0].read_text(encoding="utf-8").replace("15个", count), encoding="utf-8")
        xunji("build", notice, "--store", tmp_path / "changed.kgl", "--quiet")
    found = xunji(
        "query",
        "MATCH (i:Inspection) RETURN i.declared_problems AS n",
        "--store",
        tmp_path / "changed.kgl",
        "--format",
        "json",
    )
    assert json.loads(found.out) == [{"n": 99}]


def test_review_lists_names_that_are_alike_and_kept_apart(tmp_path: Path) -> None:
    store = tmp_path / "graph.kgl"
    xunji("build", ROOT / "examples" / "reports", "--store", store, "--quiet")
    rows = json.loads(xunji("review", "--store", store, "--format", "json").out)
    assert {"财务管理制度"} == {row["one"] for row in rows if row["label"] == "Policy"}


@pytest.mark.parametrize(
    ("part", "says"),
    [("labels", "InspectionGroup"), ("relationships", "→"), ("properties", "name"), ("values", "revised")],
)
def test_ontology(part: str, says: str) -> None:
    assert says in xunji("ontology", part).out
    rows = json.loads(xunji("ontology", part, "--format", "json").out)
    assert rows
    assert {frozenset(row) for row in rows} == {frozenset(rows[0])}


# -- which store, which streams ---------------------------------------------------------------------------------


def test_the_store_is_named_by_option_else_environment_else_the_current_folder(store: Path, tmp_path: Path) -> None:
    query = ("query", "MATCH (r:Report) RETURN count(r) AS n", "--format", "csv")
    assert process(*query, folder=store.parent).out == "n\r\n2\r\n"
    assert process(*query, folder=tmp_path, XUNJI_STORE=str(store)).out == "n\r\n2\r\n"
    assert process(*query, "--store", str(store), folder=tmp_path, XUNJI_STORE="nothere.kgl").out == "n\r\n2\r\n"
    missing = process(*query, folder=tmp_path)
    assert (missing.code, missing.out) == (1, "")
    assert "graph.kgl: no such file; build it first" in missing.err


def test_output_is_utf8_whatever_the_locale(store: Path) -> None:
    ran = process("query", "RETURN '巡察' AS x", folder=store.parent, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "巡察" in ran.out


@pytest.mark.parametrize("query", ["RETURN 1", "UNWIND range(1, 9999) AS x RETURN x, 'abcdefghijklmnopqrstuvwxyz'"])
def test_a_closed_pipe_is_quiet(store: Path, query: str) -> None:
    command = [*COMMAND, "query", query, "--store", str(store)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asked:
        assert asked.stdout is not None
        assert asked.stderr is not None
        asked.stdout.close()
        assert asked.stderr.read() == b""


# -- commands of other packages ---------------------------------------------------------------------------------


def plugin(place: Path, value: str) -> str:
    """A package in `place` with a command `greet`."""
    package = place / "greeting-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n", encoding="utf-8")
    (package / "entry_points.txt").write_text(f"[xunji.commands]\ngreet = {value}\n", encoding="utf-8")
    (place / "greeting.py").write_text('def command(who: str) -> None:\n    """Say it."""\n    print("hello", who)\n')
    return str(place)


def test_another_package_adds_a_command(tmp_path: Path) -> None:
    path = os.pathsep.join([plugin(tmp_path, "greeting:command"), str(ROOT)])
    assert process("greet", "you", folder=tmp_path, PYTHONPATH=path).out == "hello you\n"
    assert "Say it." in process("--help", folder=tmp_path, PYTHONPATH=path).out


def test_a_broken_command_does_not_break_the_others(tmp_path: Path) -> None:
    path = os.pathsep.join([plugin(tmp_path, "nowhere:command"), str(ROOT)])
    assert process("--version", folder=tmp_path, PYTHONPATH=path).code == 0
    ran = process("greet", folder=tmp_path, PYTHONPATH=path)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "No module named 'nowhere'" in ran.err


# -- faults that nobody foresaw ---------------------------------------------------------------------------------


def test_an_unforeseen_fault_is_one_line_and_a_traceback_with_debug(tmp_path: Path) -> None:
    path = os.pathsep.join([plugin(tmp_path, "greeting:broken"), str(ROOT)])
    (tmp_path / "greeting.py").write_text("def broken() -> None:\n    {}['x']\n", encoding="utf-8")
    ran = process("greet", folder=tmp_path, PYTHONPATH=path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "KeyError: 'x' (greeting.py, line 2)" in ran.err
    assert "--debug" in ran.err
    assert "Traceback" in process("--debug", "greet", folder=tmp_path, PYTHONPATH=path).err


def test_the_examples_build_and_a_second_time_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    assert xunji("build", ROOT / "examples" / "reports", "--store", path).code == 0
    with open_store(str(path)) as opened:
        before = list(everything(opened.view()))
    assert xunji("build", ROOT / "examples" / "reports", "--store", path).code == 0
    with open_store(str(path)) as opened:
        assert list(everything(opened.view())) == before
