"""What a graph must look like: the ontology's own check and the SHACL shapes refuse the same graphs."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
import rdflib
from msgspec.structs import replace
from pyshacl import validate
from rdflib import PROV, RDF, SH, XSD, BNode, Literal, URIRef
from rdflib.collection import Collection

from ontology.checks import faults_of
from ontology.ids import make_id
from ontology.loading import load
from ontology.model import OntologyError
from ontology.rdf import claim_iri, node_iri, to_rdf
from ontology.records import Evidence, Graph, Node, Properties, Relationship, Span, Value
from ontology.shapes import SHAPES, shapes
from ontology.syntax import OA
from ontology.terms import XJ

REPORT = make_id("Report", "云溪市财政局整改通报")
EVIDENCE = Evidence(REPORT, Span(3, 9), "云溪市财政局", "example")

PROPERTIES: dict[str, Properties] = {
    "Report": {
        "name": "云溪市财政局整改通报",
        "source": "yunxi.txt",
        "sha256": "0" * 64,
        "publish_date": "2024",
    },
    "Inspection": {
        "name": "对云溪市财政局的巡察",
        "round": "第二轮",
        "kind": "regular",
        "level": "municipal",
        "start_date": "2024-02-29",
        "end_date": "2024-04",
        "declared_problems": 1,
    },
    "InspectionGroup": {
        "name": "云溪市委第三巡察组",
        "aliases": ["市委第三巡察组", "巡察组"],
        "level": "municipal",
    },
    "Agency": {"name": "云溪市财政局", "kind": "government", "aliases": []},
    "Company": {"name": "云溪山泉有限公司"},
    "Problem": {
        "name": "台账不全",
        "text": "台账不全。",
        "ordinal": 1,
        "status": "completed",
        "implicit": False,
    },
    "ProblemArea": {"name": "财务管理方面", "ordinal": 1},
    "Measure": {"name": "补齐台账", "text": "一是补齐台账。", "ordinal": 1, "deadline": "2024-12-31"},
    "Policy": {"name": "云溪市财政局台账办法", "kind": "policy"},
    "Person": {"name": "林知远"},
    "Project": {"name": "云溪湖闸坝工程"},
    "Place": {"name": "云溪市", "adcode": "990100"},
    "Theme": {"name": "财务与采购", "code": "finance"},
}
LINKS: list[tuple[str, str, str, Properties]] = [
    ("PUBLISHED", "Agency", "Report", {}),
    ("REPORTS_ON", "Report", "Inspection", {}),
    ("CONDUCTED", "InspectionGroup", "Inspection", {}),
    ("INSPECTED", "Inspection", "Agency", {}),
    ("FOUND", "Inspection", "Problem", {}),
    ("IN_AREA", "Problem", "ProblemArea", {}),
    ("ADDRESSES", "Measure", "Problem", {}),
    ("MENTIONS", "Measure", "Company", {}),
    ("CITES", "Measure", "Policy", {"action": "issued"}),
    ("RESPONSIBLE_FOR", "Agency", "Measure", {"role": "lead"}),
    ("HOLDS_POST", "Person", "Agency", {"title": "局长"}),
    ("PART_OF", "Company", "Agency", {}),
    ("LOCATED_IN", "Project", "Place", {}),
    ("HAS_THEME", "Problem", "Theme", {"score": 0.75}),
    *(("APPEARS_IN", label, "Report", {}) for label in PROPERTIES if label != "Report"),
]


def id_of(label: str) -> str:
    return REPORT if label == "Report" else make_id(label, "example")


def link(type: str, start: str, end: str, properties: Properties) -> Relationship:
    return Relationship(type, id_of(start), id_of(end), properties, EVIDENCE)


GOOD = Graph(
    report=REPORT,
    nodes=tuple(Node(id_of(label), label, properties) for label, properties in PROPERTIES.items()),
    relationships=tuple(link(*one) for one in LINKS),
)

Change = Callable[[Graph], Graph]


def having(label: str, **properties: Value) -> Change:
    """The node of this label gets these properties."""

    def change(graph: Graph) -> Graph:
        nodes = (replace(n, properties={**n.properties, **properties}) if n.label == label else n for n in graph.nodes)
        return replace(graph, nodes=tuple(nodes))

    return change


def lacking(label: str, name: str) -> Change:
    """The node of this label loses a property."""

    def without(node: Node) -> Node:
        kept = {key: value for key, value in node.properties.items() if key != name}
        return replace(node, properties=kept) if node.label == label else node

    return lambda graph: replace(graph, nodes=tuple(map(without, graph.nodes)))


def linked(type: str, start: str, end: str, **properties: Value) -> Change:
    """One more relationship."""
    more = link(type, start, end, properties)
    return lambda graph: replace(graph, relationships=(*graph.relationships, more))


def unlinked(type: str, start: str) -> Change:
    """The relationships of this type that start at the node of this label are gone."""

    def change(graph: Graph) -> Graph:
        kept = (r for r in graph.relationships if (r.type, r.start) != (type, id_of(start)))
        return replace(graph, relationships=tuple(kept))

    return change


def read_as(**fields: object) -> Change:
    """The publication was read elsewhere, by another rule, or with another confidence."""

    def change(graph: Graph) -> Graph:
        first, *rest = graph.relationships
        evidence = replace(first.evidence, **fields)  # type: ignore[arg-type]
        return replace(graph, relationships=(replace(first, evidence=evidence), *rest))

    return change


def another_target(graph: Graph) -> Graph:
    other = Node(make_id("Agency", "other"), "Agency", {"name": "云溪市水务局"}, (EVIDENCE,))
    links = (
        Relationship("INSPECTED", id_of("Inspection"), other.id, {}, EVIDENCE),
        Relationship("APPEARS_IN", other.id, REPORT, {}, EVIDENCE),
    )
    return replace(graph, nodes=(*graph.nodes, other), relationships=(*graph.relationships, *links))


class Bad(NamedTuple):
    change: Change
    fault: str
    """What the ontology's check says."""
    constraint: str
    """The SHACL constraint that is broken (a text is also no number above zero) …"""
    path: str
    """… and where."""


