"""clean: noise out, one form for each character, and the way back to the source kept.

Characters are only replaced one for one or dropped, so that `Offsets` stays a short list of runs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from graph_builder.reading import glosses
from graph_builder.reading.markup import bullets, unescaped, without_entities, without_tags
from graph_builder.reading.traditional import simplified
from graph_builder.reading.wrapping import joins
from ontology.records import Offsets

CJK = "\u3007\u3400-\u9fff"

# Full-width forms, compatibility ideographs, radicals and small forms, where NFKC gives one character.
_FOLDED = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFE10, 0xFE6F), (0xFF01, 0xFFEE))
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\v"


def _fold_table() -> dict[int, str]:
    table = {
        code: folded
        for start, end in _FOLDED
        for code in range(start, end + 1)
        if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1 and folded != chr(code)
    }
    table |= dict.fromkeys(map(ord, _SPACES), " ")
    table |= {ord(a): b for a, b in zip("「」『』•‧∙・︰\f\u2028\u2029\u0085", "“”‘’····:\n\n\n\n", strict=True)}
    return {code: table.get(ord(folded), folded) for code, folded in table.items()}


FOLD = _fold_table()
_FOLDED_FORM = {chr(code): form for code, form in FOLD.items()}
_FOLDS = re.compile(f"[{re.escape(''.join(_FOLDED_FORM))}]")

# Controls, zero-width and direction marks, surrogates, private use (bullets of word processors), replacements.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff0-\uffff\ud800-\uf8ff"
)
# Geometric shapes, stars, arrows and dingbats (but not the circled numbers among them).
_DECORATION = "\u203b\u2190-\u21ff\u2500-\u25ca\u25cc-\u25ff\u2600-\u2767\u2794-\u27bf\u2b00-\u2bff"
# `○` is noise unless it stands for the zero of 二○二三年, 三○日.
_DIGIT = "一二三四五六七八九〇零○"
# A class, and then more of it: a search goes from one such character to the next, which it does not for `[…]+`.
_NOISE_CHARACTERS = rf"[{_INVISIBLE}{_DECORATION}\r][{_INVISIBLE}{_DECORATION}\r]*"
NOISE = re.compile(
    _NOISE_CHARACTERS + r"|(?<![^\n])#{1,6} +|\*{2,4}"  # Markdown's headings and stress
    r"|,(?=[,。;、])"  # a second one that a copy brought
    rf"|(?<![{_DIGIT}])\u25cb+|\u25cb+(?![{_DIGIT}年月日号周])"
)
_PLAIN_NOISE = re.compile(_NOISE_CHARACTERS)
_RARE = ("#", "**", "\u25cb", ",,", ",。", ",;", ",、")
"""All noise of a text without these is `_PLAIN_NOISE`: five times as fast."""

# A tab, and more than one space, is the edge of a column; so is what stands between the cells of a table.
_SPACE = re.compile(
    rf"""
      (?P<title>《[^《》\n]{{0,120}}》)              # inside a title a space is part of it
      # at the edge of a line, but for the tabs of a row whose first cells are empty
    | (?P<edge>(?<![^\n])(?:\ ++|[ \t]++(?![^\n]*\t[^\n]))|(?<![ \t])[ \t]++(?![^\n]))
    | (?P<name>(?<=(?<![{CJK}])[{CJK}])\ +(?=[{CJK}](?![{CJK}])))   # a name set wide: 王  伟
    | (?P<post>(?<=(?:组长|书记|主任|局长|院长|校长|经理)[{CJK}])\ +(?=[{CJK}](?![{CJK}])))   # 副组长王  伟
    | (?P<narrow>(?<=[^ -~])\ (?!\ )|\ (?=[^ -~]))    # one space at a Chinese character: nothing
    | (?P<mark>(?<=[\d)])\ (?=[:;,](?:[^ -~]|\Z)))     # and before a mark: 问题9 :服务意识不强
    | (?P<wide>(?<=\ )\ +)                           # more than one: a column's edge, kept as one
    """,
    re.VERBOSE,
)
_MAYBE_STRAY = re.compile(r"[《 \t]")
# A text set wide: every character by itself, as some programs take it out of a PDF.
_WIDE = re.compile(r"(?<! ) (?! )")
_WIDE_SHARE = 0.35
# 组    长:印国强 | 电  话: : a label set as wide as those above and below it
_WIDE_LABEL = re.compile(rf"(?m)^ *[{CJK}](?: +[{CJK}]){{1,4}}(?= ?:)")
_BLANKS = re.compile(" +")
# 落实不力.整改情况.一是 : full stops of the other keyboard, but for that of a number, 一.落实
_OTHER_STOP = re.compile(
    rf"(?:^|(?<=[.。;:]))(?P<number>[一二三四五六七八九十]{{1,3}}\.)|(?<=[{CJK}”》)%])\.(?=[{CJK}“《(\s\d]|\Z)",
    re.MULTILINE,
)
_OTHER_STOPS = 5
"""So many times as many of those as of `。` are full stops."""
_BLANK_LINES = re.compile(r"(?<![^\n])\n+")


Range = tuple[int, int]
"""Start and end: a noisy page has thousands, too many to make each a `Span`."""


class _Draft:
    """A text with some of its source's characters dropped, and where the rest came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.clean = [0]
        self.raw = [0]

    def drop(self, spans: Sequence[Range]) -> None:
        """Drop non-overlapping spans, given in order; the runs of what is kept are carried over."""
        if not spans:
            return
        pieces: list[str] = []
        clean: list[int] = []
        raw: list[int] = []
        at = length = run = 0
        for start, end in [*spans, (len(self.text), len(self.text))]:
            if start > at:
                while run + 1 < len(self.clean) and self.clean[run + 1] <= at:
                    run += 1
                clean.append(length)
                raw.append(self.raw[run] + at - self.clean[run])
                while run + 1 < len(self.clean) and self.clean[run + 1] < start:
                    run += 1
                    clean.append(length + self.clean[run] - at)
                    raw.append(self.raw[run])
                pieces.append(self.text[at:start])
                length += start - at
            at = end
        self.text, self.clean, self.raw = "".join(pieces), clean, raw


