"""What the labels of the graph are called in a database that others use too: with a prefix of ours before each.

Queries name the labels of the ontology. They are written anew from what the parser understood: each label gets the
prefix, a node without a label may be any of ours and none of others', and `labels(n)` gives the ontology's names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_builder.cypher.allowed import OF_ALL, SEARCHING
from graph_builder.cypher.cursor import Cursor
from graph_builder.cypher.tokens import quoted

EACH = "`xunji label`"
"""A variable that no query can hold, since names in back quotes are given plain ones."""


@dataclass(frozen=True, slots=True)
class Naming:
    """`labels` are the ontology's, `types` its relationship types, which have no prefix; `indexes` are the full-text
    indexes, which end in the prefix."""

    prefix: str
    labels: frozenset[str]
    types: frozenset[str]
    indexes: frozenset[str]

    def label(self, name: str) -> str:
        return self.prefix + name

    def index(self, name: str) -> str:
        return f"{name}_{self.prefix}" if self.prefix and name in self.indexes else name

    @property
    def every(self) -> str:
        """What any node of ours fits."""
        return "|".join(sorted(map(self.label, self.labels)))


@dataclass(frozen=True, slots=True)
class Changes:
    """By place of a token: what it becomes, and what stands before and after it."""

    instead: Mapping[int, str]
    before: Mapping[int, str]
    after: Mapping[int, str]


NONE = Changes({}, {}, {})


def changes(c: Cursor, naming: Naming | None) -> Changes:
    """What a parsed query needs. Raises QueryRefused for a label or an index that is only known when the query runs,
    and for what shows others' data."""
    if naming is None or not naming.prefix:
        return NONE
    instead = {at: _written(c.tokens[at].value, naming) for at in c.labels if _is_label(c, at, naming)}
    for at, procedure in c.procedures.items():
        if procedure in OF_ALL:
            c.at = at
            raise c.refused(f"procedure {procedure} shows what others keep in this database; see xunji ontology")
        if procedure in SEARCHING:
            instead[at + 1] = f"'{naming.index(_index(c, at, naming))}'"
    before = {at: f":{naming.every}" for at in c.unlabelled}
    after: dict[int, str] = {}
    for first, last in c.labelled.items():
        inside = [token.text for token in c.tokens[first:last]]
        if any(text.startswith("$") for text in inside):
            c.at = first
            raise c.refused("a label from a parameter or an expression is not known here; write the label itself")
        if "!" in inside or "%" in inside:
            before[first], after[last - 1] = f"({naming.every})&(", ")"
    for first, last in c.label_lists.items():
        before[first] = f"[{EACH} IN "
        after[last] = f" WHERE {EACH} STARTS WITH '{naming.prefix}' | substring({EACH}, {len(naming.prefix)})]"
    return Changes(instead, before, after)


def _index(c: Cursor, at: int, naming: Naming) -> str:
    """The name of an index of ours, which is all that stands first in the brackets at `at`."""
    _, name, behind = c.tokens[at : at + 3] if len(c.tokens) > at + 3 else [c.tokens[-1]] * 3
    if name.kind != "string" or name.value not in naming.indexes or behind.text != ",":
        c.at = at
        raise c.refused(
            f"an index is known here by its name alone: write {' or '.join(map(repr, sorted(naming.indexes)))}"
        )
    return name.value


def _written(name: str, naming: Naming) -> str:
    """A label of others is none of ours: with the prefix nothing has it."""
    return naming.label(name) if name in naming.labels else quoted(naming.label(name))


def _is_label(c: Cursor, at: int, naming: Naming) -> bool:
    """In `x:NAME` x may be a relationship, and NAME its type."""
    return at not in c.either or c.tokens[at].value not in naming.types
