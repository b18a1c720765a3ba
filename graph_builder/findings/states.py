"""Where an answer begins and ends, without the words that only say how far the problem is solved."""

from __future__ import annotations

import re

from graph_builder.wording.phrases import sentence
from graph_builder.wording.status import is_bare
from ontology.records import Span

BRACKETED = re.compile(r"[(【]([^()【】]{2,16})[)】]$")
_LAST = re.compile(r"。([^。,;:\n]{2,12})$")
_LEAD = re.compile(r",?(?:主要|具体|重点)?采取了?(?:以下|如下|下列)?(?:整改|具体)?(?:措施|举措|做法):")
_LONGEST_STATE = 16
_LAST_WORDS = 18


def behind_state(text: str, start: int, end: int) -> int:
    """Behind a first sentence that says no more than that: 已完成,长期坚持。|修订…, and behind 采取以下措施:"""
    start += len(text[start:end]) - len(text[start:end].lstrip("。\n"))
    if lead := _LEAD.match(text, start, end):
        start = lead.end()
    first = sentence(text, start, max(start, end))
    opens = len(first) <= _LONGEST_STATE and is_bare(text[first.start : first.end])
    return first.end + 1 if opens and text[first.end + 1 : end].strip(" \n。") else start


def before_state(text: str, span: Span) -> Span:
    """Without a last word that says no more than that: …公开收支。|已整改。 / …报批(已完成)"""
    start = max(span.start, span.end - _LAST_WORDS)
    told = text[start : span.end].rstrip(" \n。")
    last = BRACKETED.search(told) or _LAST.search(told)
    if last is None or not is_bare(last[1]):
        return span
    end = start + last.start() + (told[last.start()] == "。")
    return Span(span.start, end) if end > span.start else span


def says_nothing(told: str) -> bool:
    """Nothing is said, or nothing but a state (整改情况:已完成)."""
    told = told.strip(" \n。,;:")
    return not told or (len(told) <= _LONGEST_STATE and is_bare(told.rsplit(":", 1)[-1]))
