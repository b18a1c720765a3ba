"""`xunji query`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from graph_builder.cli.options import DEFAULT_STORE, StoreAddress
from graph_builder.cli.output import Format, warn, write_rows
from graph_builder.stores.interface import Limits
from graph_builder.stores.opening import open_store

USUAL = Limits()


def query(
    cypher: Annotated[str, typer.Argument(help="A reading Cypher query; - takes it from standard input.")],
    store: StoreAddress = DEFAULT_STORE,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A value for $NAME; repeatable.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to print the rows.")] = Format.table,
    rows: Annotated[int, typer.Option("--rows", min=1, help="Rows to print at most.")] = USUAL.rows,
    seconds: Annotated[float, typer.Option("--seconds", min=0.001, help="Time that it may take.")] = USUAL.seconds,
) -> None:
    """Ask the graph a question in Cypher. Queries only read; `xunji ontology` lists the names to use.

    A value of --param is taken as JSON where it is JSON (3, true, ["a", "b"]), else as text; write '"3"' for the
    text 3. With --format json the answer is an array with one object a row.

    \b
    Examples:
      xunji query "MATCH (m:Measure)-[:ADDRESSES]->(p:Problem) RETURN p.name, m.text LIMIT 5"
      xunji query 'MATCH (a:Agency {name: $who})--(b) RETURN labels(b), b.name' -p who=财政局 --format csv
    """
    text = sys.stdin.read() if cypher == "-" else cypher
    parameters = _parameters(param or [])
    with open_store(store) as opened:
        found = opened.view().cypher(text, parameters, Limits(rows=rows, seconds=seconds))
    for warning in found.warnings:
        warn(warning)
    write_rows(found.columns, found.rows, format)
    if found.truncated:
        warn(f"only the first {len(found.rows)} rows are shown; ask for more with --rows, or narrow the query")


def _parameters(given: Iterable[str]) -> dict[str, object]:
    pairs = (_pair(text) for text in given)
    return dict(pairs)


def _pair(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise typer.BadParameter(f"{text!r} is no NAME=VALUE, such as who=财政局.", param_hint="'--param'")
    return name, _value(value)


def _value(text: str) -> object:
    """JSON, or else the text itself; NaN and Infinity are no JSON."""
    try:
        value: object = json.loads(text, parse_constant=_not_json)
    except (ValueError, RecursionError):
        return text
    return value


def _not_json(name: str) -> None:
    raise ValueError(name)
