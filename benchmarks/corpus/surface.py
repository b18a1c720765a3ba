"""What a site, a page and a typist make of a notice's lines: noise, broken lines, one line, other punctuation."""

from __future__ import annotations

import re
from random import Random

_WIDE = str.maketrans(",:;()?!", ",:;()?!")
_DECORATION = "■◆★"
# Where decoration stands in the first real notice: before punctuation, and inside decimal numbers.
_NOISY = re.compile(r"(?=[,。、;:”])|(?<=[\u3400-\u9fff])(?=“)|(?<=\d)(?=\.\d)")
_SHARE = 0.3
"""Of those places; with two to six characters each they are a tenth of the text, as there."""

_PAGE = 26


def surfaced(random: Random, family: str, lines: list[str], noisy: bool) -> str:
    """The text of a notice of a family."""
    if random.random() < 0.5:
        lines = [line.translate(_WIDE) for line in lines]
    if family == "pdf":
        lines = _pages(random, lines)
    if family == "menus":
        lines = _on_a_page(random, lines)
    if noisy:
        lines = [decorated(random, line) for line in lines]
    if family == "one_line":
        return _one_line(random, lines)
    if family == "pdf":
        return "\n".join(lines)
    between = random.choice(("\n", "\n", "\r\n", "\n\n"))
    indent = random.choice(("", "", "\u3000\u3000")) if family not in ("table", "flat_table") else ""
    return between.join(indent + line for line in lines) + between


def decorated(random: Random, line: str) -> str:
    """A line with runs of ■◆★ in it."""
    return _NOISY.sub(lambda _: _run(random), line)


def _run(random: Random) -> str:
    if random.random() >= _SHARE:
        return ""
    return "".join(random.choices(_DECORATION, k=random.randint(2, 6)))


def _one_line(random: Random, lines: list[str]) -> str:
    """All lines in one; headings end with a full stop or a space."""
    stop = random.choice(("。", " "))
    return (
        lines[0]
        + " "
        + "".join(line if line.endswith("。") else line + stop for line in lines[1:-2])
        + " ".join(lines[-2:])
    )


_MENUS = ("首页 > 政务公开 > 通知公告", "分享到:", "【字体:大 中 小】", "打印本页", "关闭窗口", "上一篇 下一篇")


def _on_a_page(random: Random, lines: list[str]) -> list[str]:
    """What a site has before, between and behind a notice's paragraphs."""
    at = random.randint(3, len(lines) - 3)
    around = random.sample(_MENUS[1:], 2)
    return [_MENUS[0], *lines[:at], around[0], *lines[at:], around[1]]


def _pages(random: Random, lines: list[str]) -> list[str]:
    """Lines broken at the width of a page, page numbers between."""
    width = random.randint(26, 38)
    broken = [line[at : at + width] for line in lines for at in range(0, len(line), width)]
    pages = [broken[at : at + _PAGE] for at in range(0, len(broken), _PAGE)]
    return [line for number, page in enumerate(pages, start=1) for line in (*page, "", f"— {number} —", "")]
