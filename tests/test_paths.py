"""Ways between entities: which are found, what they cost, and that all stores find the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from example_graphs import loaded

from graph_builder.stores.errors import QueryParameter
from graph_builder.stores.interface import Store, View
from graph_builder.stores.opening import open_store
from graph_builder.stores.paths import HUB, MOST_ENDS, MOST_PROOFS, MOST_STEPS, Path, PathLimits
from ontology.records import Evidence, Graph, Node, Relationship, Span

REPORT = "report:1"
LABELS = {"a": "Agency", "c": "Company", "p": "Problem", "m": "Measure", "r": "Report", "i": "Inspection"}


def graph(*links: str, type: str = "MENTIONS", also: tuple[Relationship, ...] = ()) -> Graph:
    """The graph of one notice from links like `p1-c2`; the first letter of a name tells its label."""
    pairs = [link.split("-") for link in links]
    ends = sorted({*(end for pair in pairs for end in pair), *(end for link in also for end in (link.start, link.end))})
    nodes = [Node(id, LABELS[id[0]], {"name": id}) for id in ends if id != REPORT]
    report = Node(REPORT, "Report", {"name": "通报", "source": "x.txt", "sha256": "0"})
    made = [link(type, start, end, at) for at, (start, end) in enumerate(pairs)]
    return Graph(REPORT, (report, *nodes), (*made, *also))


def link(type: str, start: str, end: str, at: int = 0, confidence: float = 1.0) -> Relationship:
    return Relationship(type, start, end, {}, Evidence(REPORT, Span(at, at + 1), "字", "test", confidence))


@pytest.fixture(params=["memory", "embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    address = {
        "memory": lambda: "memory:",
        "embedded": lambda: str(request.getfixturevalue("tmp_path") / "graph.kgl"),
        "neo4j": lambda: request.getfixturevalue("neo4j_address"),
    }[request.param]()
    with open_store(address, mode="write") as opened:
        yield opened


def view_of(store: Store, one: Graph) -> View:
    with store.writer() as writer:
        writer.load(one)
    return store.view()


def ways(found: tuple[Path, ...]) -> list[str]:
    return ["-".join(node.id for node in path.nodes) for path in found]


NET = ("p1-c1", "p1-c2", "m1-c1", "m1-c3", "p2-c2", "p2-c3", "p3-c3", "p3-c4", "m4-c4", "m4-c9")


@pytest.mark.parametrize(
    ("ids", "limits", "expected"),
    [
        (("c1", "c2"), PathLimits(), ["c1-p1-c2", "c1-m1-c3-p2-c2"]),
        (("c1", "c2"), PathLimits(most=1), ["c1-p1-c2"]),
        (("c1", "c2"), PathLimits(longest=2), ["c1-p1-c2"]),
        (("c1", "c4"), PathLimits(longest=4), ["c1-m1-c3-p3-c4"]),
        (("c1", "c4"), PathLimits(longest=6), ["c1-m1-c3-p3-c4", "c1-p1-c2-p2-c3-p3-c4"]),
        (("c1", "c4"), PathLimits(longest=3), []),
        (("c1", "c2", "c3"), PathLimits(most=1), ["c1-p1-c2", "c1-m1-c3", "c2-p2-c3"]),
        (("c3", "c2", "c3", "nobody"), PathLimits(most=1), ["c3-p2-c2"]),
        (("c1", "c2"), PathLimits(types=("CITES",)), []),
        (("c1", "c2"), PathLimits(types=("NO_SUCH_TYPE",)), []),
        (("c1", "c2"), PathLimits(longest=0), []),
        (("c1",), PathLimits(), []),
        ((), PathLimits(), []),
    ],
)
def test_which_ways_are_found(store: Store, ids: tuple[str, ...], limits: PathLimits, expected: list[str]) -> None:
    assert ways(view_of(store, graph(*NET)).paths(ids, limits)) == expected


def test_a_hub_is_the_dearer_way(store: Store) -> None:
    """c1 and c2 are named with a0, and so is everybody; a longer way by what few know is told first."""
    crowd = [f"m{n}-a0" for n in range(HUB)]
    view = view_of(store, graph("p1-c1", "p1-a0", "p2-c2", "p2-a0", "p3-c1", "p3-c5", "p4-c5", "p4-c2", *crowd))
    near, far = view.paths(["c1", "c2"])
    assert ways((near, far)) == ["c1-p3-c5-p4-c2", "c1-p1-a0-p2-c2"]
    assert far.cost > near.cost


def test_what_one_notice_names_together_is_no_way_unless_asked_for(store: Store) -> None:
    appears = (link("APPEARS_IN", "c1", REPORT), link("APPEARS_IN", "c2", REPORT), link("PUBLISHED", "a1", REPORT))
    view = view_of(store, graph("p1-c1", "p2-c2", also=appears))
    assert view.paths(["c1", "c2"]) == ()
    assert ways(view.paths(["c1", "c2"], PathLimits(types=("APPEARS_IN",)))) == [f"c1-{REPORT}-c2"]


def test_each_hop_is_proved_by_the_surest_sentences(store: Store) -> None:
    sure = tuple(link("MENTIONS", "p1", "c1", 100 + n, 0.1 * n) for n in range(MOST_PROOFS + 2))
    (path,) = view_of(store, graph("p1-c2", also=sure)).paths(["c2", "c1"])
    first, second = path.hops
    assert [proof.evidence.span for proof in first] == [Span(0, 1)]
    assert [proof.evidence.confidence for proof in second] == sorted(
        (proof.evidence.confidence for proof in sure), reverse=True
    )[:MOST_PROOFS]


def test_two_neighbours_and_a_loop(store: Store) -> None:
    itself = link("PART_OF", "a1", "a1")
    assert ways(view_of(store, graph("p1-a1", also=(itself,))).paths(["a1", "p1"])) == ["a1-p1"]


def test_more_ends_than_can_be_joined_are_refused(store: Store) -> None:
    with pytest.raises(QueryParameter, match=f"at most {MOST_ENDS}"):
        view_of(store, graph(*NET)).paths(["c1", "c2", "c3", "c4", "c9", "p1"])


def test_an_end_that_is_a_hub_is_reached_from_the_other(tmp_path: object) -> None:
    """The hub's own links are more than a front looks at; the other end comes to it."""
    crowd = [f"m{n}-a0" for n in range(MOST_STEPS + 100)]
    view = view_of(open_store("memory:"), graph("p1-c1", "p1-c2", "m9999-c2", "m9999-a0", *crowd))
    assert ways(view.paths(["a0", "c1"])) == ["a0-m9999-c2-p1-c1"]
    assert ways(view.paths(["c1", "a0"])) == ["c1-p1-c2-m9999-a0"]


