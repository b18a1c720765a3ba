"""The API as a running server, for tests that speak HTTP to it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn

from api.app import create_app
from api.commands.serve import Listening, listening
from api.conduct.serving import serving
from api.conduct.settings import Settings


@contextmanager
def running(store: str, settings: Settings) -> Iterator[str]:
    """A server of the store on a free port of this machine; its address, http://127.0.0.1:PORT."""
    server = uvicorn.Server(serving(create_app(store, settings)))
    with listening(Listening("127.0.0.1", 0)) as listener:
        thread = Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)
