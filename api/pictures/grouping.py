"""Groups in place of nodes, where a picture would hold more than anyone can tell apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from ontology.records import Node, Relationship

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes of one label that are drawn as one; `key` is the same for the same graph."""

    key: str
    label: str
    ids: tuple[str, ...]


def grouped(
    nodes: Sequence[Node], links: Sequence[Relationship], cap: int, apart: Collection[str] = ()
) -> tuple[Group, ...]:
    """Groups that leave at most `cap` things to draw, the finest that do; none when all nodes may be drawn.

    First what is linked with the same nodes only, then what one notice tells of a label, then each label.
    The nodes `apart` are in no group.
    """
    if len(nodes) <= cap:
        return ()
    loose = [node for node in nodes if node.id not in apart]
    for key in (_twins(links), _notices(links), _labels):
        found = _by(loose, key)
        if len(nodes) - sum(len(group.ids) - 1 for group in found) <= cap:
            return found
    return found


def _by(nodes: Sequence[Node], key: Callable[[Node], Key]) -> tuple[Group, ...]:
    held: defaultdict[Key, list[str]] = defaultdict(list)
    for node in nodes:
        held[node.label, *key(node)].append(node.id)
    return tuple(Group(" ".join(key), key[0], tuple(ids)) for key, ids in sorted(held.items()) if len(ids) > 1)


def _twins(links: Sequence[Relationship]) -> Callable[[Node], Key]:
    around: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        around[link.start].add(link.end)
        around[link.end].add(link.start)
    return lambda node: tuple(sorted(around[node.id]))


def _notices(links: Sequence[Relationship]) -> Callable[[Node], Key]:
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for link in links:
        for end in (link.start, link.end):
            told[end][link.evidence.report] += 1
    return lambda node: (_most(told[node.id]),)


def _most(counted: Mapping[str, int]) -> str:
    return min(counted, key=lambda report: (-counted[report], report), default="")


def _labels(node: Node) -> Key:
    return ()
