"""The records that flow from a file to the store and out of it again. All are immutable.

They are msgspec's: a notice makes some two thousand of them, and these are made, hashed and sorted in a third of a
dataclass's time. None can be part of a cycle, so the garbage collector need not look at them (`gc=False`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from msgspec import Struct, field

Value = str | int | float | bool | list[str]
"""What a property of a node or a relationship can hold; an absent property is simply not there."""

Properties = Mapping[str, Value]


class Span(Struct, frozen=True, order=True, gc=False):
    """A half-open range of characters, `start <= i < end`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Evidence(Struct, frozen=True, gc=False):
    """Where a fact was read: `span` counts characters of the report's source text, `quote` is its cleaned text."""

    report: str
    span: Span
    quote: str
    rule: str
    confidence: float = 1.0


class Offsets(Struct, frozen=True, gc=False):
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


class Document(Struct, frozen=True, gc=False):
    """One notice as read: `raw` is the decoded source, `text` the cleaned text that all steps after it work on."""

    id: str
    source: str
    sha256: str
    raw: str
    text: str
    offsets: Offsets

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]


class Block(Struct, frozen=True, gc=False):
    """One numbered or labelled stretch of cleaned text with all that stands below it.

    `content` is where its text begins, behind the number or label; `parent` is an index into the
    outline, -1 at the top.
    """

    kind: str
    number: int
    level: int
    span: Span
    content: int
    parent: int


class Mention(Struct, frozen=True, gc=False):
    """A name found in the cleaned text.

    `aliases` are other forms that the notice itself declares for it (以下简称…), `properties` what the
    words around it say (a company's kind, a person's post, what was done with a policy).
    """

    label: str
    text: str
    span: Span
    rule: str
    confidence: float = 1.0
    aliases: tuple[str, ...] = ()
    properties: Properties = field(default_factory=dict)


class Node(Struct, frozen=True, gc=False):
    id: str
    label: str
    properties: Properties
    evidence: tuple[Evidence, ...] = ()


class Relationship(Struct, frozen=True, gc=False):
    type: str
    start: str
    end: str
    properties: Properties
    evidence: Evidence


class Rejected(Struct, frozen=True, gc=False):
    """Something seen and not taken, and why."""

    item: str
    reason: str


class Graph(Struct, frozen=True, gc=False):
    """What one notice says. Every relationship's ends are among the nodes."""

    report: str
    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    rejected: tuple[Rejected, ...] = ()


class Subgraph(Struct, frozen=True, gc=False):
    """A part of the stored graph, as views and exports take it; `truncated` when a cap left something out."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    truncated: bool = False


class BuildReport(Struct, frozen=True, gc=False):
    """What one build did: file names by outcome, with the reason for each that failed."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Rejected, ...] = ()