PATTERN, DATATYPE, IN, CLOSED = "Pattern", "Datatype", "In", "Closed"
BAD: dict[str, Bad] = {
    "name missing": Bad(lacking("Company", "name"), "property name is missing", "MinCount", "name"),
    "name empty": Bad(having("Company", name=""), "property name is missing", "MinLength", "name"),
    "digest missing": Bad(lacking("Report", "sha256"), "property sha256 is missing", "MinCount", "sha256"),
    "digest of other make": Bad(having("Report", sha256="abc"), "sha256 'abc' is no Sha256", PATTERN, "sha256"),
    "list for one value": Bad(
        having("Policy", kind=["policy", "publication"]), "a list where one value belongs", "MaxCount", "kind"
    ),
    "status of no known kind": Bad(having("Problem", status="done"), "status 'done' is not one of", IN, "status"),
    "another label's kind": Bad(having("Agency", kind="policy"), "kind 'policy' is not one of party", IN, "kind"),
    "kind of inspection": Bad(having("Inspection", kind="surprise"), "'surprise' is not one of", IN, "kind"),
    "level": Bad(having("InspectionGroup", level="district"), "'district' is not one of", IN, "level"),
    "count as text": Bad(
        having("Inspection", declared_problems="28"),
        "is no nonNeg",
        "Datatype MinInclusive",
        "declaredProblems",
    ),
    "count below zero": Bad(having("Measure", ordinal=-1), "is not within 0 and inf", DATATYPE, "ordinal"),
    "truth as text": Bad(having("Problem", implicit="yes"), "implicit 'yes' is no boolean", DATATYPE, "implicit"),
    "date in Chinese": Bad(having("Report", publish_date="2024年5月"), "is no PartialDate", PATTERN, "publishDate"),
    "date with slashes": Bad(having("Inspection", end_date="2024/05/01"), "is no PartialDate", PATTERN, "endDate"),
    "thirteenth month": Bad(having("Inspection", start_date="2024-13"), "is no PartialDate", PATTERN, "startDate"),
    "day that is not": Bad(having("Measure", deadline="2024-02-30"), "is no PartialDate", PATTERN, "deadline"),
    "31 April": Bad(having("Inspection", feedback_date="2024-04-31"), "no PartialDate", PATTERN, "feedbackDate"),
    "short division code": Bad(having("Place", adcode="9901"), "is no DivisionCode", PATTERN, "adcode"),
    "relationship from a wrong label": Bad(
        linked("PUBLISHED", "Company", "Report"), "may not lead from Company to Report", CLOSED, "published"
    ),
    "relationship to a wrong label": Bad(
        linked("MENTIONS", "Measure", "Policy"), "may not lead from Measure to Policy", "Or", "mentions"
    ),
    "place within a body": Bad(linked("PART_OF", "Place", "Agency"), "not lead from Place to Agency", "Or", "partOf"),
    "body within a place": Bad(linked("PART_OF", "Agency", "Place"), "not lead from Agency to Place", "Or", "partOf"),
    "report that appears": Bad(
        linked("APPEARS_IN", "Report", "Report"), "may not lead from Report to Report", CLOSED, "appearsIn"
    ),
    "two targets": Bad(another_target, "INSPECTED leads to 2 nodes where one is allowed", "MaxCount", "inspected"),
    "nowhere read": Bad(unlinked("APPEARS_IN", "Person"), "has no APPEARS_IN", "MinCount", "appearsIn"),
    "action": Bad(linked("CITES", "Problem", "Policy", action="burnt"), "'burnt' is not one of", IN, "action"),
    "role": Bad(linked("RESPONSIBLE_FOR", "Agency", "Measure", role="boss"), "'boss' is not one of", IN, "role"),
    "score": Bad(linked("HAS_THEME", "Problem", "Theme", score=1.5), "not within 0 and 1", "MaxInclusive", "score"),
    "title as number": Bad(linked("HOLDS_POST", "Person", "Company", title=1), "is no string", DATATYPE, "title"),
    "confidence": Bad(read_as(confidence=-0.1), "is not within 0 and 1", "MinInclusive", "confidence"),
    "nameless rule": Bad(read_as(rule=""), "property rule is missing", "MinLength", "rule"),
    "backward span": Bad(read_as(span=Span(9, 3)), "start 9 lies after end 3", "LessThanOrEquals", "start"),
}

