"""What holds for every store: the contract of `graph_builder.stores.interface`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from msgspec.structs import replace
from store_notices import AGENCY, PLACE, address_of, everything, loaded, notice

from graph_builder.stores.errors import (
    GraphRejected,
    StoreAddress,
    StoreForbidden,
)
from graph_builder.stores.interface import Page, Store, View
from graph_builder.stores.neo4j_address import credentials
from graph_builder.stores.opening import open_store
from ontology.records import Evidence, Graph, Node, Relationship, Span

A = notice("甲.txt", "甲的第一稿", ("县财政局", "财政局"))
A2 = notice("甲.txt", "甲的第二稿", ("云溪财政",), problems=3)
B = notice("乙.txt", "乙的稿", ("县财政局",))


@pytest.fixture
def shared_database(neo4j_address: str) -> Iterator[str]:
    """With data of others under our labels, which is as it was when the test is done."""
    others = "(:Agency {id: $id, name: '县财政局', key: 7})-[:MENTIONS]->(:Report {source: '甲.txt'})"
    with neo4j.GraphDatabase.driver(neo4j_address, auth=credentials()) as driver:
        driver.execute_query(f"CREATE {others}", id=AGENCY)
        yield neo4j_address
        count = (
            "MATCH (a)-[r]->(b) WHERE a.key = 7 RETURN properties(a), properties(r), properties(b), COUNT { (a)--() }"
        )
        (found,) = driver.execute_query(count).records
        assert found.values() == [{"id": AGENCY, "name": "县财政局", "key": 7}, {}, {"source": "甲.txt"}, 1]


@pytest.fixture(params=["memory", "embedded", "neo4j", "neo4j beside others"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with open_store(address_of(request.param, request), mode="write") as opened:
        yield opened


@pytest.fixture(params=["memory", "embedded"])
def snapshots(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A server keeps none."""
    with open_store(address_of(request.param, request), mode="write") as opened:
        yield opened


def reference(*graphs: Graph) -> list[str]:
    return list(everything(loaded(open_store("memory:"), *graphs)))


def named(view: View) -> object:
    node = view.node(AGENCY)
    return node and node.properties["aliases"]


# -- what another process stores --------------------------------------------------------------------------------


def test_a_store_knows_when_another_has_stored_something(asked: Store) -> None:
    loaded(asked, A).counts()
    asked.close()
    with open_store(asked.address) as opened:
        assert not opened.outdated() and not opened.outdated()
        opened.view().counts()
        assert not opened.outdated()
        with open_store(asked.address, mode="write") as other:
            loaded(other, B)
        assert opened.outdated()


# -- loading and removing ---------------------------------------------------------------------------------------


def test_outcomes(store: Store) -> None:
    with store.writer() as writer:
        assert [writer.load(graph) for graph in (A, A, B, A2, A2, B)] == [
            "added",
            "unchanged",
            "added",
            "changed",
            "unchanged",
            "unchanged",
        ]
        assert [writer.remove(A2.report), writer.remove(A2.report)] == [True, False]


@pytest.mark.parametrize(
    ("steps", "same_as"),
    [
        ((A, B), (A, B)),
        ((B, A), (A, B)),
        ((A, A, B, B), (A, B)),
        ((A, B, A2), (B, A2)),
        ((A, A2, B), (A2, B)),
        ((A, A2, A), (A,)),
    ],
)
def test_what_was_loaded_is_there_and_nothing_else(
    store: Store, steps: tuple[Graph, ...], same_as: tuple[Graph, ...]
) -> None:
    assert list(everything(loaded(store, *steps))) == reference(*same_as)


def test_removing_one_notice_leaves_the_other_alone(store: Store) -> None:
    loaded(store, A, B).counts()
    with store.writer() as writer:
        writer.remove(A.report)
    assert list(everything(store.view())) == reference(B)


