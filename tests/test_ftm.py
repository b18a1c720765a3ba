"""FollowTheMoney entities, read back by its own package where that is installed (it needs ICU to be built)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from interchange_parts import stored, written

from graph_builder.interchange.content import Content, StoreContent
from graph_builder.interchange.ftm import entity_id
from graph_builder.interchange.registry import formats
from graph_builder.stores.opening import open_store
from ontology.followthemoney import FTM, schemata
from ontology.loading import load

Entity = dict[str, Any]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Content]:
    """The example notices and the odd one."""
    with open_store(str(stored(tmp_path_factory.mktemp("ftm")))) as store:
        yield StoreContent(store.view())


@pytest.fixture(scope="module")
def entities(content: Content) -> list[Entity]:
    return [json.loads(line) for line in written(formats()["ftm"], content).split(b"\n") if line]


@pytest.fixture(scope="module")
def model() -> Any:
    return pytest.importorskip("followthemoney", reason="followthemoney is not installed").model


def test_every_entity_is_valid(entities: list[Entity], model: Any) -> None:
    for said in entities:
        schema = model.get(said["schema"])
        assert schema is not None and not schema.abstract, said["schema"]
        assert schema.validate(said) is None
        assert model.get_proxy(said, cleaned=False).to_dict()["properties"].keys() == said["properties"].keys(), said


def test_every_name_of_the_mapping_is_one_of_followthemoney(model: Any) -> None:
    mapped = schemata()
    for schema in (*mapped.labels.values(), *(edge.schema for edge in mapped.edges.values())):
        assert schema in model.schemata
    for edge in mapped.edges.values():
        properties = model.get(edge.schema).properties
        assert {edge.start, edge.end} <= set(properties)
        assert properties[edge.start].type.name == properties[edge.end].type.name == "entity"
    names = {name for schema in model.schemata.values() for name in schema.properties}
    assert {name for found in mapped.properties.values() for name in found} <= names


def test_every_end_is_an_entity(entities: list[Entity]) -> None:
    ids = {said["id"] for said in entities}
    edges = {edge for edge in schemata().edges.values()}
    for said in entities:
        for edge in edges:
            if said["schema"] == edge.schema:
                assert set(said["properties"][edge.start]) | set(said["properties"][edge.end]) <= ids


@pytest.mark.parametrize(
    ("label", "schema"),
    [
        ("Company", "Company"),
        ("Agency", "PublicBody"),
        ("InspectionGroup", "Organization"),
        ("Person", "Person"),
        ("Policy", "Document"),
        ("Report", "Document"),
        ("Project", "Project"),
        ("Inspection", "Event"),
        ("Problem", "Note"),
        ("Measure", "Note"),
        ("Place", "Address"),
    ],
)
def test_labels_are_entities_of_a_schema(label: str, schema: str, content: Content, entities: list[Entity]) -> None:
    found = {said["id"]: said for said in entities}
    for node in (node for node in content.nodes() if node.label == label):
        assert found[entity_id(node.id)]["schema"] == schema
        assert found[entity_id(node.id)]["properties"]["name"] == [node.properties["name"]]


def test_a_post_is_an_employment_and_every_other_link_says_what_it_is(content: Content, entities: list[Entity]) -> None:
    posts = [link for link in content.relationships() if link.type == "HOLDS_POST"]
    employed = [said["properties"] for said in entities if said["schema"] == "Employment"]
    assert {(e["employee"][0], e["employer"][0], e["role"][0]) for e in employed} == {
        (post.start, post.end, str(post.properties["title"])) for post in posts
    }
    names = {kind.zh for kind in load().relationships.values()}
    linked = [said["properties"] for said in entities if said["schema"] == "UnknownLink"]
    assert {link["role"][0] for link in linked} <= names
    assert all(link["summary"] and link["proof"] for link in linked)


def test_what_has_no_schema_is_left_out(entities: list[Entity]) -> None:
    assert not [said for said in entities if said["id"].startswith(("theme-", "problemarea-"))]
    assert str(FTM) == "https://w3id.org/ftm#"