SHAPES_GRAPH = rdflib.Graph().parse(SHAPES)


def broken(data: rdflib.Graph) -> set[tuple[str, str]]:
    """Every broken constraint and the path it is on, as `("MinCount", "name")`."""
    _, report, _ = validate(data, shacl_graph=SHAPES_GRAPH)
    assert isinstance(report, rdflib.Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {
        (_last(report.value(one, SH.sourceConstraintComponent)), _last(_end(report, report.value(one, SH.resultPath))))
        for one in results
    }


def _end(report: rdflib.Graph, path: object) -> object:
    """The last step of a path of several."""
    return list(Collection(report, path))[-1] if isinstance(path, BNode) else path


def _last(term: object) -> str:
    return str(term).rsplit("#", 1)[-1].removesuffix("ConstraintComponent")


def rdf(graph: Graph) -> rdflib.Graph:
    return to_rdf(graph.nodes, graph.relationships)


def test_the_shapes_are_those_of_the_ontology() -> None:
    written = SHAPES.read_text(encoding="utf-8")
    assert written == shapes(load()), "run python -m ontology.shapes after a change of xunji.ttl"


def test_the_good_graph_has_everything() -> None:
    assert {node.label for node in GOOD.nodes} == set(load().labels)
    assert {one.type for one in GOOD.relationships} == set(load().relationships)


def test_a_good_graph_conforms() -> None:
    assert faults_of(load(), GOOD) == []
    assert broken(rdf(GOOD)) == set()


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_a_bad_graph_fails_for_its_own_reason(bad: Bad) -> None:
    graph = bad.change(GOOD)
    fault, *others = faults_of(load(), graph)
    assert bad.fault in fault
    assert others == []
    assert broken(rdf(graph)) == {(constraint, bad.path) for constraint in bad.constraint.split()}


COMPANY, AGENCY, MEASURE = (node_iri(id_of(label)) for label in ("Company", "Agency", "Measure"))
CLAIM = claim_iri(GOOD.relationships[0])


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        pytest.param((MEASURE, XJ.mentions, AGENCY), {("SPARQL", "mentions")}, id="triple without a claim"),
        pytest.param((CLAIM, XJ.action, Literal("cited")), {("In", "predicate")}, id="another type's property"),
        pytest.param(
            (CLAIM, RDF.object, COMPANY),
            {("MaxCount", "object"), ("SPARQL", "published")},
            id="two claims in one",
        ),
        pytest.param((CLAIM, XJ.mood, Literal("good")), {("Closed", "mood")}, id="unknown property of a claim"),
        pytest.param((COMPANY, XJ.status, Literal("ongoing")), {("Closed", "status")}, id="another label's property"),
        pytest.param((AGENCY, XJ.id, Literal("b")), {("MaxCount", "id")}, id="two ids"),
        pytest.param((XJ.stray, XJ.id, Literal("a")), {("MinCount", "type")}, id="node without a label"),
        pytest.param((AGENCY, RDF.type, XJ.Bank), {("In", "type"), ("MaxCount", "type")}, id="label too many"),
    ],
)
def test_rdf_from_elsewhere_is_held_to_the_same(
    added: tuple[URIRef, URIRef, URIRef | Literal], expected: set[tuple[str, str]]
) -> None:
    assert broken(rdf(GOOD).add(added)) == expected


