"""JSON Lines: one node or relationship a line, as Neo4j's APOC writes and reads it (apoc.export.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from graph_builder.interchange.content import Content
from graph_builder.interchange.errors import ImportFault
from graph_builder.stores.facts import relationship_of, stored
from ontology.checks import node_values
from ontology.records import Node, Relationship

LONGEST = 64 << 20
"""Bytes of a line."""


def write(content: Content) -> Iterator[bytes]:
    for node in content.nodes():
        yield _line({"type": "node", "id": node.id, "labels": [node.label], "properties": node_values(node)})
    for number, (link, start, end) in enumerate(content.ended()):
        yield _line(
            {
                "type": "relationship",
                "id": str(number),
                "label": link.type,
                "properties": stored(link),
                "start": {"id": link.start, "labels": [start]},
                "end": {"id": link.end, "labels": [end]},
            }
        )


def read(file: BinaryIO) -> Iterator[Node | Relationship]:
    """Raises ImportFault with the line that is no node and no relationship."""
    for number, line in enumerate(iter(lambda: file.readline(LONGEST), b""), 1):
        if len(line) == LONGEST:
            raise ImportFault(f"line {number}: longer than {LONGEST >> 20} MB, which no node or relationship is")
        if line.strip():
            try:
                yield _record(json.loads(line))
            except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as fault:
                told = f"{type(fault).__name__}: {fault}"
                raise ImportFault(
                    f"line {number}: no node or relationship as `xunji export` writes it ({told})"
                ) from None


def _record(said: Mapping[str, Any]) -> Node | Relationship:
    properties = dict(said["properties"])
    if said["type"] == "node":
        own = {name: value for name, value in properties.items() if name != "id"}
        return Node(str(properties.get("id", said["id"])), str(said["labels"][0]), own)
    if said["type"] == "relationship":
        return relationship_of(str(said["label"]), str(said["start"]["id"]), str(said["end"]["id"]), properties)
    raise ValueError(f"type {said['type']!r}")


def _line(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
