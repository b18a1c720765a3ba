"""One job from its beginning to its end, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Timer

from api.conduct.giving_way import make_nice
from api.uploads.jobs import File, Job

MOST_SECONDS = 1_800.0
"""How long one job may take."""

MOST_FILES = 20_000

OnProgress = Callable[[Job], None]


@dataclass
class Building:
    """Builds the files of jobs into the store at `address`, one job at a time; `stop` ends the one under way, and
    those that begin after it."""

    address: str
    _process: subprocess.Popen[str] | None = field(default=None, init=False)
    _stopped: bool = field(default=False, init=False)

    def run(self, job: Job, files: Sequence[Path], on_progress: OnProgress) -> Job:
        """The job when it is over; what was stored of it until it failed stays stored."""
        command = [sys.executable, "-m", "api.uploads.child", self.address, *map(str, files)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self._process = process
        make_nice(process.pid)
        if self._stopped:  # between the job's turn and its process
            process.kill()
        late = Timer(MOST_SECONDS, process.kill)
        late.start()
        try:
            assert process.stdout is not None
            job = _followed(job, process.stdout, on_progress)
        finally:
            in_time = late.is_alive()
            late.cancel()
            process.kill()
            process.communicate()
            self._process = None
        return job if job.is_over else replace(job, state="failed", reason=_unfinished(in_time))

    def stop(self) -> None:
        self._stopped, process = True, self._process
        if process is not None:
            process.kill()


def _followed(job: Job, lines: Iterable[str], on_progress: OnProgress) -> Job:
    """The job as the process tells of it, line by line."""
    for line in lines:
        told = json.loads(line)
        if "total" in told:
            job = replace(job, state="running", total=told["total"])
        elif "file" in told and len(job.files) < MOST_FILES:
            job = replace(job, files=(*job.files, File(**{**told["file"], "warnings": (*told["file"]["warnings"],)})))
        elif "reason" in told:
            return replace(job, state="failed", reason=told["reason"])
        elif "over" in told:
            return replace(job, state="done")
        on_progress(job)
    return job


def _unfinished(in_time: bool) -> str:
    if in_time:
        return "the process that built it was killed (out of memory?); send a smaller file"
    return f"it took more than the {MOST_SECONDS / 60:.0f} minutes that a job may take; send fewer notices at once"
