"""FollowTheMoney entities, one a line (`.ftm.json`), for Aleph, OpenSanctions and their tools.

Which schema a label or relationship is, and which property holds a value, the ontology says. A relationship is an
entity between its ends, with the sentence as `summary` and the notice as `proof`; what has no schema there is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from graph_builder.interchange.content import Content
from graph_builder.stores.facts import ALIASES
from ontology.checks import link_values
from ontology.followthemoney import Edge, schemata
from ontology.loading import load
from ontology.model import PropertyType
from ontology.pattern import pattern
from ontology.records import Node, Properties, Relationship
from ontology.syntax import PLAIN
from ontology.triples import claim_id

Values = dict[str, list[str]]


def write(content: Content) -> Iterator[bytes]:
    known = schemata()
    for node in content.nodes():
        if node.label in known.labels:
            yield _line(entity_id(node.id), known.labels[node.label], _node_values(node))
    for link, start, end in content.ended():
        if start in known.labels and end in known.labels:
            edge = known.edges[link.type]
            yield _line(claim_id(link), edge.schema, _link_values(link, edge))


def entity_id(id: str) -> str:
    """The id as the package takes it: ours are that already, another store's may hold any characters."""
    return id if PLAIN.fullmatch(id) else f"id-{sha256(id.encode()).hexdigest()[:16]}"


def _line(id: str, schema: str, values: Values) -> bytes:
    kept = {name: list(dict.fromkeys(filter(None, found))) for name, found in values.items()}
    said = {"id": id, "schema": schema, "properties": {name: found for name, found in kept.items() if found}}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _node_values(node: Node) -> Values:
    return _mapped(node.properties, load().labels[node.label].properties)


def _link_values(link: Relationship, edge: Edge) -> Values:
    kind = load().relationships[link.type]
    # The names that a notice declares on a relationship are those of its start, which has them already.
    values = _mapped({name: value for name, value in link_values(link).items() if name != ALIASES}, kind.properties)
    # Where the schema itself does not say what the link is, its name does.
    values.setdefault("role", [kind.zh])
    return {**values, edge.start: [entity_id(link.start)], edge.end: [entity_id(link.end)]}


def _mapped(values: Properties, kinds: Mapping[str, PropertyType]) -> Values:
    found: Values = {}
    for name, value in values.items():
        if name in pattern().nodes:
            value = entity_id(str(value))
        for by in schemata().properties.get(kinds[name].iri, ()):
            found.setdefault(by, []).extend(value if isinstance(value, list) else [str(value)])
    return found
