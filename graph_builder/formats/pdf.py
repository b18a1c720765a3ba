"""text: the text layer of a PDF, page by page; tables with drawn lines become rows, also across pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import pypdfium2 as pdfium
from pypdfium2 import raw

from graph_builder.reading.wrapping import PAGE_NUMBER

from . import limits
from .collected import Lines, Unreadable
from .pdf_lines import Edges, Line, Paragraph, edges, joined, lines, paragraphs
from .pdf_tables import Box, Region, regions
from .table import Cell, Rows, write

Rowed = list[list[Cell]]

_FEWEST_PER_PAGE = 10
"""Characters: a scanned page with a stamped page number has fewer."""

_FEWEST_INDENTED = 2
"""Lines: one alone may stand where it does for another reason."""

# What stands for letters whose font does not say which they are
_UNKNOWN = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
# A hyphen that PDFium marks at a line's end
_MARK = re.compile("\ufffe|\u0002")


def text(data: bytes) -> str:
    """The text of a PDF. Raises Unreadable."""
    document = _opened(data)
    if len(document) > limits.MAX_PAGES:
        raise Unreadable(
            f"has {len(document):,} pages, more than the {limits.MAX_PAGES:,} that a notice may have; "
            "split it into one file per notice"
        )
    told, rows = Lines(), Rows()
    pages = [_page(document, number) for number in range(len(document))]
    indented = any(map(_indents, pages))
    for part in _mended(part for page in pages for part in page.parts(indented)):
        if isinstance(part, Paragraph):
            told.add(_MARK.sub("", part.text))
        else:
            rows.take(len(part))
            write(part, told)
    return _checked(told.text(), len(document))


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        if getattr(fault, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(fault):
            raise Unreadable("is protected by a password; save it without one") from fault
        raise Unreadable("is a PDF that is damaged; get it once more from where it came") from fault


def _checked(text: str, pages: int) -> str:
    if len(text) < _FEWEST_PER_PAGE * pages:
        raise Unreadable("is a scanned PDF without a text layer; run OCR on it first")
    if len(_UNKNOWN.findall(text)) * 2 > len(text):
        raise Unreadable("is a PDF whose fonts do not tell which letters they draw; run OCR on it first")
    return text


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page, without its number."""

    lines: list[Line]
    tables: list[tuple[Box, Rowed]]

    def edges(self) -> Edges | None:
        """The edges of the text outside tables; None where there is none."""
        return edges(self.outside()) if self.outside() else None

    def outside(self) -> list[Line]:
        return [line for line in self.lines if not any(_within(line, box) for box, _ in self.tables)]

    def parts(self, indented: bool) -> Iterator[Paragraph | Rowed]:
        """Paragraphs and tables from top to bottom."""
        page = self.edges() or Edges(0.0, 0.0, 0.0)
        rest = self.lines
        for box, rows in self.tables:
            rest = [line for line in rest if not _within(line, box)]
            yield from paragraphs([line for line in rest if line.box.bottom >= box.bottom], page, indented)
            yield rows
            rest = [line for line in rest if line.box.bottom < box.bottom]
        yield from paragraphs(rest, page, indented)


def _page(document: pdfium.PdfDocument, number: int) -> _Page:
    try:
        page = document[number]
    except pdfium.PdfiumError as fault:
        raise Unreadable(
            f"is a PDF that is damaged (page {number + 1}); get it once more from where it came"
        ) from fault
    written = page.get_textpage()
    tables = [(region.box, _rows(written, region)) for region in regions(page)]
    found = _Page([line for line in lines(written) if not _is_number(line.text)], tables)
    written.close()
    page.close()
    return found


def _indents(page: _Page) -> bool:
    """Whether a page indents the first lines of paragraphs."""
    found = page.edges()
    return found is not None and sum(map(found.indents, page.outside())) >= _FEWEST_INDENTED


def _within(line: Line, box: Box) -> bool:
    return box.bottom <= (line.box.bottom + line.box.top) / 2 <= box.top


def _is_number(told: str) -> bool:
    """- 3 -, 第3页 共12页; a bare number may be a cell of a table without lines."""
    return bool(PAGE_NUMBER.fullmatch(told)) and not told.isdecimal()


def _inside(written: pdfium.PdfTextPage, box: Box) -> str:
    told: str = written.get_text_bounded(*box)
    return _MARK.sub("", told)


def _rows(written: pdfium.PdfTextPage, region: Region) -> Rowed:
    return [
        [Cell((_one_line(_inside(written, place.box)),), place.right, place.down) for place in row]
        for row in region.rows
    ]


def _one_line(told: str) -> str:
    """The text of a cell: its lines are as long as the cell is wide and break anywhere."""
    return reduce(joined, filter(None, map(str.strip, told.splitlines())), "")


def _mended(parts: Iterator[Paragraph | Rowed]) -> Iterator[Paragraph | Rowed]:
    """The parts, with tables and paragraphs that go on behind a page break made one."""
    last: Paragraph | Rowed | None = None
    for part in parts:
        if isinstance(last, Paragraph) and isinstance(part, Paragraph) and last.open and part.follows:
            last = Paragraph(joined(last.text, part.text), last.follows, part.open)
        elif isinstance(last, list) and isinstance(part, list) and _width(last) == _width(part):
            _go_on(last, part)
        else:
            if last is not None:
                yield last
            last = part
    if last is not None:
        yield last


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    return max((sum(cell.right for cell in row) for row in rows), default=0)


def _go_on(table: Rowed, rows: Rowed) -> None:
    """Add the rows on the next page: without the head that was repeated, and the row that the page broke mended."""
    rest = rows[1:] if rows[0] == table[0] else rows
    if rest and len(rest[0]) == len(table[-1]) > 1 and not any(rest[0][0].paragraphs):
        table[-1] = [
            Cell((_one_line("\n".join((*above.paragraphs, *below.paragraphs))),), above.right, above.down)
            for above, below in zip(table[-1], rest[0], strict=True)
        ]
        rest = rest[1:]
    table.extend(rest)
