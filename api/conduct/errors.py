"""Errors as the API answers them: RFC 9457 problem details. Status codes live here and nowhere else."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.conduct.headers import SECURITY_HEADERS
from graph_builder.stores.errors import (
    QueryFailed,
    QueryParameter,
    QueryRefused,
    QuerySyntax,
    QueryTimeout,
    QueryTooBig,
    StoreError,
)
from ontology.errors import XunjiError

MEDIA_TYPE = "application/problem+json"
LONGEST_DETAIL = 2_000

RETRY_AFTER = {429: "5", 503: "1"}
"""After how many seconds it may be worth another try."""

log = logging.getLogger("xunji.api")


class NotFound(XunjiError):
    """What was asked for by its id is not in the store."""


class Busy(XunjiError):
    """As many queries run as may run at once."""


class Unauthorized(XunjiError):
    """The request brings no token, or one that is not known."""


class Forbidden(XunjiError):
    """The request's token does not allow what it asks for."""


class Full(XunjiError):
    """There is no room for what was sent."""


class NotAcceptable(XunjiError):
    """The client takes no form that the answer can have."""


class EmbedsOff(XunjiError):
    """The server was given no folder for frozen views."""


class EmbedsFull(XunjiError):
    """A frozen view is too large, or there are too many."""


class FieldError(BaseModel):
    """One part of the request that is wrong."""

    field: str = Field(description="The parameter or the path into the body.", examples=["limit"])
    message: str = Field(examples=["Input should be less than or equal to 100"])


class Problem(BaseModel):
    """What went wrong, in the form of RFC 9457."""

    type: str = Field(description="Names the kind of problem.", examples=["urn:xunji:problem:not-found"])
    title: str = Field(description="The kind of problem in words.", examples=["Not found"])
    status: int = Field(description="The HTTP status.", examples=[404])
    detail: str = Field(description="What, where, what to do.", examples=["there is no entity agency-0"])
    errors: list[FieldError] = Field(default=[], description="The fields that are wrong, where it is fields.")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its HTTP status, its name in `type`, its title, an example of what it says; `field` is
    what it blames."""

    status: int
    name: str
    title: str
    says: str
    field: str = ""


INVALID = Kind(
    422,
    "invalid-request",
    "A field of the request is wrong",
    "Input should be less than or equal to 100",
    "limit",
)
INTERNAL = Kind(500, "internal", "The server failed", "the server's log says more")

BUSY = Kind(503, "busy", "Too much at once", "4 queries are running; try again in a moment")
UNAUTHORIZED = Kind(401, "unauthorized", "A token is needed", "this server answers only with a token")
TOO_LONG = Kind(414, "address-too-long", "The address is too long", "the address is longer than 8192 bytes")
TOO_MANY = Kind(429, "too-many-requests", "Too many requests", "more than 3000 requests in a minute; wait a little")

KINDS: Sequence[tuple[type[XunjiError], Kind]] = (
    (NotFound, Kind(404, "not-found", "Not found", "there is no entity 'agency-0' in this store")),
    (Busy, BUSY),
    (Unauthorized, UNAUTHORIZED),
    (Forbidden, Kind(403, "forbidden", "The token does not allow this", "the token 'desk' may only read")),
    (Full, Kind(507, "full", "No room", "the 2 GiB for files that were sent are used up")),
    (NotAcceptable, Kind(406, "not-acceptable", "No such form", "Accept: 'image/png' names nothing that can be given")),
    (
        EmbedsOff,
        Kind(
            409,
            "embeds-off",
            "No frozen views here",
            "this server keeps no frozen views; start it with --embeds FOLDER",
        ),
    ),
    (
        EmbedsFull,
        Kind(507, "embeds-full", "No room for the view", "the view holds 5000000 bytes, more than 4194304"),
    ),
    (
        QueryRefused,
        Kind(
            403,
            "query-refused",
            "The query does more than read",
            "Cypher, line 1, column 11: DELETE writes, and queries here only read",
            "query",
        ),
    ),
    (
        QuerySyntax,
        Kind(
            400,
            "query-syntax",
            "The query is not written in its language",
            "Cypher, line 1, column 10: expected ), found RETURN",
            "query",
        ),
    ),
    (
        QueryParameter,
        Kind(
            422,
            "query-parameter",
            "A parameter of the query is wrong",
            "the query needs $word, which is not given",
            "parameters",
        ),
    ),
    (
        QueryTimeout,
        Kind(422, "query-timeout", "The query took too long", "the query was stopped after 10 s", "query"),
    ),
    (
        QueryTooBig,
        Kind(422, "query-too-big", "The query needs too much", "the query needs more than it may", "query"),
    ),
    (QueryFailed, Kind(422, "query-failed", "The query failed", "the query failed: …", "query")),
    (StoreError, Kind(503, "store", "The store cannot answer", "store graph.kgl: …")),
)
"""The first that fits counts."""

TOO_LARGE = Kind(413, "content-too-large", "Content Too Large", "the body is larger than 1048576 bytes; send less")

UNSUPPORTED = Kind(415, "unsupported-media-type", "Unsupported Media Type", "send application/sparql-query, or a form")

DOCUMENTED = {kind.name: kind for kind in (TOO_LARGE, UNSUPPORTED, *(kind for _, kind in KINDS))}

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="xunji"'}

EVERYWHERE = (INVALID, UNAUTHORIZED, TOO_LONG, TOO_MANY, BUSY)
"""What every operation may answer: it checks its fields, and stands behind the gate."""


def problem(kind: Kind, detail: str, errors: Sequence[FieldError] = ()) -> Response:
    """The response that tells of a problem."""
    # A query may hold half a surrogate pair, and its message repeat it: escaped, it is still JSON.
    body = json.dumps(_told(kind, detail, errors), ensure_ascii=True)
    headers = {"Retry-After": RETRY_AFTER[kind.status]} if kind.status in RETRY_AFTER else {}
    return Response(body, kind.status, headers, MEDIA_TYPE)


def _told(kind: Kind, detail: str, errors: Sequence[FieldError]) -> dict[str, Any]:
    """The fields of a `Problem`: where a crowd is refused, to check each one is most of the work."""
    return {
        "type": f"urn:xunji:problem:{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail[:LONGEST_DETAIL],
        "errors": [error.model_dump() for error in errors],
    }


def documented(*names: str) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI entries of the problems of these names, and of those that every operation may answer."""
    kinds = list(dict.fromkeys((*EVERYWHERE, *(DOCUMENTED[name] for name in names))))
    return {status: _entry([k for k in kinds if k.status == status]) for status in {k.status for k in kinds}}


