"""A site's copy in traditional characters: readings in brackets, 統(tǒng)一, and torn characters, ?,F(xiàn)將."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.reading.traditional import simple

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_HAN = "\u3400-\u9fff"
_GONE = "\u200b"
# 統(tǒng) | 們(men) : one syllable behind one character.
_SYLLABLE = rf"[a-zü{_TONED}]{{1,6}}"
_GLOSS = re.compile(rf"(?:(?<=[{_HAN}])|{_GONE})\({_SYLLABLE}\)|{_GONE}")
_TONED_GLOSS = re.compile(rf"\([a-zü]{{0,5}}[{_TONED}][a-zü]{{0,5}}\)")
_ENOUGH = 3
"""So many toned readings make a copy; a notice may explain one rare character."""

# 。現 is A1 A3 AC 46 in GBK. A copy that lost its step has read A1, A3 AC, 46: nothing, a full-width comma, F.
# 。區 is A1 A3 85 5E, and A3 85 is nothing either: ??^
_TORN = re.compile(rf"(?<=[{_HAN}”》)\d%])\?(?P<lead>[!-~])(?P<trail>[@-~])(?=\((?P<reading>{_SYLLABLE})\)|[{_HAN}])")
_NOTHING = range(0x81, 0xA1)


def is_glossed(text: str) -> bool:
    """Whether a folded text is such a copy."""
    found = _TONED_GLOSS.finditer(text)
    return sum(1 for _, _ in zip(range(_ENOUGH), found, strict=False)) == _ENOUGH


def mended(text: str) -> str:
    """A copy's text with its torn characters whole, of the same length: what is too much has no width."""
    return _TORN.sub(_whole, text)


def excess(text: str) -> list[tuple[int, int]]:
    """Start and end of what a copy whose torn characters are whole has too much: its readings."""
    return [match.span() for match in _GLOSS.finditer(text)]


def _whole(torn: re.Match[str]) -> str:
    fitting = list(_characters(torn["lead"], torn["trail"]))
    if reading := torn["reading"]:
        fitting = [character for character in fitting if reading in _readings(character)]
    return f"。{fitting[0]}{_GONE}" if fitting else torn[0]


def _characters(lead: str, trail: str) -> Iterator[str]:
    """The traditional characters that can be torn so, the likeliest first."""
    for first in (ord(lead) | 0x80, *(_NOTHING if lead == "?" else ())):
        character = bytes((first, ord(trail))).decode("gbk", errors="ignore")
        if len(character) == 1 and simple(character) != character:
            yield character


@cache
def _readings(character: str) -> list[str]:
    from pypinyin import Style, pinyin  # its tables take 50 MB, and few notices are such copies

    return pinyin(character, style=Style.TONE, heteronym=True)[0]
