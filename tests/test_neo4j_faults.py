"""What a load into a Neo4j server survives: the server killed and started again, a connection cut, a killed writer."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from neo4j_server import Server
from store_notices import everything, notice

from graph_builder.stores.neo4j_store import Neo4jStore
from graph_builder.stores.opening import open_store
from ontology.records import Graph

NOTICES = 24

LOADER = """
import sys
from graph_builder.stores.opening import open_store
from test_neo4j_faults import NOTICES, numbered
with open_store(sys.argv[1], mode="write") as store, store.writer() as writer:
    for number in range(NOTICES):
        print(writer.load(numbered(number)), flush=True)
"""


def numbered(number: int) -> Graph:
    """The first four are drafts, which later ones replace."""
    return notice(f"{number % 20}.txt", f"第{number}稿", ("县财政局", f"财政局{number}"), problems=60)


@cache
def reference(count: int) -> list[str]:
    with open_store("memory:") as store, store.writer() as writer:
        for number in range(count):
            writer.load(numbered(number))
        return list(everything(store.view()))


def stored(address: str) -> list[str]:
    with open_store(address) as store:
        return list(everything(store.view()))


def loader(address: str) -> subprocess.Popen[str]:
    root = Path(__file__).parents[1]
    paths = os.pathsep.join([str(root), str(root / "tests")])
    command = [sys.executable, "-c", LOADER, address]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths})


@pytest.mark.parametrize("after", [3, 17])
def test_a_server_killed_in_the_middle_of_a_load_and_started_again(
    neo4j_server: Server, neo4j_address: str, after: int
) -> None:
    assert neo4j_address == neo4j_server.address, "this test kills the server, so it needs one of its own"
    with loader(neo4j_address) as process:
        assert process.stdout is not None
        for _ in range(after):
            assert process.stdout.readline()
        neo4j_server.kill()
        neo4j_server.start()
        outcomes = after + len(process.stdout.readlines())
        assert process.wait(120) == 0
    assert outcomes == NOTICES
    assert stored(neo4j_address) == reference(NOTICES)


@pytest.mark.parametrize("after", [1, 6, 21])
def test_a_killed_writer_leaves_whole_notices(neo4j_address: str, after: int) -> None:
    with loader(neo4j_address) as process:
        assert process.stdout is not None
        for _ in range(after):
            assert process.stdout.readline()
        process.kill()
        reported = after + len(process.stdout.readlines())
    # The notice in flight is there whole or not at all; the server may still be at it.
    deadline = time.monotonic() + 20
    while stored(neo4j_address) not in (reference(reported), reference(min(reported + 1, NOTICES))):
        assert time.monotonic() < deadline
    with loader(neo4j_address) as again:
        assert again.wait(60) == 0
    assert stored(neo4j_address) == reference(NOTICES)


class Wire:
    """Passes bytes on to a server; `cut` ends all connections that are there."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        for end in self._open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._open.clear()

    def close(self) -> None:
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._to))
            self._open += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)
    one.close()


@pytest.fixture
def wire(neo4j_address: str) -> Iterator[Wire]:
    opened = Wire(int(neo4j_address.rpartition(":")[2]))
    yield opened
    opened.close()


def test_a_connection_that_is_cut_again_and_again(wire: Wire, neo4j_address: str) -> None:
    with Neo4jStore(f"bolt://127.0.0.1:{wire.port}", "write") as store, store.writer() as writer:
        for number in range(NOTICES):
            cutter = threading.Timer(0.004 * number, wire.cut)
            cutter.start()
            assert writer.load(numbered(number)) == ("changed" if number >= 20 else "added")
            cutter.cancel()
            cutter.join()
    assert stored(neo4j_address) == reference(NOTICES)
