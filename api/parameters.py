"""The parameters that several operations share, each with its bounds."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from fastapi import Path, Query
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, BeforeValidator

from graph_builder.stores.search import MOST_WORDS
from ontology.loading import load

LABELS = tuple(load().labels)
TYPES = tuple(load().relationships)

MOST_NODES = 500
"""The most nodes of a subgraph."""


def wrong(field: str, message: str) -> RequestValidationError:
    """The error that blames a field of the request for what only its values together, or the store, can show."""
    return RequestValidationError([{"loc": ("query", field), "type": "value_error", "msg": message}])


def known_label(name: str) -> str:
    """Raises ValueError unless the ontology has a label of this name."""
    if name not in LABELS:
        raise ValueError(f"is no label; known: {', '.join(LABELS)}")
    return name


def known_type(name: str) -> str:
    """Raises ValueError unless the ontology has a relationship type of this name."""
    if name not in TYPES:
        raise ValueError(f"is no relationship type; known: {', '.join(TYPES)}")
    return name


def _plain(words: object) -> object:
    """Full-width forms made half-width, as the reports' text was when it was read."""
    return unicodedata.normalize("NFKC", words).strip() if isinstance(words, str) else words


Id = Annotated[
    str,
    Path(min_length=1, max_length=200, description="Id of a node.", examples=["agency-0a64eb878a2847ca"]),
]
NodeId = Annotated[str, Query(min_length=1, max_length=200, description="Id of a node.")]
Words = Annotated[
    str,
    Query(min_length=1, max_length=MOST_WORDS, description="Any part of a name, alias or text.", examples=["财政局"]),
    BeforeValidator(_plain),
]
LabelFilter = Annotated[
    str,
    AfterValidator(known_label),
    Query(description="One of the ontology's labels.", examples=["Agency"], json_schema_extra={"enum": LABELS}),
]
LinkType = Annotated[
    str,
    AfterValidator(known_type),
    Query(
        description="One of the ontology's relationship types.",
        examples=["MENTIONS"],
        json_schema_extra={"enum": TYPES},
    ),
]
Cursor = Annotated[
    str | None,
    Query(min_length=1, max_length=1_000, description="`next` of the page before; without it, the first page."),
]
Size = Annotated[int, Query(ge=1, le=100, description="The most items in a page.")]
