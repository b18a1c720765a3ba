"""Other names for what was named: declared ones (以下简称…), and names found again later in the notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from graph_builder.wording.left_edge import Page
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
    taken = {position for mention in found for position in range(mention.span.start, mention.span.end)}
    reached = 0
    for start, length in sorted((at, -len(form)) for form in set(known) for at in _places(form, field.text)):
        if start < reached:
            continue
        reached = start - length
        if start not in taken and reached - 1 not in taken:
            yield Span(start, reached)


def apart(mentions: Iterable[Mention], others: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions that overlap none of the others."""
    taken = {position for other in others for position in range(other.span.start, other.span.end)}
    return (mention for mention in mentions if taken.isdisjoint(range(mention.span.start, mention.span.end)))


def _places(form: str, text: str) -> Iterator[int]:
    """Where a form stands. A notice has a few dozen forms: to look for each is faster than to compile them all."""
    at = text.find(form) if form else -1
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Of mentions that overlap the longest, in the order of the text."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
        elif len(mention.span) > len(kept[-1].span):
            kept[-1] = mention
    return kept
