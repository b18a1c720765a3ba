"""Nodes placed by their links: stress (Kamada and Kawai) for what is small, springs for what is not.

The same view gives the same picture: nothing is left to chance, and names never lie over each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import networkx as nx  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

from visualizations.scene import LABELLED, Line, Point, Scene, Spot, circles, lines_of
from visualizations.views import View

SEED = 20
SMALL = 80
"""Above this many linked nodes stress takes seconds."""

EDGE, SHORT_EDGE = 118.0, 84.0
"""How long a line should be, in pixels: with its name on it, and without."""

SHAPE, STRETCH = 1.7, 1.9
"""Names are wider than high: what is narrower than this shape is stretched, so that they find room."""

GAP = 12.0
ROUNDS, PUSHES, SPREAD = 300, 40, 1.04
"""Pushing alone may never end: after so many rounds the picture also grows, by so much a round."""

MARGIN = 16.0
WIDEST = 1500.0

Places = NDArray[np.float64]


def network(view: View) -> Scene:
    """The view as circles with names; parts that are not linked stand side by side."""
    spots = {spot.node.id: spot for spot in sorted(circles(view), key=lambda spot: spot.node.id)}
    lines = lines_of(view.part.relationships)
    groups = [_group([spots[id] for id in ids], lines) for ids in _components(spots, lines)]
    placed, wide, high = _packed(groups)
    return Scene("network", wide, high, {spot.node.id: spot for spot in placed}, lines)


def _components(spots: dict[str, Spot], lines: Sequence[Line]) -> list[list[str]]:
    """The ids of what hangs together, the largest first."""
    graph = _graph(list(spots), lines)
    return sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))


def _graph(ids: Sequence[str], lines: Sequence[Line]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(ids)
    held = set(ids)
    graph.add_edges_from(sorted((line.start, line.end) for line in lines if line.start in held and line.end in held))
    return graph


def _group(spots: list[Spot], lines: Sequence[Line]) -> list[Spot]:
    graph = _graph([spot.node.id for spot in spots], lines)
    places = _apart(_lying(_scaled(_springs(graph), graph)), spots)
    return [replace(spot, x=float(x), y=float(y)) for spot, (x, y) in zip(spots, places, strict=True)]


def _springs(graph: nx.Graph) -> Places:
    if len(graph) == 1:
        return np.zeros((1, 2))
    if len(graph) <= SMALL:
        found = nx.kamada_kawai_layout(graph)
    else:
        found = nx.spring_layout(graph, seed=SEED, iterations=120, k=2.5 / len(graph) ** 0.5)
    return np.array([found[id] for id in graph])


def _scaled(places: Places, graph: nx.Graph) -> Places:
    """So that the middle one of the lines is as long as a line should be."""
    at = dict(zip(graph, places, strict=True))
    lengths = [float(np.linalg.norm(at[one] - at[other])) for one, other in graph.edges if one != other]
    middle = float(np.median(lengths)) if lengths else 1.0
    wanted = EDGE if graph.number_of_edges() <= LABELLED else SHORT_EDGE
    return places * (wanted / max(middle, 1e-6))


def _lying(places: Places) -> Places:
    """Turned so that it is wider than high, always the same way round."""
    centred: Places = np.asarray(places - places.mean(axis=0), dtype=np.float64)
    if len(places) < 3:
        return centred
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    signs = np.where(axes[:, :1] + 1e-9 * axes[:, 1:] < 0, -1.0, 1.0)
    turned: Places = np.array(centred @ (axes * signs).T)
    wide, high = np.ptp(turned, axis=0)
    turned[:, 0] *= float(np.clip(SHAPE * high / max(wide, 1e-6), 1.0, STRETCH))
    return turned


def _apart(places: Places, spots: Sequence[Spot]) -> Places:
    """Pushes what overlaps apart, each pair along the shorter way, until nothing does; a crowd is spread out too."""
    sizes = np.array([(spot.width + GAP, spot.height + GAP) for spot in spots])
    room = (sizes[:, None, :] + sizes[None, :, :]) / 2
    # Which of two that stand on one place goes left and up: the one that comes first.
    first = np.sign(np.arange(len(spots))[:, None] - np.arange(len(spots))[None, :])[:, :, None]
    for turn in range(ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        depth = room - np.abs(apart)
        over = (depth > 0.5).all(axis=2) & (first[:, :, 0] != 0)
        if not over.any():
            break
        shorter = depth == depth.min(axis=2, keepdims=True)
        places = places * (1.0 if turn < PUSHES else SPREAD)
        side = np.where(np.abs(apart) > 1e-9, np.sign(apart), first)
        places = places + (np.where(over[:, :, None] & shorter, depth * side, 0.0) / 2).sum(axis=1) * 0.6
    return places


def _packed(groups: Sequence[list[Spot]]) -> tuple[list[Spot], float, float]:
    """The groups in rows, with the whole picture's width and height."""
    boxes = [_bounds(group) for group in groups]
    widest = max([WIDEST, *(right - left + 2 * MARGIN for left, _, right, _ in boxes)])
    x = y = MARGIN
    row = used = 0.0
    placed: list[Spot] = []
    for group, (left, top, right, bottom) in zip(groups, boxes, strict=True):
        if x > MARGIN and x + right - left + MARGIN > widest:
            x, y, row = MARGIN, y + row + 2 * GAP, 0.0
        placed += (_moved(spot, (x - left, y - top)) for spot in group)
        x += right - left + 2 * GAP
        row, used = max(row, bottom - top), max(used, x)
    return placed, round(used + MARGIN - 2 * GAP, 1), round(y + row + MARGIN, 1)


def _bounds(group: Sequence[Spot]) -> tuple[float, float, float, float]:
    return (
        min(spot.x - spot.width / 2 for spot in group),
        min(spot.y - spot.height / 2 for spot in group),
        max(spot.x + spot.width / 2 for spot in group),
        max(spot.y + spot.height / 2 for spot in group),
    )


def _moved(spot: Spot, by: Point) -> Spot:
    return replace(spot, x=round(spot.x + by[0], 1), y=round(spot.y + by[1], 1))
