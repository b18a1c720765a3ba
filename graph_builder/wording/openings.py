"""With which characters what a pattern matches can begin, read from the pattern itself.

The expression is taken apart by the parser that `re` compiles it with. What cannot be told ahead (a wide class of
characters, a reference back) counts as any character: so too many beginnings may be told, never too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_LONGEST = 3
"""Characters of a beginning."""
_ANYTHING = "\uffff"
"""No character: the last of a beginning that anything can follow."""
_WIDEST = 800
"""A class of more characters counts as any."""
_MOST = 400
"""Of more beginnings only the first character counts."""
_SINGLE = 30
"""One character stands about so many times as often as two or three."""

_ANY = frozenset({_ANYTHING})
_NOTHING = frozenset({""})
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_WITHOUT_WIDTH = (op.ASSERT, op.ASSERT_NOT, op.AT)


class Openings(NamedTuple):
    """Words one of which stands wherever the pattern matches, and how many characters before the match: 0 or 1."""

    words: frozenset[str]
    before: int


def openings(pattern: re.Pattern[str]) -> Openings | None:
    """What fewest places can be told by; None where the pattern can begin with anything."""
    if pattern.flags & re.IGNORECASE:
        return None
    parsed: list[Any] = list(parser.parse(pattern.pattern, pattern.flags))
    told = [found for found in (_behind(parsed), _told(_heads(parsed), 0)) if found]
    return min(told, key=_weight, default=None)


def _weight(found: Openings) -> int:
    return sum(_SINGLE if len(word) == 1 else 1 for word in found.words)


def _behind(parsed: Sequence[Any]) -> Openings | None:
    """The character that the pattern looks back at before anything else, and the first ones of the match."""
    if not parsed or parsed[0][0] is not op.ASSERT:
        return None
    direction, asserted = parsed[0][1]
    seen = _heads(asserted)
    if direction > 0 or any(len(head) != 1 for head in seen):
        return None
    return _told(_concatenated(seen, _heads(parsed)), 1)


def _told(heads: Iterable[str], before: int) -> Openings | None:
    words = frozenset(head.removesuffix(_ANYTHING) for head in heads)
    return Openings(words, before) if "" not in words else None


def _is_whole(head: str) -> bool:
    return len(head) == _LONGEST or head.endswith(_ANYTHING)


def _concatenated(firsts: frozenset[str], behind: frozenset[str]) -> frozenset[str]:
    whole = {head for head in firsts if _is_whole(head)}
    parts = firsts - whole
    if len(parts) * len(behind) <= _MOST:
        return frozenset(whole | {(head + next_)[:_LONGEST] for head in parts for next_ in behind})
    told = parts | behind if "" in parts else parts
    return frozenset(whole | _cut(told - _NOTHING) | (behind & parts & _NOTHING))


def _cut(heads: Iterable[str]) -> frozenset[str]:
    """As many characters of each as make no more than `_MOST` beginnings, and anything behind them."""
    known = [head.removesuffix(_ANYTHING) for head in heads]
    cut = (frozenset(head[:length] + _ANYTHING for head in known) for length in range(_LONGEST - 1, 0, -1))
    return next((some for some in cut if len(some) <= _MOST), _ANY)


def _heads(parsed: Iterable[Any]) -> frozenset[str]:
    """What a sequence can begin with."""
    heads = _NOTHING
    for kind, value in parsed:
        heads = _concatenated(heads, _heads_of(kind, value))
        if all(map(_is_whole, heads)):
            break
    return heads


def _heads_of(kind: Any, value: Any) -> frozenset[str]:
    """What one part of a parsed expression can begin with."""
    if kind in _WITHOUT_WIDTH:
        return _NOTHING
    if kind is op.LITERAL:
        return frozenset({chr(value)})
    if kind is op.IN:
        return _of_class(value)
    if kind is op.BRANCH:
        return frozenset().union(*map(_heads, value[1]))
    if kind is op.SUBPATTERN:
        _, added, _, inner = value
        return _ANY if added & re.IGNORECASE else _heads(inner)
    if kind in _REPEATS:
        return _of_repeat(*value)
    return _ANY


def _of_class(members: Iterable[Any]) -> frozenset[str]:
    characters: set[str] = set()
    for kind, value in members:
        if kind is op.LITERAL:
            characters.add(chr(value))
        elif kind is op.RANGE and value[1] - value[0] < _WIDEST:
            characters.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return _ANY
    return frozenset(characters)


def _of_repeat(least: int, most: int, inner: Iterable[Any]) -> frozenset[str]:
    once = _heads(inner)
    heads, ends = _NOTHING, _NOTHING if least == 0 else frozenset[str]()
    for times in range(1, min(most, max(least, _LONGEST)) + 1):
        heads = _concatenated(heads, once)
        if times >= least or all(map(_is_whole, heads)):
            ends |= heads
    return ends
