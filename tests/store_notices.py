"""Small invented notices as graphs, for the tests of stores."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pytest

from graph_builder.stores.facts import order
from graph_builder.stores.interface import Store, View
from ontology.records import Evidence, Graph, Node, Relationship, Span

AGENCY = "agency:云溪县财政局"
PLACE = "place:云溪县"


def notice(source: str, text: str, mentions: tuple[str, ...] = ("县财政局",), problems: int = 2) -> Graph:
    """What a notice of `source` says: `problems` problems of its own, and one agency and place that all share,
    the agency once under each of `mentions`."""
    digest = sha256(text.encode()).hexdigest()
    report, inspection = f"report:{digest[:12]}", f"inspection:{digest[:12]}"
    nodes = [
        Node(report, "Report", {"name": f"{source}的通报", "source": source, "sha256": digest}),
        Node(inspection, "Inspection", {"name": f"{source}巡察", "declared_problems": problems}),
        Node(AGENCY, "Agency", {"name": "云溪县财政局", "kind": "government"}),
        Node(PLACE, "Place", {"name": "云溪县", "adcode": "000000"}),
    ]
    links = [
        _link("REPORTS_ON", report, inspection, report, 0),
        _link("INSPECTED", inspection, AGENCY, report, 1),
        _link("LOCATED_IN", AGENCY, PLACE, report, 2),
    ]
    links += [_link("APPEARS_IN", AGENCY, report, report, 10 * n, form) for n, form in enumerate(mentions)]
    for number in range(problems):
        problem = f"problem:{digest[:12]}:{number}"
        properties = {"name": f"学习不深入之{number}", "ordinal": number, "implicit": False}
        nodes.append(Node(problem, "Problem", properties))
        links.append(_link("FOUND", inspection, problem, report, 100 + number))
    return Graph(report, tuple(nodes), tuple(links))


def _link(type: str, start: str, end: str, report: str, at: int, quote: str = "有关内容") -> Relationship:
    evidence = Evidence(report, Span(at, at + len(quote)), quote, "test", 0.5)
    return Relationship(type, start, end, {}, evidence)


def everything(view: View) -> Iterator[str]:
    """All that a view holds, line by line: two stores are equal when these are."""
    for node in view.nodes():
        yield f"{node.id} {node.label} {sorted(node.properties.items())}"
    for link in view.all_relationships():
        yield f"{order(link)} {sorted(link.properties.items())} {link.evidence}"


def address_of(kind: str, request: pytest.FixtureRequest) -> str:
    """Where a store of this kind is for the test that asks."""
    if kind == "neo4j":
        return str(request.getfixturevalue("neo4j_address"))
    if kind == "neo4j beside others":
        return f"{request.getfixturevalue('shared_database')}?prefix=Xunji_"
    return "memory:" if kind == "memory" else str(request.getfixturevalue("tmp_path") / "graph.kgl")


def loaded(store: Store, *graphs: Graph) -> View:
    """What is stored once these are loaded."""
    with store.writer() as writer:
        for graph in graphs:
            writer.load(graph)
    return store.view()
