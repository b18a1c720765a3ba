"""From an address to a store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from graph_builder.stores.embedded import EmbeddedStore
from graph_builder.stores.errors import StoreAddress
from graph_builder.stores.interface import Store
from graph_builder.stores.memory import MemoryStore

Mode = Literal["read", "write"]

# bolt://, neo4j+s://, neo4j+ssc://
SERVER = re.compile(r"(?:bolt|neo4j)(?:\+s|\+ssc)?://")

# memory:, http://, postgres:// — two letters at least, so that C:\graph.kgl stays a path
SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}:")


def open_store(address: str, *, mode: Mode = "read") -> Store:
    """Open the store at `address`: a path (`graph.kgl`), a server (`neo4j://host:7687/database`; see
    `neo4j_address`), or `memory:` for a new one that is gone when closed.

    `mode="write"` creates it where there is none and keeps other writers out until it is closed.
    Raises StoreAddress, StoreMissing, StoreLocked, StoreDamaged, StoreVersion, StoreForbidden.
    """
    if address == "memory:":
        return MemoryStore()
    if SERVER.match(address):
        return _server_store(address, mode)
    if not address.strip() or SCHEME.match(address):
        raise StoreAddress(
            f"store {address!r}: not an address I know; give a file (graph.kgl), a server (neo4j://…) or memory:"
        )
    return EmbeddedStore(Path(address), mode)


def _server_store(address: str, mode: Mode) -> Store:
    # Here and not above: the driver takes a while to load, and only who uses a server should wait for it.
    from graph_builder.stores.neo4j_store import Neo4jStore

    return Neo4jStore(address, mode)
