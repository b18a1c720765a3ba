"""paragraphs: the lines of a page, put together again where the page's width broke them.

What shows it is where they stand: a line that reaches the right edge goes on in the next, unless that is indented.
On pages whose paragraphs are not indented nothing is put together here; `wrapping.joins` sees to those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from .pdf_tables import Box

_INDENT = (0.8, 3.5)
"""How far the first line of a paragraph stands in, in characters; what stands further in is centred."""
_SHORT = 3.0
"""Characters by which a broken line may miss the right edge: no line begins with a full stop."""
_SHORTER = 8.0
"""The same for a line that ends no sentence: the number or the word behind it may not have fitted."""
_ENDS = tuple("。:;!?：；！？")
_SAME_LINE = 0.5


NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


class Line(NamedTuple):
    """A line as drawn."""

    text: str
    box: Box


class Paragraph(NamedTuple):
    """A paragraph, or a part of one: whether it may go on a paragraph before it, and whether it may go on itself."""

    text: str
    follows: bool
    open: bool


def lines(written: pdfium.PdfTextPage) -> list[Line]:
    """The lines of a page in the order in which they were written."""
    told: str = written.get_text_range()
    found: list[Line] = []
    start = 0
    for line in told.split("\n"):
        if bare := line.strip():
            first = start + line.index(bare)
            ends = [_box(written, first), _box(written, first + len(bare) - 1)]
            found.append(Line(bare, _around([box for box in ends if box]) or (found[-1].box if found else NOWHERE)))
        start += len(line) + 1
    return found


def _box(written: pdfium.PdfTextPage, position: int) -> Box | None:
    """Where a character of the page's text stands; None for one that PDFium added."""
    index = raw.FPDFText_GetCharIndexFromTextIndex(written, position)
    return Box(*written.get_charbox(index, loose=True)) if index >= 0 else None


def _around(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


class Edges(NamedTuple):
    """Where the lines of a page begin and end, and the size of its characters, in points."""

    left: float
    right: float
    size: float

    def indents(self, line: Line) -> bool:
        return _INDENT[0] * self.size < line.box.left - self.left < _INDENT[1] * self.size

    def flush(self, line: Line) -> bool:
        return line.box.left - self.left <= _INDENT[0] * self.size

    def broken(self, line: Line) -> bool:
        """Whether a line is as long as the page is wide."""
        most = _SHORT if line.text.endswith(_ENDS) else _SHORTER
        return self.right - line.box.right <= most * self.size


def edges(found: Sequence[Line]) -> Edges:
    """The edges of a page with lines."""
    size = median(line.box.top - line.box.bottom for line in found)
    return Edges(min(line.box.left for line in found), max(line.box.right for line in found), size)


def paragraphs(found: Iterable[Line], page: Edges, indented: bool) -> Iterator[Paragraph]:
    """The paragraphs of a part of a page; `indented` tells whether the document indents paragraphs at all."""
    told, follows, going = "", False, False
    for line in _whole(found):
        flush = indented and page.flush(line)
        if told and going and flush:
            told = joined(told, line.text)
        else:
            if told:
                yield Paragraph(told, follows, going)
            told, follows = line.text, flush
        going = indented and page.broken(line)
    if told:
        yield Paragraph(told, follows, going)


def _whole(found: Iterable[Line]) -> Iterator[Line]:
    """Pieces of one line (words in another font, set apart) put beside each other."""
    before: Line | None = None
    for line in found:
        if before and _beside(before.box, line.box):
            before = Line(f"{before.text} {line.text}", _around([before.box, line.box]) or line.box)
        else:
            if before:
                yield before
            before = line
    if before:
        yield before


def _beside(one: Box, other: Box) -> bool:
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return other.left >= one.right and shared > _SAME_LINE * min(one.top - one.bottom, other.top - other.bottom)


def joined(line: str, following: str) -> str:
    """Two lines as one; words of letters stay apart."""
    latin = line[-1:].isascii() and line[-1:].isalnum() and following[:1].isascii() and following[:1].isalpha()
    return f"{line} {following}" if latin else line + following
