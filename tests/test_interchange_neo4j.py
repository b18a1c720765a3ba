"""What is exported for Neo4j, read by a real server: the statements, the tables, and the way there and back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import neo4j
import pyoxigraph as ox
import pytest
from interchange_parts import stored, written
from neo4j_server import ADMIN, PASSWORD, Server
from running import xunji
from store_notices import everything

from graph_builder.interchange.content import StoreContent
from graph_builder.interchange.registry import formats
from graph_builder.sparql.dataset import Dataset
from graph_builder.stores.opening import open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("interchange"))


def lines(address: str) -> list[str]:
    with open_store(address) as opened:
        return list(everything(opened.view()))


def run_all(address: str, statements: str) -> None:
    """As cypher-shell does: each statement by itself."""
    with neo4j.GraphDatabase.driver(address, auth=("neo4j", PASSWORD)) as driver, driver.session() as session:
        for statement in filter(str.strip, statements.split(";\n")):
            session.run(statement).consume()  # type: ignore[arg-type]


def test_there_and_back_is_the_same_graph(store: Path, neo4j_address: str, tmp_path: Path) -> None:
    assert xunji("export", "-o", tmp_path / "there.jsonl", "--store", store).code == 0
    assert xunji("import", tmp_path / "there.jsonl", "--store", neo4j_address).code == 0
    assert xunji("export", "-o", tmp_path / "back.zip", "--store", neo4j_address).code == 0
    assert xunji("import", tmp_path / "back.zip", "--store", tmp_path / "back.kgl").code == 0
    assert lines(str(tmp_path / "back.kgl")) == lines(neo4j_address) == lines(str(store))


def test_the_dataset_for_sparql_follows_a_server_too(store: Path, neo4j_address: str, tmp_path: Path) -> None:
    assert xunji("export", "-o", tmp_path / "there.jsonl", "--store", store).code == 0
    assert xunji("import", tmp_path / "there.jsonl", "--store", neo4j_address).code == 0
    made = []
    for number, address in enumerate((str(store), neo4j_address)):
        with open_store(address) as opened:
            folder = Dataset(tmp_path / str(number)).follow(opened.view(), None)
        made.append(set(map(str, ox.Store.read_only(str(folder)).quads_for_pattern(None, None, None, None))))
    assert made[0] == made[1]


def test_the_statements_make_the_same_graph_and_twice_the_same(store: Path, neo4j_address: str) -> None:
    with open_store(str(store)) as opened:
        statements = written(formats()["cypher"], StoreContent(opened.view())).decode()
    for _ in range(2):
        run_all(neo4j_address, statements)
        assert lines(neo4j_address) == lines(str(store))


def test_neo4j_admin_imports_the_tables(
    store: Path, neo4j_installed: None, neo4j_counted: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)
    assert xunji("export", "-f", "csv", "-o", tmp_path / "tables", "--store", store).code == 0
    server = Server(tmp_path / "home")
    server.install()
    _import(server, tmp_path / "tables")
    server.start()
    try:
        run_all(server.address, (tmp_path / "tables" / "schema.cypher").read_text(encoding="utf-8"))
        assert lines(server.address) == lines(str(store))
    finally:
        server.stop()


def _import(server: Server, tables: Path) -> None:
    """The command of import.txt, by the class that `neo4j-admin` starts."""
    said = (tables / "import.txt").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    (command,) = (line.split()[1:] for line in said if line.startswith("neo4j-admin"))
    program = [*server._java(), ADMIN, *command]
    ran = subprocess.run(program, env=server._environment(), cwd=tables, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
