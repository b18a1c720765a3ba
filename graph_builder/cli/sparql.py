"""`xunji sparql`."""

from __future__ import annotations

import csv
import io
import sys

from graph_builder.cli.lines import warn
from graph_builder.cli.options import SparqlFormat
from graph_builder.cli.output import messages, print_table
from graph_builder.sparql.asking import Answer, Form, asking
from graph_builder.sparql.place import dataset_of, mark_of
from graph_builder.stores.interface import Limits
from graph_builder.stores.opening import open_store


def run(query: str, store: str, limits: Limits, format: SparqlFormat) -> None:
    text = sys.stdin.read() if query == "-" else query
    mark = mark_of(store)
    with open_store(store) as opened, messages().status("Bringing the RDF dataset up to date"):
        folder = dataset_of(store).follow(opened.view(), mark)
    select = "csv" if format is SparqlFormat.table else format.value
    found = asking.answer(folder, text, Form(select=select), limits)
    _show(found, format)
    if found.truncated:
        warn(f"only the first {limits.rows} rows are shown; ask for more with --rows, or narrow the query")


def _show(found: Answer, format: SparqlFormat) -> None:
    text = found.body.decode()
    if found.kind == "select" and format is SparqlFormat.table:
        columns, *rows = csv.reader(io.StringIO(text, newline=""))
        print_table("", columns, rows)
    else:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
