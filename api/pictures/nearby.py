"""What lies around nodes, without the APPEARS_IN relationships that tie everything in a notice to its report."""

from __future__ import annotations

from collections.abc import Sequence

from api.reader import Reader
from graph_builder.stores.facts import relationship_of
from ontology.records import Subgraph

NEAR = (
    "UNWIND $ids AS id MATCH (n:Any {id: id})-[r]-(m) WHERE type(r) <> 'APPEARS_IN' AND NOT m.id IN $ids"
    " RETURN DISTINCT m.id AS near ORDER BY near LIMIT $limit"
)
AMONG = (
    "UNWIND $ids AS id MATCH (n:Any {id: id})-[r]->(m) WHERE type(r) <> 'APPEARS_IN' AND m.id IN $ids"
    " RETURN type(r) AS type, n.id AS a, m.id AS b, properties(r) AS kept ORDER BY type, a, b LIMIT $limit"
)


def nearby(graph: Reader, ids: Sequence[str], hops: int, limit: int) -> Subgraph:
    """As `View.subgraph`: at most `limit` nodes within `hops` steps, and ten times as many relationships."""
    reached = list(graph.nodes(ids))
    truncated = len(reached) > limit
    reached = reached[:limit]
    for _ in range(hops):
        room = limit - len(reached)
        step = [row["near"] for row in graph.ask(NEAR, ids=reached, limit=room + 1)]
        truncated = truncated or len(step) > room
        reached += step[:room]
        if truncated or not step:
            break
    rows = graph.ask(AMONG, ids=reached, limit=10 * limit + 1)
    links = tuple(relationship_of(row["type"], row["a"], row["b"], row["kept"]) for row in rows[: 10 * limit])
    nodes = tuple(graph.nodes(reached).values())
    return Subgraph(nodes, links, truncated or len(rows) > 10 * limit)
