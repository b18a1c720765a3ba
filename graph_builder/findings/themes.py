"""classify: which themes a problem is about, told by the words of its title and text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from msgspec import Struct

from graph_builder.wording.words import Words
from ontology import themes
from ontology.records import Span

Part = Literal["title", "text"]

TITLE_WEIGHT = 3.0
"""How much more a word in the title tells than one in the text."""

READ = 240
"""Characters of text that are read: a problem says first what it is about, and then what else went wrong."""

TEXT_CAP = 3.0
"""The most that the words of the text can add to one theme: a list of examples does not outweigh a title."""

MOST_THEMES = 3
LEAST_SHARE = 0.34
"""A further theme weighs at least this part of the first."""

LEAST_WEIGHT = 1.0
"""A further theme is told by more than a weak word in passing."""

DOUBT = 1.0
"""What is held against every theme: a single weak word in the text scores low even where nothing speaks against it."""


class Cue(NamedTuple):
    """A word that speaks for a theme; `span` counts characters of the title or of the text, as `part` says."""

    word: str
    part: Part
    span: Span
    weight: float


_Told = tuple[float, Part, int, int, str]
"""The same while it is weighed: the weight below zero, so that the weightiest is the least, part, start, end, word."""


class Classified(Struct, frozen=True, gc=False):
    """A theme of a problem, how well it fits (0 to 1), and what told it, the weightiest word first."""

    theme_code: str
    score: float
    cues: tuple[Cue, ...]


@cache
def _words() -> Words:
    return Words({**_told_by(), **dict.fromkeys(themes.load().passed_over)})


@cache
def _title_only() -> frozenset[str]:
    return frozenset(word for theme in themes.load().themes.values() for word in theme.title_cues)


@cache
def _told_by() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """For each cue the themes that it tells, with its weight."""
    told: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for theme in themes.load().themes.values():
        for word, weight in theme.cues.items():
            told[word].append((theme.code, weight))
    return {word: tuple(codes) for word, codes in told.items()}


def _weighed(title: str, text: str) -> dict[str, list[_Told]]:
    """For each theme the words that tell it, each with its weight there, the weightiest first.

    A word counts once: where it stands in the title, else where it first stands in the text.
    """
    told_of: defaultdict[str, list[_Told]] = defaultdict(list)
    told_by, title_only, words = _told_by(), _title_only(), _words()
    known: set[str] = set()
    parts: tuple[tuple[Part, str, float], ...] = (("title", title, TITLE_WEIGHT), ("text", text[:READ], 1.0))
    for part, stretch, weight in parts:
        for word, start, end in words.find(stretch):
            if word in known or word not in told_by or (part == "text" and word in title_only):
                continue
            known.add(word)
            for code, share in told_by[word]:
                told_of[code].append((-weight * share, part, start, end, word))
    for own in told_of.values():
        own.sort()
    return told_of


def _weight(told: Sequence[_Told]) -> float:
    title = text = 0.0
    for less, part, *_ in told:
        if part == "title":
            title -= less
        else:
            text -= less
    return title + min(TEXT_CAP, text)


def weigh(title: str, text: str) -> dict[str, float]:
    """What the words of a problem or a heading weigh for each theme that they tell, by its code."""
    return {code: _weight(told) for code, told in _weighed(title, text).items()}


def _by_top(weighed: Mapping[str, list[_Told]]) -> dict[str, dict[str, list[_Told]]]:
    scheme = themes.load()
    families: defaultdict[str, dict[str, list[_Told]]] = defaultdict(dict)
    for code in sorted(weighed):
        families[scheme[code].top][code] = weighed[code]
    return families


def _narrowest(top: str, family: Mapping[str, list[_Told]]) -> str:
    """The theme below the top that most words speak for; the top itself where they speak for it or for two alike."""
    weights = {code: _weight(told) for code, told in family.items() if code != top}
    best = max(weights.values(), default=0.0)
    leading = [code for code, weight in weights.items() if weight == best]
    return leading[0] if len(leading) == 1 and best >= _weight(family.get(top, ())) else top


def classify(title: str, text: str) -> list[Classified]:
    """The themes of a problem, at most three, the fittest first; none where no word tells any.

    `text` may begin with the title. A score is the theme's share of the weight of all words, less doubt.
    """
    families = _by_top(_weighed(title, text))
    every = {top: sorted(chain.from_iterable(family.values())) for top, family in families.items()}
    weights = {top: _weight(told) for top, told in every.items()}
    total = sum(weights.values()) + DOUBT
    ranked = sorted(weights, key=lambda top: (-weights[top], _head(every[top]), top))
    return [
        Classified(_narrowest(top, families[top]), round(weights[top] / total, 3), tuple(map(_cue, every[top])))
        for top in _kept(ranked, weights)
    ]


def _cue(told: _Told) -> Cue:
    less, part, start, end, word = told
    return Cue(word, part, Span(start, end), -less)


def _head(told: Sequence[_Told]) -> tuple[bool, int]:
    """Orders themes that weigh alike: the one named last in the title is the head of the phrase, 党员培训经费."""
    title = [start for _, part, start, *_ in told if part == "title"]
    return not title, -max(title or [start for _, _, start, *_ in told])


def _kept(ranked: Sequence[str], weights: Mapping[str, float]) -> Iterator[str]:
    for place, top in enumerate(ranked[:MOST_THEMES]):
        if place == 0 or (weights[top] >= LEAST_WEIGHT and weights[top] >= LEAST_SHARE * weights[ranked[0]]):
            yield top
