"""The title of a notice, who published it, and when."""

from __future__ import annotations

import re

from graph_builder.kept import OF_TEXTS, kept
from graph_builder.wording.dates import DATE, Date, dates
from graph_builder.wording.named import Named
from ontology.records import Span

_TITLE_WORD = re.compile(r"(?:通报|公告|报告|公示表?|公开|通告|情况|函|反馈|台账)$")
_TITLE_THEME = re.compile(r"巡[察视]|整改|督察|审计|反馈|进驻")
_LONGEST_TITLE = 110
_SHORTEST_TITLE = 3
_TOP, _FEW_LINES = 300, 5
_PARTY_BODY = re.compile("委员会|党组|党委|(?<=[省市区县州旗])委(?!员)")
_LONGEST_NAME = 45
_BODY = re.compile(
    r"(?:委员会|党组|党委|党工委|工委|党总支|党支部|支部|办公室|领导小组|局|厅|院|公司|大学|学院|学校|人民政府|管委会|[省市区县州]委|巡[察视]组|集团)$"
)
# Names that other words end in too: told from them by their place at the notice's end.
_SHORT_BODY = re.compile(r"(?:部|社|会|处|所|站|队|府|中心|街道|镇|乡|村|医院|中学|小学)$")
_LAST = 6
_PUBLISHED = re.compile(r"(?:发布|发文|成文|公开|更新|印发)(?:时间|日期)[:|\t ]*")
# 2024-02-02 来源:市纪委监委网站 编辑:…
_PAGE_NOTE = re.compile(r"来源|编辑|浏览|作者|审核|点击|阅读|访问|字[体号]")
_PAGE_FACT = re.compile(r"来源|发布[时日]|(?:时间|日期):|编辑|作者 ?[:|]|浏览|字[体号]")
_PAGE_HEAD = 12
_DATE_HEAD = 30  # below a menu
_COLUMN = re.compile(r"^【[^】]{1,10}】")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,2}[、是]|\(|\d")
_SHORTEST_HEADLINE = 8
_LONGEST_HEADLINE = 60
# 市审计局局长 李静, 2018年11月22日在…会议上: who spoke, and where
_NO_HEADLINE = re.compile(
    r"[。|>]|位置|首页|来源|(?:时间|日期):"
    r"|(?:[局厅市县区州署]长|主任) ?[\u3400-\u9fff]{2,4}$|^[-—]{2}|20\d\d年[^。]{2,12}在[^。]{4,60}会议"
)
_TITLE_LABEL = re.compile(r"\|? ?(?:标 ?题|(?:文件|信息|公文)?名 ?称)[:|\t ]+")
# ——2023年12月26日在县人大常委会会议上 / 2025-08-07 11:00 / 时间:2020-10-12
_HEAD_DATE = re.compile(
    r"[-—(]{1,3}[^。]{6,16}在[^。]{4,60}会议上\)?$"
    r"|(?<!完成)(?<!整改)(?:时间|日期)[:|]|^[·• (]{0,3}[\d年月日.:/ -]{8,20}\)?$"
)
# 发布机构:某某局
_PUBLISHED_BY = re.compile(
    r"(?:发布|发文|成文|公开|填报|填表|报送)(?:机构|单位|机关)[:|\t ]+(?P<name>[\u3400-\u9fff()]{4,40}?)"
    r"(?=[^\u3400-\u9fff()]|$|(?:生成|发布|发文|成文|公开|索引|主题|文号|组配|信息|填报|填表))"
)
# 访问量:356 来源:云溪县审计局
_SOURCE = re.compile(
    r"来源[:|\t ]+(?P<name>[\u3400-\u9fff()]{3,30}?(?:局|委员会|党组|党委|办公室|政府|医院|公司|大学|学院))"
    r"(?=[^\u3400-\u9fff()]|$)"
)
_ABOUT = re.compile(r"关于")
_DATE_END = re.compile(rf"(?:{re.sub('[?]P<[a-z_]+>', '?:', DATE.pattern)})$")
_DATE_LAST = ("年", "月", "日", "号")
_IN_PROSE = re.compile(r"[。,;:、《》【】\d]")
# 岚江市医院党委|落实市委巡察反馈意见整改情况; but 县委第一巡察组反馈意见 is another's
_OF_BODY = re.compile(
    r"(?P<name>[\u3400-\u9fff]{3,40}?(?:委员会|党组|党委|党工委|党总支|党支部|局|院|公司|大学|学院|[委府]?办|中心|街道|[镇乡]))"
    r"(?=对?(?:贯彻|落实|[省市区县州]委|中央|巡[察视]|审计|督察|整改|反馈)[^。]{0,40}整改[^。]{0,12}(?:情况|通报|公告|公示|公开|报告))"
)
# 县委第一巡察组对|县卫健局党委|巡察反馈意见整改情况
_WHOSE = re.compile("^[^,。]{2,20}巡[察视][^,。]{0,4}组(?:[对向]|巡[察视])")
_LAST_LINES = 12
_HEAD = 1500
# …关于巡察整改进展情况的通报根据市委统一部署,…
_RUN_IN = re.compile(
    r"(?P<title>[^。,;:>|\n]{2,60}?关于[^。;\n]{2,60}?(?:通报|公告|公示|报告))[ \t]?"
    r"(?=根据|按照|经|信息来源|来源|发布|作者|日期|点击|浏览|\d|二[〇○零])"
)
# …。中共岚江市委员会 2024年6月3日 at the very end
_NO_SIGNATURE = "(?<!主办:)(?<!承办:)(?<!主管:)(?<!维护:)"  # the foot of a page
_RUN_OUT = re.compile(
    rf"(?<=[。;: ]){_NO_SIGNATURE}(?P<name>[\u3400-\u9fff()]{{4,45}}) ?"
    rf"(?P<date>{re.sub('[?]P<[a-z_]+>', '?:', DATE.pattern)})?\s*\Z"
)


@kept(OF_TEXTS)
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
        4 <= len(bare) <= _LONGEST_TITLE
        and "。" not in bare
        and _TITLE_WORD.search(bare) is not None
        and _TITLE_THEME.search(bare) is not None
        and not (_NUMBERED.match(bare) or re.match(r"[^,]{0,20}[::]", bare))
        and (_ABOUT.search(bare) is not None or len(bare) <= 40)
        and "," not in bare.split("关于")[0]
        and not _NO_HEADLINE.search(bare)
        and "”问题" not in bare
        and "”的问题" not in bare
    )


