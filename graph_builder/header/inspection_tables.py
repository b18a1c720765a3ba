"""extract who inspected whom from the table of an entry announcement: 组别, 组长, 被巡察单位, 电话, one row a group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph_builder.header.inspection_forms import Form, Statement
from graph_builder.header.inspection_groups import groups
from graph_builder.header.inspection_targets import listed
from graph_builder.kept import OF_TEXTS, kept
from graph_builder.outline.table_rows import cells_of, lines_of
from graph_builder.wording.named import Named
from ontology.records import Span

_ROLES = re.compile(
    r"(?P<group>组别|组名|(?:巡[察视]|督察)组(?:名称|别)?)"
    r"|(?P<target>(?:被?巡[察视督]察?|进驻|派驻)?(?:单位|对象|党组织|地区)(?:名称|党组织)?)"
    r"|(?P<kind>巡?[察视]?(?:方式|类型|类别|性质|形式))"
    r"|(?:巡[察视]组?)?(?:(?P<组长>组长|负责人)|(?P<副组长>副组长))"
    r"|序号|(?:值班|联系|举报|受理)?(?:电话|手机)(?:号码)?|.{0,4}(?:邮箱|信箱|地址|时间|日期|地点)|备注|组?成?员|联络员"
)
_LONGEST_HEAD = 12
# 第一组 in the column of groups
_BARE_GROUP = re.compile(r"第?[一二三四五六七八九十\d]{1,3}组")
_Row = tuple[list[str], list[Span]]


def tabled(text: str) -> Iterator[Statement]:
    """Each pair of group and target in the rows of such a table; a cell left empty is that of the row above."""
    group: Named | None = None
    for roles, cells in _table(text):
        named = {role: cell for role, cell in zip(roles, cells, strict=False) if role and len(cell)}
        group = _group(text, named["group"]) if "group" in named else group
        if group is None or "target" not in named:
            continue
        row = Span(cells[0].start, cells[-1].end)
        kind = text[named["kind"].start : named["kind"].end] if "kind" in named else ""
        for target in listed(text, named["target"]):
            yield Statement(Form.ASSIGNED, group, target, row, named["target"], kind)


def leaders(text: str) -> Iterator[tuple[str, Span]]:
    """The post (组长, 副组长) and the cell of those who lead a group of such a table."""
    for roles, cells in _table(text):
        yield from ((role, cell) for role, cell in zip(roles, cells, strict=False) if role.endswith("组长"))


@kept(OF_TEXTS)
def _table(text: str) -> tuple[_Row, ...]:
    return tuple(_rows(text)) or tuple(_columns(text)) or tuple(_stacked(text))


def _rows(text: str) -> Iterator[_Row]:
    """The roles of the columns and the cells of each line between tabs or bars."""
    if "\t" not in text and "|" not in text:
        return
    roles: list[str] = []
    for line in lines_of(text):
        cells = cells_of(text, line)
        if len(cells) < 2:
            roles = []
        elif head := _head(text, cells):
            roles = head
        elif roles:
            yield roles, cells


def _columns(text: str) -> Iterator[_Row]:
    """The same where each group has a column of its own, and the roles stand in the first."""
    if "\t" not in text and "|" not in text:
        return
    lines = [cells for line in lines_of(text) if len(cells := cells_of(text, line)) > 1]
    named = [(role, cells) for cells in lines if (role := _role(text, cells[0])) is not None]
    roles = [role for role, _ in named]
    if {"group", "target"} <= set(roles):
        width = min(len(cells) for _, cells in named)
        for column in range(1, width):
            yield roles, [cells[column] for _, cells in named]


def _stacked(text: str) -> Iterator[_Row]:
    """The same where each cell has a line of its own."""
    lines = [line for line in lines_of(text) if len(line)]
    first = next((at for at in range(len(lines)) if _role(text, lines[at]) is not None), len(lines))
    width = 0
    while first + width < len(lines) and _role(text, lines[first + width]) is not None:
        width += 1
    roles = _head(text, lines[first : first + width])
    at = first + width
    while roles and at + width <= len(lines) and _group(text, lines[at + roles.index("group")]):
        yield roles, lines[at : at + width]
        at += width


def _head(text: str, cells: Sequence[Span]) -> list[str]:
    """The roles of a head's cells; empty where no group stands beside a target."""
    roles = [_role(text, cell) for cell in cells]
    return [role or "" for role in roles] if {"group", "target"} <= set(roles) else []


def _role(text: str, cell: Span) -> str | None:
    """What a column holds, "" for what tells of no inspection; None for a cell that heads none."""
    if len(cell) > _LONGEST_HEAD:
        return None
    head = _ROLES.fullmatch(text[cell.start : cell.end].replace(" ", ""))  # 组 别
    return None if head is None else head.lastgroup or ""


def _group(text: str, cell: Span) -> Named | None:
    if named := next(groups(text, cell.start, cell.end), None):
        return named
    bare = _BARE_GROUP.fullmatch(text, cell.start, cell.end)
    return Named(bare.group(), cell) if bare else None
