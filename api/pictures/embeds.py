"""Frozen views: each is kept as the data of its day, under the digest of what it holds."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from api.conduct.errors import EmbedsFull, EmbedsOff, NotFound

MOST = 1_000
MOST_BYTES = 4 * 2**20

# a store's address that is a path
SERVER = re.compile(r"[a-z][a-z0-9+.-]+:")

DIGEST = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Embeds:
    """The folder of the frozen views; None where none was named and the store is no file to put it beside."""

    folder: Path | None

    def opened(self) -> Path:
        """The folder. Raises EmbedsOff."""
        if self.folder is None:
            raise EmbedsOff("this server keeps no frozen views; start it with --embeds FOLDER")
        return self.folder

    def keep(self, view: bytes) -> str:
        """Store a view and give its id; the same view is stored once. Raises EmbedsOff, EmbedsFull."""
        folder = self.opened()
        if len(view) > MOST_BYTES:
            raise EmbedsFull(f"the view holds {len(view)} bytes, more than {MOST_BYTES}; freeze a smaller part")
        id = hashlib.sha256(view).hexdigest()[:32]
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{id}.json"
        if not file.exists():
            if sum(1 for _ in folder.glob("*.json")) >= MOST:
                raise EmbedsFull(f"{folder} holds {MOST} frozen views; remove what is no longer shown")
            _written(file, view)
        return id

    def read(self, id: str) -> bytes:
        """The view of this id, as it was stored. Raises NotFound."""
        file = self.folder / f"{id}.json" if self.folder and DIGEST.fullmatch(id) else None
        if file is None or not file.is_file():
            raise NotFound(f"there is no frozen view {id[:40]!r} here; it was removed, or kept by another server")
        return file.read_bytes()


def embeds_of(store: str, folder: Path | None) -> Embeds:
    """The frozen views of a server: in `folder`, or beside the store where that is a file."""
    if folder is None and not SERVER.match(store):
        folder = Path(f"{store}.embeds")
    return Embeds(folder)


def _written(file: Path, view: bytes) -> None:
    """Whole or not at all."""
    with NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as part:
        part.write(view)
    os.replace(part.name, file)
