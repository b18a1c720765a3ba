"""The graph as RDF: the three writings say the same, and other libraries read them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib
from interchange_parts import ODD, stored, written
from pyshacl import validate
from rdflib import PROV, RDF, Literal, URIRef
from store_notices import notice

from graph_builder.interchange.content import Content, StoreContent
from graph_builder.interchange.errors import ImportFault
from graph_builder.interchange.registry import formats
from graph_builder.stores.facts import order
from graph_builder.stores.memory import MemoryStore
from graph_builder.stores.opening import open_store
from ontology import context
from ontology.pattern import pattern
from ontology.rdf import claim_iri, node_iri, to_rdf
from ontology.shapes import SHAPES
from ontology.syntax import OA
from ontology.terms import XJ

# rdflib warns of what its own Dataset does.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph).*deprecated:DeprecationWarning")

RDFLIB_NAMES = {"turtle": "turtle", "nquads": "nquads", "jsonld": "json-ld"}
Term = object


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Content]:
    """The example notices and the odd one."""
    with open_store(str(stored(tmp_path_factory.mktemp("rdf")))) as opened:
        yield StoreContent(opened.view())


@pytest.fixture(scope="module")
def plain(content: Content) -> set[tuple[Term, ...]]:
    """The triples as the ontology makes them."""
    return {tuple(map(_by_value, triple)) for triple in to_rdf(content.nodes(), content.relationships())}


def _by_value(term: Term) -> Term:
    """Numbers by their value: JSON-LD writes 0.5 as 5.0E-1."""
    if isinstance(term, Literal) and term.datatype is not None:
        return str(term.datatype), term.toPython()
    return str(term)


def by_rdflib(format: str, data: bytes) -> set[tuple[Term, ...]]:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(io.BytesIO(data), format=RDFLIB_NAMES[format])
    return {tuple(map(_by_value, quad[:3])) for quad in dataset.quads()}


def by_pyoxigraph(format: str, data: bytes) -> set[tuple[str, ...]]:
    read = ox.parse(data, {"turtle": ox.RdfFormat.TURTLE, "nquads": ox.RdfFormat.N_QUADS}[format])
    return {tuple(map(str, quad.triple)) for quad in read}


@pytest.mark.parametrize("format", RDFLIB_NAMES)
def test_rdflib_reads_the_same_triples_from_each_writing(
    format: str, content: Content, plain: set[tuple[Term, ...]]
) -> None:
    assert by_rdflib(format, written(formats()[format], content)) == plain


def test_pyoxigraph_reads_the_same_from_turtle_and_nquads(content: Content) -> None:
    turtle, nquads = (by_pyoxigraph(format, written(formats()[format], content)) for format in ("turtle", "nquads"))
    assert turtle == nquads
    names = {triple[2] for triple in turtle if triple[1] == f"<{XJ.name}>"}
    assert names >= {str(ox.Literal(text)) for text in ODD}


def test_each_notice_is_a_graph_that_says_what_it_says_alone(content: Content) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(io.BytesIO(written(formats()["nquads"], content)), format="nquads")
    for said in content.notices():
        graph = dataset.graph(node_iri(said.report))
        assert set(graph.subjects(RDF.type, XJ.Claim)) == {claim_iri(link) for link in said.relationships}
        assert {str(id) for id in graph.objects(None, XJ.id)} == {node.id for node in said.nodes}


def test_the_names_that_a_notice_gives_stand_in_its_graph() -> None:
    store = MemoryStore()
    for source, mentions in (("a", ("县财政局",)), ("b", ("财政局", "该局"))):
        store.writer().load(notice(source, source, mentions))
    content = StoreContent(store.view())
    dataset = rdflib.Dataset()
    dataset.parse(io.BytesIO(written(formats()["nquads"], content)), format="nquads")
    found = {
        frozenset(map(str, dataset.graph(node_iri(said.report)).objects(None, XJ.aliases)))
        for said in content.notices()
    }
    assert found == {frozenset({"县财政局"}), frozenset({"财政局", "该局"})}


def test_a_claim_leads_to_its_notice_and_its_sentence(content: Content) -> None:
    data = rdflib.Graph().parse(data=written(formats()["turtle"], content), format="turtle")
    link = next(link for link in content.relationships() if link.type == "CITES")
    claim, read = claim_iri(link), link.evidence
    passage = data.value(claim, OA.hasTarget)
    assert (claim, PROV.wasDerivedFrom, node_iri(read.report)) in data
    assert (passage, OA.hasSource, node_iri(read.report)) in data
    exact = [data.value(one, OA.exact) for one in data.objects(passage, OA.hasSelector)]
    assert Literal(read.quote) in exact


def test_nothing_is_said_twice_in_one_graph(content: Content) -> None:
    data = written(formats()["nquads"], content).decode().split("\n")
    assert len(data) == len(set(data))


def test_the_examples_conform_to_the_shapes(content: Content) -> None:
    said = next(content.notices())
    conforms, _, text = validate(to_rdf(said.nodes, said.relationships), shacl_graph=rdflib.Graph().parse(SHAPES))
    assert conforms, text


def test_the_published_context_is_that_of_the_ontology(content: Content) -> None:
    published = context.PACKAGED.read_text(encoding="utf-8")
    assert published == context.document(), "run python -m ontology.context after a change of xunji.ttl"
    data = json.loads(written(formats()["jsonld"], content))
    assert data["@context"] == json.loads(published)["@context"]
    assert {item["type"] for item in data["@graph"]} >= {"Report", "Problem", "Claim"}


def test_the_pattern_is_read_from_the_ontology() -> None:
    shape = pattern()
    assert shape.resources == ("claim", "passage", "position", "quotation")
    assert shape.path("position") == (str(OA.hasTarget), str(OA.hasSelector))
    assert shape.placed == {
        "report": ("claim", str(PROV.wasDerivedFrom)),
        "start": ("position", str(OA.start)),
        "end": ("position", str(OA.end)),
        "quote": ("quotation", str(OA.exact)),
    }


# ------------------------------------------------------------------------------------- what is no graph of ours

CLAIM = """
@prefix xj: <https://w3id.org/xunji/ontology#> . @prefix d: <https://w3id.org/xunji/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
d:c a xj:Claim ; rdf:subject d:a ; rdf:predicate xj:published ; rdf:object d:r ; prov:wasDerivedFrom d:r ;
    oa:hasTarget d:p ; xj:rule "x" ; xj:confidence 0.5e0 .
