"""What searches and subgraphs may be narrowed by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Several values of one filter: any of them; several filters: all of them. Ids of places, reports and themes, in
    searches their names too; `since` and `until` bound the days of reports. `places` is for searches, `labels` and
    `types` are for subgraphs."""

    places: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def as_search(self) -> dict[str, object]:
        return {"place": self.places, "report": self.reports, "theme": self.themes, **self._days()}

    def as_subgraph(self) -> dict[str, object]:
        kept = {"reports": self.reports, "themes": self.themes, "labels": self.labels, "types": self.types}
        return {**{name: list(values) for name, values in kept.items()}, **self._days()}

    def _days(self) -> dict[str, object]:
        days = {"since": self.since, "until": self.until}
        return {name: day.isoformat() for name, day in days.items() if day}
