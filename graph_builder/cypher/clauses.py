"""The clauses of reading queries. What this grammar does not know is refused.

It is a little wider than Cypher's own (the engine still parses the query); it is exact in what matters: which
clauses there are, which functions and procedures are called, and which words are names.
"""

from __future__ import annotations

from graph_builder.cypher.allowed import CLAUSES, PROCEDURES, RESERVED, STARTERS, WRITING
from graph_builder.cypher.cursor import Cursor
from graph_builder.cypher.expressions import arguments, dotted, expression, patterns, where
from graph_builder.stores.errors import QuerySyntax

Columns = tuple[str, ...]


def statement(c: Cursor) -> Columns:
    """query [;] end. The names of its columns, empty where they are not written in it."""
    names = query(c)
    c.symbol(";")
    if c.here.kind != "end":
        raise _no_clause(c)
    return names


def query(c: Cursor) -> Columns:
    """single [UNION [ALL | DISTINCT] single]…"""
    with c.nested():
        names = _single(c)
        while c.word("UNION"):
            if not c.word("ALL"):
                c.word("DISTINCT")
            _single(c)
    return names


def _single(c: Cursor) -> Columns:
    names = _clause(c)
    while c.here.word in STARTERS:
        names = _clause(c)
    return names


def _clause(c: Cursor) -> Columns:
    if c.word("OPTIONAL", "MATCH") or c.word("MATCH"):
        patterns(c)
        where(c)
    elif c.word("UNWIND"):
        expression(c)
        c.expect("AS")
        c.variable()
    elif c.word("WITH"):
        _projection(c)
        where(c)
    elif c.word("RETURN"):
        return _projection(c)
    elif c.word("CALL"):
        _call(c)
    else:
        raise _no_clause(c)
    return ()


def _no_clause(c: Cursor) -> QuerySyntax:
    found = c.here.word
    if found in WRITING:
        return c.refused(f"{found} writes, and queries here only read")
    if found in STARTERS:
        return c.refused("only one query at a time, without a second after ;")
    if found in RESERVED:
        return c.refused(f"{found} is not allowed here; the clauses are {', '.join(CLAUSES)}")
    return c.fault("expected a clause or the end")


def _projection(c: Cursor) -> Columns:
    """[DISTINCT] items [ORDER BY …] [SKIP n] [LIMIT n]"""
    c.word("DISTINCT")
    names = [_item(c)]
    while c.symbol(","):
        names.append(_item(c))
    if c.word("ORDER", "BY"):
        _sort_key(c)
        while c.symbol(","):
            _sort_key(c)
    for word in ("SKIP", "LIMIT"):
        if c.word(word):
            expression(c)
    return () if "*" in names else tuple(names)


def _item(c: Cursor) -> str:
    """* | expression [AS name]; its column's name."""
    if c.symbol("*"):
        return "*"
    first = c.here
    expression(c)
    written = c.query[first.start : c.ahead(-1).end]
    if c.word("AS"):
        return c.variable()
    return first.value if written == first.text and first.kind == "quoted" else written


def _sort_key(c: Cursor) -> None:
    expression(c)
    any(c.word(word) for word in ("ASC", "ASCENDING", "DESC", "DESCENDING"))


def _call(c: Cursor) -> None:
    """{ query } | (scope) { query } | procedure [(arguments)] [YIELD …]"""
    if c.symbol("("):
        if not c.symbol("*", ")"):
            c.variable()
            while c.symbol(","):
                c.variable()
        if c.ahead(-1).text != ")":
            c.expect(")")
        braced_query(c)
    elif c.here.text == "{":
        braced_query(c)
    else:
        _procedure(c)


def braced_query(c: Cursor) -> None:
    c.expect("{")
    query(c)
    if not c.symbol("}"):
        raise _no_clause(c)


def _procedure(c: Cursor) -> None:
    name, length = dotted(c)
    if name.lower() not in PROCEDURES:
        raise c.refused(f"procedure {name} is not on the list of the allowed: {', '.join(sorted(PROCEDURES))}")
    c.at += length
    c.procedures[c.at] = name.lower()
    if c.symbol("("):
        arguments(c)
    if c.word("YIELD") and not c.symbol("*"):
        _yielded(c)
        while c.symbol(","):
            _yielded(c)
        where(c)


def _yielded(c: Cursor) -> None:
    c.name()
    if c.word("AS"):
        c.variable()
