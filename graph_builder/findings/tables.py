"""extract, for a notice that is a table: 序号, 反馈问题, 整改措施, 责任单位, 整改时限, 完成情况, one row an item.

A table comes as lines of cells between tabs (as every reader writes it), or flattened to one cell a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct

from graph_builder.findings.named_units import names_in
from graph_builder.findings.pairing import align
from graph_builder.findings.reader import Reader
from graph_builder.findings.records import Area, Findings, Measure, Problem
from graph_builder.outline.table_rows import cells_of, lines_of, stack
from graph_builder.outline.tree import outline
from graph_builder.wording.phrases import states_problem, unwrap
from graph_builder.wording.spans import trim
from graph_builder.wording.status import is_bare, status
from ontology.records import Span

_ROLES = (
    ("number", re.compile(r"^(?:序号|编号|序列|项目)$")),
    ("area", re.compile(r"^(?:反馈|整改)?(?:问题)?(?:类别|方面|类型|分类|板块|领域)$|^反馈意见$")),
    ("responsible", re.compile(r"(?:责任|牵头|配合|主责|承办|整改)(?:责任)?(?:单位|部门|科室|处室|股室|主体|人|领导)")),
    ("deadline", re.compile(r"时限|期限|完成时间|时间节点")),
    ("status", re.compile(r"(?:完成|办结|销号)(?:情况|状态|进度)?|整改(?:状态|结果|进度)|^进[展度](?:情况)?$|^状态$")),
    ("measure", re.compile(r"措施|举措|整改(?:落实|进展|工作)?(?:情况|内容)|落实情况|做法")),
    ("gain", re.compile(r"成效|效果|目标")),
    ("problem", re.compile(r"问题|反馈(?:意见|内容)|表现")),
)  # fmt: skip
_ANY_ROLE = re.compile("|".join(pattern.pattern for _, pattern in _ROLES))
_NUMBER_STARTS = "序编项"
_HEADING = re.compile(r"^[(]?[一二三四五六七八九十]{1,3}(?:[)、.]|[\n\t|])")
_PART_NUMBER = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.]?")
# What follows a table: 下一步,…, 欢迎…, a signature
_AFTER = re.compile(
    r"下一?步|欢迎|中共|联系|公[示告](?:期|时间)|如[有对]|(?:监督|举报)电话|特此|附件|备注|注[:：]|[【\[]?(?:我要)?打印"
)
_LONGEST_NUMBER, _LONGEST_NAME = 4, 14
_LEAST_CELLS = 3


class Row(Struct, frozen=True, gc=False):
    """The cells of one line by role; a role that stands in no column is missing."""

    cells: Mapping[str, Span]


def _role(cell: str) -> str:
    bare = re.sub(r"\s", "", cell)
    if len(bare) > _LONGEST_NAME or not _ANY_ROLE.search(bare):
        return ""
    return next(name for name, pattern in _ROLES if pattern.search(bare))


def _header(cells: list[str]) -> list[str]:
    """The roles of a header row's cells; empty unless problem stands beside a measure or a state."""
    roles = [_role(cell) for cell in cells]
    if "measure" not in roles:
        roles = ["measure" if role == "gain" else role for role in roles]
    known = set(roles)
    if any(cell.strip().isdigit() for cell in cells) or 2 * sum(map(bool, roles)) <= len(roles):
        return []  # a row whose cells speak of 问题 and 完成 too
    if not ("problem" in known and known & {"measure", "status"} and (len(roles) >= 3 or _is_pair(cells))):
        return []
    wide = roles.index("measure") if "measure" in known else len(roles)
    return [*roles[: wide + 1], *("result" if role == "measure" else role for role in roles[wide + 1 :])]


def _is_pair(cells: list[str]) -> bool:
    """反馈问题 | 整改情况: a table of two columns; not 问题反馈 | 整改公开 of a page's menu."""
    return _PAIR.fullmatch("|".join(re.sub(r"\s", "", cell) for cell in cells)) is not None


_PAIR = re.compile(
    r"(?:(?:巡[察视]组?)?(?:反馈|存在|主要|具体|突出)的?问题|问题(?:描述|表现|清单))\|(?:整改(?:落实|进展|完成)?(?:情况|措施|举措)|采取措施)"
)


def _tabbed(text: str) -> Iterator[tuple[list[str], list[Span]]]:
    """Header roles and cells of each line of a table whose cells stand between tabs or bars."""
    if "\t" not in text and "|" not in text:
        return
    roles: list[str] = []
    lines = [line for line in lines_of(text) if text[line.start : line.end].strip()]
    at = 0
    while at < len(lines):
        cells = cells_of(text, lines[at])
        if header := _header([text[c.start : c.end] for c in cells]):
            roles = header
        elif roles and len(cells) == 1 and _is_number(text, lines[at]):
            height = _height(text, lines, at, roles)
            yield roles, stack(text, lines[at : at + height], roles)
            at += height - 1
        elif roles:
            yield roles, cells
        at += 1


