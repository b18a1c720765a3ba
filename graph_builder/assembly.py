"""assemble: what was found and resolved in one notice becomes nodes and relationships, every one with its evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ontology.ids import make_id
from ontology.records import (
    Document,
    Evidence,
    Graph,
    Mention,
    Node,
    Properties,
    Rejected,
    Relationship,
    Span,
    Value,
)

from .belonging import located, parts
from .dates import dates
from .findings import Findings, Measure
from .header import Header, Inspected
from .identity import normal
from .phrases import sentence
from .resolution import Resolution, Resolved
from .responsibility import in_fields, in_text

_SENTENCE_END = re.compile(r"[。;!?\n\t]")
_LONGEST_NAME = 60
_WORD = re.compile(r"\w")
_KINDS = (
    ("follow_up", "回头看"), ("environmental", "环保|环境保护|生态环境"), ("audit", "审计"),
    ("supervision", "督[察导]"),
    ("upgraded", "提级"), ("cross", "交叉"), ("joint", "联合"), ("mobile", "机动"), ("special", "专项"),
)  # fmt: skip


@dataclass
class Assembler:
    """Collects the nodes and relationships of one document."""

    document: Document
    nodes: dict[str, Node] = field(default_factory=dict)
    links: dict[tuple[str, str, str, int, int, str], Relationship] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ends = [0, *(match.end() for match in _SENTENCE_END.finditer(self.document.text))]

    def evidence(self, span: Span, rule: str, confidence: float = 1.0) -> Evidence:
        """Evidence for a span of the cleaned text."""
        source = self.document.offsets.source(span)
        return Evidence(self.document.id, source, self.document.quote(span), rule, confidence)

    def sentence(self, span: Span) -> Span:
        """The sentence of the cleaned text in which a span begins."""
        at = bisect_right(self._ends, span.start) - 1
        end = self._ends[at + 1] if at + 1 < len(self._ends) else len(self.document.text)
        text = self.document.text
        while end > self._ends[at] and text[end - 1] == "\n":
            end -= 1
        return Span(self._ends[at], max(end, span.end))

    def node(self, id: str, label: str, properties: Properties, evidence: Evidence) -> None:
        """Add a node, or one more place where it was read."""
        known = self.nodes.get(id)
        found = (*known.evidence, evidence) if known else (evidence,)
        self.nodes[id] = Node(id, label, known.properties if known else properties, found)
        if label != "Report":
            self.link("APPEARS_IN", id, self.document.id, evidence)

    def link(self, type: str, start: str, end: str, evidence: Evidence, properties: Properties | None = None) -> None:
        """Add a relationship, once for each place where it was read."""
        own: Properties = properties or {}
        key = (type, start, end, evidence.span.start, evidence.span.end, str(sorted(own.items())))
        self.links.setdefault(key, Relationship(type, start, end, own, evidence))

    def graph(self) -> Graph:
        return Graph(self.document.id, tuple(self.nodes.values()), tuple(self.links.values()), tuple(self.rejected))


def _iso(found: Inspected) -> dict[str, Value]:
    told = {"start_date": found.start, "end_date": found.end, "feedback_date": found.feedback}
    return {key: date.iso for key, date in told.items() if date and date.iso}


def _kind(found: Inspected) -> str:
    return next(
        (name for name, words in _KINDS if re.search(words, found.kind)),
        "regular" if "常规" in found.kind else "",
    )


def _report(to: Assembler, header: Header) -> None:
    document = to.document
    title = header.title
    first = _first_words(document.text)
    name = title.text if title else document.quote(first)[:_LONGEST_NAME]
    properties: dict[str, Value] = {"name": name, "source": document.source, "sha256": document.sha256}
    if header.publish_date and header.publish_date.iso:
        properties["publish_date"] = header.publish_date.iso
    to.node(document.id, "Report", properties, to.evidence(title.span if title else first, "report.title"))


def _first_words(text: str) -> Span:
    """The first sentence that has a word in it: what a notice without a title is called by."""
    word = _WORD.search(text)
    return sentence(text, word.start() if word else 0, len(text))


def _things(to: Assembler, resolved: Resolved) -> None:
    for thing in resolved.things:
        properties: dict[str, Value] = {
            "name": thing.name,
            "aliases": list(thing.aliases),
            **thing.properties,
        }
        for mention in thing.mentions:
            to.node(thing.id, thing.label, properties, to.evidence(mention.span, mention.rule, mention.confidence))


def _ensure(to: Assembler, thing: Resolution, span: Span, rule: str) -> None:
    """A thing that only the header names."""
    properties: dict[str, Value] = {"name": thing.name, "aliases": list(thing.aliases), **thing.properties}
    to.node(thing.id, thing.label, properties, to.evidence(span, rule))


def _inspections(to: Assembler, header: Header, resolved: Resolved) -> list[str]:
    """The Inspection nodes with group, target and dates, in the header's order."""
    targets = resolved.by_label("Agency")
    groups = resolved.by_label("InspectionGroup")
    ids = []
    for found in header.inspections:
        target = found.target and next(
            (t for t in targets if t.why.startswith("the inspected body") and _named(found.target.text, t)),
            None,
        )
        group = found.group and next((g for g in groups if _named(found.group.text, g)), None)
        ids.append(_inspection(to, header, found, target or None, group or None))
    if not header.inspections:
        ids.append(_unknown_inspection(to, header))
    return ids


