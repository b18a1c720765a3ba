"""`/openapi.json`, with the one error shape in place of FastAPI's own, and with examples."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from api.conduct.errors import FieldError, Problem
from api.conduct.gate import is_public
from api.examples import show_examples

BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "Made by `xunji token add NAME`. Not needed to read from a server on this machine alone.",
}

REPLACED = ("HTTPValidationError", "ValidationError")


def completed(app: FastAPI) -> None:
    """Let the application's schema know the models of its problems."""
    own = app.openapi

    def openapi() -> dict[str, Any]:
        schema = own()
        models = schema["components"]["schemas"]
        for name in REPLACED:
            models.pop(name, None)
        template = "#/components/schemas/{model}"
        models["Problem"] = Problem.model_json_schema(ref_template=template)
        models["Problem"].pop("$defs", None)
        models["FieldError"] = FieldError.model_json_schema()
        show_examples(schema)
        schema["components"]["securitySchemes"] = {"token": BEARER}
        for path, operations in schema["paths"].items():
            if not is_public(path):
                for operation in operations.values():
                    operation["security"] = [{}, {"token": []}]
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
