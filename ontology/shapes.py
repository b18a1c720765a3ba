"""The SHACL shapes of the graph in RDF, made from the ontology.

`python -m ontology.shapes` writes `shapes.ttl` anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from pathlib import Path

from rdflib import Literal

from ontology.loading import load
from ontology.model import LabelType, Ontology, PropertyType, RelationshipType, Term
from ontology.pattern import CLAIM, pattern
from ontology.syntax import Turtle
from ontology.terms import XJ

SHAPES = Path(__file__).with_name("shapes.ttl")
RULES = Path(__file__).with_name("rules.ttl")
"""What a person wrote beside them."""
SHAPES_HEAD = """\
# SHACL shapes of a Xunji graph in RDF, written by `python -m ontology.shapes` from xunji.ttl: change that file.

@prefix oa:  <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
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
        [ sh:path {proof} ; sh:minCount 1 ; sh:maxCount 1 ] ,
        {properties} .

xjs:Place_in_text a sh:NodeShape ; sh:targetSubjectsOf {start} ;
    sh:property [ sh:path {start} ; sh:lessThanOrEquals {end} ] .
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
    paths = BETWEEN_PROPERTIES.join(map(_claimed_shape, properties.values()))
    (proof,) = (by for name in pattern().below[CLAIM] for by in pattern().path(name))
    start, end = (_short(pattern().placed[name][1]) for name in ("start", "end"))
    yield CLAIM_SHAPE.format(types=" ".join(types), properties=paths, proof=_short(proof), start=start, end=end)
    for name, kind in properties.items():
        carriers = [_curie(type_) for type_ in kinds if name in type_.properties]
        if len(carriers) < len(types):
            yield CARRIED_SHAPE.format(name=name, path=_curie(kind), types=" ".join(carriers))


def _property_shape(kind: PropertyType) -> str:
    return f"[ sh:path {_curie(kind)} ; {' ; '.join(_constraints(kind))} ]"


def _claimed_shape(kind: PropertyType) -> str:
    """The same of a claim, for what the pattern says elsewhere by the way that leads there."""
    if kind.name not in pattern().placed:
        return _property_shape(kind)
    resource, by = pattern().placed[kind.name]
    steps = [_short(step) for step in (*pattern().path(resource), by)]
    path = f"( {' '.join(steps)} )" if len(steps) > 1 else steps[0]
    if kind.name in pattern().nodes:
        return f"[ sh:path {path} ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ]"
    return f"[ sh:path {path} ; {' ; '.join(_constraints(kind))} ]"


def _short(iri: str) -> str:
    return Turtle().iri(iri)


def _constraints(kind: PropertyType) -> Iterator[str]:
    datatype = kind.datatype
    yield f"sh:datatype xsd:{datatype.base}"
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
