"""Names in pinyin, so that they are found by typing letters."""

from __future__ import annotations

import re
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.seg.mmseg import seg

MOST_STARTS = 16
"""Behind how many syllables of a name the letters may begin."""

# A区 -> a; what is neither letter nor digit is not spelt
SPELT = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=4096)
def spelling(name: str) -> str:
    """All that letters may begin: the whole name, its initials, then both from each further syllable on.

    `财政局` is `caizhengju czj zhengju zj ju j`.
    """
    syllables = [syllable for word in seg.cut(name) for syllable in _syllables(word)]
    whole, initials = "".join(syllables), "".join(syllable[0] for syllable in syllables)
    forms: list[str] = []
    start = 0
    for at, syllable in enumerate(syllables[:MOST_STARTS]):
        forms += (whole[start:], initials[at:])
        start += len(syllable)
    return " ".join(dict.fromkeys(forms))


@lru_cache(maxsize=65_536)
def _syllables(word: str) -> tuple[str, ...]:
    """Words come again and again; names do not."""
    return tuple(part for written in lazy_pinyin(word) for part in SPELT.findall(written.lower()))
