"""Where the next page begins, as an opaque word: `cursor` of a request, `next` of an answer.

A place is a key and how many items that bear it were given already; so a page is found without counting all that
came before it, and what is loaded meanwhile moves nothing.
"""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from api.parameters import wrong

DEEPEST = 10_000_000
"""The most items that one key may bear."""


@dataclass(frozen=True, slots=True)
class Place:
    """Go on with `key`, of which `given` items were given."""

    key: str = ""
    given: int = 0


BEGINNING = Place()


def written(place: Place, *asked: object) -> str:
    """The cursor of a place among the answers to what was `asked`."""
    told = json.dumps([_mark(asked), place.key, place.given], ensure_ascii=False)
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


def read(cursor: str | None, *asked: object) -> Place:
    """The place that a cursor names; without one, the beginning.

    Raises RequestValidationError for a cursor that is none, or that was given to another question.
    """
    if cursor is None:
        return BEGINNING
    try:
        mark, key, given = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, RecursionError, binascii.Error):
        raise wrong("cursor", "is no cursor; take the `next` of the page before") from None
    if type(key) is not str or type(given) is not int or not 0 <= given <= DEEPEST:
        raise wrong("cursor", "is no cursor; take the `next` of the page before")
    if mark != _mark(asked):
        raise wrong("cursor", "belongs to another question; leave it out to begin anew")
    return Place(key, given)


def _mark(asked: tuple[object, ...]) -> str:
    return sha256(repr(asked).encode("utf-8", errors="replace")).hexdigest()[:10]
