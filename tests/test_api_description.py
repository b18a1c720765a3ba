"""What `/openapi.json` tells of every operation."""

from __future__ import annotations

from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from api.conduct.errors import KINDS

ALWAYS = {"invalid-request", "content-too-large", "unsupported-media-type", "too-many-requests", "address-too-long"}


def test_openapi_describes_every_operation_and_problem(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    operations = {f"{method} {path}": told for path, on in described["paths"].items() for method, told in on.items()}
    assert len(operations) >= 20
    for name, told in operations.items():
        assert told["summary"] and told["description"], name
        assert all(one.get("description") for one in told.get("parameters", [])), name
        if "/api/v1/" in name:
            problems = {status: one for status, one in told["responses"].items() if status[0] != "2"}
            assert {"422", "503"} <= problems.keys(), name
            assert all(one["content"].keys() == {"application/problem+json"} for one in problems.values()), name
    examples = {
        shown
        for told in operations.values()
        for one in told["responses"].values()
        for shown in one["content"].get("application/problem+json", {}).get("examples", {})
    }
    assert examples == {kind.name for _, kind in KINDS} | ALWAYS
    assert "HTTPValidationError" not in str(described)


def test_every_operation_shows_what_it_takes_and_answers(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    for path, on in described["paths"].items():
        for method, told in on.items():
            bodies = {"body": told.get("requestBody", {}), **told["responses"]}
            for status, body in bodies.items():
                shown = {
                    type: one for type, one in body.get("content", {}).items() if one.keys() & {"example", "examples"}
                }
                where = f"{method} {path} {status}"
                assert shown or not body.get("content"), where
                assert "application/json" not in body.get("content", {}) or "application/json" in shown, where
                for one in shown.values():
                    schema = {**one.get("schema", {}), "components": described["components"]}
                    for example in (
                        [one["example"]] if "example" in one else [e["value"] for e in one["examples"].values()]
                    ):
                        Draft202012Validator(schema).validate(example)


def test_what_a_body_shows_can_be_sent(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]
    for path in ("/api/v1/cypher", "/api/v1/subgraph", "/api/v1/picture"):
        shown = described[path]["post"]["requestBody"]["content"]["application/json"]["example"]
        assert client.post(path, json=shown).status_code == 200, path


def test_openapi_has_every_model_it_names(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    named: set[str] = set()

    def walk(part: object) -> None:
        if isinstance(part, dict):
            named.update([part["$ref"]] if isinstance(part.get("$ref"), str) else [])
            for inner in part.values():
                walk(inner)
        elif isinstance(part, list):
            for inner in part:
                walk(inner)

    walk(described)
    models = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert named == models
