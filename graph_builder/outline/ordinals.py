"""The value of an ordinal as notices write it."""

from __future__ import annotations

from functools import lru_cache

_HAN_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}
_ORDER = {"首先": 1, "其次": 2, "再次": 3, "最后": 9, "l": 1} | {
    stem: at for at, stem in enumerate("甲乙丙丁戊己庚辛", 1)
}
_SINGLE = {"\u2460": 1, "\u2776": 1, "\u2474": 1, "\u2488": 1, "\u3220": 1}


@lru_cache(maxsize=1024)
def number(text: str) -> int:
    """The value of an ordinal as notices write it: 十二, 12, ⑫, 首先, C."""
    if text in _ORDER:
        return _ORDER[text]
    if text.isascii():
        return int(text) if text.isdigit() else ord(text[0]) - ord("A") + 1
    for first, value in _SINGLE.items():
        if 0 <= ord(text[0]) - ord(first) < 20:
            return ord(text[0]) - ord(first) + value
    tens, ten, units = text.rpartition("十")
    return (_HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + _HAN_DIGITS.get(units, 0)
