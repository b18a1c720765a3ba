"""People known by their case or their term of office: 汲取李静违纪违法案教训, 张明远担任局长期间."""

from __future__ import annotations

import re

from graph_builder.mentions.person_posts import POST
from graph_builder.wording import sweep

CASE = sweep.Pattern("案(?!例)")
TERM = sweep.Pattern("期间|一职")
# 李静|违纪违法 案
_KIND = re.compile("(?:等人)?(?:严重)?(?:违纪违法|违法违纪|违规违纪|职务犯罪|贪污受贿|受贿|腐败)$")
# 张明远|案恶劣影响
_LESSON = re.compile("案件?[^,。;]{0,6}(?:教训|影响|为鉴|以案)")
# 张明远|担任局长 期间
_IN_OFFICE = re.compile(f"(?:同志)?在?担?任[^,。;]{{0,24}}?{POST}$")
_LONGEST_KIND = 12
_LONGEST_TERM = 40


def name_end(text: str, at: int) -> tuple[int, bool] | None:
    """Where the name ends whose case `at` tells of, and whether only a name of frequent characters is one there."""
    kind = _KIND.search(text, max(0, at - _LONGEST_KIND), at)
    if kind:
        return kind.start(), False
    return (at, True) if _LESSON.match(text, at) else None


def holder_end(text: str, at: int) -> int | None:
    """Where the name ends of who held the office until 期间 at `at`."""
    held = _IN_OFFICE.search(text, max(0, at - _LONGEST_TERM), at)
    return held.start() if held else None
