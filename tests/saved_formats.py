"""A notice saved in every format that is read: paragraphs are lines, the cells of a table's row stand between tabs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from io import BytesIO
from itertools import groupby

from docx import Document
from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, TableStyle

PAGE = """<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{title}_岚江市人民政府</title><meta name="PubDate" content="{date} 10:00">
<style>.a {{ color: red }}</style><script>var 整改 = "一是菜单";</script></head>
<body>
<div class="header"><a href="/">岚江市人民政府</a> | <a href="/en">English</a> | <a href="/wza">无障碍</a></div>
<ul class="nav-main"><li><a href="/1">首页</a></li>
<li><a href="/2">政务公开</a></li><li><a href="/3">巡察整改</a></li></ul>
<div class="crumbs">当前位置： <a href="/">首页</a> &gt; <a href="/x">巡察整改</a> &gt; 正文</div>
{before}{body}{after}
<div>上一篇：<a href="/a">关于印发《岚江市城市绿化办法》的通知</a></div>
<div class="side"><h3>相关新闻</h3><ul>
<li><a href="/b">全市巡察工作会议召开</a></li><li><a href="/c">反馈意见</a></li></ul></div>
<div class="footer">版权所有：岚江市人民政府 主办单位：岚江市人民政府办公室<br>网站标识码:0000000000 某ICP备00000000号
<span>建议使用IE9以上浏览器</span></div>
<script src="x.js"></script></body></html>"""


def _parts(text: str) -> Iterator[tuple[bool, list[list[str]]]]:
    """The runs of lines that are rows of a table, and those that are not."""
    lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    for table, run in groupby(_within_tables(lines), key=lambda pair: pair[0]):
        yield table, [cells for _, cells in run]


def _within_tables(lines: list[list[str]]) -> Iterator[tuple[bool, list[str]]]:
    """A heading between two rows lies inside their table."""
    rows = [number for number, cells in enumerate(lines) if len(cells) > 1]
    for number, cells in enumerate(lines):
        yield bool(rows) and rows[0] <= number <= rows[-1], cells


def html_body(text: str) -> str:
    return "\n".join(
        f"<table border=1>{''.join(map(_html_row, lines))}</table>"
        if table
        else "".join(f"<p style='text-indent:2em'><span>{escape(line[0])}</span></p>" for line in lines)
        for table, lines in _parts(text)
    )


def _html_row(cells: list[str]) -> str:
    if len(cells) == 1:
        return f"<tr><td colspan=6>{escape(cells[0])}</td></tr>"
    return f"<tr>{''.join(f'<td><p>{escape(cell)}</p></td>' for cell in cells)}</tr>"


def page(body: str, title: str = "", charset: str = "utf-8", container: str = 'class="TRS_Editor"') -> bytes:
    """A page of a government site around a text."""
    before, after = (f"<div {container}>", "</div>") if container else ("", "")
    told = PAGE.format(title=title, date="2024-07-05", body=body, before=before, after=after, charset=charset)
    return told.encode(charset, errors="xmlcharrefreplace")


def as_html(text: str) -> bytes:
    return page(html_body(text), text.splitlines()[0])


def as_docx(text: str) -> bytes:
    document = Document()
    for table, lines in _parts(text):
        if not table:
            for line in lines:
                document.add_paragraph(line[0])
            continue
        width = max(map(len, lines))
        grid = document.add_table(rows=len(lines), cols=width)
        for row, cells in zip(grid.rows, lines, strict=True):
            if len(cells) == 1:
                row.cells[0].merge(row.cells[-1])
            for cell, told in zip(row.cells, cells, strict=False):
                cell.text = told
    return saved(document)


def as_xlsx(text: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in text.splitlines():
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in line.split("\t")])
    return saved(book)


def as_pdf(text: str) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("song", fontName="STSong-Light", fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
    small = ParagraphStyle("cell", style, fontSize=9, leading=12, firstLineIndent=0)
    told: list[Flowable] = []
    for table, lines in _parts(text):
        if table:
            told.append(_pdf_table(lines, small))
        else:
            told.extend(Paragraph(escape(line[0]), style) for line in lines)
    buffer = BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build(told)
    return buffer.getvalue()


def _pdf_table(lines: list[list[str]], style: ParagraphStyle) -> Flowable:
    width = max(map(len, lines))
    cells = [[Paragraph(escape(cell), style) for cell in [*line, *[""] * (width - len(line))]] for line in lines]
    whole = [("SPAN", (0, row), (-1, row)) for row, line in enumerate(lines) if len(line) == 1]
    look = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"), *whole])
    return LongTable(cells, colWidths=[36, *[450 / (width - 1)] * (width - 1)], style=look, repeatRows=1)


def saved(document: object) -> bytes:
    """What `save` of a document writes."""
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def rows(cells: Iterable[Iterable[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in cells)


SAVED = {".html": as_html, ".docx": as_docx, ".xlsx": as_xlsx, ".pdf": as_pdf}
