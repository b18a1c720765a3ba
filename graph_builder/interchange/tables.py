"""CSV: nodes.csv and relationships.csv in a ZIP archive, with the headers that `neo4j-admin database import` reads.

A list is one cell with its items parted by U+001F, which stands in no text; the archive's import.txt has the commands.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from graph_builder.interchange.content import Content
from graph_builder.interchange.errors import ImportFault
from graph_builder.interchange.flat import node_properties, relationship_properties
from graph_builder.stores.facts import relationship_of, stored
from graph_builder.stores.neo4j_schema import schema
from ontology.loading import load
from ontology.model import PropertyType
from ontology.records import Node, Relationship, Value

NODES, RELATIONSHIPS, SCHEMA, COMMANDS = "nodes.csv", "relationships.csv", "schema.cypher", "import.txt"
BETWEEN = "\x1f"
LONGEST = 64 << 20
"""Characters of a cell."""

PIECES = 16
"""Writes of the archive that are handed on together."""

TYPES: Mapping[str, str] = {"string": "string", "boolean": "boolean", "nonNegativeInteger": "long", "double": "double"}
"""What the server calls the ontology's datatypes."""

HOW = """\
Unpack this archive where the server's neo4j-admin can read it, and with the server stopped say:

neo4j-admin database import full neo4j --nodes=nodes.csv --relationships=relationships.csv \\
  --array-delimiter=U+001F --multiline-fields=true --overwrite-destination

What the database held before is gone then. Start the server, and make the database a store that xunji opens:

cypher-shell --file schema.cypher
"""


def write(content: Content) -> Iterator[bytes]:
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        yield from _file(archive, sink, NODES, _node_rows(content.nodes()))
        yield from _file(archive, sink, RELATIONSHIPS, _relationship_rows(content.relationships()))
        archive.writestr(SCHEMA, "".join(f"{statement};\n" for statement in _completing()))
        archive.writestr(COMMANDS, HOW)
    yield sink.taken()


def _completing() -> Iterator[str]:
    """What the import leaves undone: empty lists, which it takes for none, constraints and indexes."""
    for label in load().labels.values():
        for name in (name for name, kind in label.properties.items() if kind.many):
            empty = f"CALL (n) {{ SET n.{name} = [] }} IN TRANSACTIONS"
            yield f"MATCH (n:{label.name}) WHERE n.{name} IS NULL {empty}"
    yield from schema(load()).values()


def _file(archive: zipfile.ZipFile, sink: _Sink, name: str, rows: Iterable[list[str]]) -> Iterator[bytes]:
    with archive.open(name, "w", force_zip64=True) as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        for row in rows:
            writer.writerow(row)
            if len(sink.parts) > PIECES:
                yield sink.taken()


class _Sink(io.RawIOBase):
    """Where the archive is written to; it is handed on from there."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        data = b"".join(self.parts)
        self.parts.clear()
        return data


def _node_rows(nodes: Iterable[Node]) -> Iterator[list[str]]:
    own = [kind for name, kind in node_properties().items() if name != "id"]
    yield ["id:ID", ":LABEL", *map(_header, own)]
    for node in nodes:
        yield [node.id, node.label, *(_cell(node.properties.get(kind.name)) for kind in own)]


def _relationship_rows(links: Iterable[Relationship]) -> Iterator[list[str]]:
    yield [":START_ID", ":END_ID", ":TYPE", *map(_header, relationship_properties().values())]
    for link in links:
        values = stored(link)
        yield [link.start, link.end, link.type, *(_cell(values.get(name)) for name in relationship_properties())]


def _header(kind: PropertyType) -> str:
    return f"{kind.name}:{TYPES[kind.datatype.base]}{'[]' if kind.many else ''}"


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return BETWEEN.join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


# ------------------------------------------------------------------------------------------ and back


def read(file: BinaryIO) -> Iterator[Node | Relationship]:
    """Raises ImportFault for an archive that lacks a table, and for a row that does not fit its table's header."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile:
        raise ImportFault(f"no ZIP archive; pack {NODES} and {RELATIONSHIPS} into one") from None
    with archive:
        missing = {NODES, RELATIONSHIPS} - set(archive.namelist())
        if missing:
            raise ImportFault(f"{sorted(missing)[0]} is not in the archive; pack {NODES} and {RELATIONSHIPS} into it")
        yield from _rows(archive, NODES, _node)
        yield from _rows(archive, RELATIONSHIPS, _relationship)


Row = Mapping[str, str]


def _rows(
    archive: zipfile.ZipFile, name: str, record: Callable[[Row], Node | Relationship]
) -> Iterator[Node | Relationship]:
    csv.field_size_limit(LONGEST)
    with archive.open(name) as packed:
        table = csv.DictReader(io.TextIOWrapper(packed, "utf-8", newline=""), strict=True)
        while True:
            try:
                row = next(table, None)
                if row is None:
                    return
                yield record(row)
            except (ValueError, KeyError, TypeError, AttributeError, csv.Error, zipfile.BadZipFile) as fault:
                told = f"{type(fault).__name__}: {fault}"
                raise ImportFault(f"{name}, line {table.line_num}: does not fit its header ({told})") from None


def _node(row: Row) -> Node:
    return Node(row["id:ID"], row[":LABEL"], _values(row, node_properties()))


def _relationship(row: Row) -> Relationship:
    return relationship_of(row[":TYPE"], row[":START_ID"], row[":END_ID"], _values(row, relationship_properties()))


def _values(row: Row, kinds: Mapping[str, PropertyType]) -> dict[str, Value]:
    return {name: _value(text, kind) for name, kind in kinds.items() if name != "id" and (text := row[_header(kind)])}


def _value(text: str, kind: PropertyType) -> Value:
    if kind.many:
        return text.split(BETWEEN)
    if kind.datatype.base == "boolean":
        return text == "true"
    if kind.datatype.base == "nonNegativeInteger":
        return int(text)
    return float(text) if kind.datatype.base == "double" else text
