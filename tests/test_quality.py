"""The quality harness: what counts as found, what a run gains and loses, and that it agrees with the given scorer."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.quality.__main__ import main
from benchmarks.quality.entities import KINDS, match_entities
from benchmarks.quality.errors import QualityError
from benchmarks.quality.floors import below, parse_floors
from benchmarks.quality.gold import Entity, load_gold, parse_gold
from benchmarks.quality.index import forms, index
from benchmarks.quality.notices import ROOT, USUAL, Notice, Outcome, notices_in, outcome, usual_notices
from benchmarks.quality.runs import Run, compare, load, run_of, save
from benchmarks.quality.scoring import score
from benchmarks.quality.table import miss_lines, totals
from benchmarks.quality.tally import COLUMNS, SHARES, Scores, Tally, total, value
from benchmarks.quality.titles import bare, match_titles, same_title
from graph_builder.notice import graph_of
from graph_builder.reading import read
from ontology.records import Evidence, Graph, Node, Properties, Relationship, Span

GIVEN = ROOT.parent / "shared" / "quality" / "score.py"
EXAMPLES = USUAL[1]

# ---------------------------------------------------------------------------------------------- an invented notice

GOLD: dict[str, Any] = {
    "doc": "01_invented",
    "title": "中共鹿塘县林业局党组关于巡察整改进展情况的通报",
    "publisher": "中共鹿塘县林业局党组",
    "publish_date": "2022-09-01",
    "inspection": {
        "group": {"name": "县委第四巡察组", "aliases": ["巡察组"], "canonical": "鹿塘县委第四巡察组"},
        "target": {"name": "县林业局党组", "aliases": [], "canonical": "中共鹿塘县林业局党组"},
        "start": "2022-03-01",
        "end": None,
        "feedback_date": "2022-05-20",
        "round": None,
        "declared": {"aspects": 2, "problems": 2, "measures": None, "tasks": None, "systems": None},
    },
    "sections": ["党的领导方面", "廉政风险方面"],
    "problems": [
        {"id": "p1", "title": "护林经费管理粗放", "section": 0, "implicit": False, "status": "completed",
         "companies": ["青禾公司"], "agencies": ["财务科"], "policies": []},
        {"id": "p2", "title": "苗木采购未经询价", "section": 1, "implicit": False, "status": None,
         "companies": [], "agencies": ["县委"], "policies": []},
    ],
    "measures": [
        {"id": "m1", "problem": "p1", "head": "修订《经费审批办法》,分级审签", "companies": [], "agencies": [],
         "policies": ["经费审批办法"], "policy_actions": [{"policy": "经费审批办法", "action": "revised"}]},
        {"id": "m2", "problem": "p2", "head": "重新组织三家供应商询价", "companies": [], "agencies": [],
         "policies": [], "policy_actions": []},
    ],
    "policies": [{"name": "经费审批办法", "aliases": [], "optional": False}],
    "companies": [{"name": "鹿塘青禾苗木有限公司", "aliases": ["青禾公司"], "optional": False}],
    "agencies": [{"name": "财务科", "optional": False}, {"name": "县委", "optional": True}],
    "inspection_groups": [{"name": "县委第四巡察组", "aliases": ["巡察组"], "canonical": "鹿塘县委第四巡察组"}],
    "persons": [{"name": "方樵声", "optional": False}],
    "projects": [],
}  # fmt: skip

NODES: dict[str, tuple[str, Properties]] = {
    "report": ("Report", {"name": GOLD["title"], "publish_date": "2022-09-01"}),
    "inspection": ("Inspection", {"name": "巡察", "start_date": "2022-03-01", "feedback_date": "2022-05-20",
                                  "declared_aspects": 2, "declared_problems": 2}),
    "group": ("InspectionGroup", {"name": "鹿塘县委第四巡察组", "aliases": ["县委第四巡察组"]}),
    "target": ("Agency", {"name": "中共鹿塘县林业局党组", "aliases": ["县林业局党组"]}),
    "finance": ("Agency", {"name": "鹿塘县林业局财务科", "aliases": ["财务科"]}),
    "committee": ("Agency", {"name": "鹿塘县委", "aliases": ["县委"]}),
    "company": ("Company", {"name": "鹿塘青禾苗木有限公司"}),
    "policy": ("Policy", {"name": "经费审批办法"}),
    "person": ("Person", {"name": "方樵声"}),
    "p1": ("Problem", {"name": "护林经费管理粗放", "status": "completed"}),
    "p2": ("Problem", {"name": "苗木采购未经询价"}),
    "area1": ("ProblemArea", {"name": "党的领导方面"}),
    "area2": ("ProblemArea", {"name": "廉政风险方面"}),
    "m1": ("Measure", {"name": "修订《经费审批办法》"}),
    "m2": ("Measure", {"name": "组织询价", "text": "重新组织三家供应商询价,按最低价成交。"}),
}  # fmt: skip

LINKS: dict[tuple[str, str, str], Properties] = {
    ("target", "PUBLISHED", "report"): {},
    ("group", "CONDUCTED", "inspection"): {},
    ("inspection", "INSPECTED", "target"): {},
    ("p1", "IN_AREA", "area1"): {},
    ("p2", "IN_AREA", "area2"): {},
    ("m1", "ADDRESSES", "p1"): {},
    ("m2", "ADDRESSES", "p2"): {},
    ("p1", "MENTIONS", "company"): {},
    ("p1", "MENTIONS", "finance"): {},
    ("m1", "CITES", "policy"): {"action": "revised"},
}

Nodes = dict[str, tuple[str, Properties]]
Links = dict[tuple[str, str, str], Properties]


def graph(nodes: Nodes, links: Links) -> Graph:
    evidence = Evidence("01_invented", Span(0, 1), "一", "test")
    return Graph(
        "01_invented",
        tuple(Node(id, label, properties) for id, (label, properties) in nodes.items()),
        tuple(Relationship(kind, a, b, said, evidence) for (a, kind, b), said in links.items()),
    )


def scored(nodes: Nodes, links: Links) -> Scores:
    return score(parse_gold(GOLD), graph(nodes, links))


def without(key: str) -> tuple[Nodes, Links]:
    """The graph without one node and what hangs on it."""
    return (
        {id: node for id, node in NODES.items() if id != key},
        {link: said for link, said in LINKS.items() if key not in (link[0], link[2])},
    )


def with_node(key: str, label: str, **properties: str) -> tuple[Nodes, Links]:
    return {**NODES, key: (label, properties)}, LINKS


def with_link(start: str, kind: str, end: str, **properties: str) -> tuple[Nodes, Links]:
    return NODES, {**LINKS, (start, kind, end): properties}


# ------------------------------------------------------------------------------------------------- what is the same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“第一议题”制度, 不到位。", "第一议题制度不到位"),
        ("11◆■■.46亿元", "1146亿元"),
        ("《财务管理制度》", "财务管理制度"),
        (" \n…—-", ""),
    ],
)
def test_bare(text: str, expected: str) -> None:
    assert bare(text) == expected


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("护林经费管理粗放", "护林经费管理粗放", 1.0),
        ("护林经费管理粗放", "“护林经费”管理粗放。", 1.0),
        ("护林经费管理粗放", "护林经费管理粗放,票据不全", 1.0),
        ("护林经费管理粗放", "一是关于护林经费管理粗放的问题", 1.0),
        ("护林经费", "十二个字以后才出现的那个题目是护林经费", 8 / 23),
        ("询价", "询价", 1.0),
        ("询价", "询价未做", 2 / 3),
        ("甲乙丙丁", "子丑寅卯", 0.0),
        ("", "护林经费", 0.0),
        ("、。", "护林经费", 0.0),
    ],
)
def test_same_title(a: str, b: str, same: float) -> None:
    assert same_title(a, b) == same_title(b, a) == pytest.approx(same)


@pytest.mark.parametrize(
    ("titles", "found", "pairs"),
    [
        (["护林经费管理粗放"], [{"name": "护林经费管理粗放"}], {0: 0}),
        (["护林经费管理粗放"], [{"name": "护林经费管理比较粗放"}], {0: 0}),
        (["护林经费管理粗放"], [{"name": "苗木采购"}], {}),
        # Named otherwise, but its text opens with the title.
        (["护林经费管理粗放"], [{"name": "经费", "text": "护林经费管理粗放,票据不全"}], {0: 0}),
        (["护林经费管理粗放"], [{"name": "经费", "text": "一" * 60 + "护林经费管理粗放"}], {}),
        # One to one: the better fits first, the first of equals first.
        (["护林经费管理粗放"], [{"name": "护林经费管理很粗放"}, {"name": "护林经费管理粗放"}], {0: 1}),
        (["护林经费管理粗放"] * 2, [{"name": "护林经费管理粗放"}], {0: 0}),
        (["护林经费管理粗放"], [{"name": "护林经费管理粗放"}] * 2, {0: 0}),
    ],
)
def test_match_titles(titles: list[str], found: list[dict[str, str]], pairs: dict[int, int]) -> None:
    nodes = [Node(str(i), "Problem", properties) for i, properties in enumerate(found)]
    assert {i: int(node.id) for i, node in match_titles(titles, nodes, 0.75).items()} == pairs


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"name": "鹿塘县财政局"}, {"鹿塘县财政局"}),
        ({"name": "《经费办法》", "aliases": ["经费办法", "办法"]}, {"经费办法", "办法"}),
        ({"canonical_name": "财政局", "aliases": []}, {"财政局"}),
        ({}, set()),
    ],
)
def test_forms(properties: Properties, expected: set[str]) -> None:
    assert forms(Node("x", "Agency", properties)) == expected


@pytest.mark.parametrize(
    ("wanted", "found", "right", "missed", "spurious"),
    [
        (["财政局"], ["财政局"], 1, 0, 0),
        (["财政局"], [], 0, 1, 0),
        ([], ["财政局"], 0, 0, 1),
        # Two nodes that are one entity count once; each node that is none counts.
        (["财政局"], ["财政局", "财政局"], 1, 0, 0),
        (["财政局"], ["某局", "某局"], 0, 1, 2),
        # An optional entity counts for nothing.
        (["财政局?"], ["财政局"], 0, 0, 0),
        (["财政局?"], [], 0, 0, 0),
    ],
)
def test_match_entities(wanted: list[str], found: list[str], right: int, missed: int, spurious: int) -> None:
    entities = [Entity(w.strip("?"), frozenset({w.strip("?")}), w.endswith("?")) for w in wanted]
    nodes = [Node(str(i), "Agency", {"name": name}) for i, name in enumerate(found)]
    tally = match_entities("agency", entities, nodes)
    assert (len(tally.right), len(tally.missed), len(tally.spurious)) == (right, missed, spurious)


# --------------------------------------------------------------------------------------------------- a whole notice


def test_a_graph_that_is_right_scores_full_in_every_column() -> None:
    scores = scored(NODES, LINKS)
    assert list(scores) == list(COLUMNS)
    assert {column: (tally.missed, tally.spurious) for column, tally in scores.items() if tally.missed} == {}
    # The target is no agency of this gold.
    assert [fact for tally in scores.values() for fact in tally.spurious] == ["agency 中共鹿塘县林业局党组"]


def test_an_empty_graph_misses_everything() -> None:
    scores = scored({}, {})
    assert [fact for tally in scores.values() for fact in (*tally.right, *tally.spurious)] == []
    numbers = {column: value(column, tally) for column, tally in scores.items()}
    assert numbers == {column: None if column == "projects" else 0.0 for column in COLUMNS}


@pytest.mark.parametrize(
    ("change", "worse"),
    [
        (without("group"), {"header group 县委第四巡察组", "group 县委第四巡察组"}),
        (without("person"), {"person 方樵声"}),
        (without("finance"), {"agency 财务科", "link problem 护林经费管理粗放 to agency 财务科"}),
        (without("area2"), {"area 苗木采购未经询价 in 廉政风险方面"}),
        (
            without("m1"),
            {
                "measure 修订《经费审批办法》,分级审签",
                "measure 修订《经费审批办法》,分级审签 answers 护林经费管理粗放",
                "link measure 修订《经费审批办法》,分级审签 to policy 经费审批办法",
                "action revised 经费审批办法 by measure 修订《经费审批办法》,分级审签",
            },
        ),
        (with_link("m2", "ADDRESSES", "p1"), {"measure 重新组织三家供应商询价 answers 苗木采购未经询价"}),
        (
            with_link("m1", "CITES", "policy", action="issued"),
            {"action revised 经费审批办法 by measure 修订《经费审批办法》,分级审签"},
        ),
        (with_node("p1", "Problem", name="护林经费管理粗放"), {"status 护林经费管理粗放 completed"}),
        (
            with_node("report", "Report", name="别的文章", publish_date="2022-09-02"),
            {f"header title {GOLD['title']}", "header publish_date 2022-09-01"},
        ),
        # Three characters of 23 differ: a likeness below 0.9.
        (
            with_node(
                "report", "Report", name="中共鹿塘县林业局党组关于巡视整顿进度情况的通报", publish_date="2022-09-01"
            ),
            {f"header title {GOLD['title']}"},
        ),
        (
            with_node("inspection", "Inspection", start_date="2022-03", feedback_date="2022-05-20"),
            {"header start 2022-03-01", "header declared aspects 2", "header declared problems 2"},
        ),
        (without("company"), {"company 鹿塘青禾苗木有限公司", "link problem 护林经费管理粗放 to company 青禾公司"}),
    ],
)
def test_what_is_missing_is_named(change: tuple[Nodes, Links], worse: set[str]) -> None:
    assert {fact for tally in scored(*change).values() for fact in tally.missed} == worse


@pytest.mark.parametrize(
    ("change", "spurious"),
    [
        (with_node("p3", "Problem", name="会议记录缺失"), "problem 会议记录缺失"),
        (with_node("m3", "Measure", name="补齐会议记录"), "measure 补齐会议记录"),
        (with_node("j1", "Project", name="鹿塘林场道路工程"), "project 鹿塘林场道路工程"),
        (with_node("c1", "Company", name="相关企业"), "company 相关企业"),
    ],
)
def test_what_is_not_in_the_gold_is_spurious(change: tuple[Nodes, Links], spurious: str) -> None:
    before = Counter(fact for tally in scored(NODES, LINKS).values() for fact in tally.spurious)
    after = Counter(fact for tally in scored(*change).values() for fact in tally.spurious)
    assert list((after - before).elements()) == [spurious]


def test_a_relationship_without_an_end_is_refused() -> None:
    with pytest.raises(QualityError, match="PART_OF finance -> nowhere ends at no node"):
        index(graph(NODES, {("finance", "PART_OF", "nowhere"): {}}))


# ---------------------------------------------------------------------------------------------------------- numbers


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
    assert EXAMPLES in homes
    assert found == {home.name: len(list((home / "gold").glob("*.json"))) for home in homes}


# ----------------------------------------------------------------------------------------------------- command line


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


# ------------------------------------------------------------------------------------------------- the given scorer


TITLED = {"Problem", "Measure", "ProblemArea", "Report"}


def damaged(graph: Graph, seed: int) -> Graph:
    """Nodes are missing, doubled, renamed and in another order; ends and actions of relationships are mixed up."""
    chance = random.Random(seed)
    nodes = [renamed(node, chance) for node in graph.nodes if chance.random() < 0.9]
    nodes += [replace(node, id=f"{node.id}+") for node in nodes if chance.random() < 0.1]
    chance.shuffle(nodes)
    by_type: dict[str, list[Relationship]] = {}
    for r in graph.relationships:
        by_type.setdefault(r.type, []).append(r)
    mixed = [remade(r, chance.choice(by_type[r.type]), chance) for r in graph.relationships]
    ids = {node.id for node in nodes}
    return replace(graph, nodes=tuple(nodes), relationships=tuple(r for r in mixed if {r.start, r.end} <= ids))


def renamed(node: Node, chance: random.Random) -> Node:
    """The title more or less the same, so that every threshold has titles on both its sides."""
    said = dict(node.properties)
    name = str(said.get("name", ""))
    if node.label not in TITLED:
        said["name"] = name[: len(name) - chance.choice([0, 0, 0, 1])]
        return replace(node, properties=said)
    wrong = chance.choice([0.0, 0.1, 0.2, 0.3])
    said["name"] = "某" * chance.choice([0, 0, 3, 13]) + "".join("某" if chance.random() < wrong else c for c in name)
    said["text"] = "某" * chance.choice([0, 40]) + str(said.get("text", "")) if chance.random() < 0.3 else ""
    return replace(node, properties=said)


def remade(r: Relationship, other: Relationship, chance: random.Random) -> Relationship:
    if chance.random() < 0.6:
        return r
    return replace(r, end=other.end, properties={**r.properties, "action": chance.choice(["issued", "cited"])})


def as_json(graph: Graph) -> dict[str, Any]:
    return {
        "nodes": [{"id": n.id, "labels": [n.label], "properties": dict(n.properties)} for n in graph.nodes],
        "relationships": [
            {"type": r.type, "start": r.start, "end": r.end, "properties": dict(r.properties)}
            for r in graph.relationships
        ],
    }


def as_given(column: str, tally: Tally) -> dict[str, float]:
    """The numbers as the given scorer writes them."""
    if column in SHARES:
        return {"right": len(tally.right), "of": tally.wanted}
    rounded = {"p": round(tally.precision, 3), "r": round(tally.recall, 3), "f1": round(tally.f1, 3)}
    return {**rounded, "tp": len(tally.right), "fp": len(tally.spurious), "fn": len(tally.missed)}


@pytest.mark.skipif(not GIVEN.exists(), reason=f"{GIVEN} is not on this machine")
@pytest.mark.parametrize("seed", [None, 1, 2])
@pytest.mark.parametrize("notice", usual_notices(), ids=lambda notice: str(notice.name))
def test_the_given_scorer_says_the_same(notice: Notice, seed: int | None, tmp_path: Path) -> None:
    extracted = graph_of(read(notice.report))
    if seed is not None:
        extracted = damaged(extracted, seed)
    path = tmp_path / "graph.json"
    path.write_text(json.dumps(as_json(extracted)), encoding="utf-8")
    command = [sys.executable, str(GIVEN), str(notice.gold), str(path), "--json"]
    given = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
    ours = score(load_gold(notice.gold), extracted)
    assert {column: as_given(column, tally) for column, tally in ours.items()} == given["scores"]
    for column, (_, _, word) in KINDS.items():
        named = {
            kind: [f"{word} {name or ''}" for name in given["misses"][column][kind]] for kind in ("missed", "spurious")
        }
        assert named == {"missed": list(ours[column].missed), "spurious": list(ours[column].spurious)}
