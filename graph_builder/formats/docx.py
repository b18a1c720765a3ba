"""text: the paragraphs and tables of a DOCX document, with the numbers that Word draws before paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from lxml import etree

from .collected import Lines
from .docx_numbers import Numbering, W
from .office import check
from .table import Cell, Rows, write

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What was deleted, what stands here a second time for older programs, and boxes, which are lines of their own
_PASSED = frozenset({f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}txbxContent", f"{W}pPr", f"{W}rPr"})
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_TEXT, _BOX = f"{W}t", f"{W}txbxContent"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"


def text(data: bytes) -> str:
    """The text of a DOCX document. Raises Unreadable."""
    check(data)
    document = Document(BytesIO(data))
    lines = Lines()
    _Reader(Numbering(document), lines).blocks(document.element.body)
    return lines.text()


class _Reader:
    def __init__(self, numbering: Numbering, lines: Lines) -> None:
        self._numbering = numbering
        self._lines = lines
        self._rows = Rows()

    def blocks(self, parent: etree._Element) -> None:
        for block in _children(parent, _PARAGRAPH, _TABLE):
            if block.tag == _TABLE:
                self._table(block)
            else:
                for paragraph in self._paragraphs(block):
                    self._lines.add(paragraph)

    def _paragraphs(self, paragraph: etree._Element) -> Iterator[str]:
        """A paragraph, and those in the text boxes that hang on it."""
        yield self._numbering.label(paragraph) + _told(paragraph)
        for box in paragraph.iter(_BOX):
            if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
                yield from map(_told, box.iter(_PARAGRAPH))

    def _table(self, table: etree._Element) -> None:
        rows: list[list[Cell]] = []
        begun: dict[int, tuple[int, int]] = {}  # column -> the row and place of the cell that goes on downwards there
        for row in _children(table, _ROW):
            self._rows.take(1)
            cells: list[Cell] = []
            column = _number(row, "gridBefore", 0)
            cells.extend([Cell()] * min(column, 1))
            for cell in _children(row, _CELL):
                width = _number(cell, "gridSpan", 1)
                if _goes_on(cell) and column in begun:
                    at, place = begun[column]
                    above = rows[at][place]
                    rows[at][place] = Cell(above.paragraphs, above.right, len(rows) - at + 1)
                else:
                    begun[column] = (len(rows), len(cells))
                    cells.append(Cell(tuple(self._in_cell(cell)), width))
                column += width
            rows.append(cells)
        write(rows, self._lines)

    def _in_cell(self, cell: etree._Element) -> Iterator[str]:
        """All paragraphs of a cell, those of tables inside it too."""
        for paragraph in cell.iter(_PARAGRAPH):
            yield self._numbering.label(paragraph) + _told(paragraph)


def _children(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The children with these tags, also where a content control or a tracked insertion stands around them."""
    waiting = list(reversed(parent))
    while waiting:
        child = waiting.pop()
        if child.tag in tags:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"):
            waiting.extend(reversed(child))


def _told(paragraph: etree._Element) -> str:
    told: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag in _PASSED:
            walk.skip_subtree()
        elif element.tag == _TEXT:
            told.append(element.text or "")
        elif element.tag in _SIGNS:
            told.append(_SIGNS[element.tag])
    return "".join(told)


def _number(element: etree._Element, name: str, default: int) -> int:
    """A number among the properties of a row or a cell."""
    found = element.find(f"./{W}{'trPr' if element.tag == _ROW else 'tcPr'}/{W}{name}")
    value = found.get(f"{W}val", "") if found is not None else ""
    return max(int(value), default) if value.isdecimal() and len(value) < 5 else default


def _goes_on(cell: etree._Element) -> bool:
    merge = cell.find(f"./{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"
