"""Turns what a Neo4j server answers into plain JSON values: see `interface.Cell`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph_builder.cypher.naming import Naming
from graph_builder.stores.interface import Cell
from graph_builder.stores.neo4j_naming import ours_first
from graph_builder.stores.neo4j_schema import PINYIN


@dataclass(frozen=True, slots=True)
class Known:
    """From the server's own ids of nodes to ours, and what the labels are called there."""

    ids: Mapping[str, str]
    names: Naming


def ends(values: Iterable[object]) -> Iterator[str]:
    """The server's ids of the nodes that relationships lead to."""
    for value in values:
        if isinstance(value, Relationship):
            yield from (end.element_id for end in (value.start_node, value.end_node) if end is not None)
        elif isinstance(value, Path):
            yield from ends(value.relationships)
        elif isinstance(value, list | dict):
            yield from ends(value.values() if isinstance(value, dict) else value)


def cell(value: Any, known: Known) -> Cell:
    if isinstance(value, float) and not isfinite(value):
        # JSON has no word for them.
        return None
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Date | Time | DateTime):
        return value.to_native().isoformat()
    if isinstance(value, Duration):
        return value.iso_format()
    if isinstance(value, list):
        return [cell(item, known) for item in value]
    if isinstance(value, dict):
        return _properties(value, known)
    if isinstance(value, Point):
        return list(map(float, value))
    return _graph_cell(value, known)


def _graph_cell(value: Any, known: Known) -> Cell:
    if isinstance(value, Node):
        return {"labels": list(ours_first(value.labels, known.names)), "properties": _properties(value, known)}
    if isinstance(value, Relationship):
        first, last = value.start_node, value.end_node
        return {
            "type": value.type,
            "start": known.ids.get(first.element_id) if first is not None else None,
            "end": known.ids.get(last.element_id) if last is not None else None,
            "properties": _properties(value, known),
        }
    if isinstance(value, Path):
        return {
            "nodes": [cell(node, known) for node in value.nodes],
            "relationships": [cell(link, known) for link in value.relationships],
        }
    return str(value)


def _properties(values: Mapping[str, Any] | Node | Relationship, known: Known) -> dict[str, Cell]:
    return {key: cell(value, known) for key, value in sorted(values.items()) if key != PINYIN}