def test_removing_all_leaves_nothing(store: Store) -> None:
    loaded(store, A, B)
    with store.writer() as writer:
        writer.remove(A.report)
        writer.remove(B.report)
    assert list(everything(store.view())) == []


def test_aliases_come_and_go_with_the_notices_that_say_them(store: Store) -> None:
    declaring = replace(B, nodes=tuple(_declaring(node) for node in B.nodes))
    assert named(loaded(store, A)) == ["县财政局", "财政局"]
    assert named(loaded(store, declaring)) == ["云财局", "县财政局", "财政局"]
    assert named(loaded(store, A2)) == ["云溪财政", "云财局", "县财政局"]
    with store.writer() as writer:
        writer.remove(B.report)
    assert named(store.view()) == ["云溪财政"]


def _declaring(node: Node) -> Node:
    own = {"aliases": ["云财局", "云溪县财政局"]} if node.id == AGENCY else {}
    return replace(node, properties={**node.properties, **own})


def test_parallel_relationships_stay_apart_and_equal_ones_become_one(store: Store) -> None:
    twice = replace(A, relationships=A.relationships * 2)
    view = loaded(store, twice)
    assert [link.evidence.quote for link in view.relationships(AGENCY, "APPEARS_IN")] == [
        "县财政局",
        "财政局",
    ]


def test_records_come_back_as_they_went_in(store: Store) -> None:
    link = Relationship(
        "HOLDS_POST",
        "person:1",
        AGENCY,
        {
            "title": "局长",
            "type": "正职",
            "start": 7,
            "confidence": 1.0,
            "since": "2024-01-02",
            "shared": True,
        },
        Evidence(A.report, Span(7, 12), "局长“某某”\n'\\`", "post", 1.0),
    )
    person = Node("person:1", "Person", {"name": '["某某"]', "aliases": [], "note": "", "rank": 0.5})
    view = loaded(store, replace(A, nodes=(*A.nodes, person), relationships=(*A.relationships, link)))
    own = {key: link.properties[key] for key in ("title", "type", "since", "shared")}
    assert view.relationships("person:1") == (replace(link, properties=own),)
    assert view.known(["person:1"]) == (person,)
    assert isinstance(view.relationships("person:1")[0].evidence.confidence, float)


C = notice("丙.txt", "丙的稿", ("财政局",), problems=4)


@pytest.mark.parametrize(
    ("before", "batch", "outcomes"),
    [
        ((), (A, B, C), ["added", "added", "added"]),
        ((A,), (B, C), ["added", "added"]),
        ((A,), (A, B), ["unchanged", "added"]),
        ((A,), (B, A2, C), ["added", "changed", "added"]),
        ((), (A, A2, B), ["added", "changed", "added"]),
        ((), (B, B), ["added", "unchanged"]),
        ((), (C,), ["added"]),
        ((), (), []),
    ],
)
def test_a_batch_ends_as_its_notices_one_by_one(
    store: Store, before: tuple[Graph, ...], batch: tuple[Graph, ...], outcomes: list[str]
) -> None:
    loaded(store, *before)
    with store.writer() as writer:
        assert list(writer.load_all(batch)) == outcomes
    assert list(everything(store.view())) == reference(*before, *batch)
    assert [node.id for node in store.view().find("财政局")][:1] == ([AGENCY] if before or batch else [])


def test_a_batch_tells_which_of_its_notices_is_at_fault(store: Store) -> None:
    clash = replace(C, nodes=tuple(replace(n, label="Company") if n.id == AGENCY else n for n in C.nodes))
    with store.writer() as writer:
        first, second, third = writer.load_all((A, clash, B))
    assert (first, third) == ("added", "added")
    assert isinstance(second, GraphRejected)
    assert list(everything(store.view())) == reference(A, B)


# -- graphs that are not taken ------------------------------------------------------------------------------------


def _without_report(graph: Graph) -> Graph:
    return replace(graph, nodes=graph.nodes[1:])


