"""Notices that are sent to the server: who may, what becomes of them, and what outlives the server."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from api_notices import HOST, get
from starlette.testclient import TestClient
from store_notices import notice

import api.uploads.desk
import xunji
from api.app import create_app
from api.conduct.giving_way import NICE
from api.conduct.settings import Settings
from api.conduct.tokens import Scope, add_token, read_tokens
from api.uploads.building import Building
from api.uploads.jobs import Folder, Job, new
from api.uploads.receiving import Sent
from graph_builder.stores.opening import open_store

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"
ONE = EXAMPLES / "07_one_line_lanjiang_market.txt"
TWO = EXAMPLES / "01_paired_wangxi_housing.txt"
THREE = EXAMPLES / "10_announcement_yunlan_round6.txt"

NEWEST_SECONDS = 120
"""How long a job may take before the test gives it up."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uploads")
    with open_store(str(folder / "graph.kgl"), mode="write") as opened, opened.writer() as writer:
        writer.load(notice("甲.txt", "甲的稿"))
    return folder


@pytest.fixture(scope="module")
def secrets(place: Path) -> dict[str, str]:
    return {scope: add_token(place / "tokens.json", scope, Scope(scope)) for scope in ("read", "write")}


@pytest.fixture(scope="module")
def settings(place: Path, secrets: dict[str, str]) -> Settings:
    return Settings(tokens=read_tokens(place / "tokens.json"))


@pytest.fixture(scope="module")
def client(place: Path, settings: Settings, secrets: dict[str, str]) -> Iterator[TestClient]:
    with TestClient(create_app(str(place / "graph.kgl"), settings), base_url=HOST) as started:
        started.headers["Authorization"] = f"Bearer {secrets['write']}"
        yield started


def send(client: TestClient, name: str, content: bytes, **headers: str) -> Any:
    kind = {"content-type": "application/octet-stream"}
    return client.post("/api/v1/reports", params={"name": name}, content=content, headers=kind | headers)


def over(client: TestClient, id: str) -> Any:
    for _ in range(NEWEST_SECONDS * 5):
        job = get(client, f"jobs/{id}")
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.2)
    raise AssertionError(f"job {id} does not end: {job}")


def built(client: TestClient, name: str, content: bytes) -> Any:
    answer = send(client, name, content)
    assert answer.status_code == 202, answer.text
    return over(client, answer.json()["id"])


def counts(job: dict[str, Any]) -> tuple[int, int, int, int]:
    return job["added"], job["changed"], job["unchanged"], len(job["rejects"])


# -- what becomes of a notice -----------------------------------------------------------------------------------


def test_a_notice_that_is_sent_is_there_when_its_job_is_done(client: TestClient, place: Path) -> None:
    before = get(client, "reports")["items"]
    answer = send(client, "岚江 通报.txt", ONE.read_bytes())
    sent = answer.json()
    assert answer.status_code == 202 and (sent["state"], sent["by"], sent["size"]) == (
        "queued",
        "write",
        ONE.stat().st_size,
    )
    with client.stream("GET", f"/api/v1/jobs/{sent['id']}/events") as told:
        assert told.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in told.iter_lines() if line]
    events = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    assert {line for line in lines if line.startswith("event")} == {"event: job"}
    states = [event["state"] for event in events]
    assert states[-1] == "done" and set(states) <= {"queued", "running", "done"}
    job = over(client, sent["id"])
    assert events[-1] == job and counts(job) == (1, 0, 0, 0) and (job["total"], job["ready"]) == (1, 1)
    ((report),) = job["reports"]
    assert len(get(client, "reports")["items"]) == len(before) + 1
    found = get(client, f"reports/{report['id']}")
    assert found["file"] == "岚江 通报.txt" and found["text"] and found["annotations"]
    assert str(place) not in json.dumps(job)


def test_what_is_there_already_is_left_alone(client: TestClient, place: Path) -> None:
    built(client, "a.txt", ONE.read_bytes())
    job = built(client, "b.txt", ONE.read_bytes())
    assert (job["state"], counts(job), job["reports"]) == ("done", (0, 0, 1, 0), [])
    assert not list((place / "graph.kgl.uploads").glob(f"{job['id']}/file/*"))
    assert get(client, "jobs")["items"][0]["id"] == job["id"]


def test_an_archive_is_taken_as_far_as_it_can_be(client: TestClient) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("one.txt", TWO.read_bytes())
        packed.writestr("empty.txt", b"")
        packed.writestr("shopping.txt", "鸡蛋,牛奶。")
    job = built(client, "many.zip", file.getvalue())
    assert (job["state"], counts(job), job["total"]) == ("done", (1, 0, 0, 2), 3)
    assert {one["file"] for one in job["rejects"]} == {"many.zip!/empty.txt", "many.zip!/shopping.txt"}
    assert all(one["reason"].startswith(one["file"]) for one in job["rejects"])