def test_a_claim_about_no_relationship_is_refused() -> None:
    assert broken(rdf(GOOD).remove((MEASURE, XJ.mentions, COMPANY))) == {("SPARQL", "mentions")}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            lambda g: replace(g, nodes=(*g.nodes, Node("x", "Bank", {}))),
            "node x: Bank is no label of the ontology",
        ),
        (linked("OWNS", "Company", "Project"), "OWNS is no relationship type of the ontology"),
        (linked("CITES", "Measure", "Policy", mood="good"), "property mood is not allowed here"),
        (having("Company", status="ongoing"), "property status is not allowed here"),
    ],
)
def test_what_the_ontology_does_not_know_becomes_no_rdf(change: Change, fault: str) -> None:
    graph = change(GOOD)
    assert any(fault in one for one in faults_of(load(), graph))
    with pytest.raises(OntologyError):
        rdf(graph)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda g: replace(g, nodes=(*g.nodes, g.nodes[0])), f"node {REPORT}: there are 2 nodes of this id"),
        (
            lambda g: replace(g, nodes=g.nodes[:-1], relationships=g.relationships[13:14]),
            f"{id_of('Theme')} is not among the nodes",
        ),
        (having("Agency", aliases="财政局"), "aliases '财政局' is no list"),
        (having("Agency", id="another"), "id 'another' is not that of the node"),
        (having("Measure", ordinal=True), "ordinal True is no nonNegativeInteger"),
        (having("Agency", aliases=["财政局", 3]), "is no string"),  # type: ignore[list-item]
    ],
)
def test_faults_that_only_records_can_have(change: Change, fault: str) -> None:
    assert any(fault in one for one in faults_of(load(), change(GOOD)))


def test_a_nodes_evidence_stands_for_its_appearance() -> None:
    bare = unlinked("APPEARS_IN", "Person")(GOOD)
    nodes = tuple(replace(node, evidence=(EVIDENCE,)) for node in bare.nodes)
    assert faults_of(load(), replace(bare, nodes=nodes)) == []


def test_nodes_become_instances_with_their_values() -> None:
    data, group, problem = rdf(GOOD), node_iri(id_of("InspectionGroup")), node_iri(id_of("Problem"))
    assert (group, RDF.type, XJ.InspectionGroup) in data
    assert set(data.objects(group, XJ.aliases)) == {Literal("市委第三巡察组"), Literal("巡察组")}
    assert (problem, XJ.implicit, Literal(False)) in data
    assert (problem, XJ.ordinal, Literal(1, datatype=XSD.nonNegativeInteger)) in data


def test_a_relationship_becomes_a_triple_and_a_claim_with_its_source() -> None:
    cites = next(one for one in GOOD.relationships if one.type == "CITES")
    data, claim = rdf(GOOD), claim_iri(cites)
    triple = node_iri(cites.start), XJ.cites, node_iri(cites.end)
    assert triple in data
    assert (
        data.value(claim, RDF.subject),
        data.value(claim, RDF.predicate),
        data.value(claim, RDF.object),
    ) == triple
    said = {name: data.value(claim, XJ[name]) for name in ("action", "rule", "confidence")}
    assert said == {"action": Literal("issued"), "rule": Literal("example"), "confidence": Literal(1.0)}
    assert data.value(claim, PROV.wasDerivedFrom) == node_iri(REPORT)


def test_the_passage_is_told_by_its_place_and_by_its_words() -> None:
    data, claim = rdf(GOOD), claim_iri(GOOD.relationships[0])
    passage = data.value(claim, OA.hasTarget)
    assert data.value(passage, OA.hasSource) == node_iri(REPORT)
    found = list(data.objects(passage, OA.hasSelector))
    selectors = {data.value(one, RDF.type): dict(data.predicate_objects(one)) for one in found}
    assert selectors[OA.TextQuoteSelector][OA.exact] == Literal("云溪市财政局")
    place = selectors[OA.TextPositionSelector]
    assert [place[OA.start].toPython(), place[OA.end].toPython()] == [3, 9]


def test_two_readings_of_one_relationship_are_two_claims_and_the_same_reading_is_one() -> None:
    first = GOOD.relationships[0]
    again = replace(first, evidence=replace(first.evidence, span=Span(20, 26)))
    data = to_rdf((), (first, again, first))
    assert len(set(data.subjects(RDF.type, XJ.Claim))) == 2


def test_rdf_survives_writing_and_reading() -> None:
    data = rdf(GOOD)
    assert set(rdflib.Graph().parse(data=data.serialize(format="nt"), format="nt")) == set(data)
