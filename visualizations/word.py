"""A view as a Word document to copy into a report: the picture, its caption, and the sentences that prove it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph

from ontology.records import Node, Relationship
from visualizations.caption import WORDS, notes, title
from visualizations.laying import laid_out
from visualizations.printing import png
from visualizations.record import packed
from visualizations.scene import FONT as FONT_SIZE
from visualizations.scene import name
from visualizations.text import plain, shortened
from visualizations.theme import QUIET, type_name
from visualizations.views import VERSION, View, ViewError

SIGNATURE = b"PK\x03\x04"
KEPT = "/customXml/xunji-view.xml"
"""Where the view stands in the document: Word keeps such parts when it saves."""

FONT = "Microsoft YaHei"
"""What Word has for Chinese on every system; LibreOffice takes another where it is missing."""

SHORT, LONG, EDGE, BELOW = Cm(21), Cm(29.7), Cm(2), Cm(3)
"""A4, its margins, and what the caption needs."""

WIDE = 900
"""A picture of more pixels than these, and wider than high, goes on a sheet laid across: its letters stay legible."""

MOST_ROWS = 300
LONGEST_QUOTE = 500
LONGEST_ALT = 1_000
SHARES = (0.26, 0.41, 0.2, 0.13)
"""What part of the width each column has: relationship, sentence, notice, its date."""

MOST_RECORD = 50_000_000
RECORD = re.compile(rb"<view [^<>]{0,80}>([A-Za-z0-9+/=]+)</view>")
STAMP = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive: the same view gives the same bytes."""


def word(view: View, scale: float = 2) -> bytes:
    """The document; the picture has `scale` pixels for each of the SVG. Raises FontMissing, ViewError."""
    document = Document()
    _describe(document, view)
    image = png(view, scale, framed=False)
    wide, high = _size(image)
    _lay(document, _across(wide / scale, high / scale))
    _picture(document, view, image)
    _caption(document, view)
    _evidence(document, view)
    _keep(document, view)
    return _saved(document)


def letters(view: View) -> float:
    """How high the letters of the picture are on its sheet, in points: what has many rows is made small."""
    scene = laid_out(view)
    across = _across(scene.width, scene.height)
    wide, high = (LONG, SHORT) if across else (SHORT, LONG)
    room = min((wide - 2 * EDGE) / scene.width, (high - 2 * EDGE - BELOW) / scene.height)
    return FONT_SIZE * room / Pt(1)


def _across(wide: float, high: float) -> bool:
    return wide > WIDE and wide > high


def _describe(document: Doc, view: View) -> None:
    """Title and author of the file, and letters of one size for Latin and Chinese."""
    about = document.core_properties
    about.title, about.author = plain(title(view))[:255], f"巡迹 Xunji {plain(view.origin.version)}"[:255]
    about.comments = ""
    about.created = about.modified = _day(view.origin.made)
    about.language = "zh-CN" if view.language == "zh" else "en"
    for style in (document.styles["Normal"], document.styles["Caption"]):
        assert isinstance(style, ParagraphStyle)
        style.font.size, style.font.name = Pt(9.5), FONT
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_after = Pt(3)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)


def _day(made: str) -> datetime:
    try:
        return datetime.fromisoformat(made[:10])
    except ValueError:
        return datetime(*STAMP)


