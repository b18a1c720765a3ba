"""The whole way of one notice: Document -> outline -> findings and mentions -> resolutions -> graph."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from graph_builder.assembly.assemble import assemble, group_mentions
from graph_builder.findings.extract import find
from graph_builder.header.extract import Header, read_header
from graph_builder.header.inspection_groups import groups
from graph_builder.outline.relined import relined
from graph_builder.reading.spelling import Spelling
from graph_builder.resolution.identity import Context
from graph_builder.resolution.records import Resolution, Resolved
from graph_builder.resolution.resolve import resolve, target_names
from graph_builder.wording import sweep
from ontology.errors import XunjiError
from ontology.records import Document, Graph, Mention, Span

from .abreast import Steps, alone
from .mentions import agencies, companies, persons, places, policies, projects
from .mentions.places import context as place_context

_CHINESE = 0.3
"""Of a notice's characters so many at least are Chinese, which UTF-8 writes in three bytes."""


class NotANotice(XunjiError):
    """A text that tells of no inspection."""


def _mentions(text: str) -> Steps[dict[str, list[Mention]]]:
    titles = policies.find(text)
    named_groups = [(g.text, g.span) for g in groups(text, 0, len(text))]
    taken = [*(m.span for m in titles if text[m.span.end - 1] in "》〉"), *(span for _, span in named_groups)]
    yield
    found_companies = companies.find(text, taken)
    yield
    owners = (m.span for m in found_companies if not companies.has_party_body(text, m))
    found_agencies = agencies.find(text, [*taken, *owners])
    yield
    found_persons = persons.find(text)
    yield
    found_projects = projects.find(text)
    # 对云岭医院、图书信息中心等6个项目: the houses are what is built
    found_agencies = _without_people(found_agencies, found_persons)
    listed = {mention.span for mention in found_projects if mention.rule == "project.list"}
    found_agencies = [mention for mention in found_agencies if mention.span not in listed]
    beginnings = {mention.span.start for mention in (*found_companies, *found_agencies, *found_projects)}
    yield
    return {
        "Policy": [_unmarked(text, title) for title in titles],
        "Company": found_companies,
        "Agency": found_agencies,
        "Person": found_persons,
        "Project": _apart(found_projects, [*found_companies, *found_agencies]),
        # 《云泽市促进就业办法》 is cited; 云泽市 is not spoken of
        "Place": [m for m in places.find(text, beginnings) if not any(title.span.contains(m.span) for title in titles)],
        "InspectionGroup": group_mentions(named_groups),
    }


def _without_people(bodies: Sequence[Mention], people: Sequence[Mention]) -> list[Mention]:
    """Without those that would hold a person's name: 副主任张明远同石化规划院 is no institute."""
    return [body for body in bodies if not any(body.span.contains(person.span) for person in people)]


def _unmarked(text: str, title: Mention) -> Mention:
    """A title's own span, without the marks that frame it."""
    start, end = title.span.start, title.span.end
    if text[start] in "《〈" and text[end - 1] in "》〉":
        inside = Span(start + 1, end - 1)
        return Mention("Policy", title.text, inside, title.rule, title.confidence, title.aliases, title.properties)
    return title


def _apart(mentions: Sequence[Mention], others: Sequence[Mention]) -> list[Mention]:
    """The mentions that are no part of another name and do not cut one; they may hold one whole."""
    taken = [other.span for other in others]
    return [
        m for m in mentions if not any(s.overlaps(m.span) and (s == m.span or not m.span.contains(s)) for s in taken)
    ]


def _context(document: Document, header: Header) -> Context:
    names = target_names(header, 0) if header.inspections else []
    scope = place_context(document.text)
    target = max(names, key=lambda name: (name.startswith("中共"), len(name)), default=document.id)
    return Context(document.id, scope.qualify(target), scope)


def _as_written(document: Document, spelling: Spelling, resolved: Resolved) -> Resolved:
    """With the forms of the source among the aliases: who searches for 財政局 finds 财政局."""

    def aliases(thing: Resolution) -> tuple[str, ...]:
        spelt = {spelling.of(m.span) for m in thing.mentions} - {document.quote(m.span) for m in thing.mentions}
        return tuple(sorted({*thing.aliases, *spelt} - {thing.name}))

    things = (structs.replace(thing, aliases=aliases(thing)) for thing in resolved.things)
    return Resolved(tuple(things), resolved.rejected)


def graph_of(document: Document) -> Graph:
    """What one notice says. Raises NotANotice for a text without an inspection, its problems or its measures."""
    return alone(steps_to_graph(document))


def steps_to_graph(document: Document) -> Steps[Graph]:
    """The same, step by step."""
    if len(document.text.encode(errors="replace")) < (1 + 2 * _CHINESE) * len(document.text):
        raise NotANotice(f"{document.source}: is hardly written in Chinese, as notices are; leave it out")
    sweep.ahead(document.text)
    yield
    header = read_header(document.text)
    yield
    findings = find(document.text)
    if not header.inspections and not findings.measures and not (findings.problems and "巡" in document.text):
        raise NotANotice(
            f"{document.source}: tells of no inspection: no 巡察组 with a target, no problems, no measures; "
            "leave it out, or check that the file holds the whole notice"
        )
    yield
    lined = relined(document.text)
    found = yield from _mentions(lined.text)
    mentions = {label: lined.led_back(own) for label, own in found.items()}
    yield
    resolved = resolve(mentions, header, _context(document, header))
    spelling = Spelling(document)
    if spelling.differs:
        resolved = _as_written(document, spelling, resolved)
    yield
    return assemble(document, header, findings, resolved)
