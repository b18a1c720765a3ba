"""`--database` and `--prefix`, beside every `--store`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from graph_builder.stores.neo4j_address import within

Command = Callable[..., Any]

DATABASE = Annotated[
    str | None, typer.Option("--database", metavar="NAME", help="Of a server: the database; by default the user's own.")
]
PREFIX = Annotated[
    str | None,
    typer.Option("--prefix", metavar="TEXT", help="Of a server: what stands before each label, such as Xunji_."),
]


def shared(command: Command) -> Command:
    """A command that takes a store, with the options that say where in a server it is; any other as it is."""
    parameters = inspect.signature(command, eval_str=True).parameters
    if "store" not in parameters:
        return command

    @wraps(command)
    def asked(*, store: str, database: str | None, prefix: str | None, **options: Any) -> Any:
        return command(store=within(store, database, prefix), **options)

    added = {"database": DATABASE, "prefix": PREFIX}
    last = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        for name, kind in added.items()
    ]
    asked.__annotations__ = {name: one.annotation for name, one in parameters.items()} | added
    asked.__signature__ = inspect.Signature([*parameters.values(), *last])  # type: ignore[attr-defined]
    return asked
