"""assemble the header: the report, its publisher, the inspections that it tells of, groups and targets."""

from __future__ import annotations

import re
from collections import defaultdict

from graph_builder.assembly.assembler import Assembler
from graph_builder.header.declared import Declared
from graph_builder.header.extract import Header, Inspected
from graph_builder.resolution.identity import normal
from graph_builder.resolution.records import Resolution, Resolved
from graph_builder.wording.phrases import sentence
from ontology.ids import make_id
from ontology.records import Span, Value

_LONGEST_NAME = 60
_WORD = re.compile(r"\w")
_KINDS = (
    ("follow_up", "回头看"), ("environmental", "环保|环境保护|生态环境"), ("audit", "审计"),
    ("supervision", "督[察导]"),
    ("upgraded", "提级"), ("cross", "交叉"), ("joint", "联[合动]"), ("mobile", "机动"), ("special", "专项"),
)  # fmt: skip


def _iso(found: Inspected) -> dict[str, Value]:
    told = {"start_date": found.start, "end_date": found.end, "feedback_date": found.feedback}
    return {key: date.iso for key, date in told.items() if date and date.iso}


def _kind(found: Inspected) -> str:
    return next(
        (name for name, words in _KINDS if re.search(words, found.kind)),
        "regular" if "常规" in found.kind else "",
    )


def report(to: Assembler, header: Header) -> None:
    document = to.document
    title = header.title
    first = _first_words(document.text)
    name, near = (title.text, title.span) if title else (document.quote(first)[:_LONGEST_NAME], first)
    properties: dict[str, Value] = {**to.called(name, near), "source": document.source, "sha256": document.sha256}
    if header.publish_date and header.publish_date.iso:
        properties["publish_date"] = header.publish_date.iso
    to.node(document.id, "Report", properties, to.evidence(title.span if title else first, "report.title"))


def _first_words(text: str) -> Span:
    """What a notice without a title is called by: its first sentence of the genre's theme, else the first at all."""
    start = 0
    for line in text.split("\n")[:_FIRST_LINES]:
        if len(line) >= _SHORTEST_SENTENCE and _THEME.search(line) and not _NO_SENTENCE.match(line):
            break
        start += len(line) + 1
    else:
        start = 0
    word = _WORD.search(text, start)
    return sentence(text, word.start() if word else 0, len(text))


_FIRST_LINES = 12
_SHORTEST_SENTENCE = 12
_THEME = re.compile("巡[察视]|整改|督察|审计")
# (社会公开稿) / 一、工作开展情况 / 来源:… 发布日期:… / 首页>巡察整改 / “你们是怎么整改的?”
_NO_SENTENCE = re.compile(r"[(“]|[一二三四五六七八九十]{1,2}、|[^。,]{0,8}[:>]")


def _ensure(to: Assembler, thing: Resolution, span: Span, rule: str) -> None:
    """A thing that only the header names."""
    properties: dict[str, Value] = {"name": thing.name, "aliases": list(thing.aliases), **thing.properties}
    to.node(thing.id, thing.label, properties, to.evidence(span, rule), thing.why)


def inspections(to: Assembler, header: Header, resolved: Resolved) -> list[str]:
    """The Inspection nodes with group, target and dates, in the header's order."""
    targets = resolved.by_label("Agency")
    groups = resolved.by_label("InspectionGroup")
    ids = []
    for found in header.inspections:
        target = found.target and next(
            (t for t in targets if t.inspected and is_named(found.target.text, t)),
            None,
        )
        group = found.group and next((g for g in groups if is_named(found.group.text, g)), None)
        ids.append(_inspection(to, header, found, target or None, group or None))
    if not header.inspections:
        ids.append(_unknown_inspection(to, header))
    return ids


def is_named(text: str, thing: Resolution) -> bool:
    return normal(text) in {normal(form) for form in (thing.name, *thing.aliases)}


def _declared(header: Header, found: Inspected | None) -> dict[str, Value]:
    """The counts that the notice declares; of several inspections, those of the first, whose answer the notice is.

    An announcement that several groups gave feedback sums up each of them: its counts are none of theirs.
    """
    several = len(header.inspections) > 1
    announced = header.title is not None and "整改" not in header.title.text
    if several and (found is not header.inspections[0] or announced):
        return {}
    return {f"declared_{one.what}": one.number for one in header.declared}