d:p a oa:SpecificResource ; oa:hasSource d:r ; oa:hasSelector d:q , d:w .
d:q a oa:TextPositionSelector ; oa:start 1 ; oa:end 2 . d:w a oa:TextQuoteSelector ; oa:exact "q" ."""


def read(turtle: str) -> list[object]:
    reader = formats()["turtle"].read
    assert reader is not None
    return list(reader(io.BytesIO(turtle.encode())))


def test_turtle_of_another_hand_is_read_too() -> None:
    (link,) = read(CLAIM)
    assert order(link)[:7] == ("PUBLISHED", "a", "r", "r", 1, 2, "x")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("d:c a", "d:c a ,", "no Turtle: .*line 5"),
        ("rdf:subject d:a ;", "", "/c: has no http.*#subject; it needs one"),
        ("rdf:subject d:a ;", "rdf:subject d:a , d:b ;", "/c: has 2 http.*#subject"),
        ("xj:published", "xj:owns", "/c: .*#owns is no relationship type of the ontology"),
        ("oa:hasSelector d:q , d:w", "oa:hasSelector d:q", "/c: has no quotation; a claim has one"),
        ("oa:start 1", 'oa:start "one"', "'one' is no nonNegativeInteger"),
        ("rdf:subject d:a", "rdf:subject <http://elsewhere/a>", "elsewhere/a.*is no node of Xunji"),
    ],
)
def test_what_is_no_claim_is_refused_by_its_name(old: str, new: str, message: str) -> None:
    assert old in CLAIM
    with pytest.raises(ImportFault, match=message):
        read(CLAIM.replace(old, new))


def test_an_iri_holds_any_id() -> None:
    assert node_iri("公司/1?#") == URIRef("https://w3id.org/xunji/id/%E5%85%AC%E5%8F%B8%2F1%3F%23")


def test_no_context_is_fetched_from_elsewhere() -> None:
    reader = formats()["jsonld"].read
    assert reader is not None
    with pytest.raises(ImportFault, match="no JSON-LD"):
        list(reader(io.BytesIO(b'{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "x", "name": "y"}')))