def _stacked(text: str) -> Iterator[tuple[list[str], list[Span]]]:
    """The same of a table that was flattened to one cell a line: 序号 反馈问题 整改措施 …, then 1, …"""
    lines = [line for line in lines_of(text) if len(line)]
    for first in range(len(lines)):
        if (
            text[lines[first].start] not in _NUMBER_STARTS
            or _role(text[lines[first].start : lines[first].end]) != "number"
        ):
            continue
        head = _head(text, lines, first)
        if roles := _header(head):
            yield from _numbered_rows(text, lines[first + len(head) :], roles)
            return


def _head(text: str, lines: Sequence[Span], first: int) -> list[str]:
    """The lines from `first` that name columns: names alone, without a number or a stop."""
    cells = (text[line.start : line.end] for line in lines[first : first + _MOST_COLUMNS])
    return [*takewhile(lambda cell: _role(cell) and not _SENTENCE.search(cell), cells)]


_MOST_COLUMNS = 12
_SENTENCE = re.compile(r"[\d:,。;]")


def _even(text: str) -> Iterator[tuple[list[str], list[Span]]]:
    """The same without a column of numbers: 反馈问题 整改措施 责任单位, then as many lines for each row."""
    lines = [line for line in lines_of(text) if len(line)]
    for first in range(len(lines)):
        head = _head(text, lines, first) if len(lines[first]) <= _LONGEST_NAME else []
        roles = _header(head) if len(head) > 1 else []
        found = list(_rows_of(text, lines[first + len(head) :], roles)) if roles else []
        if len(found) >= _LEAST_ROWS:
            yield from ((roles, row) for row in found)
            return


_LEAST_ROWS = 2


def _rows_of(text: str, lines: Sequence[Span], roles: Sequence[str]) -> Iterator[list[Span]]:
    """Rows of as many lines as there are columns, as long as each names a fault where its column is."""
    width, named = len(roles), roles.index("problem")
    for at in range(0, len(lines) - width + 1, width):
        row = list(lines[at : at + width])
        if not states_problem(text[row[named].start : row[named].end]):
            return
        yield row


def _numbered_rows(text: str, lines: list[Span], roles: list[str]) -> Iterator[tuple[list[str], list[Span]]]:
    """Rows begin where a number stands alone on its line; 一 alone is that of the heading behind it."""
    at = 0
    while at < len(lines):
        if _PART_NUMBER.fullmatch(text, lines[at].start, lines[at].end) and at + 1 < len(lines):
            yield roles, [Span(lines[at].start, lines[at + 1].end)]
            at += 2
        elif _is_number(text, lines[at]):
            height = _height(text, lines, at, roles)
            yield roles, stack(text, lines[at : at + height], roles)
            at += height
        else:
            yield roles, [lines[at]]
            at += 1


def _is_number(text: str, line: Span) -> bool:
    return text[line.start : line.end].strip(".、 ").isdigit() and len(line) <= _LONGEST_NUMBER


def _height(text: str, lines: list[Span], at: int, roles: list[str]) -> int:
    """How many lines a stacked row takes: to its state, the next number alone, row of cells, heading or closing."""
    height = 1
    while at + height < len(lines):
        line = lines[at + height]
        told = text[line.start : line.end]
        if _is_number(text, line) or len(cells_of(text, line)) > 1 or _HEADING.match(told) or _AFTER.match(told):
            break
        if _PART_NUMBER.fullmatch(told) or _role(told) == "number":
            break
        height += 1
        if (
            roles[-1] in ("status", "result")
            and height > _LEAST_CELLS
            and is_bare(told)
            and not _is_state(text, lines, at + height)
        ):
            break  # 长期坚持 before 持续推进 is the time limit
    return height


def _is_state(text: str, lines: list[Span], at: int) -> bool:
    return at < len(lines) and is_bare(text[lines[at].start : lines[at].end])


def rows(text: str) -> list[Row | Span]:
    """The rows of the notice's table, and between them, as bare spans, the lines that head a part of it."""
    found: list[Row | Span] = []
    for roles, cells in [*_tabbed(text)] or [*_stacked(text)] or [*_even(text)]:
        filled = [c for c in cells if text[c.start : c.end].strip()]
        if len(filled) == 2 and _PART_NUMBER.fullmatch(text, filled[0].start, filled[0].end):
            found.append(Span(filled[0].start, filled[1].end))
        elif len(filled) >= 3 or (len(cells) >= len(roles) - 1 and len(filled) >= 2):
            found.append(Row(_told_once(text, _by_role(text, roles, cells))))
        elif len(filled) == 1 and _HEADING.match(text[filled[0].start : filled[0].end]):
            found.append(filled[0])
    return found if sum(isinstance(row, Row) for row in found) >= 2 else []


