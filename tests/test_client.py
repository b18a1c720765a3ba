"""The Python client: the same calls, on a store that lies here and on one behind a server, give the same records."""

from __future__ import annotations

import builtins
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
import pytest
from api_notices import FIRST_FACTS, load_both, written
from api_server import running

import xunji
from api.conduct.settings import Settings
from api.conduct.tokens import Scope, add_token, read_tokens
from graph_builder.interchange.registry import format_named
from graph_builder.stores.errors import StoreMissing
from ontology.records import Node
from xunji.filters import Narrowed

EXAMPLE = Path(__file__).parent.parent / "examples" / "reports" / "07_one_line_lanjiang_market.txt"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(tmp_path_factory.mktemp("client"))
    load_both(folder, str(folder / "graph.kgl"))
    return folder / "graph.kgl"


@pytest.fixture(scope="module")
def token(store: Path) -> str:
    return add_token(store.parent / "tokens.json", "desk", Scope.WRITE)


@pytest.fixture(scope="module")
def url(store: Path, token: str) -> Iterator[str]:
    tokens = read_tokens(store.parent / "tokens.json")
    with running(str(store), Settings(tokens=tokens, open_reading=False)) as at:
        yield at


@pytest.fixture(scope="module")
def here(store: Path) -> Iterator[xunji.Client]:
    with xunji.connect(store) as opened:
        yield opened


@pytest.fixture(scope="module")
def there(url: str, token: str) -> Iterator[xunji.Client]:
    with xunji.connect(url, token=token) as opened:
        yield opened


Call = Callable[[xunji.Client], Any]

