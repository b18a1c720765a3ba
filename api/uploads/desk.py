"""Takes notices in, has them built one after the other, and knows what became of each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from queue import Queue
from threading import Lock, Thread

from api.conduct.errors import Busy, Full
from api.uploads.building import Building
from api.uploads.jobs import Folder, Job, new
from api.uploads.receiving import Sent

WAITING = 8
"""Jobs that may wait; more are refused."""

KEPT = 100
"""Jobs that are over and still told of."""

MOST_BYTES = 2 * 2**30
"""Of all files that are kept."""

log = logging.getLogger("xunji.api")


class Desk:
    """One worker builds what is sent, in order. `on_stored` is called after each job that changed the store.

    A job that the server's end interrupted is built when the server starts again: what it had stored already is
    left alone then.
    """

    def __init__(self, folder: Path, address: str, on_stored: Callable[[], None]) -> None:
        self._folder = Folder(folder)
        self._building = Building(address)
        self._on_stored = on_stored
        self._jobs: dict[str, Job] = {}
        self._queue: Queue[str | None] = Queue()
        self._turn = Lock()
        self._worker = Thread(target=self._work, name="uploads", daemon=True)
        self._stopping = False

    def open(self) -> None:
        """Take up what was left, and begin."""
        for job in self._folder.jobs():
            self._jobs[job.id] = job if job.is_over else replace(job, state="queued", total=0, files=())
            if not job.is_over:
                self._queue.put(job.id)
        self._worker.start()

    def close(self) -> None:
        """End the job under way; it is built again from its beginning when the server starts again."""
        self._stopping = True
        self._queue.put(None)
        self._building.stop()
        self._worker.join(timeout=10)

    def take(self, sent: Sequence[Sent], by: str) -> Job:
        """Keep files and have them built as one job. Raises Busy, Full."""
        with self._turn:
            if sum(not job.is_over for job in self._jobs.values()) > WAITING:
                raise Busy(f"{WAITING} jobs are waiting; try again when some are done")
            job = new(sent, by)
            self._keep(job, sent)
            self._jobs[job.id] = job
            self._forget_oldest()
        self._queue.put(job.id)
        return job

    def job(self, id: str) -> Job | None:
        return self._jobs.get(id)

    def jobs(self) -> list[Job]:
        """The newest first."""
        with self._turn:
            return list(self._jobs.values())[::-1]

    def folder_of(self, job: Job) -> str:
        """Under which the sources of the reports lie that the job stored."""
        return self._folder.of(job).resolve().as_posix()

    def _keep(self, job: Job, sent: Sequence[Sent]) -> None:
        try:
            if self._folder.size() + job.size > MOST_BYTES:
                raise Full(f"the {MOST_BYTES // 2**30} GiB for files that were sent are used up")
            self._folder.receive(job, sent)
        except OSError as fault:
            log.error("uploads %s: %s", self._folder.path, fault)
            raise Full(f"what was sent cannot be kept: {fault.strerror}") from fault

    def _forget_oldest(self) -> None:
        over = [job for job in self._jobs.values() if job.is_over]
        for job in over[: max(len(over) - KEPT, 0)]:
            del self._jobs[job.id]
            self._folder.forget(job)

    # ------------------------------------------------ the worker

    def _work(self) -> None:
        while (id := self._queue.get()) is not None and not self._stopping:
            try:
                self._build(self._jobs[id])
            except Exception:
                # One job must not end the worker; what it was about is in the log.
                log.exception("job %s failed", id)
                self._give_up(replace(self._jobs[id], state="failed", reason="the server failed; its log says more"))

    def _build(self, job: Job) -> None:
        self._update(replace(job, state="running"))
        over = self._building.run(self._jobs[job.id], self._folder.files(job), self._update)
        if self._stopping and over.state == "failed":
            return
        if over.stored and not self._stopping:
            self._on_stored()
        self._settle(over)

    def _settle(self, job: Job) -> None:
        if not job.stored:
            self._folder.drop_files(job)
        self._folder.write(job)
        self._update(job)

    def _give_up(self, job: Job) -> None:
        try:
            self._settle(job)
        except OSError as fault:
            # A full disk, most likely why it failed: what became of the job is told while this server runs.
            log.error("uploads %s: %s", self._folder.path, fault)
            self._update(job)

    def _update(self, job: Job) -> None:
        with self._turn:
            self._jobs[job.id] = job
