"""What was right, missed and spurious in one respect, and the number that it makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Facts = tuple[str, ...]

SHARES = frozenset({"header", "pairing", "status", "areas", "links", "policy_actions"})
"""Measured as a share of what the gold holds; the other columns as F1."""

COLUMNS = (
    "header", "problems", "measures", "pairing", "status", "areas", "policies", "companies", "agencies", "groups",
    "persons", "projects", "links", "policy_actions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """Facts in one respect: the gold's that were found, the gold's that were not, and what is not in the gold."""

    right: Facts = ()
    missed: Facts = ()
    spurious: Facts = ()

    def __bool__(self) -> bool:
        return bool(self.right or self.missed or self.spurious)

    @property
    def wanted(self) -> int:
        return len(self.right) + len(self.missed)

    @property
    def precision(self) -> float:
        """1 where nothing was found."""
        found = len(self.right) + len(self.spurious)
        return len(self.right) / found if found else 1.0

    @property
    def recall(self) -> float:
        """1 where nothing was to be found."""
        return len(self.right) / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Scores = Mapping[str, Tally]
"""A tally for each of `COLUMNS`."""


def split(checks: Iterable[tuple[str, bool]], spurious: Iterable[str] = ()) -> Tally:
    """A tally of facts of the gold, each with whether it was found."""
    pairs = list(checks)
    return Tally(
        tuple(fact for fact, found in pairs if found),
        tuple(fact for fact, found in pairs if not found),
        tuple(spurious),
    )


def value(column: str, tally: Tally) -> float | None:
    """The number of a column, 0 to 1; none where there was nothing to find and nothing was found."""
    if not tally:
        return None
    return tally.recall if column in SHARES else tally.f1


def total(scores: Iterable[Scores]) -> Scores:
    """The tallies of several notices in one: each fact counts the same, whichever notice it is from."""
    every = list(scores)
    return {column: _joined([one[column] for one in every]) for column in COLUMNS}


def _joined(tallies: list[Tally]) -> Tally:
    return Tally(
        tuple(fact for tally in tallies for fact in tally.right),
        tuple(fact for tally in tallies for fact in tally.missed),
        tuple(fact for tally in tallies for fact in tally.spurious),
    )
