"""classify: which themes a problem is about, told by the words of its title and text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
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


def _weighed(title: str, text: str) -> dict[str, list[Cue]]:
    """For each theme the words that tell it, each with its weight there, the weightiest first.

    A word counts once: where it stands in the title, else where it first stands in the text.
    """
    cues: defaultdict[str, list[Cue]] = defaultdict(list)
    told, title_only, words = _told_by(), _title_only(), _words()
    known: set[str] = set()
    parts: tuple[tuple[Part, str, float], ...] = (("title", title, TITLE_WEIGHT), ("text", text[:READ], 1.0))
    for part, stretch, weight in parts:
        for word, start, end in words.find(stretch):
            if word in known or word not in told or (part == "text" and word in title_only):
                continue
            known.add(word)
            span = Span(start, end)
            for code, share in told[word]:
                cues[code].append(Cue(word, part, span, weight * share))
    return {code: sorted(own, key=_weightiest) if len(own) > 1 else own for code, own in cues.items()}


def _weightiest(cue: Cue) -> tuple[float, str, Span]:
    return -cue.weight, cue.part, cue.span


def _weight(cues: Sequence[Cue]) -> float:
    title = text = 0.0
    for cue in cues:
        if cue.part == "title":
            title += cue.weight
        else:
            text += cue.weight
    return title + min(TEXT_CAP, text)


def weigh(title: str, text: str) -> dict[str, float]:
    """What the words of a problem or a heading weigh for each theme that they tell, by its code."""
    return {code: _weight(cues) for code, cues in _weighed(title, text).items()}


def _by_top(weighed: Mapping[str, list[Cue]]) -> dict[str, dict[str, list[Cue]]]:
    scheme = themes.load()
    families: defaultdict[str, dict[str, list[Cue]]] = defaultdict(dict)
    for code in sorted(weighed):
        families[scheme[code].top][code] = weighed[code]
    return families


def _narrowest(top: str, family: Mapping[str, list[Cue]]) -> str:
    """The theme below the top that most words speak for; the top itself where they speak for it or for two alike."""
    weights = {code: _weight(cues) for code, cues in family.items() if code != top}
    best = max(weights.values(), default=0.0)
    leading = [code for code, weight in weights.items() if weight == best]
    return leading[0] if len(leading) == 1 and best >= _weight(family.get(top, ())) else top


def classify(title: str, text: str) -> list[Classified]:
    """The themes of a problem, at most three, the fittest first; none where no word tells any.

    `text` may begin with the title. A score is the theme's share of the weight of all words, less doubt.
    """
    families = _by_top(_weighed(title, text))
    every = {top: sorted((c for own in f.values() for c in own), key=_weightiest) for top, f in families.items()}
    weights = {top: _weight(cues) for top, cues in every.items()}
    total = sum(weights.values()) + DOUBT
    ranked = sorted(weights, key=lambda top: (-weights[top], _head(every[top]), top))
    return [
        Classified(_narrowest(top, families[top]), round(weights[top] / total, 3), tuple(every[top]))
        for top in _kept(ranked, weights)
    ]


def _head(cues: Sequence[Cue]) -> tuple[bool, int]:
    """Orders themes that weigh alike: the one named last in the title is the head of the phrase, 党员培训经费."""
    title = [cue.span.start for cue in cues if cue.part == "title"]
    return not title, -max(title or [cue.span.start for cue in cues])


def _kept(ranked: Sequence[str], weights: Mapping[str, float]) -> Iterator[str]:
    for place, top in enumerate(ranked[:MOST_THEMES]):
        if place == 0 or (weights[top] >= LEAST_WEIGHT and weights[top] >= LEAST_SHARE * weights[ranked[0]]):
            yield top
