"""Places for the nodes of a small graph, the same every time."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx  # type: ignore[import-untyped]

from ontology.records import Subgraph

SEED = 20
ITERATIONS = 80

MOST = 300
"""The most nodes that are laid out: more take over a second and show nothing."""


def places(part: Subgraph) -> Mapping[str, tuple[float, float]]:
    """Coordinates between 0 and 1 by node id, from springs (Fruchterman and Reingold)."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted(node.id for node in part.nodes))
    graph.add_edges_from(sorted((link.start, link.end) for link in part.relationships))
    if len(graph) < 2:
        return dict.fromkeys(graph, (0.5, 0.5))
    found = nx.spring_layout(graph, seed=SEED, iterations=ITERATIONS, k=2 / len(graph) ** 0.5)
    xs, ys = _between([p[0] for p in found.values()]), _between([p[1] for p in found.values()])
    return dict(zip(found, zip(xs, ys, strict=True), strict=True))


def _between(values: list[float]) -> list[float]:
    low, high = min(values), max(values)
    return [round(float((value - low) / ((high - low) or 1)), 4) for value in values]
