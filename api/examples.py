"""Examples for `/openapi.json`: of each answer and each body, put together from what its fields give as examples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

KEY = "q0"
"""Of an object whose keys are the asker's own; OpenRefine begins so."""


def show_examples(described: dict[str, Any]) -> None:
    """Give every body and every answer in JSON an example, unless it has one of its own."""
    models = described["components"]["schemas"]
    for operations in described["paths"].values():
        for operation in operations.values():
            bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
            for media in (media for body in bodies for media in body.get("content", {}).values()):
                if not media.keys() & {"example", "examples"} and (shown := example(media.get("schema", {}), models)):
                    media["example"] = shown


def example(schema: Schema, models: Schema) -> Any:
    """What fits a JSON Schema; None where neither a field nor its type tells."""
    if "$ref" in schema:
        return example(models[schema["$ref"].rpartition("/")[2]], models)
    if "examples" in schema:
        return schema["examples"][0]
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("default") is not None:
        return schema["default"]
    if "anyOf" in schema:
        return example(schema["anyOf"][0], models)
    return _of_type(schema, models)


def _of_type(schema: Schema, models: Schema) -> Any:
    match schema.get("type"):
        case "array":
            item = example(schema.get("items", {}), models)
            return [] if item is None else [item]
        case "object" if isinstance(values := schema.get("additionalProperties"), dict):
            return {KEY: example(values, models)}
        case "object":
            fields = {name: example(field, models) for name, field in schema.get("properties", {}).items()}
            required = schema.get("required", ())
            return {name: value for name, value in fields.items() if value is not None or name in required}
        case "boolean":
            return False
    return None
