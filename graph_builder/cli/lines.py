"""Messages, one line each."""

from __future__ import annotations

import logging
import re
import sys

log = logging.getLogger("xunji")
"""`--debug` shows what is said here below INFO."""

# Line ends, escape sequences: what could break a message into two, or drive a terminal.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def one_line(text: object) -> str:
    """Text as one line without control characters."""
    return CONTROL.sub(" ", str(text)).strip()


def warn(text: str) -> None:
    print(f"xunji: warning: {one_line(text)}", file=sys.stderr)


def hint(text: str) -> None:
    print(f"xunji: {one_line(text)}", file=sys.stderr)
