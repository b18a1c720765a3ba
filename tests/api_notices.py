"""Two small invented notices whose every fact is known, and how tests ask the API about them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from graph_builder.reading.document import read
from graph_builder.stores.opening import open_store
from ontology.records import Document, Evidence, Graph, Node, Relationship, Span

HOST = "http://127.0.0.1:8000"

FIRST = (
    "县委第三巡察组巡察了云溪县水利局。★二是采购不规范,向云溪大禹建材有限公司直接采购。\n"
    "整改措施:修订《水利采购办法》。约谈大禹建材负责人。"
)
SECOND = "县委第四巡察组巡察了云溪县林业局。苗木管理粗放,云溪大禹建材有限公司虚报面积。"

# id, label, name, aliases
THINGS = (
    ("group-3", "InspectionGroup", "云溪县委第三巡察组", ()),
    ("group-4", "InspectionGroup", "云溪县委第四巡察组", ()),
    ("inspection-3", "Inspection", "云溪县水利局的巡察", ()),
    ("inspection-4", "Inspection", "云溪县林业局的巡察", ()),
    ("water", "Agency", "云溪县水利局", ("水利局",)),
    ("forest", "Agency", "云溪县林业局", ()),
    ("area", "ProblemArea", "履行职责方面", ()),
    ("buying", "Problem", "采购不规范", ()),
    ("trees", "Problem", "苗木管理粗放", ()),
    ("rules", "Measure", "修订采购办法", ()),
    ("talk", "Measure", "约谈负责人", ()),
    ("policy", "Policy", "水利采购办法", ()),
    ("dayu", "Company", "云溪大禹建材有限公司", ("大禹建材",)),
)
Fact = tuple[str, str, str, str]

FIRST_FACTS: tuple[Fact, ...] = (
    ("REPORTS_ON", "report-first", "inspection-3", "县委第三巡察组巡察了云溪县水利局。"),
    ("CONDUCTED", "group-3", "inspection-3", "县委第三巡察组巡察了云溪县水利局。"),
    ("INSPECTED", "inspection-3", "water", "县委第三巡察组巡察了云溪县水利局。"),
    ("FOUND", "inspection-3", "buying", "采购不规范,"),
    ("IN_AREA", "buying", "area", "采购不规范,"),
    ("ADDRESSES", "rules", "buying", "修订《水利采购办法》。"),
    ("ADDRESSES", "talk", "buying", "约谈大禹建材负责人。"),
    ("CITES", "rules", "policy", "修订《水利采购办法》。"),
    ("MENTIONS", "buying", "dayu", "向云溪大禹建材有限公司直接采购。"),
    ("MENTIONS", "talk", "dayu", "约谈大禹建材负责人。"),
    ("APPEARS_IN", "dayu", "report-first", "云溪大禹建材有限公司"),
    ("APPEARS_IN", "dayu", "report-first", "大禹建材"),
    ("APPEARS_IN", "water", "report-first", "水利局"),
)
SECOND_FACTS: tuple[Fact, ...] = (
    ("REPORTS_ON", "report-second", "inspection-4", "县委第四巡察组巡察了云溪县林业局。"),
    ("CONDUCTED", "group-4", "inspection-4", "县委第四巡察组巡察了云溪县林业局。"),
    ("INSPECTED", "inspection-4", "forest", "县委第四巡察组巡察了云溪县林业局。"),
    ("FOUND", "inspection-4", "trees", "苗木管理粗放,"),
    ("MENTIONS", "trees", "dayu", "云溪大禹建材有限公司虚报面积。"),
    ("APPEARS_IN", "dayu", "report-second", "云溪大禹建材有限公司"),
)


def graph(document: Document, report: str, facts: tuple[Fact, ...], date: str) -> Graph:
    about = {"name": f"{report}的通报", "source": document.source, "sha256": document.sha256, "publish_date": date}
    used = {end for _, start, end, _ in facts} | {start for _, start, _, _ in facts}
    nodes = [Node(id, label, {"name": name, "aliases": [*forms]}) for id, label, name, forms in THINGS if id in used]
    return Graph(report, (Node(report, "Report", about), *nodes), tuple(link(document, report, fact) for fact in facts))


def link(document: Document, report: str, fact: Fact) -> Relationship:
    type, start, end, quote = fact
    at = document.text.rindex(quote) if quote == "大禹建材" else document.text.index(quote)
    span = document.offsets.source(Span(at, at + len(quote)))
    own = {"action": "cited"} if type == "CITES" else {}
    return Relationship(type, start, end, own, Evidence(report, span, quote, "test.rule", 0.5))


def written(folder: Path) -> Path:
    """The two notices as files in the folder."""
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


def load_both(folder: Path, store: str) -> None:
    """Store what the two notices in the folder say."""
    with open_store(store, mode="write") as opened, opened.writer() as writer:
        writer.load(graph(read(folder / "first.txt"), "report-first", FIRST_FACTS, "2024-01-02"))
        writer.load(graph(read(folder / "second.txt"), "report-second", SECOND_FACTS, "2024-03-04"))


def get(client: TestClient, path: str, **values: Any) -> Any:
    answer = client.get(f"/api/v1/{path}", params=values)
    assert answer.status_code == 200, answer.text
    return answer.json()


def pages(client: TestClient, path: str, **values: Any) -> Iterator[Any]:
    """The pages of a list, each asked for with the cursor of the one before."""
    for _ in range(20):
        page = get(client, path, **values)
        yield page
        if page["next"] is None:
            return
        values["cursor"] = page["next"]
    raise AssertionError(f"{path} has no end")
