"""label: the number that Word draws before a paragraph of a list; it stands nowhere in the document's text.

ECMA-376 part 1, 17.9: a paragraph names a list and a level, the list's definition says how the level is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from docx.document import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_LONGEST_CHAIN = 10
_CHINESE = "〇一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")  # %1 in `第%1条`


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


def chinese(number: int) -> str:
    """A number from 1 to 99 as it is counted: 一, 十, 十二, 三十."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens < 2 else _CHINESE[tens]) + ("十" if tens else "") + (_CHINESE[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number))


def _two_digits(number: int) -> str:
    return f"{number:02d}"


_WRITTEN: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": _full_width,
    "decimal": str,
    "decimalZero": _two_digits,
}
"""ST_NumberFormat: the ways of counting that notices use; bullets and letters are no numbers there."""


class Numbering:
    """The lists of a document, counted as its paragraphs are read in order."""

    def __init__(self, document: Document) -> None:
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        root = getattr(part, "element", None)
        self._lists = _lists(root) if root is not None else {}
        self._styles = _styles(document.styles.element)
        self._counts: dict[str, list[int]] = {}

    def label(self, paragraph: etree._Element) -> str:
        """The number before a paragraph, as drawn; nothing for one that has none."""
        numbered, level = self._named(paragraph)
        levels = self._lists.get(numbered, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(numbered, [])
        del counts[level + 1 :]
        while len(counts) <= level:
            above = levels.get(len(counts))
            counts.append((above.start if above else 1) - (len(counts) == level))
        counts[level] += 1
        return _drawn(levels, level, counts)

    def _named(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and the level of a paragraph, its own or its style's."""
        own = _reference(paragraph.find(f"./{W}pPr"))
        if own:
            return own
        style = paragraph.find(f"./{W}pPr/{W}pStyle")
        return self._styles.get(style.get(f"{W}val", ""), ("", 0)) if style is not None else ("", 0)


def _drawn(levels: dict[int, _Level], level: int, counts: list[int]) -> str:
    if levels[level].format not in _WRITTEN:
        return ""

    def written(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        if at >= len(counts):
            return ""
        return _WRITTEN.get(levels[at].format if at in levels else "decimal", str)(counts[at])

    return _PLACE.sub(written, levels[level].text)


def _value(parent: etree._Element | None, path: str, default: str) -> str:
    found = parent.find(path) if parent is not None else None
    return found.get(f"{W}val", default) if found is not None else default


def _reference(properties: etree._Element | None) -> tuple[str, int] | None:
    numbered = _value(properties, f"./{W}numPr/{W}numId", "")
    level = _value(properties, f"./{W}numPr/{W}ilvl", "0")
    return (numbered, int(level) if level.isdecimal() and int(level) < _LEVELS else 0) if numbered else None


def _styles(root: etree._Element) -> dict[str, tuple[str, int]]:
    """The list of each style that has one, itself or from the style that it is based on."""
    styles = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    found = {}
    for name, style in styles.items():
        at: etree._Element | None = style
        for _ in range(_LONGEST_CHAIN):
            if at is None:
                break
            if reference := _reference(at.find(f"./{W}pPr")):
                found[name] = reference
                break
            at = styles.get(_value(at, f"./{W}basedOn", ""))
    return found


def _lists(root: etree._Element) -> dict[str, dict[int, _Level]]:
    abstract = {a.get(f"{W}abstractNumId", ""): _levels(a) for a in root.iter(f"{W}abstractNum")}
    return {
        num.get(f"{W}numId", ""): abstract.get(_value(num, f"./{W}abstractNumId", ""), {})
        for num in root.iter(f"{W}num")
    }


def _levels(definition: etree._Element) -> dict[int, _Level]:
    levels = {}
    for level in definition.iter(f"{W}lvl"):
        number, start = level.get(f"{W}ilvl", ""), _value(level, f"./{W}start", "1")
        if number.isdecimal() and int(number) < _LEVELS:
            text = _value(level, f"./{W}lvlText", "")
            format = _value(level, f"./{W}numFmt", "decimal")
            levels[int(number)] = _Level(format, text, int(start) if start.isdecimal() and len(start) < 5 else 1)
    return levels
