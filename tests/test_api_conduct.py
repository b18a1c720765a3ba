"""How the server conducts itself: who comes in, what it tells of itself, what it does not send twice."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Coroutine, Iterator, Sequence
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as Connection
from store_notices import AGENCY, notice

from api.app import create_app
from api.conduct.bodies import ARRIVING, Bodies
from api.conduct.crowds import COSTLY, Crowds
from api.conduct.gate import Gate
from api.conduct.logs import LogForm, configure
from api.conduct.permits import AT_ONCE
from api.conduct.settings import Settings
from api.conduct.tokens import Scope, add_token, read_tokens
from graph_builder.stores.embedded_view import EmbeddedView
from graph_builder.stores.opening import open_store
from ontology.records import Node

HOST = "http://127.0.0.1:8000"
ENTITY = f"/api/v1/entities/{AGENCY}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("conduct") / "graph.kgl")
    with open_store(path, mode="write") as opened, opened.writer() as writer:
        writer.load(notice("甲.txt", "甲的稿", problems=40))
    return path


def called(store: str, settings: Settings) -> TestClient:
    return TestClient(create_app(store, settings), base_url=HOST, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client(store: str) -> Iterator[TestClient]:
    with called(store, Settings()) as started:
        yield started


# -- tokens -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Settings]:
    path = tmp_path_factory.mktemp("tokens") / "tokens.json"
    made = add_token(path, "desk", Scope.READ)
    return made, Settings(tokens=read_tokens(path), open_reading=False)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (None, 401),
        ("", 401),
        ("Bearer", 401),
        ("Bearer ", 401),
        ("Bearer wrong", 401),
        ("Basic {}", 401),
        ("{}", 401),
        ("Bearer {}x", 401),
        ("Bearer " + "x" * 100_000, 401),
        ("Bearer \u00ff\u00fe", 401),
        ("Bearer {}", 200),
        ("bearer {}", 200),
    ],
)
def test_a_token_opens_what_is_closed(
    store: str, secret: tuple[str, Settings], header: str | None, status: int
) -> None:
    made, settings = secret
    sent = {} if header is None else {"Authorization": header.replace("{}", made).encode("latin-1")}
    with called(store, settings) as client:
        answer = client.get(ENTITY, headers=sent)
    assert answer.status_code == status
    if status == 401:
        assert answer.json()["type"] == "urn:xunji:problem:unauthorized"
        assert answer.headers["www-authenticate"] == 'Bearer realm="xunji"'
        assert "xunji token add" in answer.json()["detail"] and made not in answer.text


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", "/healthz", "/readyz", "/pages/docs.js"])
def test_what_holds_nothing_of_the_store_is_open(store: str, secret: tuple[str, Settings], path: str) -> None:
    with called(store, secret[1]) as client:
        # Where the explorer was not built, its page says so with 503.
        assert client.get(path).status_code in ((200, 503) if path == "/" else (200,))


@pytest.mark.parametrize("path", ["/metrics", "/api/v1/stats", "/api/v1/nothing", "/nothing", "/PAGES/x"])
def test_all_else_is_closed(store: str, secret: tuple[str, Settings], path: str) -> None:
    with called(store, secret[1]) as client:
        assert client.get(path).status_code == 401


@pytest.mark.parametrize("path", [ENTITY, "/healthz", "/openapi.json", "/api/v1/entities/nothing", "/api/v1/cypher"])
def test_head_tells_what_get_would_without_its_body(client: TestClient, path: str) -> None:
    told, whole = client.head(path), client.get(path)
    assert (told.status_code, told.content) == (whole.status_code, b"") and whole.content
    for name in ("content-length", "content-type", "vary"):
        assert told.headers.get(name) == whole.headers.get(name), name


def test_head_is_counted_under_its_route(client: TestClient) -> None:
    client.head(ENTITY)
    assert 'method="HEAD",route="/api/v1/entities/{id}",status="200"' in client.get("/metrics").text


def test_a_wrong_token_is_refused_where_none_is_needed(client: TestClient) -> None:
    assert client.get(ENTITY).status_code == 200
    assert client.get(ENTITY, headers={"Authorization": "Bearer wrong"}).status_code == 401


# -- how often, how many ----------------------------------------------------------------------------------------


def test_a_client_that_asks_too_often(store: str) -> None:
    with called(store, Settings(requests_a_minute=3)) as client:
        answers = [client.get(ENTITY) for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
        assert answers[-1].json()["type"] == "urn:xunji:problem:too-many-requests"
        assert int(answers[-1].headers["retry-after"]) > 0
        assert client.get("/healthz").status_code == 200


def test_guessing_tokens_is_counted_too(store: str) -> None:
    with called(store, Settings(requests_a_minute=2, open_reading=False)) as client:
        codes = [client.get(ENTITY, headers={"Authorization": f"Bearer {n}"}).status_code for n in range(4)]
    assert codes == [401, 401, 429, 429]


def test_too_many_under_way(store: str) -> None:
    with called(store, Settings(at_once=0)) as client:
        answer = client.get(ENTITY)
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:xunji:problem:busy")
        assert client.get("/healthz").status_code == 200


def asking(app: ASGIApp, path: str, client: str, receive: Receive) -> Coroutine[None, None, int]:
    """The status that one POST of `client` gets."""
    scope = {"type": "http", "method": "POST", "path": path, "headers": [], "client": (client, 1), "state": {}}

    async def ask() -> int:
        told: list[int] = []

        async def send(message: Message) -> None:
            told.extend([message["status"]] if "status" in message else [])

        await app(scope, receive, send)
        return told[0]

    return ask()


async def whole() -> Message:
    return {"type": "http.request", "body": b"{}", "more_body": False}


def test_a_crowd_at_a_costly_operation_is_refused() -> None:
    path, most = next(iter(COSTLY.items()))
    entered: list[str] = []

    async def crowd() -> list[int]:
        released = asyncio.Event()

        async def waiting(scope: Connection, receive: Receive, send: Send) -> None:
            entered.append(scope["path"])
            await released.wait()
            await PlainTextResponse("done")(scope, receive, send)

        app = Gate(Bodies(Crowds(waiting)), Settings())
        paths = [*[path] * (most + 5), "/api/v1/search"]
        asked = [asyncio.create_task(asking(app, path, "10.0.0.1", whole)) for path in paths]
        while "/api/v1/search" not in entered:
            await asyncio.sleep(0)
        released.set()
        return await asyncio.gather(*asked)

    assert asyncio.run(crowd()) == [200] * most + [503] * 5 + [200]
    assert entered == [path] * most + ["/api/v1/search"]


@pytest.mark.parametrize("path", [*COSTLY, "/api/v1/picture"])
@pytest.mark.parametrize("slow", [2 * AT_ONCE, 120])
def test_who_sends_slowly_takes_nobodys_place(path: str, slow: int) -> None:
    async def crowd() -> tuple[list[int], int]:
        sent = asyncio.Event()

        async def slowly() -> Message:
            await sent.wait()
            return await whole()

        app = Gate(Bodies(Crowds(PlainTextResponse("done"))), Settings())
        held = [asyncio.create_task(asking(app, path, "10.0.0.66", slowly)) for _ in range(slow)]
        await asyncio.sleep(0.05)
        other = await asking(app, path, "10.0.0.7", whole)
        sent.set()
        return await asyncio.gather(*held), other

    held, other = asyncio.run(crowd())
    assert other == 200
    assert held.count(429) == max(0, slow - ARRIVING)


# -- what is not sent twice -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [ENTITY, "/api/v1/ontology", "/api/v1/stats", "/openapi.json", "/docs"])
def test_what_the_client_has_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).content == first.content


def test_problems_have_no_tag(client: TestClient) -> None:
    assert "etag" not in client.get("/api/v1/entities/nobody").headers


def test_the_same_question_is_answered_once(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    known = EmbeddedView.known

    def counting(self: EmbeddedView, ids: Sequence[str]) -> tuple[Node, ...]:
        asked.extend(ids)
        return known(self, ids)

    monkeypatch.setattr(EmbeddedView, "known", counting)
    with called(store, Settings()) as client:
        first = client.get(ENTITY)
        times = len(asked)
        again = client.get(ENTITY, headers={"Accept-Encoding": "br"})
        assert again.json() == first.json() and len(asked) == times
        assert client.get(ENTITY, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
        client.get(ENTITY, headers={"Cache-Control": "no-cache"})
        assert len(asked) > times, "who wants it anew gets it anew"
        times = len(asked)
        client.get("/api/v1/entities/nobody")
        client.get("/api/v1/entities/nobody")
        assert asked[times:] == ["nobody", "nobody"], "a problem is not kept"
        client.app.state.shown.renew()  # type: ignore[attr-defined]
        assert client.get(ENTITY).json() == first.json() and len(asked) > times + 2, "another snapshot is asked anew"
        counted = client.get("/metrics").text
    assert 'route="/api/v1/entities/{id}",status="200"} 4.0' in counted


def test_an_answer_that_tells_our_addresses_is_kept_for_the_name_we_are_called_by(client: TestClient) -> None:
    for host in ("127.0.0.1:8000", "localhost:9999", "127.0.0.1:8000"):
        told = client.get("/api/v1/reconcile", headers={"Host": host}).json()
        assert told["view"]["url"].startswith(f"http://{host}/")


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_long_answers_go_out_compressed(client: TestClient, coding: str) -> None:
    plain = client.get("/api/v1/ontology", headers={"Accept-Encoding": "identity"})
    packed = client.get("/api/v1/ontology", headers={"Accept-Encoding": coding})
    assert packed.headers["content-encoding"] == coding and packed.json() == plain.json()
    assert packed.headers["etag"] == plain.headers["etag"] and "accept-encoding" in packed.headers["vary"].lower()
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2


# -- other sites ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("origins", "origin", "path", "shared"),
    [
        ((), "https://desk.example", ENTITY, False),
        (("https://desk.example",), "https://desk.example", ENTITY, True),
        (("https://desk.example",), "https://desk.example.evil.example", ENTITY, False),
        (("https://desk.example",), "null", ENTITY, False),
        ((), "http://127.0.0.1:3333", ENTITY, False),
        ((), "http://127.0.0.1:3333", "/api/v1/reconcile", True),
        ((), "http://127.0.0.1.evil.example", "/api/v1/reconcile", False),
        ((), "https://evil.example", "/api/v1/reconcile", False),
    ],
)
def test_only_named_sites_may_call(store: str, origins: tuple[str, ...], origin: str, path: str, shared: bool) -> None:
    with called(store, Settings(origins=origins)) as client:
        answer = client.get(path, headers={"Origin": origin})
        asked = {"Origin": origin, "Access-Control-Request-Method": "GET"}
        before = client.options(path, headers=asked)
    allowed = {
        name: told.headers.get("access-control-allow-origin") for name, told in (("get", answer), ("ask", before))
    }
    assert allowed == dict.fromkeys(allowed, origin if shared else None)
    assert before.status_code == (200 if shared else 400 if origins or "reconcile" in path else 405)


# -- what it tells of itself ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0123456789abcdef", True),
        ("A-b_C-d_E-f", True),
        ("short", False),
        ("x" * 65, False),
        ("with space", False),
        ("a\tb;c=d12345", False),
    ],
)
def test_every_answer_has_an_id(client: TestClient, given: str, kept: bool) -> None:
    told = client.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"]
    assert (told == given) is kept and len(told) >= 8
    assert client.get("/nothing").headers["x-request-id"] != client.get("/nothing").headers["x-request-id"]


def test_figures_for_prometheus(store: str) -> None:
    with called(store, Settings()) as client:
        client.get(ENTITY)
        client.get("/api/v1/entities/nobody")
        client.get("/made/up/path")
        told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain; version=")
    counted = 'xunji_http_requests_total{method="GET",route="%s",status="%d"} 1.0'
    assert counted % ("/api/v1/entities/{id}", 200) in told.text
    assert counted % ("/api/v1/entities/{id}", 404) in told.text
    assert counted % ("other", 404) in told.text and "made" not in told.text and AGENCY not in told.text


def test_a_line_of_log_for_each_request(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = root.handlers, root.level
    try:
        configure(LogForm.JSON)
        with called(store, Settings()) as client:
            client.get(
                "/api/v1/search?q=secret", headers={"Authorization": "Bearer hidden", "X-Request-ID": "id345678"}
            )
    finally:
        root.handlers, root.level = before
        logging.getLogger("xunji.access").setLevel(logging.NOTSET)
    said = capsys.readouterr().err
    line = json.loads(said)
    expected = {"level": "INFO", "logger": "xunji.access", "request_id": "id345678", "method": "GET", "status": 401}
    assert expected.items() <= line.items() and line["milliseconds"] >= 0 and "timestamp" in line
    assert "secret" not in said and "hidden" not in said


def test_the_command_of_tokens(tmp_path: Path) -> None:
    import subprocess

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from graph_builder.cli import main; raise SystemExit(main())", "token", *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            cwd=tmp_path,
        )

    made = run("add", "desk", "--scope", "write")
    kept = tmp_path / "xunji-tokens.json"
    assert made.returncode == 0 and len(made.stdout.strip()) >= 40
    assert made.stdout.strip() not in kept.read_text() and kept.stat().st_mode & 0o777 == 0o600
    assert run("list").stdout.startswith("desk\twrite\t20")
    assert "there is a token 'desk'" in run("add", "desk").stderr
    assert "give 1 to 50 letters" in run("add", "a b").stderr
    assert run("remove", "desk").returncode == 0 and run("list").stdout == ""
    assert "there is no token 'desk'" in run("remove", "desk").stderr
    kept.write_text("nonsense")
    assert "it is no file of tokens" in run("list").stderr
