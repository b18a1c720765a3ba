"""Administrative divisions named in full, and the divisions that the whole notice is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from graph_builder.mentions import areas
from graph_builder.mentions.scope import Scope, context
from graph_builder.wording import sweep
from ontology.records import Mention, Span

__all__ = ["Scope", "context", "find"]

_LAST = sweep.Pattern("[省市区县旗州盟]")
# 城区, 郊区, 矿区 are names of districts and everyday words; 和县 hides in 市和县.
_EVERYDAY = frozenset({"城区", "郊区", "矿区", "东区", "西区", "和县", "市中区", "新城区", "林区", "会同县"})
# What may stand before a name that leads: no Han character, or one of these words.
_LEADING = re.compile(
    "(?:^|[^\u4e00-\u9fff]|[在于为对向到与和及从由至赴是了经以请驻]|中共|会同|联合|前往|来自|根据|按照|[年察视函促令谈按])$"
)
_REACH = 4


def find(text: str, names: Collection[int] = ()) -> list[Mention]:
    """Divisions of a cleaned text as `Place` mentions, in order: those that stand alone or lead a name.

    济南市历城区财政局 names 济南市 and 历城区; what stands inside another name is left. Property `adcode`,
    six digits, where the table knows just one such division given the others of the text; invented places
    that the notice is about (云州市临川区) are found without. A division leads, too, where one of the `names` of
    bodies begins.
    """
    scope = context(text)
    own = {
        scope.province: scope.province_code,
        scope.city: scope.city_code,
        scope.county: scope.county_code,
    }
    spans = list(_spans(text, own, frozenset(names)))
    codes = dict.fromkeys((text[span.start : span.end] for span in spans), "")
    around = frozenset({*codes, *own})
    codes |= {name: _code(name, around) for name in codes} | own
    return [_mention(text, span, codes) for span in spans]


def _spans(text: str, own: Collection[str], names: Collection[int]) -> Iterator[Span]:
    reached = -1
    for last in _LAST.finditer(text):
        end = last.end()
        start = _start(text, end, own)
        if (
            start < 0 < reached
            and text[reached - 1] in _CITIES
            and _UNKNOWN.fullmatch(text, reached, end)
            and not _NO_CITY.match(text, end)
        ):
            start = reached
        if start < max(reached, 0) or text.startswith(_ACTING, start):
            continue
        name = text[start:end]
        if start == reached or ((name not in _EVERYDAY or name in own) and _leads(text, start, names)):
            yield Span(start, end)
            reached = end


# 杭州市|云塘区: a county right behind its city that the table does not hold, yet or any more
_UNKNOWN = re.compile(
    "(?![全各本我该此属直级所下辖两三的和与及中主城市])[\u4e00-\u9fff]{2,3}(?<![发园新经技社小老城风景术港校矿特湾])[区县]"
)
_ACTING = "代县长"  # who acts as the county's head; 代县 is one
_CITIES = tuple("市州盟")
_NO_CITY = re.compile("[级属直域]")


def _leads(text: str, start: int, names: Collection[int]) -> bool:
    return start in names or _LEADING.search(text, max(0, start - _REACH), start) is not None


def _start(text: str, end: int, own: Collection[str]) -> int:
    """Where the longest known name that ends at `end` begins; -1 if none does."""
    known = [end - length for length in _lengths().get(text[max(0, end - 2) : end], ()) if length <= end]
    starts = [start for start in known if text[start:end] in areas.by_name()]
    starts += [end - len(name) for name in own if len(name) > 1 and text.endswith(name, 0, end)]
    return min(starts, default=-1)


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the names are that end with these two characters."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for name in areas.by_name():
        lengths[name[-2:]].add(len(name))
    return {tail: tuple(found) for tail, found in lengths.items()}


def _code(name: str, around: frozenset[str]) -> str:
    area = areas.only(name, around)
    return area.code if area else ""


def _mention(text: str, span: Span, codes: Mapping[str, str]) -> Mention:
    name = text[span.start : span.end]
    rule = "place.table" if name in areas.by_name() else "place.suffix"
    code = codes[name]
    return Mention("Place", name, span, rule, 1.0 if code else 0.8, (), {"adcode": code} if code else {})
