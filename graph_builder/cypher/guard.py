"""The gate that a user's Cypher passes before any engine sees it.

The query is parsed by our own grammar of reading clauses, and only what was understood is written down again: no
comments, no Unicode escapes, one statement, variables with plain names, all other names that could be mistaken for
keywords in back quotes. So an engine that cuts its tokens differently gets nothing to disagree about. The engine's
own read-only mode comes on top.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from graph_builder.cypher.allowed import RESERVED
from graph_builder.cypher.clauses import braced_query, statement
from graph_builder.cypher.cursor import Cursor
from graph_builder.cypher.naming import Changes, Naming, changes
from graph_builder.cypher.tokens import Token, literal, quoted
from graph_builder.stores.errors import QueryRefused

LONGEST = 100_000
"""Characters in a query."""

# Agency, 机构, declared_problems
WORD = re.compile(r"[^\W\d]\w*\Z")

# n, Agency, declared_problems
PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query that only reads: the text to run, the columns' names as written (empty where unknown), its
    parameters, and what its author called the variables that had to be renamed."""

    text: str
    columns: tuple[str, ...]
    parameters: tuple[str, ...]
    renamed: Mapping[str, str]


@lru_cache(maxsize=128)
def prepare(query: str, naming: Naming | None = None) -> Prepared:
    """Check and rewrite a query, for a database where labels are called as `naming` says.

    Raises QuerySyntax, or QueryRefused for what writes, reads files, is not allowed.
    """
    if len(query) > LONGEST:
        raise QueryRefused(f"the query has more than {LONGEST} characters; pass data as parameters", 1, 1)
    cursor = Cursor(query, braced_query)
    columns = statement(cursor)
    _check_names(cursor)
    plain = _plain_names(cursor)
    renamed = {new: old for old, new in plain.items()}
    return Prepared(_rewritten(cursor, plain, changes(cursor, naming)), columns, tuple(cursor.parameters), renamed)


def _check_names(cursor: Cursor) -> None:
    """Refuse labels, types and keys that are no words: an engine may take them apart where it reads patterns."""
    for at in sorted(cursor.names):
        if not WORD.match(cursor.tokens[at].value):
            cursor.at = at
            raise cursor.refused(f"{cursor.tokens[at].text[:40]} is no name that a label, type or property has here")


def _plain_names(cursor: Cursor) -> dict[str, str]:
    """Plain names for those variables that have none: 机构, `a b`, `set`."""
    taken = {token.value.lower() for token in cursor.tokens}
    free = (name for name in map("v{}".format, count(1)) if name not in taken)
    odd = sorted({cursor.tokens[at].value for at in cursor.variables if not _is_plain(cursor.tokens[at])})
    return dict(zip(odd, free, strict=False))


def _is_plain(token: Token) -> bool:
    return bool(PLAIN_NAME.match(token.value)) and token.value.upper() not in RESERVED


def _rewritten(cursor: Cursor, plain: Mapping[str, str], changed: Changes) -> str:
    """The tokens at their places; what lay between them becomes blanks and line ends, so that lines and (as far
    as nothing was renamed or put in back quotes) columns in the engine's messages are those of the author."""
    parts = []
    at = 0
    # (r:Report {id: m.report}) becomes {id: m ['report']}: the embedded engine finds nothing for the first.
    looked_up = {first + 2 for first in cursor.taken_over if cursor.tokens[first].value in cursor.links}
    for index, token in enumerate(cursor.tokens):
        if index + 1 in looked_up:
            continue
        between = cursor.query[at : token.start]
        parts.append("".join("\n" if character == "\n" else " " for character in between))
        parts.append(changed.before.get(index, ""))
        if index in changed.instead:
            parts.append(changed.instead[index])
        elif index in looked_up:
            parts.append(f"[{literal(token.value)}]")
        elif index in cursor.variables:
            parts.append(plain.get(token.value, token.value))
        else:
            parts.append(_written(token, index in cursor.names))
        parts.append(changed.after.get(index, ""))
        at = token.end
    return "".join(parts)


def _written(token: Token, is_name: bool) -> str:
    if token.kind == "string":
        return literal(token.value)
    if is_name and not _is_plain(token):
        return quoted(token.value)
    if is_name:
        return token.value
    return "" if token.text == ";" else token.text
