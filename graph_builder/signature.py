"""The title of a notice, who published it, and when."""

from __future__ import annotations

import re
from functools import lru_cache

from ontology.records import Span

from .dates import DATE, Date, dates
from .named import Named

_TITLE_WORD = re.compile(r"(?:通报|公告|报告|公示表?|公开|通告|情况|函|反馈)$")
_TITLE_THEME = re.compile(r"巡[察视]|整改|督察|审计|反馈|进驻")
_LONGEST_TITLE = 110
_LONGEST_NAME = 45
_BODY = re.compile(
    r"(?:委员会|党组|党委|党工委|工委|党总支|党支部|支部|办公室|领导小组|局|厅|院|公司|大学|学院|学校|人民政府|管委会|[省市区县州]委|巡[察视]组|集团)$"
)
_PUBLISHED = re.compile(r"(?:发布|发文|成文|公开|更新|印发)(?:时间|日期):?")
# 2024-02-02 来源:市纪委监委网站 编辑:…
_PAGE_NOTE = re.compile(r"来源|编辑|浏览|作者|审核")
_PAGE_HEAD = 6
_ABOUT = re.compile(r"关于")
_DATE_END = re.compile(rf"(?:{re.sub('[?]P<[a-z_]+>', '?:', DATE.pattern)})$")
_IN_PROSE = re.compile(r"[。,;:、《》\d]")
_LAST_LINES = 12
# …关于巡察整改进展情况的通报根据市委统一部署,…
_RUN_IN = re.compile(
    r"(?P<title>[^。,;\n]{2,60}?关于[^。;\n]{2,60}?(?:通报|公告|公示|报告))[ \t]?(?=根据|按照|经|\d|二[〇○零])"
)
# …。中共岚江市委员会 2024年6月3日 at the very end
_RUN_OUT = re.compile(
    rf"(?<=[。;: ])(?P<name>[\u3400-\u9fff()]{{4,45}}) ?(?P<date>{re.sub('[?]P<[a-z_]+>', '?:', DATE.pattern)})?\s*\Z"
)


@lru_cache(maxsize=2)
def _lines(text: str) -> list[Span]:
    lines, start = [], 0
    for line in text.split("\n"):
        if line:
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    return lines


def _is_title(line: str) -> bool:
    bare = re.sub(r"\([^()]*\)$", "", line).rstrip("。 ")
    return (
        4 < len(bare) <= _LONGEST_TITLE
        and "。" not in bare
        and _TITLE_WORD.search(bare) is not None
        and _TITLE_THEME.search(bare) is not None
        and not re.match(r"[一二三四五六七八九十]{1,2}、|\(|\d|[^,]{0,20}[::]", bare)
        and (_ABOUT.search(bare) is not None or len(bare) <= 40)
        and "," not in bare.split("关于")[0]
    )


def title(text: str) -> Named | None:
    """The notice's title: a line without a full stop that says 关于…整改情况的通报; broken titles are joined."""
    lines = _lines(text)
    for index, line in enumerate(lines):
        if _is_title(text[line.start : line.end]):
            start = _broken_before(text, lines, index)
            name = text[start : line.end].replace("\n", "")
            return Named(re.sub(r"^【[^】]{1,10}】", "", name), Span(start, line.end))
    return _run_in_title(text)


def _run_in_title(text: str) -> Named | None:
    """A title that runs into the first sentence, as in a notice without line breaks."""
    match = _RUN_IN.match(text)
    return Named(match["title"], Span(*match.span("title"))) if match and _TITLE_THEME.search(match["title"]) else None


def _broken_before(text: str, lines: list[Span], index: int) -> int:
    """Where a title begins that was broken over up to three lines."""
    start = lines[index].start
    if "关于" in text[start : lines[index].end] and lines[index].start == 0:
        return start
    for before in reversed(lines[max(0, index - 2) : index]):
        line = text[before.start : before.end]
        if (
            re.search(r"[。:;,]", line)
            or not re.search(r"^中共|关于|(?:党组|委员会|党委)$", line)
            or before.end + 1 != start
        ):
            break
        start = before.start
    return start


def publisher(text: str, named: Named | None) -> Named | None:
    """The body that signs the notice, else the one that its title opens with."""
    lines = _lines(text)
    for line in reversed(lines[max(len(lines) // 2, 1) :]):
        name = _DATE_END.sub("", text[line.start : line.end]).strip()
        if 4 <= len(name) <= _LONGEST_NAME and _BODY.search(name) and not _IN_PROSE.search(name):
            return Named(name, Span(line.start, line.start + len(name)))
    if (match := _RUN_OUT.search(text, max(0, len(text) - 90))) and _BODY.search(match["name"]):
        return Named(match["name"], Span(*match.span("name")))
    return _from_title(text, named)


def signed_at(text: str) -> int:
    """Where the signature begins: the first of the last lines that are a body's name or a date; else the end."""
    if (run_out := _RUN_OUT.search(text, max(0, len(text) - 90))) and _BODY.search(run_out["name"]):
        return run_out.start()
    start = len(text)
    for line in reversed(_lines(text)[-_LAST_LINES:]):
        told = text[line.start : line.end]
        if _signs(told):
            start = line.start
        elif len(told) > _LONGEST_NAME or told.endswith(("。", ";")):
            break
    return start


def _signs(line: str) -> bool:
    name = _DATE_END.sub("", line).strip(" ()")
    if not name:
        return True
    return 4 <= len(name) <= _LONGEST_NAME and _BODY.search(name) is not None and not _IN_PROSE.search(name)


def _from_title(text: str, named: Named | None) -> Named | None:
    if named is None or "关于" not in named.text:
        return None
    name = named.text.split("关于")[0].strip()
    if len(name) < 4 or not _BODY.search(name):
        return None
    start = text.find(name, named.span.start)
    return Named(name, Span(start, start + len(name))) if start >= 0 else Named(name, named.span)


def publish_date(text: str) -> Date | None:
    """The day of publication: the date on a line of its own at the end, else the page's 发布时间."""
    lines = _lines(text)
    for line in reversed(lines[max(len(lines) // 2, 1) :]):
        said = text[line.start : line.end]
        found = dates(text, line.start, line.end)
        if (
            found
            and found[-1].year
            and found[-1].span.end >= line.end - 1
            and len(said) <= _LONGEST_NAME
            and not re.search(r"[。;]|:", said)
        ):
            return found[-1]
    if (ending := _RUN_OUT.search(text, max(0, len(text) - 90))) and ending["date"]:
        return dates(text, ending.start("date"))[0]
    for line in lines[:_PAGE_HEAD]:
        if (
            _PAGE_NOTE.search(text, line.start, line.end)
            and (told := dates(text, line.start, line.end))
            and told[0].year
        ):
            return told[0]
    for match in _PUBLISHED.finditer(text):
        found = dates(text, match.end(), min(len(text), match.end() + 14))
        if found and found[0].year:
            return found[0]
    return None
