"""The machine that a benchmark runs on: what it is, how busy it is, how much memory processes take (Linux)."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

PROC = Path("/proc")


def described() -> str:
    """Processor, cores, Python, and the load when the benchmark began."""
    name = re.search(r"model name\s*: (.+)", (PROC / "cpuinfo").read_text())
    load = os.getloadavg()[0]
    return (
        f"{name[1] if name else platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, load {load:.1f}"
    )


def on_one_core() -> None:
    """Keep this process on one core, so that nothing it uses runs on another."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def peak_memory(process: str = "self") -> int:
    """The most resident memory that a process has held, in bytes; 0 for one that is gone."""
    try:
        status = (PROC / process / "status").read_text()
    except OSError:
        return 0
    peak = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(peak[1]) * 1024 if peak else 0


def family_memory() -> int:
    """The peaks of this process and of all below it, summed: more than they ever held at one time, never less."""
    parents = {entry.name: _parent(entry) for entry in PROC.iterdir() if entry.name.isdigit()}
    family = {str(os.getpid())}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(map(peak_memory, family))


def _parent(entry: Path) -> str:
    try:
        # The name, in brackets, may hold anything; the parent's number is the second field behind it.
        return (entry / "stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return ""
