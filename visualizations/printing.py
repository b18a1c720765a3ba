"""The SVG as PNG and PDF, by Typst: its fonts are those of this machine, and it asks no network."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from functools import cache

import typst

from visualizations.caption import notes, title
from visualizations.record import as_json
from visualizations.svg import RECORD, svg
from visualizations.text import plain
from visualizations.theme import fonts
from visualizations.views import View, ViewError

DENSITY = 96
"""Pixels of the SVG in an inch."""

MOST_PIXELS = 150_000_000
ATTACHED = f"{RECORD}.json"
SIGNATURE = b"\x89PNG\r\n\x1a\n"

PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#set document(title: sys.inputs.title, description: sys.inputs.notes, date: none)
#set text(lang: sys.inputs.language)
#if "data" in sys.inputs {
  pdf.attach(sys.inputs.name, bytes(sys.inputs.data), mime-type: "application/json", relationship: "source")
}
#image(bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.title + " " + sys.inputs.notes)
"""

# <svg … width="1588" height="1104.5"
SIZE = re.compile(r'<svg [^>]{0,80}?width="([\d.]{1,12})" height="([\d.]{1,12})"')

# A PDF attachment: its dictionary, then its bytes.
ATTACHMENT = re.compile(rb"/Type\s*/EmbeddedFile\b[^\x00]{0,400}?>>\s{0,4}stream\r?\n")


class FontMissing(ViewError):
    """No font of this machine has Chinese characters."""


def chinese_font() -> tuple[typst.Fonts, str]:
    """This machine's fonts, and the first of `fonts.txt` among them. Raises FontMissing."""
    found = _installed()
    families = set(found.families())
    for family in fonts():
        if family in families:
            return found, family
    raise FontMissing(
        "no font with Chinese characters is installed, so PNG and PDF cannot be drawn; install one "
        "(Debian, Ubuntu: fonts-noto-cjk; Fedora: google-noto-sans-cjk-fonts), or write svg or html"
    )


@cache
def _installed() -> typst.Fonts:
    """Looking for fonts takes longer than drawing."""
    return typst.Fonts(include_embedded_fonts=False)


def pdf(view: View) -> bytes:
    """One page as large as the picture, its text as text; the view is attached. Raises FontMissing."""
    found, family = chinese_font()
    inputs = {**_inputs(view, family), "name": ATTACHED, "data": as_json(view)}
    return typst.compile(PAGE, format="pdf", font_paths=found, sys_inputs=inputs)


def png(view: View, scale: float = 2, *, framed: bool = True) -> bytes:
    """The picture, `scale` pixels for each of the SVG. Raises FontMissing, ViewError.

    `framed`: with title and caption; the view is in a text chunk.
    """
    found, family = chinese_font()
    inputs = _inputs(view, family, framed)
    _check_size(inputs["svg"], scale)
    drawn = typst.compile(PAGE, format="png", ppi=DENSITY * scale, font_paths=found, sys_inputs=inputs)
    return _with_text(drawn, RECORD, as_json(view)) if framed else drawn


def _inputs(view: View, family: str, framed: bool = True) -> dict[str, str]:
    told = " ".join(notes(view))
    return {
        "svg": svg(view, family, framed=framed),
        "title": plain(title(view)),
        "notes": told,
        "language": view.language,
    }


def _check_size(drawn: str, scale: float) -> None:
    found = SIZE.search(drawn)
    if found is None:
        raise ViewError("the SVG has no size; this is a fault in Xunji, please report it")
    wide, high = (float(length) * scale for length in found.groups())
    if wide * high > MOST_PIXELS:
        raise ViewError(f"the picture would have {wide:.0f} × {high:.0f} pixels; give a smaller --limit, or write svg")


# ------------------------------------------------ the view within PNG and PDF


def _with_text(image: bytes, keyword: str, text: str) -> bytes:
    """The PNG with an iTXt chunk before its end (PNG 1.2, 4.2.3.3): compressed UTF-8."""
    body = keyword.encode() + b"\0\1\0\0\0" + zlib.compress(text.encode(), 9)
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body + struct.pack(">I", zlib.crc32(b"iTXt" + body))
    return image[:-12] + chunk + image[-12:]


def png_records(image: bytes) -> Iterator[bytes]:
    """The compressed texts of the view in a PNG."""
    at = len(SIGNATURE)
    head = RECORD.encode() + b"\0\1\0\0\0"
    while at + 12 <= len(image):
        length, kind = struct.unpack_from(">I4s", image, at)
        body = image[at + 8 : at + 8 + length]
        if kind == b"iTXt" and body.startswith(head):
            yield body[len(head) :]
        at += 12 + length


def pdf_records(file: bytes) -> Iterator[bytes]:
    """What could be the compressed attachments of a PDF; each may be followed by more of the file."""
    return (file[found.end() :] for found in ATTACHMENT.finditer(file))
