"""Which formats there are: by which suffix and first bytes each is known, and what takes its text out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

# <!DOCTYPE html …>, <html …>, also behind a mark, an XML declaration or a comment
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--.{0,500}?-->\s{0,100})?<(?:!doctype\s{1,9}html|html|head)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_HTML_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml")
_PDF_WITHIN = 1024
"""Bytes before which `%PDF` may stand (ISO 32000, implementation note 13)."""


@dataclass(frozen=True, slots=True)
class Format:
    """`module` has a function `text(data: bytes) -> str`, which raises `Unreadable`; it is loaded where files are taken
    apart and nowhere else. `program` opens such files: for the remedy in messages."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    program: str

    def text(self, data: bytes) -> str:
        read: Callable[[bytes], str] = import_module(f"{__package__}.{self.module}").text
        return read(data)


HTML = Format("HTML page", "html", _HTML_SUFFIXES, "a browser")
PDF = Format("PDF", "pdf", (".pdf",), "a PDF reader")
DOCX = Format("DOCX document", "docx", (".docx",), "Word")
XLSX = Format("XLSX workbook", "xlsx", (".xlsx", ".xlsm"), "Excel")

FORMATS = {known.module: known for known in (HTML, PDF, DOCX, XLSX)}

ARCHIVE_SUFFIX = ".zip"
SUFFIXES = (*(suffix for known in FORMATS.values() for suffix in known.suffixes), ARCHIVE_SUFFIX)
"""Suffixes of the files that formats and archives read, text files not among them."""


def recognise(suffix: str, data: bytes) -> Format | None:
    """The format of a file, by its first bytes rather than its suffix (in lower case); None for any other file."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _office(suffix, data)
    if _HTML.match(data[:2048].replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        return HTML
    return HTML if suffix in _HTML_SUFFIXES and b"<" in data[:2048] else None


def _office(suffix: str, data: bytes) -> Format | None:
    """Which Office format a ZIP file is; the names of its parts stand uncompressed in it."""
    if b"[Content_Types].xml" not in data:
        return None
    by_part = [known for part, known in ((b"word/document", DOCX), (b"xl/workbook", XLSX)) if part in data]
    by_suffix = [known for known in by_part if suffix in known.suffixes]
    return next(iter([*by_suffix, *by_part]), None)
