"""What agencies or inspections have in common: themes, and what their problems and measures cite and mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from api.reader import Reader
from ontology.records import Node

COMPARED: Mapping[str, str] = {
    "Agency": "MATCH (x:Agency {id: id})<-[:INSPECTED]-(:Inspection)-[:FOUND]->(p:Problem)",
    "Inspection": "MATCH (x:Inspection {id: id})-[:FOUND]->(p:Problem)",
}
"""How each kind leads to its problems."""

SHARED = ("Theme", "Policy", "Company", "Project", "Person")
EXAMPLES = 3

OF_PROBLEM = " MATCH (p)-[:HAS_THEME|CITES|MENTIONS]->(t) WITH id, t, p.id AS cause"
OF_MEASURE = " MATCH (p)<-[:ADDRESSES]-(m:Measure)-[:CITES|MENTIONS]->(t) WITH id, t, m.id AS cause"
TOLD = (
    " WHERE labels(t)[0] IN $labels WITH id, t.id AS thing, cause ORDER BY cause"
    " RETURN id, thing, count(DISTINCT cause) AS count, collect(DISTINCT cause)[0..3] AS examples ORDER BY thing, id"
)


@dataclass(slots=True)
class Common:
    """A thing, and by id of each compared in how many problems and measures it comes up, with some of their ids."""

    node: Node
    counts: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)

    @property
    def rank(self) -> tuple[int, int, str]:
        return (-len(self.counts), -sum(self.counts.values()), self.node.id)


def common(graph: Reader, nodes: Sequence[Node]) -> list[Common]:
    """What at least two of the nodes, agencies or inspections, have to do with; what most of them share first."""
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    examples: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for label, begin in COMPARED.items():
        ids = [node.id for node in nodes if node.label == label]
        for end in (OF_PROBLEM, OF_MEASURE) if ids else ():
            for row in graph.ask(f"UNWIND $ids AS id {begin}{end}{TOLD}", ids=ids, labels=list(SHARED)):
                thing, id = row["thing"], row["id"]
                counts[thing][id] = counts[thing].get(id, 0) + row["count"]
                examples[thing][id] = [*examples[thing].get(id, ()), *row["examples"]][:EXAMPLES]
    shared = graph.nodes(thing for thing, by in counts.items() if len(by) > 1)
    return sorted((Common(node, counts[id], examples[id]) for id, node in shared.items()), key=lambda one: one.rank)
