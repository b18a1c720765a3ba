"""The property graph as RDF: nodes are instances, relationships triples with a claim that says their source.

Classes, properties and datatypes are those of the ontology file, and so are the SHACL shapes of the result:
`python -m ontology.rdf` writes `shapes.ttl` anew after the ontology was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from pathlib import Path
from urllib.parse import quote

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef

from ontology.ids import make_id
from ontology.model import (
    XJ,
    LabelType,
    Ontology,
    OntologyError,
    PropertyType,
    RelationshipType,
    Term,
    link_values,
    load,
    node_values,
)
from ontology.records import Node, Relationship, Value

DATA = Namespace("https://w3id.org/xunji/id/")


def to_rdf(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Graph:
    """The nodes and relationships as RDF, by the packaged ontology.

    Each relationship is one triple between its ends and one `xj:Claim` (an rdf:Statement) with its properties
    and where it was read. Raises OntologyError for a label, type or property that the ontology does not have.
    """
    ontology, graph = load(), Graph()
    graph.bind("xj", XJ)
    graph.bind("xjd", DATA)
    for node in nodes:
        _add_node(graph, ontology, node)
    for link in relationships:
        _add_link(graph, ontology, link)
    return graph


def node_iri(id: str) -> URIRef:
    """The IRI of the node of this id."""
    return DATA[quote(id, safe="")]


def claim_id(link: Relationship) -> str:
    """The id of a relationship: the same for the same claim, read in one place by one rule."""
    said = (f"{name}={value}" for name, value in sorted(link_values(link).items()))
    return make_id("claim", link.type, link.start, link.end, *said)


def claim_iri(link: Relationship) -> URIRef:
    """The IRI of a relationship's claim."""
    return node_iri(claim_id(link))


def _add_node(graph: Graph, ontology: Ontology, node: Node) -> None:
    label = ontology.labels.get(node.label)
    if label is None:
        raise OntologyError(f"node {node.id}: {node.label} is no label of the ontology")
    iri = node_iri(node.id)
    graph.add((iri, RDF.type, URIRef(label.iri)))
    _add_values(graph, iri, node_values(node), label.properties)


def _add_link(graph: Graph, ontology: Ontology, link: Relationship) -> None:
    kind = ontology.relationships.get(link.type)
    if kind is None:
        raise OntologyError(f"({link.start})-[:{link.type}]->({link.end}): no relationship type of the ontology")
    start, by, end, claim = node_iri(link.start), URIRef(kind.iri), node_iri(link.end), claim_iri(link)
    graph.add((start, by, end))
    graph.add((claim, RDF.type, XJ.Claim))
    graph.add((claim, RDF.subject, start))
    graph.add((claim, RDF.predicate, by))
    graph.add((claim, RDF.object, end))
    _add_values(graph, claim, link_values(link), kind.properties)


def _add_values(
    graph: Graph, subject: URIRef, values: Mapping[str, Value], allowed: Mapping[str, PropertyType]
) -> None:
    for name, value in values.items():
        if name not in allowed:
            raise OntologyError(f"{subject}: property {name} is not allowed here by the ontology")
        for one in value if isinstance(value, list) else [value]:
            graph.add((subject, URIRef(allowed[name].iri), _literal(one, allowed[name])))


def _literal(value: str | float | bool, kind: PropertyType) -> Literal:
    # A plain literal is an xsd:string in RDF 1.1; written out, rdflib would take the two for different terms.
    # A text where a number belongs stays a text, for the shapes to see.
    plain = isinstance(value, str) or kind.datatype.base == "string"
    return Literal(value) if plain else Literal(value, datatype=XSD[kind.datatype.base])


# ---------------------------------------------------------------- the shapes that such a graph must have

SHAPES = Path(__file__).with_name("shapes.ttl")
SHAPES_HEAD = """\
# SHACL shapes of a Xunji graph in RDF, written by `python -m ontology.rdf` from xunji.ttl: change that file.

@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh:  <http://www.w3.org/ns/shacl#> .
@prefix xj:  <https://w3id.org/xunji/ontology#> .
@prefix xjs: <https://w3id.org/xunji/shapes#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

NODE_SHAPE = """
# Whatever has an id or a relationship is a node of exactly one label.
xjs:Node a sh:NodeShape ;
    sh:targetSubjectsOf xj:id , {paths} ;
    sh:property [ sh:path rdf:type ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {labels} ) ;
        sh:message "A node has exactly one label of the ontology." ] .

