"""`python -m benchmarks.corpus OUT --notices 1000 --seed 1`: write notices and the truth about them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from . import generate


def write(out: Path, count: int, seed: int, noise: float) -> None:
    """OUT/reports/*.txt and OUT/gold/*.json."""
    for folder in ("reports", "gold"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for notice in generate(count, seed, noise):
        (out / "reports" / f"{notice.name}.txt").write_text(notice.text, encoding="utf-8", newline="")
        gold = json.dumps(notice.gold, ensure_ascii=False, indent=1)
        (out / "gold" / f"{notice.name}.json").write_text(gold + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = ArgumentParser(
        "python -m benchmarks.corpus",
        description="Write notices of every layout about invented places, with the truth about each.",
        epilog="score them: python -m benchmarks.quality --gold OUT/gold",
    )
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--notices", type=int, default=1000, metavar="N", help="how many; default 1000")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same notices; default 1")
    parser.add_argument("--noise", type=float, default=1.0, help="share with decoration (■◆★) in them; default 1")
    options = parser.parse_args(arguments)
    write(options.out, options.notices, options.seed, options.noise)
    print(f"{options.notices} notices in {options.out / 'reports'}, the truth about them in {options.out / 'gold'}")


if __name__ == "__main__":
    main()
