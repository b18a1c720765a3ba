"""assemble: what was found and resolved in one notice becomes nodes and relationships, every one with its evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from graph_builder.assembly.assembler import Assembler
from graph_builder.assembly.header import inspections, is_named, publisher, report
from graph_builder.assembly.responsibility import Units, in_text
from graph_builder.assembly.themes import add_themes
from graph_builder.findings.counted import Counted, counted, overall, within
from graph_builder.findings.records import Findings, Measure
from graph_builder.header.extract import Header
from graph_builder.resolution.belonging import located, parts
from graph_builder.resolution.identity import normal
from graph_builder.resolution.records import Resolution, Resolved
from graph_builder.wording.dates import dates
from graph_builder.wording.phrases import sentence
from ontology.ids import make_id
from ontology.records import (
    Document,
    Graph,
    Mention,
    Rejected,
    Span,
    Value,
)

_LONGEST_NAME = 60
_OF_SEVERAL = 0.5  # found by one of them or by all: that is unsaid
_ANAPHOR = ".anaphor"  # 该公司 is no name of the company that it stands for


def _things(to: Assembler, resolved: Resolved) -> None:
    for thing in resolved.things:
        properties: dict[str, Value] = {
            "name": thing.name,
            "aliases": list(thing.aliases),
            **thing.properties,
        }
        named = [m for m in thing.mentions if not m.rule.endswith(_ANAPHOR)] or thing.mentions
        for mention in named:
            evidence = to.evidence(mention.span, mention.rule, mention.confidence)
            to.node(thing.id, thing.label, properties, evidence, thing.why)


def _problems(to: Assembler, findings: Findings, inspections: Sequence[str]) -> list[str]:
    areas = [make_id("ProblemArea", inspections[0], normal(area.name)) for area in findings.areas]
    for ordinal, (id, heading) in enumerate(zip(areas, findings.areas, strict=True), start=1):
        evidence = to.evidence(heading.span, heading.rule)
        to.node(id, "ProblemArea", {**to.called(heading.name, heading.span), "ordinal": ordinal}, evidence)
    ids: list[str] = []
    named = _groups_named(to, inspections)
    times: Counter[tuple[str, str]] = Counter()
    for ordinal, problem in enumerate(findings.problems, start=1):
        found_by = _inspections_of(to, problem.span, named) or inspections[:1]
        key = found_by[0], normal(problem.title)
        times[key] += 1
        # A second finding of the same name has an id of its own.
        id = make_id("Problem", *key, *([str(times[key])] if times[key] > 1 else []))
        properties: dict[str, Value] = {
            **to.called(problem.title, problem.span), "text": to.text(problem.span),
            "ordinal": ordinal, "implicit": problem.implicit,
        }  # fmt: skip
        if problem.status:
            properties["status"] = problem.status
        evidence = to.evidence(problem.span, problem.rule, problem.confidence)
        to.node(id, "Problem", properties, evidence)
        told = evidence if len(found_by) == 1 else replace(evidence, confidence=_OF_SEVERAL)
        for inspection in found_by:
            to.link("FOUND", inspection, id, told)
        for index in problem.areas:
            heading = findings.areas[index]
            to.link("IN_AREA", id, areas[index], to.evidence(heading.span, heading.rule))
        ids.append(id)
    return ids


def _groups_named(to: Assembler, inspections: Sequence[str]) -> list[tuple[int, Sequence[str]]]:
    """Where the groups and targets of several inspections are named, in the source's order, and whose they are.

    A target tells more than a group, which may have inspected several. What is named in one sentence belongs together.
    """
    if len(inspections) == 1:
        return []
    ends = [(link.start, link.end) for link in to.links.values() if link.type == "CONDUCTED"]
    several = {group for group, times in Counter(group for group, _ in ends).items() if times > 1}
    ends = [(group, id) for group, id in ends if group not in several]
    inspected = [(link.end, link.start) for link in to.links.values() if link.type == "INSPECTED"]
    ends += [(body, id) for target, id in inspected for body in _with_party(to, target)]
    named: list[tuple[int, list[str]]] = []
    last = 0
    for start, id in sorted({(e.span.start, id) for node, id in ends for e in to.nodes[node].evidence}):
        if named and not _SENTENCE_END.search(to.document.raw, last, start):
            named[-1][1].append(id)
        else:
            named.append((start, [id]))
        last = start
    return [(start, tuple(dict.fromkeys(ids))) for start, ids in named]


_PARTY_BODY = re.compile("(?:机关)?(?:党组|党委|党工委|党总支|党支部)$")


def _with_party(to: Assembler, target: str) -> list[str]:
    """A body and its party committee, which stands for it: 石桥镇, 石桥镇党委."""
    name = _PARTY_BODY.sub("", str(to.nodes[target].properties["name"]))
    agencies = ((id, str(node.properties["name"])) for id, node in to.nodes.items() if node.label == "Agency")
    return [id for id, other in agencies if _PARTY_BODY.sub("", other) == name]


_SENTENCE_END = re.compile("[。;;\n]")


def _inspections_of(to: Assembler, span: Span, named: Sequence[tuple[int, Sequence[str]]]) -> Sequence[str]:
    """Where a notice tells of several inspections, a problem belongs to those that the last sentence before named."""
    at = to.document.offsets.source(span).start
    before = bisect_right(named, at, key=lambda pair: pair[0])
    return named[before - 1][1] if before else ()


def _shortened(head: str) -> str:
    """A heading that fits into a table: cut behind a clause, and marked so, where it is longer."""
    if len(head) <= _LONGEST_NAME:
        return head
    cut = max(head.rfind(mark, _LONGEST_NAME // 2, _LONGEST_NAME) for mark in ",、")
    return head[: cut if cut > 0 else _LONGEST_NAME] + "…"


def _measures(to: Assembler, findings: Findings, problems: Sequence[str], counts: Sequence[Counted]) -> list[str]:
    ids: list[str] = []
    for ordinal, measure in enumerate(findings.measures, start=1):
        text = to.document.quote(measure.span)
        head = sentence(to.document.text, measure.span.start, measure.span.end)
        id = make_id("Measure", problems[measure.problem], normal(text))
        if id in to.nodes:
            to.rejected.append(Rejected(text[:_LONGEST_NAME], "the same measure stands there twice for one problem"))
        properties: dict[str, Value] = {
            **to.called(_shortened(to.document.quote(head).strip() or text), measure.span),
            "text": to.text(measure.span),
            "ordinal": ordinal,
            **{what: number for what, number in within(counts, measure.span).items()},
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
        self._spans = sorted(spans, key=lambda pair: (pair[0].start, pair[0].end, pair[1]))
        self._starts = [span.start for span, _ in self._spans]
        self._reach = list(accumulate((span.end for span, _ in self._spans), max))  # of each and all before it

    def of(self, span: Span) -> str | None:
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0 and self._reach[at] > span.start:
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
            where, title = mention.properties.get("organisation", ""), str(mention.properties.get("title", ""))
            body = next((b for b in bodies if where and is_named(str(where), b)), None) or (
                _beside(mention.span.start - len(title), bodies) if title else None
            )
            if body and title and body.id in to.nodes:
                evidence = to.evidence(to.sentence(mention.span), mention.rule, mention.confidence)
                to.link("HOLDS_POST", person.id, body.id, evidence, {"title": title})


def _beside(title: int, bodies: Sequence[Resolution]) -> Resolution | None:
    """The body whose name ends where a title begins, or within it (省文化和旅游厅|党组书记)."""
    return next(
        (body for body in bodies if any(m.span.start < title <= m.span.end for m in body.mentions)),
        None,
    )


def _responsible(to: Assembler, findings: Findings, measures: Sequence[str], resolved: Resolved) -> None:
    text = to.document.text
    units = Units(text, resolved)
    for measure, id in zip(findings.measures, measures, strict=True):
        for agency, span, role in units.in_fields(measure):
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
    counts = counted(document.text)
    header = replace(header, declared=(*header.declared, *overall(counts, findings, to.sentence)))
    report(to, header)
    _things(to, resolved)
    ids = inspections(to, header, resolved)
    publisher(to, header, resolved)
    problems = _problems(to, findings, ids)
    add_themes(to, findings, problems)
    measures = _measures(to, findings, problems, counts)
    spans = [(p.span, id) for p, id in zip(findings.problems, problems, strict=True)]
    spans += [(m.span, id) for m, id in zip(findings.measures, measures, strict=True)]
    _named_in(to, resolved, _Inside(spans))
    _posts(to, resolved)
    _responsible(to, findings, measures, resolved)
    _belonging(to, resolved)
    return to.graph()


def group_mentions(found: Sequence[tuple[str, Span]]) -> list[Mention]:
    return [Mention("InspectionGroup", text, span, "group.name") for text, span in found]
