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

from api.commands.serve import Listening, ServeError, address_of, called, command, serve
from graph_builder.stores.errors import StoreMissing
from graph_builder.stores.opening import open_store

RUN = "import typer; from api.commands.serve import command; typer.run(command)"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("serve") / "graph.kgl")
    with open_store(path, mode="write") as opened, opened.writer() as writer:
        writer.load(notice("甲.txt", "甲的稿"))
    return path


@pytest.mark.parametrize(
    ("host", "address", "local"),
    [
        ("127.0.0.1", "127.0.0.1", True),
        ("localhost", "127.0.0.1", True),
        ("LOCALHOST", "127.0.0.1", True),
        ("127.8.8.8", "127.8.8.8", True),
        ("::1", "::1", True),
        ("[::1]", "::1", True),
        ("0.0.0.0", "0.0.0.0", False),
        ("::", "::", False),
        ("192.168.1.5", "192.168.1.5", False),
    ],
)
def test_where_it_listens(host: str, address: str, local: bool) -> None:
    assert address_of(host) == address
    assert Listening(address, 8000).local is local


@pytest.mark.parametrize("host", ["example.org", "", "localhost.evil.example", "127.0.0.1:80"])
def test_a_host_that_is_no_address(host: str) -> None:
    with pytest.raises(ServeError, match="give an address to listen on"):
        address_of(host)


@pytest.mark.parametrize(
    ("where", "names", "answers_to"),
    [
        (Listening("127.0.0.1", 0), (), {"127.0.0.1", "localhost", "[::1]"}),
        (Listening("127.0.0.1", 0), ("Graph.example",), {"127.0.0.1", "localhost", "[::1]", "graph.example"}),
        (Listening("0.0.0.0", 0), ("graph.example",), {"0.0.0.0", "graph.example"}),
        (Listening("::", 0), (), {"[::]"}),
    ],
)
def test_what_it_is_called(where: Listening, names: tuple[str, ...], answers_to: set[str]) -> None:
    assert called(where, names) == answers_to


def test_a_name_that_is_none() -> None:
    with pytest.raises(ServeError, match=r"--name 'http://x': give a host name alone"):
        called(Listening("127.0.0.1", 0), ("http://x",))


@pytest.mark.parametrize(("host", "always_ask"), [("0.0.0.0", False), ("::", False), ("127.0.0.1", True)])
def test_no_readers_without_tokens_but_on_this_machine(tmp_path: Path, host: str, always_ask: bool) -> None:
    tokens = tmp_path / "tokens.json"
    with pytest.raises(ServeError) as refused:
        command(host=host, always_ask=always_ask, tokens=tokens)
    assert f"readers there need a token and {tokens} holds none; make one with `xunji token add" in str(refused.value)


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="no such file; build it first"):
        serve(str(tmp_path / "graph.kgl"), Listening("127.0.0.1", 0))


def test_the_port_is_taken(store: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServeError, match=rf"port {port} on 127\.0\.0\.1: .*give another with --port"):
            serve(store, Listening("127.0.0.1", port))


@pytest.fixture
def running(store: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    run = [sys.executable, "-c", RUN, "--store", store, "--port", "0"]
    with subprocess.Popen(run, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr
        # A line before it tells where the explorer was not built.
        said = next((line for line in process.stderr if line.startswith("Xunji: http://")), "")
        try:
            yield process, said
        finally:
            process.kill()


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, -signal.SIGTERM)])
def test_it_serves_and_stops(running: tuple[subprocess.Popen[str], str], stop: signal.Signals, code: int) -> None:
    process, said = running
    address = said.split()[1]
    assert address.startswith("http://127.0.0.1:")
    with urlopen(f"{address}healthz", timeout=10) as answer:
        assert (answer.status, answer.read()) == (200, b'{"status":"ok"}')
    process.send_signal(stop)
    assert process.wait(timeout=10) == code
    assert process.stderr and process.stderr.read() == ""


def ask(port: int, sent: bytes) -> bytes:
    """What the server answers to these bytes, until it closes or falls silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(sent)
        answer = b""
        while part := line.recv(65_536):
            answer += part
        return answer


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET /" + b"x" * 100_000,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 33_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 20_000,
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X" * 33_000,
    ],
)
def test_what_is_no_request_is_refused(running: tuple[subprocess.Popen[str], str], sent: bytes) -> None:
    _, said = running
    assert ask(int(said.split()[1].rsplit(":", 1)[1].strip("/")), sent).startswith(b"HTTP/1.1 400")


def test_a_head_that_does_not_come_is_not_waited_for(store: str) -> None:
    patient = "import api.conduct.patience; api.conduct.patience.HEAD_SECONDS = 0.2; " + RUN
    run = [sys.executable, "-c", patient, "--store", store, "--port", "0"]
    with subprocess.Popen(run, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            # Where the explorer is not built, a line before it says so.
            said = next(line for line in process.stderr or () if "http://" in line)
            port = int(said.split()[1].rsplit(":", 1)[1].strip("/"))
            assert ask(port, b"") == b""
            assert ask(port, b"GET /healthz HTTP/1.1\r\nHost: loc") == b""
            assert ask(port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").endswith(b"}")
        finally:
            process.kill()
