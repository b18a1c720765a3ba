"""`xunji audit`."""

from __future__ import annotations

from graph_builder.audit import audit, sums
from graph_builder.cli.options import Format
from graph_builder.cli.output import print_table, write_rows
from graph_builder.stores.opening import open_store

COLUMNS = ("notice", "what", "declared", "found", "difference", "sentence")
SUMS = ("what", "notices", "agreeing", "declared", "found", "difference")


def run(store: str, report: str | None, format: Format) -> None:
    with open_store(store) as opened:
        rows = audit(opened.view(), report)
    write_rows(COLUMNS, [(r.notice, r.what, r.declared, r.found, r.mark, r.sentence) for r in rows], format)
    if format is Format.table:
        total = [(s.what, s.notices, s.agreeing, s.declared, s.found, s.difference) for s in sums(rows)]
        print_table("In all", SUMS, total)
