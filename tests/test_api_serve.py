"""`xunji serve`: where it listens, what it refuses, how it stops."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from store_notices import notice

from api.serve import ServeError, loopback, serve
from graph_builder.stores.errors import StoreMissing
from graph_builder.stores.opening import open_store

RUN = "import typer; from api.serve import command; typer.run(command)"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("serve") / "graph.kgl")
    with open_store(path, mode="write") as opened, opened.writer() as writer:
        writer.load(notice("甲.txt", "甲的稿"))
    return path


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "127.0.0.1"),
        ("LOCALHOST", "127.0.0.1"),
        ("127.8.8.8", "127.8.8.8"),
        ("::1", "::1"),
        ("[::1]", "::1"),
    ],
)
def test_this_machine(host: str, address: str) -> None:
    assert loopback(host) == address


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", "", "localhost.evil.example"])
def test_nowhere_else(host: str, store: str) -> None:
    with pytest.raises(ServeError, match="listens on this machine only"):
        serve(store, host, 0)


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="no such file; build it first"):
        serve(str(tmp_path / "graph.kgl"), "127.0.0.1", 0)


def test_the_port_is_taken(store: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServeError, match=rf"port {port} on 127\.0\.0\.1: .*give another with --port"):
            serve(store, "127.0.0.1", port)


@pytest.fixture
def running(store: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-c", RUN, "--store", store, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr
        said = process.stderr.readline()
        try:
            yield process, said
        finally:
            process.kill()


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, -signal.SIGTERM)])
def test_it_serves_and_stops(running: tuple[subprocess.Popen[str], str], stop: signal.Signals, code: int) -> None:
    process, said = running
    address = said.split()[1]
    assert said.startswith("Xunji: http://127.0.0.1:")
    with urlopen(f"{address}healthz", timeout=10) as answer:
        assert (answer.status, answer.read()) == (200, b'{"status":"ok"}')
    process.send_signal(stop)
    assert process.wait(timeout=10) == code
    assert process.stderr and process.stderr.read() == ""
