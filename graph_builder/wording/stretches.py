"""Only where it can be: the stretches of a text that hold one of some words.

Most patterns match nothing that lacks a certain word, and most sentences lack it: to look for the words first, which
costs next to nothing, leaves little for the pattern.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from graph_builder.kept import OF_TEXTS, kept

SENTENCE_ENDS = "。\n"
CLAUSE_ENDS = "。;\n"


@kept(OF_TEXTS)
def holding(text: str, words: tuple[str, ...], ends: str = SENTENCE_ENDS) -> tuple[tuple[int, int], ...]:
    """The (start, end) of each stretch between `ends` that holds one of the words, in order."""
    present = [word for word in words if word in text]
    if not present:
        return ()
    ended = edges(text, ends)
    found: set[int] = set()
    for word in present:
        at = text.find(word)
        while at >= 0:
            edge = bisect_left(ended, at)
            found.add(edge)
            at = text.find(word, ended[edge])
    return tuple([(ended[edge - 1] + 1, ended[edge]) for edge in sorted(found)])


@kept(OF_TEXTS)
def edges(text: str, ends: str) -> list[int]:
    """Where the ends stand, and what stands for one before the text and behind it."""
    for end in ends[1:]:
        text = text.replace(end, ends[0])
    lengths = accumulate(map(len, text.split(ends[0])))
    return [-1, *[length + before for before, length in enumerate(lengths)]]


def matches_around(signs: Iterable[re.Match[str]], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)`, for one that matches within a sentence, one of the signs in it, which are sooner found.

    It may begin with the character before the sentence, and look ahead to the one behind it.
    """
    for start, end in around(text, [sign.start() for sign in signs]):
        yield from pattern.finditer(text, max(0, start - 1), end + 1)


def around(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence in which one of the places is; they come in order."""
    ended = -1
    ahead = dict.fromkeys(SENTENCE_ENDS, -1)
    for place in places:
        if place > ended:
            start = max(ended, *(text.rfind(end, ended + 1, place) for end in SENTENCE_ENDS))
            for end, at in ahead.items():
                if at < place:
                    found = text.find(end, place)
                    ahead[end] = found if found >= 0 else len(text)
            ended = min(ahead.values())
            yield start + 1, ended


def matches_behind(places: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)`, for one that matches only at the text's start and right behind what `places` matches.

    A pattern that begins with a look behind is tried at every character, this one only where it can match.
    """
    at = 0
    if match := pattern.match(text):
        at = match.end()
        yield match
    for end in [place.end() for place in places.finditer(text)]:
        if end >= at and (match := pattern.match(text, end)):
            at = match.end()
            yield match


def matches_at(places: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)`, for one that matches only where `places` does."""
    at = 0
    for start in [place.start() for place in places.finditer(text)]:
        if start >= at and (match := pattern.match(text, start)):
            at = match.end()
            yield match
