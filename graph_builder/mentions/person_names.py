"""How a person's name is written: family name and given name, and what may follow it."""

from __future__ import annotations

import re

from graph_builder.wording import trie
from graph_builder.wording.word_lists import entries

HAN = "\u4e00-\u9fff"
# What no given name holds: function words, and what posts and offices are made of.
_NEVER_GIVEN = (
    "的了与及等在对将被把有不以并由从到所是任组长副委党责部局办员人们第各该其某会院处科室站担工村镇乡县市区街"
)
_GIVEN = f"[^\\W\\da-zA-Z_{_NEVER_GIVEN}]"
_TYPICAL = f"[{''.join(entries('person_given'))}]"
_SURNAMES = entries("surnames")
_WEAK = "".join(entries("person_weak_surnames"))
_HARD = "".join(name for name in _SURNAMES if len(name) == 1 and name not in _WEAK)
_DOUBLE = trie.pattern(name for name in _SURNAMES if len(name) > 1)
# 阿不都·热合曼, 买买提·艾力·吐尔逊
_DOTTED = f"(?:(?![长部局员委党副任科处])[{HAN}]){{2,6}}·[{HAN}]{{1,6}}?(?:·[{HAN}]{{1,6}}?)?"

FIRST = "".join(sorted({name[0] for name in _SURNAMES} | set(_WEAK)))
"""The characters with which family names begin: all names but those of several parts."""

FULL = f"(?:[{_HARD}]{_GIVEN}{{1,2}}|[{_WEAK}]{_TYPICAL}{{1,2}}|{_DOUBLE}{_GIVEN}{{1,2}})"
"""张明远, 欧阳明, 向国栋: a boundary on both sides must still show that it is a name."""

PLAIN = f"(?:(?:[{_HARD}{_WEAK}]|{_DOUBLE}){_TYPICAL}{{1,2}})"
"""A name all of whose given characters are frequent ones."""

CERTAIN = f"(?:[{_HARD}]{_TYPICAL}{{2}}|{_DOUBLE}{_TYPICAL}{{1,2}})"
"""A name that needs no boundary to the right."""

LIKELY = f"(?:[{_HARD}](?:{_TYPICAL}{_GIVEN}|{_GIVEN}{_TYPICAL}))"
"""A name of three characters with one frequent given character; a boundary must stand on both sides."""

FOREIGN = f"(?:{_DOTTED})"
"""A name of several parts; the right boundary ends its last part."""

ENDS = f"(?={trie.pattern(entries('person_followers'))}|[^{HAN}·]|$)"
"""What may follow a name: punctuation, a form of address, or a word with which a sentence goes on."""

HALF_NAMED = f"(?:[{_HARD}{_WEAK}]某(?:某|(?!立案){_TYPICAL}{ENDS})?)"
"""张某, 张某某, 张某斌: as offices write a person whom they do not name whole."""

_SURELY_ON = trie.pattern(word for word in entries("person_followers") if len(word) > 1)
WITHOUT_SURNAME = f"(?:{trie.pattern(entries('person_syllables'))}{{1,3}}{ENDS})"
"""扎西次仁, 巴特尔: as Tibetans and Mongols are called."""

BOUNDED = f"(?:{FOREIGN}{ENDS}|[{_HARD}]{_GIVEN}(?={_SURELY_ON})|{FULL}(?!(?<=关)于){ENDS}|{HALF_NAMED}(?=.))"
"""A name with what shows its right end: 李静|正在 before 李静正|在, so two characters and a whole word come first."""

_STOPS = entries("person_stops")
_EVERYDAY = frozenset(entries("person_everyday"))
_TYPICAL_REST = re.compile(_TYPICAL)
_PLAIN_WHOLE = re.compile(PLAIN)


# 联系人:王先生 : whoever answers the telephone
_ADDRESSED = ("先生", "女士")


def looks_wrong(name: str) -> bool:
    """高度重视, 严格, 周密: an everyday word that begins like a name."""
    return (
        name.startswith(_STOPS)
        or name.endswith(_ADDRESSED)
        or (name[:2] in _EVERYDAY and not _TYPICAL_REST.match(name, 2))
    )


def is_plain(name: str) -> bool:
    """Whether the name is made of frequent characters, or of several parts."""
    return "·" in name or bool(_PLAIN_WHOLE.fullmatch(name))
