"""The word lists that the rules are made of, as regular expressions take them."""

from __future__ import annotations

from functools import cache

from graph_builder.wording.lexicon import lines


def entries(name: str) -> tuple[str, ...]:
    """The entries of `graph_builder/lexicons/NAME.txt`, in the file's order."""
    return lines(f"{name}.txt")


@cache
def pairs(name: str) -> dict[str, str]:
    """The entries of a list whose lines hold two fields, `word value`."""
    return {word: value for word, value in (line.split() for line in entries(name))}
