"""How the source spells what cleaning wrote in the usual form: 黨建 for 党建, 3 for 3."""

from __future__ import annotations

import re

from graph_builder.kept import OF_TEXTS, kept
from graph_builder.reading.cleaning import FOLD
from graph_builder.reading.traditional import is_traditional
from ontology.records import Document, Span

_FOLDED = re.compile(f"[{re.escape(''.join(filter(str.isalnum, map(chr, FOLD))))}]")
"""The letters and digits that cleaning writes in another form."""


@kept(OF_TEXTS)
def _differs(raw: str) -> bool:
    return _FOLDED.search(raw) is not None or is_traditional(raw)


class Spelling:
    """The letters and digits of one notice's source; its punctuation is that of the cleaned text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.differs = _differs(document.raw)

    def of(self, span: Span) -> str:
        """A cleaned span as the source spells it."""
        document = self._document
        if not self.differs:
            return document.quote(span)
        raw, source = document.raw, document.offsets.to_raw
        pairs = ((raw[source(at)], document.text[at]) for at in range(span.start, span.end))
        return "".join(own if own.isalnum() else cleaned for own, cleaned in pairs)
