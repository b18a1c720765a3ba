"""Ids are made from what a thing is: the same input gives the same ids on every machine, in every build."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from ontology.errors import XunjiError

HEX_DIGITS = 16
UNIT_SEPARATOR = "\x1f"
_LONG = 500
# Wide spaces, marks, letters and digits, circled numbers: what NFKC changes in a Chinese text.
_WIDE = re.compile("[\u2026\u2460-\u24ff\u3000\u3200-\u33ff\uf900-\ufaff\ufe30-\uffee]")


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
        part = unicodedata.normalize("NFKC", _narrowed(part) if len(part) > _LONG else part)
    # A separator inside a part would make ("a", "b") and ("a␟b",) one.
    return part.replace(UNIT_SEPARATOR, "")


def _narrowed(text: str) -> str:
    """A whole text that NFKC finds in its form already, or nearly: else it takes it apart, which is slow."""
    for wide in set(_WIDE.findall(text)):
        text = text.replace(wide, unicodedata.normalize("NFKC", wide))
    return text
