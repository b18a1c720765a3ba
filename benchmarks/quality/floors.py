"""Scores that must be reached: `--fail-under problems=0.97,measures=0.97`."""

from __future__ import annotations

from collections.abc import Mapping

from .errors import QualityError
from .tally import COLUMNS, Scores, value

Floors = Mapping[str, float]


def parse_floors(text: str) -> Floors:
    """Floors by column. Raises QualityError for a column that is none, or a number that is not between 0 and 1."""
    return dict(_floor(part.strip()) for part in text.split(",") if part.strip())


def _floor(part: str) -> tuple[str, float]:
    column, _, number = part.partition("=")
    if column not in COLUMNS:
        raise QualityError(f"--fail-under: no column is called {column!r}; there are {', '.join(COLUMNS)}")
    try:
        floor = float(number)
    except ValueError:
        floor = -1.0
    if not 0 <= floor <= 1:
        raise QualityError(f"--fail-under: {part!r} needs a number from 0 to 1, as in {column}=0.9")
    return column, floor


def below(floors: Floors, totals: Mapping[str, Scores]) -> list[str]:
    """A line for each total that falls below its floor; a column that has nothing to score falls below none."""
    lines = []
    for name, scores in totals.items():
        for column, floor in floors.items():
            reached = value(column, scores[column])
            if reached is not None and reached < floor:
                lines.append(f"{name}: {column} {reached:.4f} is below {floor}")
    return lines
