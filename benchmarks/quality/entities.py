"""Named things: which were found, which items lead to them, and what was done with each policy."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.records import Node

from .gold import Entity, Gold, Names
from .index import Index, forms
from .items import Matched
from .tally import Tally, split
from .titles import bare

# Column -> (key in the gold, label in the graph, word in a fact).
KINDS = {
    "policies": ("policies", "Policy", "policy"),
    "companies": ("companies", "Company", "company"),
    "agencies": ("agencies", "Agency", "agency"),
    "groups": ("inspection_groups", "InspectionGroup", "group"),
    "persons": ("persons", "Person", "person"),
    "projects": ("projects", "Project", "project"),
}


def score_entities(gold: Gold, graph: Index) -> dict[str, Tally]:
    return {
        column: match_entities(word, gold.entities[key], graph.label(label))
        for column, (key, label, word) in KINDS.items()
    }


def match_entities(word: str, wanted: Sequence[Entity], found: Sequence[Node]) -> Tally:
    """Match by any shared surface form; the first entity of the gold that shares one is meant.

    A node that is an optional entity counts for nothing, right or wrong.
    """
    used: set[int] = set()
    spurious = []
    for node in found:
        shared = forms(node)
        hit = next((i for i, entity in enumerate(wanted) if shared & entity.forms), None)
        if hit is None:
            spurious.append(f"{word} {node.properties.get('name', '')}")
        else:
            used.add(hit)
    checks = ((f"{word} {entity.name}", i in used) for i, entity in enumerate(wanted) if not entity.optional)
    return split(checks, spurious)


def score_links(gold: Gold, graph: Index, matched: Matched) -> Tally:
    """Links from problems and measures to the required entities that their text names."""
    items: list[tuple[str, Names, Node | None]] = [
        *((f"problem {p.title}", p.names, matched.problems.get(i)) for i, p in enumerate(gold.problems)),
        *((f"measure {m.head}", m.names, matched.measures.get(i)) for i, m in enumerate(gold.measures)),
    ]
    checks = []
    for title, names, node in items:
        for kind, name in names:
            entity = _required(gold.entities[kind], name)
            if entity is not None:
                fact = f"link {title} to {KINDS[kind][2]} {name}"
                checks.append((fact, node is not None and _leads_to(node, entity, KINDS[kind][1], graph)))
    return split(checks)


def _required(entities: Sequence[Entity], name: str) -> Entity | None:
    meant = next((entity for entity in entities if bare(name) in entity.forms), None)
    return None if meant is None or meant.optional else meant


def _leads_to(node: Node, entity: Entity, label: str, graph: Index) -> bool:
    ends = graph.targets(node, "MENTIONS", "CITES")
    return any(end.label == label and forms(end) & entity.forms for end in ends)


def score_actions(gold: Gold, graph: Index, matched: Matched) -> Tally:
    """What each measure did with each policy that it cites: issued, revised, abolished, studied, cited."""
    checks = []
    for i, measure in enumerate(gold.measures):
        node = matched.measures.get(i)
        for policy, action in measure.actions:
            fact = f"action {action} {policy} by measure {measure.head}"
            checks.append((fact, node is not None and _acts(node, policy, action, graph)))
    return split(checks)


def _acts(node: Node, policy: str, action: str, graph: Index) -> bool:
    cited = graph.leaving.get((node.id, "CITES"), [])
    return any(r.properties.get("action") == action and bare(policy) in forms(graph.nodes[r.end]) for r in cited)
