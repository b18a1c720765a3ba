"""The scores of a notice: what counts as found and what does not."""

from __future__ import annotations

from collections import Counter

import pytest
from quality_notice import GOLD, LINKS, NODES

from benchmarks.quality.entities import match_entities
from benchmarks.quality.errors import QualityError
from benchmarks.quality.gold import Entity, parse_gold
from benchmarks.quality.index import forms, index
from benchmarks.quality.scoring import score
from benchmarks.quality.tally import COLUMNS, Scores, value
from benchmarks.quality.titles import bare, match_titles, same_title
from ontology.records import Evidence, Graph, Node, Properties, Relationship, Span

# ---------------------------------------------------------------------------------------------- an invented notice

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
