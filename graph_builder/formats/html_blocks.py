"""blocks: the elements of a page become lines as a browser would break them; its tables of data become rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from graph_builder.wording.lexicon import groups

from . import limits
from .collected import Lines
from .table import Cell, Rows, write

# Elements that stand on lines of their own; all others, unknown ones too (<o:p> of Word), run on in the line.
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
        "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    }
)  # fmt: skip
# White space as HTML collapses it; the ideographic and the no-break space are no part of it.
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SENTENCE = re.compile(r"[。;；,，:：]")
# A sentence, or the day of publication among the tools
_KEPT = re.compile(r"[。;；]|(?:时间|日期)[:：]")
_LONGEST_NOISE = 80
_LAYOUT_SHARE = 0.8
_LAYOUT_CHARACTERS = 400


class _Line:
    """The text of a line while it grows, and how much of it stands in links."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0
        self.plain = ""

    def add(self, told: str, link: bool) -> None:
        self.pieces.append(told)
        if link:
            self.linked += len(told.strip())
        elif len(self.plain) < _LONGEST_NOISE:
            self.plain += told

    def is_menu(self, text: str) -> bool:
        """Half of it links, and no sentence around them."""
        return self.linked * 2 >= len(text) > 0 and not _SENTENCE.search(self.plain)


def blocks(root: etree._Element) -> Lines:
    """The lines of all that stands below `root`, menus and the tools of the page left out. Raises Unreadable."""
    lines, rows = Lines(), Rows()
    for told in _walk(root, rows, lines):
        lines.add(told)
    return lines


def _walk(root: etree._Element, rows: Rows, lines: Lines) -> Iterator[str]:
    """Line after line; a table of data is written to `lines` in its place."""
    line, links = _Line(), 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if element.tag in _BLOCKS:
            yield from _told(line)
            line = _Line()
        if event == "start":
            links += element.tag == "a"
            if element.tag == "table" and _holds_data(element):
                _write(element, rows, lines)
                walk.skip_subtree()
            else:
                line.add(element.text or "", links > 0)
        else:
            links -= element.tag == "a"
            if element is not root:
                line.add(element.tail or "", links > 0)
    yield from _told(line)


def _told(line: _Line) -> Iterator[str]:
    told = _SPACE.sub(" ", "".join(line.pieces)).strip()
    if told and not line.is_menu(told) and not is_noise(told):
        yield told


@cache
def _noise() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = groups("web_pages.txt")
    begins, holds = ("|".join(map(re.escape, words[name])) for name in ("tool", "footer"))
    return re.compile(rf"[\s【\[(（|>]{{0,5}}(?:{begins})(?![\u3400-\u9fff])"), re.compile(holds)


def is_noise(told: str) -> bool:
    """A short line that serves the page (打印本页, 当前位置:…, 版权所有…) and tells nothing of the notice."""
    tool, footer = _noise()
    if len(told) > _LONGEST_NOISE or _KEPT.search(told):
        return False
    return bool(tool.match(told) or footer.search(told))


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def _holds_data(table: etree._Element) -> bool:
    """Whether a table is one of data; many pages are laid out by tables."""
    if table.find(".//table") is not None:
        return False
    rows = _rows(table)
    if sum(len(row) > 1 for row in rows) < 2:
        return False
    lengths = [sum(map(len, cell.itertext())) for row in rows for cell in row]
    return max(lengths) < max(_LAYOUT_CHARACTERS, _LAYOUT_SHARE * sum(lengths))


def _write(table: etree._Element, rows: Rows, lines: Lines) -> None:
    for caption in table.iter("caption"):
        lines.add(_SPACE.sub(" ", "".join(caption.itertext())))
    elements = _rows(table)
    rows.take(len(elements))
    write([[_cell(cell) for cell in row[: limits.MAX_COLUMNS]] for row in elements if row], lines)


def _cell(cell: etree._Element) -> Cell:
    paragraphs: list[str] = []
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag in _BLOCKS:
            paragraphs.append(_SPACE.sub(" ", "".join(pieces)))
            pieces = []
        pieces.append((element.text if event == "start" else element.tail if element is not cell else "") or "")
    return Cell(tuple(p for p in paragraphs if p.strip()), _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: etree._Element, name: str) -> int:
    told = (cell.get(name) or "1").strip()
    largest = limits.MAX_COLUMNS if name == "colspan" else limits.MAX_SPAN
    return min(max(int(told), 1), largest) if told.isdecimal() and len(told) < 10 else 1
