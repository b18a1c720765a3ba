"""`xunji stats`."""

from __future__ import annotations

from collections.abc import Mapping

from graph_builder.cli.options import TwoFormats
from graph_builder.cli.output import print_table, write_json
from graph_builder.stores.opening import open_store


def run(store: str, format: TwoFormats) -> None:
    with open_store(store) as opened:
        counts = opened.view().counts()
    if format is TwoFormats.json:
        write_json({"nodes": dict(counts.labels), "relationships": dict(counts.types)})
    else:
        _print(f"Nodes in {store}", "label", counts.labels)
        _print("Relationships", "type", counts.types)


def _print(title: str, column: str, counts: Mapping[str, int]) -> None:
    print_table(title, (column, "count"), [*counts.items(), ("all", sum(counts.values()))])