# -- the bundled examples -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def engine(empty_store: str) -> Iterator[View]:
    with open_store(empty_store, mode="write") as store:
        yield loaded(store)


def pairs(view: View) -> list[tuple[str, str]]:
    companies = [node.id for label in ("Company", "Agency") for node in view.nodes(label)]
    return list(combinations(companies[::9], 2))


def test_every_engine_finds_the_same_ways(in_memory: View, engine: View) -> None:
    found = 0
    for ids in pairs(in_memory)[::2]:
        expected = in_memory.paths(ids, PathLimits(longest=6))
        assert engine.paths(ids, PathLimits(longest=6)) == expected
        found += len(expected)
    assert found > 20


def test_every_way_holds_together(in_memory: View) -> None:
    for ids in pairs(in_memory):
        told = in_memory.paths(ids)
        assert [path.cost for path in told] == sorted(path.cost for path in told)
        for path in told:
            assert (path.nodes[0].id, path.nodes[-1].id) == ids
            assert len({node.id for node in path.nodes}) == len(path.nodes) <= 5
            for (one, other), proofs in zip(pairwise(path.nodes), path.hops, strict=True):
                assert proofs and {frozenset((proof.start, proof.end)) for proof in proofs} == {
                    frozenset((one.id, other.id))
                }
