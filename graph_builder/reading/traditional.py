"""Traditional characters to simplified ones, character for character, so that positions stay."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

# Frequent characters that no simplified text has: one in a hundred of these marks a traditional text.
_TELLTALE = re.compile(
    r"[國會為學習黨員實際開關於對個們這來時間題設責領導組織統進發現問貫徹執紀檢監況計劃夠專從嚴經濟業務]"
)
_CHARACTER = re.compile(r"[\u3400-\u9fff]")
_SHARE = 0.02
_PARAGRAPH = 12


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def is_traditional(text: str) -> bool:
    """Whether a text, or a paragraph of it, is written in traditional characters; a quoted name is not enough."""
    told = sum(1 for _ in _TELLTALE.finditer(text))
    return told > 2 and (told >= _PARAGRAPH or told > _SHARE * sum(1 for _ in _CHARACTER.finditer(text)))


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length; a text in simplified ones comes back as it is."""
    if not is_traditional(text):
        return text
    return "\n".join(map(_line, text.split("\n")))


def _line(line: str) -> str:
    """Phrase by phrase where that keeps the length (乾隆 stays, 乾燥 becomes 干燥), else character by character."""
    whole = _converter().convert(line)
    return whole if len(whole) == len(line) else "".join(map(simple, line))


@cache
def simple(character: str) -> str:
    one = _converter().convert(character)
    return one if len(one) == 1 else character
