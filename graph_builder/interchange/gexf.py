"""GEXF 1.2, for Gephi: https://gexf.net/schema.html. Nodes have the ontology's colours; a size grows with the links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from graph_builder.interchange import xml
from graph_builder.interchange.content import Content
from graph_builder.interchange.flat import node_properties, relationship_properties
from ontology.checks import link_values
from ontology.loading import load
from ontology.model import PropertyType
from ontology.records import Node, Relationship, Value
from ontology.triples import claim_id

SPACE = "http://www.gexf.net/1.2draft"
VIZ = "http://www.gexf.net/1.2draft/viz"
TYPES: Mapping[str, str] = {"string": "string", "boolean": "boolean", "nonNegativeInteger": "long", "double": "double"}


def write(content: Content) -> Iterator[bytes]:
    return xml.document(lambda file: _body(file, content))


def _body(file: Any, content: Content) -> Iterator[None]:
    with (
        file.element(_tag("gexf"), nsmap={None: SPACE, "viz": VIZ}, version="1.2"),
        file.element(_tag("graph"), mode="static", defaultedgetype="directed"),
    ):
        file.write(_attributes("node", {"node_type": None, **node_properties()}))
        file.write(_attributes("edge", {"type": None, **relationship_properties()}))
        with file.element(_tag("nodes")):
            for node in content.nodes():
                file.write(_node(node))
                yield
        with file.element(_tag("edges")):
            for link in content.relationships():
                file.write(_edge(link))
                yield


def _attributes(what: str, kinds: Mapping[str, PropertyType | None]) -> etree._Element:
    declared = etree.Element(_tag("attributes"), {"class": what})
    for name, kind in kinds.items():
        type = TYPES[kind.datatype.base] if kind and not kind.many else "string"
        etree.SubElement(declared, _tag("attribute"), id=f"{what}_{name}", title=name, type=type)
    return declared


def _node(node: Node) -> etree._Element:
    """What Gephi calls a label is the name that it shows."""
    element = etree.Element(_tag("node"), id=xml.text(node.id), label=xml.text(node.properties.get("name", node.id)))
    _values(element, "node", {"node_type": node.label, **node.properties, "id": node.id})
    colour = load().labels[node.label].colour if node.label in load().labels else "#888888"
    parts = {part: str(int(colour[at : at + 2], 16)) for part, at in (("r", 1), ("g", 3), ("b", 5))}
    etree.SubElement(element, f"{{{VIZ}}}color", parts)
    return element


def _edge(link: Relationship) -> etree._Element:
    ends = {"id": claim_id(link), "source": xml.text(link.start), "target": xml.text(link.end), "label": link.type}
    element = etree.Element(_tag("edge"), ends)
    _values(element, "edge", {"type": link.type, **link_values(link)})
    return element


def _values(element: etree._Element, what: str, values: Mapping[str, Value]) -> None:
    held = etree.SubElement(element, _tag("attvalues"))
    for name, value in values.items():
        etree.SubElement(held, _tag("attvalue"), {"for": f"{what}_{name}", "value": xml.text(value)})


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"
