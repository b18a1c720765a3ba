"""`xunji serve`: the API and the explorer on this machine."""

from __future__ import annotations

import ipaddress
import socket
import sys
from contextlib import suppress
from typing import Annotated

import typer

from ontology.errors import XunjiError

STOP_SECONDS = 5
"""How long open requests may take when the server is told to stop."""


class ServeError(XunjiError):
    """The server cannot listen where it was told to."""


def command(
    store: Annotated[
        str, typer.Option(envvar="XUNJI_STORE", help="The graph to serve: a file, such as graph.kgl.")
    ] = "graph.kgl",
    host: Annotated[str, typer.Option(help="Address of this machine alone: 127.0.0.1 or ::1.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes any that is free.")] = 8000,
) -> None:
    """Serve the explorer and the API on this machine; stop with Ctrl-C.

    Example: xunji serve --store graph.kgl
    """
    serve(store, host, port)


def serve(store: str, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are answered first.

    Raises ServeError, and StoreError when the store cannot be opened.
    """
    address = loopback(host)
    # Here and not above: every `xunji` command loads this module, and only this one needs a web server.
    import uvicorn

    from api.app import create_app

    app = create_app(store)
    with _listening(address, port) as listener:
        at = listener.getsockname()[1]
        shown = f"[{address}]" if ":" in address else address
        print(f"Xunji: http://{shown}:{at}/  (API: /docs)  stop with Ctrl-C", file=sys.stderr, flush=True)
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            h11_max_incomplete_event_size=32 * 1024,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
        # uvicorn stops in good order and then raises Ctrl-C once more: here it is how one stops, and no fault.
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def loopback(host: str) -> str:
    """The numeric address of `host`. Raises ServeError unless it is this machine's own loopback."""
    name = "127.0.0.1" if host.lower() == "localhost" else host.strip("[]")
    try:
        if ipaddress.ip_address(name).is_loopback:
            return name
    except ValueError:
        pass
    raise ServeError(f"--host {host}: this version listens on this machine only; give 127.0.0.1, localhost or ::1")


def _listening(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # asyncio turns off Nagle's delay (40 ms an answer) only on sockets that name their protocol.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
        listener.listen(128)
    except OSError as fault:
        listener.close()
        raise ServeError(
            f"port {port} on {address}: {fault.strerror}; give another with --port, or stop what uses it"
        ) from fault
    return listener
