"""What somebody with bad intent sends, over real connections: each is refused as what it is, and nothing is lost."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx
import pytest
from api_server import running
from store_notices import AGENCY, everything, notice

import api.conduct.bodies
from api.app import create_app
from api.conduct.settings import Settings
from graph_builder.stores.interface import Limits
from graph_builder.stores.opening import open_store

SETTINGS = Settings(queries=Limits(rows=100, seconds=1.0, work=500_000_000), requests_a_minute=0, at_once=500)

INJECTED = (
    "x' OR 1=1 //",
    "x'}) DETACH DELETE n //",
    'x"}) MATCH (m) DETACH DELETE m RETURN "',
    "Agency) DETACH DELETE n //",
    "FOUND]-() DELETE r //",
    "`) DETACH DELETE n //",
    "\\u0027}) DETACH DELETE n //",
    "$id",
    "CALL apoc.load.json('http://127.0.0.1/')",
    "file:///etc/passwd",
    "../../etc/passwd",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "x\r\nSet-Cookie: a=b",
    "\x00",
    "9" * 400,
    "长" * 3_000,
)

DEATHS = (
    "MATCH (a), (b), (c), (d), (e), (f) RETURN count(*)",
    "UNWIND range(1, 1000000000) AS x RETURN count(x)",
    "MATCH p = (a)-[*]-(b)-[*]-(c)-[*]-(d), (e), (f), (g) RETURN count(p)",
    "RETURN " + "(" * 20_000 + "1" + ")" * 20_000,
    "RETURN " + " + ".join(["1"] * 30_000),
    "RETURN [x IN range(1, 100000) | [y IN range(1, 100000) | x * y]]",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("attacks") / "graph.kgl")
    with open_store(path, mode="write") as opened, opened.writer() as writer:
        writer.load(notice("甲.txt", "甲的稿", problems=40))
    return path


@pytest.fixture(scope="module")
def url(store: str) -> Iterator[str]:
    with running(store, SETTINGS) as address:
        yield address


@pytest.fixture(autouse=True)
def _nothing_is_lost(store: str) -> Iterator[None]:
    with open_store(store) as opened:
        before = list(everything(opened.view()))
    yield
    with open_store(store) as opened:
        assert list(everything(opened.view())) == before


def parameters() -> Iterator[tuple[str, str, str]]:
    """Every parameter of every operation that is asked with GET: path, its place, its name."""
    for path, on in create_app("memory:").openapi()["paths"].items():
        for told in on.get("get", {}).get("parameters", []):
            yield path, told["in"], told["name"]


def filled(client: httpx.Client, path: str, place: str, name: str, value: str) -> httpx.Response:
    """Ask with `value` for one parameter and sound values for the rest."""
    sound = {"q": "财政", "ids": AGENCY, "type": "FOUND", "direction": "out", "prefix": "财", "id": AGENCY}
    target = path.replace("{id}", httpx.QueryParams({"v": value})["v"] if place == "path" else AGENCY)
    if place == "path":
        return client.get(path.replace("{" + name + "}", quoted(value)), params=sound)
    return client.get(target, params={**sound, name: value})


def quoted(value: str) -> str:
    return "".join(f"%{byte:02X}" for byte in value.encode())


@pytest.mark.parametrize(("path", "place", "name"), list(parameters()))
def test_nothing_is_injected_through_a_parameter(url: str, path: str, place: str, name: str) -> None:
    with httpx.Client(base_url=url, timeout=30) as client:
        for value in INJECTED:
            answer = filled(client, path, place, name, value)
            assert answer.status_code in (200, 400, 401, 403, 404, 414, 422), (value, answer.text)
            assert "set-cookie" not in answer.headers and "root:" not in answer.text


@pytest.mark.parametrize("query", DEATHS)
def test_a_query_of_death_costs_its_own_time_alone(url: str, query: str) -> None:
    answer = httpx.post(f"{url}/api/v1/cypher", json={"query": query}, timeout=60)
    assert answer.status_code in (400, 403, 413, 422), answer.text
    assert httpx.get(f"{url}/healthz").status_code == 200


def test_two_hundred_slow_queries_stop_nobody_else(url: str) -> None:
    slow = {"query": "MATCH (a), (b), (c), (d), (e) RETURN count(*)"}
    with ThreadPoolExecutor(200) as pool:
        asked = [pool.submit(httpx.post, f"{url}/api/v1/cypher", json=slow, timeout=60) for _ in range(200)]
        while not any(one.running() for one in asked):
            pass
        assert httpx.get(f"{url}/healthz", timeout=20).status_code == 200
        assert httpx.get(f"{url}/api/v1/search?q=财政", timeout=20).status_code == 200
        kinds = {one.result().json()["type"].rsplit(":", 1)[1] for one in asked}
    assert kinds == {"query-timeout", "busy"}
    assert httpx.post(f"{url}/api/v1/cypher", json={"query": "RETURN 1 AS n"}).json()["rows"] == [[1]]


def talk(url: str, *parts: bytes) -> bytes:
    """Send the parts as they are; all that comes back until the server closes."""
    at = urlsplit(url)
    with socket.create_connection((str(at.hostname), at.port or 80), timeout=20) as line:
        for part in parts:
            line.sendall(part)
        answer = b""
        while piece := line.recv(65_536):
            answer += piece
        return answer


POST = b"POST /api/v1/cypher HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (POST + b"Content-Length: 0\r\n\r\n", 422),
        (POST + b"Content-Length: 400\r\n\r\n{", 408),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", 408),
        (POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", 400),
        (POST + b"Content-Length: 99999999999\r\n\r\n" + b"x" * (2**20 + 1), 413),
        (POST.replace(b"localhost", b"evil.example") + b"Content-Length: 0\r\n\r\n", 400),
        (POST.replace(b"localhost", b"localhost\r\nHost: evil.example") + b"Content-Length: 0\r\n\r\n", 400),
        (POST + b"X-Forwarded-Host: evil.example\r\nX-Forwarded-For: 10.0.0.1\r\nContent-Length: 0\r\n\r\n", 422),
        (b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 400),
        (b"TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405),
        (b"GET /api/v1/search?q=" + b"x" * 9_000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 414),
        (b"GET /docs HTTP/1.1\r\nHost: localhost\r\nX: a\r\n Set-Cookie: b\r\nConnection: close\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    ],
)
def test_requests_that_no_browser_sends(url: str, monkeypatch: pytest.MonkeyPatch, sent: bytes, status: int) -> None:
    monkeypatch.setattr(api.conduct.bodies, "BODY_SECONDS", 0.3)
    answer = talk(url, sent)
    assert answer.startswith(b"HTTP/1.1 %d" % status), answer[:300]
    assert b"set-cookie" not in answer.lower()


def test_an_endless_head_is_cut_off(url: str) -> None:
    endless = b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 2_000_000
    with suppress(ConnectionError):
        assert talk(url, endless).startswith(b"HTTP/1.1 400")
    assert httpx.get(f"{url}/healthz").status_code == 200


@pytest.mark.parametrize("start", [10**6, 10**9, 10**30, -1])
def test_deep_paging_is_cheap_or_refused(url: str, start: int) -> None:
    path = f"{url}/api/v1/entities/{AGENCY}/neighbours"
    answer: Any = httpx.get(path, params={"type": "FOUND", "direction": "out", "start": start})
    assert answer.status_code == 422 or answer.json()["items"] == []
