"""Reading the embedded store: a snapshot that threads share, and the user's Cypher on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import kglite

from graph_builder.cypher.guard import prepare
from graph_builder.stores.answers import Found, columns, rows_of
from graph_builder.stores.cypher_view import CypherView, given
from graph_builder.stores.embedded_errors import UNKNOWN_PROPERTY, query_error
from graph_builder.stores.errors import QueryParameter
from graph_builder.stores.interface import Counts, Limits, Rows, View
from graph_builder.stores.matching import result
from graph_builder.stores.search import SearchRequest, SearchResult
from graph_builder.stores.search_index import SearchIndex
from graph_builder.stores.search_query import search

MOST_UNKNOWN = 50
"""How many properties that no node has yet one query may ask for."""

MANY_LINKS = 1_000
"""From so many links on their count is kept: it takes milliseconds, and all ways lead past the same nodes."""

MOST_KINDS = 64
"""The most choices of types that links were counted by, and are kept."""


class EmbeddedView(CypherView):
    """A snapshot of the engine's graph; reading it never waits."""

    def __init__(self, session: kglite.Session, index: Callable[[View], SearchIndex]) -> None:
        self._session = session
        self._index = index
        self._cursor = _cursor(session)
        self._hubs: dict[tuple[str, ...], dict[str, int]] = {}

    def counts(self) -> Counts:
        labels = self._ask("MATCH (n) RETURN labels(n) AS names, count(*) AS count")
        types = self._ask("MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS count")
        return Counts(
            dict(sorted((row["names"][0], row["count"]) for row in labels)),
            dict(sorted((row["name"], row["count"]) for row in types)),
        )

    def cypher(self, query: str, parameters: Mapping[str, object] | None = None, limits: Limits | None = None) -> Rows:
        limits = limits or Limits()
        prepared = prepare(query)
        found = self._found(prepared.text, given(prepared, parameters or {}), limits)
        answer = rows_of(found, self._ids_of)
        kept = answer[: limits.rows]
        names = columns(found.columns, prepared)
        return Rows(names, kept, len(answer) > limits.rows, found.warnings)

    def search(self, request: SearchRequest) -> SearchResult:
        return result(*search(self._index(self), request), request, self.known)

    def degrees(self, ids: Sequence[str], types: Sequence[str]) -> Mapping[str, int]:
        if len(self._hubs) > MOST_KINDS:
            self._hubs.clear()
        hubs = self._hubs.setdefault(tuple(types), {})
        counted = super().degrees([id for id in ids if id not in hubs], types)
        found = {id: hubs[id] for id in ids if id in hubs} | dict(counted)
        hubs.update((id, links) for id, links in counted.items() if links >= MANY_LINKS)
        return found

    def _labels(self) -> Collection[str]:
        return self.counts().labels

    def _types(self) -> Collection[str]:
        return self.counts().types

    def _found(self, query: str, given: dict[str, object], limits: Limits) -> Found:
        """Run a prepared query. A property that no node has yet is no fault in a graph that grows: the engine,
        which knows only what it has seen, is told of it, and asked again."""
        cursor = self._cursor
        for _ in range(MOST_UNKNOWN):
            try:
                return _run(cursor, query, given, limits)
            except kglite.SchemaError as fault:
                unknown = UNKNOWN_PROPERTY.search(str(fault))
                if unknown is None:
                    raise query_error(fault, limits) from fault
                cursor = cursor if cursor is not self._cursor else _cursor(self._session)
                cursor.define_schema(_with_property(cursor, unknown[2], unknown[1]))
            except (kglite.KgError, OverflowError, TypeError, ValueError, RecursionError) as fault:
                raise query_error(fault, limits) from fault
        raise QueryParameter(f"the query asks for more than {MOST_UNKNOWN} properties that no node has")

    def _ids_of(self, internal: Sequence[int]) -> dict[int, str]:
        query = "UNWIND $ids AS i MATCH (n) WHERE elementId(n) = i RETURN i, n.id AS id"
        return {int(row["i"]): row["id"] for row in self._ask(query, ids=[str(i) for i in internal])}

    def _ask(self, query: str, **parameters: object) -> list[dict[str, Any]]:
        return self._cursor.cypher(query, params=parameters, timeout_ms=0, hide_structural_keys=True).to_list()  # type: ignore[union-attr]


def _cursor(session: kglite.Session) -> kglite.KnowledgeGraph:
    cursor = session.cursor()
    cursor.read_only(True)
    return cursor


def _with_property(cursor: kglite.KnowledgeGraph, label: str, name: str) -> dict[str, Any]:
    """The label's declaration with one more property."""
    declared = (cursor.schema_definition() or {}).get("nodes", {}).get(label, {})
    return {"nodes": {label: {"optional": [*declared.get("optional", []), name]}}}


def _run(cursor: kglite.KnowledgeGraph, query: str, given: dict[str, object], limits: Limits) -> Found:
    result = cursor.cypher(
        query,
        params=given,
        timeout_ms=max(1, int(limits.seconds * 1000)),
        max_work_units=limits.work,
        row_limit=limits.rows + 1,
        hide_structural_keys=True,
    )
    assert isinstance(result, kglite.ResultView)
    warnings = tuple(text for text in result.warnings if "row_limit" not in text)
    return Found(tuple(result.columns), [tuple(row.values()) for row in result.to_list()], warnings)
