"""What is left in a text of the page or program that it came through: tags, entities, escaped line breaks, bullets."""

from __future__ import annotations

import re
from html import unescape

_NOTHING = "\u200b"
# A tag's name, and no less-than sign of a formula.
_NAMES = "p|br|div|span|strong|em|[biu]|font|a|img|image|h[1-6]|table|t(?:body|head|[rdh])|[uo]l|li|section|center|o:p"
_TAG = re.compile(
    r"<(?P<tag>image|script|style)\b[^<>]{0,2000}>[^<]{0,20000}</(?P=tag)>"
    rf"|</?(?P<name>{_NAMES})\b[^<>]{{0,2000}}>|<!--[^<>]{{0,2000}}-->",
    re.IGNORECASE,
)
_ENDS_LINE = frozenset(("p", "br", "div", "li", "tr", "section", "h1", "h2", "h3", "h4", "h5", "h6"))
_ENDS_CELL = frozenset(("td", "th"))

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")

_ESCAPE = re.compile(r"\\[nrt]|\\u3000")
_ESCAPED = {r"\n": "\n", r"\r": "\r", r"\t": "\t"}
_ESCAPES = 3
"""So many `\\n` and hardly a line break make a text that a program wrote as one line."""

# · 整改情况: | > 一、| - (一) | * 1. : at the beginning of a line that has lost its blanks
_BULLET = re.compile(r"(?<![^\n])(?:[·>][·> ]*|[-*] ?(?=[\u3400-\u9fff(“《【\[]))")
_PARAGRAPHS, _FEWEST = 0.6, 5
_BULLETS = ("\n·", "\n>", "\n-", "\n*")


def without_entities(text: str) -> str:
    """The text with `“` for `&ldquo;` and so on, of the same length."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    character = unescape(entity[0])
    return character + _NOTHING * (len(entity[0]) - 1) if len(character) == 1 else entity[0]


def without_tags(text: str) -> str:
    """The text with what tags mean in their place, of the same length: line breaks, columns, or characters without
    width."""
    return _TAG.sub(_meaning, text) if "</" in text or "<br" in text or "<p" in text else text


def _meaning(tag: re.Match[str]) -> str:
    name = (tag["name"] or "").lower()
    ends = name == "br" or tag[0].startswith("</")
    meaning = "\n" if ends and name in _ENDS_LINE else "\t" if ends and name in _ENDS_CELL else _NOTHING
    return meaning + _NOTHING * (len(tag[0]) - 1)


def unescaped(text: str) -> str:
    """The text with its escapes as the characters that they stand for, of the same length."""
    if text.count("\\n") < max(_ESCAPES, text.count("\n")):
        return text
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[0], " ") + _NOTHING * (len(found[0]) - 1), text)


def bullets(text: str) -> list[tuple[int, int]]:
    """Start and end of the marks before lines; dots before a few lines are a list's, and part of what it says."""
    if not text.startswith(("·", ">", "-", "*")) and not any(mark in text for mark in _BULLETS):
        return []
    found = [mark.span() for mark in _BULLET.finditer(text)]
    dots = sum(text[start] == "·" for start, _ in found)
    if dots >= _FEWEST and dots > _PARAGRAPHS * text.count("\n"):
        return found
    return [span for span in found if text[span[0]] != "·"]
