"""`xunji stats`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from graph_builder.cli.options import DEFAULT_STORE, StoreAddress
from graph_builder.cli.output import TwoFormats, print_table, write_json
from graph_builder.stores.opening import open_store


def stats(
    store: StoreAddress = DEFAULT_STORE,
    format: Annotated[TwoFormats, typer.Option(help="How to print the counts.")] = TwoFormats.table,
) -> None:
    """Count nodes by label and relationships by type.

    \b
    Examples:
      xunji stats
      xunji stats --format json | jq .nodes.Problem
    """
    with open_store(store) as opened:
        counts = opened.view().counts()
    if format is TwoFormats.json:
        write_json({"nodes": dict(counts.labels), "relationships": dict(counts.types)})
    else:
        _print(f"Nodes in {store}", "label", counts.labels)
        _print("Relationships", "type", counts.types)


def _print(title: str, column: str, counts: Mapping[str, int]) -> None:
    print_table(title, (column, "count"), [*counts.items(), ("all", sum(counts.values()))])
