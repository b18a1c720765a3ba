"""People without a family name, and known names that come again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph_builder.mentions.person_names import ENDS, HAN
from graph_builder.wording.word_lists import entries
from graph_builder.wording.words import Words
from ontology.records import Mention, Span

_LONG = 3
_EDGE = re.compile(f"[^{HAN}·]|[由予对经请以与和向让把将派荐给及导聘的]|^")
_END = re.compile(ENDS)


def without_surname(text: str) -> Iterator[int]:
    """Where names without a family name may begin (书记|扎西次仁), in a text that tells of where people bear them."""
    if any(region in text for region in _REGIONS):
        for _, start, _ in _words().find(text):
            yield start


_REGIONS = ("藏", "蒙古", "新疆", "青海", "旗委", "州委", "自治")


@cache
def _words() -> Words:
    return Words(entries("person_syllables"))


def again(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """The same names where nothing beside them says who they are; a short one only between the edges of names."""
    taken = {mention.span.start for mention in known}
    for name in {mention.text for mention in known}:
        at = text.find(name)
        while at >= 0:
            if at not in taken and (len(name) >= _LONG or _stands_free(text, at, name)):
                yield Mention("Person", name, Span(at, at + len(name)), "person.known-name", 0.9)
            at = text.find(name, at + len(name))


def _stands_free(text: str, at: int, name: str) -> bool:
    end = at + len(name)
    if "某" in name and text[end : end + 1] == "某":
        return False
    return _EDGE.match(text, max(0, at - 1)) is not None and _END.match(text, end) is not None