def _by_role(text: str, roles: list[str], cells: list[Span]) -> dict[str, Span]:
    """The filled cells by role; 责任领导 beside 责任部门 is one cell."""
    named: dict[str, Span] = {}
    for role, cell in zip(roles, cells, strict=False):
        if role and text[cell.start : cell.end].strip():
            first = named.get(role) if role == "responsible" else None
            named[role] = Span(first.start, cell.end) if first else cell
    return named


def _told_once(text: str, cells: dict[str, Span]) -> dict[str, Span]:
    """What stands under 整改情况 behind 整改措施 is a state (已完成), or what was done in place of what was planned."""
    result = cells.pop("result", None)
    if result is None:
        return cells
    return {**cells, "status" if is_bare(text[result.start : result.end]) else "measure": result}


def extract(text: str, found: list[Row | Span]) -> Findings:
    """A problem, its measures, state, unit and time limit from each row."""
    findings = Findings()
    area: tuple[int, ...] = ()
    for row in found:
        if isinstance(row, Span):
            area = (_add_area(text, row, findings),)
        elif "problem" in row.cells:
            if "area" in row.cells:
                area = (_add_area(text, row.cells["area"], findings),)
            _add_row(text, row, area, findings)
        elif "measure" in row.cells and findings.problems:
            last = len(findings.problems) - 1
            findings.measures += [_measure(text, row, span, last) for span in _measures_of(text, row)]
    return findings


def _add_area(text: str, span: Span, findings: Findings) -> int:
    name = _HEADING.sub("", text[span.start : span.end]).strip("。 ") or text[span.start : span.end].strip()
    start = text.index(name, span.start)
    known = next((i for i, area in enumerate(findings.areas) if area.name == name), None)
    if known is None:
        findings.areas.append(Area(name, Span(start, start + len(name)), "area.table"))
    return len(findings.areas) - 1 if known is None else known


def _add_row(text: str, row: Row, areas: tuple[int, ...], findings: Findings) -> None:
    first = len(findings.problems)
    state = row.cells.get("status")
    told = status(text[state.start : state.end]) if state else ""
    measures = _measures_of(text, row)
    named = [_named(text, cell) for cell in _problem_cells(text, trim(text, row.cells["problem"]), len(measures))]
    for name, cell in named:
        findings.problems.append(Problem(name, cell, "problem.table", areas, told))
    answered = align([name for name, _ in named], [text[span.start : span.end] for span in measures])
    for span, problem in zip(measures, answered, strict=True):
        findings.measures.append(_measure(text, row, span, first + problem))


def _problem_cells(text: str, cell: Span, measures: int) -> list[Span]:
    """The problems of a cell: (1)A;(2)B names as many as there are measures for, where each words a fault."""
    parts = list(_measures(text, cell))
    faults = len(parts) > 1 and all(states_problem(text[part.start : part.end].rstrip("。;")) for part in parts)
    return parts if faults and measures >= len(parts) else [cell]


def _named(text: str, cell: Span) -> tuple[str, Span]:
    wrapper = unwrap(text, cell)
    title = wrapper[0] if wrapper else cell
    return text[title.start : title.end].split("。")[0].rstrip(";"), cell


def _measures_of(text: str, row: Row) -> list[Span]:
    cell = row.cells.get("measure") or row.cells.get("status")
    return list(_measures(text, cell)) if cell else []


def _measure(text: str, row: Row, span: Span, problem: int) -> Measure:
    units = tuple(names_in(text, row.cells["responsible"])) if "responsible" in row.cells else ()
    limit = row.cells.get("deadline")
    until = text[limit.start : limit.end] if limit else ""
    return Measure(span, problem, "measure.table", responsible=units, deadline=until)


def _measures(text: str, cell: Span) -> Iterator[Span]:
    """The enumerated measures inside a cell, or the cell as a whole."""
    inner = outline(text[cell.start : cell.end])
    tops = inner.children(-1)
    numbered = [i for i in tops if inner.blocks[i].number] or [
        i for top in tops for i in inner.children(top) if inner.blocks[i].number
    ]
    if not numbered:
        yield trim(text, cell)
        return
    reader = Reader(inner)
    for index in numbered:
        parts = [inner.content(index)] if inner.blocks[index].kind == "step" else list(reader.split(index))
        yield from (trim(text, Span(cell.start + s.start, cell.start + s.end)) for s in parts)
