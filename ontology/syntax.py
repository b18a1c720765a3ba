"""How terms and statements of RDF are written: N-Quads (N-Triples without a graph) and Turtle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol
from urllib.parse import quote

from rdflib import PROV, RDF, XSD, Namespace

from ontology.terms import XJ

DATA = "https://w3id.org/xunji/id/"
OA = Namespace("http://www.w3.org/ns/oa#")
TYPE = str(RDF.type)

# agency-0a64eb878a2847ca: what may follow a prefix in Turtle, and stand in an IRI, as it is
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

# What a quoted text cannot hold as it is, or should not.
ODD = re.compile(r'["\\\x00-\x1f\x7f\x85\u2028\u2029]')
SHORT = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}

PREFIXES: Mapping[str, str] = {
    "xj": str(XJ),
    "xjd": DATA,
    "rdf": str(RDF),
    "prov": str(PROV),
    "oa": str(OA),
    "xsd": str(XSD),
}


class Syntax(Protocol):
    """Terms are texts already where statements are made of them."""

    def iri(self, iri: str) -> str:
        """A term of a vocabulary."""

    def node(self, id: str) -> str:
        """The node of this id, whatever stands in it."""

    def made(self, id: str) -> str:
        """A resource whose id we made, so that it needs no care."""

    def text(self, text: str) -> str: ...

    def typed(self, text: str, datatype: str) -> str: ...

    def statements(self, subject: str, pairs: Iterable[tuple[str, str]], graph: str) -> str:
        """All that is said of one subject in a graph: a term and a space, or "" for none."""


def node_address(id: str) -> str:
    """The IRI of the node of this id."""
    return f"{DATA}{id if PLAIN.fullmatch(id) else quote(id, safe='')}"


def quoted(text: str) -> str:
    """A literal of both syntaxes."""
    return f'"{ODD.sub(_escaped, text)}"' if ODD.search(text) else f'"{text}"'


def _escaped(odd: re.Match[str]) -> str:
    return SHORT.get(odd[0]) or f"\\u{ord(odd[0]):04X}"


class NQuads:
    """One line a statement."""

    def iri(self, iri: str) -> str:
        return f"<{iri}>"

    def node(self, id: str) -> str:
        return f"<{node_address(id)}>"

    def made(self, id: str) -> str:
        return f"<{DATA}{id}>"

    def text(self, text: str) -> str:
        return quoted(text)

    def typed(self, text: str, datatype: str) -> str:
        return f'"{text}"^^<{XSD}{datatype}>'

    def statements(self, subject: str, pairs: Iterable[tuple[str, str]], graph: str) -> str:
        return "".join(f"{subject} {by} {object} {graph}.\n" for by, object in pairs)


class Turtle:
    """Short names, and all statements of a subject in one block. It knows no graphs."""

    head = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items()) + "\n"

    def iri(self, iri: str) -> str:
        for prefix, space in PREFIXES.items():
            if iri.startswith(space) and PLAIN.fullmatch(iri, len(space)):
                return "a" if iri == TYPE else f"{prefix}:{iri[len(space) :]}"
        return f"<{iri}>"

    def node(self, id: str) -> str:
        return f"xjd:{id}" if PLAIN.fullmatch(id) else f"<{node_address(id)}>"

    def made(self, id: str) -> str:
        return f"xjd:{id}"

    def text(self, text: str) -> str:
        return quoted(text)

    def typed(self, text: str, datatype: str) -> str:
        return f'"{text}"^^xsd:{datatype}'

    def statements(self, subject: str, pairs: Iterable[tuple[str, str]], graph: str) -> str:
        return f"{subject} " + " ;\n    ".join(f"{by} {object}" for by, object in pairs) + " .\n"
