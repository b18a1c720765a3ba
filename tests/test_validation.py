"""`xunji validate`: which graphs are found fault with, at which node, with which sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from running import ROOT, xunji
from store_notices import notice
from test_shapes import GOOD, REPORT, Change, having, id_of, lacking, linked, unlinked

from graph_builder.stores.opening import open_store
from graph_builder.validation import Finding, findings
from ontology.records import Graph, Node


def found(change: Change) -> list[Finding]:
    return list(findings([change(GOOD)]))


def both(*changes: Change) -> Change:
    def change(graph: Graph) -> Graph:
        for one in changes:
            graph = one(graph)
        return graph

    return change


def dates(start: str, end: str, feedback: str, publish: str) -> Change:
    inspection = {"start_date": start, "end_date": end, "feedback_date": feedback}
    given = {name: value for name, value in inspection.items() if value}
    missing = [lacking("Inspection", name) for name in inspection if name not in given]
    published = having("Report", publish_date=publish) if publish else lacking("Report", "publish_date")
    return both(*missing, having("Inspection", **given), published)


def test_a_good_graph_has_no_findings() -> None:
    assert found(lambda graph: graph) == []


ENDED = "The inspection ended before it started."
EARLY = "The findings were fed back before the inspection started."
BEFORE = "The findings were fed back before the inspection ended."
PUBLISHED = "The notice was published before the findings were fed back."


@pytest.mark.parametrize(
    ("order", "messages"),
    [
        (("2023-03-01", "2023-05-01", "2023-06-01", "2024-01-01"), []),
        (("2023-03-01", "2023-03-01", "2023-03-01", "2023-03-01"), []),
        (("2023-05-02", "2023-05-01", "2023-06-01", ""), [ENDED]),
        (("2023-03-01", "2023-05-01", "2023-04-30", ""), [BEFORE]),
        (("2023-03-01", "", "2023-02-28", ""), [EARLY]),
        (("2023-03-01", "2023-05-01", "2023-02-01", ""), [BEFORE, EARLY]),
        (("", "", "2023-06-01", "2023-05-31"), [PUBLISHED]),
        # As far as both are known.
        (("2023-05", "2023-05-01", "2023", "2023-04"), []),
        (("2023-05", "2023", "2023-04", ""), [EARLY]),
        (("", "", "2023-06", "2022"), [PUBLISHED]),
    ],
)
def test_dates_come_in_order(order: tuple[str, str, str, str], messages: list[str]) -> None:
    told = found(dates(*order))
    assert [one.message for one in told] == messages
    assert all(one.severity == "violation" and one.about.id == id_of("Inspection") for one in told)  # type: ignore[union-attr]


def answered_elsewhere(graph: Graph) -> Graph:
    """One more measure, which answers nothing."""
    extra = Node("measure-extra", "Measure", {"name": "另一措施"})
    seen = linked("APPEARS_IN", "Measure", "Report")(graph).relationships[-1]
    moved = type(seen)(seen.type, extra.id, seen.end, seen.properties, seen.evidence)
    return Graph(graph.report, (*graph.nodes, extra), (*graph.relationships, moved))


@pytest.mark.parametrize(
    ("change", "severity", "message", "about"),
    [
        (answered_elsewhere, "warning", "The measure answers no problem.", "measure-extra"),
        (lacking("Agency", "name"), "violation", "Less than 1 values on", id_of("Agency")),
        (having("Problem", status="done"), "violation", "not in", id_of("Problem")),
        (unlinked("APPEARS_IN", "Person"), "violation", "Less than 1 values on", id_of("Person")),
        (having("Measure", ordinal=-1), "violation", "not Literal with datatype", id_of("Measure")),
    ],
)
def test_a_fault_is_told_of_its_node(change: Callable[[Graph], Graph], severity: str, message: str, about: str) -> None:
    (one,) = found(change)
    assert isinstance(one.about, Node)
    assert (one.severity, one.about.id, one.notice) == (severity, about, REPORT)
    assert message in one.message


def test_a_problem_without_an_answer_is_of_interest() -> None:
    told = found(unlinked("ADDRESSES", "Measure"))
    assert [(one.severity, one.message) for one in told] == [
        ("warning", "The measure answers no problem."),
        ("info", "No measure answers the problem."),
    ]


def test_a_fault_of_a_relationship_is_told_with_its_sentence() -> None:
    told = found(linked("LOCATED_IN", "Project", "Agency"))
    assert {one.severity for one in told} == {"violation"}
    assert {one.evidence.quote for one in told if one.evidence} == {"云溪市财政局"}


# ------------------------------------------------------------------------------------- the command


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("validate") / "graph.kgl"
    report = ROOT / "examples" / "reports" / "10_announcement_yunlan_round6.txt"
    assert xunji("build", report, "--store", path, "--quiet").code == 0
    return path


def test_a_graph_in_order_ends_well(store: Path) -> None:
    ran = xunji("validate", "--store", store)
    assert (ran.code, ran.out) == (0, "")
    assert "0 violations, 0 warnings, 10 of interest; --least info shows these" in ran.err


def test_what_is_of_interest_comes_with_its_sentence(store: Path) -> None:
    ran = xunji("validate", "--least", "info", "--format", "json", "--store", store)
    rows = json.loads(ran.out)
    assert {row["severity"] for row in rows} == {"info"}
    assert all(row["about"].startswith("Problem ") and row["sentence"] for row in rows)
    assert all("10_announcement" in row["place"] for row in rows)


def test_a_violation_makes_the_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    with open_store(str(path), mode="write") as opened, opened.writer() as writer:
        writer.load(notice("a.txt", "a"))
    ran = xunji("validate", "--store", path, "--format", "csv")
    assert ran.code == 1
    assert "violation,Less than 1 values on" in ran.out


def test_an_unknown_notice_is_named(store: Path) -> None:
    ran = xunji("validate", "report-0", "--store", store)
    assert ran.code == 1
    assert "'report-0': no notice has this id" in ran.err