def _named(text: str, thing: Resolution) -> bool:
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
    if not (group and target):
        key.append(to.document.id)
    id = make_id("Inspection", *map(str, key))
    name = f"{group.name if group else '巡察'}对{target.name if target else '(未具名)'}的巡察"
    properties: dict[str, Value] = {"name": name, **_iso(found), **_declared(header, found)}
    if found.round:
        properties["round"] = found.round
    if kind := _kind(found):
        properties["kind"] = kind
    if group and "level" in group.properties:
        properties["level"] = group.properties["level"]
    evidence = to.evidence(found.span, "inspection.sentence")
    to.node(id, "Inspection", properties, evidence)
    to.link("REPORTS_ON", to.document.id, id, evidence)
    if group and found.group:
        _ensure(to, group, found.group.span, "group.header")
        to.link("CONDUCTED", group.id, id, evidence)
    if target and found.target:
        _ensure(to, target, found.target.span, "target.header")
        to.link("INSPECTED", id, target.id, evidence)
    return id


def _unknown_inspection(to: Assembler, header: Header) -> str:
    """A notice whose header names no group and no target still reports on an inspection of its own."""
    id = make_id("Inspection", to.document.id)
    span = _first_words(to.document.text)
    to.node(id, "Inspection", {"name": "巡察", **_declared(header, None)}, to.evidence(span, "inspection.unnamed", 0.5))
    to.link("REPORTS_ON", to.document.id, id, to.evidence(span, "inspection.unnamed", 0.5))
    return id


def _publisher(to: Assembler, header: Header, resolved: Resolved) -> None:
    if header.publisher is None:
        return
    known = next((t for t in resolved.by_label("Agency") if _named(header.publisher.text, t)), None)
    span = header.publisher.span
    if known is None:
        id = make_id("Agency", normal(header.publisher.text.removeprefix("中共")))
        to.node(
            id,
            "Agency",
            {"name": header.publisher.text, "kind": "party"},
            to.evidence(span, "publisher.signature"),
        )
    else:
        id = known.id
        _ensure(to, known, span, "publisher.signature")
    to.link("PUBLISHED", id, to.document.id, to.evidence(span, "publisher.signature"))


def _problems(to: Assembler, findings: Findings, inspections: Sequence[str]) -> list[str]:
    areas = [make_id("ProblemArea", inspections[0], normal(area.name)) for area in findings.areas]
    for ordinal, (id, heading) in enumerate(zip(areas, findings.areas, strict=True), start=1):
        evidence = to.evidence(heading.span, heading.rule)
        to.node(id, "ProblemArea", {"name": heading.name, "ordinal": ordinal}, evidence)
    ids: list[str] = []
    named = _groups_named(to, inspections)
    times: Counter[tuple[str, str]] = Counter()
    for ordinal, problem in enumerate(findings.problems, start=1):
        inspection = _inspection_of(to, problem.span, named) or inspections[0]
        key = inspection, normal(problem.title)
        times[key] += 1
        # A second finding of the same name has an id of its own.
        id = make_id("Problem", *key, *([str(times[key])] if times[key] > 1 else []))
        properties: dict[str, Value] = {
            "name": problem.title, "text": to.document.quote(problem.span),
            "ordinal": ordinal, "implicit": problem.implicit,
        }  # fmt: skip
        if problem.status:
            properties["status"] = problem.status
        evidence = to.evidence(problem.span, problem.rule, problem.confidence)
        to.node(id, "Problem", properties, evidence)
        to.link("FOUND", inspection, id, evidence)
        for index in problem.areas:
            heading = findings.areas[index]
            to.link("IN_AREA", id, areas[index], to.evidence(heading.span, heading.rule))
        ids.append(id)
    return ids


def _groups_named(to: Assembler, inspections: Sequence[str]) -> list[tuple[int, str]]:
    """Where the groups of several inspections are named, in the order of the source, and which inspection is theirs."""
    if len(inspections) == 1:
        return []
    conducted = [(link.start, link.end) for link in to.links.values() if link.type == "CONDUCTED"]
    return sorted({(e.span.start, id) for group, id in conducted for e in to.nodes[group].evidence})


def _inspection_of(to: Assembler, span: Span, named: Sequence[tuple[int, str]]) -> str:
    """Where a notice tells of several inspections, a problem belongs to the one named last before it."""
    at = to.document.offsets.source(span).start
    before = bisect_right(named, at, key=lambda pair: pair[0])
    return named[before - 1][1] if before else ""


