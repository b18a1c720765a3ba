"""Where to write to: a notice ends with an address, and what is named in it takes no part in what is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.wording.stretches import matches_holding
from ontology.records import Span

# 通讯地址:云岭市东湖路1号东湖区教育局办公室; 邮政信箱:云岭县长宁路县纪委(信封注明…)
_ADDRESS = re.compile(r"(?:地址|信箱)[:为][^;。\n]{2,60}")


def addresses(text: str) -> Iterator[Span]:
    """The addresses that a notice gives for letters and visits."""
    for match in matches_holding(("地址", "信箱"), _ADDRESS, text):
        yield Span(*match.span())
