"""The search index that an open embedded store keeps beside its graph."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from pathlib import Path
from threading import RLock
from typing import Literal

from graph_builder.stores import search_file
from graph_builder.stores.errors import StoreError
from graph_builder.stores.interface import View
from graph_builder.stores.search_follower import SearchFollower
from graph_builder.stores.search_index import SearchIndex


class EmbeddedSearch:
    """`make` opens the store to write for a moment, which makes an index where one is missing.

    A writing store's index shows all that it loaded, whichever of its views asks.
    """

    def __init__(self, path: Path, mode: Literal["read", "write"], make: Callable[[], None]) -> None:
        self._path = path
        self._mode = mode
        self._make = make
        self._lock = RLock()
        self._checked = False
        self._follower: SearchFollower | None = None
        # Opened with the graph, so that it shows the same state however late it is asked.
        self._index = search_file.to_read(path) if mode == "read" else None

    def of(self, view: View) -> SearchIndex:
        """The index of what `view` shows. Where there is none as yet this takes as long as reading the graph."""
        with self._lock, search_file.explained(self._path):
            if not self._checked:
                self._index = self._written(view) if self._mode == "write" else self._read(view)
                self._checked = True
            assert self._index is not None
            self._wait()
            return self._index

    def follower(self, view: View) -> SearchFollower:
        """What keeps the index of the writing store up with it, from what `view` shows on."""
        with self._lock:
            index = self.of(view)
            self._follower = self._follower or SearchFollower(index)
            return self._follower

    def commit(self) -> None:
        with self._lock, search_file.explained(self._path):
            self._wait()
            if self._index is not None:
                self._index.commit()

    def close(self) -> None:
        """Writes what is not committed; closing twice does nothing."""
        with self._lock, search_file.explained(self._path):
            index, follower = self._index, self._follower
            self._index, self._follower, self._checked = None, None, False
            with closing(follower) if follower else nullcontext(), closing(index) if index else nullcontext():
                if follower:
                    follower.wait()
                if index:
                    index.commit()

    def _wait(self) -> None:
        if self._follower is not None:
            self._follower.wait()

    def _written(self, view: View) -> SearchIndex:
        index = search_file.opened(self._path)
        search_file.bring(index, view)
        if index.size() != sum(view.counts().labels.values()):
            index.clear()
            search_file.bring(index, view)
        index.commit()
        return index

    def _read(self, view: View) -> SearchIndex:
        if self._index is None:
            with suppress(StoreError):
                self._make()
            self._index = search_file.to_read(self._path)
        return search_file.followed(self._index, view)
