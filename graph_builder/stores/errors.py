"""What can go wrong with a store or with a question to it. Each message is one line: what, where, what to do."""

from __future__ import annotations

from ontology.errors import XunjiError


class StoreError(XunjiError):
    """The root of all errors of stores and queries."""


class StoreMissing(StoreError):
    """There is no store at the address."""


class StoreLocked(StoreError):
    """Another process writes to the store."""


class StoreDamaged(StoreError):
    """The file is no graph store, or its content does not hold together."""


class StoreVersion(StoreError):
    """The store was written by another version of Xunji or of its engine."""


class StoreForbidden(StoreError):
    """The operating system, or the way the store was opened, does not allow it."""


class StoreAddress(StoreError):
    """The address names no store that Xunji can open."""


class GraphRejected(StoreError):
    """A graph that the store would have to keep half, or could not take out again."""


class QueryError(StoreError):
    """The root of all errors of a user's Cypher."""


class QuerySyntax(QueryError):
    """The query is not Cypher, or not the part of it that is read here."""

    language = "Cypher"

    def __init__(self, problem: str, line: int, column: int) -> None:
        super().__init__(f"{self.language}, line {line}, column {column}: {' '.join(problem.split())}")
        self.line = line
        self.column = column


class QueryRefused(QuerySyntax):
    """The query would write, read files or run what is not on the list of the allowed."""


class QueryParameter(QueryError):
    """A parameter is missing, or its value is none that a store can take."""


class QueryTimeout(QueryError):
    """The query took longer than its limit."""

    @classmethod
    def after(cls, seconds: float) -> QueryTimeout:
        return cls(f"the query was stopped after {seconds:g} s; narrow it (a label, an id, a LIMIT) or allow more time")


class QueryTooBig(QueryError):
    """The query needs more work or memory than its limit."""


class QueryFailed(QueryError):
    """The engine could not answer; its reason follows."""
