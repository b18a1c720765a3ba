"""Lines that a page's width broke, page numbers between them: which characters to drop to mend the text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate, pairwise
from statistics import median

from ontology.records import Span

# `- 3 -`, `— 3 —`, `第3页 共12页`, `3/12`, `3`: a line that is a page number and no more.
PAGE_NUMBER = re.compile(
    r"(?m)^(?:[-—–·~ ]{0,3}\d{1,3}[-—–·~ ]{0,3}|第\d{1,3}页[,/ ]{0,2}(?:共\d{1,3}页)?|\d{1,3}/\d{1,3})(?:\n|\Z)"
)
# The head of a table's first column, in a table that was flattened to one cell a line.
_NUMBER_COLUMN = re.compile(r"(?m)^(?:序号|编号)$")
# A new numbered block, label or list item begins here: never joined to the line before.
_BEGINS = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)](?!\d)|[①-⑳⑴-⒇⒈-⒛㈠-㈩]"
    r"|中共(?!中央)|(?:发布|发文)(?:时间|日期)|来源:|您?(?:当前|现在)的?位置"
    r"|[一二三四五六七八九十]{1,2}是|(?:整改|反馈|责任|完成|存在)[^,。\n]{0,8}:)"
)
_ENDS = tuple("。!?;:…")
# What a heading or title ends in; a line as wide as the page that happens to end so is still broken.
_HEADING_ENDS = ("通报", "公告", "公示", "报告", "情况", "党组", "委员会", "方面", "问题")
_TITLE = re.compile(r"关于[^。]{2,60}(?:通报|公告|公示|报告)$")
_NO_START = tuple(",、。;:!?)》”’〉")
_MIN_LINES = 8
_OVER, _SLACK, _RARE = 1.15, 3, 0.08
_MIN_WIDTH = 12
_MIN_FULL, _MIN_LONGEST = 6, 24
_LONGEST_HEAD = 40
_LONG, _LAST = 45, 3
_FEW_UNFINISHED = 0.2
_IN_SENTENCE = re.compile(r"[\u3400-\u9fff,、]")
"""The last character of a line that ends without a stop."""
_LABEL = re.compile(r"[\u3400-\u9fff]{2,8}:|[\u3400-\u9fff]{4,40}$")


def _page_numbers(text: str) -> list[Span]:
    """Page numbers that run on from page to page; a lone number, or one below 序号, may be a table's cell."""
    found = list(PAGE_NUMBER.finditer(text))
    if len(found) >= 2 and _NUMBER_COLUMN.search(text):
        found = [match for match in found if not match.group().strip().isdigit()]
    return [Span(*match.span()) for match in found] if len(found) >= 2 else []


def _running_heads(text: str, numbers: list[Span]) -> list[Span]:
    """The lines that stand behind page numbers again and again."""
    behind = [Span(span.end, text.find("\n", span.end) + 1) for span in numbers if text.find("\n", span.end) > 0]
    times = Counter(text[span.start : span.end] for span in behind)
    return [span for span in behind if times[text[span.start : span.end]] >= 2 and len(span) <= _LONGEST_HEAD]


def _width(lines: list[str]) -> float | None:
    """The width at which lines were broken, or None where lines end where sentences do.

    A page's width shows as many lines that stop in mid-sentence at nearly the same length.
    """
    unfinished = [len(line) for line in lines if len(line) >= _MIN_WIDTH and not line.endswith(_ENDS)]
    if len(lines) < _MIN_LINES or len(unfinished) < len(lines) * 0.4:
        return None
    width = median(unfinished)
    near = sum(abs(length - width) <= max(3, width * 0.15) for length in unfinished)
    if near >= len(unfinished) * 0.6 and _keeps_to(lines, width):
        return width if width <= 120 else None
    # Headings, of which a short notice has many, are unfinished too: then the longest lines tell.
    longest = [length for length in unfinished if length >= max(unfinished) * 0.8]
    width = median(longest)
    many = len(longest) >= max(_MIN_FULL, len(lines) * 0.2)
    return width if many and _MIN_LONGEST <= width <= 120 and _keeps_to(lines, width) else None


def _keeps_to(lines: list[str], width: float) -> bool:
    """A page has a width that its lines keep to."""
    return sum(len(line) > width * _OVER + _SLACK for line in lines) <= len(lines) * _RARE


def _is_broken(line: str, following: str, width: float) -> bool:
    """Whether a line goes on in the next one."""
    if following.startswith(_NO_START):
        return True
    if line.endswith(_ENDS) or _TITLE.search(line) or _BEGINS.match(following):
        return False
    return len(line) >= width * (0.95 if line.endswith(_HEADING_ENDS) else 0.8)


def _unfinished(lines: list[str]) -> float:
    """The share of paragraphs that end without a stop: where it is high, the notice leaves the last one out."""
    long = [line for line in lines if len(line) >= _LONG and "\t" not in line]
    return sum(_IN_SENTENCE.match(line[-1:]) is not None for line in long) / len(long) if long else 1.0


def _is_torn(line: str, following: str, mends: bool) -> bool:
    """Whether a line of a text that keeps to no width stops in the middle of a sentence, behind full ones."""
    if following.startswith(_NO_START):
        return True
    if (
        not mends
        or len(line) < _LONG
        or not _IN_SENTENCE.match(line[-1:])
        or _BEGINS.match(following)
        or _LABEL.match(following)
    ):
        return False
    return "。" in line[:-_LAST] and "。" in following


def _is_row(line: str) -> bool:
    """Whether a line is a table's, its cells parted by tabs or bars."""
    return "\t" in line or line.count("|") >= _BARS


_BARS = 2


def joins(text: str) -> list[Span]:
    """The line breaks, page numbers and running heads to drop, in order."""
    numbers = _page_numbers(text)
    dropped = sorted({*numbers, *_running_heads(text, numbers)})
    lines = text.split("\n")
    width = _width([line for line in lines if line and not _is_row(line)])
    mends = width is None and _unfinished(lines) <= _FEW_UNFINISHED
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    gone = {span.start for span in dropped}
    body = [index for index in range(len(lines)) if starts[index] not in gone]
    for here, following in pairwise(body):
        line, after = lines[here], lines[following]
        if _is_row(line) or _is_row(after):
            continue
        if line and (_is_torn(line, after, mends) if width is None else _is_broken(line, after, width)):
            at = starts[here] + len(lines[here])
            dropped.append(Span(at, at + 1))
    return sorted(dropped)
