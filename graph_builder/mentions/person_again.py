"""People found by others' words, or found already: who somebody is to somebody, and known names that come again."""

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


def kin(text: str) -> Iterator[tuple[str, int]]:
    """(word, where a name may begin): 其弟弟|马小军, 私人老板|曾广发."""
    for word, _, end in _kin_words().find(text):
        yield word, end


@cache
def _kin_words() -> Words:
    return Words(entries("person_kin"))


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
