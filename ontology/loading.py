"""Reading the ontology: `load()` gives the packaged one; labels, colours and allowed values are taken from there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import rdflib
from rdflib.plugins.parsers.notation3 import BadSyntax

from ontology.linking import Linker
from ontology.model import Ontology, OntologyError
from ontology.terms import terms_of

PACKAGED = Path(__file__).with_name("xunji.ttl")


@cache
def _packaged() -> Ontology:
    return _read(PACKAGED)


def load(path: Path | None = None) -> Ontology:
    """The ontology in a Turtle file; the packaged one, read once, without a path.

    Raises OntologyError that names the file, the faulty term and what is wrong with it.
    """
    return _packaged() if path is None else _read(path)


def _read(path: Path) -> Ontology:
    try:
        graph = _parse(path.read_text(encoding="utf-8"))
        return Linker(graph, terms_of(graph)).ontology()
    except OntologyError as fault:
        raise OntologyError(f"ontology {path}: {fault}") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise OntologyError(f"ontology {path}: cannot be read: {fault}; name a Turtle file in UTF-8") from None


def _parse(turtle: str) -> rdflib.Graph:
    try:
        return rdflib.Graph().parse(data=turtle, format="turtle")
    except BadSyntax as fault:
        # `fault.lines` counts lines twice where the parser went back; the position is right.
        line = turtle.count("\n", 0, fault._i) + 1
        raise OntologyError(f"line {line} is no Turtle: {fault._why}") from None
