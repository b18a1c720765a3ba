"""The ontology as others meet it: whole, every mapping leading somewhere, at its address in the form they take."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
import rdflib
from api_notices import HOST
from rdflib import DCTERMS, OWL, RDF, RDFS, XSD, BNode, Literal, URIRef
from rdflib.namespace import DefinedNamespace
from starlette.testclient import TestClient

from api.app import create_app
from ontology.loading import PACKAGED, load
from ontology.page import page
from ontology.terms import XJ

GRAPH = rdflib.Graph().parse(PACKAGED, format="turtle")
# rdflib's JSON-LD parser warns of what it uses itself.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph.*deprecated:DeprecationWarning")

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)
TERMS = sorted({term for kind in KINDS for term in GRAPH.subjects(RDF.type, kind) if isinstance(term, URIRef)})

# The vocabularies that rdflib carries, by the beginning of their terms.
CARRIED: dict[str, type[DefinedNamespace]] = {
    str(space): space
    for space in (rdflib.ORG, rdflib.PROV, rdflib.SDO, rdflib.SKOS, rdflib.DCTERMS, OWL, RDF, RDFS, XSD, rdflib.SH)
}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app("memory:"), base_url=HOST) as started:
        yield started


# ------------------------------------------------------------------------------------- integrity


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_named_and_explained_in_both_languages(term: URIRef) -> None:
    for by in (RDFS.label, RDFS.comment):
        assert sorted(str(text.language) for text in GRAPH.objects(term, by) if isinstance(text, Literal)) == [
            "en",
            "zh",
        ]


@pytest.mark.parametrize("kind", [OWL.ObjectProperty, OWL.DatatypeProperty])
def test_every_property_has_a_domain_and_a_range(kind: URIRef) -> None:
    for term in GRAPH.subjects(RDF.type, kind):
        assert len(list(GRAPH.objects(term, RDFS.domain))) == 1, term
        assert len(list(GRAPH.objects(term, RDFS.range))) == 1, term


def test_no_term_stands_alone() -> None:
    """A class or datatype is used by some property, restriction or subclass; a property has a domain in use."""
    used = {o for _, by, o in GRAPH if by not in (RDF.type,)} | set(GRAPH.subjects(RDFS.subClassOf))
    orphans = [t for t in TERMS if (t, RDF.type, OWL.Class) in GRAPH or (t, RDF.type, RDFS.Datatype) in GRAPH]
    assert [term for term in orphans if term not in used] == []


def test_every_term_of_ours_that_is_named_is_declared() -> None:
    named = {t for triple in GRAPH for t in triple if isinstance(t, URIRef) and t.startswith(XJ)}
    assert named - set(TERMS) == set()


ABSTRACT = {str(XJ[name]) for name in ("Node", "Entity", "Finding", "Claim")}


def declared() -> set[str]:
    """Classes and properties, by IRI."""
    kinds = KINDS[:3]
    return {str(term) for kind in kinds for term in GRAPH.subjects(RDF.type, kind) if isinstance(term, URIRef)}


def test_every_class_and_property_is_in_the_model() -> None:
    carriers = (*load().labels.values(), *load().relationships.values())
    known = {one.iri for one in carriers} | {kind.iri for one in carriers for kind in one.properties.values()}
    assert declared() - known == ABSTRACT


def outside() -> list[URIRef]:
    return sorted({t for triple in GRAPH for t in triple if isinstance(t, URIRef) and not t.startswith(str(XJ)[:-9])})


def test_mappings_lead_to_terms_that_exist() -> None:
    checked = 0
    for term in outside():
        space = next((space for beginning, space in CARRIED.items() if term.startswith(beginning)), None)
        if space is not None:
            assert term in space, f"{term} is no term of its vocabulary"
            checked += 1
    assert checked > 60


def test_the_vocabularies_that_no_package_carries_are_known_by_name() -> None:
    """ELI and the Web Annotation vocabulary: their terms as the specifications list them."""
    eli = {"LegalResource", "cites", "responsibility_of", "date_publication"}
    oa = {"SpecificResource", "TextPositionSelector", "TextQuoteSelector"}
    oa |= {"hasTarget", "hasSource", "hasSelector", "start", "end", "exact"}
    left = [term for term in outside() if not any(term.startswith(beginning) for beginning in CARRIED)]
    for beginning, names in (("http://data.europa.eu/eli/ontology#", eli), ("http://www.w3.org/ns/oa#", oa)):
        assert {term.removeprefix(beginning) for term in left if term.startswith(beginning)} <= names


def test_the_version_is_said_once() -> None:
    header = URIRef(XJ.removesuffix("#"))
    assert GRAPH.value(header, OWL.versionIRI) == header + f"/{load().version}"
    assert GRAPH.value(header, DCTERMS.license) is not None


# ------------------------------------------------------------------------------------- at its address


@pytest.mark.parametrize(
    ("accept", "media_type", "format"),
    [
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8", None),
        ("", "text/html; charset=utf-8", None),
        ("text/turtle", "text/turtle; charset=utf-8", "turtle"),
        ("application/ld+json, text/html;q=0.1", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
    ],
)
@pytest.mark.parametrize("path", ["/ontology", f"/ontology/{load().version}"])
def test_each_client_gets_the_form_that_it_takes(
    path: str, accept: str, media_type: str, format: str | None, client: TestClient
) -> None:
    answer = client.get(path, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert "Accept" in answer.headers["vary"]
    if format:
        found = rdflib.Graph().parse(data=answer.text, format=format)
        assert len(found) == len(GRAPH)
        assert {t for t in found.subjects() if not isinstance(t, BNode)} == {
            t for t in GRAPH.subjects() if not isinstance(t, BNode)
        }


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/ontology/9.9.9", "", 404),
        ("/ontology.docx", "", 404),
        ("/ontology", "image/png", 406),
        ("/ontology.context.jsonld", "", 200),
        ("/ontology.shapes.ttl", "", 200),
        ("/ontology.rules.ttl", "", 200),
    ],
)
def test_what_else_lies_there(path: str, accept: str, status: int, client: TestClient) -> None:
    assert client.get(path, headers={"accept": accept}).status_code == status


def test_the_page_shows_every_term_at_its_own_anchor() -> None:
    anchors = re.findall(r' id="([^"]+)"', page().html)
    assert len(anchors) == len(set(anchors))
    assert {iri.removeprefix(XJ) for iri in declared() - ABSTRACT} <= set(anchors)
    links = set(re.findall(r"href=[\"']#([^\"']+)", page().html))
    assert links <= set(anchors)


def test_the_page_asks_no_host_and_its_policy_allows_its_own_style(client: TestClient) -> None:
    answer = client.get("/ontology")
    assert not re.search(r"<(?:script|link|img|iframe)|url\(|@import", answer.text)
    assert f"style-src '{page().style_hash}'" in answer.headers["content-security-policy"]


def test_names_and_values_stand_on_the_page() -> None:
    for text in ("巡察组", "InspectionGroup", "牵头", "TextQuoteSelector", "https://w3id.org/xunji/ontology/"):
        assert text in page().html


def test_the_context_is_json(client: TestClient) -> None:
    assert json.loads(client.get("/ontology.context.jsonld").text)["@context"]["Agency"] == "xj:Agency"
