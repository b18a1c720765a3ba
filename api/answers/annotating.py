"""Where in a report's text each of its nodes was read, and each of its relationships."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_builder.stores.facts import APPEARS_IN
from ontology.records import Relationship, Span


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stretch of the source that stands for the node of id `node`; for a relationship, `other` is its other end."""

    node: str
    other: str | None
    link: Relationship

    @property
    def span(self) -> Span:
        return self.link.evidence.span


def annotated(links: Sequence[Relationship]) -> list[Annotation]:
    """One for each relationship of a report, by where it begins; of two that begin together the longer first."""
    own = _own(links)
    found = [_annotation(link, own) for link in links]
    return sorted(found, key=lambda one: (one.span.start, -one.span.end, one.link.type, one.node, one.other or ""))


def _own(links: Iterable[Relationship]) -> Mapping[str, Sequence[Span]]:
    """Where each node was read itself."""
    own: defaultdict[str, list[Span]] = defaultdict(list)
    for link in links:
        if link.type == APPEARS_IN:
            own[link.start].append(link.evidence.span)
    return own


def _annotation(link: Relationship, own: Mapping[str, Sequence[Span]]) -> Annotation:
    """A relationship's sentence speaks of both ends, and stands for the one that was itself read in the least of it:
    what is cited or mentioned, the measure that answers, the problem that was found."""
    if link.type == APPEARS_IN:
        return Annotation(link.start, None, link)
    span = link.evidence.span
    size = {
        end: min((len(one) for one in own.get(end, ()) if one.overlaps(span)), default=None)
        for end in (link.end, link.start)
    }
    node = min(size, key=lambda end: (size[end] is None, size[end] or 0))
    return Annotation(node, link.start if node == link.end else link.end, link)
