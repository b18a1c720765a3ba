"""Word lists as automata: one pass over a text finds all words of a list, however long the list is."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind


class Words:
    """The words of a list. Found is the longest of them at the first place, then on behind it, as a regular
    expression of all of them would, in a fourth of its time (Aho and Corasick, CACM 18(6), 1975)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._automaton = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """Each word with its start and end, in the order of the text."""
        words = self._words
        return [(words[which], start, end) for which, start, end in self._automaton.find_matches_as_indexes(text)]
