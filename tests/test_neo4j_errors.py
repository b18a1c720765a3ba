"""What a server's faults are told as; those of a real server are in test_neo4j."""

from __future__ import annotations

import pytest
from neo4j.exceptions import Neo4jError

from graph_builder.stores.errors import StoreError, StoreForbidden, StoreMissing, StoreVersion
from graph_builder.stores.neo4j_address import parsed
from graph_builder.stores.neo4j_errors import explained
from graph_builder.stores.neo4j_store import _check_version

AT = parsed("neo4j://host:7687")


def fault(code: str, message: str) -> Neo4jError:
    made = Neo4jError._basic_hydrate(neo4j_code=code, message=message)
    assert isinstance(made, Neo4jError)
    return made


@pytest.mark.parametrize(
    ("code", "message", "error", "says"),
    [
        (
            "Neo.DatabaseError.Transaction.TransactionCommitFailed",
            "Could not apply the transaction: No space left on device",
            StoreForbidden,
            "the server cannot write (Could not apply the transaction: No space left on device); check its disk",
        ),
        ("Neo.ClientError.General.DatabaseReadOnly", "it is in read-only mode", StoreForbidden, "check its disk"),
        (
            "Neo.ClientError.Schema.ConstraintCreationFailed",
            "Node(1) already has id 'x'",
            StoreForbidden,
            "give Xunji a database of its own (--database NAME, or neo4j://HOST/NAME) or its labels a prefix",
        ),
        ("Neo.ClientError.Security.Forbidden", "Schema operations are not allowed", StoreForbidden, "ask who runs"),
        ("Neo.ClientError.Database.DatabaseNotFound", "no", StoreMissing, "has no database"),
        ("Neo.DatabaseError.General.UnknownError", "who knows\nat line 3", StoreError, "who knows); see its logs"),
    ],
)
def test_faults_of_the_server(code: str, message: str, error: type[StoreError], says: str) -> None:
    with pytest.raises(error) as caught, explained(AT):
        raise fault(code, message)
    assert says in str(caught.value)
    assert AT.shown in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("agent", ["Neo4j/4.4.39", "Neo4j/5.25.1", "Neo4j/3.5.0", "Memgraph/2.18", "", "neo4j"])
def test_servers_that_are_too_old_or_no_neo4j(agent: str) -> None:
    with pytest.raises(StoreVersion, match=r"needs Neo4j 5\.26 or newer"):
        _check_version(agent, AT)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.26.30", "Neo4j/2025.06.1", "Neo4j/v5.26.1"])
def test_servers_that_are_new_enough(agent: str) -> None:
    _check_version(agent, AT)
