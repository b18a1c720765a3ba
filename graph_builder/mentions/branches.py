"""Bodies that belong to the body before them: 生态环境局|东岭分局, 县纪委|第三纪检监察室, 纪委监委|驻…纪检监察组."""

from __future__ import annotations

import re

from graph_builder.mentions.parents import parent
from graph_builder.wording import left_edge
from graph_builder.wording.left_edge import Page

_HAN = "一-鿿"
_NUMBER = "第?[一二三四五六七八九十]{1,3}"
# 市生态环境局|东岭 分局, 国家统计局|云岭 调查队, 省农科院|茶叶 分院
_OWN = re.compile(f"(?<=[局厅署院委队行关心会])(?P<own>(?:{_NUMBER}|[{_HAN}]{{2,7}}))$")
# 县纪委|第三 纪检监察室, 县地质局|第五 大队
_ORDINAL = re.compile("第[一二三四五六七八九十]{1,3}$")
# 县纪委监委|驻县教育局 纪检监察组, 市纪委|市监委|派驻…
_SENT = re.compile(f"(?:纪委监委|纪委[省市区县州盟旗]监委|纪委|监委)(?:派驻|派出|驻)[{_HAN}]{{1,24}}$")
# 驻|县自然资源和规划局 纪检监察组
_SENT_ALONE = re.compile(f"(?:派驻|(?<!派)驻)(?!在)[{_HAN}]{{2,16}}$")
_WINDOW = 40


def own_part(field: Page, head: int) -> int:
    """Where the branch's own word begins that stands between its parent and `head`; `head` if there is none."""
    run = left_edge.trimmed(field, field.run(head), head)
    own = _OWN.search(field.text, run, head)
    return own.start("own") if own else head


def ordinal(field: Page, head: int) -> int:
    """Where 第三 before `head` begins; `head` if none stands there."""
    found = _ORDINAL.search(field.text, max(0, head - 5), head)
    return found.start() if found else head


def sent(field: Page, head: int) -> int | None:
    """Where the name of a group begins that a commission keeps at another body (驻…纪检监察组)."""
    window = max(0, head - _WINDOW)
    by_whom = _SENT.search(field.text, window, head)
    if by_whom:
        level = by_whom.start()
        run = left_edge.trimmed(field, field.run(level), level)
        return level - parent(field.text[run:level])
    alone = _SENT_ALONE.search(field.text, window, head)
    return alone.start() if alone else None