def title(text: str) -> Named | None:
    """The notice's title: a line without a full stop that says 关于…整改情况的通报; broken titles are joined."""
    lines = _lines(text)
    for index, line in enumerate(lines):
        start = line.start + (_named_by(text, line) or _behind_page(text, line))
        end = _broken_behind(text, lines, index)
        if _is_title(_without_day(text[start:end])):
            start = _broken_before(text, lines, index) if start == line.start else start
            return Named(_COLUMN.sub("", _without_day(text[start:end])), Span(start, end))
    return _run_in_title(text) or _headline(text, lines[:_PAGE_HEAD]) or _first_line(text, lines[:_PAGE_HEAD])


# …整改情况的报告|——2023年4月在市人大常委会会议上, …通报| 2026-02-13
_SAID_BEHIND = re.compile(r"(?:[-—]{1,3}20\d\d年[^。]{2,12}在[^。]{4,60}会议上| ?[(]?20\d\d-\d{1,2}-\d{1,2}[)]?)$")


def _without_day(told: str) -> str:
    return _SAID_BEHIND.sub("", told.replace("\n", ""))


def _named_by(text: str, line: Span) -> int:
    """How much of a line only says that a title follows: 标题:, 文件名称:."""
    label = _TITLE_LABEL.match(text, line.start, line.end)
    return label.end() - line.start if label else 0


# 云岭市人民政府门户网站云岭市水利局政务公告|中共云岭市水利局党组关于…
_PAGE_BEFORE = re.compile("[^关]{4,60}?(?:网站|首页|公告|公开|专栏|正文|动态)(?=中共)")


def _behind_page(text: str, line: Span) -> int:
    """How much of a line is the page's own words before a title."""
    page = _PAGE_BEFORE.match(text, line.start, line.end)
    return page.end() - line.start if page else 0


