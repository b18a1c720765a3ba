"""Who may do what: the grant of a request, and the dependency of operations that write."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import Headers
from starlette.types import Scope as Connection

from api.conduct.errors import Forbidden, Unauthorized
from api.conduct.settings import Settings
from api.conduct.tokens import Scope, Token, holder

LONGEST = 200
"""A longer secret is none of ours: it is not even hashed."""

_ASK = "send the header `Authorization: Bearer TOKEN`; whoever runs the server makes one with "
READING, WRITING = _ASK + "`xunji token add NAME`", _ASK + "`xunji token add NAME --scope write`"


def caller(connection: Connection, settings: Settings) -> Token | None:
    """Whose token came with the request; None for a reader without one. Raises Unauthorized."""
    sent = Headers(scope=connection).getlist("authorization")
    if not sent:
        if settings.open_reading:
            return None
        raise Unauthorized(f"this server answers only with a token; {READING}")
    scheme, _, secret = sent[0].partition(" ")
    fits = len(sent) == 1 and scheme.lower() == "bearer" and 0 < len(secret) <= LONGEST
    token = holder(settings.tokens, secret) if fits else None
    if token is None:
        raise Unauthorized(f"the token is not known here; {READING}")
    return token


async def _may_write(request: Request) -> Token:
    token = getattr(request.state, "caller", None)
    if token is None:
        raise Unauthorized(f"writing needs a token of scope write; {WRITING}")
    if token.scope is not Scope.WRITE:
        raise Forbidden(f"the token {token.name!r} may only read; writing needs one of scope write")
    assert isinstance(token, Token)
    return token


MayWrite = Annotated[Token, Depends(_may_write)]
"""What an operation asks for that changes the store."""


async def may_keep(request: Request) -> None:
    """For operations that keep something beside the store: where reading is open to all, so are they; else they need
    a token of scope write. Raises Forbidden."""
    token = getattr(request.state, "caller", None)
    if token is not None and token.scope is not Scope.WRITE:
        raise Forbidden(f"the token {token.name!r} may only read; freezing a view needs one of scope write")