# Relationships and claims answer to each other. This is asked once of the whole graph, by counting: asked of
# every node, or as NOT EXISTS, it takes a time that grows with the square of the graph.
xjs:Graph a sh:NodeShape ;
    sh:targetNode xjs:Graph ;
    sh:sparql [ sh:message "A relationship has a claim, a claim has its relationship." ; sh:select '''
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX xj: <https://w3id.org/xunji/ontology#>
        SELECT $this (?type AS ?path) (?start AS ?value) WHERE {{
            {{ ?start ?type ?end . FILTER (?type IN ({paths})) BIND (?end AS ?related) }}
            UNION {{ ?claim rdf:subject ?start ; rdf:predicate ?type ; rdf:object ?end }}
        }}
        GROUP BY $this ?start ?type ?end HAVING (COUNT(?related) = 0 || COUNT(?claim) = 0)''' ] .
"""

LABEL_SHAPE = """
xjs:{name} a sh:NodeShape ; sh:targetClass xj:{name} ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
    sh:property
        {properties} .
"""

CLAIM_SHAPE = """
xjs:Claim a sh:NodeShape ; sh:targetClass xj:Claim ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
    sh:property
        [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path rdf:predicate ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {types} ) ] ,
        [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path xj:start ; sh:lessThanOrEquals xj:end ] ,
        {properties} .
"""

CARRIED_SHAPE = """
xjs:{name} a sh:NodeShape ; sh:targetSubjectsOf {path} ;
    sh:property [ sh:path rdf:predicate ; sh:in ( {types} ) ; sh:message "Only {types} carries {path}." ] .
"""

BETWEEN_PROPERTIES = " ,\n        "


def shapes(ontology: Ontology) -> str:
    """The SHACL shapes, in Turtle, that the RDF of every graph of this ontology conforms to."""
    types = [_curie(kind) for kind in ontology.relationships.values()]
    node = NODE_SHAPE.format(paths=" , ".join(types), labels=" ".join(map(_curie, ontology.labels.values())))
    labels = (_label_shape(ontology, label) for label in ontology.labels.values())
    return "".join((SHAPES_HEAD, node, *labels, *_claim_shapes(ontology, types)))


def _label_shape(ontology: Ontology, label: LabelType) -> str:
    paths = [_property_shape(kind) for kind in label.properties.values()]
    paths += [_ends_shape(kind, label) for kind in ontology.relationships.values() if label.name in kind.starts]
    return LABEL_SHAPE.format(name=label.name, properties=BETWEEN_PROPERTIES.join(paths))


def _claim_shapes(ontology: Ontology, types: list[str]) -> Iterator[str]:
    kinds = ontology.relationships.values()
    properties = {kind.name: kind for type_ in kinds for kind in type_.properties.values()}
    paths = BETWEEN_PROPERTIES.join(map(_property_shape, properties.values()))
    yield CLAIM_SHAPE.format(types=" ".join(types), properties=paths)
    for name, kind in properties.items():
        carriers = [_curie(type_) for type_ in kinds if name in type_.properties]
        if len(carriers) < len(types):
            yield CARRIED_SHAPE.format(name=name, path=_curie(kind), types=" ".join(carriers))


def _property_shape(kind: PropertyType) -> str:
    return f"[ {' ; '.join(_constraints(kind))} ]"


def _constraints(kind: PropertyType) -> Iterator[str]:
    datatype = kind.datatype
    yield f"sh:path {_curie(kind)} ; sh:datatype xsd:{datatype.base}"
    if kind.required:
        yield "sh:minCount 1 ; sh:minLength 1" if datatype.base == "string" else "sh:minCount 1"
    if not kind.many:
        yield "sh:maxCount 1"
    if kind.values:
        yield f"sh:in ( {' '.join(map(_quoted, kind.values))} )"
    if datatype.pattern:
        yield f"sh:pattern {_quoted(f'^({datatype.pattern})$')}"
    if isfinite(datatype.minimum):
        yield f"sh:minInclusive {datatype.minimum:g}"
    if isfinite(datatype.maximum):
        yield f"sh:maxInclusive {datatype.maximum:g}"


def _ends_shape(kind: RelationshipType, start: LabelType) -> str:
    ends = " ".join(f"[ sh:class xj:{end} ]" for end in kind.ends if (start.name, end) in kind.pairs)
    counts = " ; sh:minCount 1" if start.name in kind.required else ""
    counts += "" if kind.many else " ; sh:maxCount 1"
    return f"[ sh:path {_curie(kind)} ; sh:or ( {ends} ){counts} ]"


def _curie(term: Term) -> str:
    return f"xj:{term.iri.removeprefix(XJ)}"


def _quoted(text: str) -> str:
    return Literal(text).n3()


if __name__ == "__main__":
    SHAPES.write_text(shapes(load()), encoding="utf-8")
