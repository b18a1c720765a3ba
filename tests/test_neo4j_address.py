"""How the address of a Neo4j server is read, and where the password comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.stores.errors import StoreAddress, StoreForbidden
from graph_builder.stores.neo4j_address import Address, credentials, parsed, within


@pytest.mark.parametrize(
    ("address", "uri", "database"),
    [
        ("bolt://h", "bolt://h", None),
        ("neo4j://h:7687", "neo4j://h:7687", None),
        ("neo4j://h:7687/", "neo4j://h:7687", None),
        ("neo4j+s://h/reports", "neo4j+s://h", "reports"),
        ("neo4j+ssc://h/reports-2024.eu", "neo4j+ssc://h", "reports-2024.eu"),
        ("neo4j://h/reports?policy=europe", "neo4j://h?policy=europe", "reports"),
        ("bolt+ssc://[::1]:1/x", "bolt+ssc://[::1]:1", "x"),
    ],
)
def test_addresses(address: str, uri: str, database: str | None) -> None:
    assert parsed(address) == Address(address, uri, database)


@pytest.mark.parametrize(
    ("address", "uri", "prefix"),
    [
        ("bolt://h?prefix=Xunji_", "bolt://h", "Xunji_"),
        ("neo4j://h/reports?policy=europe&prefix=X", "neo4j://h?policy=europe", "X"),
        ("neo4j://h?prefix=", "neo4j://h", ""),
    ],
)
def test_addresses_with_a_prefix(address: str, uri: str, prefix: str) -> None:
    found = parsed(address)
    assert (found.uri, found.prefix) == (uri, prefix)


@pytest.mark.parametrize(
    ("address", "database", "prefix", "whole"),
    [
        ("graph.kgl", None, None, "graph.kgl"),
        ("bolt://h:1", "d", None, "bolt://h:1/d"),
        ("bolt://h:1/d", "d", "X_", "bolt://h:1/d?prefix=X_"),
        ("neo4j://h?a=b", None, "X_", "neo4j://h?prefix=X_&a=b"),
        ("neo4j://h/d?prefix=Y_&a=b", None, "X_", "neo4j://h/d?prefix=X_&a=b"),
        ("neo4j://h?prefix=Y_", "d", None, "neo4j://h/d?prefix=Y_"),
    ],
)
def test_a_database_and_a_prefix_beside_an_address(
    address: str, database: str | None, prefix: str | None, whole: str
) -> None:
    assert within(address, database, prefix) == whole


@pytest.mark.parametrize(
    ("address", "database", "says"),
    [("graph.kgl", "d", "this is a file"), ("bolt://h/d", "e", "the address names another")],
)
def test_a_database_that_does_not_fit(address: str, database: str, says: str) -> None:
    with pytest.raises(StoreAddress, match=says):
        within(address, database, None)


@pytest.mark.parametrize(
    "address",
    [
        "bolt://",
        "bolt://h?prefix=1",
        "bolt://h?prefix=a`b",
        "bolt://h?prefix=a%20b",
        "bolt://:7687",
        "neo4j://h:x",
        "neo4j://h:99999",
        "neo4j://h:0",
        "neo4j://h/a/b",
        "neo4j://h/1",
        "neo4j://h/`a`",
        "http://h",
        "neo4j://h#x",
    ],
)
def test_addresses_of_no_server(address: str) -> None:
    with pytest.raises(StoreAddress) as caught:
        parsed(address)
    assert address in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("address", ["neo4j://me:hush@h", "neo4j://me:hush@h:x/y", "bolt://me@h:hush@h"])
def test_a_password_in_an_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(StoreAddress, match=r"store (?:neo4j|bolt)://h") as caught:
        parsed(address)
    assert "hush" not in str(caught.value)


def test_credentials(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("from file\r\n", encoding="utf-8")
    for environment, expected in [
        ({}, None),
        ({"NEO4J_USERNAME": "me"}, None),
        ({"NEO4J_PASSWORD": "p "}, ("neo4j", "p ")),
        ({"NEO4J_USERNAME": "me", "NEO4J_PASSWORD": "p"}, ("me", "p")),
        ({"NEO4J_PASSWORD_FILE": str(file)}, ("neo4j", "from file")),
        ({"NEO4J_PASSWORD": "p", "NEO4J_PASSWORD_FILE": str(file)}, ("neo4j", "p")),
    ]:
        assert credentials(environment) == expected


def test_a_password_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00\xd8")
    for name in ("missing", "binary", "."):
        with pytest.raises(StoreForbidden, match="NEO4J_PASSWORD_FILE"):
            credentials({"NEO4J_PASSWORD_FILE": str(tmp_path / name)})
