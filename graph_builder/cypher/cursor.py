"""A place in a token list, and the notes that the grammar takes on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from graph_builder.cypher.tokens import Token, place, tokens
from graph_builder.stores.errors import QueryRefused, QuerySyntax

DEEPEST = 50
"""How deep brackets and subqueries may nest."""

LOOKS_PER_TOKEN = 200
"""How often a token may be looked at on average: the one place where the grammar tries two ways stays bounded."""


class Cursor:
    """Reads forward; `attempt` is the one way back.

    `links` are the variables of relationships; `taken_over` the places of `variable.property` where it is the whole
    value of a property in a pattern: (r:Report {id: m.report}).

    Of labels it is noted where they stand (`labels`; `either` where it may be a relationship's type), where a node's
    begin and end (`labelled`), where a node has none (`unlabelled`), and where `labels(…)` begins and ends; of the
    `procedures` that are called their names in small letters, by the place behind the name.

    `braced_query` is the rule for { query }, which expressions need and clauses own.
    """

    def __init__(self, query: str, braced_query: Callable[[Cursor], None]) -> None:
        self.query = query
        self.braced_query = braced_query
        self.tokens = list(tokens(query))
        self.names: set[int] = set()
        self.variables: set[int] = set()
        self.parameters: dict[str, None] = {}
        self.links: set[str] = set()
        self.taken_over: set[int] = set()
        self.labels: set[int] = set()
        self.either: set[int] = set()
        self.labelled: dict[int, int] = {}
        self.unlabelled: set[int] = set()
        self.label_lists: dict[int, int] = {}
        self.procedures: dict[int, str] = {}
        self.at = 0
        self._depth = 0
        self._looks = LOOKS_PER_TOKEN * len(self.tokens)

    @property
    def here(self) -> Token:
        self._looks -= 1
        if self._looks < 0:
            raise self.refused("the query is too entangled; write it in simpler steps")
        return self.tokens[self.at]

    def ahead(self, steps: int) -> Token:
        return self.tokens[min(self.at + steps, len(self.tokens) - 1)]

    def take(self) -> Token:
        token = self.here
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def symbol(self, *texts: str) -> bool:
        """Take one of these symbols if it stands here."""
        if self.here.kind == "symbol" and self.here.text in texts:
            self.take()
            return True
        return False

    def word(self, *words: str) -> bool:
        """Take these keywords, one after the other, if they all stand here."""
        if all(self.ahead(step).word == word for step, word in enumerate(words)):
            self.at += len(words)
            return True
        return False

    def expect(self, text: str) -> None:
        """Take this symbol or keyword."""
        if not (self.word(text) if text[0].isalpha() else self.symbol(text)):
            raise self.fault(f"expected {text}")

    def name(self) -> str:
        """Take the name of a label, type, property or key."""
        return self._named(self.names)

    def variable(self) -> str:
        """Take the name of a variable or column."""
        return self._named(self.variables)

    def _named(self, places: set[int]) -> str:
        if self.here.kind not in ("name", "quoted"):
            raise self.fault("expected a name")
        places.add(self.at)
        return self.take().value

    def parameter(self) -> bool:
        if self.here.kind != "parameter":
            return False
        self.parameters[self.take().value] = None
        return True

    def fault(self, problem: str) -> QuerySyntax:
        found = self.tokens[self.at]
        shown = found.text[:40] or found.value
        return QuerySyntax(f"{problem}, found {shown}", *place(self.query, found.start))

    def refused(self, problem: str) -> QueryRefused:
        return QueryRefused(problem, *place(self.query, self.tokens[self.at].start))

    def attempt(self, rule: Callable[[Cursor], None]) -> bool:
        """Follow `rule`; where it does not fit, stand where we stood."""
        at, depth, parameters = self.at, self._depth, dict(self.parameters)
        names, variables = set(self.names), set(self.variables)
        labels, unlabelled, labelled = set(self.labels), set(self.unlabelled), dict(self.labelled)
        try:
            rule(self)
        except QueryRefused:
            raise
        except QuerySyntax:
            self.at, self._depth, self.parameters = at, depth, parameters
            self.names, self.variables = names, variables
            self.labels, self.unlabelled, self.labelled = labels, unlabelled, labelled
            return False
        return True

    @contextmanager
    def nested(self) -> Iterator[None]:
        """One level deeper."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise self.refused(f"brackets nest deeper than {DEEPEST} levels; write the query in simpler steps")
        yield
        self._depth -= 1