def _inspection(
    to: Assembler, header: Header, found: Inspected, target: Resolution | None, group: Resolution | None
) -> str:
    key = [group.id if group else "", target.id if target else "", _iso(found).get("start_date", "")]
    # What one notice tells of an inspection is a node of its own: two notices may tell of it differently.
    key.append(_notice_key(to, header))
    if not (group and target):
        key.append(to.document.id)
    id = make_id("Inspection", *map(str, key))
    name = f"{group.name if group else ''}对{target.name if target else '(未具名)'}的{_deed(to, found)}"
    properties: dict[str, Value] = {"name": name, **_iso(found), **_declared(header, found)}
    if found.round:
        properties["round"] = found.round
    if kind := _kind(found):
        properties["kind"] = kind
    if group and "level" in group.properties:
        properties["level"] = group.properties["level"]
    evidence = to.evidence(found.span, "inspection.sentence")
    to.node(id, "Inspection", properties, evidence)
    _counts(to, id, header)
    to.link("REPORTS_ON", to.document.id, id, evidence)
    if group and found.group:
        _ensure(to, group, found.group.span, "group.header")
        to.link("CONDUCTED", group.id, id, evidence)
    if target and found.target:
        _ensure(to, target, found.target.span, "target.header")
        to.link("INSPECTED", id, target.id, evidence)
    return id


# 巡视组, 督察组, or what the sentence says that was done
_INSPECTION = re.compile("巡[察视]")
_DEED = re.compile("督[察导]|审计")


def _deed(to: Assembler, found: Inspected) -> str:
    """What the inspection is called: as its group is, else as its sentence calls it."""
    told = found.group.text if found.group else to.document.quote(found.span)
    return _called(told)


def _called(told: str) -> str:
    named = _INSPECTION.search(told) or _DEED.search(told)  # 县审计局关于巡察整改情况的通报
    return named.group() if named else "巡察"


def _counts(to: Assembler, id: str, header: Header) -> None:
    """The sentences that declare the inspection's counts, as evidence of rules such as declared.aspects+problems."""
    known = to.nodes[id]
    sentences: defaultdict[Span, list[Declared]] = defaultdict(list)
    for one in header.declared:
        if f"declared_{one.what}" in known.properties:
            sentences[to.sentence(one.span)].append(one)
    for span, counts in sentences.items():
        rule = f"declared.{'+'.join(one.what for one in counts)}"
        evidence = to.evidence(span, rule)
        if any(evidence.span == other.span for other in known.evidence):
            # One span proves one thing: of the inspection's own sentence, the part from the count on.
            evidence = to.evidence(Span(counts[0].span.start, span.end), rule)
        to.node(id, known.label, known.properties, evidence)


def _notice_key(to: Assembler, header: Header) -> str:
    """What stays of a notice when its text is corrected: who published it under which title."""
    named = [named.text for named in (header.publisher, header.title) if named]
    return normal("".join(named)) or to.document.id


def _unknown_inspection(to: Assembler, header: Header) -> str:
    """A notice whose header names no group and no target still reports on an inspection of its own."""
    id = make_id("Inspection", to.document.id)
    span = _first_words(to.document.text)
    name = _called(header.title.text if header.title else to.document.quote(span))
    properties: dict[str, Value] = {"name": name, **_declared(header, None)}
    if header.round:
        properties["round"] = header.round
    to.node(id, "Inspection", properties, to.evidence(span, "inspection.unnamed", 0.5))
    _counts(to, id, header)
    to.link("REPORTS_ON", to.document.id, id, to.evidence(span, "inspection.unnamed", 0.5))
    return id


# 中共云岭市委|第七轮第一巡察组: what a group publishes, the committee that sent it does
_GROUP_LAST = re.compile(r"(?<=委)(?:第.{1,3}轮)?(?:第.{1,3})?巡[察视].{0,3}组$")


def publisher(to: Assembler, header: Header, resolved: Resolved) -> None:
    if header.publisher is None:
        return
    name = _GROUP_LAST.sub("", header.publisher.text)
    known = next((t for t in resolved.by_label("Agency") if is_named(name, t)), None)
    span = header.publisher.span
    if known is None:
        id = make_id("Agency", normal(name.removeprefix("中共")))
        to.node(id, "Agency", {"name": name, "kind": "party"}, to.evidence(span, "publisher.signature"))
    else:
        id = known.id
        _ensure(to, known, span, "publisher.signature")
    to.link("PUBLISHED", id, to.document.id, to.evidence(span, "publisher.signature"))
