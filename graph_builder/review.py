"""review: what resolution was not sure of: kept apart although alike, or taken for one by a short name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from graph_builder.resolution.identity import normal
from graph_builder.stores.interface import Limits, View
from ontology.records import Node

Kind = Literal["apart", "merged"]

NAMED = ("Agency", "Company", "InspectionGroup", "Person", "Place", "Policy", "Project")
"""The labels whose nodes are resolved by name."""

SHORTENED = ("Agency", "Company", "Project")
"""Those that are called by the end of their name: 财政局 for 云溪市财政局."""

SHORTEST = 3
"""Characters of a name that may be the end of another."""

MOST_OF_A_KIND = 5
"""Pairs listed of one name or one core: 《财务管理制度》 of a thousand offices is one question, not half a million."""

_EVERYTHING = Limits(rows=10_000_000, seconds=600.0, work=2_000_000_000)
_LEGAL = re.compile(r"(?:集团)?(?:股份|控股)?(?:有限)?(?:责任)?(?:总|分)?公司$|集团$|\(有限合伙\)$")
_PLACE = re.compile(r"^[\u3400-\u9fff]{2,3}?(?:省|市|县|区|州)(?!属|直|级|管)")
# What two editions or two ways of quoting one document differ in: (试行), (2023年修订), 关于印发…的通知
_EDITION = re.compile(r"\((?:试行|暂行|修订|草案|\d{4}年?[^()]{0,6})\)|^(?:关于)?(?:印发|新?修订|公布)?的?|的通知$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two nodes that may be one (`apart`), or one that may be two (`merged`: then `other` is the node itself).

    `one_in` and `other_in` name the first notice that speaks of each, and how many more there are.
    """

    kind: Kind
    one: Node
    other: Node
    reason: str
    one_in: str = ""
    other_in: str = ""

    @property
    def row(self) -> tuple[str, ...]:
        """As a table prints it: kind, label, the one name and where it stands, the other and where, the reason."""
        ends = _name(self.one), self.one_in, _name(self.other), self.other_in
        return self.kind, self.one.label, *ends, self.reason


@dataclass(frozen=True)
class _Named:
    """The nodes of one label, and for each id where it stands: the notices and the places of it."""

    nodes: Sequence[Node]
    contexts: Mapping[str, frozenset[str]]
    reports: Mapping[str, frozenset[str]]


def unsure(view: View, limit: int = 1000) -> list[Doubt]:
    """What a reader should look at, at most `limit`, label by label, always in the same order.

    The time grows with the length of all names, not with the number of pairs.
    """
    return list(islice(_every(view), limit))


def _every(view: View) -> Iterator[Doubt]:
    titles = {report.id: _name(report) for report in view.reports()}
    for label in (*NAMED, "Inspection"):
        named = _named(view, label)
        for doubt in (*_once(_apart(label, named)), *_merged(view, label, named)):
            where = (_where(named.reports.get(node.id, frozenset()), titles) for node in (doubt.one, doubt.other))
            one_in, other_in = where
            yield replace(doubt, one_in=one_in, other_in=other_in)


