"""The RDF dataset of the store that is served, brought up to date when a view is asked about for the first time."""

from __future__ import annotations

import weakref
from pathlib import Path
from threading import Lock

from graph_builder.sparql.place import dataset_of, mark_of
from graph_builder.stores.interface import View


class Linked:
    """Make it before the store is opened: see `mark_of`."""

    def __init__(self, address: str) -> None:
        self._dataset = dataset_of(address)
        self._mark = mark_of(address)
        self._view: weakref.ref[View] | None = None
        self._folder: Path | None = None
        self._turn = Lock()

    def folder(self, view: View) -> Path:
        """Where the dataset lies that holds what the view holds."""
        with self._turn:
            if self._folder is None or self._view is None or view is not self._view():
                # Only the first view is surely of the state that was marked.
                mark = self._mark if self._view is None else None
                self._folder = self._dataset.follow(view, mark)
                self._view = weakref.ref(view)  # not the view itself: it would keep its store
            return self._folder
