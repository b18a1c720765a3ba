"""What whoever runs the server may set, once and for all operations."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from api.conduct.tokens import Scope, Token
from graph_builder.stores.interface import Limits

API = "/api/v1"
"""Where every operation on the graph stands."""

LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})

USERS_QUERY = Limits(rows=10_000, seconds=10.0, work=1_000_000)
"""What a user's Cypher may cost: so that some of them at once leave memory for what else the machine does."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the server conducts itself.

    `hosts` are the names that it may be called by. With `open_reading` nobody needs a token to read; writing always
    needs one of scope write. `origins` are the sites whose pages may call (none if not set; `https://a.example`).
    `uploads` is the folder for notices that are sent; without it, one beside an embedded store.
    `requests_a_minute` is for one client, 0 sets no bound; `at_once` bounds the requests under way.
    `embeds` is the folder of frozen views: beside the store, if not set and the store is a file.
    """

    hosts: frozenset[str] = LOCAL_NAMES
    queries: Limits = USERS_QUERY
    tokens: tuple[Token, ...] = field(default=(), repr=False)
    open_reading: bool = True
    origins: tuple[str, ...] = ()
    requests_a_minute: int = 3_000
    at_once: int = 100
    embeds: Path | None = None
    uploads: Path | None = None

    @property
    def writable(self) -> bool:
        """Whether anybody may add notices."""
        return any(token.scope is Scope.WRITE for token in self.tokens)
