"""Whatever fits `/openapi.json` is answered as it says, and what does not fit is refused: on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from api_server import running
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import one_of
from schemathesis import GenerationMode, checks
from store_notices import notice

from api.app import create_app
from api.conduct.settings import Settings
from graph_builder.stores.interface import Limits
from graph_builder.stores.opening import open_store

EXAMPLES = 15
"""Requests of each kind for each operation."""

QUICK = Settings(queries=Limits(rows=100, seconds=0.5, work=1_000_000), requests_a_minute=0)

FITTING = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
)


@contextmanager
def served(address: str) -> Iterator[Any]:
    """The schema of a server over two small notices at `address`."""
    with open_store(address, mode="write") as opened, opened.writer() as writer:
        for name in ("甲", "乙"):
            writer.load(notice(f"{name}.txt", f"{name}的稿", problems=5))
    with running(address, QUICK) as url:
        yield schemathesis.openapi.from_url(f"{url}/openapi.json")


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with served(str(tmp_path_factory.mktemp("schema") / "graph.kgl")) as schema:
        yield schema


@pytest.fixture(scope="module")
def on_neo4j(neo4j_emptied: str) -> Iterator[Any]:
    with served(neo4j_emptied) as schema:
        yield schema


OPERATIONS = [
    f"{method.upper()} {path}" for path, on in create_app("memory:").openapi()["paths"].items() for method in on
]


def check(schema: Any, operation: str) -> None:
    """Ask as hypothesis thinks of it, within the schema and beside it; each answer must be as described."""
    (found,) = (one.ok() for one in schema.get_all_operations() if one.ok().label == operation)

    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=one_of(*(found.as_strategy(generation_mode=mode) for mode in GenerationMode)))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=FITTING)

    ask()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_embedded_engine_answers_as_described(embedded: Any, operation: str) -> None:
    check(embedded, operation)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_neo4j_answers_as_described(on_neo4j: Any, neo4j_counted: None, operation: str) -> None:
    check(on_neo4j, operation)
