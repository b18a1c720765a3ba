"""200 clients that ask slow Cypher queries at once, and what others wait meanwhile.

The clients run in a process of their own, so that they take nothing from the one that measures but the processor. Each
asks again a second after it was refused, until its query has run to its limit or the time is over.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import median, quantiles
from urllib.parse import urlsplit

from rich.table import Table

CLIENTS = 200
SECONDS = 15.0
"""How long the clients go on; a query is cut at 10 s."""

PAUSE = 0.02
"""Between two questions of the one who measures: nobody asks without end."""

SLOW = "MATCH (a:Problem)-[*1..6]-(b:Policy) WHERE a.name = b.name RETURN count(*)"
"""Ends by the clock: it takes long and holds little on its way."""

Ended = tuple[str, float]
"""What became of a query, and after how many seconds."""


@dataclass(frozen=True, slots=True)
class Aim:
    host: str
    port: int
    path: str
    until: float

    def request(self) -> bytes:
        body = json.dumps({"query": SLOW}).encode()
        head = f"POST {self.path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nContent-Type: application/json\r\n"
        return f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body


async def _asked(aim: Aim) -> Ended:
    began = time.monotonic()
    reader, writer = await asyncio.open_connection(aim.host, aim.port)
    writer.write(aim.request())
    answer = await reader.read()
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    told = json.loads(answer.partition(b"\r\n\r\n")[2])
    return str(told.get("type", "answered")).rsplit(":", 1)[-1], time.monotonic() - began


async def _client(aim: Aim) -> list[Ended]:
    ended: list[Ended] = []
    while time.monotonic() < aim.until:
        ended.append(await _asked(aim))
        if ended[-1][0] != "busy":
            break
        await asyncio.sleep(1.0)
    return ended


async def _all(aim: Aim) -> list[Ended]:
    return [one for some in await asyncio.gather(*(_client(aim) for _ in range(CLIENTS))) for one in some]


def main(url: str, path: str) -> None:
    at = urlsplit(url)
    assert at.hostname and at.port
    print("ready", flush=True)
    print(json.dumps(asyncio.run(_all(Aim(at.hostname, at.port, path, time.monotonic() + SECONDS)))))


# ----------------------------------------------------------- what others wait


def under_fire(url: str, path: str, others: Sequence[tuple[str, Callable[[], object]]]) -> Table:
    """`path` takes the queries; each of `others` is a name and a question, asked in turn while they run."""
    command = [sys.executable, "-m", "benchmarks.fire", url, path]
    times: dict[str, list[float]] = {name: [] for name, _ in others}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as fire:
        assert fire.stdout
        fire.stdout.readline()
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            for name, ask in others:
                began = time.perf_counter()
                ask()
                times[name].append((time.perf_counter() - began) * 1000)
                time.sleep(PAUSE)
        ended: list[Ended] = json.loads(fire.stdout.readline())
    return _table(times, ended)


def _table(times: dict[str, list[float]], ended: Sequence[Ended]) -> Table:
    table = Table(f"while {CLIENTS} clients ask slow queries", "how many", "p50 ms", "p99 ms", "most ms")
    for name, each in times.items():
        table.add_row(
            name, str(len(each)), *(f"{ms:.1f}" for ms in (median(each), quantiles(each, n=100)[98], max(each)))
        )
    for kind, count in Counter(kind for kind, _ in ended).items():
        waited = [1000 * seconds for one, seconds in ended if one == kind]
        table.add_row(f"queries ended as {kind}", str(count), f"{median(waited):.0f}", "", f"{max(waited):.0f}")
    return table


if __name__ == "__main__":
    main(*sys.argv[1:])
