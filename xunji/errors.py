"""What can go wrong when a graph is asked."""

from __future__ import annotations

from ontology.errors import XunjiError


class ClientError(XunjiError):
    """The root of all errors of the client."""


class Unreachable(ClientError):
    """The server does not answer."""


class MissingPandas(ClientError):
    """A table was asked for, and pandas is not installed."""


class Refused(ClientError):
    """What was asked was refused: `status` is that of HTTP, `kind` names the kind of problem (`not-found`), `fields`
    says what is wrong with which parameter."""

    def __init__(self, detail: str, status: int, kind: str, fields: dict[str, str]) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.fields = fields
