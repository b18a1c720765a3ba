"""main: which part of a page is its text. Known containers are data (lexicons/web_pages.txt); without one, the whole
page less what is known to surround a text: rather a line of a menu too many than a measure too few."""

from __future__ import annotations

import re

from lxml import etree

from graph_builder.wording.lexicon import groups

_NO_TEXT = (
    "script", "style", "noscript", "template", "iframe", "frame", "object", "embed", "svg", "canvas", "math",
    "audio", "video", "map", "select", "option", "button", "input", "textarea", "datalist",
)  # fmt: skip
_AROUND_TAGS = frozenset({"nav", "footer", "aside"})
_CJK = re.compile(r"[\u3007\u3400-\u9fff]")
# nav-main, footerBox, page_position: the words of a class or an id
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LARGEST_AROUND = 0.15
"""Share of a page's text: what holds more is no menu, whatever it is called."""
_SMALLEST_MAIN = 0.5


def prune(root: etree._Element) -> None:
    """Take out of a page, in place, what is never read and what by its name surrounds the text."""
    etree.strip_elements(root, *_NO_TEXT, with_tail=False)
    weights = _weights(root)
    largest = _LARGEST_AROUND * weights[root]
    words = frozenset(groups("web_pages.txt")["around"])
    for element in list(weights):
        parent = element.getparent()
        if parent is None or element.tag in ("html", "body") or weights[element] > largest:
            continue
        if element.tag in _AROUND_TAGS or words & _words(element):
            _drop(element, parent)


def main(root: etree._Element) -> etree._Element:
    """The element that holds the text: a known container with most of it, the outermost such, else the page."""
    body = next(root.iter("body"), root)
    names = frozenset(groups("web_pages.txt")["container"])
    weights = _weights(body)
    for element in body.iter():
        named = {(element.get("id") or "").lower(), *(element.get("class") or "").lower().split()}
        if names & named and weights[element] > _SMALLEST_MAIN * weights[body]:
            return element
    return body


def _weights(root: etree._Element) -> dict[etree._Element, int]:
    """How many Chinese characters each element holds outside links, in the order of the page's elements."""
    weights = {element: 0 for element in root.iter()}
    for _, element in etree.iterwalk(root, events=("end",)):
        if element.tag == "a":
            weights[element] = 0
        else:
            weights[element] += len(_CJK.findall(element.text or ""))
        parent = element.getparent()
        if element is not root and parent is not None:
            weights[parent] += weights[element] + len(_CJK.findall(element.tail or ""))
    return weights


def _words(element: etree._Element) -> set[str]:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:200]
    return {word.lower() for word in _WORD.findall(named)} if named != " " else set()


def _drop(element: etree._Element, parent: etree._Element) -> None:
    """Remove an element and keep the text behind it."""
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
