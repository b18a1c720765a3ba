"""Bearer tokens: made here, kept in a file as digests only."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile

from ontology.errors import XunjiError

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,49}")
DIGEST = re.compile(r"[0-9a-f]{64}")
SECRET_BYTES = 32


class TokenFault(XunjiError):
    """The file of tokens cannot be read, or does not allow what was asked."""


class Scope(StrEnum):
    """What a token lets its holder do; `write` includes `read`."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Token:
    """Who may call, and for what. The secret is 256 random bits: one SHA-256 hides it, a slow hash adds nothing."""

    name: str
    scope: Scope
    sha256: str
    created: str


def read_tokens(path: Path) -> tuple[Token, ...]:
    """The tokens in the file, none when there is no file. Raises TokenFault."""
    if not path.exists():
        return ()
    try:
        listed = json.loads(path.read_text("utf-8"))["tokens"]
        return tuple(_checked(Token(**{**entry, "scope": Scope(entry["scope"])})) for entry in listed)
    except (OSError, ValueError, TypeError, KeyError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is no file of tokens"
        raise TokenFault(f"tokens {path}: {reason}; make a new one with `xunji token add NAME --file …`") from fault


def add_token(path: Path, name: str, scope: Scope) -> str:
    """Add a token to the file and return its secret, which is not kept anywhere. Raises TokenFault."""
    if not NAME.fullmatch(name):
        raise TokenFault(f"token name {name!r}: give 1 to 50 letters, digits, dots, dashes or underscores")
    known = read_tokens(path)
    if any(token.name == name for token in known):
        raise TokenFault(f"tokens {path}: there is a token {name!r}; remove it first, or give another name")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    _write(path, (*known, Token(name, scope, digest(secret), date.today().isoformat())))
    return secret


def remove_token(path: Path, name: str) -> None:
    """Take a token out of the file. Raises TokenFault when it is not there."""
    known = read_tokens(path)
    kept = tuple(token for token in known if token.name != name)
    if len(kept) == len(known):
        raise TokenFault(f"tokens {path}: there is no token {name!r}; `xunji token list` shows those there are")
    _write(path, kept)


def holder(tokens: Sequence[Token], secret: str) -> Token | None:
    """The token of this secret. Every digest is compared, each in constant time."""
    sent = digest(secret)
    found = [token for token in tokens if hmac.compare_digest(token.sha256, sent)]
    return found[0] if found else None


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(token: Token) -> Token:
    if not (NAME.fullmatch(token.name) and DIGEST.fullmatch(token.sha256)):
        raise ValueError(token.name)
    return token


def _write(path: Path, tokens: Sequence[Token]) -> None:
    """Whole or not at all, and for the owner's eyes only."""
    text = json.dumps({"tokens": [asdict(token) for token in tokens]}, indent=2) + "\n"
    try:
        with NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as beside:
            beside.write(text)
        os.replace(beside.name, path)
    except OSError as fault:
        raise TokenFault(f"tokens {path}: {fault.strerror}; give a file that can be written with --file") from fault
