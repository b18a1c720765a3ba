"""Where the dataset of a store lies."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from graph_builder.sparql.dataset import Dataset
from graph_builder.stores import embedded
from graph_builder.stores.opening import SCHEME, SERVER


def dataset_of(address: str) -> Dataset:
    """Beside an embedded store (`graph.kgl-rdf`); for a server, or where the folder may not be written, in the cache
    (XDG_CACHE_HOME, or ~/.cache)."""
    if not SERVER.match(address) and not SCHEME.match(address):
        file = Path(address).absolute()
        beside = file.with_name(f"{file.name}-rdf")
        if os.access(beside if beside.exists() else file.parent, os.W_OK):
            return Dataset(beside)
        address = str(file)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Dataset(cache / "xunji" / "rdf" / sha256(address.encode()).hexdigest()[:16])


def mark_of(address: str) -> str | None:
    """What tells the states of an embedded store apart without reading it; None for a server.

    Take it before the store is opened: a store that changes in between is then looked at once more.
    """
    return embedded.mark_of(Path(address))
