"""The ontology as typed records: labels, relationship types, properties; `ontology.loading` reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

from ontology.errors import XunjiError
from ontology.records import Value

APPEARS_IN = "APPEARS_IN"

PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "nonNegativeInteger": (int,),
    "double": (float, int),
}
NUMBERS = ("nonNegativeInteger", "double")


class OntologyError(XunjiError):
    """The ontology file is at fault, or something was asked of it that it does not know."""


@dataclass(frozen=True, slots=True)
class Term:
    """What every term has; `name` is its name in the property graph, `mappings` are outside terms like it."""

    name: str
    iri: str
    zh: str
    en: str
    comment_zh: str
    comment_en: str
    mappings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an enumeration: `code` is stored, `zh` and `en` are shown."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Datatype:
    """What one value may be: `base` is the XSD type it is written as; the rest narrows it."""

    name: str
    base: str
    choices: tuple[Choice, ...] = ()
    pattern: str | None = None
    minimum: float = -inf
    maximum: float = inf

    def fault(self, value: object) -> str | None:
        """Why one value does not fit, or None: `is not one of lead, support`."""
        if type(value) is str and self.base == "string":
            return self._text_fault(value)
        allowed = PYTHON_TYPES[self.base]
        if type(value) not in allowed and not (isinstance(value, allowed) and not isinstance(value, bool)):
            return f"is no {self.base}"
        assert isinstance(value, int | float)
        return None if self.minimum <= value <= self.maximum else f"is not within {self.minimum:g} and {self.maximum:g}"

    @property
    def is_free_text(self) -> bool:
        """Whether any string fits."""
        return self.base == "string" and not self.choices and not self.pattern

    @property
    def is_code(self) -> bool:
        """Whether a string fits that is one of the choices."""
        return bool(self.choices) and not self.pattern

    def _text_fault(self, value: str) -> str | None:
        if self.choices and not any(choice.code == value for choice in self.choices):
            return f"is not one of {', '.join(choice.code for choice in self.choices)}"
        if self.pattern and not re.fullmatch(self.pattern, value):
            return f"is no {self.name}"
        return None


@dataclass(frozen=True, slots=True)
class PropertyType(Term):
    """A property as one label or relationship type carries it; `many`: a list of values."""

    datatype: Datatype
    many: bool
    required: bool

    @property
    def values(self) -> tuple[str, ...]:
        """The codes that are allowed; empty when any value of the datatype is."""
        return tuple(choice.code for choice in self.datatype.choices)

    def fault(self, value: Value) -> str | None:
        """Why this value (a list, where `many`) does not fit, or None."""
        if isinstance(value, list) is not self.many:
            return "is no list" if self.many else "is a list where one value belongs"
        if not isinstance(value, list):
            return self.datatype.fault(value)
        for one in value:
            if fault := self.datatype.fault(one):
                return fault
        return None


@dataclass(frozen=True, slots=True)
class Carrier(Term):
    """What carries properties. `free_text` may be any string, `free_lists` any list of strings, `codes` one of a few
    strings, `numbers` lie between two bounds: nearly all values are of these, and checked at a glance."""

    properties: Mapping[str, PropertyType]
    required_properties: tuple[str, ...]
    free_text: frozenset[str]
    free_lists: frozenset[str]
    codes: Mapping[str, frozenset[str]]
    numbers: Mapping[str, tuple[type, float, float]]


@dataclass(frozen=True, slots=True)
class LabelType(Carrier):
    """A label: an `entity` exists outside the notices and is found by name, a `finding` is what one says."""

    colour: str
    icon: str
    entity: bool
    finding: bool


@dataclass(frozen=True, slots=True)
class RelationshipType(Carrier):
    """A relationship type: `pairs` are the allowed (start, end) labels; `many`: a start may have many ends.

    Every node of a label in `required` starts at least one such relationship.
    """

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    many: bool
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    version: str
    labels: Mapping[str, LabelType]
    relationships: Mapping[str, RelationshipType]
    sound: set[tuple[object, ...]] = field(default_factory=set, repr=False, compare=False)
    """Shapes of links that were checked before: all that they carry but where they were read."""