def _measures(to: Assembler, findings: Findings, problems: Sequence[str]) -> list[str]:
    ids: list[str] = []
    for ordinal, measure in enumerate(findings.measures, start=1):
        text = to.document.quote(measure.span)
        head = sentence(to.document.text, measure.span.start, measure.span.end)
        id = make_id("Measure", problems[measure.problem], normal(text))
        if id in to.nodes:
            to.rejected.append(Rejected(text[:_LONGEST_NAME], "the same measure stands there twice for one problem"))
        properties: dict[str, Value] = {
            "name": (to.document.quote(head).strip() or text)[:_LONGEST_NAME],
            "text": text,
            "ordinal": ordinal,
        }
        if limit := _deadline(to, measure):
            properties["deadline"] = limit
        evidence = to.evidence(measure.span, measure.rule, measure.confidence)
        to.node(id, "Measure", properties, evidence)
        to.link("ADDRESSES", id, problems[measure.problem], evidence, {})
        ids.append(id)
    return ids


def _deadline(to: Assembler, measure: Measure) -> str:
    """The time limit as an ISO date; one that is no date (长期坚持) is kept among the rejected."""
    if not measure.deadline:
        return ""
    found = dates(measure.deadline)
    if found and found[-1].iso:
        return found[-1].iso
    to.rejected.append(Rejected(measure.deadline, "a time limit without a date"))
    return ""


class _Inside:
    """Which finding a position of the cleaned text lies in; measures lie inside problems where a notice nests them."""

    def __init__(self, spans: Sequence[tuple[Span, str]]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span, _ in self._spans]

    def of(self, span: Span) -> str | None:
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0:
            whole, id = self._spans[at]
            if whole.contains(span):
                return id
            if span.start - whole.start > 20_000:
                return None
            at -= 1
        return None


def _named_in(to: Assembler, resolved: Resolved, inside: _Inside) -> None:
    for thing in resolved.things:
        seen: set[tuple[str, str]] = set()
        for mention in thing.mentions:
            finding = inside.of(mention.span)
            action = str(mention.properties.get("action", "cited"))
            if finding is None or (finding, action) in seen or thing.label == "InspectionGroup":
                continue
            seen.add((finding, action))
            evidence = to.evidence(to.sentence(mention.span), mention.rule, mention.confidence)
            if thing.label == "Policy":
                to.link("CITES", finding, thing.id, evidence, {"action": action})
            else:
                to.link("MENTIONS", finding, thing.id, evidence)


def _posts(to: Assembler, resolved: Resolved) -> None:
    """(Person)-[:HOLDS_POST]->(body), where the words beside the name say which body."""
    bodies = [t for t in resolved.things if t.label in ("Agency", "Company")]
    for person in resolved.by_label("Person"):
        for mention in person.mentions:
            where, title = str(mention.properties.get("organisation", "")), mention.properties.get("title")
            body = next((b for b in bodies if where and _named(where, b)), None)
            if body and title and body.id in to.nodes:
                evidence = to.evidence(to.sentence(mention.span), mention.rule, mention.confidence)
                to.link("HOLDS_POST", person.id, body.id, evidence, {"title": str(title)})


def _responsible(to: Assembler, findings: Findings, measures: Sequence[str], resolved: Resolved) -> None:
    text = to.document.text
    for measure, id in zip(findings.measures, measures, strict=True):
        for agency, span, role in in_fields(text, measure, resolved):
            if agency is None:
                to.rejected.append(Rejected(to.document.quote(span), "a responsible unit that reads like no body"))
            else:
                to.link("RESPONSIBLE_FOR", agency.id, id, to.evidence(span, "responsible.field"), {"role": role})
    for agency, index, span, role in in_text(text, [m.span for m in findings.measures], resolved):
        evidence = to.evidence(to.sentence(span), "responsible.text", 0.9)
        to.link("RESPONSIBLE_FOR", agency.id, measures[index], evidence, {"role": role})


def _belonging(to: Assembler, resolved: Resolved) -> None:
    for part, whole, span in parts(resolved):
        to.link("PART_OF", part.id, whole.id, to.evidence(span, "part-of.name", 0.9))
    for thing, place, mention in located(resolved):
        to.link("LOCATED_IN", thing.id, place.id, to.evidence(mention.span, "located.name", 0.9))


def assemble(document: Document, header: Header, findings: Findings, resolved: Resolved) -> Graph:
    """The graph of one notice; every node and relationship has evidence in it."""
    to = Assembler(document, rejected=[*findings.rejected, *resolved.rejected])
    _report(to, header)
    _things(to, resolved)
    inspections = _inspections(to, header, resolved)
    _publisher(to, header, resolved)
    problems = _problems(to, findings, inspections)
    measures = _measures(to, findings, problems)
    spans = [(p.span, id) for p, id in zip(findings.problems, problems, strict=True)]
    spans += [(m.span, id) for m, id in zip(findings.measures, measures, strict=True)]
    _named_in(to, resolved, _Inside(spans))
    _posts(to, resolved)
    _responsible(to, findings, measures, resolved)
    _belonging(to, resolved)
    return to.graph()


def group_mentions(found: Sequence[tuple[str, Span]]) -> list[Mention]:
    return [Mention("InspectionGroup", text, span, "group.name") for text, span in found]
