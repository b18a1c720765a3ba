"""Who may call, by which name; how large a body may be and how long it may take."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from api_refusals import refused
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Message

import api.conduct.bodies
from api.conduct.headers import SECURITY_HEADERS


@pytest.mark.parametrize(
    ("host", "fits"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("LocalHost", True),
        ("[::1]:8000", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("localhost@evil.example", False),
        ("127.0.0.1:8000:9", False),
        ("127.0.0.2", False),
        ("0.0.0.0:8000", False),
        ("[::1", False),
        ("", False),
    ],
)
def test_only_this_machines_names(client: TestClient, host: str, fits: bool) -> None:
    answer = client.get("/healthz", headers={"host": host})
    if fits:
        assert answer.json() == {"status": "ok"}
    else:
        refused(answer, 400, "bad-request")


def test_two_hosts_are_none(client: TestClient) -> None:
    refused(client.get("/healthz", headers=[("host", "localhost"), ("host", "evil.example")]), 400, "bad-request")


@pytest.mark.parametrize("path", ["/docs", "/pages/docs.js", "/swagger/swagger-ui.css", "/openapi.json", "/healthz"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 200
    for header, value in SECURITY_HEADERS.items():
        assert answer.headers[header] == value
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_a_slow_body_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.conduct.bodies, "BODY_SECONDS", 0.05)
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(60)
        raise AssertionError("waited for the body")

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "headers": [(b"host", b"localhost")]}
    asyncio.run(api.conduct.bodies.Bodies(PlainTextResponse("reached"))(scope, receive, send))
    assert sent[0]["status"] == 408


def test_a_body_in_pieces_is_counted_whole(client: TestClient) -> None:
    async def refused_at(pieces: AsyncIterator[bytes]) -> int:
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": await anext(pieces), "more_body": True}

        async def send(message: Message) -> None:
            messages.append(message)

        scope = {"type": "http", "method": "POST", "path": "/", "headers": [(b"host", b"localhost")]}
        await api.conduct.bodies.Bodies(PlainTextResponse("reached"))(scope, receive, send)
        return int(messages[0]["status"])

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 65_536

    assert asyncio.run(refused_at(endless())) == 413
