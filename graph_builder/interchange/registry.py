"""The formats that the graph can be written in, and those that it can be read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import BinaryIO

from graph_builder.interchange import cytoscape, ftm, gexf, graphml, jsonl, jsonld, linked, statements, tables
from graph_builder.interchange import linked_reader as linked_in
from graph_builder.interchange.content import Content
from graph_builder.interchange.errors import ExportFault, ImportFault
from ontology.records import Node, Relationship

Write = Callable[[Content], Iterator[bytes]]
Read = Callable[[BinaryIO], Iterator[Node | Relationship]]


@dataclass(frozen=True, slots=True)
class Format:
    """`write` gives the file's bytes piece by piece; `read`, where there is one, the records back, in any order.

    `what` says for whom the format is.
    """

    name: str
    media_type: str
    suffix: str
    what: str
    write: Write
    read: Read | None = None


@cache
def formats() -> Mapping[str, Format]:
    """Name to format."""
    return {format.name: replace(format, write=_coarse(format.write)) for format in _FORMATS}


def format_named(name: str) -> Format:
    """Raises ExportFault for a name that no format has."""
    if name not in formats():
        raise ExportFault(f"format {name!r}: there is none of this name; give one of {', '.join(formats())}")
    return formats()[name]


def format_of(file: str) -> Format:
    """The format that a file's name tells. Raises ImportFault where it tells none."""
    for format in sorted(formats().values(), key=lambda one: -len(one.suffix)):
        if file.lower().endswith(format.suffix):
            return format
    known = ", ".join(format.suffix for format in _FORMATS)
    raise ImportFault(f"{file}: its name does not tell its format ({known}); say it with --format")


PIECE = 1 << 16
"""Bytes that are handed on together: a server sends each piece by itself."""


def _coarse(write: Write) -> Write:
    def coarse(content: Content) -> Iterator[bytes]:
        kept, size = list[bytes](), 0
        for piece in write(content):
            kept.append(piece)
            size += len(piece)
            if size >= PIECE:
                yield b"".join(kept)
                kept, size = [], 0
        yield b"".join(kept)

    return coarse


_FORMATS = (
    Format("jsonl", "application/x-ndjson", ".jsonl", "one record a line, as Neo4j's APOC", jsonl.write, jsonl.read),
    Format("csv", "application/zip", ".zip", "tables for neo4j-admin and spreadsheets", tables.write, tables.read),
    Format("cypher", "application/x-cypher", ".cypher", "statements for cypher-shell", statements.write),
    Format("graphml", "application/graphml+xml", ".graphml", "yEd, Gephi, igraph, networkx", graphml.write),
    Format("gexf", "application/gexf+xml", ".gexf", "Gephi, with the colours of the views", gexf.write),
    Format("cytoscape", "application/vnd.cytoscape+json", ".cyjs", "Cytoscape, cytoscape.js", cytoscape.write),
    Format("turtle", "text/turtle", ".ttl", "RDF to read", linked.write_turtle, linked_in.read_turtle),
    Format("nquads", "application/n-quads", ".nq", "RDF, a graph a notice", linked.write_nquads, linked_in.read_nquads),
    Format("ftm", "application/json+ftm", ".ftm.json", "FollowTheMoney, for Aleph and its tools", ftm.write),
    Format("jsonld", "application/ld+json", ".jsonld", "RDF as JSON", jsonld.write, linked_in.read_jsonld),
)
