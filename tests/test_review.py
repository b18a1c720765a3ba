"""What resolution was not sure of, as a reader is shown it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import process_time

import pytest

from graph_builder.notice import graph_of
from graph_builder.reading.document import document
from graph_builder.review import MOST_OF_A_KIND, NAMED, Doubt, unsure
from graph_builder.stores.opening import open_store
from ontology.ids import make_id
from ontology.records import Evidence, Graph, Node, Relationship, Span

Thing = tuple[str, str, str]
"""Label, key that makes the id, name."""


def notice(source: str, things: Sequence[Thing], links: Sequence[tuple[str, str, str]] = ()) -> Graph:
    """A notice that names these things; `links` are (type, key, key)."""
    report = make_id("Report", source)
    ids = {key: make_id(label, key) for label, key, _ in things}
    nodes = [Node(report, "Report", {"name": f"{source}的通报", "source": source, "sha256": "0" * 64})]
    nodes += [Node(ids[key], label, {"name": name}) for label, key, name in things]
    appears = [_link("APPEARS_IN", ids[key], report, report, name) for _, key, name in things]
    return Graph(report, tuple(nodes), (*appears, *(_link(t, ids[a], ids[b], report, "有关内容") for t, a, b in links)))


def _link(type: str, start: str, end: str, report: str, quote: str) -> Relationship:
    return Relationship(type, start, end, {}, Evidence(report, Span(0, len(quote)), quote, "test"))


def reviewed(tmp_path: Path, *graphs: Graph, limit: int = 1000) -> list[Doubt]:
    with open_store(str(tmp_path / "graph.kgl"), mode="write") as store:
        with store.writer() as writer:
            for graph in graphs:
                writer.load(graph)
        return unsure(store.view(), limit)


APART: list[tuple[list[Thing], list[Thing], str]] = [
    (
        [("Policy", "水/制度", "财务管理制度")],
        [("Policy", "校/制度", "财务管理制度")],
        "the same title at different issuers",
    ),
    (
        [("Policy", "水/办法", "《会议办法》")],
        [("Policy", "校/办法", "会议办法")],
        "the same title at different issuers",
    ),
    (
        [("Policy", "水/一", "考勤管理办法")],
        [("Policy", "水/二", "考勤管理办法(试行)")],
        "the same title but for its edition",
    ),
    (
        [("Policy", "水/一", "关于印发考勤办法的通知")],
        [("Policy", "水/二", "考勤办法")],
        "the same title but for its edition",
    ),
    (
        [("Company", "甲市/恒远", "恒远电子")],
        [("Company", "乙市/恒远", "恒远电子")],
        "the same short name in different places",
    ),
    (
        [("Company", "恒远全", "云溪恒远电子有限公司")],
        [("Company", "恒远集", "云溪恒远电子集团有限公司")],
        "the same but for place and legal form",
    ),
    (
        [("Person", "甲市/林", "林知远")],
        [("Person", "乙市/林", "林知远")],
        "the same name in different places or bodies",
    ),
    (
        [("Agency", "甲/财", "财政局")],
        [("Agency", "乙/财", "财政局")],
        "the same name in notices about different bodies",
    ),
    ([("Place", "甲/东", "桥东区")], [("Place", "乙/东", "桥东区")], "the same name in different divisions"),
]


@pytest.mark.parametrize(("one", "other", "reason"), APART)
def test_what_was_kept_apart_although_alike(tmp_path: Path, one: list[Thing], other: list[Thing], reason: str) -> None:
    (doubt,) = reviewed(tmp_path, notice("甲", one), notice("乙", other))
    assert (doubt.kind, doubt.reason) == ("apart", reason)
    assert {doubt.one.id, doubt.other.id} == {make_id(label, key) for label, key, _ in (*one, *other)}
    assert {doubt.one_in, doubt.other_in} == {"甲的通报", "乙的通报"}
    assert doubt.row[:2] == ("apart", one[0][0])


FULL: Thing = ("Agency", "云溪市财政局", "云溪市财政局")
SHORT: Thing = ("Agency", "某/财政局", "财政局")


def test_a_name_that_ends_another_is_shown_within_one_notice(tmp_path: Path) -> None:
    (doubt,) = reviewed(tmp_path, notice("甲", [FULL, SHORT]))
    assert (doubt.one.properties["name"], doubt.other.properties["name"]) == ("财政局", "云溪市财政局")
    assert doubt.reason == "one name ends with the other, in one notice or place"


def test_a_name_that_ends_another_of_another_notice_and_place_is_not(tmp_path: Path) -> None:
    assert reviewed(tmp_path, notice("甲", [FULL]), notice("乙", [SHORT])) == []


def test_a_name_that_ends_another_is_shown_within_one_place(tmp_path: Path) -> None:
    place: Thing = ("Place", "云溪市", "云溪市")
    first = notice("甲", [FULL, place], [("LOCATED_IN", "云溪市财政局", "云溪市")])
    second = notice("乙", [SHORT, place], [("LOCATED_IN", "某/财政局", "云溪市")])
    (doubt,) = reviewed(tmp_path, first, second)
    assert doubt.one.id == make_id("Agency", "某/财政局")


NOT_ALIKE: list[list[Thing]] = [
    [("Agency", "a", "云溪市财政局"), ("Agency", "b", "云溪市教育局")],
    [("Company", "a", "云溪市公司"), ("Company", "b", "云溪县公司")],
    [("Policy", "a", "会议办法"), ("Policy", "b", "采购办法")],
    [("Agency", "a", "财政局"), ("Company", "b", "财政局")],
    [],
]


@pytest.mark.parametrize("things", NOT_ALIKE)
def test_what_is_not_alike_is_not_shown(tmp_path: Path, things: list[Thing]) -> None:
    assert reviewed(tmp_path, notice("甲", things)) == []


def test_a_short_company_name_in_two_notices_may_be_two_companies(tmp_path: Path) -> None:
    short: Thing = ("Company", "恒远", "恒远电子")
    full: Thing = ("Company", "鸿锐", "云溪鸿锐机械有限公司")
    (doubt,) = reviewed(tmp_path, notice("甲", [short, full]), notice("乙", [short, full]))
    assert (doubt.kind, doubt.one, doubt.other.id) == ("merged", doubt.other, make_id("Company", "恒远"))
    assert doubt.reason == "a short name, taken for one company in 2 notices"
    assert doubt.one_in.endswith("的通报 (+1)")


def test_a_person_with_posts_at_two_bodies_may_be_two_people(tmp_path: Path) -> None:
    person, a, b = ("Person", "林", "林知远"), ("Agency", "甲局", "甲山局"), ("Agency", "乙局", "乙水局")
    first = notice("甲", [person, a], [("HOLDS_POST", "林", "甲局")])
    second = notice("乙", [person, b], [("HOLDS_POST", "林", "乙局")])
    (doubt,) = reviewed(tmp_path, first, second)
    assert (doubt.kind, doubt.reason) == ("merged", "one name with posts at 2 bodies in 2 notices")


def test_a_name_that_many_have_is_one_question(tmp_path: Path) -> None:
    things: list[Thing] = [("Policy", f"{n}/制度", "财务管理制度") for n in range(40)]
    found = reviewed(tmp_path, notice("甲", things))
    assert len(found) == MOST_OF_A_KIND
    assert {doubt.reason for doubt in found} == {"the same title at different issuers (40 of them)"}


def test_the_list_is_the_same_each_time_and_ends_at_the_limit(tmp_path: Path) -> None:
    things: list[Thing] = [(label, f"{label}{n}", f"同名之物{n % 3}") for label in NAMED for n in range(6)]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    every = reviewed(tmp_path / "a", notice("甲", things))
    assert [doubt.row for doubt in reviewed(tmp_path / "b", notice("甲", things[::-1]))] == [d.row for d in every]
    assert [doubt.one.label for doubt in every] == sorted(doubt.one.label for doubt in every)
    (tmp_path / "c").mkdir()
    assert reviewed(tmp_path / "c", notice("甲", things), limit=4) == every[:4]


def test_the_time_does_not_grow_with_the_number_of_pairs(tmp_path: Path) -> None:
    things: list[Thing] = [("Agency", f"{n}/局", f"{'东西南北'[n % 4]}{n}号财政局") for n in range(3000)]
    started = process_time()
    reviewed(tmp_path, notice("甲", [*things, ("Agency", "局", "财政局")]))
    assert process_time() - started < 20


@pytest.mark.parametrize(
    ("first_day", "shown"),
    [("2023年4月", 1), ("2023年4月13日", 1), ("2021年4月12日", 0)],
)
def test_an_inspection_told_by_two_notices_is_shown_where_they_may_mean_one(
    tmp_path: Path, first_day: str, shown: int
) -> None:
    told = "云溪市委第一巡察组对云溪市水利局党组开展了巡察。\n1.学习不深入。\n整改情况：一是制定计划。"
    one = graph_of(document(f"关于巡察整改进展情况的通报\n2023年4月12日，{told}", "甲.txt"))
    other = graph_of(document(f"关于巡察反馈情况的公告\n{first_day}，{told}", "乙.txt"))
    doubts = [doubt for doubt in reviewed(tmp_path, one, other) if doubt.one.label == "Inspection"]
    assert len(doubts) == shown
    assert all(doubt.one.id != doubt.other.id for doubt in doubts)
