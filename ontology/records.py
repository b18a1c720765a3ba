"""The records that flow from a file to the store and out of it again. All are immutable.

Those that a notice makes by the hundred are so for the type checker alone (`Final`): to make one that refuses changes
at run time too takes three times as long.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

Value = str | int | float | bool | list[str]
"""What a property of a node or a relationship can hold; an absent property is simply not there."""

Properties = Mapping[str, Value]


@dataclass(unsafe_hash=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `start <= i < end`."""

    start: Final[int]
    end: Final[int]

    def __len__(self) -> int:
        return self.end - self.start

    # A build's workers send thousands of these and of the three below: pickled by hand, in half the time.
    def __reduce__(self) -> tuple[type[Span], tuple[int, int]]:
        return Span, (self.start, self.end)

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(unsafe_hash=True, slots=True)
class Evidence:
    """Where a fact was read: `span` counts characters of the report's source text, `quote` is its cleaned text."""

    report: Final[str]
    span: Final[Span]
    quote: Final[str]
    rule: Final[str]
    confidence: Final[float] = 1.0

    def __reduce__(self) -> tuple[type[Evidence], tuple[object, ...]]:
        return Evidence, (self.report, self.span, self.quote, self.rule, self.confidence)


@dataclass(frozen=True, slots=True)
class Offsets:
    """The way from cleaned text back to the source.

    Cleaning only drops or replaces characters, so the map is a list of runs: from `clean[i]` on,
    a cleaned position p stands for the source position `raw[i] + (p - clean[i])`.
    """

    clean: tuple[int, ...]
    raw: tuple[int, ...]

    def to_raw(self, position: int) -> int:
        """The source position of the cleaned character at `position`."""
        run = bisect_right(self.clean, position) - 1
        return self.raw[run] + position - self.clean[run]

    def source(self, span: Span) -> Span:
        """The smallest source span that holds every character of a cleaned span."""
        if span.start == span.end:
            at = self.to_raw(span.start) if self.clean else 0
            return Span(at, at)
        first = bisect_right(self.clean, span.start) - 1
        last = bisect_right(self.clean, span.end - 1, first) - 1
        return Span(
            self.raw[first] + span.start - self.clean[first],
            self.raw[last] + span.end - self.clean[last],
        )


@dataclass(frozen=True, slots=True)
class Document:
    """One notice as read: `raw` is the decoded source, `text` the cleaned text that all steps after it work on."""

    id: str
    source: str
    sha256: str
    raw: str
    text: str
    offsets: Offsets

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]


@dataclass(unsafe_hash=True, slots=True)
class Block:
    """One numbered or labelled stretch of cleaned text with all that stands below it.

    `content` is where its text begins, behind the number or label; `parent` is an index into the
    outline, -1 at the top.
    """

    kind: Final[str]
    number: Final[int]
    level: Final[int]
    span: Final[Span]
    content: Final[int]
    parent: Final[int]


@dataclass(unsafe_hash=True, slots=True)
class Mention:
    """A name found in the cleaned text.

    `aliases` are other forms that the notice itself declares for it (以下简称…), `properties` what the
    words around it say (a company's kind, a person's post, what was done with a policy).
    """

    label: Final[str]
    text: Final[str]
    span: Final[Span]
    rule: Final[str]
    confidence: Final[float] = 1.0
    aliases: Final[tuple[str, ...]] = ()
    properties: Final[Properties] = field(default_factory=dict)


@dataclass(unsafe_hash=True, slots=True)
class Node:
    id: Final[str]
    label: Final[str]
    properties: Final[Properties]
    evidence: Final[tuple[Evidence, ...]] = ()

    def __reduce__(self) -> tuple[type[Node], tuple[object, ...]]:
        return Node, (self.id, self.label, self.properties, self.evidence)


@dataclass(unsafe_hash=True, slots=True)
class Relationship:
    type: Final[str]
    start: Final[str]
    end: Final[str]
    properties: Final[Properties]
    evidence: Final[Evidence]

    def __reduce__(self) -> tuple[object, ...]:
        return Relationship, (self.type, self.start, self.end, self.properties, self.evidence)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something seen and not taken, and why."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Graph:
    """What one notice says. Every relationship's ends are among the nodes."""

    report: str
    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A part of the stored graph, as views and exports take it; `truncated` when a cap left something out."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What one build did: file names by outcome, with the reason for each that failed."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Rejected, ...] = ()
