"""docker-compose.yml and Dockerfile: no Docker runs here, so they are read, and the settings meet a real server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest
import yaml
from neo4j_server import PASSWORD, Server

from graph_builder.cypher.allowed import PROCEDURES

ROOT = Path(__file__).parents[1]

# The image turns NEO4J_server_memory_heap_max__size into server.memory.heap.max_size: _ is a dot, __ is one _.
VARIABLE = re.compile(r"NEO4J_([a-z].{1,200})")

SMALLER = {
    "server.memory.heap.initial_size": "256m",
    "server.memory.heap.max_size": "768m",
    "server.memory.pagecache.size": "64m",
    "db.memory.transaction.max": "64m",
    "dbms.memory.transaction.total.max": "128m",
}
"""The machine that runs the tests may be smaller; the names stay those of the file."""


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def settings(compose: dict[str, Any]) -> dict[str, str]:
    given = compose["services"]["neo4j"]["environment"]
    found = {match[1]: value for name, value in given.items() if (match := VARIABLE.fullmatch(name))}
    return {name.replace("__", "\0").replace("_", ".").replace("\0", "_"): value for name, value in found.items()}


def test_the_services_and_how_they_hang_together(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"neo4j", "api", "door", "load"}
    assert services["load"]["profiles"] == ["examples"]
    assert [name for name, service in services.items() if "profiles" in service] == ["load"]
    for name in ("api", "load"):
        assert services[name]["depends_on"]["neo4j"] == {"condition": "service_healthy"}
    assert services["neo4j"]["image"].startswith("neo4j:5.26")
    assert "RETURN 1" in services["neo4j"]["healthcheck"]["test"][1]
    assert set(compose["volumes"]) == {volume.partition(":")[0] for volume in services["neo4j"]["volumes"]}


def test_nothing_is_open_to_other_machines(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_no_password_stands_in_the_file(compose: dict[str, Any]) -> None:
    assert compose["secrets"] == {"neo4j_password": {"file": "./secrets/neo4j_password"}}
    for service in compose["services"].values():
        assert not {"NEO4J_AUTH", "NEO4J_PASSWORD"} & service.get("environment", {}).keys()


def test_memory_is_bounded_and_files_stay_closed(settings: dict[str, str]) -> None:
    assert set(settings) >= set(SMALLER)
    assert settings["dbms.security.allow_csv_import_from_file_urls"] == "false"


def test_the_image_has_what_the_program_needs_and_no_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER")]
    assert users
    assert users[-1].partition(":")[0] not in ("root", "0")
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    copied = {
        name for line in lines if line.startswith("COPY ") and "--from" not in line for name in line.split()[1:-1]
    }
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)


@pytest.fixture(scope="module")
def as_composed(
    neo4j_installed: None, settings: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    # What the Java machine gets is not for the server to read.
    given = {name: value for name, value in settings.items() if name != "server.jvm.additional"}
    server = Server(
        tmp_path_factory.mktemp("composed") / "home",
        {**given, **SMALLER, "server.config.strict_validation.enabled": "true"},
    )
    server.install()
    server.start()
    yield server
    server.stop()


@pytest.mark.usefixtures("neo4j_counted")
def test_the_server_takes_the_settings_and_reads_no_file(as_composed: Server, settings: dict[str, str]) -> None:
    """Strict validation: a name or value that the server does not know keeps it from starting."""
    with neo4j.GraphDatabase.driver(as_composed.address, auth=("neo4j", PASSWORD)) as driver:
        rows = driver.execute_query("SHOW PROCEDURES YIELD name RETURN name").records
        there = {row["name"].lower() for row in rows}
        assert there >= PROCEDURES
        assert not [name for name in there if name.startswith(("apoc", "gds"))]
        with pytest.raises(neo4j.exceptions.Neo4jError):
            driver.execute_query("LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l")
        values = driver.execute_query("SHOW SETTINGS YIELD name, value RETURN name, value").records
    assert {row["name"]: row["value"] for row in values}["dbms.security.allow_csv_import_from_file_urls"] == "false"
