"""How uvicorn serves the application."""

from __future__ import annotations

import gc
import socket
import sys

import uvicorn
from fastapi import FastAPI

from api.conduct.patience import PatientProtocol

STOP_SECONDS = 5
"""How long open requests may take when the server is told to stop."""

SWITCH_SECONDS = 0.0005
"""How long one thread may keep the others from Python; by default ten times as long, and an answer waits for its turn
dozens of times."""


def serving(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        log_config=None,
        log_level="warning",
        server_header=False,
        # Who calls is who connects: a header that claims otherwise is not believed.
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=STOP_SECONDS,
    )


def run(app: FastAPI, listener: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are answered first."""
    # What is there by now stays. To look through it for garbage again and again took 0.3 s each time.
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(SWITCH_SECONDS)
    uvicorn.Server(serving(app)).run(sockets=[listener])
