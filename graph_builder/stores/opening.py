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
    """Open the store at `address`: a path (`graph.kgl`), or `memory:` for a new one that is gone when closed.

    `mode="write"` creates it where there is none and keeps other writers out until it is closed.
    Raises StoreAddress, StoreMissing, StoreLocked, StoreDamaged, StoreVersion, StoreForbidden.
    """
    if address == "memory:":
        return MemoryStore()
    if SERVER.match(address):
        return _server_store(address)
    if not address.strip() or SCHEME.match(address):
        raise StoreAddress(f"store {address!r}: not an address I know; give a file (graph.kgl) or memory:")
    return EmbeddedStore(Path(address), mode)


def _server_store(address: str) -> Store:
    """Where the Neo4j store is hooked in."""
    raise StoreAddress(f"store {address}: Neo4j servers come with a later version; use a file (graph.kgl) until then")
