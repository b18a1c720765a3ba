"""Cuts Cypher into tokens. Comments and white space fall away here, and with them every trick that hides in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph_builder.stores.errors import QuerySyntax

Kind = Literal["name", "quoted", "string", "number", "parameter", "symbol", "end"]

# One alternative each, tried in this order at every place:
TOKEN = re.compile(
    r"""
      (?P<space>   \s+ | //[^\n]* | /\* (?: [^*] | \*(?!/) )* \*/ )   # white space, // to the end, /* between */
    | (?P<string>  ' (?: [^'\\] | \\. )* ' | " (?: [^"\\] | \\. )* " ) # 'it\'s', "市委"
    | (?P<quoted>  ` (?: [^`\\] | `` )+ ` )                           # `a name`, `with `` in it`
    | (?P<number>  0[xX][0-9A-Fa-f]+ | 0o[0-7]+ | [0-9]+ (?: \.[0-9]+ )? (?: [eE][+-]?[0-9]+ )? )  # 0x1F, 12, 1.5e-3
    | (?P<parameter> \$ (?: \w+ | ` (?: [^`\\] | `` )+ ` ) )          # $name, $1, $`a name`
    | (?P<name>    [^\W\d]\w* )                                       # match, n, 机构
    | (?P<symbol>  <> | != | <= | >= | =~ | \.\. | \|\| | [()\[\]{},.:;|&!%*+\-/^=<>$] )
    """,
    re.VERBOSE | re.DOTALL,
)

# \' \n \u5DE1 \U0001F600: the escapes that Cypher knows in strings
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)

PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", "\\": "\\", "'": "'", '"': '"'}

# What must not stand bare between single quotes.
BARE = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as written, `value` what it means (a string's content, a name without its quotes)."""

    kind: Kind
    text: str
    value: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """An unquoted name in capitals, as keywords are compared; empty for all else."""
        return self.value.upper() if self.kind == "name" else ""


def tokens(query: str) -> Iterator[Token]:
    """All tokens and one of kind "end". Raises QuerySyntax at the first character that begins none."""
    at = 0
    while at < len(query):
        found = TOKEN.match(query, at)
        if found is None:
            raise QuerySyntax(_stray(query, at), *place(query, at))
        if found.lastgroup != "space":
            yield _token(found, query)
        at = found.end()
    yield Token("end", "", "the end of the query", at)


def place(query: str, at: int) -> tuple[int, int]:
    """Line and column, from 1."""
    return query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)


def quoted(name: str) -> str:
    """A name in back quotes."""
    return "`" + name.replace("`", "``") + "`"


def literal(text: str) -> str:
    """A string in single quotes, with no escape in it but the plain ones."""
    return "'" + "".join(BARE.get(character, character) for character in text) + "'"


def _token(found: re.Match[str], query: str) -> Token:
    kind: Kind = found.lastgroup  # type: ignore[assignment]
    text = found[0]
    after = query[found.end() : found.end() + 1]
    if kind == "number" and (after.isalnum() or after == "_"):
        raise QuerySyntax(f"a number ends in {after!r}", *place(query, found.end()))
    return Token(kind, text, _value(kind, text, query, found.start()), found.start())


def _value(kind: Kind, text: str, query: str, at: int) -> str:
    if kind == "string":
        return ESCAPE.sub(lambda escape: _unescaped(escape, query, at), text[1:-1])
    if kind == "quoted":
        return text[1:-1].replace("``", "`")
    if kind == "parameter":
        return text[2:-1].replace("``", "`") if text[1] == "`" else text[1:]
    return text


def _unescaped(escape: re.Match[str], query: str, at: int) -> str:
    code = escape[1] or escape[2]
    if code and int(code, 16) <= 0x10FFFF and not 0xD800 <= int(code, 16) < 0xE000:
        return chr(int(code, 16))
    if not code and escape[3] in PLAIN:
        return PLAIN[escape[3]]
    raise QuerySyntax(f"unknown escape {escape[0]!r} in a string", *place(query, at + 1 + escape.start()))


def _stray(query: str, at: int) -> str:
    if query[at] in "'\"`":
        return f"{query[at]} opens a text or a name that is not closed"
    if query.startswith("/*", at):
        return "/* opens a comment that is not closed"
    return f"the character {query[at]!r} has no meaning here"
