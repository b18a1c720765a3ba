"""Reading the embedded store: a snapshot that threads share, and the user's Cypher on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import kglite

from graph_builder.cypher.guard import Prepared, prepare
from graph_builder.stores.answers import Found, columns, rows_of
from graph_builder.stores.embedded_errors import UNKNOWN_PROPERTY, query_error
from graph_builder.stores.errors import QueryParameter
from graph_builder.stores.facts import REPORT, order, relationship_of
from graph_builder.stores.interface import Counts, Direction, Limits, Page, Rows, View
from ontology.records import Node, Relationship

# What makes a Relationship record of the matched `r`, and the order of `facts.order`.
RECORD = "type(r) AS type, startNode(r).id AS a, endNode(r).id AS b, properties(r) AS kept"
IN_ORDER = "ORDER BY type(r), startNode(r).id, endNode(r).id, r.report, r.start, r.`end`, r.rule, r.quote"

PATTERNS: Mapping[Direction, str] = {"out": "-[r{}]->", "in": "<-[r{}]-", "both": "-[r{}]-"}

HOLDS_NAME = "n.name CONTAINS $name OR any(form IN n.aliases WHERE form CONTAINS $name)"
RANK = (
    "CASE WHEN n.name = $name THEN 0 WHEN $name IN n.aliases THEN 1 WHEN n.name STARTS WITH $name THEN 2"
    " WHEN any(form IN n.aliases WHERE form STARTS WITH $name) THEN 3 ELSE 4 END"
)

STRUCTURAL = frozenset({"id", "title", "type"})
"""The engine answers these beside what was stored."""

MOST_UNKNOWN = 50
"""How many properties that no node has yet one query may ask for."""


class EmbeddedView(View):
    """A snapshot of the engine's graph; reading it never waits."""

    def __init__(self, session: kglite.Session) -> None:
        self._session = session
        self._cursor = _cursor(session)

    def nodes(self, label: str | None = None) -> Iterator[Node]:
        labels = self.counts().labels
        for name in labels if label is None else [label] if label in labels else []:
            for row in self._ask(f"MATCH (n:{name}) RETURN n ORDER BY n.id"):
                yield _node(row["n"])

    def relationships(
        self, id: str, type: str | None = None, direction: Direction = "both", page: Page | None = None
    ) -> tuple[Relationship, ...]:
        page = page or Page()
        if type is not None and type not in self.counts().types:
            return ()
        pattern = PATTERNS[direction].format(f":{type}" if type else "")
        query = f"MATCH (n {{id: $id}}){pattern}() RETURN {RECORD} {IN_ORDER} SKIP $skip LIMIT $size"
        return _relationships(self._ask(query, id=id, skip=page.start, size=page.size))

    def all_relationships(self) -> Iterator[Relationship]:
        types = self.counts().types
        for row in self._ask(f"MATCH (n:{REPORT}) RETURN n.id AS id ORDER BY id"):
            of_report: list[Relationship] = []
            for type in types:
                query = f"MATCH (a)-[r:{type} {{report: $report}}]->(b) RETURN {RECORD}"
                of_report += _relationships(self._ask(query, report=row["id"]))
            yield from sorted(of_report, key=order)

    def find(self, name: str, *, label: str | None = None, limit: int = 20) -> tuple[Node, ...]:
        if label is not None and label not in self.counts().labels:
            return ()
        pattern = f"(n:{label})" if label else "(n)"
        query = (
            f"MATCH {pattern} WHERE {HOLDS_NAME} RETURN n.id AS id, {RANK} AS rank"
            " ORDER BY rank, size(n.name), n.name, n.id LIMIT $limit"
        )
        return self.known([row["id"] for row in self._ask(query, name=name, limit=limit)])

    def counts(self) -> Counts:
        labels = self._ask("MATCH (n) RETURN labels(n) AS names, count(*) AS count")
        types = self._ask("MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS count")
        return Counts(
            dict(sorted((row["names"][0], row["count"]) for row in labels)),
            dict(sorted((row["name"], row["count"]) for row in types)),
        )

    def known(self, ids: Sequence[str]) -> tuple[Node, ...]:
        rows = self._ask("UNWIND $ids AS id MATCH (n {id: id}) RETURN n", ids=list(dict.fromkeys(ids)))
        return tuple(_node(row["n"]) for row in rows)

    def neighbours(self, ids: Sequence[str], limit: int) -> tuple[str, ...]:
        query = (
            "UNWIND $ids AS id MATCH (n {id: id})--(m) WHERE NOT m.id IN $ids"
            " RETURN DISTINCT m.id AS near ORDER BY near LIMIT $limit"
        )
        return tuple(row["near"] for row in self._ask(query, ids=list(ids), limit=limit))

    def among(self, ids: Sequence[str], limit: int) -> tuple[Relationship, ...]:
        query = (
            "UNWIND $ids AS id MATCH (n {id: id})-[r]->(m) WHERE m.id IN $ids"
            f" RETURN {RECORD} {IN_ORDER} LIMIT $limit"
        )
        return _relationships(self._ask(query, ids=list(ids), limit=limit))

    def cypher(self, query: str, parameters: Mapping[str, object] | None = None, limits: Limits | None = None) -> Rows:
        limits = limits or Limits()
        prepared = prepare(query)
        given = _given(prepared, parameters or {})
        found = self._found(prepared.text, given, limits)
        answer = rows_of(found, self._ids_of)
        kept = answer[: limits.rows]
        names = columns(found.columns, prepared)
        return Rows(names, kept, len(answer) > limits.rows, found.warnings)

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


def _given(prepared: Prepared, parameters: Mapping[str, object]) -> dict[str, object]:
    """The values of the query's parameters; those that it does not ask for are left out."""
    missing = [name for name in prepared.parameters if name not in parameters]
    if missing:
        raise QueryParameter(f"the query needs ${missing[0]}, which is not given: add --param {missing[0]}=VALUE")
    return {name: parameters[name] for name in prepared.parameters}


def _node(found: Mapping[str, Any]) -> Node:
    kept = found["properties"]
    return Node(kept["id"], found["labels"][0], {k: kept[k] for k in sorted(kept) if k not in STRUCTURAL})


def _relationships(rows: Sequence[Mapping[str, Any]]) -> tuple[Relationship, ...]:
    return tuple(relationship_of(row["type"], row["a"], row["b"], row["kept"]) for row in rows)
