"""Towns and villages by name, not the kinds of them: 石桥镇柳河村, 清水县松坪乡, 柳河村、东岭村等5个村.

A village by itself is taken only in a row, or where its town stands before it: 示范村, 重点村 are kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.mentions.agency_cores import generic
from graph_builder.wording import left_edge, sweep
from graph_builder.wording.left_edge import Page
from ontology.records import Span

_HAN = "[\u4e00-\u9fff]"
_LAST = sweep.Pattern("(?:[村镇乡]|苏木|嘎查)(?![长务民级委里容貌规企医干党镇庄])")
_SETTLED = re.compile(
    f"(?P<county>{_HAN}{{2,3}}[县区市旗])?(?P<town>{_HAN}{{1,4}}?(?:[镇乡]|街道|苏木))?(?P<village>{_HAN}{{1,3}}(?:村|嘎查))?"
)
# 石桥镇、|松坪乡, 石桥镇|等8个乡镇
_ROW_BEFORE = re.compile("(?:[村镇乡]|苏木|嘎查)、$")
_ROW_BEHIND = re.compile(
    f"、{_HAN}{{2,6}}(?:[村镇乡]|苏木|嘎查)(?!{_HAN}{{0,2}}[村镇乡])|等\\d{{0,3}}个?(?:村|乡|镇|行政村|建制村)"
)
# 石桥镇|非法围垦 : what can be said of a town, and is no part of a longer name
_SAID_OF_TOWN = re.compile(
    "[^\u4e00-\u9fff\\d“]|非法|违法|违规|存在|虚报|协调|群众|部分|设立|等|和|与|及|的|将|已|对|在|未|由"
)
_TWO = 2


def find(field: Page) -> Iterator[tuple[Span, str]]:
    """Where they stand, with the rule."""
    for found in field.matches(_LAST):
        span = _named(field, found.start(), found.end())
        if span is not None:
            yield span, "agency.settlement"


def _named(field: Page, last: int, end: int) -> Span | None:
    run = left_edge.trimmed(field, field.run(end), end)
    run += left_edge.cut_to_place(field.text[run:end])
    settled = _SETTLED.fullmatch(field.text, run, end)
    if settled is None or left_edge.plural(field, run) or left_edge.counted(field, run):
        return None
    levels = [name for name in settled.groups() if name]
    if any(name[:-1].endswith(generic("hamlet")) or name.startswith(generic("hamlet")) for name in levels):
        return None
    behind = _ROW_BEFORE.search(field.text, max(0, run - 3), run) is not None
    if field.text[last] != "村" and not behind and not _SAID_OF_TOWN.match(field.text, end):
        return None
    by_itself = len(levels) < _TWO and not field.text.endswith("族乡", run, end)
    if by_itself and not behind and not _ROW_BEHIND.match(field.text, end):
        return None
    return Span(run, end)
