"""Options and formats that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

StoreAddress = Annotated[
    str,
    typer.Option(
        "--store", "-s", metavar="STORE", envvar="XUNJI_STORE", help="The graph: a file such as graph.kgl, or neo4j://…"
    ),
]
DEFAULT_STORE = "graph.kgl"


class TwoFormats(StrEnum):
    table = "table"
    json = "json"


class Format(StrEnum):
    table = "table"
    json = "json"
    csv = "csv"


class SparqlFormat(StrEnum):
    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"


class Severity(StrEnum):
    violation = "violation"
    warning = "warning"
    info = "info"


class Part(StrEnum):
    """The tables of the ontology."""

    labels = "labels"
    relationships = "relationships"
    properties = "properties"
    values = "values"
