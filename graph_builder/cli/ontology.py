"""`xunji ontology`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from graph_builder.cli.output import Format, write_rows


class Part(StrEnum):
    labels = "labels"
    relationships = "relationships"
    properties = "properties"
    values = "values"


SHOWN = {
    Part.labels: ("label", "zh", "en", "group", "properties"),
    Part.relationships: ("type", "zh", "en", "ends", "properties"),
    Part.properties: ("property", "zh", "type", "values", "of"),
    Part.values: ("datatype", "value", "zh", "en"),
}
"""What fits on a screen; json and csv hold all columns."""


def ontology(
    part: Annotated[Part, typer.Argument(help="Which table.")] = Part.labels,
    format: Annotated[Format, typer.Option(help="How to print it; json and csv hold every column.")] = Format.table,
) -> None:
    """List the names that the graph uses and what they mean.

    \b
    Examples:
      xunji ontology relationships
      xunji ontology values --format csv > values.csv
    """
    # Here and not above: rdflib, which reads the Turtle file, is slow to load.
    from ontology.model import load
    from ontology.table import rows

    found = rows(load(), part.value)
    columns = SHOWN[part] if format is Format.table else tuple(found[0])
    write_rows(columns, [[row[column] for column in columns] for row in found], format)
