"""Documents: laws, rules, plans, notices and publications, and what was done with each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph_builder.mentions import actions, titles, unmarked
from graph_builder.mentions.titles import Title
from graph_builder.wording import trie
from graph_builder.wording.word_lists import entries
from ontology.records import Mention, Span

_MASK = "※"
# 《A》《B》、《C》(试行)和《D》 : what may stand between titles that share their verb.
_IN_ROW = re.compile(r"(?:\([^()]{0,60}\))?[、,;和与及以并]{0,3}\s?")
# 《中华人民共和国采购法》(以下简称《采购法》)
_SHORT_FORM = re.compile(r"\((?:以下|下文)?(?:统?简称|称)[::为]?[“\"]?")
# …(试行), …(修订版)2.0 : what may follow the head noun of a document.
_TAIL = r"(?:\([^()]{1,12}\)|〔[^〕]{1,12}〕|[“”\"0-9.版])*$"
_PUBLICATION = re.compile(trie.pattern(entries("publications")) + _TAIL)
_POLICY_HEAD = re.compile(trie.pattern(entries("policy_heads")) + _TAIL)
# 《关于印发〈…〉的通知》: who issues the notice issues what it carries.
_CARRIER = re.compile("(?:印发|发布|公布|下发)[《〈]")


def find(text: str) -> list[Mention]:
    """The documents of a cleaned text, in order, as `Policy` mentions.

    `text` of a mention is the name without marks, its span includes them. Properties: `kind` (policy or
    publication) and `action` (issued, revised, abolished, studied, cited). A document named twice is two
    mentions, each with its own action; a short form that the text declares is answered by the full name.
    """
    found = titles.find(text)
    masked = _mask(text, found)
    marked = list(_marked(text, masked, found))
    named = unmarked.find(masked, text)
    return sorted([*marked, *named], key=lambda mention: (mention.span.start, mention.span.end))


# 制定《人才引进办法(2023年修订)》
_NEW_VERSION = re.compile("\\([^()]{0,6}(?:修订|修正)[版稿本]?\\)$")


def kind(name: str) -> str:
    """policy for what rules, plans or orders, publication for what is read, watched or signed."""
    bare = name.replace("〉", "").replace("》", "")
    if _PUBLICATION.search(bare):
        return "publication"
    return "policy" if _POLICY_HEAD.search(bare) else "publication"


def _mask(text: str, found: Sequence[Title]) -> str:
    parts, last = [], 0
    for title in found:
        hidden = _MASK * (len(title.span) - 2)
        parts += [text[last : title.span.start], "《", hidden, "》"]
        last = title.span.end
    return "".join([*parts, text[last:]])


def _rows(text: str, found: Sequence[Title]) -> Iterator[list[Title]]:
    """Titles that stand in one row under one verb."""
    row: list[Title] = []
    for title in found:
        if row and not _goes_on(text, row[-1].span.end, title.span):
            yield row
            row = []
        row.append(title)
    if row:
        yield row


def _goes_on(text: str, end: int, title: Span) -> bool:
    """Whether a title goes on with the row that ends at `end`; not one that begins a clause with a verb of its own."""
    if not _IN_ROW.fullmatch(text, end, title.start):
        return False
    return text[title.start - 1] not in ",;" or _OWN_VERB.match(text, title.end) is None


# 废止《A》,《B》|正在征求意见
_OWN_VERB = re.compile("(?:\\([^()]{1,20}\\))?(?:正在|尚未|已|由|经|将于|均)")


def _marked(text: str, masked: str, found: Sequence[Title]) -> Iterator[Mention]:
    short = _short_forms(text, found)
    declared = {title.name: full for title, full in short.items()}
    named = [title for title in found if title not in short]
    for row in _rows(text, named):
        action = actions.of(masked, row[0].span.start, row[-1].span.end)
        for title in row:
            yield _mention(title, declared.get(title.name), action)
            yield from _inner_mentions(text, title, action)


def _short_forms(text: str, found: Sequence[Title]) -> dict[Title, str]:
    """Titles that only declare a short form, 《采购法》 above, with the full name that they stand for."""
    return {
        title: before.name
        for before, title in pairwise(found)
        if _SHORT_FORM.fullmatch(text, before.span.end, title.span.start)
    }


def _mention(title: Title, full: str | None, action: str) -> Mention:
    name = full or title.name
    if action == actions.ISSUED and _NEW_VERSION.search(name):
        action = "revised"
    rule = "policy.broken-marks" if title.broken else "policy.title-marks"
    return Mention(
        label="Policy",
        text=name,
        span=title.span,
        rule=rule,
        confidence=0.7 if title.broken else 1.0,
        aliases=(title.name,) if full else (),
        properties={"kind": kind(name), "action": action},
    )


def _inner_mentions(text: str, title: Title, action: str) -> Iterator[Mention]:
    for inner in title.inner:
        name = text[inner.start + 1 : inner.end - 1].replace("\n", "")
        carried = _CARRIER.search(text, title.span.start, inner.start + 1)
        properties = {"kind": kind(name), "action": action if carried else actions.CITED}
        yield Mention("Policy", name, inner, "policy.inner-title", 0.8, (), properties)
