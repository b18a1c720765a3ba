"""How much there is, and what comes up again and again."""

from __future__ import annotations

from fastapi import APIRouter

from api.errors import documented
from api.models.numbers import Count, Recurring, StatsOut
from api.reader import Graph, Reader, node_out

router = APIRouter(tags=["stats"])

MOST_RECURRING = 15

# Places and groups recur by nature; agencies, companies, policies, persons and projects are the leads.
LEADS = ("Agency", "Company", "Policy", "Person", "Project")
RECURRING = (
    "MATCH (n)-[r:APPEARS_IN]->(d:Report) WHERE labels(n)[0] IN $labels"
    " WITH n.id AS id, n.name AS name, count(DISTINCT d.id) AS reports WHERE reports > 1"
    " RETURN id, reports ORDER BY reports DESC, name, id LIMIT $most"
)


@router.get("/stats", responses=documented("store"), summary="Counts, and the entities that recur")
def stats(graph: Graph) -> StatsOut:
    """Nodes by label, relationships by type, and the entities that appear in most reports."""
    counts = graph.counts
    return StatsOut(
        labels=[Count(name=name, count=count) for name, count in counts.labels.items()],
        relationships=[Count(name=name, count=count) for name, count in counts.types.items()],
        recurring=_recurring(graph),
    )


def _recurring(graph: Reader) -> list[Recurring]:
    if "APPEARS_IN" not in graph.counts.types:
        return []
    rows = graph.ask(RECURRING, labels=list(LEADS), most=MOST_RECURRING)
    nodes = graph.nodes(row["id"] for row in rows)
    return [Recurring(node=node_out(nodes[row["id"]]), reports=row["reports"]) for row in rows]
