"""`python -m benchmarks.quality`: score the extraction, say what it gained and lost."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from ontology.errors import XunjiError

from .errors import QualityError
from .floors import below, parse_floors
from .notices import Notice, Outcome, notices_in, outcome, usual_notices
from .runs import compare, load, run_of, save
from .table import console, diff_lines, miss_lines, score_table, totals

SAVED = Path(".quality.json")

EXAMPLES = """\
examples:
  python -m benchmarks.quality --save              keep this run as the one to compare with
  python -m benchmarks.quality --misses            what was missed or is spurious
  python -m benchmarks.quality --gold DIR/gold     other notices; their texts lie in DIR/reports

Exit code: 0; 1 when a total falls below --fail-under or a notice cannot be read; 2 when the input is not usable."""


def parser() -> ArgumentParser:
    made = ArgumentParser(
        "python -m benchmarks.quality",
        description="Score the extraction against gold annotations: F1, or the share of the gold's facts.",
        epilog=EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    made.add_argument("--gold", type=Path, metavar="DIR", help="annotations; default: ../shared/gold, examples/gold")
    made.add_argument("--reports", type=Path, metavar="DIR", help="their notices; default: reports beside --gold")
    made.add_argument("--misses", action="store_true", help="print what was missed or is spurious")
    made.add_argument(
        "--save", type=Path, nargs="?", const=SAVED, metavar="FILE", help=f"keep this run's facts; default {SAVED}"
    )
    made.add_argument(
        "--against", type=Path, metavar="FILE", help=f"compare with a kept run; default {SAVED}, if there"
    )
    made.add_argument(
        "--fail-under", default="", metavar="COLUMN=SCORE,…", help="exit 1 when the total of a collection is below"
    )
    return made


def chosen(gold: Path | None, reports: Path | None) -> list[Notice]:
    """The notices that the options name. Raises QualityError for folders that do not hold them."""
    if gold is not None:
        return notices_in(gold, reports or gold.parent / "reports")
    if reports is not None:
        raise QualityError("--reports: needs the folder of their annotations; add --gold DIR")
    return usual_notices()


def print_diff(outcomes: Sequence[Outcome], against: Path | None) -> None:
    """The diff against a kept run; without one, how to keep one."""
    if against is None and not SAVED.exists():
        print(f"no earlier run in {SAVED}; keep this one with --save", file=sys.stderr)
        return
    before = against or SAVED
    print("\n".join(diff_lines(compare(run_of(outcomes), load(before)), before)))


def run(options: Namespace) -> int:
    floors = parse_floors(options.fail_under)
    outcomes = [outcome(notice) for notice in chosen(options.gold, options.reports)]
    console().print(score_table(outcomes))
    if options.misses:
        print("\n".join(miss_lines(outcomes)))
    print_diff(outcomes, options.against)
    if options.save:
        save(run_of(outcomes), options.save)
        print(f"kept in {options.save}", file=sys.stderr)
    faults = [f"{one.notice.report}: {one.failure}" for one in outcomes if one.failure]
    faults += below(floors, totals(outcomes))
    print("".join(f"{fault}\n" for fault in faults), end="", file=sys.stderr)
    return 1 if faults else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run with the given arguments, else those of the command line; the exit code."""
    options = parser().parse_args(arguments)
    try:
        return run(options)
    except XunjiError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
