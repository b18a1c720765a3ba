"""Searching a server waits for what was written, however questions and writes come together."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from store_notices import notice

from graph_builder.stores.neo4j_schema import CAUGHT_UP
from graph_builder.stores.neo4j_session import Server
from graph_builder.stores.neo4j_store import Neo4jStore


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the server was asked to bring its indexes up with what is stored."""
    asked: list[str] = []
    ask = Server.ask

    def noted(server: Server, query: str, **parameters: object) -> object:
        asked.extend([query] * (query == CAUGHT_UP))
        return ask(server, query, **parameters)

    monkeypatch.setattr(Server, "ask", noted)
    return asked


def test_a_question_during_a_write_does_not_stand_for_one_behind_it(neo4j_address: str, waits: list[str]) -> None:
    with Neo4jStore(neo4j_address, "write") as store:
        store.writer().load(notice("甲.txt", "甲的稿"))
        store.writer().publish()
        del waits[:]
        inside, go = Event(), Event()

        def work(ask: object) -> None:
            inside.set()
            assert go.wait(30)

        write = Thread(target=store._server.write, args=[work])
        write.start()
        assert inside.wait(30)
        store._server.catch_up()
        go.set()
        write.join()
        del waits[:]
        store._server.catch_up()
        store._server.catch_up()
        assert waits == [CAUGHT_UP]
