"""The header's facts: who inspected whom and when, what the notice declares, who published it."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.records import Node

from .gold import Entity, Header
from .index import Index, forms
from .tally import Tally, split
from .titles import bare, same_title

TITLE_LIKENESS = 0.9
PROPERTIES = {"start": "start_date", "end": "end_date", "feedback_date": "feedback_date"}

Checks = list[tuple[str, bool]]


def score_header(gold: Header, graph: Index) -> Tally:
    """Each fact that the gold has, right or not; one notice, so the first inspection and the first report count."""
    checks = [*_inspection(gold, graph), *_report(gold, graph)]
    return split((f"header {fact}", found) for fact, found in checks)


def _inspection(gold: Header, graph: Index) -> Checks:
    node = graph.first("Inspection")
    said = node.properties
    return [
        (f"group {gold.group.name}", _any(gold.group, graph.sources(node, "CONDUCTED"))),
        (f"target {gold.target.name}", _any(gold.target, graph.targets(node, "INSPECTED"))),
        *((f"{key} {day}", str(said.get(PROPERTIES[key])) == day) for key, day in gold.dates.items()),
        *((f"declared {what} {n}", said.get(f"declared_{what}") == n) for what, n in gold.declared.items()),
    ]


def _report(gold: Header, graph: Index) -> Checks:
    node = graph.first("Report")
    checks: Checks = []
    if gold.title:
        likeness = same_title(gold.title, str(node.properties.get("name", "")))
        checks.append((f"title {gold.title}", likeness >= TITLE_LIKENESS))
    if gold.publish_date:
        day = str(node.properties.get("publish_date"))
        checks.append((f"publish_date {gold.publish_date}", day == gold.publish_date))
    if gold.publisher:
        published = any(bare(gold.publisher) in forms(n) for n in graph.sources(node, "PUBLISHED"))
        checks.append((f"publisher {gold.publisher}", published))
    return checks


def _any(wanted: Entity, found: Iterable[Node]) -> bool:
    return any(wanted.forms & forms(node) for node in found)
