"""Whether the graph is what it should be: the SHACL shapes and rules, asked of one notice after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast
from urllib.parse import unquote

import rdflib
from pyshacl import validate
from rdflib import RDF, SH, BNode, URIRef
from rdflib.term import Node as Term

from graph_builder.stores.facts import APPEARS_IN
from ontology.pattern import pattern
from ontology.rdf import DATA, to_rdf
from ontology.records import Evidence, Graph, Node, Relationship
from ontology.shapes import RULES, SHAPES
from ontology.triples import resource_ids

Severity = Literal["violation", "warning", "info"]
SEVERITIES: Mapping[Term, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: at a node or a relationship, `about` names it; where it was read."""

    severity: Severity
    notice: str
    about: Node | Relationship
    message: str
    path: str
    value: str
    evidence: Evidence | None


def findings(notices: Iterable[Graph]) -> Iterator[Finding]:
    """What is wrong, notice by notice, the worst first. Only one notice is held in memory.

    Raises OntologyError for what cannot be written in RDF at all: a label or property that the ontology lacks.
    """
    for notice in notices:
        _, report, _ = validate(to_rdf(notice.nodes, notice.relationships), shacl_graph=_shapes(), inplace=True)
        assert isinstance(report, rdflib.Graph)
        known = _Known(notice)
        found = [_finding(report, result, known) for result in report.subjects(RDF.type, SH.ValidationResult)]
        order = list(SEVERITIES.values())
        yield from sorted(found, key=lambda one: (order.index(one.severity), one.message, _id(one.about), one.value))


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES).parse(RULES)


class _Known:
    """What the resources of a notice's RDF stand for."""

    def __init__(self, notice: Graph) -> None:
        self.notice = notice
        self._by_id: dict[str, Node | Relationship] = {node.id: node for node in notice.nodes}
        self._read: dict[str, Evidence] = {}
        for link in sorted(notice.relationships, key=lambda link: link.type != APPEARS_IN):
            self._read.setdefault(link.start, link.evidence)
            for id in resource_ids(link, pattern()).values():
                self._by_id.setdefault(id, link)

    def of(self, *terms: Term | None) -> Node | Relationship:
        """What the first of the terms stands for that is a resource of the notice; else the notice itself."""
        for term in terms:
            if isinstance(term, URIRef) and (found := self._by_id.get(unquote(term.removeprefix(DATA)))):
                return found
        return self._by_id[self.notice.report]

    def evidence(self, about: Node | Relationship) -> Evidence | None:
        return about.evidence if isinstance(about, Relationship) else self._read.get(about.id)


def _finding(report: rdflib.Graph, result: Term, known: _Known) -> Finding:
    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    about = known.of(focus, value)
    return Finding(
        severity=SEVERITIES[cast(Term, report.value(result, SH.resultSeverity))],
        notice=known.notice.report,
        about=about,
        message=" ".join(str(report.value(result, SH.resultMessage)).split()),
        path=_path(report, report.value(result, SH.resultPath)),
        value="" if value is None or isinstance(value, BNode) else str(value).removeprefix(DATA),
        evidence=known.evidence(about),
    )


def _path(report: rdflib.Graph, path: Term | None) -> str:
    """`endDate`, `^addresses`, `hasTarget/hasSelector/start`"""
    if path is None:
        return ""
    if not isinstance(path, BNode):
        return str(path).replace("#", "/").rsplit("/", 1)[-1]
    if inverse := report.value(path, SH.inversePath):
        return f"^{_path(report, inverse)}"
    return "/".join(_path(report, step) for step in report.items(path))


def _id(about: Node | Relationship) -> str:
    return about.id if isinstance(about, Node) else f"{about.start} {about.type} {about.end}"