def _once(doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """Each pair under the first reason that there is for it."""
    seen: set[frozenset[str]] = set()
    for doubt in doubts:
        pair = frozenset((doubt.one.id, doubt.other.id))
        if pair not in seen:
            seen.add(pair)
            yield doubt


def _where(reports: Iterable[str], titles: Mapping[str, str]) -> str:
    first, *others = sorted(titles[report] for report in reports) or [""]
    return f"{first} (+{len(others)})" if others else first


def _apart(label: str, named: _Named) -> Iterator[Doubt]:
    if label == "Inspection":
        yield from _alike(named.nodes, _occasion, "one group, one body and one year: perhaps told by two notices")
        return
    yield from _alike(named.nodes, lambda node: normal(_name(node)), _SAME_NAME[label])
    if label in SHORTENED:
        yield from _shortened(named)
    if label == "Company":
        yield from _alike(named.nodes, _core, "the same but for place and legal form")
    if label == "Policy":
        yield from _alike(named.nodes, _edition, "the same title but for its edition")


_SAME_NAME: Mapping[str, str] = {
    "Agency": "the same name in notices about different bodies",
    "Company": "the same short name in different places",
    "InspectionGroup": "the same name in notices that do not say the place",
    "Person": "the same name in different places or bodies",
    "Place": "the same name in different divisions",
    "Policy": "the same title at different issuers",
    "Project": "the same name in different places or bodies",
}


def _alike(nodes: Iterable[Node], key: Callable[[Node], str], reason: str) -> Iterator[Doubt]:
    """Each node beside the first of its key."""
    grouped: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if found := key(node):
            grouped[found].append(node)
    for found in sorted(grouped):
        first, *others = grouped[found]
        more = f" ({len(others) + 1} of them)" if len(others) > MOST_OF_A_KIND else ""
        yield from (Doubt("apart", first, other, reason + more) for other in others[:MOST_OF_A_KIND])


def _occasion(inspection: Node) -> str:
    """The group, the body and the year of an inspection; nothing where one of them is not known."""
    told = inspection.properties.get("start_date") or inspection.properties.get("feedback_date")
    name = _name(inspection)
    return f"{name} {str(told)[:4]}" if told and not name.startswith("对") and "(未具名)" not in name else ""


def _core(company: Node) -> str:
    """云溪恒远建设集团有限公司 and 云溪市恒远建设 have one core; one of less than three characters tells nothing."""
    core = _PLACE.sub("", _LEGAL.sub("", normal(_name(company))))
    return core if len(core) >= SHORTEST else ""


def _edition(policy: Node) -> str:
    core = _EDITION.sub("", normal(_name(policy)))
    return core if len(core) >= SHORTEST else ""


def _shortened(named: _Named) -> Iterator[Doubt]:
    """A name that ends another one of the same notice or place."""
    short = _by_name_and_context(named)
    names = {name for name, _ in short}
    for node in named.nodes:
        name = normal(_name(node))
        ends = [name[i:] for i in range(1, len(name) - SHORTEST + 1) if name[i:] in names]
        found = {
            other.id: other
            for end in ends
            for context in sorted(named.contexts.get(node.id, ()))
            for other in short.get((end, context), ())
        }
        for id in sorted(found)[:MOST_OF_A_KIND]:
            yield Doubt("apart", found[id], node, "one name ends with the other, in one notice or place")


def _by_name_and_context(named: _Named) -> dict[tuple[str, str], list[Node]]:
    grouped: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in named.nodes:
        for context in named.contexts.get(node.id, ()):
            grouped[normal(_name(node)), context].append(node)
    return grouped


def _merged(view: View, label: str, named: _Named) -> Iterator[Doubt]:
    """What several notices call by a name that is not sure to mean one thing."""
    posts = _pairs(view, "MATCH (n:Person)-[:HOLDS_POST]->(m)") if label == "Person" else {}
    for node in named.nodes:
        notices = len(named.reports.get(node.id, ()))
        if notices < 2:
            continue
        if label == "Company" and not _LEGAL.search(_name(node)):
            yield Doubt("merged", node, node, f"a short name, taken for one company in {notices} notices")
        elif label == "Person" and len(posts.get(node.id, ())) > 1:
            reason = f"one name with posts at {len(posts[node.id])} bodies in {notices} notices"
            yield Doubt("merged", node, node, reason)


def _named(view: View, label: str) -> _Named:
    nodes = list(view.nodes(label))
    if not nodes:
        return _Named((), {}, {})
    reports = _pairs(view, f"MATCH (n:{label})-[:APPEARS_IN]->(m:Report)")
    places = _pairs(view, f"MATCH (n:{label})-[:LOCATED_IN]->(m:Place)") if label in SHORTENED else {}
    contexts = {node.id: reports.get(node.id, frozenset()) | places.get(node.id, frozenset()) for node in nodes}
    return _Named(nodes, contexts, reports)


def _pairs(view: View, pattern: str) -> dict[str, frozenset[str]]:
    """For each n the ids of the m that the pattern leads to; the patterns are ours, no user's text is in them."""
    rows = view.cypher(f"{pattern} RETURN DISTINCT n.id AS n, m.id AS m", None, _EVERYTHING).rows
    found: defaultdict[str, set[str]] = defaultdict(set)
    for n, m in rows:
        found[str(n)].add(str(m))
    return {n: frozenset(ms) for n, ms in found.items()}


def _name(node: Node) -> str:
    return str(node.properties["name"])
