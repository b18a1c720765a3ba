"""Lines of extracted text, gathered up to a limit; and the error of a file that cannot be taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ontology.errors import XunjiError

from . import limits

# What would tear a line or a row apart, and what no text may hold
_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK = " \t\r\n\u3000\xa0"


class Unreadable(XunjiError):
    """Why the text of a file cannot be taken: a phrase with its remedy that goes on from the file's name."""


class Lines:
    """Paragraphs are lines; a row of a table is one line with its cells between tabs."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._left = limits.MAX_CHARACTERS

    def add(self, paragraph: str) -> None:
        """Add a paragraph; breaks inside it make several lines, and its blank lines are left out."""
        for line in paragraph.splitlines():
            if stripped := line.replace("\t", " ").strip(_BLANK):
                self._keep(stripped)

    def add_row(self, cells: Iterable[str]) -> None:
        """Add a row of cells, empty ones included, unless all are."""
        plain = [_BREAKS.sub(" ", cell).strip(_BLANK) for cell in cells]
        if any(plain):
            self._keep("\t".join(plain))

    def _keep(self, line: str) -> None:
        self._left -= len(line) + 1
        if self._left < 0:
            raise Unreadable(
                f"holds more than {limits.MAX_CHARACTERS:,} characters of text; split it into one file per notice"
            )
        self._lines.append(line)

    def text(self) -> str:
        """All lines, each ended by a line break; nothing where there are none."""
        return "".join(f"{line}\n" for line in self._lines)
