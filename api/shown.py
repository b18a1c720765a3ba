"""The store that is shown, and how its newer state takes the place of the one before."""

from __future__ import annotations

import asyncio
import logging
import time
import weakref
from dataclasses import dataclass, field
from threading import Lock

from api.conduct.giving_way import begun
from api.reader import Reader
from graph_builder.stores.embedded import EmbeddedStore
from graph_builder.stores.interface import Limits, Store
from graph_builder.stores.opening import open_store
from ontology.errors import XunjiError
from ontology.loading import load

LOOK_SECONDS = 2.0
"""How often somebody looks whether another process has stored something."""

RESTS = 10
"""To open a large store takes seconds: that is done in a tenth of the time at most."""

CLOSE_SECONDS = 5.0

log = logging.getLogger("xunji.api")


@dataclass
class Shown:
    """The store at `address`, and a `reader` of it as it was opened last. Raises what `open_store` raises."""

    address: str
    queries: Limits
    store: Store = field(init=False)
    reader: Reader = field(init=False)
    _turn: Lock = field(default_factory=Lock, init=False)
    _closed: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._show(open_store(self.address))

    @property
    def snapshot(self) -> Reader | None:
        """The reader, if what it reads never changes; a server's data may change under it."""
        return self.reader if isinstance(self.store, EmbeddedStore) else None

    def renew(self) -> None:
        """Show what the store holds by now; who reads already reads on from what was there. Raises StoreError; then
        what was shown before stays."""
        with self._turn:
            self._renew()

    def follow(self) -> bool:
        """The same, if another process has stored something; whether it has. Raises StoreError."""
        with self._turn:
            newer = not self._closed and self.store.outdated() and not self._closed
            if newer:
                self._renew()
            return newer

    def close(self) -> None:
        """Who looks for something newer ends first, since a store is closed by one alone; but not for long."""
        self._closed = True
        waited = self._turn.acquire(timeout=CLOSE_SECONDS)
        self.store.close()
        if waited:
            self._turn.release()

    def _renew(self) -> None:
        if not isinstance(self.store, EmbeddedStore):
            self._show(self.store)
            return
        newer = open_store(self.address)
        # Closed once nobody reads from it any more.
        weakref.finalize(self.reader, self.store.close)
        self._show(newer)

    def _show(self, store: Store) -> None:
        self.store, self.reader = store, Reader(store.view(), load(), self.queries)


async def watch(shown: Shown) -> None:
    """Follow what other processes store, until cancelled."""
    pause, told = LOOK_SECONDS, ""
    while True:
        await asyncio.sleep(pause)
        pause, began, fault = LOOK_SECONDS, time.monotonic(), None
        try:
            if await asyncio.wrap_future(begun(shown.follow)):
                pause = max(LOOK_SECONDS, RESTS * (time.monotonic() - began))
        except Exception as found:
            # Whatever it is: once nobody looks, the same is shown for ever.
            fault = found
        if fault and str(fault) != told:
            unexpected = None if isinstance(fault, XunjiError) else fault
            log.warning("what was stored since is not shown: %s", fault, exc_info=unexpected)
        told = str(fault or "")
