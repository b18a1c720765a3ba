"""With which two characters what a pattern matches can begin, read from the pattern itself.

The expression is taken apart by the parser that `re` compiles it with. What cannot be told ahead (a wide class of
characters, a reference back) counts as any character: so too many beginnings may be told, never too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_Head = tuple[str | None, ...]
"""At most two characters; None for any, fewer where no more must follow."""

_ANY: frozenset[_Head] = frozenset({(None,)})
_NOTHING: frozenset[_Head] = frozenset({()})
_SIZE = 2
_WIDEST = 800
"""A class of more characters counts as any."""
_MOST = 400
"""Of more beginnings only the first character counts."""
_SINGLE = 30
"""A beginning of which one character is known stands about so many times as often as one of two."""

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_WITHOUT_WIDTH = (op.ASSERT, op.ASSERT_NOT, op.AT)


class Openings(NamedTuple):
    """Pairs of a character and the one behind it ("" for any), and how far before the match they stand: 0 or 1."""

    pairs: frozenset[tuple[str, str]]
    before: int


def openings(pattern: re.Pattern[str]) -> Openings | None:
    """The fewest pairs one of which stands wherever the pattern matches; None where none can be told."""
    if pattern.flags & re.IGNORECASE:
        return None
    parsed: list[Any] = list(parser.parse(pattern.pattern, pattern.flags))
    told = [found for found in (_behind(parsed), _within(parsed)) if found]
    return min(told, key=_weight, default=None)


def _weight(found: Openings) -> int:
    return sum(1 if second else _SINGLE for _, second in found.pairs)


def _within(parsed: Sequence[Any]) -> Openings | None:
    """The first two characters of the match."""
    return _pairs(_heads(parsed), 0)


def _behind(parsed: Sequence[Any]) -> Openings | None:
    """The character that the pattern looks back at before anything else, and the first of the match."""
    if not parsed or parsed[0][0] is not op.ASSERT:
        return None
    direction, asserted = parsed[0][1]
    seen = _heads(asserted)
    if direction > 0 or any(len(head) != 1 for head in seen):
        return None
    return _pairs({_joined(head, next_) for head in seen for next_ in _heads(parsed)}, 1)


def _pairs(heads: Iterable[_Head], before: int) -> Openings | None:
    pairs: set[tuple[str, str]] = set()
    for head in heads:
        first, second = (*head, None, None)[:_SIZE]
        if first is None:
            return None
        pairs.add((first, second or ""))
    return Openings(frozenset(pairs), before)


def _joined(first: _Head, behind: _Head) -> _Head:
    return (*first, *behind)[:_SIZE]


def _cut(head: _Head) -> _Head:
    """Its first character, and any behind it."""
    return (*head[:1], None) if head else ()


def _concatenated(firsts: frozenset[_Head], behind: frozenset[_Head]) -> frozenset[_Head]:
    whole = {head for head in firsts if len(head) == _SIZE}
    parts = firsts - whole
    if len(parts) * len(behind) <= _MOST:
        return frozenset(whole | {_joined(head, next_) for head in parts for next_ in behind})
    new = set(behind) if () in parts else set()
    return frozenset(whole | {_cut(head) for head in (parts | new) - {()}} | (new & {()}))


def _heads(parsed: Iterable[Any]) -> frozenset[_Head]:
    """What a sequence can begin with."""
    heads = _NOTHING
    for kind, value in parsed:
        heads = _concatenated(heads, _heads_of(kind, value))
        if all(len(head) == _SIZE for head in heads):
            break
    return heads


def _heads_of(kind: Any, value: Any) -> frozenset[_Head]:
    """What one part of a parsed expression can begin with."""
    if kind in _WITHOUT_WIDTH:
        return _NOTHING
    if kind is op.LITERAL:
        return frozenset({(chr(value),)})
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


def _of_class(members: Iterable[Any]) -> frozenset[_Head]:
    characters: set[str] = set()
    for kind, value in members:
        if kind is op.LITERAL:
            characters.add(chr(value))
        elif kind is op.RANGE and value[1] - value[0] < _WIDEST:
            characters.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return _ANY
    return frozenset((character,) for character in characters)


def _of_repeat(least: int, most: int, inner: Iterable[Any]) -> frozenset[_Head]:
    once = _heads(inner)
    heads, ends = _NOTHING, _NOTHING if least == 0 else frozenset[_Head]()
    for times in range(1, min(most, max(least, _SIZE)) + 1):
        heads = _concatenated(heads, once)
        if times >= least or all(len(head) == _SIZE for head in heads):
            ends |= heads
    return ends
