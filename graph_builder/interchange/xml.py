"""What the two XML formats have in common: an element at a time, and only characters that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from ontology.records import Value

# Control characters, lone surrogates, U+FFFE and U+FFFF: XML 1.0 has no way to write them.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

BETWEEN = "; "
"""What parts the items of a list."""

CHUNK = 1 << 16


def text(value: Value) -> str:
    """A value as XML holds it; lists are parted by "; "."""
    if isinstance(value, bool):
        return str(value).lower()
    return UNWRITABLE.sub("\ufffd", BETWEEN.join(value) if isinstance(value, list) else str(value))


def document(body: Callable[[Any], Iterator[None]]) -> Iterator[bytes]:
    """The bytes of a document whose `body` writes elements to an `lxml.etree.xmlfile` and yields now and then."""
    sink = _Sink()
    with etree.xmlfile(sink, encoding="utf-8") as xml:
        xml.write_declaration()
        for _ in body(xml):
            if sink.size > CHUNK:
                xml.flush()
                yield sink.taken()
    yield sink.taken()


class _Sink:
    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        self._parts.append(data)
        self.size += len(data)
        return len(data)

    def taken(self) -> bytes:
        data = b"".join(self._parts)
        self._parts, self.size = [], 0
        return data
