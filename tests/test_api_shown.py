"""A server that runs shows what other processes store, and lets go of what it showed before."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Timer

import pytest
from api_notices import HOST, get
from starlette.testclient import TestClient
from store_notices import notice

import api.shown
from api.app import create_app
from api.conduct.giving_way import begun
from api.conduct.settings import Settings
from api.shown import Shown
from graph_builder.stores.embedded import EmbeddedStore
from graph_builder.stores.errors import StoreError
from graph_builder.stores.opening import open_store

PATIENCE = 30.0
QUERIES = Settings().queries


def stored(store: str, *sources: str) -> str:
    """The store, with a notice from each source."""
    with open_store(store, mode="write") as opened, opened.writer() as writer:
        for source in sources:
            writer.load(notice(source, f"{source}的稿"))
    return store


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.shown, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(api.shown, "RESTS", 0)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return stored(str(tmp_path / "graph.kgl"), "甲.txt")


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


def test_what_another_process_stores_is_shown(often: None, empty_store: str) -> None:
    stored(empty_store, "甲.txt")
    with TestClient(create_app(empty_store), base_url=HOST) as client:
        first = client.get("/api/v1/reports")
        tag = {"If-None-Match": first.headers["etag"]}
        assert len(first.json()["items"]) == 1 and client.get("/api/v1/reports", headers=tag).status_code == 304
        labels = get(client, "stats")["labels"]
        stored(empty_store, "乙.txt")
        assert eventually(lambda: len(get(client, "reports")["items"]) == 2)
        assert client.get("/api/v1/reports", headers=tag).status_code == 200
        assert get(client, "stats")["labels"] != labels
        assert eventually(lambda: len(get(client, "search", q="乙.txt巡察")["hits"]) == 1)


def test_what_cannot_be_opened_leaves_what_was_shown(often: None, path: str, caplog: pytest.LogCaptureFixture) -> None:
    with TestClient(create_app(path), base_url=HOST) as client, caplog.at_level(logging.WARNING, "xunji.api"):
        Path(path).write_bytes(b"rubbish")
        assert eventually(lambda: "what was stored since is not shown" in caplog.text)
        assert len(get(client, "reports")["items"]) == 1


def test_a_fault_that_nobody_expected_does_not_end_the_watch(
    often: None, path: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    outdated = EmbeddedStore.outdated

    def gone(store: EmbeddedStore) -> bool:
        raise FileNotFoundError("the log is gone")

    monkeypatch.setattr(EmbeddedStore, "outdated", gone)
    with TestClient(create_app(path), base_url=HOST) as client, caplog.at_level(logging.WARNING, "xunji.api"):
        assert eventually(lambda: "not shown: the log is gone" in caplog.text)
        assert "Traceback" in caplog.text
        monkeypatch.setattr(EmbeddedStore, "outdated", outdated)
        stored(path, "乙.txt")
        assert eventually(lambda: len(get(client, "reports")["items"]) == 2)
    assert caplog.text.count("is gone") <= 3, "it is told once: the message, and the last line of the traceback"


def test_nothing_is_opened_while_nothing_changes(path: str) -> None:
    shown = Shown(path, QUERIES)
    before = shown.reader
    assert not shown.follow() and shown.reader is before
    stored(path, "乙.txt")
    assert shown.follow() and shown.reader is not before and not shown.follow()
    shown.close()


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EmbeddedStore]]:
    """The stores that were closed, in order."""
    kept: list[EmbeddedStore] = []
    close = EmbeddedStore.close

    def closing(store: EmbeddedStore) -> None:
        kept.append(store)
        close(store)

    monkeypatch.setattr(EmbeddedStore, "close", closing)
    yield kept


def test_a_store_is_closed_when_nobody_reads_from_it_any_more(path: str, closed: list[EmbeddedStore]) -> None:
    shown = Shown(path, QUERIES)
    reader, before = shown.reader, shown.store
    shown.renew()
    assert [node.id for node in reader.view.reports()] and closed == []
    del reader
    gc.collect()
    assert closed == [before]
    shown.close()
    assert closed == [before, shown.store]


def test_a_store_that_is_gone_leaves_the_one_before(path: str, closed: list[EmbeddedStore]) -> None:
    shown = Shown(path, QUERIES)
    for file in Path(path).parent.iterdir():
        file.unlink()
    with pytest.raises(StoreError, match="build it first"):
        shown.follow()
    assert len(shown.reader.reports) == 1 and closed == []
    shown.close()


@pytest.mark.parametrize(("patience", "ended_first"), [(30.0, True), (0.1, False)])
def test_whoever_looks_for_something_newer_is_waited_for_but_not_long(
    path: str, closed: list[EmbeddedStore], monkeypatch: pytest.MonkeyPatch, patience: float, ended_first: bool
) -> None:
    looking, enough = Event(), Event()

    def slow(store: EmbeddedStore) -> bool:
        looking.set()
        enough.wait(PATIENCE)
        return bool(closed)

    monkeypatch.setattr(EmbeddedStore, "outdated", slow)
    monkeypatch.setattr(api.shown, "CLOSE_SECONDS", patience)
    shown = Shown(path, QUERIES)
    look = begun(shown.follow)
    assert looking.wait(PATIENCE)
    if ended_first:
        Timer(0.2, enough.set).start()
    shown.close()
    assert closed == [shown.store] and look.done() is ended_first
    enough.set()
    assert not look.result(PATIENCE), "nothing is opened once it is closed"
    assert not shown.follow()
