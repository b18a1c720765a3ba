"""Where the lines of a notice's head and foot were lost: its title, what the page says of itself, who signs, when."""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = "\u3400-\u9fff"
_HEAD, _FOOT = 700, 400
_SIGNS = "(?:委员会|党组|党委|党工委|工委|党总支|党支部)"
_NUMERAL = "[〇○零O一二三四五六七八九十]"
_DAY = rf"(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日|二{_NUMERAL}{{3}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日)"
_OF_PAGE = "来源|发布|作者|日期|时间"
_BEHIND = "附件|扫一扫|版权|主办|责任编辑|上一篇"
# 正文|中共云岭县水利局党组关于…
_TITLE = re.compile(rf"中共[{HAN}()]{{3,40}}?{_SIGNS}(?:关于|巡[察视]整改)")
# …整改情况的通报|(2025年3月6日)|四届县委…
_TITLE_END = re.compile(
    r"(?:关于|党[组委]巡[察视])[^。,;:\n]{2,60}?(?:通报|公告|公示|报告){1,2}"
    rf"(?=(?P<day>\( ?{_DAY} ?\))|\d|根据|按照|经|自|中共|[省市县区州各为]|收到|{_OF_PAGE})"
)
# 浏览次数:312|根据区委…
_COUNTED = re.compile(rf"(?:浏览|点击|阅读|访问)[^\d\n。]{{0,6}}\d{{1,6}}\]?次?(?=[{HAN}])")
_SENTENCE_ENDS = r"(?<=[。\dA-Za-z)])"
# 。|中共云岭县水利局党组|2024年12月6日|打印本页 ; 。|云岭县审计局|2024年12月6日 ; 。|二〇二四年十二月六日
_SIGNED = (
    re.compile(rf"{_SENTENCE_ENDS}中共[{HAN}()]{{3,45}}?{_SIGNS}(?= ?{_DAY}|$|[ 【\[]|{_BEHIND})"),
    re.compile(rf"{_SENTENCE_ENDS}[{HAN}]{{4,40}}(?= ?{_DAY}(?:$|[^{HAN}\d,;]|{_BEHIND}))"),
    re.compile(rf"{_DAY}(?=$|[ 【\[]|{_BEHIND})"),
)


def places(text: str) -> Iterator[int]:
    """Where breaks belong in the first and last lines of a text without any."""
    if title := _TITLE.search(text, 0, _HEAD):
        yield title.start()
    if end := _TITLE_END.search(text, 0, _HEAD):
        yield end.end()
        if end["day"]:
            yield end.end("day")
    yield from (counted.end() for counted in _COUNTED.finditer(text, 0, _HEAD))
    for signed in _SIGNED:
        for found in signed.finditer(text, max(0, len(text) - _FOOT)):
            yield from found.span()
