"""`xunji view`: from names, queries and reports to files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest
from store_notices import AGENCY, notice

from api.commands.viewing import Asked, Look, Target, run, view_of
from graph_builder.cli.show import UnknownName
from graph_builder.stores.errors import QueryError
from graph_builder.stores.opening import open_store
from visualizations.rendering import read
from visualizations.views import Format, ViewError


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = str(tmp_path_factory.mktemp("views") / "graph.kgl")
    with open_store(path, mode="write") as opened, opened.writer() as writer:
        for name in ("甲", "乙"):
            writer.load(notice(f"{name}.txt", f"{name}的稿"))
    yield path


def labels(asked: Asked, look: Look, store: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for node in view_of(asked, look, store).part.nodes:
        found[node.label] = found.get(node.label, 0) + 1
    return found


@pytest.mark.parametrize(
    ("asked", "hops", "expected"),
    [
        (Asked(("云溪县财政局",)), 0, {"Agency": 1}),
        (Asked((AGENCY,)), 1, {"Agency": 1, "Inspection": 2, "Place": 1}),
        (Asked((AGENCY,)), 2, {"Agency": 1, "Inspection": 2, "Place": 1, "Report": 2, "Problem": 4}),
        # Steps do not lead on through places, unless a place was asked for.
        (Asked(("云溪县",)), 1, {"Place": 1, "Agency": 1}),
        (Asked((AGENCY,), trace=True), 1, {"Agency": 1, "Inspection": 2, "Problem": 4}),
        (Asked(report="甲.txt的通报"), 1, {"Report": 1, "Inspection": 1, "Agency": 1, "Problem": 2}),
        (Asked(cypher="MATCH (i:Inspection)-[r:INSPECTED]->(a) RETURN i, r, a"), 1, {"Inspection": 2, "Agency": 1}),
        (Asked(cypher="MATCH p = (:Inspection)-[:FOUND]->() RETURN p"), 1, {"Inspection": 2, "Problem": 4}),
        (Asked(cypher="MATCH (a:Agency) RETURN a.id, a.name"), 1, {"Agency": 1}),
        (Asked(cypher="MATCH (a:Agency) RETURN collect(a) AS all"), 1, {"Agency": 1}),
    ],
)
def test_what_is_drawn(asked: Asked, hops: int, expected: dict[str, int], store: str) -> None:
    assert labels(asked, Look(hops), store) == expected


def test_what_a_query_answers_twice_is_drawn_once(store: str) -> None:
    twice = "MATCH p = (:Inspection)-[:INSPECTED]->(:Agency) UNWIND [1, 2] AS time RETURN p, time"
    assert len(view_of(Asked(cypher=twice), Look(), store).part.relationships) == 2


def test_a_query_for_nodes_draws_what_links_them(store: str) -> None:
    view = view_of(Asked(cypher="MATCH (n) WHERE n:Inspection OR n:Agency RETURN n"), Look(), store)
    assert {link.type for link in view.part.relationships} == {"INSPECTED"}


def test_the_view_says_where_it_comes_from(store: str) -> None:
    view = view_of(Asked(("云溪县财政局",)), Look(2, 50), store)
    assert view.title == "云溪县财政局" and view.layout == "network" and view.focus == (AGENCY,)
    assert view.origin.command == "xunji view '云溪县财政局' --hops 2 --limit 50"
    assert len(view.reports) == 2


def test_a_cap_is_told(store: str, tmp_path: Path) -> None:
    told = StringIO()
    with redirect_stderr(told):
        run(Asked((AGENCY,)), Look(2, 4), Target(None, tmp_path / "a.svg"), store)
    assert "only 4 nodes are drawn" in told.getvalue()
    assert "只画出一部分" in (tmp_path / "a.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("a.html", "<!DOCTYPE html>"),
        ("a.svg", "<svg"),
        ("a.mmd", "flowchart"),
        ("a.gv", "// xunji-view/1"),
        ("a", "<!D"),
    ],
)
def test_the_suffix_chooses_the_format(name: str, begin: str, store: str, tmp_path: Path) -> None:
    run(Asked((AGENCY,)), Look(), Target(None, tmp_path / name), store)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith(begin)


def test_remade_from_its_own_file(store: str, tmp_path: Path) -> None:
    run(Asked(report="甲.txt的通报"), Look(), Target(None, tmp_path / "a.html"), store)
    run(Asked(remake=tmp_path / "a.html"), Look(), Target(Format.svg, tmp_path / "b"), "no such store")
    assert read(tmp_path / "a.html") == read(tmp_path / "b")
    run(Asked(remake=tmp_path / "b"), Look(title="新题"), Target(Format.dot, tmp_path / "c"), "no such store")
    assert read(tmp_path / "c").title == "新题"


@pytest.mark.parametrize(
    ("asked", "output", "error", "said"),
    [
        (Asked(), "a.svg", ViewError, "say what to draw"),
        (Asked((AGENCY,), cypher="RETURN 1"), "a.svg", ViewError, "say what to draw"),
        (Asked(("无此单位",)), "a.svg", UnknownName, "无此单位"),
        (Asked(("学习",)), "a.svg", ViewError, "fits 4 nodes: problem:"),
        (Asked(cypher="RETURN 1 AS one"), "a.svg", ViewError, "holds no nodes"),
        (Asked(cypher="CREATE (n) RETURN n"), "a.svg", QueryError, "line 1"),
        (Asked((AGENCY,)), "a.xlsx", ViewError, "no format I know"),
        (Asked((AGENCY,)), "none/a.svg", ViewError, "cannot be written"),
        (Asked(remake=Path("none.html")), "a.svg", ViewError, "cannot be read"),
    ],
)
def test_faults_are_named(
    asked: Asked, output: str, error: type[Exception], said: str, store: str, tmp_path: Path
) -> None:
    with pytest.raises(error, match=said):
        run(asked, Look(), Target(None, tmp_path / output), store)


def test_only_pixels_have_a_scale(store: str, tmp_path: Path) -> None:
    with pytest.raises(ViewError, match="--scale 3: svg has no pixels"):
        run(Asked((AGENCY,)), Look(), Target(Format.svg, tmp_path / "a.svg", 3), store)
