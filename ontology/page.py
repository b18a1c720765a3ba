"""The ontology as a page for people: one HTML document that brings all it needs along, in Chinese and English."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import rdflib
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from rdflib import DCTERMS, OWL, RDFS, URIRef

from ontology.loading import PACKAGED, load
from ontology.model import Choice, Ontology, PropertyType, Term
from ontology.records import Evidence, Relationship, Span
from ontology.syntax import Turtle
from ontology.table import rows
from ontology.terms import XJ
from ontology.triples import Statements

FOLDER = Path(__file__).parent / "pages"
DOWNLOADS = (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("RDF/XML", "rdf"))
HEADER = URIRef(XJ.removesuffix("#"))

EXAMPLE = Relationship(
    "CITES",
    "measure-0a1b2c3d4e5f6071",
    "policy-3f2a9c1b7d4e5f60",
    {"action": "issued"},
    Evidence("report-0a64eb878a2847ca", Span(120, 141), "印发《云溪市财政局台账管理办法》", "policy.issued", 0.9),
)


@dataclass(frozen=True, slots=True)
class Page:
    """`style_hash` is what a Content-Security-Policy has to allow for the style in the page."""

    html: str
    style_hash: str


@cache
def page() -> Page:
    """The page of the packaged ontology."""
    ontology = load()
    style = (FOLDER / "vocabulary.css").read_text(encoding="utf-8") + _colours(ontology)
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=select_autoescape(("html",)), undefined=StrictUndefined
    )
    shown = environment.get_template("vocabulary.html").render(style=Markup(style), **_facts(ontology))
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return Page(shown, f"sha256-{digest}")


def _colours(ontology: Ontology) -> str:
    labels = enumerate(ontology.labels.values(), 1)
    return "".join(f'h3 i[data-colour="{number}"]{{background:{label.colour}}}' for number, label in labels)


def _facts(ontology: Ontology) -> dict[str, object]:
    graph = rdflib.Graph().parse(PACKAGED, format="turtle")
    said = {f"{name}_{text.language}": str(text) for name, by in (("title", RDFS.label), ("comment", RDFS.comment))
            for text in graph.objects(HEADER, by) if isinstance(text, rdflib.Literal)}  # fmt: skip
    properties = list(_properties(ontology))
    return {
        **said,
        "ontology": ontology,
        "iri": str(HEADER),
        "space": str(XJ),
        "version_iri": str(graph.value(HEADER, OWL.versionIRI)),
        "licence": str(graph.value(HEADER, DCTERMS.license)),
        "downloads": DOWNLOADS,
        "sections": (
            ("labels", "标签", "Labels", list(ontology.labels.values())),
            ("relationships", "关系", "Relationships", list(ontology.relationships.values())),
            ("properties", "属性", "Properties", [term for term, _ in properties]),
        ),
        "properties": properties,
        "ways": {row["type"]: row["ends"].split(", ") for row in rows(ontology, "relationships")},
        "own": {name: _own(kind.properties) for name, kind in ontology.relationships.items()},
        "values": list(_values(ontology).items()),
        "described": _described,
        "carried": _carried,
        "example": _example(),
    }


def _properties(ontology: Ontology) -> Iterator[tuple[PropertyType, dict[str, str]]]:
    carriers = (*ontology.labels.values(), *ontology.relationships.values())
    kinds = {name: kind for carrier in carriers for name, kind in carrier.properties.items()}
    seen: set[str] = set()
    for row in rows(ontology, "properties"):
        if row["property"] not in seen:
            seen.add(row["property"])
            yield kinds[row["property"]], row


def _own(kinds: Mapping[str, PropertyType]) -> Mapping[str, PropertyType]:
    """Those that not every relationship has."""
    always = set.intersection(*(set(kind.properties) for kind in load().relationships.values()))
    return {name: kind for name, kind in kinds.items() if name not in always}


def _values(ontology: Ontology) -> Mapping[str, tuple[Choice, ...]]:
    carriers = (*ontology.labels.values(), *ontology.relationships.values())
    kinds = (kind for carrier in carriers for kind in carrier.properties.values())
    return {kind.datatype.name: kind.datatype.choices for kind in kinds if kind.datatype.choices}


DESCRIBED = Markup("<p>{}</p><p lang=en>{}</p><p class=iri><code>{}</code></p>{}")
MAPPED = Markup("<p class=maps>≈ {}</p>")
LINK = Markup('<a href="{0}">{0}</a> ')
ROW = Markup("<tr><td><a href='#{}'><code>{}</code></a></td><td>{}</td><td lang=en>{}</td><td>{}</td></tr>")
TABLE = Markup("<table><tbody>{}</tbody></table>")


def _described(term: Term) -> Markup:
    maps = MAPPED.format(Markup("").join(LINK.format(iri) for iri in term.mappings)) if term.mappings else Markup("")
    return DESCRIBED.format(term.comment_zh, term.comment_en, term.iri, maps)


def _carried(kinds: Mapping[str, PropertyType]) -> Markup:
    if not kinds:
        return Markup("")
    cells = (
        ROW.format(kind.iri.removeprefix(XJ), name, kind.zh, kind.en, kind.datatype.name + " …" * kind.many)
        for name, kind in kinds.items()
    )
    return TABLE.format(Markup("").join(cells))


def _example() -> str:
    return Turtle.head + "".join(Statements(Turtle()).links([EXAMPLE]))
