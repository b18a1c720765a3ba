"""Where a Neo4j server is, which of its databases is meant, and who asks."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from graph_builder.stores.errors import StoreAddress, StoreForbidden

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

# xunji, reports-2024, sales.eu
DATABASE = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,62}\Z")

# Xunji_
PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}\Z")

USERNAME, PASSWORD, PASSWORD_FILE = "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_PASSWORD_FILE"


@dataclass(frozen=True, slots=True)
class Address:
    """`shown` is the address as written, `uri` what the driver gets, `database` None for the user's own. `prefix`
    stands before each label, so that the graph can share a database with data that has the same labels."""

    shown: str
    uri: str
    database: str | None
    prefix: str = ""


def parsed(address: str) -> Address:
    """`neo4j://host[:port][/database][?prefix=Xunji_&routing=…]`; but for `prefix`, what follows ? goes to the
    cluster's routing as it is.

    Raises StoreAddress, without repeating the address where it holds a password.
    """
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname
    except ValueError as fault:
        raise StoreAddress(f"store {_without_user(address)}: no server address ({fault}); {_EXAMPLE}") from None
    if "@" in parts.netloc:
        raise StoreAddress(
            f"store {_without_user(address)}: a user or password stands in the address, where others may read it;"
            f" leave it out and set {USERNAME} and {PASSWORD} or {PASSWORD_FILE}"
        )
    database = parts.path.strip("/")
    if parts.scheme not in SCHEMES or not host or port == 0 or parts.fragment:
        raise StoreAddress(f"store {address}: no address of a Neo4j server; {_EXAMPLE}")
    if database and not DATABASE.match(database):
        raise StoreAddress(f"store {address}: {database!r} is no name of a database; {_EXAMPLE}")
    prefix, routing = _parted(parts.query)
    if prefix and not PREFIX.match(prefix):
        raise StoreAddress(
            f"store {address}: {prefix!r} is no prefix for labels; write letters, digits and _ (at most 31),"
            " such as Xunji_"
        )
    return Address(address, f"{parts.scheme}://{parts.netloc}{routing}", database or None, prefix)


def _parted(query: str) -> tuple[str, str]:
    """The prefix, and the rest with its ?"""
    parts = [part for part in query.split("&") if part]
    prefixes = [part.partition("=")[2] for part in parts if part.startswith("prefix=")]
    rest = "&".join(part for part in parts if not part.startswith("prefix="))
    return "".join(prefixes[-1:]), f"?{rest}" if rest else ""


def within(address: str, database: str | None, prefix: str | None) -> str:
    """`address` with the database and the prefix that were given beside it.

    Raises StoreAddress where they do not fit.
    """
    if database is None and prefix is None:
        return address
    if "://" not in address:
        raise StoreAddress(f"store {address}: a database or a prefix is for a server (neo4j://…), and this is a file")
    parts = urlsplit(address)
    if database and parts.path.strip("/") not in ("", database):
        raise StoreAddress(f"store {address}: the database {database} is asked for, and the address names another")
    path = f"/{database}" if database else parts.path
    query = "&".join(filter(None, (f"prefix={prefix}" if prefix else "", _parted(parts.query)[1][1:])))
    return urlunsplit(parts._replace(path=path, query=query if prefix else parts.query))


def credentials(environment: Mapping[str, str] = os.environ) -> tuple[str, str] | None:
    """User and password; None where no password is set (a server may ask for none).

    Raises StoreForbidden when the password's file cannot be read.
    """
    user = environment.get(USERNAME) or "neo4j"
    if password := environment.get(PASSWORD):
        return user, password
    if file := environment.get(PASSWORD_FILE):
        try:
            return user, Path(file).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as fault:
            reason = fault.strerror if isinstance(fault, OSError) else "not UTF-8"
            raise StoreForbidden(f"{PASSWORD_FILE} {file}: cannot be read ({reason}); name a readable file") from None
    return None


APART = (
    "give Xunji a database of its own (--database NAME, or neo4j://HOST/NAME) or its labels a prefix"
    " (--prefix Xunji_, or neo4j://HOST?prefix=Xunji_)"
)
"""The ways out where a database holds data that stands in the way."""

_EXAMPLE = "write it like neo4j://localhost:7687 or neo4j+s://graph.example.org/database"


def _without_user(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
