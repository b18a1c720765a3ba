"""Routes whose answers become JSON in the thread that made them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from typing import Any

from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.responses import Response


class Answering(APIRoute):
    """FastAPI hands a model that a thread made to another thread, to be checked again: a sixth of what a small answer
    takes. A model was checked when it was made."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **told: Any) -> None:
        waits = iscoroutinefunction(endpoint) or isasyncgenfunction(endpoint) or isgeneratorfunction(endpoint)
        own = endpoint if waits else _in_json(endpoint, told.get("status_code") or 200)
        super().__init__(path, own, **told)


def _in_json(endpoint: Callable[..., Any], status: int) -> Callable[..., Any]:
    @wraps(endpoint)
    def answered(*given: Any, **named: Any) -> Any:
        answer = endpoint(*given, **named)
        if not isinstance(answer, BaseModel):
            return answer
        return Response(answer.model_dump_json(by_alias=True), status, media_type="application/json")

    return answered
