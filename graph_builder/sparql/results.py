"""Answers as SPARQL's own formats: JSON, CSV and TSV of rows, and what a graph is written in.

https://www.w3.org/TR/sparql11-results-json/ and https://www.w3.org/TR/sparql11-results-csv-tsv/
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

STRING = "http://www.w3.org/2001/XMLSchema#string"
LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"

Names = Sequence[str]
Row = Iterable[Any]
"""The row's terms in the order of the names, None for one that is not bound."""


@dataclass(frozen=True, slots=True)
class RowsFormat:
    media_type: str
    rows: Callable[[Names, Iterable[Row]], bytes]
    ask: Callable[[bool], bytes]


def _json_rows(names: Names, rows: Iterable[Row]) -> bytes:
    found = [
        {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None} for row in rows
    ]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": found}}, ensure_ascii=False).encode()


def _json_term(term: Any) -> Mapping[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _json_ask(answer: bool) -> bytes:
    return json.dumps({"head": {}, "boolean": answer}).encode()


def _csv_rows(names: Names, rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_csv_term(term) for term in row] for row in rows)
    return text.getvalue().encode()


def _csv_term(term: Any) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else "" if term is None else str(term.value)


def _tsv_rows(names: Names, rows: Iterable[Row]) -> bytes:
    def lines() -> Iterator[str]:
        yield "\t".join(f"?{name}" for name in names)
        yield from ("\t".join("" if term is None else str(term).replace("\t", r"\t") for term in row) for row in rows)

    return ("\n".join(lines()) + "\n").encode()


def _plain_ask(answer: bool) -> bytes:
    return b"true\n" if answer else b"false\n"


SELECT_WRITERS: Mapping[str, RowsFormat] = {
    "json": RowsFormat("application/sparql-results+json", _json_rows, _json_ask),
    "csv": RowsFormat("text/csv", _csv_rows, _plain_ask),
    "tsv": RowsFormat("text/tab-separated-values", _tsv_rows, _plain_ask),
}
GRAPH_FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
GRAPH_TYPES: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
"""Media type to the name of a graph's format."""
