"""Collecting the nodes and relationships of one notice, each with its evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from ontology.records import Document, Evidence, Graph, Node, Properties, Rejected, Relationship, Span

_SENTENCE_END = re.compile(r"[。;!?\n\t]")


@dataclass
class Assembler:
    """Collects the nodes and relationships of one document."""

    document: Document
    nodes: dict[str, Node] = field(default_factory=dict)
    links: dict[tuple[str, str, str, int, int, str], Relationship] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ends = [0, *(match.end() for match in _SENTENCE_END.finditer(self.document.text))]

    def evidence(self, span: Span, rule: str, confidence: float = 1.0) -> Evidence:
        """Evidence for a span of the cleaned text."""
        source = self.document.offsets.source(span)
        return Evidence(self.document.id, source, self.document.quote(span), rule, confidence)

    def sentence(self, span: Span) -> Span:
        """The sentence of the cleaned text in which a span begins."""
        at = bisect_right(self._ends, span.start) - 1
        end = self._ends[at + 1] if at + 1 < len(self._ends) else len(self.document.text)
        text = self.document.text
        while end > self._ends[at] and text[end - 1] == "\n":
            end -= 1
        return Span(self._ends[at], max(end, span.end))

    def node(self, id: str, label: str, properties: Properties, evidence: Evidence) -> None:
        """Add a node, or one more place where it was read."""
        known = self.nodes.get(id)
        found = (*known.evidence, evidence) if known else (evidence,)
        self.nodes[id] = Node(id, label, known.properties if known else properties, found)
        if label != "Report":
            self.link("APPEARS_IN", id, self.document.id, evidence)

    def link(self, type: str, start: str, end: str, evidence: Evidence, properties: Properties | None = None) -> None:
        """Add a relationship, once for each place where it was read."""
        own: Properties = properties or {}
        key = (type, start, end, evidence.span.start, evidence.span.end, str(sorted(own.items())) if own else "")
        self.links.setdefault(key, Relationship(type, start, end, own, evidence))

    def graph(self) -> Graph:
        return Graph(self.document.id, tuple(self.nodes.values()), tuple(self.links.values()), tuple(self.rejected))
