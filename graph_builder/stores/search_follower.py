"""Lets the embedded store's search index follow its graph in a thread of its own, while the engine writes on.

The index holds nothing that the graph does not hold, and is brought to follow it when a store is opened; so a load is
durable before its index is written, and whoever asks the index waits for it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from graph_builder.stores.search_index import SearchIndex
from graph_builder.stores.search_notice import notice_of
from ontology.records import Graph

MOST_BEHIND = 2
"""How many loads the index may be behind: this bounds the memory that waits."""


class SearchFollower:
    """Used by the one writer of a store; `wait` by every thread."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index
        self._thread = ThreadPoolExecutor(1, "search-index")
        self._waiting: deque[Future[None]] = deque()
        self._settling = Lock()

    def follow(self, gone: Sequence[str], new: Sequence[Graph]) -> None:
        """Take reports out of the index and put notices in, soon. Raises what went wrong with those before."""
        self._settle(MOST_BEHIND - 1)
        self._waiting.append(self._thread.submit(self._carry_out, gone, new))

    def wait(self) -> None:
        """Return when the index has followed. Raises what went wrong, each time anew."""
        self._settle(0)

    def close(self) -> None:
        self._thread.shutdown()

    def _settle(self, left: int) -> None:
        with self._settling:
            while len(self._waiting) > left:
                # One that failed stays: an index that lacks a notice is never passed off as whole.
                self._waiting[0].result()
                self._waiting.popleft()

    def _carry_out(self, gone: Sequence[str], new: Sequence[Graph]) -> None:
        for report in gone:
            self._index.remove(report)
        for graph in new:
            self._index.add(notice_of(graph))
