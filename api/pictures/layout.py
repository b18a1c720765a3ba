"""Places for the nodes of a graph: the same graph gives the same places, and what stands already stays.

Springs (Fruchterman and Reingold, as rustworkx has them) draw what is linked together; what is too large for springs is
spread by its distances from a few of its nodes (pivot MDS, Brandes and Pich 2007). Parts that are not linked
stand side by side. A place is counted in lengths of a link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

SEED = 20
PAIRS = 60_000_000
"""Springs look at every pair of nodes in each round: what a layout may cost."""

ROUNDS = 120
LARGE = 1_500
"""Beyond so many nodes springs take too long."""

PIVOTS = 40
NEAREST = 0.7
"""No two nodes stand nearer than this."""

PUSHES = 60
GAP = 1.1
TURN = 2.399963
"""The golden angle: no two turns by it look alike."""

WIDE = 1.6
"""Screens are wider than high, and so are names."""

Place = tuple[float, float]
Places = dict[str, Place]
Links = Sequence[tuple[str, str]]


def places(ids: Sequence[str], links: Links) -> Places:
    """Coordinates between 0 and 1 by id."""
    if not ids:
        return {}
    found = layout([ids], links)
    xs, ys = ([place[axis] for place in found.values()] for axis in (0, 1))
    return dict(zip(found, zip(_between(xs), _between(ys), strict=True), strict=True))


def layout(steps: Sequence[Sequence[str]], links: Links) -> Places:
    """Places for the ids of all steps: a step's nodes are placed around those of the steps before, which stay."""
    found: Places = {}
    for step in steps:
        new = sorted({*step} - found.keys())
        held = {*found, *new}
        among = sorted({(start, end) for start, end in links if start in held and end in held and start != end})
        found |= _around(found, new, among) if found else _side_by_side(new, among)
    return found


# ------------------------------------------------ all at once


def _side_by_side(ids: Sequence[str], links: Links) -> Places:
    """Each part that hangs together, laid out and set into rows, the largest first."""
    parts = [_lying(_spread(part, _springs(part, links))) for part in _parts(ids, links)]
    return _packed(parts)


def _parts(ids: Sequence[str], links: Links) -> list[list[str]]:
    graph, names = _graph(ids, links)
    found = [sorted(names[index] for index in part) for part in rx.connected_components(graph)]
    return sorted(found, key=lambda part: (-len(part), part))


def _graph(ids: Sequence[str], links: Links) -> tuple[rx.PyGraph[str, None], Sequence[str]]:
    graph: rx.PyGraph[str, None] = rx.PyGraph(multigraph=False)
    index = dict(zip(ids, graph.add_nodes_from(list(ids)), strict=True))
    graph.add_edges_from([(index[a], index[b], None) for a, b in links if a in index and b in index])
    return graph, ids


def _springs(ids: Sequence[str], links: Links, at: Places | None = None, fixed: Iterable[str] = ()) -> Places:
    if len(ids) == 1:
        return {ids[0]: (0.0, 0.0)}
    if len(ids) > LARGE and not at:
        return _scaled(_by_distances(ids, links), links)
    graph, _ = _graph(ids, links)
    index = {id: number for number, id in enumerate(ids)}
    start = {index[id]: place for id, place in at.items()} if at else None
    found = rx.spring_layout(
        graph,
        pos=start,
        fixed={index[id] for id in fixed} or None,
        k=1.0,
        num_iter=_rounds(len(ids)),
        adaptive_cooling=not at,
        seed=SEED,
    )
    placed = {id: (float(found[number][0]), float(found[number][1])) for id, number in index.items()}
    return placed if at else _scaled(placed, links)


def _by_distances(ids: Sequence[str], links: Links) -> Places:
    """Places that keep the distances from some nodes, each far from those before it, as well as a plane can."""
    index = {id: number for number, id in enumerate(ids)}
    ends = np.array([(index[a], index[b]) for a, b in links if a in index and b in index])
    near = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(ids), len(ids))).tocsr()
    far = np.full(len(ids), np.inf)
    columns, pivot = [], 0
    for _ in range(PIVOTS):
        distances = dijkstra(near, directed=False, indices=[pivot], unweighted=True)[0]
        columns.append(distances)
        far = np.minimum(far, distances)
        pivot = int(far.argmax())
    squared = np.array(columns).T ** 2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    _, _, axes = np.linalg.svd(centred.T @ centred)
    where = centred @ axes[:2].T
    where = where / max(float(np.abs(where).max()), 1e-9)
    return {id: (float(x), float(y)) for id, (x, y) in zip(ids, where, strict=True)}


