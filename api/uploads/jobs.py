"""What is known of a job, and how it is kept on the disk so that it outlives the server.

`FOLDER/ID/job.json` is the job, `FOLDER/ID/file/NAME` the notice that was sent. The file of a notice that was stored
stays: it is the source that the graph's evidence leads to.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

State = Literal["queued", "running", "done", "failed"]
ID = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True, slots=True)
class File:
    """What became of one file: the sent one, or one in a sent archive."""

    name: str
    outcome: Literal["added", "changed", "unchanged", "failed"]
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """`by` is the name of the token that sent it, `made` the moment (ISO, UTC), `total` how many files there are,
    `files` those that are done; `reason` says why a job failed as a whole."""

    id: str
    name: str
    size: int
    by: str
    made: str
    state: State = "queued"
    total: int = 0
    files: tuple[File, ...] = ()
    reason: str = ""

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed")

    @property
    def stored(self) -> bool:
        """Whether the store changed by it."""
        return any(file.outcome in ("added", "changed") for file in self.files)


def new(name: str, size: int, by: str) -> Job:
    """A job for a file of this name, to be begun."""
    return Job(secrets.token_hex(12), name, size, by, datetime.now(UTC).isoformat(timespec="milliseconds"))


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the jobs are kept."""

    path: Path

    def file(self, job: Job) -> Path:
        return self.path / job.id / "file" / job.name

    def receive(self, job: Job, content: bytes) -> None:
        """Keep a job and the file that was sent; on the disk when this returns. Raises OSError."""
        self.file(job).parent.mkdir(parents=True)
        _write(self.file(job), content)
        self.write(job)

    def write(self, job: Job) -> None:
        _write(self.path / job.id / "job.json", json.dumps(asdict(job), ensure_ascii=False).encode())

    def drop_file(self, job: Job) -> None:
        shutil.rmtree(self.file(job).parent, ignore_errors=True)

    def forget(self, job: Job) -> None:
        """Remove a job; the file of a notice that was stored stays."""
        (self.path / job.id / "job.json").unlink(missing_ok=True)

    def jobs(self) -> list[Job]:
        """All jobs, the oldest first; what cannot be read is none."""
        return sorted(self._read(), key=lambda job: (job.made, job.id))

    def size(self) -> int:
        """Bytes of all that was sent and is kept."""
        return sum(path.stat().st_size for path in self.path.glob("*/file/*")) if self.path.is_dir() else 0

    def _read(self) -> Iterator[Job]:
        for path in self.path.glob("*/job.json"):
            try:
                job = _job(json.loads(path.read_bytes()))
            except (OSError, ValueError, TypeError, KeyError):
                continue
            if ID.fullmatch(job.id) and job.id == path.parent.name:
                yield job


def _job(told: dict[str, Any]) -> Job:
    files = tuple(File(**{**one, "warnings": tuple(one["warnings"])}) for one in told["files"])
    return replace(Job(**{**told, "files": ()}), files=files)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and on the disk when this returns."""
    beside = path.with_name(path.name + ".part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
