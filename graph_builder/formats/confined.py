"""text: a file taken apart in a process of its own, so that one made to do harm costs that process and no more."""

from __future__ import annotations

import atexit
import signal
import subprocess
import sys
from dataclasses import dataclass
from threading import Lock, Timer

from . import limits
from .collected import Unreadable
from .registry import Format

_PROGRAM = (
    "import sys; memory, seconds, *sys.path = sys.argv[1:]; "
    "from graph_builder.formats.child import serve; serve(int(memory), int(seconds))"
)


_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0)
"""The return code of a process that used up its time of the processor."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may cost: bytes of memory, seconds of the processor, seconds by the clock."""

    memory: int = limits.MEMORY_BYTES
    processor: int = limits.CPU_SECONDS
    clock: float = limits.WALL_SECONDS


class Confined:
    """A process that is started with the first file and again after one that killed it. Threads take turns."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._turn = Lock()

    def text(self, known: Format, data: bytes) -> str:
        """The text of a file in a known format. Raises Unreadable."""
        with self._turn:
            process = self._started()
            late = Timer(self._bounds.clock, process.kill)
            late.start()
            try:
                kind, told = _asked(process, known, data)
            except (OSError, ValueError) as fault:
                raise Unreadable(self._died(known, not late.is_alive())) from fault
            finally:
                late.cancel()
        if kind == "reason":
            raise Unreadable(told)
        return told

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None and self._served < limits.FILES_PER_PROCESS:
            self._served += 1
            return self._process
        self.close()
        command = [sys.executable, "-c", _PROGRAM, str(self._bounds.memory), str(self._bounds.processor), *sys.path]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._served = 1
        return self._process

    def _died(self, known: Format, late: bool) -> str:
        """Why there was no answer; by the clock, or by what ended the process."""
        process = self._process
        code = process.wait() if process is not None else 0
        self.close()
        used = f"{self._bounds.clock:.0f} seconds" if late else f"{self._bounds.processor} seconds of the processor"
        if late or code == _OUT_OF_TIME:
            reason = f"takes more than the {used} that a {known.name} may take"
        else:
            most = f"{self._bounds.memory // limits.MIB:,} MB of memory"
            reason = f"needs more than the {most} that a {known.name} may need, or is damaged"
        return f"{reason}; open it in {known.program} and save its text as a text file"


def _asked(process: subprocess.Popen[bytes], known: Format, data: bytes) -> tuple[str, str]:
    """The answer to one request. Raises OSError or ValueError where the process ends before it is whole."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(f"{known.module} {len(data)}\n".encode() + data)
    process.stdin.flush()
    kind, length = process.stdout.readline().split()
    told = process.stdout.read(int(length))
    if len(told) < int(length):
        raise ValueError("the answer is cut off")
    return kind.decode(), told.decode("utf-8")


_confined = Confined()
atexit.register(_confined.close)


def text(known: Format, data: bytes) -> str:
    """The text of a file, taken out by the process that this one keeps for it. Raises Unreadable."""
    return _confined.text(known, data)
