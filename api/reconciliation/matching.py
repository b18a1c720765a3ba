"""Candidates for a name, and how well each fits."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from api.reader import Reader
from api.reconciliation.facts import facts
from api.reconciliation.likeness import likeness, meanings
from ontology.records import Node

TYPES = ("Agency", "Company", "Policy")
"""What is reconciled: what has a name that tells it apart. A person's or a problem's does not."""

SHORTENED = 10
"""Signs that a short form has at most."""

POOL = 30
"""Candidates looked at for one name, by each way of looking."""

MATCH_SCORE = 95.0
"""From here on, and MATCH_LEAD before the second, a candidate is the one that is meant."""
MATCH_LEAD = 10.0

PLACES = ("LOCATED_IN", "PART_OF")
"""Properties that say where a body is: a name that is short for there is made whole by them."""

NAME_SHARE = 0.75
"""What the name counts where properties are given too."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One name of a table, the labels it may have, and what else its row tells: pairs of property and text."""

    name: str
    labels: tuple[str, ...] = TYPES
    limit: int = 5
    properties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node with its score (0 to 100) and what the score was made of (each 0 to 100)."""

    node: Node
    score: float
    features: tuple[tuple[str, float], ...]
    match: bool = False


def candidates(graph: Reader, asked: Asked) -> tuple[Candidate, ...]:
    """The nodes that the name may mean, the best first."""
    found = {node.id: node for label in asked.labels for node in _pool(graph, plain(asked.name), label)}
    scored = [_scored(graph, asked, node) for node in found.values()]
    best = sorted(scored, key=lambda one: (-one.score, one.node.id))[: asked.limit + 1]
    return _marked(best)[: asked.limit]


def plain(text: str) -> str:
    """Full-width forms made half-width and inner space taken out, as in the reports' text."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _pool(graph: Reader, name: str, label: str) -> Iterator[Node]:
    """What holds the name, what holds each of its signs, which a short form leaves none out of, and what holds one of
    its halves: a name with one wrong character has a right half."""
    for part in dict.fromkeys(_parts(name)):
        yield from graph.view.find(part, label=label, limit=POOL)


def _parts(name: str) -> Sequence[str]:
    half = len(name) // 2
    halves = (name[:half], name[half:], name[half // 2 : half // 2 + half]) if half >= 2 else ()
    return (name, " ".join(name), *halves) if 2 < len(name) <= SHORTENED else (name, *halves)


def _scored(graph: Reader, asked: Asked, node: Node) -> Candidate:
    name = plain(asked.name)
    forms = [plain(form) for form in forms_of(node)]
    like = likeness(meanings(name, (plain(text) for property, text in asked.properties if property in PLACES)), forms)
    features = [("name", like), ("exact", 100.0 * (name in forms))]
    score = like
    if asked.properties:
        told = _told(graph, asked, node)
        features += told
        score = NAME_SHARE * like + (1 - NAME_SHARE) * sum(value for _, value in told) / len(told)
    return Candidate(node, round(score, 1), tuple((name, round(value, 1)) for name, value in features))


def _told(graph: Reader, asked: Asked, node: Node) -> list[tuple[str, float]]:
    """How well each property of the row fits the node's: 0 for one that the node does not have."""
    known = facts(graph, node, [property for property, _ in asked.properties])
    return [
        (property, max((fuzz.ratio(plain(text), plain(fact.text)) for fact in known[property]), default=0.0))
        for property, text in asked.properties
    ]


def _marked(best: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The first is marked as the one that is meant, when it is good enough and alone."""
    if not best or best[0].score < MATCH_SCORE:
        return tuple(best)
    alone = len(best) == 1 or best[0].score - best[1].score >= MATCH_LEAD
    first = best[0]
    return (Candidate(first.node, first.score, first.features, alone), *best[1:])


def forms_of(node: Node) -> tuple[str, ...]:
    """The node's name and its aliases."""
    aliases = node.properties.get("aliases")
    return (str(node.properties["name"]), *(aliases if isinstance(aliases, list) else ()))
