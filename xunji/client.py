"""The calls: one for each operation of the API, each with its records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, TypeVar
from urllib.parse import quote

from pydantic import BaseModel

from api.models.cypher import CypherOut
from api.models.found import SearchOut
from api.models.graphs import PathOut, PathsOut, SubgraphOut, TraceOut
from api.models.jobs import JobOut
from api.models.notices import ReportOut, ReportsOut, ReportText
from api.models.numbers import AuditItem, AuditOut, CompareOut, StatsOut
from api.models.ontology import OntologyOut
from api.models.things import EntityOut, EvidenceOut, EvidencePage, Neighbour, NeighboursOut
from xunji.filters import Narrowed
from xunji.results import Part, Table
from xunji.transport import Local, Remote, Request, Transport, Values

PAGE = 100

Answer = TypeVar("Answer", bound=BaseModel)
Page = TypeVar("Page", NeighboursOut, EvidencePage, ReportsOut, AuditOut)


def connect(store_or_url: str | Path, token: str | None = None) -> Client:
    """A client of the store in a file (`graph.kgl`), on a Neo4j server (`neo4j://…`), or behind a Xunji server
    (`http://…`, `https://…`; `token` where it asks for one).

    Raises StoreError when a store cannot be opened. A server is first asked by the first call.
    """
    address = str(store_or_url)
    if address.startswith(("http://", "https://")):
        return Client(Remote(address, token))
    return Client(Local(address))


class Client:
    """Every call raises Refused for what cannot be answered, Unreachable when there is no answer. What comes in pages
    is an iterator, which asks for the next page when it is needed."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def close(self) -> None:
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------ one thing

    def search(
        self, words: str, labels: Sequence[str] = (), narrowed: Narrowed | None = None, limit: int = 20
    ) -> SearchOut:
        """The best `limit` (at most 100) of what has `words` in its names or texts, with facets over all of it."""
        filters = (narrowed or Narrowed()).as_search()
        return self._get(SearchOut, "search", {"q": words, "label": tuple(labels), "limit": limit, **filters})

    def entity(self, id: str) -> EntityOut:
        """A node, and how many links of each type it has."""
        return self._get(EntityOut, f"entities/{_part(id)}")

    def neighbours(self, id: str, type: str, direction: Literal["out", "in"]) -> Iterator[Neighbour]:
        """What a node is linked to, with the sentence that proves each link."""
        asked = {"type": type, "direction": direction}
        for page in self._pages(NeighboursOut, f"entities/{_part(id)}/neighbours", asked):
            yield from page.items

    def evidence(self, id: str) -> Iterator[EvidenceOut]:
        """The sentences where a node was read."""
        for page in self._pages(EvidencePage, f"entities/{_part(id)}/evidence", {}):
            yield from page.items

    def trace(self, id: str, limit: int = 50) -> TraceOut:
        """The chain from inspection group to company that leads through a node, at most `limit` nodes a level."""
        return self._get(TraceOut, f"trace/{_part(id)}", {"limit": limit})

    # ------------------------------------------------ several things

    def paths(self, ids: Sequence[str], types: Sequence[str] = (), k: int = 3, hops: int = 4) -> list[PathOut]:
        """The `k` best ways of at most `hops` hops between each two of the nodes."""
        asked = {"ids": tuple(ids), "types": tuple(types), "k": k, "hops": hops}
        return self._get(PathsOut, "paths", asked).paths

    def subgraph(self, ids: Sequence[str], hops: int = 1, narrowed: Narrowed | None = None, limit: int = 500) -> Part:
        """What lies within `hops` (at most 3) steps of nodes: at most `limit` (at most 500) nodes."""
        filters = (narrowed or Narrowed()).as_subgraph()
        return self._part({"ids": list(ids), "hops": hops, "limit": limit, **filters})

    def subgraph_of(self, report: str, limit: int = 500) -> Part:
        """All that one report says."""
        return self._part({"report": report, "limit": limit})

    def subgraph_of_query(self, query: str, parameters: Values | None = None, limit: int = 500) -> Part:
        """The nodes and relationships that a Cypher query answers."""
        return self._part({"query": query, "parameters": dict(parameters or {}), "limit": limit})

    def compare(self, ids: Sequence[str], limit: int = 50) -> CompareOut:
        """What several agencies or inspections share."""
        return self._get(CompareOut, "compare", {"ids": tuple(ids), "limit": limit})

    # ------------------------------------------------ the whole

    def reports(self) -> Iterator[ReportOut]:
        """The reports, newest first."""
        for page in self._pages(ReportsOut, "reports", {}):
            yield from page.items

    def report(self, id: str) -> ReportText:
        """A report's text, and what each stretch of it stands for."""
        return self._get(ReportText, f"reports/{_part(id)}")

    def stats(self) -> StatsOut:
        return self._get(StatsOut, "stats")

    def audit(self, report: str | None = None) -> Iterator[AuditItem]:
        """What notices declare beside what was found in them."""
        for page in self._pages(AuditOut, "audit", {"report": report}):
            yield from page.items

    def ontology(self) -> OntologyOut:
        return self._get(OntologyOut, "ontology")

    def cypher(self, query: str, parameters: Values | None = None, rows: int = 10_000) -> Table:
        """The rows (at most 10,000) that a reading query answers."""
        body = {"query": query, "parameters": dict(parameters or {}), "rows": rows}
        found = self._post(CypherOut, "cypher", body)
        table = tuple(map(tuple, found.rows))
        graph = tuple(found.nodes), tuple(found.links)
        return Table(tuple(found.columns), table, found.truncated, tuple(found.warnings), *graph)

    def export(self, file: str | Path, format: str, ids: Sequence[str] = (), reports: Sequence[str] = ()) -> None:
        """Write the whole store, what is around `ids`, or what `reports` say, in a format of `xunji export`."""
        asked = {"format": format, "ids": tuple(ids), "report": tuple(reports)}
        pieces = self._transport.stream(Request("GET", "export", asked))
        with Path(file).open("wb") as opened:
            opened.writelines(pieces)

    # ------------------------------------------------ what is sent

    def send(self, *files: str | Path) -> JobOut:
        """Have notices built into the store behind a server, as one job; needs a token of scope write."""
        sent = tuple((path.name, path.read_bytes()) for path in map(Path, files))
        return JobOut.model_validate_json(self._transport.ask(Request("POST", "reports", {}, files=sent)))

    def job(self, id: str) -> JobOut:
        """What became of a notice that was sent."""
        return self._get(JobOut, f"jobs/{_part(id)}")

    # ------------------------------------------------

    def _get(self, kind: type[Answer], path: str, values: Values | None = None) -> Answer:
        return kind.model_validate_json(self._transport.ask(Request("GET", path, values or {})))

    def _post(self, kind: type[Answer], path: str, body: Values) -> Answer:
        return kind.model_validate_json(self._transport.ask(Request("POST", path, {}, body)))

    def _pages(self, kind: type[Page], path: str, values: Values) -> Iterator[Page]:
        cursor: str | None = None
        while True:
            page = self._get(kind, path, {**values, "cursor": cursor, "size": PAGE})
            yield page
            cursor = page.next
            if cursor is None:
                return

    def _part(self, body: Values) -> Part:
        found = self._post(SubgraphOut, "subgraph", body)
        return Part(tuple(found.nodes), tuple(found.links), tuple(found.groups), found.truncated)


def _part(id: str) -> str:
    return quote(id, safe="")
