"""Expressions and patterns, which hold each other; see `clauses` for what surrounds them."""

from __future__ import annotations

from graph_builder.cypher.allowed import FUNCTIONS, RESERVED, STARTERS
from graph_builder.cypher.cursor import Cursor

COMPARING = ("=", "<>", "!=", "<", "<=", ">", ">=", "=~", "+", "-", "*", "/", "%", "^", "||")
LITERALS = ("TRUE", "FALSE", "NULL")
NAMES_TOO = ("ANY", "ALL", "NONE", "SINGLE", "COUNT", "COLLECT", "EXISTS")
OPERATORS = (("AND",), ("OR",), ("XOR",), ("IN",), ("CONTAINS",), ("STARTS", "WITH"), ("ENDS", "WITH"))


def where(c: Cursor) -> None:
    if c.word("WHERE"):
        expression(c)


def patterns(c: Cursor) -> None:
    _pattern(c)
    while c.symbol(","):
        _pattern(c)


def _pattern(c: Cursor) -> None:
    """[name =] chain | shortestPath(chain)"""
    if c.ahead(1).text == "=":
        c.variable()
        c.expect("=")
    if c.here.word in ("SHORTESTPATH", "ALLSHORTESTPATHS"):
        c.take()
        c.expect("(")
        _chain(c)
        c.expect(")")
    else:
        _chain(c)


def _chain(c: Cursor) -> None:
    """(node)-[relationship]-(node)…"""
    _node(c)
    while c.here.text in ("-", "<") and c.ahead(1).text in ("-", "["):
        _relationship(c)
        _node(c)


def _path(c: Cursor) -> None:
    """A chain with at least one relationship: a pattern as a condition."""
    _node(c)
    if c.here.text not in ("-", "<"):
        raise c.fault("expected a relationship")
    _relationship(c)
    _chain(c)


def _node(c: Cursor) -> None:
    with c.nested():
        c.expect("(")
        _inside(c, is_node=True)
        c.expect(")")


def _relationship(c: Cursor) -> None:
    c.symbol("<")
    c.expect("-")
    if c.symbol("["):
        if c.here.kind in ("name", "quoted"):
            c.links.add(c.here.value)
        _inside(c, is_node=False)
        c.expect("]")
    c.expect("-")
    c.symbol(">")


def _inside(c: Cursor, is_node: bool) -> None:
    """[name] [:labels] [*from..to] [{properties} | $parameter] [WHERE condition]"""
    if c.here.kind in ("name", "quoted") and (c.here.word != "WHERE" or c.ahead(1).text in (")", "]", ":")):
        c.variable()
    if c.symbol(":"):
        first, known = c.at, set(c.names)
        _labels(c, ("&", "|", ":"))
        if is_node:
            c.labels |= c.names - known
            c.labelled[first] = c.at
    elif is_node:
        c.unlabelled.add(c.at)
    if c.symbol("*"):
        _length(c)
    if c.here.text == "{":
        _map(c, in_pattern=True)
    else:
        c.parameter()
    where(c)


def _length(c: Cursor) -> None:
    """* | *2 | *1..3 | *..3 | *1.."""
    for _ in range(2):
        if c.here.kind == "number":
            c.take()
        c.symbol("..")


def _labels(c: Cursor, joining: tuple[str, ...]) -> None:
    """A | A&!B | A|B | A:B | $label | $(expression) | %"""
    with c.nested():
        _label(c, joining)
        while c.symbol(*joining):
            c.symbol(":")
            _label(c, joining)


def _label(c: Cursor, joining: tuple[str, ...]) -> None:
    while c.symbol("!"):
        pass
    if c.symbol("("):
        _labels(c, ("&", "|", ":"))
        c.expect(")")
    elif c.symbol("$"):
        c.expect("(")
        expression(c)
        c.expect(")")
    elif not c.symbol("%") and not c.parameter():
        c.name()


def expression(c: Cursor) -> None:
    """operand [operator operand]…"""
    with c.nested():
        _operand(c)
        while _operator(c):
            _operand(c)


def _operator(c: Cursor) -> bool:
    return c.symbol(*COMPARING) or any(c.word(*words) for words in OPERATORS)


def _operand(c: Cursor) -> None:
    while c.word("NOT") or c.symbol("+", "-"):
        pass
    _atom(c)
    while _suffix(c):
        pass


