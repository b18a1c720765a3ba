"""Word lists as patterns: a trie tries each character once, however long the list."""

from __future__ import annotations

import re
from collections.abc import Iterable


class _Node(dict[str, "_Node"]):
    """The characters that can follow; `closes` when a word ends here."""

    closes = False


def pattern(words: Iterable[str]) -> str:
    """A regular expression, without groups, that matches the longest of the words."""
    return _pattern(_trie(words))


def here(words: Iterable[str]) -> str:
    """The same for one that is tried at many places and found at few: it asks for the first character first.

    Branches are tried one by one, a class of characters at once.
    """
    root = _trie(words)
    return f"(?=[{re.escape(''.join(sorted(root)))}]){_pattern(root)}" if root else r"(?!)"


def mirrored(words: Iterable[str]) -> str:
    """The same for reading backwards, in a mirrored text."""
    return here(word[::-1] for word in words)


def _trie(words: Iterable[str]) -> _Node:
    root = _Node()
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, _Node())
        node.closes = True
    return root


def _pattern(root: _Node) -> str:
    return f"(?:{_branches(root)})" if root else r"(?!)"


def _branches(node: _Node) -> str:
    return "|".join(re.escape(character) + _rest(child) for character, child in sorted(node.items()))


def _rest(node: _Node) -> str:
    if not node:
        return ""
    if node.closes:
        return f"(?:{_branches(node)})?"
    return f"(?:{_branches(node)})" if len(node) > 1 else _branches(node)
