"""Ids are made from what a thing is: the same input gives the same ids on every machine, in every build."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from ontology.errors import XunjiError

HEX_DIGITS = 16
UNIT_SEPARATOR = "\x1f"


def make_id(label: str, *parts: str) -> str:
    """The id of the thing of this label that the parts identify, `agency-3f2a9c1b7d4e5f60`, fit for URLs.

    Parts are compared after NFKC, which makes full-width and half-width forms one; order and number count.
    The 64 bits of hash make two of n things of one label share an id with odds of about n² / 2^65:
    one in 37 million for a million things, one in 3,700 for a hundred million.
    Raises XunjiError when every part is empty: all such things would be one.
    """
    if not any(parts):
        raise XunjiError(f"{label}: an id needs at least one part that is not empty")
    key = UNIT_SEPARATOR.join([_normal(part) for part in parts])
    return f"{label.lower()}-{sha256(key.encode()).hexdigest()[:HEX_DIGITS]}"


def _normal(part: str) -> str:
    if not part.isascii():
        part = unicodedata.normalize("NFKC", part)
    # A separator inside a part would make ("a", "b") and ("a␟b",) one.
    return part.replace(UNIT_SEPARATOR, "")