def _folded(raw: str) -> str:
    """One form for each character; few of those that have another occur in a text."""
    for character in set(_FOLDS.findall(raw)):
        raw = raw.replace(character, _FOLDED_FORM[character])
    return raw


def _stops(text: str) -> str:
    """The text with `。` for the full stops of another keyboard, where that is how its sentences end."""
    if text.count("。") * _OTHER_STOPS >= text.count("."):
        return text
    stopped, count = _OTHER_STOP.subn(lambda stop: stop["number"] or "。", text)
    return stopped if count > text.count("。") * _OTHER_STOPS else text


def _noise(text: str) -> list[Range]:
    rare = any(mark in text for mark in _RARE)
    return _spans(NOISE if rare else _PLAIN_NOISE, text)


def _wide_spaces(text: str) -> list[Range]:
    return _spans(_WIDE, text) if text.count(" ") > _WIDE_SHARE * len(text) else []


def _label_spaces(text: str) -> list[Range]:
    labels = _WIDE_LABEL.finditer(text) if "  " in text else ()
    return [space.span() for label in labels for space in _BLANKS.finditer(text, *label.span())]


def _stray_spaces(text: str) -> list[Range]:
    if " " not in text and "\t" not in text:
        return []
    stray: list[Range] = []
    at = 0
    for begin in _MAYBE_STRAY.finditer(text):
        if begin.start() >= at and (match := _SPACE.match(text, begin.start())):
            at = match.end()
            if match.lastgroup != "title":
                stray.append(match.span())
    return stray


def _spans(pattern: re.Pattern[str], text: str) -> list[Range]:
    return [match.span() for match in pattern.finditer(text)]


def _blank_lines(text: str) -> list[Range]:
    return _spans(_BLANK_LINES, text) if "\n\n" in text or text.startswith("\n") else []


def clean(raw: str) -> tuple[str, Offsets]:
    """The cleaned text of `raw` and the way back: `offsets.source(span)` are positions in `raw`."""
    folded = without_tags(unescaped(_folded(without_entities(raw))))
    draft = _Draft(folded if "\n" in folded else folded.replace("\r", "\n"))
    draft.drop(_wide_spaces(draft.text))
    draft.drop(_noise(draft.text))
    draft.text = _stops(draft.text)
    if glosses.is_glossed(draft.text):
        draft.text = glosses.mended(draft.text)
        draft.drop(glosses.excess(draft.text))
    draft.text = simplified(draft.text)
    draft.drop(_label_spaces(draft.text))
    draft.drop(_stray_spaces(draft.text))
    draft.drop(bullets(draft.text))
    draft.drop(_blank_lines(draft.text))
    draft.drop([(span.start, span.end) for span in joins(draft.text)])
    return draft.text, Offsets(tuple(draft.clean), tuple(draft.raw))
