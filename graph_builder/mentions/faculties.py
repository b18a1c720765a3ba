"""Parts of a university or a college: 机电工程系, 护理系党总支; and whose its teachers are (江南大学|法学院教授)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.wording import left_edge
from graph_builder.wording.left_edge import Page
from ontology.records import Mention, Span

_FACULTY = re.compile("系(?:党总支|党支部|(?=[与和、的对将负组按已]|主任|书记|副书记|等|开展|制定|牵头))")
# what is taught: a discipline ends the name, so 关系, 体系, 水系 are none
_DISCIPLINE = re.compile(
    "[\u4e00-\u9fff]{0,6}(?:工程|技术|护理|医学|临床|药学|管理|艺术|设计|教育|经济|贸易|商务|会计|财经|金融|信息|计算机|电子|机械|机电"
    "|汽车|建筑|土木|化工|外语|英语|中文|数学|物理|化学|法律|旅游|体育|音乐|美术|学前|畜牧|园林|农学|基础部)"
)
# 江南理工大学|马克思主义学院 教授
_TEACHERS_HOUSE = re.compile("(?P<house>[\u4e00-\u9fff]{2,12}(?:大学|职业技术学院|职业学院))[\u4e00-\u9fff]{1,10}学院")
_TEACHERS = re.compile("(?:知名|资深|的)?(?:副?教授|教师)|等[柔特兼外]")


def find(field: Page) -> Iterator[Span]:
    """The departments of a college, with their party branch where it is named."""
    for found in _FACULTY.finditer(field.text):
        start = left_edge.trimmed(field, field.run(found.start()), found.start())
        if _DISCIPLINE.fullmatch(field.text, start, found.start()) and not left_edge.plural(field, start):
            yield Span(start, found.end())


def house_of_teachers(field: Page, mention: Mention) -> int:
    """Where the name ends that counts: before the faculty where only its teachers are asked for help."""
    found = _TEACHERS_HOUSE.fullmatch(mention.text)
    asked = found is not None and _TEACHERS.match(field.text, mention.span.end) is not None
    return mention.span.start + found.end("house") if found and asked else mention.span.end
