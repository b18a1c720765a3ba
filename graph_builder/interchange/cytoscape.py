"""Cytoscape JSON (.cyjs), for Cytoscape and cytoscape.js; networkx reads it too, by the `value` and `key` in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from graph_builder.interchange.content import Content
from ontology.checks import link_values
from ontology.records import Node, Relationship
from ontology.triples import claim_id

HEAD = b'{"data":[],"directed":true,"multigraph":true,"elements":{"nodes":['


def write(content: Content) -> Iterator[bytes]:
    yield HEAD
    yield from _joined(map(_node, content.nodes()))
    yield b'\n],"edges":['
    yield from _joined(map(_edge, content.relationships()))
    yield b"\n]}}\n"


def _joined(items: Iterator[Mapping[str, Any]]) -> Iterator[bytes]:
    before = b"\n"
    for item in items:
        yield before + json.dumps({"data": item}, ensure_ascii=False, separators=(",", ":")).encode()
        before = b",\n"


def _node(node: Node) -> Mapping[str, Any]:
    return {**node.properties, "id": node.id, "value": node.id, "label": node.label}


def _edge(link: Relationship) -> Mapping[str, Any]:
    """`interaction` is what Cytoscape calls the type; the place in the notice is `start` and `end`."""
    id = claim_id(link)
    ends = {"id": id, "key": id, "source": link.start, "target": link.end, "interaction": link.type}
    return {**link_values(link), **ends}