def _rounds(nodes: int) -> int:
    return max(4, min(ROUNDS, PAIRS // (nodes * nodes)))


def _scaled(at: Places, links: Links) -> Places:
    """So that the middle one of the links is one long."""
    lengths = [float(np.hypot(*np.subtract(at[a], at[b]))) for a, b in links if a in at and b in at]
    by = 1.0 / max(float(np.median(lengths)) if lengths else 1.0, 1e-6)
    return {id: (x * by, y * by) for id, (x, y) in at.items()}


def _spread(ids: Sequence[str], at: Places, fixed: Iterable[str] = ()) -> Places:
    """Whatever stands too near is pushed apart; what is fixed stays."""
    where = np.array([at[id] for id in ids], dtype=np.float64)
    moves = np.array([[0.0 if id in fixed else 1.0] for id in ids]) if fixed else np.ones((len(ids), 1))
    for _ in range(PUSHES if len(ids) <= LARGE else PUSHES // 3):
        pairs = cKDTree(where).query_pairs(NEAREST, output_type="ndarray")
        if not len(pairs):
            break
        where = where + _pushed(where, pairs) * moves
    return {id: (float(x), float(y)) for id, (x, y) in zip(ids, where, strict=True)}


def _pushed(where: NDArray[np.float64], pairs: NDArray[np.intp]) -> NDArray[np.float64]:
    one, other = pairs[:, 0], pairs[:, 1]
    apart = where[one] - where[other]
    # Two on one place part sideways, each pair its own way.
    apart[np.abs(apart).sum(axis=1) < 1e-6] = (1e-3, 1e-3)
    distance = np.hypot(apart[:, 0], apart[:, 1])[:, None]
    by = apart / distance * (NEAREST * 1.05 - distance) / 2
    total = np.zeros_like(where)
    np.add.at(total, one, by)
    np.add.at(total, other, -by)
    return total


def _lying(at: Places) -> Places:
    """Turned so that it is wider than high, always the same way round, from 0 on."""
    where = np.array([*at.values()], dtype=np.float64)
    where = where - where.mean(axis=0)
    if len(where) > 2:
        _, _, axes = np.linalg.svd(where, full_matrices=False)
        signs = np.where(axes[:, :1] + 1e-9 * axes[:, 1:] < 0, -1.0, 1.0)
        where = where @ (axes * signs).T
    where = where - where.min(axis=0)
    return {id: (float(x), float(y)) for id, (x, y) in zip(at, where, strict=True)}


def _packed(parts: Sequence[Places]) -> Places:
    """The parts in rows as wide as the picture should be."""
    sizes = [np.max([*part.values()], axis=0) + GAP for part in parts]
    area = sum(float(wide * high) for wide, high in sizes)
    widest = max([float(np.sqrt(area * WIDE)), *(float(wide) for wide, _ in sizes)])
    placed: Places = {}
    x = y = row = 0.0
    for part, (wide, high) in zip(parts, sizes, strict=True):
        if x and x + wide > widest + 1e-9:
            x, y, row = 0.0, y + row, 0.0
        placed |= {id: (x + left, y + top) for id, (left, top) in part.items()}
        x, row = x + float(wide), max(row, float(high))
    return placed


# ------------------------------------------------ around what stands


def _around(found: Places, new: Sequence[str], links: Links) -> Places:
    """Places for the new ids; those linked with nothing that stands go below."""
    linked = _linked(links)
    near = {id: [found[other] for other in linked[id] if other in found] for id in new}
    reached = _reached(set(new), linked, {id for id in new if near[id]})
    loose = [id for id in new if id not in reached]
    if reached:
        start = found | _started(sorted(reached), near)
        ids = sorted(start)
        placed = _spread(ids, _springs(ids, links, start, found), found.keys())
        found = found | {id: placed[id] for id in reached}
    bottom = max(y for _, y in found.values()) + GAP
    below = _side_by_side(loose, links) if loose else {}
    return found | {id: (x, y + bottom) for id, (x, y) in below.items()}


def _linked(links: Links) -> Mapping[str, Sequence[str]]:
    linked: defaultdict[str, list[str]] = defaultdict(list)
    for start, end in links:
        linked[start].append(end)
        linked[end].append(start)
    return linked


def _reached(new: set[str], linked: Mapping[str, Sequence[str]], first: set[str]) -> set[str]:
    """The new nodes from which a way leads to what stands."""
    reached, front = set(first), set(first)
    while front:
        front = {other for id in front for other in linked[id] if other in new} - reached
        reached |= front
    return reached


def _started(ids: Sequence[str], near: Mapping[str, Sequence[Place]]) -> Places:
    """Each in the middle of what it hangs on, a little to a side that its turn decides."""
    everywhere = [place for id in ids for place in near[id]]
    started: Places = {}
    for number, id in enumerate(ids):
        x, y = np.mean(near[id] or everywhere, axis=0)
        started[id] = (float(x + np.cos(TURN * number)), float(y + np.sin(TURN * number)))
    return started


def _between(values: list[float]) -> list[float]:
    low, high = min(values, default=0.0), max(values, default=0.0)
    return [round((value - low) / (high - low), 4) if high > low else 0.5 for value in values]
