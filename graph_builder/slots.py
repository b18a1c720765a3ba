"""Which of the usual headings a problem belongs under, told by its words; the fall-back where order is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from .lexicon import groups
from .similarity import similarity

_TITLE_WEIGHT = 3.0
_LIKENESS_WEIGHT = 0.5
_COMMONEST = "duty"  # what a body is there for: the widest slot takes what no word tells


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted({word for words in groups("slots.txt").values() for word in words}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _slot_of() -> dict[str, str]:
    return {word: slot for slot, words in groups("slots.txt").items() for word in words}


def affinity(title: str, text: str = "") -> dict[str, float]:
    """The share of each slot in the words of a problem or a heading; sums to 1, or is empty."""
    counts: dict[str, float] = {}
    for part, weight in ((title, _TITLE_WEIGHT), (text, 1.0)):
        for match in _pattern().finditer(part):
            slot = _slot_of()[match.group()]
            counts[slot] = counts.get(slot, 0.0) + weight
    total = sum(counts.values()) or 1.0
    return {slot: value / total for slot, value in counts.items()}


def file_under(problems: Sequence[tuple[str, str]], headings: Sequence[str]) -> list[int]:
    """For each (title, text) the index of the heading that fits its meaning best; -1 where there is no heading."""
    if not headings:
        return [-1] * len(problems)
    slots = [affinity(heading) for heading in headings]
    likeness = similarity(problems, headings)
    chosen = []
    for row, (title, text) in enumerate(problems):
        own = affinity(title, text) or {_COMMONEST: 1.0}
        fit = [sum(own.get(slot, 0.0) * share for slot, share in heading.items()) for heading in slots]
        chosen.append(int(np.argmax(np.array(fit) + _LIKENESS_WEIGHT * likeness[row])))
    return chosen