def _changed(graph: Graph, index: int, **properties: object) -> Graph:
    nodes = list(graph.nodes)
    nodes[index] = replace(nodes[index], properties={**nodes[index].properties, **properties})  # type: ignore[dict-item]
    return replace(graph, nodes=tuple(nodes))


@pytest.mark.parametrize(
    ("graph", "fault"),
    [
        (_without_report(A), "no Report node"),
        (_changed(A, 0, source=1), "no `source`"),
        (_changed(A, 1, name=""), "no name"),
        (_changed(A, 1, title="x"), "`title`"),
        (_changed(A, 1, when={"a": 1}), "`when`"),
        (_changed(A, 1, big=2**63), "`big`"),
        (_changed(A, 1, nan=float("nan")), "`nan`"),
        (_changed(A, 3, aliases=["云溪"]), "aliases"),
        (_changed(A, 1, **{"a b`": 1}), "is no name"),
        (replace(A, nodes=A.nodes + A.nodes[:1]), "twice"),
        (replace(A, nodes=(*A.nodes, Node("x", "Place", {"name": "x"}))), "no relationship"),
        (replace(A, nodes=A.nodes[:-1]), "not among the nodes"),
        (replace(A, relationships=A.relationships + B.relationships[2:3]), "another notice"),
        (
            replace(A, relationships=(*A.relationships[1:], replace(A.relationships[0], properties={"start": 5}))),
            "its evidence says 0",
        ),
    ],
)
def test_a_graph_with_a_fault_is_refused_whole(store: Store, graph: Graph, fault: str) -> None:
    with store.writer() as writer, pytest.raises(GraphRejected, match=fault):
        writer.load(graph)
    assert list(everything(store.view())) == []


def test_an_id_that_changes_its_label_is_refused_and_nothing_of_the_notice_stays(store: Store) -> None:
    loaded(store, B)
    clash = replace(A, nodes=tuple(replace(n, label="Company") if n.id == AGENCY else n for n in A.nodes))
    with store.writer() as writer, pytest.raises(GraphRejected, match="Agency in the store"):
        writer.load(clash)
    assert list(everything(store.view())) == reference(B)


# -- reading ------------------------------------------------------------------------------------------------------


def test_a_view_is_a_snapshot(snapshots: Store) -> None:
    before = loaded(snapshots, A)
    kept = list(everything(before))
    loaded(snapshots, A2, B)
    assert list(everything(before)) == kept == reference(A)


def test_node_with_its_evidence(store: Store) -> None:
    view = loaded(store, A, B)
    node = view.node(AGENCY)
    assert node is not None
    assert [(at.report, at.quote) for at in node.evidence] == [
        (at.report, at.quote) for at in sorted(node.evidence, key=lambda at: (at.report, at.span))
    ]
    assert sorted(at.quote for at in node.evidence) == ["县财政局", "县财政局", "财政局"]
    assert [at.rule for at in view.evidence(PLACE)] == ["test", "test"]
    assert view.node("nobody") is None
    assert view.evidence("nobody") == ()


@pytest.mark.parametrize(
    ("type", "direction", "page", "expected"),
    [
        (None, "both", None, ["APPEARS_IN", "APPEARS_IN", "INSPECTED", "LOCATED_IN"]),
        (None, "out", None, ["APPEARS_IN", "APPEARS_IN", "LOCATED_IN"]),
        (None, "in", None, ["INSPECTED"]),
        ("APPEARS_IN", "in", None, []),
        ("FOUND", "both", None, []),
        ("NO_SUCH_TYPE", "both", None, []),
        (None, "both", Page(1, 2), ["APPEARS_IN", "INSPECTED"]),
        (None, "both", Page(4, 2), []),
    ],
)
def test_relationships_by_type_direction_and_page(
    store: Store, type: str | None, direction: str, page: Page | None, expected: list[str]
) -> None:
    found = loaded(store, A).relationships(AGENCY, type, direction, page)  # type: ignore[arg-type]
    assert [link.type for link in found] == expected


