"""How a name or text fits the words that are searched for; the same for every store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_builder.stores.errors import QueryParameter
from graph_builder.stores.search import (
    MOST_FOUND,
    MOST_VALUES,
    MOST_WORDS,
    Facet,
    Field,
    Hit,
    SearchRequest,
    SearchResult,
)
from ontology.records import Node

RANKS: tuple[Field, ...] = (
    "name",
    "aliases",
    "name",
    "aliases",
    "name",
    "aliases",
    "pinyin",
    "pinyin",
    "pinyin",
    "text",
)
"""The field of each rank: the very name, the very alias, a name, an alias that begins so, a name, an alias that holds
it; pinyin of the whole name, of its beginning, of a part; a text that holds it."""

PINYIN, TEXT = 6, 9

FEWEST_LETTERS = 2
"""Fewer letters are no pinyin: one fits almost every name."""

AROUND = 20
"""Characters of a text that are shown on either side of the words."""

# caizhengju, czj
LETTERS = re.compile(r"[a-z]+\Z")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that fits; `matched` is empty where its text does."""

    id: str
    label: str
    name: str
    rank: int
    matched: str = ""

    @property
    def order(self) -> tuple[int, int, str, str]:
        return self.rank, len(self.name), self.name, self.id


def fold(text: str) -> str:
    """Without white space, and letters small: what is compared."""
    return "".join(text.split()).lower()


def terms(words: str) -> tuple[str, ...]:
    """What must be there, folded; nothing where no letter, character or digit is asked for. Raises QueryParameter."""
    if len(words) > MOST_WORDS:
        raise QueryParameter(f"the words searched for have {len(words)} characters; give at most {MOST_WORDS}")
    found = tuple(dict.fromkeys(fold(word) for word in words.split()))
    return found if any(sign.isalnum() for term in found for sign in term) else ()


def letters(wanted: Sequence[str]) -> str:
    """The pinyin that is searched for; empty where the terms are none."""
    whole = "".join(wanted).replace("'", "")
    return whole if len(whole) >= FEWEST_LETTERS and LETTERS.match(whole) else ""


def named(name: str, aliases: Iterable[str], wanted: Sequence[str]) -> tuple[int, str] | None:
    """The best rank of a name and its aliases, and the form that has it; None when none fits."""
    forms = [(fold(name), 0, name), *((fold(alias), 1, alias) for alias in aliases)]
    whole = "".join(wanted)
    tests: tuple[Callable[[str], bool], ...] = (
        lambda form: form == whole,
        lambda form: form.startswith(whole),
        lambda form: holds(form, wanted),
    )
    for step, test in enumerate(tests):
        for form, alias, written in forms:
            if test(form):
                return 2 * step + alias, written
    return None


def holds(folded: str, wanted: Iterable[str]) -> bool:
    return all(term in folded for term in wanted)


def spelt_rank(spelling: str, wanted: str) -> int:
    """How the pinyin `wanted` fits a name's `spelling` (see `pinyin.spelling`), which holds it."""
    whole = spelling.split(" ", 2)[:2]
    return PINYIN if wanted in whole else PINYIN + 1 if any(form.startswith(wanted) for form in whole) else PINYIN + 2


def result(
    found: Sequence[Candidate],
    facets: Mapping[str, Mapping[str, int]],
    request: SearchRequest,
    known: Callable[[Sequence[str]], Sequence[Node]],
) -> SearchResult:
    """The page that is asked for; `known` gives the nodes of ids."""
    page, wanted = request.page, terms(request.words)
    shown = sorted(found[:MOST_FOUND], key=lambda candidate: candidate.order)[page.start : page.start + page.size]
    nodes = {node.id: node for node in known([candidate.id for candidate in shown])}
    hits = tuple(_hit(each, nodes[each.id], wanted) for each in shown if each.id in nodes)
    counted = {name: facet(values) for name, values in facets.items()}
    return SearchResult(hits, counted, min(len(found), MOST_FOUND), len(found) > MOST_FOUND)


def facet(values: Mapping[str, int]) -> Facet:
    return tuple(sorted(values.items(), key=lambda item: (-item[1], item[0]))[:MOST_VALUES])


def _hit(found: Candidate, node: Node, wanted: Sequence[str]) -> Hit:
    matched = found.matched or _excerpt(str(node.properties.get("text", "")), wanted)
    return Hit(node, matched, RANKS[found.rank], round(1.0 - found.rank / len(RANKS), 2))


def _excerpt(text: str, wanted: Sequence[str]) -> str:
    at = max(min((text.lower().find(term) for term in wanted), default=0), 0)
    return text[max(at - AROUND, 0) : at + max(map(len, wanted), default=0) + AROUND]
