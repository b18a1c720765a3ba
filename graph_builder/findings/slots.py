"""Which of the usual headings a problem belongs under, told by its themes; the fall-back where order is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from graph_builder.findings.themes import weigh
from graph_builder.wording.similarity import similarity
from ontology import themes

_LIKENESS_WEIGHT = 0.5
_COMMONEST = "duty"  # what a body is there for: the widest slot takes what no word tells


def affinity(title: str, text: str = "") -> dict[str, float]:
    """The share of each slot in the themes of a problem or a heading; sums to 1, or is empty."""
    headings = themes.load().headings
    slots: defaultdict[str, float] = defaultdict(float)
    for code, weight in weigh(title, text).items():
        slots[headings[code]] += weight
    total = sum(slots.values())
    return {slot: weight / total for slot, weight in slots.items()}


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
