"""What is looked for in whole notices: one sweep finds where any of it can stand.

Dozens of patterns and word lists are asked of every notice, and each would pass over all of it. One automaton of all
the words, and of the characters with which each pattern begins, passes once (Aho and Corasick, CACM 18(6), 1975).

Where a text is asked of which parts are blotted out (`shown`), the sweep is over the `whole` one, of the same length,
so that it serves for all that is blotted out; a text by itself is its own whole.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from graph_builder.kept import OF_TEXTS, kept
from graph_builder.wording import stretches, words
from graph_builder.wording.openings import openings
from graph_builder.wording.words import Found

_Hit = tuple[int, int, int]
"""Which word of the automaton, start, end."""
_SHORTEST, _LONGEST = 400, 1_000_000
"""Characters: a shorter text is sooner searched than swept, and of a longer one, which no notice is, all that is found
at once might not fit into the memory."""

_sought: Final[list[tuple[str, ...]]] = []
"""The words of each thing that is looked for."""


def _is_swept(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST


class _Sought:
    def __init__(self, listed: Iterable[str]) -> None:
        self._place = len(_sought)
        _sought.append(tuple(listed))

    def _hits(self, whole: str) -> list[_Hit]:
        return _swept(whole, len(_sought))[self._place]


class Rule(_Sought, ABC):
    """A pattern that finds what `re` finds."""

    def __init__(self, pattern: str, listed: Iterable[str]) -> None:
        super().__init__(listed)
        self.pattern = re.compile(pattern)

    def finditer(self, shown: str, whole: str | None = None) -> Iterator[re.Match[str]]:
        """`re.Pattern.finditer`."""
        whole = shown if whole is None else whole
        if not _is_swept(whole):
            return self.pattern.finditer(shown)
        return iter(self._matches(shown, whole))

    def search(self, shown: str) -> re.Match[str] | None:
        """`re.Pattern.search`."""
        return next(self.finditer(shown), None)

    @abstractmethod
    def _matches(self, shown: str, whole: str) -> Iterable[re.Match[str]]: ...


class Pattern(Rule):
    """One that is tried where the characters stand with which it can begin.

    Raises ValueError for one that can begin with anything.
    """

    def __init__(self, pattern: str) -> None:
        told = openings(re.compile(pattern))
        if told is None:
            raise ValueError(f"{pattern[:40]!r}… can begin with anything: tell in which sentences to look for it")
        super().__init__(pattern, told.words)
        self._before = told.before

    def _matches(self, shown: str, whole: str) -> list[re.Match[str]]:
        match, before, reached = self.pattern.match, self._before, 0
        found: list[re.Match[str]] = []
        for place in sorted([start for _, start, _ in self._hits(whole)]):
            if (start := place + before) >= reached and (one := match(shown, start)):
                reached = one.end()
                found.append(one)
        return found


class InSentences(Rule):
    """One that matches within a sentence, one of the words in it.

    It may begin with the character before the sentence, and look ahead to the one behind it.
    """

    def __init__(self, listed: Iterable[str], pattern: str) -> None:
        super().__init__(pattern, listed)

    def _matches(self, shown: str, whole: str) -> Iterator[re.Match[str]]:
        starts = sorted([start for _, start, end in self._hits(whole) if shown.startswith(whole[start:end], start)])
        for start, end in stretches.around(shown, starts):
            yield from self.pattern.finditer(shown, max(0, start - 1), end + 1)


class Words(_Sought):
    """A word list that finds what `words.Words` finds."""

    def __init__(self, listed: Iterable[str]) -> None:
        self._listed = words.Words(listed)
        super().__init__(self._listed)

    def find(self, shown: str, whole: str | None = None) -> list[Found]:
        """`words.Words.find`."""
        whole = shown if whole is None else whole
        if not _is_swept(whole):
            return self._listed.find(shown)
        return list(words.longest(self._shown(shown, whole)))

    def before(self, shown: str, behind: re.Pattern[str], whole: str | None = None) -> Iterator[Found]:
        """`words.Words.before`."""
        whole = shown if whole is None else whole
        if not _is_swept(whole):
            return self._listed.before(shown, behind)
        return words.longest(found for found in self._shown(shown, whole) if behind.match(shown, found[2]))

    def _shown(self, shown: str, whole: str) -> Iterator[Found]:
        for _, start, end in self._hits(whole):
            word = whole[start:end]
            if shown is whole or shown.startswith(word, start):
                yield word, start, end


def ahead(text: str) -> None:
    """Sweep a text before it is asked for: one text right after another while the automaton is in the cache."""
    if _is_swept(text):
        _swept(text, len(_sought))


@lru_cache(maxsize=1)
def _automaton(count: int) -> tuple[AhoCorasick, list[list[int]]]:
    """Of the first `count` things sought; and for each of its words which of them look for it."""
    seekers: dict[str, list[int]] = {}
    for place, listed in enumerate(_sought[:count]):
        for word in dict.fromkeys(listed):
            seekers.setdefault(word, []).append(place)
    automaton = AhoCorasick(list(seekers), matchkind=MatchKind.Standard, implementation=Implementation.DFA)
    return automaton, list(seekers.values())


@kept(OF_TEXTS)
def _swept(text: str, count: int) -> list[list[_Hit]]:
    """For each thing sought the hits of its words, in the order of their ends."""
    automaton, seekers = _automaton(count)
    found: list[list[_Hit]] = [[] for _ in range(count)]
    for hit in automaton.find_matches_as_indexes(text, overlapping=True):
        for place in seekers[hit[0]]:
            found[place].append(hit)
    return found
