"""How like a name in a table is to a name in the graph, from 0 to 100."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

SHORT = 90.0
"""A short form (区住建局 of 砚湖区住房和城乡建设局) may mean a body elsewhere, too: like, but not enough alone."""

PLACED = 97.0
"""A short form that says its place means one body."""

# 区住建局, 市发改委: which one is meant the row's place says
_LEVEL = re.compile(r"[省市州县区旗]|全[省市州县区旗]|本[省市州县区旗]")
# What many names end with: alone it tells nothing.
_KIND = re.compile(r"(?:公司|集团|银行|中心|委|局|厅|部|办|会|院|处|所|站|队|校)$")
_COMMITTEE = re.compile(r"委员会$")
# What a short form leaves out of the middle is no other division: 云澜市住建局 is not that of 望溪区. 城市 is none.
_DIVISION = re.compile(r"(?<!城)[省市州县区旗]")


@dataclass(frozen=True, slots=True)
class Meant:
    """A name that a row may mean, and the place that it says it is in, if the row tells one."""

    name: str
    place: str = ""


def meanings(name: str, places: Iterable[str]) -> tuple[Meant, ...]:
    """The name, then the same with each place before it: 区住建局 in 砚湖区 is 砚湖区住建局."""
    level = _LEVEL.match(name)
    bare = name[level.end() :] if level else name
    return Meant(name), *(Meant(place + bare, place) for place in places if place and not name.startswith(place))


def likeness(meant: Iterable[Meant], forms: Sequence[str]) -> float:
    """That of the meaning and the form of the node that are most alike."""
    return max((_like(one, form) for one in meant for form in forms), default=0.0)


def _like(meant: Meant, form: str) -> float:
    like = fuzz.ratio(meant.name, form)
    if not _shortens(meant.name, form):
        return like
    return max(like, PLACED if meant.place and meant.place in form else SHORT)


def _shortens(name: str, form: str) -> bool:
    """Whether the name is the form with signs left out: all in order, to the same end, and telling something."""
    name, form = _COMMITTEE.sub("委", name), _COMMITTEE.sub("委", form)
    core = _KIND.sub("", _LEVEL.sub("", name, count=1))
    if len(core) < 2 or len(name) >= len(form) or name[-1] != form[-1]:
        return False
    at = form.find(name[0])
    for sign in name[1:]:
        found = form.find(sign, at + 1) if at >= 0 else -1
        if found < 0 or _DIVISION.search(form, at + 1, found):
            return False
        at = found
    return at >= 0
