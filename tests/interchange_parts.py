"""A store of the example notices, and one notice full of odd texts, for the tests of what leaves a store."""

from __future__ import annotations

from pathlib import Path

from example_graphs import loaded
from store_notices import notice

from graph_builder.interchange.content import Content
from graph_builder.interchange.registry import Format
from graph_builder.stores.opening import open_store
from ontology.records import Evidence, Graph, Node, Relationship, Span

ODD = (
    "它说\"好\"'的' `x` \\ 尾",
    "C:\\users\\u0041 \\\\u0042",
    "'}) DETACH DELETE n; //",
    "一行\n两行\t<b>&amp;</b> ]]>",
    "=1+1,;|“”",
    "𠮷野家 e\u0301 \u2028 \x7f",
    "${x} $x {{y}}",
    " \u3000前后空格 ",
)
"""Texts that a careless writer would break."""


def odd_notice() -> Graph:
    """A notice whose names, texts, quotes and aliases are the ODD ones."""
    plain = notice("odd.txt", "odd")
    report, inspection = plain.nodes[0].id, plain.nodes[1].id
    problems = [
        Node(f"problem:{n}", "Problem", {"name": text, "text": text * 3, "ordinal": n, "implicit": n % 2 == 0})
        for n, text in enumerate(ODD)
    ]
    company = Node("company:1", "Company", {"name": "云溪山泉有限公司", "aliases": list(ODD)})
    found = [_link("FOUND", inspection, problem.id, report, n, ODD[n]) for n, problem in enumerate(problems)]
    named = [_link("MENTIONS", problem.id, company.id, report, 50, "云溪山泉") for problem in problems]
    ours = [*problems, company, plain.nodes[1]]
    seen = [_link("APPEARS_IN", node.id, report, report, 90, str(node.properties["name"])) for node in ours]
    place = _link("APPEARS_IN", plain.nodes[3].id, report, report, 95, "云溪县")
    kept = [node for node in plain.nodes if node.label != "Problem"]
    links = [link for link in plain.relationships if link.type != "FOUND"]
    return Graph(report, (*kept, *problems, company), (*links, *found, *named, *seen, place))


def stored(folder: Path) -> Path:
    """A store of the example notices and the odd one."""
    path = folder / "graph.kgl"
    with open_store(str(path), mode="write") as opened:
        loaded(opened)
        with opened.writer() as writer:
            writer.load(odd_notice())
    return path


def _link(type: str, start: str, end: str, report: str, at: int, quote: str) -> Relationship:
    return Relationship(type, start, end, {}, Evidence(report, Span(at, at + len(quote)), quote, "test", 0.25))


def written(format: Format, content: Content) -> bytes:
    return b"".join(format.write(content))
