"""Files made to do harm, or that hold no text: each gets one line that says what, where and what to do."""

from __future__ import annotations

import re
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from docx import Document
from openpyxl import Workbook
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from saved_formats import as_docx, as_html, as_pdf, as_xlsx, saved

from graph_builder.formats import limits
from graph_builder.formats.collected import Unreadable
from graph_builder.formats.confined import Bounds, Confined
from graph_builder.formats.registry import DOCX, HTML, PDF, XLSX, Format
from graph_builder.reading import document as reading
from graph_builder.reading.document import ReadError, read

NOTICE = "关于巡察整改的通报\n一是公开制度。\n"


def blank_pdf(pages: int) -> bytes:
    """Pages with nothing written on them, as a scanner leaves them."""
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 300)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def protected_pdf() -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 72, "notice")
    canvas.save()
    return buffer.getvalue()


def changed(document: bytes, part: str, data: bytes) -> bytes:
    """An Office file with one of its parts replaced or added."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry, old.read(entry))
        new.writestr(part, data)
    return buffer.getvalue()


def far_cell(place: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet[place] = "甲", "乙"
    return saved(book)


_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{_ENTITIES}]>'
ZEROS = bytes(210 * limits.MIB)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("scan.pdf", blank_pdf(3), "is a scanned PDF without a text layer; run OCR on it first"),
        ("long.pdf", blank_pdf(limits.MAX_PAGES + 1), "has 1,001 pages, more than the 1,000 that a notice may have"),
        ("locked.pdf", protected_pdf(), "is protected by a password; save it without one"),
        ("cut.pdf", as_pdf(NOTICE)[:300], "is a PDF that is damaged"),
        ("cut.docx", as_docx(NOTICE)[:-500], "is an Office file that is damaged"),
        ("cut.xlsx", as_xlsx(NOTICE)[:-500], "is an Office file that is damaged"),
        ("bad.docx", changed(as_docx(NOTICE), "word/document.xml", b"<w"), "is a DOCX document that is damaged"),
        ("bad.xlsx", changed(as_xlsx(NOTICE), "xl/workbook.xml", b"<workbook"), "is a XLSX workbook that is damaged"),
        ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        ("old.doc", OLE, "is an old Office file"),
        ("bomb.docx", changed(as_docx(NOTICE), "word/a.bmp", ZEROS), "MB, more than the 200 MB"),
        ("bomb.xlsx", changed(as_xlsx(NOTICE), "xl/a.xml", ZEROS), "MB, more than the 200 MB"),
        ("far.xlsx", far_cell("GR25000"), "has a sheet 'Sheet' of 25,000 rows and 200 columns"),
        ("wide.xlsx", far_cell("XFD1048576"), "needs more than the 1,024 MB of memory that a XLSX workbook may need"),
        ("deep.html", b"<html><body>" + b"<div>" * 5000 + "甲".encode(), "nests more than 256 elements"),
        ("rows.html", b"<html><table>" + b"<tr><td>1<td>2" * 20_001, "holds tables of more than 20,000 rows"),
        ("none.html", b"<!doctype html>", "without text"),
        ("menu.html", b"<html><body><script>1</script></body></html>", "the file is empty"),
        ("other.zap", b"PK\x03\x04" + bytes(50), "is a ZIP archive or an Office file"),
    ],
)  # fmt: skip
def test_each_gets_one_line(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=re.escape(words)) as error:
        read(path)
    assert str(error.value).startswith(f"{path}: ")
    assert "\n" not in str(error.value)
    assert re.search("[;,]", str(error.value))


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_entities_are_neither_laughed_at_nor_fetched(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "secret.txt").write_text("机密", encoding="utf-8")
    outside = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    for number, head in enumerate((LAUGHS, outside)):
        path = tmp_path / f"{number}{suffix}"
        entity = "&e11;" if head is LAUGHS else "&x;"
        path.write_bytes(_with_entity(suffix, head, entity))
        begun = time.monotonic()
        try:
            raw = read(path).raw
        except ReadError:
            raw = ""
        assert "ha" * 10 not in raw
        assert "机密" not in raw
        assert time.monotonic() - begun < 10


def _with_entity(suffix: str, head: str, entity: str) -> bytes:
    part = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}[suffix]
    whole = {".docx": as_docx, ".xlsx": as_xlsx}[suffix](NOTICE)
    xml = zipfile.ZipFile(BytesIO(whole)).read(part).decode()
    xml = head + re.sub(r"^<\?xml[^>]*>\s*", "", xml).replace("公开", entity).replace("<v>1</v>", f"<v>{entity}</v>")
    return changed(whole, part, xml.encode())


@pytest.mark.parametrize("save", [as_html, as_docx, as_xlsx, as_pdf])
def test_more_text_than_a_notice_has_is_refused(monkeypatch: pytest.MonkeyPatch, save: object) -> None:
    assert callable(save)
    known = {as_html: HTML, as_docx: DOCX, as_xlsx: XLSX, as_pdf: PDF}[save]
    monkeypatch.setattr(limits, "MAX_CHARACTERS", 10)
    with pytest.raises(Unreadable, match="holds more than 10 characters of text; split it"):
        known.text(save(NOTICE))


@pytest.mark.parametrize(
    "page",
    [
        b"<a><b>" * 200_000,
        b"<table><tr><td>" * 200_000,
        b"<p>" * 190_000,
        b"<p>" * 1_000_000,
        b"<font color=red>" * 200_000 + "甲".encode() + b"</font>" * 200_000,
        "甲".encode() * 900_000,
        b"<html " + b"a=1 " * 500_000,
        b"<table>" + b"<tr><td rowspan=999 colspan=99>1" * 5_000,
        b"&amp;" * 1_000_000,
        b"<!--" * 500_000,
    ],
)
def test_pages_of_nothing_but_tags_take_no_time(tmp_path: Path, page: bytes) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<html><body>" + page)
    begun = time.monotonic()
    try:
        read(path)
    except ReadError as fault:
        assert "\n" not in str(fault)
    assert time.monotonic() - begun < 20


@pytest.fixture
def confined() -> Confined:
    return Confined(Bounds(memory=400 * limits.MIB, processor=1, clock=60.0))


def test_one_file_that_takes_too_long_costs_the_process_and_not_the_next_file(confined: Confined) -> None:
    slow = BytesIO()
    canvas = Canvas(slow)
    for _ in range(900):
        for line in range(40):
            canvas.drawString(20, 20 * line, "notice " * 40)
        canvas.showPage()
    canvas.save()
    with pytest.raises(Unreadable, match=r"takes more than the 1 seconds of the processor .*; open it in a PDF reader"):
        confined.text(PDF, slow.getvalue())
    assert confined.text(PDF, as_pdf(NOTICE)) == NOTICE
    confined.close()


def test_a_file_that_takes_too_long_by_the_clock_is_given_up() -> None:
    hurried = Confined(Bounds(clock=0.01))
    with pytest.raises(Unreadable, match="takes more than the 0 seconds that a PDF may take"):
        hurried.text(PDF, as_pdf(NOTICE))
    hurried.close()


def test_a_file_that_fills_memory_is_given_up(confined: Confined) -> None:
    sheet = Workbook()
    assert sheet.active is not None
    for _ in range(10):
        sheet.active.append(["甲"] * 10)
    big = b'<si><t xml:space="preserve">' + b"a" * 190 * limits.MIB + b"</t></si>"
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + big + b"</sst>"
    patient = Confined(Bounds(memory=300 * limits.MIB, processor=20, clock=30.0))
    with pytest.raises(Unreadable, match=r"needs more than the 300 MB of memory .* or is damaged; open it in Excel"):
        patient.text(XLSX, changed(saved(sheet), "xl/sharedStrings.xml", strings))
    assert patient.text(HTML, as_html(NOTICE)).startswith("关于巡察整改的通报")
    patient.close()
    confined.close()


def test_the_process_is_started_afresh_after_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILES_PER_PROCESS", 2)
    confined = Confined()
    seen = []
    for _ in range(4):
        confined.text(HTML, as_html(NOTICE))
        assert confined._process is not None
        seen.append(confined._process.pid)
    confined.close()
    assert seen[0] == seen[1] != seen[2] == seen[3]


def test_a_file_larger_than_the_limit_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    path = tmp_path / "a.docx"
    path.write_bytes(saved(Document()))
    with pytest.raises(ReadError, match="is more than the 0 MB"):
        read(path)


@pytest.mark.parametrize("known", [HTML, PDF, DOCX, XLSX])
def test_any_bytes_give_a_text_or_a_reason(known: Format) -> None:
    made = {HTML: as_html, PDF: as_pdf, DOCX: as_docx, XLSX: as_xlsx}[known](NOTICE)
    confined = Confined()
    for step in range(40):
        at = len(made) * step // 40
        try:
            confined.text(known, made[:at] + bytes([step]) + made[at + 1 + step :])
        except Unreadable as fault:
            assert "\n" not in str(fault)
    confined.close()
