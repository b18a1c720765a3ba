"""Cypher text: what `cypher-shell --file` writes into a Neo4j database, ready to be a store of ours.

Running it twice changes nothing. Texts are data in it: quoted, and no backslash stands that could end a quote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from graph_builder.interchange.content import BATCH, Content, batches
from graph_builder.stores.facts import stored
from graph_builder.stores.neo4j_schema import schema
from ontology.checks import node_values
from ontology.loading import load
from ontology.records import Value

Shape = tuple[str, str, str]
"""Type of a relationship and labels of its ends."""

# Neo4j reads \uXXXX before anything else, wherever it stands: what could be taken for one is written as one.
ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\\'\"\u2028\u2029]")
READ_AS = "report", "start", "end", "quote", "rule"
"""What tells two relationships between the same ends apart."""


def write(content: Content) -> Iterator[bytes]:
    for statement in schema(load()).values():
        yield f"{statement};\n".encode()
    for label, rows in _nodes(content):
        yield _unwound(rows, f"MERGE (n:{label} {{id: row.id}}) SET n = row")
    for shape, rows in _relationships(content):
        yield _unwound(rows, _merge(*shape))


def _nodes(content: Content) -> Iterator[tuple[str, list[str]]]:
    """Nodes come label by label, so each batch is of one label or two."""
    for some in batches(content.nodes(), BATCH):
        groups: dict[str, list[str]] = {}
        for node in some:
            groups.setdefault(node.label, []).append(_map(node_values(node)))
        yield from groups.items()


def _relationships(content: Content) -> Iterator[tuple[Shape, list[str]]]:
    for some in batches(content.ended(), BATCH):
        groups: dict[Shape, list[str]] = {}
        for link, start, end in some:
            row = f"{{a: {_value(link.start)}, b: {_value(link.end)}, kept: {_map(stored(link))}}}"
            groups.setdefault((link.type, start, end), []).append(row)
        yield from groups.items()


def _merge(type: str, start: str, end: str) -> str:
    told_apart = ", ".join(f"`{name}`: row.kept.`{name}`" for name in READ_AS)
    return (
        f"MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}})"
        f" MERGE (a)-[r:{type} {{{told_apart}}}]->(b) SET r = row.kept"
    )


def _unwound(rows: Iterable[str], statement: str) -> bytes:
    listed = ",\n  ".join(rows)
    return f"UNWIND [\n  {listed}\n] AS row\n{statement};\n".encode()


def _map(values: Mapping[str, Value]) -> str:
    return "{" + ", ".join(f"`{name}`: {_value(value)}" for name, value in values.items()) + "}"


def _value(value: Value) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        return f"'{ODD.sub(_escaped, value)}'"
    return json.dumps(value)


def _escaped(odd: re.Match[str]) -> str:
    return rf"\{odd[0]}" if odd[0] in "\\'\"" else f"\\u{ord(odd[0]):04X}"
