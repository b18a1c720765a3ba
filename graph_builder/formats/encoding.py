"""decode: the text of an HTML page, by its mark, its bytes, or what the page says of itself."""

from __future__ import annotations

import codecs
import re

# <meta charset="gb2312">, <meta http-equiv=… content="text/html; charset=gbk">, <?xml … encoding="…"?>
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{2,20})", re.IGNORECASE)
_WITHIN = 4096
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DEFAULT = "gb18030"
_WIDER = {"gb2312": _DEFAULT, "gbk": _DEFAULT, "euc-cn": _DEFAULT, "big5": "big5hkscs", "utf-16": "utf-8"}
"""What pages are really written in that declare the narrower name; a page whose declaration can be read as bytes is
not UTF-16 whatever it says (HTML standard, 13.2.3.2)."""


def _named(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return _DEFAULT
    return _WIDER.get(codec, codec)


def decode(data: bytes) -> str:
    """The text of a page; bytes that do not fit its encoding become U+FFFD."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for encoding, zero in (("utf-16-le", data[1:2]), ("utf-16-be", data[:1])):
        if zero == b"\x00":
            return data.decode(encoding, errors="replace")
    try:
        # Converted pages often keep the declaration of what they were; what reads as UTF-8 is UTF-8.
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:_WITHIN])
    encoding = _named(declared[1].decode("ascii")) if declared else _DEFAULT
    try:
        return data.decode(encoding, errors="replace")
    except LookupError:  # a codec of Python that gives no text: rot13, base64
        return data.decode(_DEFAULT, errors="replace")
