"""How the source spells what cleaning wrote in the usual form: 黨建 for 党建, 3 for 3."""

from __future__ import annotations

from ontology.records import Document, Span


class Spelling:
    """The letters and digits of one notice's source; its punctuation is that of the cleaned text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        lost = set(document.raw).difference(document.text)
        self.differs = any(character.isalnum() for character in lost)

    def of(self, span: Span) -> str:
        """A cleaned span as the source spells it."""
        document = self._document
        if not self.differs:
            return document.quote(span)
        raw, source = document.raw, document.offsets.to_raw
        pairs = ((raw[source(at)], document.text[at]) for at in range(span.start, span.end))
        return "".join(own if own.isalnum() else cleaned for own, cleaned in pairs)
