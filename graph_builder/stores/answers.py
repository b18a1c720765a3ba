"""Turns what an engine answers into plain JSON values: see `interface.Cell`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from graph_builder.cypher.guard import Prepared
from graph_builder.stores.interface import Cell

NODE = frozenset({"id", "labels", "properties"})
RELATIONSHIP = frozenset({"id", "start", "end", "type", "properties"})
PLAIN = frozenset({type(None), bool, int, float, str})
TWICE = frozenset({"id", "name", "title"})

Ids = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Found:
    """An engine's answer as it came."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    warnings: tuple[str, ...]


def rows_of(found: Found, ids_of: Callable[[Sequence[int]], dict[int, str]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows as JSON values; `ids_of` finds the ids of the nodes that relationships lead to."""
    if all(type(value) in PLAIN for row in found.rows for value in row):
        return tuple(found.rows)
    ends = sorted({end for row in found.rows for value in row for end in _ends(value)})
    ids = ids_of(ends) if ends else {}
    return tuple(tuple(_cell(value, ids) for value in row) for row in found.rows)


def columns(engine: tuple[str, ...], prepared: Prepared) -> tuple[str, ...]:
    """The columns' names as their author wrote them."""
    if len(prepared.columns) == len(engine):
        return prepared.columns
    return tuple(prepared.renamed.get(name, name) for name in engine)


def _ends(value: object) -> Iterator[int]:
    if isinstance(value, list):
        for item in value:
            yield from _ends(item)
    elif isinstance(value, dict):
        if value.keys() == RELATIONSHIP and isinstance(value["start"], int) and isinstance(value["end"], int):
            yield from (value["start"], value["end"])
        for item in value.values():
            yield from _ends(item)


def _cell(value: object, ids: Ids) -> Cell:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [_cell(item, ids) for item in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"PT{value.total_seconds():g}S"
    if isinstance(value, dict):
        return _map(value, ids)
    return str(value)


def _map(value: dict[str, Any], ids: Ids) -> Cell:
    if value.keys() == NODE and isinstance(value["id"], int):
        return {"labels": value["labels"], "properties": _own(value["properties"], {"title", "type"}, ids)}
    if value.keys() == RELATIONSHIP and isinstance(value["id"], int):
        ends: dict[str, Cell] = {"start": ids.get(value["start"]), "end": ids.get(value["end"])}
        return {"type": value["type"], **ends, "properties": _own(value["properties"], set(), ids)}
    # properties(n) holds the name a second time, as the engine's own `title`.
    twice = value.keys() >= TWICE and value["title"] == value["name"]
    return _own(value, {"title"} if twice else set(), ids)


def _own(properties: Mapping[str, Any], without: set[str], ids: Ids) -> dict[str, Cell]:
    return {key: _cell(value, ids) for key, value in sorted(properties.items()) if key not in without}
