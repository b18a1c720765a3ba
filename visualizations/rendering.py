"""From a view to a file, and back."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import ParseError

from visualizations import dot, mermaid, printing, svg, word
from visualizations.page import page
from visualizations.record import MOST_BYTES, from_json, unpacked
from visualizations.views import Format, View, ViewError, view_of

MOST_FILE = 200_000_000

SCALE = 2.0
SCALED: Mapping[Format, Callable[[View, float], bytes]] = {Format.png: printing.png, Format.docx: word.word}
RENDERERS: Mapping[Format, Callable[[View], bytes]] = {
    Format.html: lambda view: page(view).encode(),
    Format.svg: lambda view: svg.svg(view).encode(),
    Format.pdf: printing.pdf,
    Format.mermaid: lambda view: mermaid.mermaid(view).encode(),
    Format.dot: lambda view: dot.dot(view).encode(),
}

# %% xunji-view/1 eJzt…   // xunji-view/1 eJzt…
COMMENT = re.compile(rf"^(?:{re.escape(mermaid.MARK)}|{re.escape(dot.MARK)})([A-Za-z0-9+/=]+)$", re.MULTILINE)


def render(view: View, format: Format, scale: float = SCALE) -> bytes:
    """The view as a file of this format; the same view gives the same file.

    `scale`: how many pixels PNG and DOCX have for each of the SVG. Raises ViewError: nothing to draw, no Chinese
    font (PNG, PDF, DOCX), a picture too large (PNG, DOCX).
    """
    if not view.part.nodes:
        raise ViewError("there is nothing to draw: no node was found; name something that is in the graph")
    drawn = view_of(view)
    return SCALED[format](drawn, scale) if format in SCALED else RENDERERS[format](drawn)


def read(path: Path) -> View:
    """The view that a file was drawn from. Raises ViewError."""
    try:
        if path.stat().st_size > MOST_FILE:
            raise ViewError(f"{path}: is larger than {MOST_FILE:,} bytes, so it is no view")
        return read_bytes(path.read_bytes())
    except OSError as fault:
        raise ViewError(
            f"{path}: cannot be read ({fault.strerror}); give a file that `xunji view` has written"
        ) from None
    except ViewError as fault:
        raise ViewError(f"{path}: {fault}") from None


def read_bytes(file: bytes) -> View:
    """As `read`, from the file's bytes."""
    for found in _records(file):
        return from_json(found)
    raise ViewError("holds no view; give a file that `xunji view` has written")


def _records(file: bytes) -> Iterator[str]:
    if file.startswith(printing.SIGNATURE):
        return map(_inflated, printing.png_records(file))
    if file.startswith(b"%PDF"):
        return map(_inflated, printing.pdf_records(file))
    if file.startswith(word.SIGNATURE):
        return map(unpacked, word.word_records(file))
    text = file.decode(errors="replace")
    if text.startswith("<svg"):
        return _svg_records(text)
    if text[:100].lower().startswith("<!doctype html"):
        return iter(_Page.records(text))
    return (unpacked(found[1]) for found in COMMENT.finditer(text))


def _svg_records(text: str) -> Iterator[str]:
    try:
        return svg.record_of(text)
    except ParseError as fault:
        raise ViewError(f"is damaged ({fault}); give a file that `xunji view` has written") from None


def _inflated(packed: bytes) -> str:
    try:
        return zlib.decompressobj().decompress(packed, MOST_BYTES).decode()
    except (zlib.error, UnicodeDecodeError) as fault:
        raise ViewError(f"is damaged ({fault}); give a file that `xunji view` has written") from None


class _Page(HTMLParser):
    """Collects the texts of `<script id="xunji-view">`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within = False

    @classmethod
    def records(cls, text: str) -> list[str]:
        reader = cls()
        reader.feed(text)
        reader.close()
        return ["".join(reader.found)] if reader.found else []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._within = tag == "script" and ("id", svg.RECORD) in attributes

    def handle_endtag(self, tag: str) -> None:
        self._within = False

    def handle_data(self, data: str) -> None:
        if self._within:
            self.found.append(data)
