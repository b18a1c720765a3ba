"""Answers that are kept because several steps, or several rules of one, ask the same of a text.

Whoever has read a long text lets go of them: they hold the texts that they are about.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

from graph_builder.abreast import MOST

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

OF_TEXTS = 4 * MOST
"""Answers kept of what is asked of whole texts: of all notices that go abreast, a few of each."""

OF_STRETCHES = 256
"""Answers kept of what is asked of sentences, headings, lines and other short texts."""

_forget: list[Callable[[], None]] = []


def kept(most: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keeps the last so many answers of a function until `let_go`."""

    def keeping(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        cached = lru_cache(maxsize=most)(function)
        _forget.append(cached.cache_clear)
        return cast("Callable[Asked, Answer]", cached)

    return keeping


def let_go() -> None:
    """Forget all answers."""
    for forget in _forget:
        forget()
