"""Where the marks 《》 stand: well formed, nested, unclosed, or never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from graph_builder.kept import OF_TEXTS, kept
from graph_builder.wording import sweep, trie
from graph_builder.wording.word_lists import entries
from ontology.records import Span

_LONGEST = 120

# 《A》 | 《关于〈A〉的说明》 | 《关于印发《A》的通知》 : up to three inner titles, no sentence end.
_CLOSED = re.compile(
    f"《[^《》。;]{{1,{_LONGEST}}}(?:《[^《》。;]{{1,{_LONGEST}}}》[^《》。;]{{0,{_LONGEST}}}){{0,3}}》"
    f"|《《[^《》。;]{{1,{_LONGEST}}}》[^《》。;]{{0,{_LONGEST}}}》"
)
_INNER = re.compile("[《〈]([^《》〈〉]{4,100})[》〉]")
_MARK = sweep.Pattern("[《》]")
_HEAD = trie.pattern(entries("policy_heads")) + r"(?:\((?:试行|暂行|修订|修订稿|修订版|试行稿)\))?"
# 《财务管理办法,… : an unclosed title runs to its head noun before the next punctuation mark.
_UNCLOSED = re.compile(f"《([^《》,。;:、\n]{{2,60}}?{_HEAD})(?=[,。;:、\n]|等|$)")
# …修订完善公务接待管理办法》 : a title that was never opened begins after the last verb of its clause.
_BOUNDARY = re.compile("[《》,。;:、\n]")
_HEAD_LAST = re.compile(f"{_HEAD}$")
_VERB_BEFORE = re.compile(
    "^.*(?:制定|出台|印发|下发|修订|完善|废止|学习|根据|按照|落实|贯彻|执行|对照|依据|违反)[了的]?"
)


class Title(Struct, frozen=True, gc=False):
    """A title with its marks; `inner` are titles named inside it, also with their marks."""

    span: Span
    name: str
    inner: tuple[Span, ...] = ()
    broken: bool = False


@kept(OF_TEXTS)
def find(text: str) -> tuple[Title, ...]:
    """All titles of the text, in order; none overlaps another."""
    closed = [_title(text, found) for found in _CLOSED.finditer(text) if found[0].strip("《》 \n")]
    return tuple(sorted([*closed, *_broken(text, closed)], key=lambda title: title.span.start))


def _title(text: str, found: re.Match[str]) -> Title:
    start, end = found.span()
    inner = tuple(Span(*part.span()) for part in _INNER.finditer(text, start + 1, end - 1))
    return Title(Span(start, end), text[start + 1 : end - 1].replace("\n", ""), inner)


def _broken(text: str, closed: list[Title]) -> Iterator[Title]:
    """Titles that lost one of their marks."""
    covered = iter(closed)
    current = next(covered, None)
    for mark in _MARK.finditer(text):
        while current and current.span.end <= mark.start():
            current = next(covered, None)
        if current and current.span.start <= mark.start():
            continue
        title = _unclosed(text, mark.start()) if mark.group() == "《" else _unopened(text, mark.start())
        if title:
            yield title


def _unclosed(text: str, start: int) -> Title | None:
    found = _UNCLOSED.match(text, start)
    return Title(Span(start, found.end(1)), found.group(1), broken=True) if found else None


def _unopened(text: str, mark: int) -> Title | None:
    clause = _BOUNDARY.split(text[max(0, mark - 60) : mark])[-1]
    name = _VERB_BEFORE.sub("", clause)
    if len(name) < 4 or not _HEAD_LAST.search(name):
        return None
    return Title(Span(mark - len(name), mark + 1), name, broken=True)
