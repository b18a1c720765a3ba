"""A name as it stands in the header of a notice."""

from __future__ import annotations

from msgspec import Struct

from ontology.records import Span


class Named(Struct, frozen=True, gc=False):
    """Its form in the text, where it stands, and the other forms that the notice declares for it."""

    text: str
    span: Span
    aliases: tuple[str, ...] = ()
