"""Which of several media types a client would rather have (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

# text/turtle;q=0.5, */*
RANGE = re.compile(r"\s{0,9}([\w.+*-]{1,100})/([\w.+*-]{1,100})\s{0,9}(?:;[^,]{0,200})?")
QUALITY = re.compile(r";\s{0,9}q=([01](?:\.\d{0,3})?)")

MOST = 50
"""Ranges of an Accept header that are looked at."""


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type of the highest quality, the first of equals; None where the client takes none of them.

    Without a header, the first.
    """
    if not accept.strip():
        return offered[0]
    ranges = [found for part in accept.split(",")[:MOST] if (found := _range(part))]
    best = max(offered, key=lambda one: _quality(one, ranges))
    return best if _quality(best, ranges) > 0 else None


def _range(part: str) -> tuple[str, float] | None:
    found = RANGE.fullmatch(part)
    if found is None:
        return None
    quality = QUALITY.search(part)
    return f"{found[1]}/{found[2]}".lower(), float(quality[1]) if quality else 1.0


def _quality(offered: str, ranges: Sequence[tuple[str, float]]) -> float:
    """That of the most exact range that fits."""
    for wanted in (offered, f"{offered.split('/')[0]}/*", "*/*"):
        fitting = [quality for name, quality in ranges if name == wanted]
        if fitting:
            return fitting[0]
    return 0.0
