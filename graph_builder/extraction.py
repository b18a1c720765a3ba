"""extract: what a notice reports, by the way in which it is laid out."""

from __future__ import annotations

from . import implicit, items, listed, prompt_fixes, shuffled, tables
from .findings import Findings
from .outline import outline
from .sections import body


def find(text: str) -> Findings:
    """Areas, problems and measures of a cleaned notice."""
    if rows := tables.rows(text):
        return tables.extract(text, rows)
    if shuffled.is_shuffled(text):
        return shuffled.extract(text)
    blocks = outline(prompt_fixes.mask(text))
    tops = body(blocks)
    findings = items.extract(blocks, tops)
    if all(p.rule == "problem.heading" for p in findings.problems) and (only := listed.extract(blocks)):
        return Findings(problems=only)
    if not findings.problems:
        findings = implicit.extract(blocks, tops)
    prompt_fixes.add(text, findings)
    return findings