CALLS: dict[str, Call] = {
    "search": lambda graph: graph.search("大禹"),
    "search, narrowed": lambda graph: graph.search("县", ["Agency"], Narrowed(since=date(2024, 1, 1)), limit=2),
    "entity": lambda graph: graph.entity("dayu"),
    "neighbours": lambda graph: list(graph.neighbours("dayu", "MENTIONS", "in")),
    "evidence": lambda graph: list(graph.evidence("dayu")),
    "trace": lambda graph: graph.trace("buying"),
    "paths": lambda graph: graph.paths(["water", "forest"], hops=6),
    "paths along types": lambda graph: graph.paths(["buying", "dayu"], ["ADDRESSES", "MENTIONS"], k=1),
    "subgraph": lambda graph: graph.subgraph(["dayu", "policy"], hops=2),
    "subgraph, narrowed": lambda graph: graph.subgraph(["dayu"], narrowed=Narrowed(labels=("Problem",))),
    "subgraph of a report": lambda graph: graph.subgraph_of("report-first"),
    "subgraph of a query": lambda graph: graph.subgraph_of_query("MATCH p = ()-[:CITES]->() RETURN p"),
    "compare": lambda graph: graph.compare(["water", "forest"]),
    "reports": lambda graph: list(graph.reports()),
    "report": lambda graph: graph.report("report-first"),
    "stats": lambda graph: graph.stats(),
    "audit": lambda graph: list(graph.audit()),
    "ontology": lambda graph: graph.ontology(),
    "cypher": lambda graph: graph.cypher("MATCH (m)-[r:CITES]->(p) WHERE m.id = $id RETURN m, r, p", {"id": "rules"}),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_here_and_there_are_the_same(here: xunji.Client, there: xunji.Client, call: Call) -> None:
    found = call(here)
    assert found == call(there)
    assert found or call is CALLS["audit"]


# -- what the calls give ----------------------------------------------------------------------------------------


def test_records_are_typed(here: xunji.Client) -> None:
    (hit,) = here.search("大禹").hits
    assert (hit.id, hit.label, hit.properties["aliases"]) == ("dayu", "Company", ["大禹建材"])
    assert [one.node.id for one in here.neighbours("dayu", "MENTIONS", "in")] == ["buying", "talk", "trees"]
    assert [one.quote for one in here.evidence("policy")] == ["修订《水利采购办法》。"]
    assert [[node.id for node in path.nodes] for path in here.paths(["policy", "buying"])] == [
        ["policy", "rules", "buying"]
    ]


def test_a_part_goes_into_networkx(here: xunji.Client) -> None:
    part = here.subgraph_of("report-first")
    graph = part.to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.number_of_edges() == sum(fact[0] != "APPEARS_IN" for fact in FIRST_FACTS) == len(part.links)
    assert graph.nodes["dayu"] == {"label": "Company", "name": "云溪大禹建材有限公司", "aliases": ["大禹建材"]}
    ((_, _, told),) = graph.out_edges("policy", data=True) or graph.in_edges("policy", data=True)
    assert (told["type"], told["action"], told["quote"]) == ("CITES", "cited", "修订《水利采购办法》。")


def test_parts_and_tables_go_into_pandas(here: xunji.Client) -> None:
    nodes, links = here.subgraph(["policy"]).to_pandas()
    assert list(nodes["id"]) == ["policy", "rules"] and list(links["type"]) == ["CITES"]
    table = here.cypher("MATCH (p:Problem) RETURN p.id AS id, p.name AS name ORDER BY id")
    assert len(table) == 2 and [row["id"] for row in table] == ["buying", "trees"]
    frame = table.to_pandas()
    assert list(frame.columns) == ["id", "name"] and list(frame["name"]) == ["采购不规范", "苗木管理粗放"]
    assert here.cypher("MATCH p = ()-[:CITES]->() RETURN p").to_networkx().number_of_edges() == 1


def test_without_pandas_the_remedy_is_told(here: xunji.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return imported(name, *more)

    table = here.cypher("RETURN 1")
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(xunji.MissingPandas, match="pip install"):
        table.to_pandas()


@pytest.mark.parametrize(
    ("part", "held"),
    [
        ({}, {"policy", "rules", "trees"}),
        ({"ids": ["policy"]}, {"policy", "rules"}),
        ({"reports": ["report-second"]}, {"trees"}),
    ],
)
def test_exports_are_files(
    here: xunji.Client, there: xunji.Client, tmp_path: Path, part: dict[str, list[str]], held: set[str]
) -> None:
    for graph, name in ((here, "here"), (there, "there")):
        graph.export(tmp_path / name, "jsonl", **part)
    assert (tmp_path / "here").read_bytes() == (tmp_path / "there").read_bytes()
    read = format_named("jsonl").read
    assert read is not None
    with (tmp_path / "here").open("rb") as file:
        ids = {record.id for record in read(file) if isinstance(record, Node)}
    assert ids & {"policy", "rules", "trees"} == held


def test_a_notice_is_sent(there: xunji.Client) -> None:
    before = len(list(there.reports()))
    job = there.send(EXAMPLE)
    for _ in range(600):
        job = there.job(job.id)
        if job.state in ("done", "failed"):
            break
        time.sleep(0.2)
    assert (job.state, job.added, job.rejects) == ("done", 1, [])
    assert len(list(there.reports())) == before + 1 and there.report(job.reports[0].id).text


# -- what goes wrong --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "status", "kind", "fields"),
    [
        (lambda graph: graph.entity("nobody"), 404, "not-found", set()),
        (lambda graph: graph.entity("a/b?c#d"), 404, "not-found", set()),
        (lambda graph: graph.search(""), 422, "invalid-request", {"q"}),
        (lambda graph: graph.search("a", ["Nonsense"]), 422, "invalid-request", {"label.0"}),
        (lambda graph: graph.cypher("MATCH (n) DETACH DELETE n"), 403, "query-refused", {"query"}),
        (lambda graph: graph.subgraph(["a"], hops=9), 422, "invalid-request", {"hops"}),
        (lambda graph: next(graph.audit("nobody")), 404, "not-found", set()),
        (lambda graph: graph.export("/dev/null", "docx"), 422, "invalid-request", {"format"}),
    ],
)
def test_refusals_are_the_same(
    here: xunji.Client, there: xunji.Client, call: Call, status: int, kind: str, fields: set[str]
) -> None:
    told = []
    for graph in (here, there):
        with pytest.raises(xunji.Refused) as fault:
            call(graph)
        told.append((str(fault.value), fault.value.status, fault.value.kind, fault.value.fields))
    assert told[0] == told[1] and told[0][1:3] == (status, kind) and set(told[0][3]) == fields


def test_a_token_is_asked_for(url: str) -> None:
    with xunji.connect(url) as graph, pytest.raises(xunji.Refused) as fault:
        graph.stats()
    assert (fault.value.status, fault.value.kind) == (401, "unauthorized")


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="no such file"):
        xunji.connect(tmp_path / "graph.kgl")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://"])
def test_a_server_that_is_not_there(url: str) -> None:
    with xunji.connect(url) as graph, pytest.raises(xunji.Unreachable, match="check the address"):
        graph.stats()


def test_a_server_that_is_no_xunji(url: str, token: str) -> None:
    with xunji.connect(f"{url}/elsewhere", token) as graph, pytest.raises(xunji.Refused) as fault:
        graph.stats()
    assert fault.value.status == 404
