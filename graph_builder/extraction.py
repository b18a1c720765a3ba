"""extract: what a notice reports, by the way in which it is laid out."""

from __future__ import annotations

import re

from . import implicit, items, listed, prompt_fixes, shuffled, tables
from .findings import Findings
from .outline import outline
from .sections import body

_OPENING = 800
# A title or first paragraph that promises answers: 关于…整改进展情况的通报, 现将整改情况予以公布
_ANSWERS = re.compile(
    r"整改[^。\n]{0,14}情况[^。\n]{0,8}(?:通报|公告|报告|公示|公布|公开)|整改(?:工作)?(?:进展|落实|完成)?情况$",
    re.MULTILINE,
)


def find(text: str) -> Findings:
    """Areas, problems and measures of a cleaned notice."""
    if rows := tables.rows(text):
        return tables.extract(text, rows)
    if shuffled.is_shuffled(text):
        return shuffled.extract(text)
    blocks = outline(prompt_fixes.mask(text))
    tops = body(blocks)
    findings = items.extract(blocks, tops)
    if not _ANSWERS.search(text[:_OPENING]) and (only := listed.extract(blocks)):
        return Findings(problems=only)
    if not findings.problems:
        findings = implicit.extract(blocks, tops)
    prompt_fixes.add(text, findings)
    return findings
