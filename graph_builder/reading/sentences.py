"""The sentence around a quote, read from the report's own file while that is still the one that was built."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from graph_builder.reading.document import contents, read
from ontology.errors import XunjiError
from ontology.records import Document, Evidence, Offsets

ENDS = "。!?;\n"
LONGEST = 300
"""Characters of context on either side."""

KEPT = 64
"""Documents held in memory."""


class Sources:
    """The reports' files; a file that is missing, or is not what was built, gives no sentences."""

    def __init__(self) -> None:
        self._document = lru_cache(maxsize=KEPT)(_document)

    def text(self, source: str, digest: str) -> str | None:
        """The whole source text, of which evidence counts the characters, or None."""
        document = self._document(source, digest)
        return document.raw if document else None

    def around(self, evidence: Evidence, source: str, digest: str) -> tuple[str, str] | None:
        """What stands in the sentence before and behind the quote, or None."""
        document = self._document(source, digest)
        if document is None or not 0 <= evidence.span.start < evidence.span.end <= len(document.raw):
            return None
        start = _cleaned(document.offsets, evidence.span.start)
        end = start + len(evidence.quote)
        if document.text[start:end] != evidence.quote:
            return None
        return _before(document.text, start), _after(document.text, start, end)


def _document(source: str, digest: str) -> Document | None:
    path = Path(source)
    try:
        # Only a file that is byte for byte what the store was built from: a store cannot make us show another.
        if sha256(contents(path)).hexdigest() != digest:
            return None
        return read(path)
    except (OSError, ValueError, XunjiError):
        return None


def _cleaned(offsets: Offsets, position: int) -> int:
    """The cleaned position of a source position that cleaning kept; the way back from `Offsets.to_raw`."""
    run = max(bisect_right(offsets.raw, position) - 1, 0)
    return offsets.clean[run] + position - offsets.raw[run]


def _before(text: str, start: int) -> str:
    lead = text[max(0, start - LONGEST) : start]
    return lead[max(lead.rfind(mark) for mark in ENDS) + 1 :].lstrip()


def _after(text: str, start: int, end: int) -> str:
    if text[end - 1] in ENDS and end > start + 1:
        return ""
    rest = text[end : end + LONGEST]
    stops = [at for mark in ENDS if (at := rest.find(mark)) >= 0]
    return rest[: min(stops) + 1].rstrip() if stops else rest
