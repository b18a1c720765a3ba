"""What the API refuses, and how it says so."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from os import PRIO_PROCESS, getpriority
from pathlib import Path
from threading import Event, Timer, get_native_id
from time import monotonic, sleep
from urllib.parse import quote

import pytest
from api_notices import HOST
from api_refusals import refused
from starlette.testclient import TestClient
from store_notices import AGENCY, everything, notice

import api.conduct.permits
from api.answers import asking
from api.app import create_app
from api.conduct.errors import Busy
from api.conduct.giving_way import NICE
from api.conduct.permits import AT_ONCE, Permits
from api.conduct.settings import Settings
from graph_builder.stores.errors import StoreDamaged, StoreMissing
from graph_builder.stores.interface import Limits
from graph_builder.stores.opening import open_store

QUICK = Limits(rows=100, seconds=0.2, work=200_000_000)


@pytest.fixture(scope="module")
def store(empty_store: str) -> str:
    with open_store(empty_store, mode="write") as opened, opened.writer() as writer:
        writer.load(notice("甲.txt", "甲的稿", problems=40))
    return empty_store


@pytest.fixture(scope="module")
def client(store: str) -> Iterator[TestClient]:
    app = create_app(store, Settings(queries=QUICK))
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as started:
        yield started


# -- fields -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("search", "q"),
        ("search?q=", "q"),
        ("search?q=%20", "q"),
        (f"search?q={'长' * 201}", "q"),
        ("search?q=a&limit=0", "limit"),
        ("search?q=a&limit=101", "limit"),
        ("search?q=a&limit=" + "9" * 5000, "limit"),
        ("search?q=a&limit=1;DROP", "limit"),
        ("search?q=a&label=Nonsense", "label.0"),
        ("search?q=a&label=Agency)%20DETACH%20DELETE%20n//", "label.0"),
        ("search?q=a&since=soon", "since"),
        ("search?q=a&place=", "place.0"),
        (f"entities/{'x' * 201}", "id"),
        (f"entities/{AGENCY}/neighbours?direction=out", "type"),
        (f"entities/{AGENCY}/neighbours?type=FOUND", "direction"),
        (f"entities/{AGENCY}/neighbours?type=FOUND&direction=sideways", "direction"),
        (f"entities/{AGENCY}/neighbours?type=FOUND]-()%20DELETE%20r//&direction=out", "type"),
        (f"entities/{AGENCY}/neighbours?type=FOUND&direction=out&cursor=abc", "cursor"),
        (f"entities/{AGENCY}/evidence?cursor=bnVsbA", "cursor"),
        (f"entities/{AGENCY}/evidence?cursor=WyIxMjM0IiwgImEiLCAwXQ", "cursor"),
        (f"entities/{AGENCY}/evidence?size=101", "size"),
        (f"trace/{AGENCY}?limit=201", "limit"),
        ("subgraph", "ids"),
        ("subgraph?ids=", "ids.0"),
        ("subgraph?ids=a&hops=4", "hops"),
        ("subgraph?ids=a&report=b", "ids"),
        ("subgraph?ids=a&limit=501", "limit"),
        ("subgraph?ids=a&labels=Nonsense", "labels.0"),
        ("subgraph?ids=a&types=FOUND&types=FOUND]-()%20DELETE%20r//", "types.1"),
        ("subgraph?ids=a&since=2024-13-01", "since"),
        ("subgraph?ids=a&nonsense=1", "nonsense"),
        ("subgraph?" + "&".join(["ids=a"] * 501), "ids"),
        (f"paths?ids={AGENCY}", "ids"),
        (f"paths?ids={AGENCY}&ids={AGENCY}", "ids"),
        ("paths?" + "&".join(f"ids={n}" for n in range(6)), "ids"),
        (f"paths?ids={AGENCY}&ids=b&k=11", "k"),
        (f"paths?ids={AGENCY}&ids=b&types=FOUND]-()%20DELETE%20r//", "types.0"),
        (f"compare?ids={AGENCY}", "ids"),
        (f"compare?ids={AGENCY}&ids=place:云溪县", "ids"),
        ("audit?cursor=abc", "cursor"),
        ("export?format=docx", "format"),
        ("reports?size=x", "size"),
    ],
)
def test_a_wrong_field_is_named(client: TestClient, path: str, field: str) -> None:
    told = refused(client.get(f"/api/v1/{path}"), 422, "invalid-request")
    assert [one["field"] for one in told["errors"]] == [field]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "query"),
        ({"query": ""}, "query"),
        ({"query": 7}, "query"),
        ({"query": "RETURN 1", "rows": 0}, "rows"),
        ({"query": "RETURN 1", "rows": 10_001}, "rows"),
        ({"query": "RETURN 1", "parameters": [1]}, "parameters"),
        ("RETURN 1", "body"),
    ],
)
def test_a_wrong_field_of_the_body_is_named(client: TestClient, body: object, field: str) -> None:
    told = refused(client.post("/api/v1/cypher", json=body), 422, "invalid-request")
    assert [one["field"] for one in told["errors"]] == [field]


@pytest.mark.parametrize(
    ("body", "kind", "status", "name"),
    [
        (b"{", "application/json", 422, "invalid-request"),
        (b'{"query": "RETURN \'\\ud800\'"}', "application/json", 422, "invalid-request"),
        (b"[" * 100_000, "application/json", 422, "invalid-request"),
        # Another site's page may send text/plain without asking first, but not JSON.
        (b'{"query": "RETURN 1"}', "text/plain", 422, "invalid-request"),
        (b'{"query": "' + b"x" * 2**20 + b'"}', "application/json", 413, "content-too-large"),
    ],
)
def test_a_body_that_is_none(client: TestClient, body: bytes, kind: str, status: int, name: str) -> None:
    refused(client.post("/api/v1/cypher", content=body, headers={"content-type": kind}), status, name)


# -- what is not there ------------------------------------------------------------------------------------------

STRANGE_IDS = (
    "nobody",
    "x' OR 1=1",
    "x'}) DETACH DELETE n //",
    "$id",
    "`n`",
    "<script>alert(1)</script>",
    "..",
    "\x00",
    "%00",
    "\ufffd",
    "x\r\nSet-Cookie: a=b",
    "甲" * 60,
)


@pytest.mark.parametrize("id", STRANGE_IDS)
@pytest.mark.parametrize(
    "path",
    [
        "entities/{}",
        "entities/{}/neighbours?type=FOUND&direction=in",
        "entities/{}/evidence",
        "trace/{}",
    ],
)
def test_an_unknown_id_is_not_found(client: TestClient, path: str, id: str) -> None:
    answer = client.get("/api/v1/" + path.format(quote(id, safe="")))
    told = refused(answer, 404, "not-found")
    assert "set-cookie" not in answer.headers and told["errors"] == []


@pytest.mark.parametrize("id", STRANGE_IDS)
def test_strange_words_find_nothing_and_change_nothing(client: TestClient, store: str, id: str) -> None:
    with open_store(store) as opened:
        before = list(everything(opened.view()))
    assert client.get("/api/v1/search", params={"q": id}).json()["hits"] == []
    assert client.get("/api/v1/subgraph", params={"ids": id}).json()["nodes"] == []
    with open_store(store) as opened:
        assert list(everything(opened.view())) == before


@pytest.mark.parametrize(
    ("method", "path", "status", "name"),
    [
        ("GET", "/api/v1/nothing", 404, "not-found"),
        ("GET", "/nothing", 404, "not-found"),
        ("GET", "/pages/../app.py", 404, "not-found"),
        ("GET", "/pages/%2e%2e/app.py", 404, "not-found"),
        ("GET", "/pages/..%2fapp.py", 404, "not-found"),
        ("GET", "/pages//etc/passwd", 404, "not-found"),
        ("GET", "/swagger/..%2fcore.py", 404, "not-found"),
        ("GET", "/api/v1/cypher", 405, "method-not-allowed"),
        ("DELETE", "/api/v1/search", 405, "method-not-allowed"),
        ("PUT", "/api/v1/reports", 405, "method-not-allowed"),
        ("OPTIONS", "/api/v1/search", 405, "method-not-allowed"),
    ],
)
def test_no_such_path_or_method(client: TestClient, method: str, path: str, status: int, name: str) -> None:
    told = refused(client.request(method, path), status, name)
    assert "/docs lists what is" in told["detail"]


# -- queries ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "status", "name", "field"),
    [
        ("MATCH (n RETURN n", 400, "query-syntax", "query"),
        ("nonsense", 400, "query-syntax", "query"),
        ("MATCH (n) DETACH DELETE n", 403, "query-refused", "query"),
        ("CREATE (n:Agency)", 403, "query-refused", "query"),
        ("MATCH (n) SET n.name = 'x' RETURN n", 403, "query-refused", "query"),
        ("RETURN 1; MATCH (n) DELETE n", 403, "query-refused", "query"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", 403, "query-refused", "query"),
        ("CALL apoc.load.json('http://127.0.0.1/') YIELD value RETURN value", 403, "query-refused", "query"),
        ("MATCH (n {id: $id}) RETURN n", 422, "query-parameter", "parameters"),
        ("MATCH (a), (b), (c), (d), (e) RETURN sum(a.ordinal)", 422, "query-timeout", "query"),
    ],
)
def test_a_query_that_is_not_answered(client: TestClient, query: str, status: int, name: str, field: str) -> None:
    answer = client.post("/api/v1/cypher", json={"query": query})
    told = refused(answer, status, name)
    assert [one["field"] for one in told["errors"]] == [field]


def test_a_number_that_no_store_can_hold(client: TestClient) -> None:
    body = {"query": "RETURN $n", "parameters": {"n": 10**30}}
    refused(client.post("/api/v1/cypher", json=body), 422, "query-parameter")


def test_too_many_queries_at_once(client: TestClient) -> None:
    with ExitStack() as taken:
        for _ in range(AT_ONCE):
            taken.enter_context(asking.permits.free)
        answer = client.post("/api/v1/cypher", json={"query": "RETURN 1"})
        refused(answer, 503, "busy")
        assert answer.headers["retry-after"] == "1"
        assert client.get("/api/v1/search?q=a").status_code == 200
    assert client.post("/api/v1/cypher", json={"query": "RETURN 1 AS n"}).json()["rows"] == [[1]]


def test_a_query_waits_a_moment_for_its_turn_but_no_crowd_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.conduct.permits, "WAIT_SECONDS", 20.0)
    permits, began, enough = Permits(at_once=1), Event(), Event()

    def slow() -> str:
        began.set()
        enough.wait(20)
        return "slow"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(permits.run, slow)
        assert began.wait(20)
        with permits.room, pytest.raises(Busy, match="queries are running"):  # one waits already
            permits.run(lambda: "third")
        second = pool.submit(permits.run, lambda: "short")
        Timer(0.2, enough.set).start()
        assert (first.result(20), second.result(20)) == ("slow", "short")
    assert permits.run(lambda: "later") == "later"


def test_nobody_waits_for_a_query_beyond_its_limit_but_it_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.conduct.permits, "WAIT_SECONDS", 0.05)
    permits, enough = Permits(at_once=1), Event()
    with pytest.raises(TimeoutError):
        permits.run(lambda: enough.wait(20), seconds=0.05)
    with pytest.raises(Busy):
        permits.run(lambda: "second")
    enough.set()
    monkeypatch.setattr(api.conduct.permits, "WAIT_SECONDS", 20.0)
    assert permits.run(lambda: "third") == "third"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere niceness is the whole process's")
def test_a_query_gives_way_once_it_has_begun() -> None:
    def levels() -> tuple[int, int]:
        first, until = getpriority(PRIO_PROCESS, get_native_id()), monotonic() + 20
        while (now := getpriority(PRIO_PROCESS, get_native_id())) == first and monotonic() < until:
            sleep(0.01)
        return first, now

    assert Permits().run(levels) == (getpriority(PRIO_PROCESS, 0), NICE)


def test_a_failed_query_gives_its_place_back(client: TestClient) -> None:
    for _ in range(2 * AT_ONCE):
        refused(client.post("/api/v1/cypher", json={"query": "x"}), 400, "query-syntax")


# -- faults of the server ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "status", "name"),
    [(StoreDamaged("store x: the disk is gone"), 503, "store"), (ZeroDivisionError("secret"), 500, "internal")],
)
def test_faults_of_the_server(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int, name: str
) -> None:
    def broken(self: object, ids: object) -> None:
        raise fault

    monkeypatch.setattr("graph_builder.stores.cypher_view.CypherView.known", broken)
    told = refused(client.get("/readyz"), status, name)
    assert "secret" not in told["detail"]
    assert client.get("/healthz").status_code == 200


def test_no_store_no_application(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match=r"xunji build"):
        create_app(str(tmp_path / "graph.kgl"))
