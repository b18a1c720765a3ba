"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

StoreAddress = Annotated[
    str,
    typer.Option("--store", "-s", metavar="STORE", envvar="XUNJI_STORE", help="The graph: a file such as graph.kgl."),
]
DEFAULT_STORE = "graph.kgl"

Label = Annotated[str | None, typer.Option("--label", "-l", help="Only nodes of this label, such as Agency.")]
