"""How merged cells are told, whatever the format."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle
from saved_formats import saved

from graph_builder.formats.collected import Lines
from graph_builder.formats.table import Cell, one_line, write
from graph_builder.reading.document import read


@pytest.mark.parametrize(
    ("paragraphs", "line"),
    [
        ((), ""),
        (("甲",), "甲"),
        (("市水务局", "市财政局"), "市水务局;市财政局"),
        (("责任", "单位"), "责任单位"),
        (("2024年3月", "底前"), "2024年3月底前"),
        (("一是公开制度。", "二是公开流程。"), "一是公开制度。二是公开流程。"),
        (("一是公开制度；", "二是公开流程"), "一是公开制度；二是公开流程"),
        (("市水务局\n市财政局、", "", "市公安局"), "市水务局;市财政局、市公安局"),
    ],
)
def test_a_cell_is_one_line(paragraphs: tuple[str, ...], line: str) -> None:
    assert one_line(paragraphs) == line


def cell(text: str, right: int = 1, down: int = 1) -> Cell:
    return Cell((text,), right, down)


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([[cell("甲"), cell("乙")], [cell("丙"), cell("丁")]], ["甲\t乙", "丙\t丁"]),
        # a heading across the table
        ([[cell("一、学习方面", right=3)], [cell("1"), cell("甲"), cell("乙")]], ["一、学习方面", "1\t甲\t乙"]),
        # a problem with two measures: the problem once, what holds for both twice
        (
            [[cell("1", down=2), cell("问题甲", down=2), cell("措施一"), cell("市教育局", down=2)], [cell("措施二")]],
            ["1\t问题甲\t措施一\t市教育局", "\t\t措施二\t市教育局"],
        ),
        # a unit for two problems
        (
            [[cell("1"), cell("问题甲"), cell("市教育局", down=2)], [cell("2"), cell("问题乙")]],
            ["1\t问题甲\t市教育局", "2\t问题乙\t市教育局"],
        ),
        # a head of two rows
        (
            [
                [cell("序号", down=2), cell("反馈问题", down=2), cell("整改情况", right=2)],
                [cell("整改措施"), cell("完成时限")],
                [cell("1"), cell("问题甲"), cell("措施一"), cell("3月")],
            ],
            ["序号\t反馈问题\t整改情况\t", "序号\t反馈问题\t整改措施\t完成时限", "1\t问题甲\t措施一\t3月"],
        ),
        # a frame is no table
        ([[Cell(("一是甲。", "二是乙。"))]], ["一是甲。", "二是乙。"]),
        ([[cell("甲", right=9_999_999), cell("乙")], [cell("丙"), cell("丁")]], ["甲", "丙\t丁"]),
        ([[cell("甲\t乙"), cell("丙\u2028丁")], [cell(""), cell("")]], ["甲 乙\t丙丁"]),
    ],
)
def test_merged_cells(rows: list[list[Cell]], lines: list[str]) -> None:
    told = Lines()
    write(rows, told)
    assert told.text().splitlines() == lines


ROWS = [
    ["序号", "反馈问题", "整改措施", "责任单位"],
    ["一、业务方面", "", "", ""],
    ["1", "场馆关闭过早", "延长开放时间", "市体育局"],
    ["", "", "公布开放时刻", ""],
]
TOLD = [
    "序号\t反馈问题\t整改措施\t责任单位",
    "一、业务方面",
    "1\t场馆关闭过早\t延长开放时间\t市体育局",
    "\t\t公布开放时刻\t市体育局",
]
MERGED = [((1, 0), (1, 3)), ((2, 0), (3, 0)), ((2, 1), (3, 1)), ((2, 3), (3, 3))]
"""First and last place, by row and column, of the cells that are one."""


def html() -> bytes:
    body = "".join(
        f"<tr>{''.join(_html_cell(r, c, told) for c, told in enumerate(row))}</tr>" for r, row in enumerate(ROWS)
    )
    return f"<html><table>{body}</table></html>".encode()


def _html_cell(row: int, column: int, told: str) -> str:
    for (top, left), (bottom, right) in MERGED:
        if (row, column) == (top, left):
            return f"<td rowspan={bottom - top + 1} colspan={right - left + 1}>{told}</td>"
        if top <= row <= bottom and left <= column <= right:
            return ""
    return f"<td>{told}</td>"


def docx() -> bytes:
    document = Document()
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for row, told in zip(table.rows, ROWS, strict=True):
        for at, text in zip(row.cells, told, strict=True):
            at.text = text
    for first, last in MERGED:
        table.cell(*first).merge(table.cell(*last))
    return saved(document)


def xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    for (top, left), (bottom, right) in MERGED:
        sheet.merge_cells(start_row=top + 1, end_row=bottom + 1, start_column=left + 1, end_column=right + 1)
    return saved(book)


def pdf() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    spans = [("SPAN", first[::-1], last[::-1]) for first, last in MERGED]
    look = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "STSong-Light"), *spans]
    buffer = BytesIO()
    SimpleDocTemplate(buffer).build([Table(ROWS, style=TableStyle(look))])  # type: ignore[arg-type]
    return buffer.getvalue()


@pytest.mark.parametrize("made", [html, docx, xlsx, pdf])
def test_merged_cells_are_told_alike_in_every_format(tmp_path: Path, made: object) -> None:
    assert callable(made)
    path = tmp_path / "table"
    path.write_bytes(made())
    assert read(path).raw.splitlines() == TOLD
