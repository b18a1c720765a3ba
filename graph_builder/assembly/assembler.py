"""Collecting the nodes and relationships of one notice, each with its evidence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from msgspec import Struct

from graph_builder.reading.spelling import Spelling
from graph_builder.wording.stretches import edges
from ontology.records import Document, Evidence, Graph, Node, Properties, Rejected, Relationship, Span, Value

_SENTENCE_ENDS = "。;!?\n\t"


class Gathered(Struct):
    """A node in the making: the evidence for it grows."""

    label: str
    properties: Properties
    evidence: list[Evidence]


@dataclass
class Assembler:
    """Collects the nodes and relationships of one document."""

    document: Document
    nodes: dict[str, Gathered] = field(default_factory=dict)
    links: dict[tuple[object, ...], Relationship] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._edges = edges(self.document.text, _SENTENCE_ENDS)
        self.spelling = Spelling(self.document)
        self._texts: dict[str, str] = {}

    def evidence(self, span: Span, rule: str, confidence: float = 1.0) -> Evidence:
        """Evidence for a span of the cleaned text."""
        document = self.document
        quote = self._once(document.quote(span))
        return Evidence(document.id, document.offsets.source(span), quote, rule, confidence)

    def text(self, span: Span) -> str:
        """A span as the source spells it."""
        return self._once(self.spelling.of(span))

    def _once(self, text: str) -> str:
        """The same text is one object: so a worker hands over each but once, four fifths of the bytes."""
        return self._texts.setdefault(text, text)

    def called(self, name: str, near: Span) -> dict[str, Value]:
        """The properties of what is called by the notice's own words: as the source writes them, and cleaned."""
        at = self.document.text.find(name, near.start, near.end) if self.spelling.differs else -1
        own = self.spelling.of(Span(at, at + len(name))) if at >= 0 else name
        return {"name": own} if own == name else {"name": own, "aliases": [name]}

    def sentence(self, span: Span) -> Span:
        """The sentence of the cleaned text in which a span begins."""
        text = self.document.text
        at = bisect_left(self._edges, span.start)
        start, end = self._edges[at - 1] + 1, min(self._edges[at] + 1, len(text))
        while end > start and text[end - 1] == "\n":
            end -= 1
        return Span(start, max(end, span.end))

    def node(self, id: str, label: str, properties: Properties, evidence: Evidence, why: str = "") -> None:
        """Add a node, or one more place where it was read; `why` says what made the name there this thing's."""
        if known := self.nodes.get(id):
            known.evidence.append(evidence)
        else:
            self.nodes[id] = Gathered(label, properties, [evidence])
        if label != "Report":
            self.link("APPEARS_IN", id, self.document.id, evidence, {"identity": why} if why else None)

    def link(self, type: str, start: str, end: str, evidence: Evidence, properties: Properties | None = None) -> None:
        """Add a relationship, once for each place where it was read."""
        own: Properties = properties or {}
        span = evidence.span
        key = type, start, end, span.start, span.end, *own.items()
        if key not in self.links:
            self.links[key] = Relationship(type, start, end, own, evidence)

    def graph(self) -> Graph:
        nodes = tuple(Node(id, made.label, made.properties, tuple(made.evidence)) for id, made in self.nodes.items())
        return Graph(self.document.id, nodes, tuple(self.links.values()), tuple(self.rejected))