def _suffix(c: Cursor) -> bool:
    """.name | [index] | [from..to] | IS [NOT] NULL | :Label"""
    if c.symbol("."):
        c.name()
    elif c.symbol("["):
        if c.here.text not in ("..", "]"):
            expression(c)
        if c.symbol("..") and c.here.text != "]":
            expression(c)
        c.expect("]")
    elif c.symbol(":"):
        # Not |, which in [x IN list WHERE x:Label | x] begins something else.
        known = set(c.names)
        _labels(c, ("&", ":"))
        c.labels |= c.names - known
        c.either |= c.names - known
    else:
        return c.word("IS", "NULL") or c.word("IS", "NOT", "NULL")
    return True


def _atom(c: Cursor) -> None:
    if c.here.kind in ("string", "number"):
        c.take()
    elif c.here.text == "(":
        if not c.attempt(_path):
            c.expect("(")
            expression(c)
            c.expect(")")
    elif c.symbol("["):
        _list(c)
    elif c.here.text == "{":
        _map(c)
    elif not c.parameter():
        _named(c)


def _named(c: Cursor) -> None:
    """What begins with a word: a literal, CASE, a subquery, a call, or a variable."""
    word, following = c.here.word, c.ahead(1).text
    if word in LITERALS and following != "(":
        c.take()
    elif c.word("CASE"):
        _case(c)
    elif word in ("EXISTS", "COUNT", "COLLECT") and following == "{":
        c.take()
        _subquery(c)
    elif _called(c):
        _function(c)
    elif word in RESERVED and word not in NAMES_TOO:
        raise c.fault(f"expected a value ({word} as a name needs back quotes)")
    else:
        c.variable()
        if c.here.text == "{":
            _map_projection(c)


def _case(c: Cursor) -> None:
    """CASE [value] WHEN … THEN … [ELSE …] END"""
    if c.here.word != "WHEN":
        expression(c)
    while c.word("WHEN"):
        expression(c)
        while c.symbol(","):
            expression(c)
        c.expect("THEN")
        expression(c)
    if c.word("ELSE"):
        expression(c)
    c.expect("END")


def _subquery(c: Cursor) -> None:
    """{ query } | { pattern [WHERE condition] }"""
    if c.ahead(1).word in STARTERS:
        c.braced_query(c)
        return
    c.expect("{")
    patterns(c)
    where(c)
    c.expect("}")


def dotted(c: Cursor) -> tuple[str, int]:
    """A name with its name spaces, and how many tokens it has."""
    length = 1
    while c.ahead(length).text == "." and c.ahead(length + 1).kind in ("name", "quoted"):
        length += 2
    return "".join(c.ahead(step).value for step in range(length)), length


def _called(c: Cursor) -> bool:
    return c.here.kind in ("name", "quoted") and c.ahead(dotted(c)[1]).text == "("


def _function(c: Cursor) -> None:
    name, length = dotted(c)
    if name.lower() not in FUNCTIONS or any(c.ahead(step).kind == "quoted" for step in range(length)):
        raise c.refused(f"function {name}() is not on the list of the allowed (docs/cypher.md)")
    first = c.at
    c.at += length + 1
    arguments(c)
    if name.lower() == "labels":
        c.label_lists[first] = c.at - 1


def arguments(c: Cursor) -> None:
    """…) after the opening bracket: values, count(*), any(x IN list WHERE …), reduce(sum = 0, x IN list | …)"""
    if c.symbol(")"):
        return
    c.word("DISTINCT")
    if not c.symbol("*"):
        _elements(c)
    c.expect(")")


def _elements(c: Cursor) -> None:
    while True:
        expression(c)
        where(c)
        if c.symbol("|"):
            expression(c)
        if not c.symbol(","):
            return


def _list(c: Cursor) -> None:
    """…] after the opening bracket: [1, 2], [x IN list WHERE … | …], [(a)-->(b) WHERE … | …]"""
    if not c.symbol("]"):
        _elements(c)
        c.expect("]")


def _map(c: Cursor, in_pattern: bool = False) -> None:
    """{key: value, …}"""
    c.expect("{")
    while not c.symbol("}"):
        c.name()
        c.expect(":")
        first = c.at
        expression(c)
        if in_pattern and c.at - first == 3 and c.tokens[first + 1].text == ".":
            c.taken_over.add(first)
        if c.here.text != "}":
            c.expect(",")


def _map_projection(c: Cursor) -> None:
    """{.name, .*, key: value, variable}"""
    c.expect("{")
    while not c.symbol("}"):
        if c.symbol("."):
            if not c.symbol("*"):
                c.name()
        else:
            if c.ahead(1).text == ":":
                c.name()
                c.expect(":")
            expression(c)
        if c.here.text != "}":
            c.expect(",")
