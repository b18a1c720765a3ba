"""Fields that hold agencies and nothing else: 责任单位:民事审判庭、研究室."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.wording import sweep
from graph_builder.wording.left_edge import Page
from ontology.records import Span

# 责任单位: …, 牵头部门: …, 配合科室: … up to the end of the line or the sentence
_FIELD = sweep.Pattern(
    r"(?:责任|牵头|配合|承办|主办|协办|督办|整改)(?:单位|部门|科室|处室|股室)[:为](?P<items>[^。;\n]{2,120})"
)
_ITEM = re.compile(r"[一-鿿]{2,24}")
# how a body's name ends
_BODY = re.compile(
    "(?:[局委办室科处股部队组庭所站院校厅府会署馆]|中心|街道|大学|学院|党组|党委|党工委|党支部|党总支|公安|税务)$"
)
# 各人民法庭, 相关科室, 局属单位, 机关各处室: a kind of body
_KIND = re.compile(
    "街道$|乡镇$|各|有关|相关|全体|所有|其他|涉及|班子|领导|负责|.{0,3}(?:属|直|内设)|.{0,6}(?:单位|部门|科室|股室|处室|机构|支部|组织)$"
)


def find(field: Page) -> Iterator[Span]:
    """The bodies that such fields list."""
    for listed in field.matches(_FIELD):
        for item in _ITEM.finditer(field.text, *listed.span("items")):
            if _BODY.search(item[0]) and not _KIND.match(item[0]):
                yield Span(*item.span())