def install(app: FastAPI) -> None:
    """Let the application answer every error as a problem. The handlers are no plain functions: those would take a
    thread each."""
    app.add_exception_handler(XunjiError, _xunji)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def http_kind(status: int) -> Kind:
    """The kind of a problem that HTTP itself has a name for."""
    phrase = HTTPStatus(status).phrase
    return Kind(status, phrase.lower().replace(" ", "-"), phrase, phrase)


def _entry(kinds: Sequence[Kind]) -> dict[str, Any]:
    examples = {kind.name: {"summary": kind.title, "value": _example(kind)} for kind in kinds}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": "; ".join(kind.title for kind in kinds),
        "content": {MEDIA_TYPE: {"schema": schema, "examples": examples}},
    }


def _example(kind: Kind) -> dict[str, Any]:
    errors = [FieldError(field=kind.field, message=kind.says)] if kind.field else []
    return Problem.model_validate(_told(kind, kind.says, errors)).model_dump()


async def _xunji(request: Request, error: Exception) -> Response:
    kind = next((kind for type_, kind in KINDS if isinstance(error, type_)), INTERNAL)
    if kind.status >= 500 and not isinstance(error, Busy):
        log.error("%s %s: %s", request.method, request.url.path, error)
    blamed = [FieldError(field=kind.field, message=str(error))] if kind.field else []
    answer = problem(kind, str(error), blamed)
    if kind is UNAUTHORIZED:
        answer.headers.update(CHALLENGE)
    return answer


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = [_field_error(found) for found in error.errors()]
    return problem(INVALID, "; ".join(f"{f.field}: {f.message}" for f in fields), fields)


def _field_error(found: Mapping[str, Any]) -> FieldError:
    """("query", "limit") is called limit, ("body", "parameters", "x") parameters.x, ("body", 17) body.

    What was sent is not repeated.
    """
    where, *path = (str(part) for part in found["loc"])
    # Of a body that is no JSON, the place in it is told.
    named = [part for part in path if not part.isdigit()] if found["type"] == "json_invalid" else path
    says = str(found["msg"]).removeprefix("Value error, ")  # pydantic's word before a message of ours
    return FieldError(field=".".join(named) or where, message=says[:300])


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 400:
        # FastAPI's word for a body that is no JSON at all; one that is wrong JSON gets the same problem.
        return problem(INVALID, str(error.detail), [FieldError(field="body", message=str(error.detail))])
    detail = str(error.detail)
    if error.status_code == 404 and detail == HTTPStatus.NOT_FOUND.phrase:
        detail = "nothing is served at this address; /docs lists what is"
    elif error.status_code == 405:
        detail = f"{request.method} is not served at this address; /docs lists what is"
    answer = problem(http_kind(error.status_code), detail)
    answer.headers.update(error.headers or {})
    return answer


async def _unforeseen(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    answer = problem(INTERNAL, INTERNAL.says)
    # This answer goes out around the middleware that sets the headers of all others.
    answer.headers.update(SECURITY_HEADERS)
    return answer
