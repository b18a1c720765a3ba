"""When two titles are the same, and which extracted item is which item of the gold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from ontology.records import Node

# Punctuation, white space and decoration: "“第一议题”制度, 不到位" is compared as "第一议题制度不到位".
NOISE = re.compile(r"[\s■◆★●▲▼◇□☆○▪▫•·、,,。.;;::!!??“”\"'‘’()()《》〈〉\[\]【】<>—\-…_]+")

# A title that opens another one is the same title; it may stand up to this many characters in, from this length on.
LATEST_START = 12
SHORTEST_PART = 4
# A gold title may also be found near the start of the item's text, where the item was named otherwise.
TEXT_START = 60
SHORTEST_IN_TEXT = 5


def bare(text: str) -> str:
    """The text without punctuation, white space and decoration."""
    return NOISE.sub("", text)


def same_title(a: str, b: str) -> float:
    """Similarity of two titles, 0 to 1; 1 where the longer one begins with the whole of the shorter one."""
    return _alike(bare(a), bare(b))


def _alike(a: str, b: str) -> float:
    if not a or not b:
        return 0.0
    short, long = sorted((a, b), key=len)
    if len(short) >= SHORTEST_PART and short in long[: len(short) + LATEST_START]:
        return 1.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _opens_text(title: str, text: str) -> bool:
    return len(title) >= SHORTEST_IN_TEXT and title in text[:TEXT_START]


def match_titles(titles: Sequence[str], found: Sequence[Node], threshold: float) -> Mapping[int, Node]:
    """Which node stands for which gold title, one to one, the most alike first.

    Equal likeness is settled by order: earlier titles first, then earlier nodes.
    """
    wanted = [bare(title) for title in titles]
    read = [(bare(_text(node, "name")), bare(_text(node, "text"))) for node in found]
    likeness = [
        (1.0 if _opens_text(title, text) else _alike(title, name), i, j)
        for i, title in enumerate(wanted)
        for j, (name, text) in enumerate(read)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for value, i, j in sorted(likeness, key=lambda pair: -pair[0]):
        if value >= threshold and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return {i: found[j] for i, j in pairs.items()}


def _text(node: Node, key: str) -> str:
    return str(node.properties.get(key) or "")
