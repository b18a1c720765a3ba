"""The data that notices are made of: names, sentences, topics."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Topic:
    """What a problem and the measures that answer it speak of; templates hold slots in braces."""

    area: str
    subjects: tuple[str, ...]
    faults: tuple[str, ...]
    facts: tuple[str, ...]
    heads: tuple[str, ...]
    acts: tuple[str, ...]
    rule: str


def _lines(name: str) -> list[str]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def kinds(name: str) -> dict[str, tuple[str, ...]]:
    """Lines `kind text`, gathered by kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in _lines(name):
        kind, _, text = line.partition(" ")
        found[kind].append(text)
    return {kind: tuple(texts) for kind, texts in found.items()}


@cache
def names(group: str) -> tuple[str, ...]:
    """One group of names.txt."""
    return tuple(kinds("names.txt")[f"{group}:"][0].split())


@cache
def topics() -> tuple[Topic, ...]:
    """topics.txt; each topic begins with its area."""
    found: list[dict[str, list[str]]] = []
    for line in _lines("topics.txt"):
        kind, _, text = line.partition(" ")
        if kind == "area":
            found.append(defaultdict(list))
        found[-1][kind] += text.split(" | ")
    return tuple(
        Topic(
            t["area"][0], tuple(t["subject"]), tuple(t["fault"]), tuple(t["fact"]), tuple(t["head"]), tuple(t["act"]),
            t["rule"][0],
        )
        for t in found
    )  # fmt: skip
