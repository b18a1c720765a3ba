"""What the API answers: on two small notices whose every fact is known, then on the bundled examples."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from api_notices import FIRST, FIRST_FACTS, HOST, SECOND, SECOND_FACTS, get, graph, load_both, pages, written
from starlette.testclient import TestClient

from api.answers.tracing import LEVELS
from api.app import create_app
from graph_builder.notice import graph_of
from graph_builder.reading.document import read
from graph_builder.stores.opening import open_store
from ontology.loading import load

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("notices"))


@pytest.fixture(scope="module")
def client(sources: Path, empty_store: str) -> Iterator[TestClient]:
    load_both(sources, empty_store)
    with TestClient(create_app(empty_store), base_url=HOST) as started:
        yield started


# -- entities ---------------------------------------------------------------------------------------------------


def test_entity(client: TestClient) -> None:
    found = get(client, "entities/dayu")
    node = {"id": "dayu", "label": "Company", "name": "云溪大禹建材有限公司", "properties": {"aliases": ["大禹建材"]}}
    assert found["node"] == node
    assert found["links"] == [
        {"type": "APPEARS_IN", "direction": "out", "count": 3},
        {"type": "MENTIONS", "direction": "in", "count": 3},
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 20])
def test_neighbours_come_in_pages(client: TestClient, size: int) -> None:
    read = [*pages(client, "entities/dayu/neighbours", type="MENTIONS", direction="in", size=size)]
    assert [item["node"]["id"] for page in read for item in page["items"]] == ["buying", "talk", "trees"]
    assert all(0 < len(page["items"]) <= size for page in read) and len(read) == -(-3 // size)


def test_neighbours_of_a_kind_that_is_not_there(client: TestClient) -> None:
    assert get(client, "entities/dayu/neighbours", type="MENTIONS", direction="out") == {"items": [], "next": None}
    assert get(client, "entities/dayu/neighbours", type="HAS_THEME", direction="out")["items"] == []


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_node_that_several_sentences_lead_to_comes_with_each(client: TestClient, size: int) -> None:
    read = pages(client, "entities/dayu/neighbours", type="APPEARS_IN", direction="out", size=size)
    quotes = [item["link"]["evidence"]["quote"] for page in read for item in page["items"]]
    assert quotes == ["云溪大禹建材有限公司", "大禹建材", "云溪大禹建材有限公司"]


def test_a_link_brings_the_sentence_that_proves_it(client: TestClient) -> None:
    (item,) = get(client, "entities/policy/neighbours", type="CITES", direction="in")["items"]
    assert (item["node"]["id"], item["link"]["start"], item["link"]["end"]) == ("rules", "rules", "policy")
    assert item["link"]["properties"] == {"action": "cited"}
    at = FIRST.index("修订")
    assert item["link"]["evidence"] == {
        "report": "report-first",
        "report_name": "report-first的通报",
        "start": at,
        "end": at + 11,
        "quote": "修订《水利采购办法》。",
        "before": "整改措施:",
        "after": "",
        "rule": "test.rule",
        "confidence": 0.5,
    }


def test_evidence_has_the_words_around_it(client: TestClient) -> None:
    page = get(client, "entities/dayu/evidence", size=2)
    told = [(one["before"], one["quote"], one["after"]) for one in page["items"]]
    assert told == [
        ("二是采购不规范,向", "云溪大禹建材有限公司", "直接采购。"),
        ("约谈", "大禹建材", "负责人。"),
    ]
    rest = get(client, "entities/dayu/evidence", cursor=page["next"], size=2)
    assert [one["report"] for one in rest["items"]] == ["report-second"] and rest["next"] is None


def test_a_node_that_is_no_mention_has_the_sentences_of_its_links(client: TestClient) -> None:
    read = [*pages(client, "entities/buying/evidence", size=2)]
    quotes = [one["quote"] for page in read for one in page["items"]]
    assert set(quotes) == {fact[3] for fact in FIRST_FACTS if "buying" in fact}


def test_offsets_lead_to_the_source(client: TestClient) -> None:
    for one in get(client, "entities/dayu/evidence")["items"]:
        source = {"report-first": FIRST, "report-second": SECOND}[one["report"]]
        assert source[one["start"] : one["end"]] == one["quote"]


def test_a_source_that_changed_gives_no_sentence(sources: Path, tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(SECOND, encoding="utf-8")
    with open_store(str(tmp_path / "graph.kgl"), mode="write") as opened, opened.writer() as writer:
        writer.load(graph(read(notice), "report-second", SECOND_FACTS, "2024-03-04"))
    for content in ("别的内容" + SECOND, None):
        notice.unlink() if content is None else notice.write_text(content, encoding="utf-8")
        with TestClient(create_app(str(tmp_path / "graph.kgl")), base_url=HOST) as client:
            (one,) = get(client, "entities/dayu/evidence")["items"]
            assert (one["before"], one["quote"], one["after"]) == (None, "云溪大禹建材有限公司", None)


# -- the chain, the surroundings --------------------------------------------------------------------------------

WHOLE_FIRST = {
    "InspectionGroup": ["group-3"],
    "Inspection": ["inspection-3"],
    "Agency": ["water"],
    "ProblemArea": ["area"],
    "Problem": ["buying"],
    "Measure": ["rules", "talk"],
    "Policy": ["policy"],
    "Company": ["dayu"],
}


@pytest.mark.parametrize(
    ("id", "levels"),
    [
        *((id, WHOLE_FIRST) for id in ("group-3", "inspection-3", "water", "area", "buying", "report-first")),
        ("rules", WHOLE_FIRST | {"Measure": ["rules"], "Company": []}),
        ("talk", WHOLE_FIRST | {"Measure": ["talk"], "Policy": []}),
        ("policy", WHOLE_FIRST | {"Measure": ["rules"], "Company": []}),
        (
            "dayu",
            {
                "InspectionGroup": ["group-3", "group-4"],
                "Inspection": ["inspection-3", "inspection-4"],
                "Agency": ["forest", "water"],
                "ProblemArea": ["area"],
                "Problem": ["buying", "trees"],
                "Measure": ["talk"],
                "Company": ["dayu"],
            },
        ),
    ],
)
def test_trace(client: TestClient, id: str, levels: dict[str, list[str]]) -> None:
    found = get(client, f"trace/{id}")
    got = {level["label"]: sorted(node["id"] for node in level["nodes"]) for level in found["levels"]}
    assert got == {label: ids for label, ids in levels.items() if ids}
    assert [level["label"] for level in found["levels"]] == [label for label in LEVELS if label in got]
    assert all(one["evidence"]["quote"] for one in found["links"]) and not found["truncated"]


def test_a_place_leads_to_what_was_found_at_the_bodies_in_it(examples: TestClient) -> None:
    [place] = [hit for hit in get(examples, "search", q="岚江市", label="Place")["hits"] if hit["name"] == "岚江市"]
    told = get(examples, f"trace/{place['id']}")
    levels = {level["label"]: level["nodes"] for level in told["levels"]}
    assert told["node"]["name"] == "岚江市"
    inspected = get(examples, "search", q="岚江市市场监督管理局", label="Agency")["hits"][0]["id"]
    assert [node["id"] for node in levels["Agency"]] == [inspected]
    assert {"InspectionGroup", "Inspection", "Problem", "Measure", "Policy"} <= levels.keys()


def test_trace_has_every_link_of_the_chain_once(client: TestClient) -> None:
    links = [(one["type"], one["start"], one["end"]) for one in get(client, "trace/buying")["links"]]
    chain = [fact[:3] for fact in FIRST_FACTS if fact[0] not in ("APPEARS_IN", "REPORTS_ON")]
    assert sorted(links) == sorted(chain)


def test_trace_is_laid_out_in_columns(client: TestClient) -> None:
    found = get(client, "trace/buying", layout=True)
    middles = [{node["x"] for node in level["nodes"]} for level in found["levels"]]
    assert all(len(xs) == 1 for xs in middles)
    at = [xs.pop() for xs in middles]
    assert at == sorted(at) and at[-1] < found["width"]
    boxes = [node for level in found["levels"] for node in level["nodes"]]
    assert all(0 < node["y"] - node["height"] / 2 < node["y"] + node["height"] / 2 < found["height"] for node in boxes)
    assert len({(node["x"], node["y"]) for node in boxes}) == len(boxes)
    assert found == get(client, "trace/buying", layout=True)
    assert get(client, "trace/buying")["levels"][0]["nodes"][0]["x"] is None


def test_trace_says_that_a_level_is_cut(client: TestClient) -> None:
    found = get(client, "trace/buying", limit=1)
    assert found["truncated"] and all(len(level["nodes"]) == 1 for level in found["levels"])
    ends = {node["id"] for level in found["levels"] for node in level["nodes"]}
    assert all({one["start"], one["end"]} <= ends for one in found["links"])


@pytest.mark.parametrize(
    ("values", "ways"),
    [
        ({"ids": ["water", "forest"], "hops": 6}, [["water", "inspection-3", "buying", "dayu", "trees", "inspection-4",
                                                    "forest"]]),
        ({"ids": ["water", "forest"], "hops": 5}, []),
        ({"ids": ["policy", "buying", "dayu"], "k": 1}, [["policy", "rules", "buying"], ["policy", "rules", "buying",
                                                         "dayu"], ["buying", "dayu"]]),
        ({"ids": ["buying", "dayu"], "types": ["ADDRESSES", "MENTIONS"]}, [["buying", "dayu"],
                                                                           ["buying", "talk", "dayu"]]),
        ({"ids": ["buying", "dayu"], "types": "ADDRESSES"}, []),
    ],
)  # fmt: skip
def test_paths(client: TestClient, values: dict[str, Any], ways: list[list[str]]) -> None:
    found = get(client, "paths", **values)["paths"]
    assert [[node["id"] for node in way["nodes"]] for way in found] == ways
    for way in found:
        for hop, ends in zip(way["hops"], pairwise(node["id"] for node in way["nodes"]), strict=True):
            assert hop and all({link["start"], link["end"]} == set(ends) for link in hop)
            assert all(link["evidence"]["before"] is not None for link in hop)


# -- the text ---------------------------------------------------------------------------------------------------


def test_a_report_is_told_with_its_text_and_what_each_stretch_stands_for(client: TestClient) -> None:
    found = get(client, "reports/report-first")
    told = {key: found[key] for key in ("id", "name", "publish_date", "problems", "measures", "file", "missing")}
    assert told == {
        "id": "report-first",
        "name": "report-first的通报",
        "publish_date": "2024-01-02",
        "problems": 1,
        "measures": 2,
        "file": "first.txt",
        "missing": None,
    }
    assert found["text"] == FIRST
    assert len(found["annotations"]) == len(FIRST_FACTS)
    for one in found["annotations"]:
        assert FIRST[one["start"] : one["end"]] == one["quote"]
    starts = [one["start"] for one in found["annotations"]]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("quote", "type", "node", "other"),
    [
        ("云溪大禹建材有限公司", "APPEARS_IN", ("dayu", "Company", "云溪大禹建材有限公司"), None),
        ("水利局", "APPEARS_IN", ("water", "Agency", "云溪县水利局"), None),
        # The company is named in the sentence itself; of the sentence's measure nothing is known but this.
        ("向云溪大禹建材有限公司直接采购。", "MENTIONS", ("dayu", "Company", "云溪大禹建材有限公司"), "buying"),
        ("县委第三巡察组巡察了云溪县水利局。", "INSPECTED", ("water", "Agency", "云溪县水利局"), "inspection-3"),
        ("修订《水利采购办法》。", "CITES", ("policy", "Policy", "水利采购办法"), "rules"),
    ],
)
def test_a_stretch_stands_for_a_node(
    client: TestClient, quote: str, type: str, node: tuple[str, str, str], other: str | None
) -> None:
    found = get(client, "reports/report-first")["annotations"]
    (one,) = [one for one in found if (one["quote"], one["type"]) == (quote, type)]
    assert ((one["node"], one["label"], one["name"]), one["other"]) == (node, other)


def test_a_report_whose_file_is_gone_says_so(tmp_path: Path) -> None:
    load_both(written(tmp_path), str(tmp_path / "graph.kgl"))
    (tmp_path / "first.txt").unlink()
    (tmp_path / "second.txt").write_text(SECOND + "又", encoding="utf-8")
    with TestClient(create_app(str(tmp_path / "graph.kgl")), base_url=HOST) as client:
        for name in ("first", "second"):
            found = get(client, f"reports/report-{name}")
            assert found["text"] is None and found["missing"].startswith(f"{name}.txt is gone, or")
            assert found["annotations"] and str(tmp_path) not in str(found)


# -- the whole --------------------------------------------------------------------------------------------------


def test_reports(client: TestClient) -> None:
    second = {"id": "report-second", "name": "report-second的通报", "publish_date": "2024-03-04"}
    one, other = pages(client, "reports", size=1)
    assert one["items"] == [{**second, "problems": 1, "measures": 0}]
    (first,) = other["items"]
    assert (first["id"], first["problems"], first["measures"]) == ("report-first", 1, 2)


def test_ontology(client: TestClient) -> None:
    found = get(client, "ontology")
    known = load()
    assert [label["name"] for label in found["labels"]] == list(known.labels)
    assert [type["name"] for type in found["relationships"]] == list(known.relationships)
    problem = next(label for label in found["labels"] if label["name"] == "Problem")
    status = next(kind for kind in problem["properties"] if kind["name"] == "status")
    assert (problem["zh"], problem["colour"], problem["entity"]) == ("问题", known.labels["Problem"].colour, False)
    assert set(status["values"]) == {"completed", "ongoing", "not_completed"}


def ask(client: TestClient, query: str, **more: object) -> Any:
    answer = client.post("/api/v1/cypher", json={"query": query, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_cypher(client: TestClient) -> None:
    query = "MATCH (m:Measure)-[:ADDRESSES]->(p:Problem {name: $name}) RETURN m.name AS 措施, p.name ORDER BY 措施"
    found = ask(client, query, parameters={"name": "采购不规范"})
    assert found["columns"] == ["措施", "p.name"]
    assert found["rows"] == [["修订采购办法", "采购不规范"], ["约谈负责人", "采购不规范"]]
    assert found["truncated"] is False


def test_cypher_gives_nodes_relationships_and_cuts_rows(client: TestClient) -> None:
    found = ask(client, "MATCH (m:Measure)-[r:CITES]->(p) RETURN r, p")
    ((cites, policy),) = found["rows"]
    assert (cites["type"], cites["start"], cites["end"]) == ("CITES", "rules", "policy")
    assert (policy["labels"], policy["properties"]["name"]) == (["Policy"], "水利采购办法")
    cut = ask(client, "MATCH (n) RETURN n.id", rows=3)
    assert (len(cut["rows"]), cut["truncated"]) == (3, True)


def test_parameters_stay_values(client: TestClient) -> None:
    attack = "x'}) DETACH DELETE n //"
    assert ask(client, "MATCH (n {name: $name}) RETURN n", parameters={"name": attack})["rows"] == []
    assert ask(client, "RETURN $name AS name", parameters={"name": attack})["rows"] == [[attack]]


# -- the bundled examples ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    store = str(tmp_path_factory.mktemp("examples") / "graph.kgl")
    with open_store(store, mode="write") as opened, opened.writer() as writer:
        for path in sorted(EXAMPLES.iterdir()):
            writer.load(graph_of(read(path)))
    with TestClient(create_app(store), base_url=HOST) as started:
        yield started


def test_examples_every_node_can_be_looked_at(examples: TestClient) -> None:
    for id, label in ask(examples, "MATCH (n) RETURN n.id, labels(n)[0]")["rows"][::7]:
        found = get(examples, f"entities/{id}")
        assert found["node"]["label"] == label and found["links"]
        assert get(examples, f"trace/{id}")["levels"] or label in ("Place", "Person", "Project")
        assert get(examples, "subgraph", ids=id, layout=True, limit=40)["nodes"]


def test_examples_every_link_is_proved_by_its_sentence(examples: TestClient) -> None:
    """A company that recurs: each of its mentions is shown inside its sentence, in the file that it was read from."""
    company = next(one for one in get(examples, "stats")["recurring"] if one["node"]["label"] == "Company")
    items = get(examples, f"entities/{company['node']['id']}/evidence", size=100)["items"]
    assert len({one["report"] for one in items}) == company["reports"] > 2
    assert all(one["before"] is not None and one["after"] is not None for one in items)


def test_examples_reports_are_all_there(examples: TestClient) -> None:
    items = get(examples, "reports", size=100)["items"]
    dates = [one["publish_date"] for one in items]
    assert len(items) == len(list(EXAMPLES.iterdir())) and dates == sorted(dates, reverse=True)
    assert all(one["problems"] + one["measures"] > 0 for one in items)


def test_examples_steps_do_not_lead_on_through_places(examples: TestClient) -> None:
    query = (
        "MATCH (a:Agency)-[:LOCATED_IN]->(p:Place) WITH p, collect(a.id) AS ids WHERE size(ids) > 2 RETURN p.id, ids"
    )
    for place, agencies in ask(examples, query)["rows"]:
        found = get(examples, "subgraph", ids=agencies[0], hops=3, types="LOCATED_IN")
        assert {node["id"] for node in found["nodes"]} == {agencies[0], place}
        found = get(examples, "subgraph", ids=place, hops=1, types="LOCATED_IN")
        assert {node["id"] for node in found["nodes"]} >= {place, *agencies}


def test_examples_stretches_stand_in_the_text(examples: TestClient) -> None:
    """A measure's text stands for the measure, a problem's for the problem; names for what they name."""
    by_start = {"APPEARS_IN", "ADDRESSES", "CONDUCTED", "PUBLISHED", "RESPONSIBLE_FOR"}
    by_end = {"CITES", "FOUND", "IN_AREA", "INSPECTED", "MENTIONS", "REPORTS_ON"}
    for report in get(examples, "reports", size=100)["items"]:
        found = get(examples, f"reports/{report['id']}")
        assert (found["problems"], found["measures"]) == (report["problems"], report["measures"])
        for one in found["annotations"]:
            assert found["text"][one["start"] : one["end"]].strip()
            kind = load().relationships[one["type"]]
            assert one["type"] not in by_start or one["label"] in kind.starts
            assert one["type"] not in by_end or one["label"] in kind.ends


def test_examples_problems_are_narrowed_by_theme(examples: TestClient) -> None:
    query = "MATCH (i:Inspection)-[:FOUND]->(p)-[:HAS_THEME]->(t) RETURN i.id, t.id, collect(DISTINCT p.id) LIMIT 5"
    for inspection, theme, problems in ask(examples, query)["rows"]:
        found = get(examples, "subgraph", ids=inspection, themes=theme, types="FOUND")
        assert {node["id"] for node in found["nodes"]} == {inspection, *problems}
        whole = get(examples, "subgraph", ids=inspection, types="FOUND")
        assert len(whole["nodes"]) > len(found["nodes"])