def _size(image: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    wide, high = struct.unpack_from(">II", image, 16)
    return wide, high


def _ratio(image: bytes) -> float:
    wide, high = _size(image)
    return wide / high


def _lay(document: Doc, across: bool) -> None:
    """The sheet, A4."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if across else (SHORT, LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = EDGE


def _room(document: Doc) -> tuple[int, int]:
    section = document.sections[0]
    assert section.page_width and section.page_height
    return section.page_width - 2 * EDGE, section.page_height - 2 * EDGE - BELOW


def _picture(document: Doc, view: View, image: bytes) -> None:
    """As large as the sheet lets it be beside its caption, with a text for who cannot see it."""
    wide, high = _room(document)
    drawn = document.add_picture(io.BytesIO(image), width=Length(min(wide, int(high * _ratio(image)))))
    said = drawn._inline.docPr
    said.set("name", WORDS[view.language]["picture"])
    said.set("descr", shortened(" ".join((title(view), *_told(view))), LONGEST_ALT))
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _told(view: View) -> Iterator[str]:
    """What the picture shows, in words: every line as a sentence."""
    names = {node.id: name(node) for node in view.part.nodes}
    for link in view.part.relationships:
        yield f"{shortened(names[link.start], 40)} {_arrow(link, view)} {shortened(names[link.end], 40)};"


def _arrow(link: Relationship, view: View) -> str:
    return f"—{plain(type_name(link.type, view.language))}→"


def _caption(document: Doc, view: View) -> None:
    """`图 1 …`: the number is a field, so that it counts on in the report that it is copied into."""
    line = document.add_paragraph(style="Caption")
    line.add_run(f"{WORDS[view.language]['figure']} ")
    _number(line, WORDS[view.language]["figure"])
    line.add_run(f"  {plain(title(view))}")
    for note in notes(view):
        run = document.add_paragraph().add_run(note)
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(QUIET[1:])


def _number(line: Paragraph, counted: str) -> None:
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" SEQ {counted} \\* ARABIC ")
    field.append(line.add_run("1")._r)
    line._p.append(field)


# ------------------------------------------------ the table


def _evidence(document: Doc, view: View) -> None:
    """One row a relationship, in the order in which the notices say it."""
    words = WORDS[view.language]
    reports = {report.id: report for report in view.reports}
    links = sorted(view.part.relationships, key=lambda link: (_cited(link, reports), link.evidence.span.start))
    names = {node.id: node for node in view.part.nodes}
    rows = [_cells(link, names, reports, view) for link in links[:MOST_ROWS]]
    if not rows:
        return
    texts = ((words["relationship"], words["quote"], words["report"], words["date"]), *rows)
    table = document.add_table(rows=len(texts), cols=len(SHARES), style="Table Grid")
    table.autofit = False
    for column, share in zip(table.columns, SHARES, strict=True):
        column.width = Length(int(_room(document)[0] * share))
    for index, (row, told) in enumerate(zip(table.rows, texts, strict=True)):
        _row(row, told, _room(document)[0], heading=index == 0)
    if len(links) > MOST_ROWS:
        document.add_paragraph(words["more_rows"].format(count=len(links) - MOST_ROWS))


def _cited(link: Relationship, reports: dict[str, Node]) -> tuple[str, str]:
    report = reports.get(link.evidence.report)
    return str(report.properties.get("publish_date", "")) if report else "", link.evidence.report


def _cells(link: Relationship, names: dict[str, Node], reports: dict[str, Node], view: View) -> tuple[str, ...]:
    report = reports.get(link.evidence.report)
    called = name(report) if report else link.evidence.report
    date = plain(report.properties.get("publish_date", "")) if report else ""
    ends = [shortened(name(names[id]), 60) for id in (link.start, link.end)]
    fact = f"{ends[0]} {_arrow(link, view)} {ends[1]}"
    return fact, shortened(link.evidence.quote, LONGEST_QUOTE), shortened(called, 60), date


def _row(row: _Row, texts: tuple[str, ...], wide: int, *, heading: bool) -> None:
    _whole(row, heading)
    for cell, text, share in zip(row.cells, texts, SHARES, strict=True):
        cell.width = Length(int(wide * share))
        line = cell.paragraphs[0]
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
        run = line.add_run(text)
        run.font.size, run.bold = Pt(8.5), heading


def _whole(row: _Row, heading: bool) -> None:
    """No row is broken by the end of a page; the head stands on every page."""
    given: Any = row._tr.get_or_add_trPr()
    given.append(OxmlElement("w:cantSplit"))
    if heading:
        given.append(OxmlElement("w:tblHeader"))


# ------------------------------------------------ the view within the document


def _keep(document: Doc, view: View) -> None:
    text = f'<view xmlns="https://xunji/{VERSION}">{packed(view)}</view>'
    part = Part(PackURI(KEPT), "application/xml", text.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _saved(document: Doc) -> bytes:
    """The document's bytes, the same ones every time."""
    made, again = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as read, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in read.infolist():
            written.writestr(zipfile.ZipInfo(entry.filename, STAMP), read.read(entry), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def word_records(file: bytes) -> Iterator[str]:
    """The packed views in a document; Word may have given the part another name. Raises ViewError."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            for entry in archive.infolist():
                if entry.filename.startswith("customXml/") and entry.file_size <= MOST_RECORD:
                    yield from (found[1].decode() for found in RECORD.finditer(archive.read(entry)))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as fault:
        raise ViewError(f"is damaged ({fault}); give a file that `xunji view` has written") from None
