"""`xunji token`: who may call the server from elsewhere, and who may add notices."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.conduct.tokens import Scope, add_token, read_tokens, remove_token
from graph_builder.cli.lines import hint

DEFAULT_TOKENS = Path("xunji-tokens.json")

TokenFile = Annotated[
    Path, typer.Option("--tokens", envvar="XUNJI_TOKENS", metavar="FILE", help="The file of tokens (digests only).")
]


class Act(StrEnum):
    ADD = "add"
    LIST = "list"
    REMOVE = "remove"


def command(
    act: Annotated[Act, typer.Argument(help="What to do.")],
    name: Annotated[str, typer.Argument(help="Whose token: a short name, which appears in the log.")] = "",
    scope: Annotated[Scope, typer.Option(help="write includes read.")] = Scope.READ,
    tokens: TokenFile = DEFAULT_TOKENS,
) -> None:
    """Make, list and remove the tokens that the server asks for.

    A token is shown once, when it is made; the file keeps only its digest. `xunji serve` reads the file when it starts.

    \b
    Examples:
      xunji token add desk
      xunji token add intake --scope write
      xunji token list
      xunji token remove desk
    """
    if act is Act.ADD:
        typer.echo(add_token(tokens, name, scope))
        hint(f"this is the only time that it is shown; {tokens} keeps its digest; start the server again to use it")
    elif act is Act.REMOVE:
        remove_token(tokens, name)
    else:
        for token in read_tokens(tokens):
            typer.echo(f"{token.name}\t{token.scope}\t{token.created}")
