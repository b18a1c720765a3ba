"""One snapshot of the store, and how its records look to the outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import RLock
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request

from api.conduct.errors import NotFound
from api.conduct.settings import USERS_QUERY
from api.models.things import EvidenceOut, LinkOut, NodeOut
from graph_builder.reading.sentences import Sources
from graph_builder.stores.interface import Counts, Limits, View
from ontology.model import Ontology
from ontology.records import Evidence, Node, Relationship

T = TypeVar("T")

OWN_QUERY = Limits(rows=100_000, seconds=20.0)
"""What one of the API's own queries may cost."""


@dataclass
class Reader:
    """Answers from one `View`; safe to share between threads, as the view is."""

    view: View
    ontology: Ontology
    queries: Limits = USERS_QUERY
    sources: Sources = field(default_factory=Sources)
    _kept: dict[str, object] = field(default_factory=dict)
    _turn: RLock = field(default_factory=RLock)

    def once(self, name: str, made: Callable[[], T]) -> T:
        """What `made` gives, computed by the first who asks for `name`; the snapshot never changes, so it holds."""
        with self._turn:
            if name not in self._kept:
                self._kept[name] = made()
            return cast(T, self._kept[name])

    @cached_property
    def counts(self) -> Counts:
        return self.view.counts()

    @cached_property
    def reports(self) -> Mapping[str, Node]:
        return {report.id: report for report in self.view.reports()}

    def node(self, id: str) -> Node:
        """The node of this id, without its evidence. Raises NotFound."""
        found = self.view.known([id])
        if not found:
            raise NotFound(f"there is no entity {id!r} in this store; find its id by /api/v1/search")
        return found[0]

    def report(self, id: str) -> Node:
        """The report of this id. Raises NotFound."""
        if id not in self.reports:
            raise NotFound(f"there is no report {id!r} in this store; /api/v1/reports lists them")
        return self.reports[id]

    def ask(self, query: str, **parameters: object) -> list[Mapping[str, Any]]:
        """Rows of one of the API's own queries; `query` is never made of anything that a request brought.

        `(n:Any {id: …})` in it is a node of whatever label.
        """
        found = self.view.cypher(query.replace(":Any ", f"{self.view.every} "), parameters, OWN_QUERY)
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        return {node.id: node for node in self.view.known(list(ids))}

    def evidence_out(self, evidence: Evidence, sentence: bool = True) -> EvidenceOut:
        """With `sentence`, what stands before and behind the quote is read from the report's own file."""
        report = self.reports.get(evidence.report)
        around = None
        if report and sentence:
            source, digest = str(report.properties["source"]), str(report.properties["sha256"])
            around = self.sources.around(evidence, source, digest)
        before, after = around or (None, None)
        return EvidenceOut(
            report=evidence.report,
            report_name=str(report.properties["name"]) if report else evidence.report,
            start=evidence.span.start,
            end=evidence.span.end,
            quote=evidence.quote,
            before=before,
            after=after,
            rule=evidence.rule,
            confidence=evidence.confidence,
        )

    def link_out(self, link: Relationship, sentence: bool = True) -> LinkOut:
        return LinkOut(
            type=link.type,
            start=link.start,
            end=link.end,
            properties=dict(link.properties),
            evidence=self.evidence_out(link.evidence, sentence),
        )

    def links_out(self, links: Sequence[Relationship], sentences: bool = True) -> list[LinkOut]:
        return [self.link_out(link, sentences) for link in links]


def node_fields(node: Node) -> dict[str, Any]:
    own = {key: value for key, value in node.properties.items() if key not in ("id", "name")}
    return {"id": node.id, "label": node.label, "name": str(node.properties["name"]), "properties": own}


def node_out(node: Node) -> NodeOut:
    return NodeOut(**node_fields(node))


async def _reader(request: Request) -> Reader:
    # Not a plain function: that would take a thread for each request.
    reader = request.app.state.shown.reader
    assert isinstance(reader, Reader)
    return reader


Graph = Annotated[Reader, Depends(_reader)]
"""What a route asks for to read the store."""
