"""JSON-LD: readable as plain JSON, and as linked data by the context that each file brings along."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graph_builder.interchange.content import Content
from ontology.checks import link_values, node_values
from ontology.context import Json, context, local_name
from ontology.loading import load
from ontology.pattern import CLAIM, Pattern, Slot, pattern
from ontology.records import Node, Relationship
from ontology.syntax import TYPE, Turtle, node_address
from ontology.triples import resource_ids


def write(content: Content) -> Iterator[bytes]:
    yield f'{{"@context":{_text(context(load(), pattern()))},"@graph":['.encode()
    before = "\n"
    for item in _items(content):
        yield (before + _text(item)).encode()
        before = ",\n"
    yield b"\n]}\n"


def _items(content: Content) -> Iterator[Json]:
    yield from map(_node, content.nodes())
    shape = pattern()
    yield from (_claim(link, shape) for link in content.relationships())


def _node(node: Node) -> Json:
    values: dict[str, Json] = {name: _json(value) for name, value in node_values(node).items()}
    return {"@id": node_address(node.id), "type": node.label, **values}


def _claim(link: Relationship, shape: Pattern) -> Json:
    """The claim with what proves it inside, and the relationship itself on its subject."""
    made = {name: _resource(name, id, link, shape) for name, id in resource_ids(link, shape).items()}
    for above, below in reversed(list(shape.below.items())):
        for resource, by, object in shape.triples:
            if resource == above and isinstance(object, Slot) and object.name in below:
                _add(made[above], local_name(by), made[object.name])
    own = {name: _json(value) for name, value in link_values(link).items() if name not in shape.placed}
    return {**made[CLAIM], **own}


def _resource(name: str, id: str, link: Relationship, shape: Pattern) -> dict[str, Json]:
    said: dict[str, Json] = {"@id": node_address(id)}
    values = link_values(link)
    for resource, by, object in shape.triples:
        if resource != name:
            continue
        if not isinstance(object, Slot):
            said["type" if by == TYPE else local_name(by)] = local_name(object)
        elif object.kind == "end":
            said[local_name(by)] = _end(object.name, link)
        elif object.kind == "value":
            value = values[object.name]
            said[local_name(by)] = node_address(str(value)) if object.name in shape.nodes else _json(value)
    return said


def _end(name: str, link: Relationship) -> Json:
    if name == "type":
        return Turtle().iri(load().relationships[link.type].iri)
    if name == "start":
        return {"@id": node_address(link.start), link.type: node_address(link.end)}
    return node_address(link.end)


def _add(item: dict[str, Json], name: str, value: Json) -> None:
    """Several values of one name are a list."""
    if name not in item:
        item[name] = value
        return
    kept = item[name]
    item[name] = [*kept, value] if isinstance(kept, list) else [kept, value]


def _json(value: object) -> Json:
    return value  # type: ignore[return-value]


def _text(item: Json) -> str:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))
