"""The scores as a table, the misses and the diff as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .notices import Outcome
from .runs import SPURIOUS, Diff
from .tally import COLUMNS, SHARES, Scores, Tally, total, value

WIDTH = 160
NOTHING = "–"
PERFECT, GOOD = 1.0, 0.9


def totals(outcomes: Sequence[Outcome]) -> Mapping[str, Scores]:
    """The totals of each collection, and of all where there are several."""
    names = list(dict.fromkeys(one.notice.collection for one in outcomes))
    sums = {name: total(one.scores for one in outcomes if one.notice.collection == name) for name in names}
    return sums if len(sums) < 2 else {**sums, "all": total(sums.values())}


def score_table(outcomes: Sequence[Outcome]) -> Table:
    """One row a notice, the totals below: F1, or right/of in a notice's row and the share in a total."""
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    table.add_column("notice", max_width=32, no_wrap=True)
    for column in COLUMNS:
        table.add_column(column.replace("_", "\n"), justify="right", no_wrap=True)
    for one in outcomes:
        table.add_row(one.notice.name, *(_cell(column, one.scores[column]) for column in COLUMNS))
    table.add_section()
    for name, scores in totals(outcomes).items():
        table.add_row(Text(name, "bold"), *(_total(column, scores[column]) for column in COLUMNS))
    return table


def _cell(column: str, tally: Tally) -> Text:
    if tally and column in SHARES:
        return Text(f"{len(tally.right)}/{tally.wanted}", _colour(value(column, tally)))
    return _total(column, tally)


def _total(column: str, tally: Tally) -> Text:
    number = value(column, tally)
    return Text(NOTHING if number is None else f"{number:.3f}", _colour(number))


def _colour(number: float | None) -> str:
    if number is None:
        return "dim"
    return "green" if number == PERFECT else "yellow" if number >= GOOD else "red"


def miss_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """What was missed or is spurious, a line each, by notice and column."""
    return [
        f"{one.notice.short} {word}{fact}"
        for one in outcomes
        for column in COLUMNS
        for word, facts in (("missed ", one.scores[column].missed), (SPURIOUS, one.scores[column].spurious))
        for fact in facts
    ]


def diff_lines(diff: Diff, before: Path) -> list[str]:
    """The diff against the run saved in `before`: what was lost stands last, where it is seen."""
    lines = [f"\nfacts against {before}: gained {len(diff.gained)}, lost {len(diff.lost)}"]
    if diff.only_now:
        lines.append(f"not in the earlier run: {', '.join(diff.only_now)}")
    if diff.only_before:
        lines.append(f"not in this run: {', '.join(diff.only_before)}")
    return [*lines, *(f"+ {fact}" for fact in diff.gained), *(f"- {fact}" for fact in diff.lost)]


def console() -> Console:
    """Standard output, wide enough that no number is cut where it is no terminal."""
    made = Console(highlight=False, markup=False)
    return made if made.width >= WIDTH else Console(highlight=False, markup=False, width=WIDTH)
