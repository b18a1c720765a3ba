"""Is the notice whole? Files are cut off by downloads, copying and mail; half a notice must not pass for one."""

from __future__ import annotations

import re

from ontology.records import Document, Graph

FINDINGS = frozenset({"Problem", "Measure"})

_SOME = r"[^。;\n]{0,40}"
# 现将巡察整改进展情况予以公布, 现将反馈的问题通报如下: the notice says that problems or measures follow.
_ANNOUNCED = rf"现将{_SOME}(?:整改|问题|反馈){_SOME}(?:公布|公开|公示|公告|通报|报告|如下)"
# 关于巡察整改进展情况的通报: so does its title; not a sentence on whoever heard a 整改情况报告.
_TITLE = r"整改(?:工作)?(?:进展|落实|完成)?情况的?(?:通报|公告|公示|报告)(?![,。;])"
PROMISE = re.compile(f"{_ANNOUNCED}|{_TITLE}")
# 完成整改688个, 总体完成率98.71%: the news of a round sums up what others tell one by one.
_SUMMED_UP = re.compile(r"完成整改(?:问题)?\d+[个项条]|(?:完成|整改)率")
_TITLE_ALONE = re.compile(_TITLE)

# The end of a sentence, with the quotation marks and brackets that may close behind it.
_STOP = r"[。!?…][”’)》\]】]{0,3}"
_LONGEST_STOP = 4
FINISHED = re.compile(rf"{_STOP}\s*\Z")
LAST_STOP = re.compile(_STOP)

# What stands at a sentence's end only when something was to follow: 落实, 、 《 一是
OPEN_END = re.compile(r"(?:[,、:;(“《〈]|[一二三四五六七八九十]是)\s*\Z")
# 2024年1月8日 at the end, a telephone number, an address, a web page's menu: they need no full stop.
APPENDED = re.compile(r"\d{7}|[年月日]\)?\s*\Z|电话|邮箱|邮编|邮政|地址|网址|传真|打印|关闭|分享|来源|编辑|附件")
# The name of the body that signs: 中共某某区水务局党组
SIGNED = re.compile(
    r"(?:组|委|委员会|局|办|办公室|公司|集团|院|校|大学|会|府|部|厅|处|所|中心|站|队|党支部|党总支)\s*\Z"
)
BRACKETS = (("《", "》"), ("“", "”"), ("(", ")"))
_PROSE = re.compile("[,;。]")

TAIL = 40
"""Characters of the end that a warning shows."""


def missing(document: Document, graph: Graph) -> str | None:
    """Why the graph cannot be all that its notice says, or None: it promises problems or measures and has none."""
    promise = PROMISE.search(document.text)
    if promise is None or any(node.label in FINDINGS for node in graph.nodes):
        return None
    if _SUMMED_UP.search(document.text) and not _TITLE_ALONE.search(document.text):
        return None
    return (
        f"says {promise.group()!r}, but neither problems nor measures follow: the notice seems cut off; "
        "get the whole text and build again"
    )


def cut_off(document: Document) -> str | None:
    """A warning for a notice that ends in the middle of a sentence, or None."""
    text = document.text.rstrip()
    line = text[text.rfind("\n") + 1 :]
    if FINISHED.search(text, max(0, len(text) - _LONGEST_STOP)) or not _ends_open(line):
        return None
    return f"ends in the middle of a sentence (…{line[-TAIL:]}): part of the notice may be missing"


def _ends_open(line: str) -> bool:
    """Whether the last line breaks off; one that signs, dates or tells an address needs no full stop."""
    if OPEN_END.search(line) or any(line.rfind(first) > line.rfind(last) for first, last in BRACKETS):
        return True
    stops = [stop.end() for stop in LAST_STOP.finditer(line)]
    tail = line[stops[-1] :] if stops else line
    return bool(_PROSE.search(line)) and not APPENDED.search(tail) and not SIGNED.search(tail)
