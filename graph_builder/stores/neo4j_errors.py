"""What a Neo4j server or its driver says when it fails, as the one clear line that Xunji gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph_builder.stores.errors import (
    QueryError,
    QueryFailed,
    QueryParameter,
    QueryRefused,
    QuerySyntax,
    QueryTimeout,
    QueryTooBig,
    StoreDamaged,
    StoreError,
    StoreForbidden,
    StoreMissing,
)
from graph_builder.stores.interface import Limits
from graph_builder.stores.neo4j_address import APART, PASSWORD, PASSWORD_FILE, USERNAME, Address

EXPLAIN = "EXPLAIN "
"""What stands before a query when its plan is asked for; the server counts columns from its beginning."""

UNREACHABLE = (ServiceUnavailable, SessionExpired)

# "(line 1, column 10 (offset: 9))"
PLACE = re.compile(r"\(line (\d{1,9}), column (\d{1,9}) \(offset: \d{1,9}\)\)")

# Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration, Neo.ClientError.Transaction.TransactionTimedOut
OUT_OF_TIME = re.compile(r"\.Transaction\.(?:TransactionTimedOut|Terminated|TransactionTerminated)")

# Neo.TransientError.General.MemoryPoolOutOfMemoryError, Neo.TransientError.General.OutOfMemoryError
OUT_OF_MEMORY = re.compile(r"OutOfMemory|StackOverFlow|TransactionMemoryLimit")

# Neo.DatabaseError.Transaction.TransactionCommitFailed, Neo.TransientError.Transaction... "No space left on device"
DISK_FULL = re.compile(r"no space left|disk (?:is )?full|read.?only mode|DatabaseReadOnly", re.IGNORECASE)


@contextmanager
def explained(address: Address) -> Iterator[None]:
    """Turn what the driver raises about the server at `address` into a StoreError."""
    try:
        yield
    except AuthError as fault:
        raise StoreForbidden(_refused(address, fault)) from fault
    except UNREACHABLE as fault:
        raise StoreMissing(
            f"store {address.shown}: no Neo4j server answers there ({first_line(fault)});"
            " start it, or check the address"
        ) from fault
    except Neo4jError as fault:
        raise _store_error(address, fault) from fault
    except (DriverError, OSError) as fault:
        raise StoreMissing(
            f"store {address.shown}: the server cannot be used ({first_line(fault)}); check the address and its logs"
        ) from fault


def _refused(address: Address, fault: AuthError) -> str:
    if "RateLimit" in (fault.code or ""):
        return f"store {address.shown}: too many wrong passwords; wait a few seconds, then give the right one"
    return (
        f"store {address.shown}: the server refuses this user or password; set {USERNAME} and {PASSWORD}"
        f" (or {PASSWORD_FILE}) to what it expects"
    )


def _store_error(address: Address, fault: Neo4jError) -> StoreError:
    code, reason = fault.code or "", first_line(fault)
    if "DatabaseNotFound" in code:
        return StoreMissing(
            f"store {address.shown}: the server has no database {address.database!r}; create it there, or leave the"
            " name out for the user's own"
        )
    if DISK_FULL.search(f"{code} {reason}"):
        return StoreForbidden(f"store {address.shown}: the server cannot write ({reason}); check its disk")
    if "ConstraintCreationFailed" in code or "ConstraintValidationFailed" in code:
        return StoreForbidden(f"store {address.shown}: other data there stands in the way ({reason}); {APART}")
    if ".Security." in code:
        return StoreForbidden(f"store {address.shown}: {reason}; ask who runs the server for the rights to do this")
    return StoreDamaged(f"store {address.shown}: the server failed ({code}: {reason}); see its logs, then try again")


def first_line(error: BaseException) -> str:
    """The reason in one line, without the code and the picture of the place."""
    text = (error.message if isinstance(error, Neo4jError) else None) or str(error) or type(error).__name__
    lines = text.strip().split("\n")
    return PLACE.sub("", lines[0]).strip().rstrip(".")[:500]


def query_error(error: BaseException, limits: Limits) -> QueryError:
    """What a failed query tells its author."""
    if not isinstance(error, Neo4jError):
        return QueryParameter(f"a parameter's value is none that a store can take: {first_line(error)}")
    code, reason = error.code or "", first_line(error)
    if OUT_OF_TIME.search(code):
        return QueryTimeout.after(limits.seconds)
    if OUT_OF_MEMORY.search(code):
        return QueryTooBig(f"the query needs more memory than it may ({reason}); narrow it (a label, an id, a LIMIT)")
    if "AccessMode" in code:
        return QueryRefused("this query writes, and queries here only read", 1, 1)
    at = PLACE.search(error.message or "")
    if "SyntaxError" in code and at:
        line, column = int(at[1]), int(at[2])
        return QuerySyntax(reason, line, column - len(EXPLAIN) if line == 1 else column)
    return QueryFailed(f"the query failed: {reason}")
