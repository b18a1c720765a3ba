"""`xunji review`."""

from __future__ import annotations

from graph_builder.cli.options import Format
from graph_builder.cli.output import write_rows
from graph_builder.review import unsure
from graph_builder.stores.opening import open_store

COLUMNS = ("doubt", "label", "one", "in", "other", "in the other", "reason")


def run(store: str, limit: int, format: Format) -> None:
    with open_store(store) as opened:
        write_rows(COLUMNS, [doubt.row for doubt in unsure(opened.view(), limit)], format)