def _headline(text: str, lines: list[Span]) -> Named | None:
    """The title of a page: the line above its 来源, 发布时间, 编辑."""
    for index, line in enumerate(lines[:-1]):
        told = text[line.start : line.end]
        noted = any(_PAGE_FACT.search(text, other.start, other.end) for other in lines[index + 1 : index + 3])
        if (
            noted
            and 6 <= len(told) <= _LONGEST_HEADLINE
            and _TITLE_THEME.search(told)
            and not (_NO_HEADLINE.search(told) or _NUMBERED.match(told))
        ):
            return Named(told, line)
    return None


def _first_line(text: str, lines: list[Span]) -> Named | None:
    """The title of a news: the first line of its theme that is no sentence, before the first that is one."""
    for line in lines[:-1]:
        told = text[line.start : line.end]
        if "。" in told or len(told) > _LONGEST_HEADLINE or told.endswith(":"):
            return None
        if (
            len(told) >= _SHORTEST_HEADLINE
            and _TITLE_THEME.search(told)
            and not (_NO_HEADLINE.search(told) or _NUMBERED.match(told))
        ):
            return Named(_COLUMN.sub("", told), line)
    return None


def _run_in_title(text: str) -> Named | None:
    """A title that runs into the first sentence, as in a notice without line breaks."""
    match = _RUN_IN.match(text) or (_RUN_IN.search(text, 0, _TOP) if text.count("\n") < _FEW_LINES else None)
    return Named(match["title"], Span(*match.span("title"))) if match and _TITLE_THEME.search(match["title"]) else None


def _broken_behind(text: str, lines: list[Span], index: int) -> int:
    """Where a title ends whose last word has the next line for itself: …整改情况的|通报."""
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else line
    alone = following.end - following.start <= _SHORTEST_TITLE and text[line.end - 1] == "的"
    return following.end if alone and _TITLE_WORD.match(text, following.start, following.end) else line.end


def _broken_before(text: str, lines: list[Span], index: int) -> int:
    """Where a title begins that was broken over up to three lines."""
    start = lines[index].start
    line = text[start : lines[index].end]
    if "关于" in line and (start == 0 or line.startswith("中共")):
        return start
    for before in reversed(lines[max(0, index - 2) : index]):
        line = text[before.start : before.end]
        if (
            re.search(r"[。:;,]", line)
            or not (_BODY.search(line) or re.search(r"^中共|关于", line))
            or before.end + 1 != start
        ):
            break
        start = before.start
    return start


