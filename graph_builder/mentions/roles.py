"""平台公司, 该公司: companies named by their part, when the notice says which company plays it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from graph_builder.wording import sweep
from graph_builder.wording.left_edge import Page
from ontology.records import Mention, Span

_ROLE = re.compile("(?<![一-鿿]家)(?<![各类型])(?:平台|国资|运营|园区|集团|投资|直属|下属)公司")
# 平台公司主业不突出。|恒远公司成立以来… : a heading about a role, and the next sentence about a name
_HEADING = re.compile(r"(?P<role>(?:平台|国资|运营|园区|集团|投资)公司)[^。;,、:\n]{2,24}。$")
_HEADING_LENGTH = 32
_ANAPHOR = sweep.Pattern("(?:该|这家|上述|此)公司")
_REACH = 160


def find(field: Page, found: Sequence[Mention]) -> Iterator[Mention]:
    """By role (text: 平台公司, `aliases` the company's name) and by 该公司 (text: the company's own name)."""
    yield from _by_role(field, found)
    yield from _by_anaphor(field, found)


def _by_role(field: Page, found: Sequence[Mention]) -> Iterator[Mention]:
    players = _players(field, found)
    if not players:
        return
    for match in _ROLE.finditer(field.text):
        name = players.get(match[0])
        if name:
            yield Mention("Company", match[0], Span(*match.span()), "company.role", 0.8, (name,))


def _players(field: Page, found: Sequence[Mention]) -> dict[str, str]:
    """Which company plays which role; a role that two companies play is nobody's name."""
    players: dict[str, str] = {}
    for mention in found:
        begin = max(0, mention.span.start - _HEADING_LENGTH)
        heading = _HEADING.search(field.text[begin : mention.span.start])
        if heading and players.setdefault(heading["role"], mention.text) != mention.text:
            players[heading["role"]] = ""
    return players


def _by_anaphor(field: Page, found: Sequence[Mention]) -> Iterator[Mention]:
    ends = [mention.span.end for mention in found]
    for match in field.matches(_ANAPHOR):
        before = bisect_right(ends, match.start()) - 1
        if before < 0:
            continue
        named = found[before]
        between = field.text[named.span.end : match.start()]
        if len(between) <= _REACH and "\n" not in between:
            yield Mention("Company", named.text, Span(*match.span()), "company.anaphor", 0.8, named.aliases)
