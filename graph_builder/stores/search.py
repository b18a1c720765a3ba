"""What may be searched for in a store, and what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ontology.records import Node

Field = Literal["name", "aliases", "pinyin", "text"]
Facet = tuple[tuple[str, int], ...]
"""Values with the number of things that have them, the most frequent first."""

MOST_FOUND = 1_000
"""How many things one search looks at: those that are named so first, then those that begin so, then the rest."""

MOST_VALUES = 20
"""How many values a facet gives."""

MOST_WORDS = 200
"""How many characters may be searched for."""


@dataclass(frozen=True, slots=True)
class Page:
    """`size` items after the first `start`."""

    start: int = 0
    size: int = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """What must hold of a thing that is found. Several values of one filter: any of them; several filters: all.

    `reports` are ids of notices in which it appears. `places` are ids of places of these notices: where the agency
    lies that a notice is about or that published it, and what that place is part of. `since` and `until` bound the
    days of these notices: when they were published, and when the inspection began, ended and was fed back; a day
    from `since` to `until` is enough. `themes` are ids of themes of the problem, of the problem that a measure
    answers, or of a problem or measure that mentions or cites it.
    """

    places: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def of_reports(self) -> bool:
        """Whether the notices matter in which a thing appears."""
        return bool(self.places or self.reports or self.since or self.until)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """`words` are any part of a name, alias or text, from one character up; several with a space between must all be
    there. Letters are also read as pinyin of a name or its initials (`caizhengju`, `czj`). No `labels`: all."""

    words: str
    labels: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    page: Page = field(default_factory=Page)


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: `matched` is the name, the alias or the stretch of text that fits, `field` where it
    stands. `score` is 1.0 for the very name and falls by how it fits, see `matching.RANKS`."""

    node: Node
    matched: str
    field: Field
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of hits, the best first, then by length of name, name and id.

    `facets` say of all that was found how many are of each `label`, and appear in notices of each `place`, `report`,
    `theme` (ids) and `year`. `truncated`: more fits than the MOST_FOUND that `total` and `facets` count.
    """

    hits: tuple[Hit, ...]
    facets: Mapping[str, Facet]
    total: int
    truncated: bool
