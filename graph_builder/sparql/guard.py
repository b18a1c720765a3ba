"""Which queries are answered: those whose every word is one of SPARQL's reading ones.

The query is cut into tokens as the engine cuts it; where the two could disagree, the query is refused and the message
says how to write it. The engine's parser takes a keyword that runs on into a name (`SERVICEex:a`) and compares with `<`
before it reads an address, so both are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph_builder.sparql.errors import SparqlRefused, SparqlSyntax
from graph_builder.sparql.words import REACHES, WORDS, WRITES

LONGEST = 100_000
"""Characters of a query."""

# Each alternative begins in its own way and repeats one class, so that reading is linear.
TOKEN = re.compile(
    r"""
      (?P<space>[\ \t\r\n]+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        | "(?!"")(?:[^"\\\r\n]|\\.)*" | '(?!'')(?:[^'\\\r\n]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<blank>_:[\w.-]+)
    | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![\w]))
    | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])*)
    | (?P<word>[^\W\d_]\w*)
    | (?P<mark>[{}()\[\];,.*/|^?+!=<>&-])
    """,
    re.VERBOSE | re.DOTALL,
)

# <https://w3id.org/xunji/id/agency-0a>: whole, and without what could end an expression
ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^()\s]*>")


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    at: int


@lru_cache(maxsize=128)
def check(query: str) -> None:
    """Raise SparqlSyntax or SparqlRefused, with the place, for a query that is not only a reading one.

    What passed is remembered: programs ask the same query again and again.
    """
    if len(query) > LONGEST:
        raise SparqlSyntax(f"the query has {len(query)} characters; write it in at most {LONGEST:,}", 1, 1)
    for token in tokens(query):
        fault = _fault(token)
        if fault:
            raise SparqlRefused(fault, *place(query, token.at))


def tokens(query: str) -> Iterator[Token]:
    """Raises SparqlSyntax where no token begins."""
    at = 0
    while at < len(query):
        found = TOKEN.match(query, at)
        if found is None:
            shown = query[at : at + 20].split("\n")[0]
            raise SparqlSyntax(f"nothing of SPARQL begins with {shown!r}", *place(query, at))
        assert found.lastgroup is not None
        yield Token(found.lastgroup, found[0], at)
        at = found.end()


def place(query: str, at: int) -> tuple[int, int]:
    """Line and column, from 1."""
    return query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)


def _fault(token: Token) -> str | None:
    if token.kind == "iri" and not ADDRESS.fullmatch(token.text):
        return (
            f"{token.text[:60]} is no whole address without parentheses; write it in full, ( as %28 and ) as %29,"
            " or put spaces around < and >"
        )
    if token.kind in ("word", "name", "blank", "tag") and "SERVICE" in token.text.upper():
        return "SERVICE would ask another server; queries here read this graph only"
    if token.kind != "word" or token.text.upper() in WORDS:
        return None
    word = token.text.upper()
    if word in WRITES:
        return f"{word} writes, and queries here only read"
    if word in REACHES:
        return f"{word} is not allowed here: there is this graph only, and in it GRAPH ?notice {{ … }} for each notice"
    return f"{token.text} is no word of SPARQL's that is allowed here; a name needs its prefix, a text its quotes"
