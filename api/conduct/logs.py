"""What the server writes while it runs."""

from __future__ import annotations

import logging
import sys
from enum import StrEnum

from pythonjsonlogger.json import JsonFormatter


class LogForm(StrEnum):
    """quiet: faults alone. text: a short line a request. json: one JSON object a line, for a log collector."""

    QUIET = "quiet"
    TEXT = "text"
    JSON = "json"


def configure(form: LogForm) -> None:
    """Send the server's log to standard error in this form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(form))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("xunji.access").setLevel(logging.WARNING if form is LogForm.QUIET else logging.INFO)


def _formatter(form: LogForm) -> logging.Formatter:
    if form is not LogForm.JSON:
        return logging.Formatter("%(asctime)s %(levelname)s %(message)s")
    return JsonFormatter(
        "{levelname}{name}{message}", style="{", timestamp=True, rename_fields={"levelname": "level", "name": "logger"}
    )
