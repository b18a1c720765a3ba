"""Searching: what is found, in which order, and that all stores find the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from example_graphs import examples, loaded
from msgspec.structs import replace
from store_notices import AGENCY, notice

from graph_builder.stores import search_file
from graph_builder.stores.errors import QueryParameter
from graph_builder.stores.interface import Store, View
from graph_builder.stores.opening import open_store
from graph_builder.stores.pinyin import spelling
from graph_builder.stores.search import MOST_WORDS, Filters, Page, SearchRequest, SearchResult

A = notice("甲.txt", "甲的第一稿", ("县财政局", "财政局"))
A2 = notice("甲.txt", "甲的第二稿", ("云溪财政",), problems=3)
B = notice("乙.txt", "乙的稿", ("县财政局",))


def ids(label: str, *names: str) -> tuple[str, ...]:
    found = {node.properties["name"]: node.id for graph in examples() for node in graph.nodes if node.label == label}
    return tuple(found[name] for name in names)


def reports(*sources: str) -> tuple[str, ...]:
    nodes = (node for graph in examples() for node in graph.nodes if node.label == "Report")
    return tuple(node.id for node in nodes if any(source in str(node.properties["source"]) for source in sources))


def names(found: SearchResult) -> list[str]:
    return [str(hit.node.properties["name"]) for hit in found.hits]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    path = str(tmp_path_factory.mktemp("search") / "graph.kgl")
    with open_store(path, mode="write") as store:
        loaded(store)
    with open_store(path) as store:
        yield store.view()


@pytest.fixture(scope="module")
def server(neo4j_emptied: str) -> Iterator[View]:
    with open_store(neo4j_emptied, mode="write") as store:
        yield loaded(store)


# -- what is found --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "labels", "field", "first"),
    [
        ("云澜市", (), "name", "云澜市"),
        ("云澜恒筑建设工程有限公司", (), "name", "云澜恒筑建设工程有限公司"),
        ("恒筑", ("Company",), "aliases", "云澜恒筑建设工程有限公司"),
        ("筑", ("Company",), "name", "云澜恒筑建设工程有限公司"),
        ("澜恒 工程", ("Company",), "name", "云澜恒筑建设工程有限公司"),
        ("yunlanshi", ("Place",), "pinyin", "云澜市"),
        ("yls", ("Place",), "pinyin", "云澜市"),
        ("hengzhu", ("Company",), "pinyin", "云澜恒筑建设工程有限公司"),
        ("hzjs", ("Company",), "pinyin", "云澜恒筑建设工程有限公司"),
        ("老旧小区改造", ("Problem",), "name", "老旧小区改造推进不力"),
    ],
)
def test_what_comes_first(in_memory: View, words: str, labels: tuple[str, ...], field: str, first: str) -> None:
    (hit, *_) = in_memory.search(SearchRequest(words, labels)).hits
    assert (hit.node.properties["name"], hit.field) == (first, field)


@pytest.mark.parametrize("words", ["", " ", "《", "不存在的名称", "x" * 20, "a", '" OR *', "name:*", "'"])
def test_what_finds_nothing(in_memory: View, words: str) -> None:
    found = in_memory.search(SearchRequest(words, ("Company",)))
    assert (found.hits, found.total, found.truncated) == ((), 0, False)


def test_every_stretch_of_every_name_alias_and_text_finds_its_node(in_memory: View) -> None:
    for node in list(in_memory.nodes())[::23]:
        own = [str(node.properties["name"]), str(node.properties.get("text", "")), *node.properties["aliases"]]  # type: ignore[misc]
        for text in filter(None, own):
            for start, size in ((0, 1), (len(text) // 2, 2), (len(text) // 3, 9)):
                part = text[start : start + size]
                if any(sign.isalnum() for sign in part):
                    found = in_memory.search(SearchRequest(part, (node.label,), page=Page(0, 5_000)))
                    assert node.id in {hit.node.id for hit in found.hits}, (part, node)


def test_the_order_and_score_of_what_fits(in_memory: View) -> None:
    found = in_memory.search(SearchRequest("云澜市", page=Page(0, 500)))
    scores = [hit.score for hit in found.hits]
    assert scores[0] == 1.0
    assert scores == sorted(scores, reverse=True)
    assert found.total == len(found.hits) == sum(count for _, count in found.facets["label"])


def test_a_hit_tells_what_fits(in_memory: View) -> None:
    for words in ("财政局", "监管", "jianguan"):
        for hit in in_memory.search(SearchRequest(words)).hits:
            kept = hit.node.properties
            assert hit.field == "pinyin" or words in hit.matched
            assert hit.matched in {"name": [kept["name"]], "pinyin": [kept["name"]], "aliases": kept["aliases"]}.get(  # type: ignore[operator]
                hit.field, str(kept.get("text"))
            )


def test_pages_follow_each_other(in_memory: View) -> None:
    whole = names(in_memory.search(SearchRequest("整改", page=Page(0, 60))))
    parts = [names(in_memory.search(SearchRequest("整改", page=Page(at, 20)))) for at in (0, 20, 40)]
    assert [name for part in parts for name in part] == whole


def test_too_many_words_are_refused(in_memory: View) -> None:
    with pytest.raises(QueryParameter, match=str(MOST_WORDS)):
        in_memory.search(SearchRequest("字" * (MOST_WORDS + 1)))


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("财政局", "caizhengju czj zhengju zj ju j"),
        ("重庆", "chongqing cq qing q"),
        ("A区(北)", "aqubei aqb qubei qb bei b"),
        ("—", ""),
    ],
)
def test_names_in_pinyin(name: str, spelt: str) -> None:
    assert spelling(name) == spelt


# -- filters and facets ---------------------------------------------------------------------------------------------


def test_filters_leave_what_appears_in_the_notices_meant(in_memory: View) -> None:
    (report,) = reports("04_wrapped")
    found = in_memory.search(SearchRequest("整改", filters=Filters(reports=(report,)), page=Page(0, 500)))
    assert found.total
    for hit in found.hits:
        assert report in {hit.node.id, *(at.report for at in in_memory.evidence(hit.node.id))}
    assert (report, found.total) in found.facets["report"]


def test_a_place_stands_for_what_lies_in_it(in_memory: View) -> None:
    city, district = ids("Place", "云澜市", "砚湖区")
    in_city = in_memory.search(SearchRequest("整改", filters=Filters(places=(city,))))
    in_district = in_memory.search(SearchRequest("整改", filters=Filters(places=(district,))))
    assert 0 < in_district.total < in_city.total
    assert dict(in_city.facets["place"])[city] == in_city.total


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        (date(2024, 1, 1), None, {"2024"}),
        (None, date(2022, 12, 31), {"2022"}),
        (date(2024, 7, 5), date(2024, 7, 5), {"2024"}),
        (date(2025, 1, 1), None, set()),
    ],
)
def test_days_bound_the_notices(in_memory: View, since: date | None, until: date | None, years: set[str]) -> None:
    found = in_memory.search(SearchRequest("通报", ("Report",), Filters(since=since, until=until)))
    assert {year for year, _ in found.facets["year"]} == years
    assert found.total == sum(count for _, count in found.facets["year"])


def test_themes_are_those_of_the_problems(in_memory: View) -> None:
    (theme,) = ids("Theme", "工程质量与管理")
    found = in_memory.search(SearchRequest("老旧小区", filters=Filters(themes=(theme,))))
    assert {"Problem", "Measure"} <= {hit.node.label for hit in found.hits}
    assert dict(found.facets["theme"])[theme] == found.total


# -- one answer from all stores ---------------------------------------------------------------------------------------

WORDS = [
    "云",
    "云澜",
    "市委",
    "工程监管",
    "整改",
    "财政局",
    "2022",
    "3",
    "云澜 公司",
    "yunlan",
    "hengzhu",
    "sw",
    "《",
    "水务 局",
]
REQUESTS = [
    *(SearchRequest(word, page=Page(0, 1000)) for word in WORDS),
    *(SearchRequest(word, ("Company", "Agency")) for word in WORDS),
    SearchRequest("整改", page=Page(7, 5)),
    SearchRequest("局", filters=Filters(since=date(2024, 1, 1))),
    SearchRequest("局", filters=Filters(until=date(2022, 12, 31), since=date(2022, 7, 1))),
    SearchRequest("工程", filters=Filters(places=ids("Place", "云澜市"))),
    SearchRequest("工程", filters=Filters(places=ids("Place", "砚湖区", "白榆区"))),
    SearchRequest("云澜", filters=Filters(reports=reports("04_", "10_"))),
    SearchRequest("云澜", filters=Filters(reports=reports("04_", "10_"), places=ids("Place", "砚湖区"))),
    SearchRequest("云", filters=Filters(themes=ids("Theme", "工程质量与管理", "主体责任"))),
    SearchRequest("工程", ("Theme", "Measure"), Filters(themes=ids("Theme", "工程质量与管理"))),
    SearchRequest("工程", filters=Filters(reports=("nosuch",))),
]


@pytest.mark.parametrize("request_", REQUESTS, ids=range(len(REQUESTS)))
def test_the_embedded_store_finds_what_the_reference_finds(
    in_memory: View, embedded: View, request_: SearchRequest
) -> None:
    assert embedded.search(request_) == in_memory.search(request_)


@pytest.mark.usefixtures("meets_neo4j")
@pytest.mark.parametrize("request_", REQUESTS, ids=range(len(REQUESTS)))
def test_a_server_finds_what_the_reference_finds(in_memory: View, server: View, request_: SearchRequest) -> None:
    assert server.search(request_) == in_memory.search(request_)


@pytest.fixture(params=["memory", "embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    address = {
        "memory": lambda: "memory:",
        "embedded": lambda: str(request.getfixturevalue("tmp_path") / "graph.kgl"),
        "neo4j": lambda: request.getfixturevalue("neo4j_address"),
    }[request.param]()
    with open_store(address, mode="write") as opened:
        yield opened


def found(store: Store, words: str) -> list[tuple[str, str]]:
    return [(hit.node.id, hit.matched) for hit in store.view().search(SearchRequest(words)).hits]


def test_what_is_found_follows_the_notices(store: Store) -> None:
    with store.writer() as writer:
        assert found(store, "云溪财政") == []
        writer.load(A)
        assert found(store, "县财政局") == [(AGENCY, "县财政局")]
        writer.load(B)
        writer.load(A2)
        assert found(store, "云溪财政") == [(AGENCY, "云溪财政")]
        assert [hit for hit, _ in found(store, "甲.txt")] == sorted(
            [A2.report, next(node.id for node in A2.nodes if node.label == "Inspection")],
            key=lambda id: len(next(str(node.properties["name"]) for node in A2.nodes if node.id == id)),
        )
        writer.remove(A2.report)
        assert found(store, "云溪财政") == []
        writer.remove(B.report)
        assert found(store, "财政") == []


def test_signs_that_no_index_knows_are_found_all_the_same(store: Store) -> None:
    odd = replace(A.nodes[3], properties={**A.nodes[3].properties, "name": "𫭎〇縣ß·甲"})
    with store.writer() as writer:
        writer.load(replace(A, nodes=(*A.nodes[:3], odd, *A.nodes[4:])))
    for words in ("𫭎", "〇", "縣", "𫭎〇縣", "ß·甲", "·甲"):
        assert [id for id, _ in found(store, words)][:1] == [odd.id], words


# -- the index of the embedded store ----------------------------------------------------------------------------------


def index_of(path: Path) -> Path:
    return search_file.place(path)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.kgl"
    with open_store(str(path), mode="write") as store, store.writer() as writer:
        writer.load(A)
    return path


@pytest.mark.parametrize("damage", ["missing", "empty", "no database", "another version", "of another graph"])
@pytest.mark.parametrize("mode", ["read", "write"])
def test_an_index_that_does_not_fit_is_made_anew(graph: Path, tmp_path: Path, damage: str, mode: str) -> None:
    index = index_of(graph)
    if damage == "missing":
        index.unlink()
    elif damage == "empty":
        index.write_bytes(b"")
    elif damage == "no database":
        index.write_bytes(b"no database" * 1000)
    elif damage == "another version":
        import sqlite3

        with sqlite3.connect(index) as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
    else:
        with open_store(str(tmp_path / "other.kgl"), mode="write") as other, other.writer() as writer:
            writer.load(B)
        index.write_bytes(index_of(tmp_path / "other.kgl").read_bytes())
    with open_store(str(graph), mode=mode) as store:  # type: ignore[arg-type]
        assert found(store, "县财政局") == [(AGENCY, "县财政局")]
        assert found(store, "甲的通报") == [] and found(store, "甲.txt的通报")


def test_a_reader_finds_what_its_state_holds_while_a_writer_goes_on(graph: Path) -> None:
    with open_store(str(graph)) as early, open_store(str(graph), mode="write") as late, late.writer() as writer:
        writer.load(B)
        assert found(early, "乙.txt") == []
        writer.publish()
        assert found(early, "乙.txt") == []
        assert len(found(late, "乙.txt")) == 2
        with open_store(str(graph)) as now:
            assert len(found(now, "乙.txt")) == 2


def test_a_reader_searches_where_nothing_can_be_written(graph: Path) -> None:
    index_of(graph).unlink()
    graph.parent.chmod(0o555)
    try:
        with open_store(str(graph)) as store:
            assert found(store, "县财政局") == [(AGENCY, "县财政局")]
    finally:
        graph.parent.chmod(0o755)
