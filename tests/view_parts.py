"""Small views, for the tests of what is drawn."""

from __future__ import annotations

from ontology.records import Evidence, Node, Relationship, Span, Subgraph
from visualizations.views import Language, Layout, Origin, View

ORIGIN = Origin("xunji view 财政局 --hops 1 --limit 80", "0.1.0", "2024-05-06")
REPORT = Node(
    "r", "Report", {"name": "云溪县财政局关于巡察整改的通报", "source": "notice.txt", "publish_date": "2024-01-08"}
)

HOSTILE = (
    "<img src=x onerror=document.title='HIT'>",
    "</script><script>document.title='HIT'</script>",
    "</title></metadata></svg><script>document.title='HIT'</script>",
    "javascript:document.title='HIT'",
    '"];click n0 call alert()',
    '"];evil [label="x',
    "{{ 7*7 }} {% raw %} %%{init: {}}%% --> end",
    "]]> & &lt; &#60; <!-- -->",
    "\u202e文本倒写\u2066 \u200f\u200b\ufeff",
    'a\\N\\l\\"b\nc\td\x00\x1b[31m\u2028\ud800',
    "'`#quot; onmouseover=alert(1) '",
    "很长" * 5_000,
    "W" * 10_000,
    "\u0301" * 10_000,
    "",
)


def link(type: str, start: str, end: str, quote: str = "有关内容", confidence: float = 0.9) -> Relationship:
    return Relationship(type, start, end, {}, Evidence("r", Span(3, 3 + len(quote)), quote, "test", confidence))


def chain(name: str = "云溪县财政局", layout: Layout = "network", language: Language = "zh") -> View:
    """Group, inspection, agency, area, two problems, a measure, a policy; `name` is the agency's."""
    nodes = (
        Node("g", "InspectionGroup", {"name": "云溪县委第一巡察组"}),
        Node("i", "Inspection", {"name": "云溪县委第一巡察组对县财政局的巡察"}),
        Node("a", "Agency", {"name": name, "aliases": [name]}),
        Node("f", "ProblemArea", {"name": "履行职责有差距", "ordinal": 1}),
        Node("p1", "Problem", {"name": "学习不深入", "ordinal": 1, "status": "completed"}),
        Node("p2", "Problem", {"name": "监管不严", "ordinal": 2, "implicit": False}),
        Node("m", "Measure", {"name": "修订制度", "text": "修订了《采购办法》。", "ordinal": 1}),
        Node("d", "Policy", {"name": "采购办法"}),
    )
    links = (
        link("CONDUCTED", "g", "i"),
        link("INSPECTED", "i", "a"),
        link("FOUND", "i", "p1"),
        link("FOUND", "i", "p2"),
        link("IN_AREA", "p1", "f"),
        link("ADDRESSES", "m", "p1", name, 0.4),
        link("CITES", "m", "d"),
        link("CITES", "m", "d", "又一处"),
    )
    return View(Subgraph(nodes, links), name, ORIGIN, layout, language, ("a",), (REPORT,))


def star(leaves: int, layout: Layout = "network") -> View:
    """One inspection with many problems."""
    nodes = [Node("i", "Inspection", {"name": "巡察"})]
    nodes += [Node(f"p{n}", "Problem", {"name": f"第{n}个问题写得相当长"}) for n in range(leaves)]
    links = [link("FOUND", "i", node.id) for node in nodes[1:]]
    return View(Subgraph(tuple(nodes), tuple(links)), "星", ORIGIN, layout)
