"""`xunji query`."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from graph_builder.cli.lines import warn
from graph_builder.cli.options import Format
from graph_builder.cli.output import write_rows
from graph_builder.stores.interface import Limits
from graph_builder.stores.opening import open_store


def run(cypher: str, store: str, parameters: Mapping[str, object], limits: Limits, format: Format) -> None:
    text = sys.stdin.read() if cypher == "-" else cypher
    with open_store(store) as opened:
        found = opened.view().cypher(text, parameters, limits)
    for warning in found.warnings:
        warn(warning)
    write_rows(found.columns, found.rows, format)
    if found.truncated:
        warn(f"only the first {len(found.rows)} rows are shown; ask for more with --rows, or narrow the query")
