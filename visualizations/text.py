"""Text from notices made fit to be drawn: one line, no control characters, measured, wrapped and cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# What has no shape of its own and can turn, hide or break text: controls, line and paragraph ends, marks and
# overrides of the writing direction, zero-width characters, tags, halves of surrogate pairs, non-characters.
# A family emoji loses its joiner and is drawn as its members.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
SPACES = re.compile(r"\s+")

NARROW = 0.56
"""The width of a Latin letter in em, on the wide side of what fonts have."""

CAPITAL = 0.74
WIDE_LATIN = frozenset("MWmw@%&—…")
ELLIPSIS = "…"
KINSOKU = frozenset(",。、;:?!)》〉”’】』」,.;:?!)…%")
"""What must not stand at the beginning of a line."""


def plain(text: object) -> str:
    """Any value as one line of characters that have a shape."""
    return UNSEEN.sub("", SPACES.sub(" ", str(text))).strip()


def width(text: str) -> float:
    """How wide text is drawn, in em; estimated, for the font of the reader is not known."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    return 0.94 if character in WIDE_LATIN else CAPITAL if character.isupper() else NARROW


def shortened(text: object, most: int) -> str:
    """Plain text of at most `most` characters."""
    given = str(text)
    head = given[: 2 * most + 64]
    whole = plain(head)
    return whole if len(whole) <= most and len(head) == len(given) else whole[: most - 1] + ELLIPSIS


def wrapped(text: object, room: float, most: int) -> tuple[str, ...]:
    """Text in at most `most` lines of `room` em; what does not fit ends with …."""
    whole = shortened(text, int(4 * room * most))
    lines, rest = _broken(whole, room, most)
    if rest:
        lines[-1] = _fitting(lines[-1], room - width(ELLIPSIS)) + ELLIPSIS
        return tuple(lines)
    return tuple(_balanced(whole, lines, room)) or ("?",)


def in_rows(pieces: Iterable[str], room: float, between: str) -> list[str]:
    """Pieces in lines of `room` em, none broken unless it is longer than a line."""
    lines: list[str] = []
    for piece in pieces:
        if lines and width(lines[-1] + between + piece) <= room:
            lines[-1] += between + piece
        else:
            lines += _broken(piece, room, 100)[0]
    return lines


def _broken(text: str, room: float, most: int) -> tuple[list[str], str]:
    """The first lines, and what is left."""
    lines: list[str] = []
    while text and len(lines) < most:
        line, text = _split(text, room)
        lines.append(line)
    return lines, text


def _balanced(text: str, lines: list[str], room: float) -> list[str]:
    """The same number of lines, as equally long as can be: no character is left alone in the last."""
    narrower = width(text) / max(len(lines), 1)
    while len(lines) > 1 and narrower < room:
        tried, rest = _broken(text, narrower, len(lines))
        if not rest:
            return tried
        narrower += 0.5
    return lines


def _fitting(text: str, room: float) -> str:
    used = 0.0
    for index, character in enumerate(text):
        used += _width(character)
        if used > room:
            return text[:index]
    return text


def _split(text: str, room: float) -> tuple[str, str]:
    """The first line and what is left; broken before a word, never before closing punctuation."""
    line = _fitting(text, room)
    if len(line) == len(text):
        return line, ""
    at = max(len(line), 1)
    space = text.rfind(" ", at // 2, at + 1)
    if space > 0 and text[at - 1].isascii() and text[at].isascii():
        at = space
    elif text[at] in KINSOKU and at > 1:
        at -= 1
    return text[:at].rstrip(), text[at:].lstrip()
