"""The view inside its own file: written as JSON that no format can mistake for anything else, and read back."""

from __future__ import annotations

import base64
import re
import zlib

from msgspec import DecodeError, json

from visualizations.text import UNSEEN
from visualizations.views import View, ViewError

MOST_BYTES = 100_000_000
"""What a packed record may unpack to."""

# <, > and & could end a script or open an entity; the rest turns or hides text for whoever reads the file.
ESCAPED = re.compile(rf"[<>&]|{UNSEEN.pattern}")

_decoder = json.Decoder(View)


def as_json(view: View) -> str:
    """The view as JSON on one line, safe within HTML, XML and comments."""
    return escaped(json.encode(view).decode())


def escaped(text: str) -> str:
    """JSON that says the same without any character that means something to what it stands in."""
    return ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def from_json(text: str) -> View:
    """The way back from `as_json`. Raises ViewError."""
    try:
        return _decoder.decode(text)
    except DecodeError as fault:
        raise ViewError(f"view data: {fault}; take a file that `xunji view` has written") from None


def packed(view: View) -> str:
    """The view compressed, in letters and digits, for comments."""
    return base64.b64encode(zlib.compress(as_json(view).encode(), 9)).decode()


def unpacked(text: str) -> str:
    """The JSON that was packed. Raises ViewError."""
    try:
        unpacking = zlib.decompressobj()
        found = unpacking.decompress(base64.b64decode(text, validate=True), MOST_BYTES)
        return found.decode()
    except (ValueError, zlib.error) as fault:
        raise ViewError(f"view data: damaged ({fault}); take a file that `xunji view` has written") from None
