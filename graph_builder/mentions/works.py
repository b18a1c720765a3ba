"""Works on a house: 县医院|门诊楼改造工程, 市博物馆|新馆 name a project, not the body in the house."""

from __future__ import annotations

import re

from graph_builder.wording.left_edge import Page

_PART = (
    "新馆|新院区?|新校区|老院区|分馆|门诊楼?|住院楼|教学楼|综合楼|实训楼|宿舍楼|大楼|公寓|食堂|操场"
    "|[一二三四五六七]期|院区|校区|项目部"
)
_WORK = (
    "(?:服务|检测|救治|诊疗|保障|创新)?能力|标准化|信息化|智能化|设备购置|提升|提质|改造|改扩建|扩建|新建|迁建|迁址|重建|续建|建设|维修|修缮|装修|装饰"
    "|加固|除险|整体|搬迁|配套|附属|异地|及|和|与"
)
# 新馆 ; 门诊楼改造工程 ; 建设项目 ; not 建设 alone: a body builds, too
_WORKS = re.compile(
    f"新馆|新校区|新院区|(?:{_PART})?(?:{_WORK}){{1,6}}(?:工程|项目)|(?:{_PART})(?:工程|项目)|项目(?=[建进推]|[^,。;]{{0,4}}[滞缓慢])"
)


def follow(field: Page, end: int) -> bool:
    """Whether what ends here is only the place of works."""
    return _WORKS.match(field.text, end) is not None