def test_several_files_are_one_job(client: TestClient, place: Path) -> None:
    files = [
        ("files", ("三 通报.txt", THREE.read_bytes())),
        ("files", ("empty.txt", b"")),
        ("files", ("[1].html", b"<p>eggs, milk</p>")),
    ]
    answer = client.post("/api/v1/reports", files=files)
    assert answer.status_code == 202, answer.text
    job = over(client, answer.json()["id"])
    assert (job["state"], counts(job), job["total"]) == ("done", (1, 0, 0, 2), 3)
    assert job["names"] == ["三 通报.txt", "empty.txt", "[1].html"] and job["size"] == THREE.stat().st_size + len(
        "<p>eggs, milk</p>"
    )
    assert {one["file"] for one in job["rejects"]} == {"empty.txt", "[1].html"}
    ((report),) = job["reports"]
    assert get(client, f"reports/{report['id']}")["file"] == "三 通报.txt"
    assert str(place) not in json.dumps(job)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ([("files", ("a.exe", b"x"))], "has no suffix of a notice"),
        ([("files", ("../a.txt", b"x"))], "is no name of a file"),
        ([("files", ("a.txt", b"x")), ("files", ("A.TXT", b"y"))], "holds 2 files of the name 'a.txt'"),
        ([("files", (None, b"x"))], "holds what is no file"),
        ([("files", (f"{n}.txt", b"x")) for n in range(101)], "Too many files"),
    ],
)
def test_forms_that_are_refused(client: TestClient, parts: list[Any], says: str) -> None:
    answer = client.post("/api/v1/reports", files=parts)
    assert answer.status_code == 422 and says in answer.json()["detail"], answer.text


def test_a_body_that_is_neither_a_file_nor_a_form(client: TestClient) -> None:
    answer = client.post("/api/v1/reports?name=a.txt", content=b"x", headers={"content-type": "text/plain"})
    assert answer.status_code == 415 and "multipart/form-data" in answer.json()["detail"]


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"%PDF-1.7 rubbish"])
def test_rubbish_is_rejected_and_not_kept(client: TestClient, place: Path, content: bytes) -> None:
    job = built(client, "a.pdf", content)
    assert (job["state"], counts(job)) == ("done", (0, 0, 0, 1)) and job["rejects"][0]["reason"]
    assert not list((place / "graph.kgl.uploads").glob(f"{job['id']}/file/*"))


# -- who may send what ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "status"), [("", 401), ("read", 403)], ids=["without a token", "with one that only reads"]
)
def test_only_who_may_write_sends(client: TestClient, secrets: dict[str, str], scope: str, status: int) -> None:
    other = TestClient(client.app, base_url=HOST)
    headers = {"Authorization": f"Bearer {secrets[scope]}"} if scope else {}
    assert send(other, "a.txt", b"x", **headers).status_code == status
    for path in ("jobs", "jobs/0a64eb878a2847ca0a64eb87", "jobs/0a64eb878a2847ca0a64eb87/events"):
        assert other.get(f"/api/v1/{path}", headers=headers).status_code == status


def test_without_a_token_that_writes_the_door_is_closed(place: Path) -> None:
    with TestClient(create_app(str(place / "graph.kgl")), base_url=HOST) as closed:
        answer = send(closed, "a.txt", b"x")
    assert answer.status_code == 401
    assert answer.json()["detail"].endswith("`xunji token add NAME --scope write`")


@pytest.mark.parametrize(
    "name",
    ["", "a", "a.exe", ".txt", "../a.txt", "a/b.txt", "a\\b.txt", "C:a.txt", "~$a.docx", "a\n.txt", "a\x00.txt",
     "\u202etxt.a.txt", "长" * 101 + ".txt"],
)  # fmt: skip
def test_names_that_are_refused(client: TestClient, name: str) -> None:
    answer = send(client, name, b"x")
    assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "name"
    assert "Value error" not in answer.text


def test_bodies_that_are_refused(client: TestClient) -> None:
    assert send(client, "a.txt", b"").status_code == 422
    assert send(client, "a.txt", bytes(20 * 2**20 + 1)).status_code == 413
    assert send(TestClient(client.app, base_url=HOST), "a.txt", bytes(2**20 + 1)).status_code == 413


@pytest.mark.parametrize("id", ["0a64eb878a2847ca0a64eb87", "nobody", "..", "%2e%2e"])
def test_a_job_that_is_not_there(client: TestClient, id: str) -> None:
    assert client.get(f"/api/v1/jobs/{id}").status_code == 404
    assert client.get(f"/api/v1/jobs/{id}/events").status_code == 404


@pytest.mark.parametrize(("bound", "value", "status"), [("WAITING", -1, 503), ("MOST_BYTES", 10, 507)])
def test_what_is_too_much(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, bound: str, value: int, status: int
) -> None:
    monkeypatch.setattr(api.uploads.desk, bound, value)
    assert send(client, "a.txt", ONE.read_bytes()).status_code == status


