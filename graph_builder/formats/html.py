"""text: what a page of a government site tells, without the menus, scripts and footers around it."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from graph_builder.wording.lexicon import groups

from . import limits
from .collected import Lines, Unreadable
from .encoding import decode
from .html_blocks import blocks
from .html_main import main, prune

_EXCESSIVE_DEPTH = "depth"
_META_TITLES = ("articletitle", "title", "og:title")
_META_DATES = ("pubdate", "publishdate", "article:published_time", "publishtime", "date")
# 2024-07-05, 2024/7/5, 2024年7月5日
_DATE = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
# 发布时间:2024-07-05 above the text
_LABELLED = re.compile(rf"(?:时间|日期)\s{{0,5}}[:：]?\s{{0,5}}{_DATE.pattern}")
# What stands between the title of a page and the name of its site
_SITE = re.compile(r"\s{0,9}[_|]\s{0,9}|\s{1,9}[-–—·]{1,2}\s{1,9}|-{1,2}(?=[^-]{2,30}$)")
_SPACE = re.compile(r"\s+")


def text(data: bytes) -> str:
    """The main text of an HTML page, with its title and its day of publication where that lacks them."""
    root = _parsed(decode(data))
    title, published = _title(root), _published(root)
    prune(root)
    found = blocks(main(root))
    whole = found.text()
    bare = _SPACE.sub("", whole)
    lines = Lines()
    if title and _SPACE.sub("", title) not in bare:
        lines.add(title)
    first, line_break, rest = (lines.text() + whole).partition("\n")
    # Below the title, where sites show it; a page without a text has nothing to date.
    date = f"发布日期:{published}\n" if whole and published and not _told(bare, published) else ""
    return first + line_break + date + rest


def _parsed(page: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(page.encode("utf-8", errors="replace"), parser) if page.strip() else None
    if root is None:
        raise Unreadable("is an HTML page without text; save the page again when it is shown whole")
    if any(_EXCESSIVE_DEPTH in entry.message.lower() for entry in parser.error_log.filter_from_fatals()):
        raise Unreadable("nests more than 256 elements into each other; save its text as a text file")
    if sum(1 for _ in islice(root.iter(), limits.MAX_ELEMENTS + 1)) > limits.MAX_ELEMENTS:
        raise Unreadable(f"has more than {limits.MAX_ELEMENTS:,} elements; save its text as a text file")
    return root


def _meta(root: etree._Element, names: tuple[str, ...]) -> str:
    told = {
        (meta.get("name") or meta.get("property") or "").lower(): meta.get("content") or ""
        for meta in root.iter("meta")
    }
    return next((told[name].strip() for name in names if told.get(name, "").strip()), "")


def _title(root: etree._Element) -> str:
    """The title of the notice: as the page says it for machines, else its heading, else its window's title."""
    told = _meta(root, _META_TITLES[:1])
    headings = (_plain(element) for name in ("h1", "h2") for element in root.iter(name))
    window = next((_plain(element) for element in root.iter("title")), "")
    parts = [part for part in _SITE.split(window) if part]
    words = groups("web_pages.txt")["title"]
    named = [part for part in (told, *headings, *parts) if any(word in part for word in words)]
    return next(iter(named), told or max(parts, key=len, default=""))


def _plain(element: etree._Element) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def _published(root: etree._Element) -> str:
    date = _DATE.search(_meta(root, _META_DATES)) or _LABELLED.search("".join(root.itertext("*")))
    return f"{date[1]}-{int(date[2]):02d}-{int(date[3]):02d}" if date else ""


def _told(bare: str, published: str) -> bool:
    """Whether the text tells the day of publication, in any of the usual ways of writing."""
    return any(f"{d[1]}-{int(d[2]):02d}-{int(d[3]):02d}" == published for d in _DATE.finditer(bare))
