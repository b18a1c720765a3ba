"""A name as it stands in the header of a notice."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.records import Span


@dataclass(frozen=True, slots=True)
class Named:
    """Its form in the text, where it stands, and the other forms that the notice declares for it."""

    text: str
    span: Span
    aliases: tuple[str, ...] = ()
