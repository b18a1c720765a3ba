"""The chain of an inspection, followed from any node both ways:

group → inspection → agency → area → problem → measure → policy, company.

What a step may follow is a table; each walk goes one way only, so that it does not come back down at the siblings
of where it started.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from api.reader import Reader
from graph_builder.stores.facts import order, relationship_of
from ontology.records import Node, Relationship

LEVELS = (
    "InspectionGroup",
    "Inspection",
    "Agency",
    "ProblemArea",
    "Problem",
    "Measure",
    "Policy",
    "Company",
)


@dataclass(frozen=True, slots=True)
class Step:
    """Follow relationships of `type`, along (`forward`) or against their direction, to nodes of label `to`, of which
    `there` holds."""

    type: str
    forward: bool
    to: str
    there: str = ""

    @property
    def query(self) -> str:
        """Made of the names in this file alone."""
        arrow = f"-[r:{self.type}]->" if self.forward else f"<-[r:{self.type}]-"
        return (
            f"UNWIND $ids AS id MATCH (n:Any {{id: id}}){arrow}(m:{self.to}){self.there}"
            " RETURN n.id AS here, m.id AS there, properties(r) AS kept ORDER BY there LIMIT $limit"
        )


Steps = Mapping[str, Sequence[Step]]

REPORTED = Step("REPORTS_ON", True, "Inspection")
ABOUT = Step("INSPECTED", True, "Agency")
FILED = Step("IN_AREA", True, "ProblemArea")
NAMED = (Step("MENTIONS", False, "Problem"), Step("MENTIONS", False, "Measure"))
USED = (Step("CITES", True, "Policy"), Step("MENTIONS", True, "Company"))

DOWN: Steps = {
    "InspectionGroup": [Step("CONDUCTED", True, "Inspection")],
    "Inspection": [ABOUT, Step("FOUND", True, "Problem")],
    "Problem": [FILED, Step("ADDRESSES", False, "Measure"), *USED],
    "Measure": USED,
}
UP: Steps = {
    "Policy": [Step("CITES", False, "Problem"), Step("CITES", False, "Measure")],
    "Company": NAMED,
    "Measure": [Step("ADDRESSES", True, "Problem")],
    "Problem": [FILED, Step("FOUND", False, "Inspection")],
    "Inspection": [ABOUT, Step("CONDUCTED", False, "InspectionGroup")],
}

# A place stands for the bodies in it that were inspected.
STANDS_FOR: Steps = {"Place": [Step("LOCATED_IN", False, "Agency", "<-[:INSPECTED]-(:Inspection)")]}

# From where one starts, and only there, one may also step so.
FIRST_BOTH: Steps = {
    "Report": [REPORTED],
    "Agency": [Step("INSPECTED", False, "Inspection")],
    "ProblemArea": [Step("IN_AREA", False, "Problem")],
}
FIRST_UP: Steps = {
    "Agency": [*NAMED, Step("RESPONSIBLE_FOR", True, "Measure")],
    "Person": NAMED,
    "Project": NAMED,
    "Place": NAMED,
    "Theme": [Step("HAS_THEME", False, "Problem")],
}


@dataclass
class Trace:
    """What was reached: nodes by id, relationships by what tells them apart."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: dict[object, Relationship] = field(default_factory=dict)
    truncated: bool = False

    def room(self, label: str, limit: int) -> int:
        return limit - sum(node.label == label for node in self.nodes.values())


def trace(graph: Reader, start: Node, limit: int) -> Trace:
    """Follow the chain from `start`; at most `limit` nodes a level."""
    found = Trace({start.id: start})
    stand_for = STANDS_FOR.get(start.label, ())
    starts = [start, *(node for step in stand_for for node in _follow(graph, found, [start], step, limit))]
    _walk(graph, found, starts, (FIRST_BOTH, DOWN), limit)
    _walk(graph, found, starts, (FIRST_BOTH, FIRST_UP, UP), limit)
    return found


def _walk(graph: Reader, found: Trace, start: Sequence[Node], tables: Sequence[Steps], limit: int) -> None:
    """The last of the tables says how to go on; all of them, how to begin."""
    frontier = _reached(graph, found, start, tables, limit)
    walked = {node.id for node in start}
    while frontier:
        walked |= {node.id for node in frontier}
        reached = _reached(graph, found, frontier, tables[-1:], limit)
        frontier = list({node.id: node for node in reached if node.id not in walked}.values())


def _reached(graph: Reader, found: Trace, here: Sequence[Node], tables: Sequence[Steps], limit: int) -> list[Node]:
    return [
        node
        for label, nodes in _by_label(here).items()
        for table in tables
        for step in table.get(label, ())
        for node in _follow(graph, found, nodes, step, limit)
    ]


def _by_label(nodes: Iterable[Node]) -> Mapping[str, list[Node]]:
    groups: dict[str, list[Node]] = {}
    for node in {node.id: node for node in nodes}.values():
        groups.setdefault(node.label, []).append(node)
    return groups


def _follow(graph: Reader, found: Trace, here: Sequence[Node], step: Step, limit: int) -> list[Node]:
    """Take one step from all nodes at once; the nodes that it leads to, as far as their level has room."""
    if step.type not in graph.counts.types or step.to not in graph.counts.labels:
        return []
    most = 10 * limit
    rows = graph.ask(step.query, ids=[node.id for node in here], limit=most + 1)
    there = list(dict.fromkeys(row["there"] for row in rows))
    new = [id for id in there if id not in found.nodes]
    room = max(found.room(step.to, limit), 0)
    found.truncated |= len(rows) > most or len(new) > room
    found.nodes |= graph.nodes(new[:room])
    for row in rows[:most]:
        if row["there"] in found.nodes:
            _link(found, step, row["here"], row["there"], row["kept"])
    return [found.nodes[id] for id in there if id in found.nodes]


def _link(found: Trace, step: Step, here: str, there: str, kept: Mapping[str, object]) -> None:
    ends = (here, there) if step.forward else (there, here)
    link = relationship_of(step.type, *ends, kept)
    found.links[order(link)] = link
