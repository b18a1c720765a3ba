"""resolve inspection groups: 第三巡察组 is the one that the committee sent which sent the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from graph_builder.header.extract import Header
from graph_builder.resolution import identity
from graph_builder.resolution.identity import Context, normal
from graph_builder.resolution.records import Resolution
from ontology.ids import make_id
from ontology.records import Mention, Rejected, Span

_ORDINALS = re.compile(r"第[一二三四五六七八九十\d]{1,3}")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]")
_NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
# 第三巡察组, 巡察三组, 第一组: who sent it is not said
_WITHOUT_SENDER = re.compile(rf"第{_NUMERAL}(?:巡[察视])?组|巡[察视]第?{_NUMERAL}组")
_SENDER = re.compile(r"(?P<by>[\u3400-\u9fff]{1,12}?(?:委|党组|党工委))(?=第|巡[察视])")
_SENDER_OF_ROUND = re.compile(r"(?P<by>[省市区县州旗]委|中央)第?[^第]{1,3}轮")


def groups(mentions: Sequence[Mention], header: Header, context: Context) -> tuple[list[Resolution], list[Rejected]]:
    """The groups of the header with their mentions; 市委巡察组 without a number is the one group, if there is one."""
    named = list(dict.fromkeys(i.group.text for i in header.inspections if i.group))
    of: dict[str, list[Mention]] = {name: [] for name in named}
    rejected = []
    for mention in mentions:
        exact = [
            name
            for name in named
            if normal(name).endswith(normal(mention.text)) or normal(mention.text).endswith(normal(name))
        ]
        if exact:
            of[exact[0]].append(mention)
        elif not _ORDINAL.search(mention.text) and len(named) == 1:
            of[named[0]].append(mention)
        elif _ORDINAL.search(mention.text):
            of.setdefault(mention.text, []).append(mention)
        else:
            rejected.append(Rejected(mention.text, f"which of {len(named)} groups is meant the notice does not say"))
    found = []
    for name, mentioned in of.items():
        full = _full(name, named, header)
        who = identity.group(full, context)
        own = [_cut_to(who.name, mention) for mention in mentioned]
        aliases = {name, full, *(m.text for m in own)} - {who.name}
        found.append(
            Resolution(
                make_id("InspectionGroup", *who.key),
                "InspectionGroup",
                who.name,
                tuple(sorted(aliases)),
                _level(who.name),
                tuple(own),
                who.why,
            )
        )
    return found, rejected


def _full(name: str, named: Sequence[str], header: Header) -> str:
    """第三组 of a round of 市委 is 市委第三巡察组."""
    kind = "巡视组" if "巡视" in header.round else "巡察组"
    sender = _sender(name, named, header)
    return sender + (name if "巡" in name or not sender else name.removesuffix("组") + kind)


def _sender(name: str, named: Sequence[str], header: Header) -> str:
    """The committee that sent 第三巡察组: that of the other groups, else that of the round; "" where one is named."""
    if not _WITHOUT_SENDER.fullmatch(name):
        return ""
    others = Counter(told["by"] for other in named if (told := _SENDER.match(other)))
    if len(others) == 1:
        return next(iter(others))
    told = _SENDER_OF_ROUND.search(header.round)
    return told["by"] if told and not others else ""


def _cut_to(name: str, mention: Mention) -> Mention:
    """A mention without what the words before it added: of 传达市委巡察组 only 市委巡察组 ends a group's name."""
    whole = name if _ORDINAL.search(mention.text) else _ORDINALS.sub("", name)
    same = 0
    while same < min(len(whole), len(mention.text)) and whole[-1 - same] == mention.text[-1 - same]:
        same += 1
    extra = len(mention.text) - same
    if not extra or len(mention.text) != len(mention.span) or same < len("巡察组"):
        return mention
    return replace(mention, text=mention.text[extra:], span=Span(mention.span.start + extra, mention.span.end))


def _level(name: str) -> dict[str, str]:
    """The level of the committee that sent a group."""
    levels = (
        ("中央", "central"),
        ("省委", "provincial"),
        ("自治区", "provincial"),
        ("市委", "municipal"),
        ("州委", "municipal"),
        ("区委", "county"),
        ("县委", "county"),
        ("区)委", "county"),  # 县(市、区)委
        ("旗委", "county"),
    )
    return next(({"level": level} for word, level in levels if word in name), {"level": "internal"})
