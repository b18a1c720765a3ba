"""Notices of every layout about invented places, with the truth about each: for benchmarks and property tests.

    for notice in generate(1000, seed=1):
        notice.name, notice.text, notice.gold   # gold has the form of examples/gold/*.json

The same count and seed give the same notices; notice N is the same whatever the count.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .content import Content, contents
from .layouts import FAMILIES
from .made import Made
from .surface import surfaced
from .truth import truth

__all__ = ["FAMILIES", "Made", "generate", "make"]


def generate(count: int, seed: int = 1, noise: float = 1.0) -> Iterator[Made]:
    """Notices of all families in turn; `noise` is the share of them that carry decoration characters."""
    families = tuple(FAMILIES)
    for number in range(count):
        yield make(families[number % len(families)], seed, number, noise)


def make(family: str, seed: int, number: int = 0, noise: float = 1.0) -> Made:
    """One notice of one of `FAMILIES`."""
    random = Random(f"{seed}/{number}/{family}")
    content: Content = contents(random, FAMILIES[family].problems, FAMILIES[family].kind)
    name = f"{number:05d}_{family}"
    lines = FAMILIES[family].write(random, content)
    text = surfaced(random, family, lines, noisy=random.random() < noise)
    return Made(name, family, text, truth(name, content, FAMILIES[family]))