def publisher(text: str, named: Named | None) -> Named | None:
    """The body that signs the notice, else the one that its title opens with."""
    lines = _lines(text)
    for back, line in enumerate(reversed(lines[max(len(lines) // 2, 1) :])):
        name = _undated(text[line.start : line.end]).strip()
        if _ROW.fullmatch(name):
            break  # above it stand the cells of a table
        signs = _BODY.search(name) or (back < _LAST and _SHORT_BODY.search(name))
        if _HOUSE_OFFICE.fullmatch(name):
            continue  # the cell of a table
        if 4 <= len(name) <= _LONGEST_NAME and signs and not (_IN_PROSE.search(name) or _NUMBERED.match(name)):
            above = _party_above(text, lines, len(lines) - 1 - back)
            if above is not None:
                return above
            start = _broken_name(text, line.start)
            first = len(name) if start < line.start else _first_body(name)
            return Named(text[start : line.start].rstrip() + name[:first], Span(start, line.start + first))
    if (match := _RUN_OUT.search(text, max(0, len(text) - 90))) and _BODY.search(match["name"]):
        return Named(match["name"], Span(*match.span("name")))
    if told := _from_title(text, named) or _below_title(text, lines, named):
        return told
    source = _SOURCE.search(text, 0, _HEAD) if named and "整改" in named.text else None
    page = _PUBLISHED_BY.search(text, 0, _HEAD) or source
    return Named(page["name"], Span(*page.span("name"))) if page and len(page["name"]) > 4 else None


_ROW = re.compile(r"\d{1,3}[.、]?")
_HOUSE_OFFICE = re.compile("[局院校厅镇乡行]办公室")


def _party_above(text: str, lines: list[Span], index: int) -> Named | None:
    """中共云溪县水利局党组 in the line above 云溪县水利局: of two that sign the party's body is the publisher."""
    if index < 1 or lines[index - 1].end + 1 != lines[index].start:
        return None
    above = Span(lines[index - 1].start, lines[index - 1].end)
    name = text[above.start : above.end]
    second = _undated(text[lines[index].start : lines[index].end])
    signs = (
        name.startswith("中共")
        and _PARTY_BODY.search(name)
        and len(name) <= _LONGEST_NAME
        and not _IN_PROSE.search(name)
    )
    return Named(name, above) if signs and not second.startswith("中共") and _BODY.search(name) else None


def _first_body(name: str) -> int:
    """The length of the first of two bodies that sign side by side: 中共云溪县水利局党组|云溪县水利局."""
    for end in _PARTY_BODY.finditer(name, 4, len(name) - 3):
        second = name[end.end() :]
        if second != end[0] and second[:3] in name[: end.end()] and _BODY.search(second):
            return end.end()
    return len(name)


def _broken_name(text: str, start: int) -> int:
    """Where a name begins that was broken over two lines: 中共云溪县委巡察工作|领导小组办公室."""
    before = text.rfind("\n", 0, max(start - 1, 0)) + 1
    line = text[before : max(start - 1, 0)]
    broken = line.startswith("中共") and len(line) <= _LONGEST_NAME // 2 and not text.startswith("中共", start)
    return before if broken and not (_IN_PROSE.search(line) or _BODY.search(line)) else start


def _undated(line: str) -> str:
    """A line without the date that ends it."""
    return _DATE_END.sub("", line) if line.endswith(_DATE_LAST) else line


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
    name = _undated(line).strip(" ()")
    if not name:
        return True
    named = _BODY.search(name) or _SHORT_BODY.search(name) or (name if name.startswith("中共") else None)
    return 4 <= len(name) <= _LONGEST_NAME and named is not None and not _IN_PROSE.search(name)


def _from_title(text: str, named: Named | None) -> Named | None:
    """A关于…整改情况的通报, A巡察整改情况通报, 关于A落实巡察反馈意见整改情况的通报."""
    if named is None:
        return None
    before, about, behind = named.text.partition("关于")
    name = before.strip()
    if not name or not about:
        told = _OF_BODY.match(behind if about else name)
        name = _WHOSE.sub("", told["name"]) if told else ""
    if len(name) < 4 or not (_BODY.search(name) or (before and _SHORT_BODY.search(name))):
        return None
    start = text.find(name, named.span.start)
    return Named(name, Span(start, start + len(name))) if start >= 0 else Named(name, named.span)


def _below_title(text: str, lines: list[Span], named: Named | None) -> Named | None:
    """A body alone on the line below the title: 中共云岭镇委员会."""
    if named is None:
        return None
    below = next((line for line in lines if line.start >= named.span.end and _undated(_bare(text, line))), None)
    name = _bare(text, below) if below else ""
    if below is None or not 4 <= len(name) <= _LONGEST_NAME or not _BODY.search(name) or _IN_PROSE.search(name):
        return None
    start = text.index(name, below.start)
    return Named(name, Span(start, start + len(name)))


def _bare(text: str, line: Span) -> str:
    return text[line.start : line.end].strip("() ")


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
            and not re.search(r"[。;]|:|[底前内]$", said)
        ):
            return found[-1]
    if (ending := _RUN_OUT.search(text, max(0, len(text) - 90))) and ending["date"]:
        return dates(text, ending.start("date"))[0]
    return _date_of_page(text, lines[:_DATE_HEAD])


def _date_of_page(text: str, head: list[Span]) -> Date | None:
    """What a page says of itself: 发布时间, a date beside 来源 or alone, or the session that a report was given to."""
    for match in _PUBLISHED.finditer(text):
        found = dates(text, match.end(), min(len(text), match.end() + 14))
        if found and found[0].year:
            return found[0]
    for line in head:
        if (said := _SAID_BEHIND.search(text, line.start, line.end)) and _is_title(
            _without_day(text[line.start : line.end])
        ):
            return next(iter(dates(text, said.start(), line.end)), None)
        told = _PAGE_NOTE.search(text, line.start, line.end) or _HEAD_DATE.search(text[line.start : line.end])
        found = dates(text, line.start, line.end) if told and line.end - line.start <= _LONGEST_TITLE else []
        if found and found[0].year:
            return found[0]
    return None
