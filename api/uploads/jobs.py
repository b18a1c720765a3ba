"""What is known of a job, and how it is kept on the disk so that it outlives the server.

`FOLDER/ID/job.json` is the job, `FOLDER/ID/file/NAME` each file that was sent. The files of a job that stored something
stay: they are the sources that the graph's evidence leads to.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from api.uploads.receiving import Sent

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
    """`names` are those of the files that were sent, `by` is the name of the token that sent them, `made` the moment
    (ISO, UTC), `total` how many notices there are, `files` those that are done; `reason` says why a job failed as a
    whole."""

    id: str
    names: tuple[str, ...]
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


def new(sent: Sequence[Sent], by: str) -> Job:
    """A job for these files, to be begun."""
    names, size = tuple(one.name for one in sent), sum(len(one.content) for one in sent)
    return Job(secrets.token_hex(12), names, size, by, datetime.now(UTC).isoformat(timespec="milliseconds"))


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the jobs are kept."""

    path: Path

    def of(self, job: Job) -> Path:
        """Where its files lie."""
        return self.path / job.id / "file"

    def files(self, job: Job) -> list[Path]:
        return [self.of(job) / name for name in job.names]

    def receive(self, job: Job, sent: Sequence[Sent]) -> None:
        """Keep a job and the files that were sent; on the disk when this returns. Raises OSError."""
        self.of(job).mkdir(parents=True)
        for one in sent:
            _write(self.of(job) / one.name, one.content)
        self.write(job)

    def write(self, job: Job) -> None:
        _write(self.path / job.id / "job.json", json.dumps(asdict(job), ensure_ascii=False).encode())

    def drop_files(self, job: Job) -> None:
        shutil.rmtree(self.of(job), ignore_errors=True)

    def forget(self, job: Job) -> None:
        """Remove a job; the files of notices that were stored stay."""
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
    return replace(Job(**{**told, "files": (), "names": tuple(told["names"])}), files=files)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and on the disk when this returns."""
    beside = path.with_name(path.name + ".part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
