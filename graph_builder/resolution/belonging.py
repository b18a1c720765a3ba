"""What belongs to what, told by names: an office whose name opens with its parent's, a county behind its city."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from graph_builder.resolution.identity import party_form
from graph_builder.resolution.records import Resolution, Resolved
from ontology.records import Mention, Span

_SHORTEST_PARENT = 4


def parts(resolved: Resolved) -> Iterator[tuple[Resolution, Resolution, Span]]:
    """(part, whole, where it is told): X管委会办公室 is in X管委会; 云州市临川区 tells that 临川区 is in 云州市."""
    yield from _offices(resolved)
    yield from _divisions(resolved)


def _offices(resolved: Resolved) -> Iterator[tuple[Resolution, Resolution, Span]]:
    bodies = [thing for thing in resolved.things if thing.label in ("Agency", "Company") and thing.mentions]
    by_name = {party_form(thing.name): thing for thing in bodies}
    for thing in resolved.by_label("Company"):
        for body in resolved.by_label("Agency"):  # who was inspected at a company is told by the company's name
            if body.inspected and thing.mentions and body.name == thing.name:
                yield body, thing, thing.mentions[0].span
    for thing in bodies:
        name = party_form(thing.name)
        for length in range(len(name) - 2, _SHORTEST_PARENT - 1, -1):
            whole = by_name.get(name[:length])
            if whole is not None:
                yield thing, whole, thing.mentions[0].span
                break


def _divisions(resolved: Resolved) -> Iterator[tuple[Resolution, Resolution, Span]]:
    places = [(mention, thing) for thing in resolved.by_label("Place") for mention in thing.mentions]
    seen: set[tuple[str, str]] = set()
    for (before, whole), (mention, part) in pairwise(sorted(places, key=lambda pair: pair[0].span)):
        if before.span.end == mention.span.start and (part.id, whole.id) not in seen and part.id != whole.id:
            seen.add((part.id, whole.id))
            yield part, whole, Span(before.span.start, mention.span.end)


def located(resolved: Resolved) -> Iterator[tuple[Resolution, Resolution, Mention]]:
    """(body, place, mention): the narrowest place of the notice that the body's name opens with."""
    places = sorted(resolved.by_label("Place"), key=lambda place: -len(place.name))
    wholes = ["", *(place.name for place in places)]
    opens = {whole + place.name: place for whole in wholes for place in places if whole != place.name}
    for thing in resolved.things:
        if thing.label not in ("Agency", "Company", "Project") or not thing.mentions:
            continue
        bare = party_form(thing.name)
        found = max([start for start in opens if bare.startswith(start)], key=len, default="")
        if found:
            yield thing, opens[found], thing.mentions[0]