def test_old_jobs_are_forgotten(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        built(client, "a.txt", b"rubbish")
    monkeypatch.setattr(api.uploads.desk, "KEPT", 1)
    job = built(client, "a.txt", b"rubbish")
    assert len(get(client, "jobs")["items"]) == 2 and get(client, "jobs")["items"][0] == job


# -- when things go wrong ---------------------------------------------------------------------------------------


def test_a_store_that_another_writes_to(client: TestClient, place: Path) -> None:
    with open_store(str(place / "graph.kgl"), mode="write"):
        job = built(client, "a.txt", TWO.read_bytes())
    assert (job["state"], counts(job)) == ("failed", (0, 0, 0, 0)) and "graph.kgl" in job["reason"]


def test_what_the_servers_end_interrupted_is_built_when_it_starts_again(
    tmp_path: Path, settings: Settings, secrets: dict[str, str]
) -> None:
    store = tmp_path / "graph.kgl"
    with open_store(str(store), mode="write") as opened, opened.writer() as writer:
        writer.load(notice("甲.txt", "甲的稿"))
    folder = Folder(tmp_path / "sent")
    sent = [Sent("a.txt", ONE.read_bytes())]
    job = replace(new(sent, "desk"), state="running", total=5)
    folder.receive(job, sent)
    (tmp_path / "sent" / "broken").mkdir()
    (tmp_path / "sent" / "broken" / "job.json").write_text("{", encoding="utf-8")
    for expected in ("done", "done"):
        app = create_app(str(store), replace(settings, uploads=tmp_path / "sent"))
        with TestClient(app, base_url=HOST) as started:
            started.headers["Authorization"] = f"Bearer {secrets['write']}"
            found = over(started, job.id)
            assert (found["state"], found["total"], counts(found)) == (expected, 1, (1, 0, 0, 0))
            assert len(get(started, "jobs")["items"]) == 1 and len(found["reports"]) == 1


def test_a_disk_that_is_full_ends_one_job_and_not_the_worker(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Folder.write
    with monkeypatch.context() as full:

        def refuse(folder: Folder, job: Job) -> None:
            if job.is_over:
                raise OSError(errno.ENOSPC, "No space left on device")
            write(folder, job)

        full.setattr(Folder, "write", refuse)
        job = built(client, "full.txt", TWO.read_bytes())
        assert job["state"] == "failed" and "its log says more" in job["reason"]
    assert built(client, "room.txt", TWO.read_bytes())["state"] == "done"


def test_a_process_that_is_killed_fails_its_job(tmp_path: Path) -> None:
    building = Building(str(tmp_path / "graph.kgl"))
    sent = [Sent("a.txt", b"x")]
    job = building.run(new(sent, "desk"), [ONE], lambda job: building.stop())
    assert job.state == "failed" and "killed" in job.reason


def test_no_folder_of_the_machine_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sent = Path("sent") / "a.txt"
    sent.parent.mkdir()
    sent.write_text("购物清单", encoding="utf-8")
    job = Building("graph.kgl").run(new([Sent("a.txt", b"x")], "desk"), [sent], lambda job: None)
    assert [(one.name, one.reason.split(":")[0]) for one in job.files] == [("a.txt", "a.txt")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no niceness")
def test_a_job_is_as_nice_as_the_queries_that_wait_behind_it(tmp_path: Path) -> None:
    building, seen = Building(str(tmp_path / "graph.kgl")), set[int]()

    def look(job: Job) -> None:
        assert building._process
        seen.add(os.getpriority(os.PRIO_PROCESS, building._process.pid))

    assert building.run(new([Sent("a.txt", b"x")], "desk"), [ONE], look).state == "done"
    assert seen == {NICE}


def test_a_job_that_begins_as_the_server_stops_is_ended(tmp_path: Path) -> None:
    building = Building(str(tmp_path / "graph.kgl"))
    building.stop()
    job = building.run(new([Sent("a.txt", b"x")], "desk"), [ONE], lambda job: None)
    assert job.state == "failed" and "killed" in job.reason


# -- on a Neo4j server ------------------------------------------------------------------------------------------


def test_a_notice_is_built_into_a_neo4j_server(
    meets_neo4j: str, tmp_path: Path, settings: Settings, secrets: dict[str, str]
) -> None:
    open_store(meets_neo4j, mode="write").close()
    app = create_app(meets_neo4j, replace(settings, uploads=tmp_path / "sent"))
    with TestClient(app, base_url=HOST) as started:
        started.headers["Authorization"] = f"Bearer {secrets['write']}"
        assert get(started, "reports")["items"] == []
        job = built(started, "a.txt", ONE.read_bytes())
        assert (job["state"], counts(job), job["reason"]) == ("done", (1, 0, 0, 0), "")
        assert [one["id"] for one in get(started, "reports")["items"]] == [job["reports"][0]["id"]]
        with xunji.connect(meets_neo4j) as graph:
            assert graph.stats().model_dump() == get(started, "stats")


def test_a_neo4j_server_needs_a_folder_for_what_is_sent(
    meets_neo4j: str, settings: Settings, secrets: dict[str, str]
) -> None:
    open_store(meets_neo4j, mode="write").close()
    with TestClient(create_app(meets_neo4j, settings), base_url=HOST) as started:
        answer = send(started, "a.txt", b"x", Authorization=f"Bearer {secrets['write']}")
    assert answer.status_code == 403 and "--uploads" in answer.json()["detail"]
