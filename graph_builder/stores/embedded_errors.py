"""What the embedded engine says when it fails, as the one clear line that Xunji gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import kglite

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
    StoreLocked,
    StoreVersion,
)
from graph_builder.stores.interface import Limits

# "Cypher syntax error at line 1, col 11: ", "Cypher execution error: ", "File I/O error: "
PREFIX = re.compile(r"^(?:Cypher (?:syntax|execution) error|Schema error|File I/O error)(?: at line \d+, col \d+)?: ")

# "only supports up to version 9", "an older version"
OF_ANOTHER_VERSION = re.compile(r"only supports up to version|codec version|upgrade kglite", re.IGNORECASE)

# "Schema error: Unknown property 'status' on Problem."
UNKNOWN_PROPERTY = re.compile(r"Unknown property '([^']+)' on (\w+)")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the engine or the system raises about the file at `path` into a StoreError."""
    try:
        yield
    except StoreError:
        raise
    except kglite.WriterLeaseHeldError as held:
        raise StoreLocked(_locked(path, held)) from held
    except kglite.FileFormatError as fault:
        raise _unreadable(path, first_line(fault)) from fault
    except (PermissionError, kglite.FileIoError) as fault:
        raise StoreForbidden(f"store {path}: {first_line(fault)}; check the disk and who may write there") from fault
    except (kglite.KgError, OSError, RuntimeError, ValueError) as fault:
        raise _unreadable(path, first_line(fault)) from fault


def _locked(path: Path, held: kglite.WriterLeaseHeldError) -> str:
    who = "this process" if held.holder.get("self") else f"process {held.holder.get('pid') or 'unknown'}"
    return f"store {path}: {who} is writing to it; wait until it is done, or open the store to read only"


def _unreadable(path: Path, reason: str) -> StoreError:
    if "ermission denied" in reason:
        return StoreForbidden(f"store {path}: permission denied; check who may read and write it")
    if OF_ANOTHER_VERSION.search(reason):
        return StoreVersion(
            f"store {path}: written by another version of the engine ({reason}); move it away, then build again"
        )
    return StoreDamaged(
        f"store {path}: cannot be read ({reason}); restore it from a backup, or move it away and build again"
    )


def first_line(error: BaseException) -> str:
    """The engine's reason without its heading, its picture of the place and its advice for programmers."""
    return PREFIX.sub("", str(error)).split("\n", 1)[0].split(". Hint", 1)[0].strip().rstrip(".")


def query_error(error: BaseException, limits: Limits) -> QueryError:
    """What a failed query tells its author."""
    if isinstance(error, kglite.CypherTimeoutError):
        return QueryTimeout.after(limits.seconds)
    if isinstance(error, kglite.ReadOnlyError):
        return QueryRefused("this query writes, and queries here only read", 1, 1)
    reason = first_line(error)
    if isinstance(error, kglite.CypherSyntaxError):
        return QuerySyntax(reason, error.line or 1, error.col or 1)
    if "Missing parameter" in reason or isinstance(error, OverflowError | TypeError):
        return QueryParameter(reason)
    if "work unit" in reason or "safety limit" in reason or "max_work_units" in reason:
        return QueryTooBig(f"the query needs more than it may ({reason}); narrow it (a label, an id, a LIMIT)")
    return QueryFailed(f"the query failed: {reason}")
