"""GraphML, for yEd, Gephi, Cytoscape, networkx and igraph: http://graphml.graphdrawing.org/specification.html"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from graph_builder.interchange import xml
from graph_builder.interchange.content import Content
from graph_builder.interchange.flat import node_properties, relationship_properties
from ontology.checks import link_values
from ontology.model import PropertyType
from ontology.records import Node, Relationship, Value
from ontology.triples import claim_id

SPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES: Mapping[str, str] = {"string": "string", "boolean": "boolean", "nonNegativeInteger": "long", "double": "double"}


def write(content: Content) -> Iterator[bytes]:
    return xml.document(lambda file: _body(file, content))


def _body(file: Any, content: Content) -> Iterator[None]:
    with file.element(_tag("graphml"), nsmap={None: SPACE}):
        _keys(file, "node", {"label": None, **node_properties()})
        _keys(file, "edge", {"type": None, **relationship_properties()})
        with file.element(_tag("graph"), id="xunji", edgedefault="directed"):
            for node in content.nodes():
                file.write(_node(node))
                yield
            for link in content.relationships():
                file.write(_edge(link))
                yield


def _keys(file: Any, what: str, kinds: Mapping[str, PropertyType | None]) -> None:
    for name, kind in kinds.items():
        type = TYPES[kind.datatype.base] if kind and not kind.many else "string"
        key = {"id": f"{what}_{name}", "for": what, "attr.name": name, "attr.type": type}
        file.write(etree.Element(_tag("key"), key))


def _node(node: Node) -> etree._Element:
    element = etree.Element(_tag("node"), id=xml.text(node.id))
    return _with_data(element, "node", {"label": node.label, **node.properties, "id": node.id})


def _edge(link: Relationship) -> etree._Element:
    ends = {"id": claim_id(link), "source": xml.text(link.start), "target": xml.text(link.end)}
    return _with_data(etree.Element(_tag("edge"), ends), "edge", {"type": link.type, **link_values(link)})


def _with_data(element: etree._Element, what: str, values: Mapping[str, Value]) -> etree._Element:
    for name, value in values.items():
        etree.SubElement(element, _tag("data"), key=f"{what}_{name}").text = xml.text(value)
    return element


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"
