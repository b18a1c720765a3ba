"""extract the bodies that an announcement lists as those to be inspected: 巡察对象:A、B; 被巡察单位分别是A、B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.header.inspection_forms import Form, Statement, kind_of_group, last_group, sentences
from graph_builder.header.inspection_groups import groups, is_certain
from graph_builder.header.inspection_targets import listed
from graph_builder.wording.named import Named
from ontology.records import Span

# 一、巡察对象 / 被巡察单位:A、B ; the lines behind it name a kind of inspection, or bodies
_OBJECTS = re.compile(r"\n[^\n。,]{0,4}?(?:被?巡[察视](?:对象|单位)|巡[察视]范围)(?:名单)?[:\n]")
_OBJECT_KIND = re.compile(
    r"\(?[\d一二三四五]{0,2}[.、)]?(?P<kind>(?:常规|专项|提级|交叉|机动|联动)?巡[察视](?:“回头看”)?):?"
)
# 被巡察单位分别是:A、B。 / 本批次共8所高校,分别是A、B / 被巡视的26个地区和单位是:⏎·A、B
_ARE = re.compile(
    r"(?:被巡[察视][^,。:\n]{0,16}?|[,位门织校院业司镇乡村区]分别)[是为](?!否|主)[:,]?(?P<target>[^。;:\n]{4,400})?"
)
_ARE_WORDS = ("分别是", "分别为", "被巡")
_ITEM = "·"
_NEAR = 400
_OBJECT_LINES = 12
_HEADED = 3
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、")
# 专门值班电话, 通信地址, 组长:张明远 : on a card, what else is told of a group; and the next group's name
_OTHER_LINE = re.compile(
    r"[^\n。、]{0,8}(?:组长|组员|成员|联络员|电话|手机|地址|信箱|邮箱|时间|方式|范围|内容)(?:[:(\n]|$)|[\d\s()(:~-]{6,}|根据"
)


def objects(text: str) -> Iterator[Statement]:
    """巡察对象: and the bodies in its line or in those behind it; the group, where one has the lines before it."""
    if "巡" not in text:
        return
    for heading in _OBJECTS.finditer(text):
        group = _headed(text, heading.start())
        lines = _OBJECT_LINES if heading.group().endswith("\n") else 1
        for whole, kind in _object_lines(text, heading.end(), lines):
            if any(map(is_certain, groups(text, whole.start, whole.end))):
                continue  # 市委第一巡察组:A、B is told by the form that names the group
            for target in listed(text, whole):
                yield Statement(Form.OBJECT, group, target, whole, whole, kind or kind_of_group(group))
    for sentence in sentences(text, _ARE_WORDS):
        if match := _ARE.search(text, sentence.start, sentence.end):
            for whole in _enumerations(text, match, sentence):
                for target in listed(text, whole):
                    yield Statement(Form.OBJECT, None, target, sentence, whole)


def _enumerations(text: str, match: re.Match[str], sentence: Span) -> Iterator[Span]:
    """What is listed behind 分别是, or line by line below it."""
    if match["target"]:
        yield from [Span(*match.span("target"))] if "、" in match["target"] else []
        return
    start = sentence.end + 1
    while text.startswith(_ITEM, start):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start + 1, end)
        start = end + 1


def _object_lines(text: str, start: int, most: int) -> Iterator[tuple[Span, str]]:
    """The lines of a list of targets, each with the kind of inspection that a line above it names."""
    kind = ""
    for _ in range(most):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        named = _OBJECT_KIND.match(line)
        kind = named["kind"].removesuffix("巡察").removesuffix("巡视") if named else kind
        kind = "回头看" if "回头看" in kind else kind
        if not named and ("。" in line.rstrip("。") or _SECTION.match(line) or _OTHER_LINE.match(line)):
            return
        if named is None and any(one.text == line.strip() for one in groups(text, start, start + len(line))):
            return
        yield Span(start + (named.end() if named else 0), start + len(line)), kind
        start += len(line) + 1
        if end < 0:
            return


def _headed(text: str, end: int) -> Named | None:
    """The group that has one of the last lines for itself."""
    start = end
    for _ in range(_HEADED):
        start = text.rfind("\n", 0, max(start, 0))
        group = last_group(text, Span(max(start, end - _NEAR, 0), end))
        if group and is_certain(group):
            line = text[start + 1 : text.find("\n", start + 1)]
            return group if line.startswith((group.text, *group.aliases)) else None
        if start < 0:
            break
    return None
