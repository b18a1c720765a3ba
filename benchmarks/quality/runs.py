"""The facts of a run, saved, and what a later run gains and loses against them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import QualityError
from .notices import Notice, Outcome
from .tally import Scores

VERSION = 1

Run = Mapping[str, Counter[str]]
"""Notice (`collection/name`) -> its facts, with how often each was found; a spurious one begins with SPURIOUS."""

SPURIOUS = "spurious "


@dataclass(frozen=True, slots=True)
class Diff:
    """Facts that begin with the notice's number; `only_now` and `only_before` are notices that cannot be compared."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    only_now: tuple[str, ...]
    only_before: tuple[str, ...]


def run_of(outcomes: Iterable[Outcome]) -> Run:
    return {_key(one.notice): _facts(one.scores) for one in outcomes}


def _key(notice: Notice) -> str:
    return f"{notice.collection}/{notice.name}"


def _facts(scores: Scores) -> Counter[str]:
    right = [fact for tally in scores.values() for fact in tally.right]
    spurious = [SPURIOUS + fact for tally in scores.values() for fact in tally.spurious]
    return Counter([*right, *spurious])


def compare(now: Run, before: Run) -> Diff:
    """Gained is what is right now and was not before, or a spurious fact that is gone; lost is the reverse."""
    both = [key for key in now if key in before]
    came = [_line(key, fact) for key in both for fact in (now[key] - before[key]).elements()]
    went = [_line(key, fact) for key in both for fact in (before[key] - now[key]).elements()]
    return Diff(
        tuple([*(f for f in came if not _spurious(f)), *(f"{f} (gone)" for f in went if _spurious(f))]),
        tuple([*(f for f in went if not _spurious(f)), *(f for f in came if _spurious(f))]),
        tuple(key for key in now if key not in before),
        tuple(key for key in before if key not in now),
    )


def _line(key: str, fact: str) -> str:
    number = key.split("/")[-1].split("_")[0]
    return f"{number} {fact}"


def _spurious(line: str) -> bool:
    return line.split(" ", 1)[1].startswith(SPURIOUS)


def save(run: Run, path: Path) -> None:
    """Raises QualityError where nothing can be written."""
    notices = {key: sorted(facts.elements()) for key, facts in run.items()}
    text = json.dumps({"version": VERSION, "notices": notices}, ensure_ascii=False, indent=1)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise QualityError(f"{path}: cannot be written ({error.strerror}); give --save another file") from error


def load(path: Path) -> Run:
    """Raises QualityError for a file that is not there or holds no saved run."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise QualityError(f"{path}: was saved by another version of the harness; save a new run with --save")
        return {key: Counter(facts) for key, facts in data["notices"].items()}
    except OSError as error:
        raise QualityError(f"{path}: cannot be read ({error.strerror}); save a run with --save first") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QualityError(f"{path}: holds no saved run; delete it and save a new one with --save") from error
