"""`xunji serve`: the API and the explorer, on this machine or where others reach it."""

from __future__ import annotations

import ipaddress
import re
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from api.commands.token import DEFAULT_TOKENS, TokenFile
from api.conduct.logs import LogForm, configure
from api.conduct.settings import LOCAL_NAMES, Settings
from api.conduct.tokens import read_tokens
from ontology.errors import XunjiError

NO_TOKEN = (
    "--host {host}: readers there need a token and {tokens} holds none; "
    "make one with `xunji token add NAME --tokens {tokens}`, or serve this machine alone with --host 127.0.0.1"
)

# graph.example.org, 10.0.0.7
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,252}")

DEFAULTS = Settings()


class ServeError(XunjiError):
    """The server cannot listen where it was told to."""


@dataclass(frozen=True, slots=True)
class Listening:
    """A numeric address and a port; port 0 takes any that is free."""

    address: str
    port: int

    @property
    def local(self) -> bool:
        """Only this machine reaches it."""
        return ipaddress.ip_address(self.address).is_loopback

    @property
    def shown(self) -> str:
        return f"[{self.address}]" if ":" in self.address else self.address


def command(
    store: Annotated[
        str, typer.Option(envvar="XUNJI_STORE", help="The graph to serve: a file, such as graph.kgl, or neo4j://…")
    ] = "graph.kgl",
    host: Annotated[
        str, typer.Option(help="Address to listen on; one that other machines reach needs --tokens.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes any that is free.")] = 8000,
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name that the server is called by; repeat for more.")
    ] = None,
    tokens: TokenFile = DEFAULT_TOKENS,
    always_ask: Annotated[bool, typer.Option("--always-ask", help="Ask for a token on this machine too.")] = False,
    origin: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="A site whose pages may call (CORS); repeat for more.")
    ] = None,
    uploads: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where notices are kept that are sent; by default STORE.uploads."),
    ] = None,
    rate: Annotated[
        int, typer.Option(min=0, help="Requests a minute that one client may send; 0: no bound.")
    ] = DEFAULTS.requests_a_minute,
    embeds: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where frozen views are kept; beside the store, if not given.")
    ] = None,
    log: Annotated[LogForm, typer.Option(help="quiet: faults alone; text or json: a line a request.")] = LogForm.QUIET,
) -> None:
    """Serve the explorer and the API on this machine; stop with Ctrl-C.

    Nobody needs a token to read on this machine. Where other machines reach the server, everybody does, and
    whoever adds notices always needs one of scope write: see `xunji token --help`.

    \b
    Examples:
      xunji serve --store graph.kgl
      xunji serve --host 0.0.0.0 --name graph.example.org --tokens tokens.json --log json
    """
    where = Listening(address_of(host), port)
    settings = Settings(
        hosts=called(where, name or ()),
        tokens=read_tokens(tokens),
        open_reading=where.local and not always_ask,
        origins=tuple(origin or ()),
        requests_a_minute=rate,
        embeds=embeds,
        uploads=uploads,
    )
    if not settings.open_reading and not settings.tokens:
        raise ServeError(NO_TOKEN.format(host=host, tokens=tokens))
    serve(store, where, settings, log)


def serve(store: str, where: Listening, settings: Settings = DEFAULTS, log: LogForm = LogForm.QUIET) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are answered first.

    Raises ServeError, and StoreError when the store cannot be opened.
    """
    # Here and not above: every `xunji` command loads this module, and only this one needs a web server.
    from api.app import create_app
    from api.conduct.serving import run
    from api.routes.pages import MISSING, is_built

    app = create_app(store, settings)
    configure(log)
    with listening(where) as listener:
        at = listener.getsockname()[1]
        if not is_built():
            print(f"Xunji: {MISSING}", file=sys.stderr)
        print(f"Xunji: http://{where.shown}:{at}/  (API: /docs)  stop with Ctrl-C", file=sys.stderr, flush=True)
        # uvicorn stops in good order and then raises Ctrl-C once more: here it is how one stops, and no fault.
        with suppress(KeyboardInterrupt):
            run(app, listener)


def address_of(host: str) -> str:
    """The numeric address of `host`. Raises ServeError when it is neither an address nor localhost."""
    name = "127.0.0.1" if host.lower() == "localhost" else host.strip("[]")
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        raise ServeError(f"--host {host}: give an address to listen on: 127.0.0.1, ::1, 0.0.0.0 for all") from None


def called(where: Listening, names: Sequence[str]) -> frozenset[str]:
    """The names that the server answers to: those given and its own address; of this machine's own, all of them."""
    for name in names:
        if not NAME.fullmatch(name):
            raise ServeError(f"--name {name!r}: give a host name alone, such as graph.example.org")
    own = LOCAL_NAMES if where.local else frozenset({where.shown})
    return own | {name.lower() for name in names}


def listening(where: Listening) -> socket.socket:
    family = socket.AF_INET6 if ":" in where.address else socket.AF_INET
    # asyncio turns off Nagle's delay (40 ms an answer) only on sockets that name their protocol.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((where.address, where.port))
        listener.listen(128)
    except OSError as fault:
        listener.close()
        raise ServeError(
            f"port {where.port} on {where.address}: {fault.strerror}; give another with --port, or stop what uses it"
        ) from fault
    return listener
