"""Word lists that experts change: one entry a line, `#` begins a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ontology.errors import XunjiError


class LexiconError(XunjiError):
    """A word list that is missing or malformed."""


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of lexicons/`name`, in the file's order."""
    try:
        text = files("graph_builder").joinpath("lexicons", name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LexiconError(
            f"graph_builder/lexicons/{name}: missing from the installation; install Xunji again"
        ) from error
    entries = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(entry for entry in entries if entry)


@cache
def groups(name: str) -> dict[str, tuple[str, ...]]:
    """The entries of a list whose lines read `group: word word …`."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in lines(name):
        group, colon, words = entry.partition(":")
        if not colon or not words.split():
            raise LexiconError(f"graph_builder/lexicons/{name}: '{entry}' is not of the form 'group: word word …'")
        found[group.strip()] = found.get(group.strip(), ()) + tuple(words.split())
    return found