def test_a_relationship_to_itself_is_there_once(store: Store) -> None:
    itself = replace(A.relationships[2], start=PLACE, end=PLACE, type="PART_OF")
    view = loaded(store, replace(A, relationships=(*A.relationships, itself)))
    assert [link.type for link in view.relationships(PLACE)] == ["LOCATED_IN", "PART_OF"]
    assert [link.type for link in view.relationships(PLACE, direction="out")] == ["PART_OF"]


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("云溪县", None, ["云溪县", "云溪县财政局"]),
        ("云溪县", "Agency", ["云溪县财政局"]),
        ("财政局", None, ["云溪县财政局"]),
        ("县财政", None, ["云溪县财政局"]),
        ("深入之1", None, ["学习不深入之1"]),
        ("没有", None, []),
        ("云溪县", "NoSuchLabel", []),
        ("'\\\"`$", None, []),
    ],
)
def test_find(store: Store, name: str, label: str | None, expected: list[str]) -> None:
    found = loaded(store, A).find(name, label=label)
    assert [node.properties["name"] for node in found] == expected


def test_find_puts_the_exact_before_the_beginning_before_the_rest(store: Store) -> None:
    names = ("财政局", "财政局长室", "县财政局", "财政", "市财政")
    more = [Node(f"agency:{name}", "Agency", {"name": name}) for name in names]
    links = [replace(A.relationships[1], end=node.id) for node in more]
    view = loaded(store, replace(A, nodes=(*A.nodes, *more), relationships=(*A.relationships, *links)))
    assert [node.properties["name"] for node in view.find("财政局", limit=4)] == [
        "财政局",
        "云溪县财政局",
        "财政局长室",
        "县财政局",
    ]


def test_counts_and_reports(store: Store) -> None:
    view = loaded(store, A, B)
    counts = view.counts()
    assert counts.labels == {"Agency": 1, "Inspection": 2, "Place": 1, "Problem": 4, "Report": 2}
    assert counts.types == {"APPEARS_IN": 3, "FOUND": 4, "INSPECTED": 2, "LOCATED_IN": 2, "REPORTS_ON": 2}
    assert list(view.report_ids()) == sorted([A.report, B.report])
    assert [node.properties["source"] for node in view.reports()] == [
        node.properties["source"] for node in sorted((A.nodes[0], B.nodes[0]), key=lambda node: node.id)
    ]


@pytest.mark.parametrize(
    ("hops", "limit", "nodes", "relationships", "truncated"),
    [
        (0, 100, 1, 0, False),
        (1, 100, 4, 5, False),
        (2, 100, 6, 7, False),
        (9, 100, 6, 7, False),
        (1, 3, 3, 2, True),
        (1, 1, 1, 0, True),
    ],
)
def test_subgraph(store: Store, hops: int, limit: int, nodes: int, relationships: int, truncated: bool) -> None:
    found = loaded(store, A).subgraph([AGENCY, "nobody", AGENCY], hops, limit)
    assert (len(found.nodes), len(found.relationships), found.truncated) == (nodes, relationships, truncated)
    assert found.nodes[0].id == AGENCY
    ids = {node.id for node in found.nodes}
    assert all(link.start in ids and link.end in ids for link in found.relationships)


def test_an_empty_store_answers_everything_with_nothing(store: Store) -> None:
    view = store.view()
    assert list(everything(view)) == []
    assert view.find("财政") == ()
    assert view.subgraph([AGENCY]).nodes == ()
    assert view.counts().labels == {}


# -- Cypher -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["", " ", "http://h/x", "postgres://h"])
def test_addresses_that_name_no_store(address: str) -> None:
    with pytest.raises(StoreAddress, match=r"graph\.kgl"):
        open_store(address)


def test_a_store_opened_to_read_gives_no_writer(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.kgl")
    open_store(path, mode="write").close()
    with open_store(path) as store, pytest.raises(StoreForbidden, match="read only"):
        store.writer()
