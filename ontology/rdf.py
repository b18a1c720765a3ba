"""The property graph as RDF: nodes are instances, relationships triples with a claim that says their source.

How they are written stands in the ontology file alone: classes, properties and datatypes, and the pattern of a claim.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, Namespace, URIRef

from ontology.records import Node, Relationship
from ontology.syntax import DATA as ADDRESS
from ontology.syntax import NQuads, node_address
from ontology.terms import XJ
from ontology.triples import Statements, claim_id

DATA = Namespace(ADDRESS)


def to_rdf(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Graph:
    """The nodes and relationships as an RDF graph in memory, by the packaged ontology.

    Each relationship is one triple between its ends and one `xj:Claim` with its properties and where it was read.
    Raises OntologyError for a label, type or property that the ontology does not have.
    """
    statements, graph = Statements(NQuads()), Graph()
    graph.bind("xj", XJ)
    graph.bind("xjd", DATA)
    lines = [*map(statements.node, nodes), *statements.links(relationships)]
    return graph.parse(data="".join(lines), format="nt")


def node_iri(id: str) -> URIRef:
    """The IRI of the node of this id."""
    return URIRef(node_address(id))


def claim_iri(link: Relationship) -> URIRef:
    """The IRI of a relationship's claim."""
    return node_iri(claim_id(link))
