"""`xunji ontology`."""

from __future__ import annotations

from graph_builder.cli.options import Format, Part
from graph_builder.cli.output import write_rows
from ontology.loading import load
from ontology.table import rows

SHOWN = {
    Part.labels: ("label", "zh", "en", "group", "properties"),
    Part.relationships: ("type", "zh", "en", "ends", "properties"),
    Part.properties: ("property", "zh", "type", "values", "of"),
    Part.values: ("datatype", "value", "zh", "en"),
}
"""What fits on a screen; json and csv hold all columns."""


def run(part: Part, format: Format) -> None:
    found = rows(load(), part.value)
    columns = SHOWN[part] if format is Format.table else tuple(found[0])
    write_rows(columns, [[row[column] for column in columns] for row in found], format)
