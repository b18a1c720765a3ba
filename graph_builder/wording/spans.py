"""Spans of a text made smaller."""

from __future__ import annotations

from ontology.records import Span


def trim(text: str, span: Span) -> Span:
    """Without white space and separators at both ends."""
    told = text[span.start : span.end].lstrip(" \n\t。,;:")
    start = span.end - len(told)
    return Span(start, start + len(told.rstrip(" \n\t,(〔【[")))
