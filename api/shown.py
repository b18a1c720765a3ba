"""The store that is shown, and how its newer state takes the place of the one before."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Timer

from api.reader import Reader
from graph_builder.stores.interface import Limits, Store
from graph_builder.stores.opening import open_store
from ontology.loading import load

GRACE_SECONDS = 60.0
"""How long a store stays open behind a newer one: for the requests that began on it."""


@dataclass
class Shown:
    """The store at `address` as it was opened last. Raises what `open_store` raises."""

    address: str
    queries: Limits
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = open_store(self.address)

    def reader(self) -> Reader:
        """A snapshot; who has one reads on from it to the end."""
        return Reader(self.store.view(), load(), self.queries)

    def renewed(self) -> Reader:
        """What the store holds by now. Raises StoreError; then what was opened before stays."""
        before, self.store = self.store, open_store(self.address)
        closing = Timer(GRACE_SECONDS, before.close)
        closing.daemon = True
        closing.start()
        return self.reader()

    def close(self) -> None:
        self.store.close()
