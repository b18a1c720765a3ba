"""A user's own Cypher: how many run at once, and what nodes and relationships an answer holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from api.conduct.permits import Permits
from api.reader import Reader
from graph_builder.stores.errors import QueryTimeout
from graph_builder.stores.facts import relationship_of
from graph_builder.stores.interface import Cell, Rows
from ontology.records import Relationship

PROBLEMS = (
    "query-syntax",
    "query-refused",
    "content-too-large",
    "query-parameter",
    "query-timeout",
    "query-too-big",
    "query-failed",
    "busy",
    "store",
)
"""What an operation that takes Cypher may answer."""

permits = Permits()


def answered(graph: Reader, query: str, parameters: Mapping[str, object], rows: int) -> Rows:
    """At most `rows` rows. Raises QueryError, and Busy when as many queries run as may."""
    limits = replace(graph.queries, rows=rows)
    try:
        return permits.run(lambda: graph.view.cypher(query, parameters, limits), limits.seconds)
    except TimeoutError:
        raise QueryTimeout.after(limits.seconds) from None


def ids(rows: Rows) -> list[str]:
    """The ids that an answer holds, each once: of its nodes, of the ends of its relationships, and texts, which may
    be ids."""
    cells = [cell for row in rows.rows for cell in row]
    ends = [end for link in links(rows) for end in (link.start, link.end)]
    return list(dict.fromkeys([*(id for cell in cells for id in _ids(cell)), *ends]))


def links(rows: Rows) -> Sequence[Relationship]:
    """The relationships that an answer holds, also within lists and paths."""
    return [link for row in rows.rows for cell in row for link in _links(cell)]


def node_ids(rows: Rows) -> list[str]:
    """The ids of an answer's nodes and of the ends of its relationships, each once."""
    cells = [cell for row in rows.rows for cell in row if isinstance(cell, list | dict)]
    ends = [end for link in links(rows) for end in (link.start, link.end)]
    return list(dict.fromkeys([*(id for cell in cells for id in _nodes(cell)), *ends]))


def _nodes(cell: Cell) -> Iterator[str]:
    inner = cell.get("properties") if isinstance(cell, dict) and "labels" in cell else None
    if isinstance(inner, dict) and isinstance(inner.get("id"), str):
        yield str(inner["id"])
    elif isinstance(cell, list | dict):
        for item in cell if isinstance(cell, list) else cell.values():
            yield from _nodes(item)


def _ids(cell: Cell) -> Iterator[str]:
    if isinstance(cell, str):
        yield cell
    elif isinstance(cell, list):
        for item in cell:
            yield from _ids(item)
    elif isinstance(cell, dict):
        inner = cell.get("properties")
        own = inner.get("id") if "labels" in cell and isinstance(inner, dict) else None
        yield from _ids(own if own is not None else list(cell.values()) if "type" not in cell else [])


def _links(cell: Cell) -> Iterator[Relationship]:
    if isinstance(cell, list):
        for item in cell:
            yield from _links(item)
    elif isinstance(cell, dict):
        properties = cell.get("properties")
        if cell.keys() == {"type", "start", "end", "properties"} and isinstance(properties, dict):
            yield relationship_of(str(cell["type"]), str(cell["start"]), str(cell["end"]), properties)
        else:
            yield from _links(list(cell.values()))
