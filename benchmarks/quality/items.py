"""Problems and measures: which were found, which answers which, their states and areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ontology.records import Node

from .gold import Gold, Problem
from .index import Index
from .tally import Tally, split
from .titles import match_titles, same_title

PROBLEM_LIKENESS = 0.75
MEASURE_LIKENESS = 0.8
AREA_LIKENESS = 0.75

NO_PROBLEM = "no problem of the gold"


@dataclass(frozen=True, slots=True)
class Matched:
    """The nodes that stand for the gold's problems and measures, by their place in the gold."""

    problems: Mapping[int, Node]
    measures: Mapping[int, Node]


def match_items(gold: Gold, graph: Index) -> Matched:
    return Matched(
        match_titles([p.title for p in gold.problems], graph.label("Problem"), PROBLEM_LIKENESS),
        match_titles([m.head for m in gold.measures], graph.label("Measure"), MEASURE_LIKENESS),
    )


def score_items(gold: Gold, graph: Index, matched: Matched) -> dict[str, Tally]:
    return {
        "problems": _found("problem", [p.title for p in gold.problems], graph.label("Problem"), matched.problems),
        "measures": _found("measure", [m.head for m in gold.measures], graph.label("Measure"), matched.measures),
        "pairing": _pairing(gold, graph, matched),
        "status": _status(gold.problems, matched.problems),
        "areas": _areas(gold.problems, graph, matched.problems),
    }


def _found(word: str, titles: Sequence[str], nodes: Sequence[Node], matched: Mapping[int, Node]) -> Tally:
    taken = {node.id for node in matched.values()}
    spurious = [f"{word} {node.properties.get('name', '')}" for node in nodes if node.id not in taken]
    return split(((f"{word} {title}", i in matched) for i, title in enumerate(titles)), spurious)


def _pairing(gold: Gold, graph: Index, matched: Matched) -> Tally:
    """A measure is right when it answers its problem and no other."""
    titles = {problem.id: problem.title for problem in gold.problems}
    nodes = {gold.problems[i].id: node.id for i, node in matched.problems.items()}
    checks = []
    for i, measure in enumerate(gold.measures):
        right = _answered(graph, matched.measures.get(i)) == {nodes.get(measure.problem)}
        checks.append((f"measure {measure.head} answers {titles.get(measure.problem, NO_PROBLEM)}", right))
    return split(checks)


def _answered(graph: Index, measure: Node | None) -> set[str]:
    return {n.id for n in graph.targets(measure, "ADDRESSES") if n.label == "Problem"} if measure else set()


def _status(problems: Sequence[Problem], matched: Mapping[int, Node]) -> Tally:
    stated = [(matched.get(i), p) for i, p in enumerate(problems) if p.status]
    return split(
        (f"status {p.title} {p.status}", node is not None and node.properties.get("status") == p.status)
        for node, p in stated
    )


def _areas(problems: Sequence[Problem], graph: Index, matched: Mapping[int, Node]) -> Tally:
    placed = [(matched.get(i), p.title, p.section) for i, p in enumerate(problems) if p.section is not None]
    return split(
        (f"area {title} in {section}", node is not None and _lies_in(node, section, graph))
        for node, title, section in placed
    )


def _lies_in(node: Node, section: str, graph: Index) -> bool:
    areas = graph.targets(node, "IN_AREA")
    return any(same_title(section, str(area.properties.get("name", ""))) >= AREA_LIKENESS for area in areas)
