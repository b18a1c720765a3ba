"""Other names for what was named: declared ones (以下简称…), and names found again later in the notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph_builder.mentions import trie
from graph_builder.mentions.left_edge import Page
from ontology.records import Mention, Span

# (以下简称“管委会”), (简称:管委会), (以下统称为管委会), ,以下简称“管委会”
_DECLARED = re.compile(
    r"[(,](?:以下|下文|下)?(?:均?简称|统称|称)(?:为|:)?[“\"']?([^“”\"'(),。;、和或]{2,16})[”\"']?[),。;]"
)


def declared(text: str, end: int) -> tuple[str, ...]:
    """The short form that a bracket right after a name declares, if any."""
    found = _DECLARED.match(text, end)
    return (found[1],) if found else ()


def with_full_name(mention: Mention, full_names: Mapping[str, str]) -> Mention:
    """The mention of a short form, with the full name that it stands for among its aliases."""
    full = full_names.get(mention.text, mention.text)
    if full == mention.text or full in mention.aliases:
        return mention
    return replace(mention, aliases=(*mention.aliases, full))


def again(field: Page, known: Iterable[str], found: Iterable[Mention]) -> Iterator[Span]:
    """Where known names occur outside the mentions found already, longest names first."""
    forms = list(known)
    if not forms:
        return
    taken = {position for mention in found for position in range(mention.span.start, mention.span.end)}
    for match in re.finditer(trie.pattern(forms), field.text):
        if match.start() not in taken and match.end() - 1 not in taken:
            yield Span(*match.span())


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Of mentions that overlap the longest, in the order of the text."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
        elif len(mention.span) > len(kept[-1].span):
            kept[-1] = mention
    return kept
