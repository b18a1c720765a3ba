"""Which relationships are followed, and to which nodes: the filters of a subgraph as Cypher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What each filter asks of a relationship `r` that leads to the node `m`.
ASKS: Mapping[str, str] = {
    "types": "type(r) IN $types",
    "labels": "labels(m)[0] IN $labels",
    "reports": "r.report IN $reports",
    "themes": "(labels(m)[0] <> 'Problem' OR EXISTS { MATCH (m)-[:HAS_THEME]->(t:Theme) WHERE t.id IN $themes })",
}
NO_APPEARANCE = "type(r) <> 'APPEARS_IN'"


@dataclass(frozen=True, slots=True)
class Sieve:
    """What passes: relationships of these types, read in these reports, to nodes of these labels; of problems, those
    of these themes. None lets all pass. Without `appearances`, APPEARS_IN does not, which ties all to its report."""

    types: tuple[str, ...] | None = None
    labels: tuple[str, ...] | None = None
    reports: tuple[str, ...] | None = None
    themes: tuple[str, ...] | None = None
    appearances: bool = False

    @property
    def where(self) -> str:
        """The condition, made of the texts in this file alone; its values are `parameters`."""
        asked = [text for name, text in ASKS.items() if getattr(self, name) is not None]
        return " AND ".join(["true" if self.appearances else NO_APPEARANCE, *asked])

    @property
    def parameters(self) -> Mapping[str, object]:
        return {name: list(values) for name in ASKS if (values := getattr(self, name)) is not None}
