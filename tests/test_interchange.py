"""Export and import: what leaves a store is read back by the programs that it is meant for, and by ourselves."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from interchange_parts import stored, written
from lxml import etree
from running import ROOT, process, xunji
from store_notices import everything, notice

from graph_builder.intake import take
from graph_builder.interchange.content import Content, PartContent, StoreContent
from graph_builder.interchange.errors import ImportFault
from graph_builder.interchange.importing import store_all
from graph_builder.interchange.jsonl import LONGEST
from graph_builder.interchange.registry import Format, format_of, formats
from graph_builder.stores.interface import Outcome, View
from graph_builder.stores.memory import MemoryStore
from graph_builder.stores.opening import open_store
from ontology.loading import load
from ontology.records import Graph

READABLE = [format for format in formats().values() if format.read]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example notices and the odd one."""
    return stored(tmp_path_factory.mktemp("interchange"))


@pytest.fixture(scope="module")
def view(store: Path) -> Iterator[View]:
    with open_store(str(store)) as opened:
        yield opened.view()


@pytest.fixture(scope="module")
def content(view: View) -> Content:
    return StoreContent(view)


def imported(format: str, data: bytes) -> MemoryStore:
    read, store, told = formats()[format].read, MemoryStore(), list[Outcome]()
    assert read is not None
    store_all(read(io.BytesIO(data)), store.writer(), told.append)
    return store


# ------------------------------------------------------------------------------------- there and back


@pytest.mark.parametrize("format", READABLE, ids=lambda format: format.name)
def test_what_is_exported_comes_back_as_the_same_graph(format: Format, content: Content, view: View) -> None:
    again = imported(format.name, written(format, content)).view()
    assert list(everything(again)) == list(everything(view))


@pytest.mark.parametrize("format", READABLE, ids=lambda format: format.name)
def test_one_notice_comes_back_too(format: Format, view: View) -> None:
    report = view.report_ids()[0]
    again = imported(format.name, written(format, StoreContent(view, [report]))).view()
    assert again.report_ids() == (report,)
    assert list(again.all_relationships()) == list(view.said(report))


@pytest.mark.parametrize("format", formats().values(), ids=lambda format: format.name)
def test_a_part_of_the_graph_is_written_like_the_whole(format: Format, content: Content, view: View) -> None:
    part = view.subgraph([node.id for node in view.nodes()], 0, 100_000)
    assert not part.truncated
    if format.name != "csv":
        assert sorted(written(format, PartContent(part)).splitlines()) == sorted(written(format, content).splitlines())


def test_a_part_without_its_notice_cannot_be_imported(view: View) -> None:
    company = next(view.nodes("Company"))
    part = PartContent(view.subgraph([company.id], 0))
    links = view.relationships(company.id, "MENTIONS")
    lines = (
        written(formats()["jsonl"], part)
        + json.dumps(
            {
                "type": "relationship",
                "label": "MENTIONS",
                "properties": {"report": "r", "start": 0, "end": 1, "quote": "q", "rule": "x", "confidence": 1.0},
                "start": {"id": links[0].start},
                "end": {"id": company.id},
            }
        ).encode()
    )
    with pytest.raises(ImportFault, match="is not in the file; export whole notices"):
        imported("jsonl", lines)


@pytest.fixture(scope="module")
def real() -> View:
    """Real notices, where they lie beside the repository: they are others' texts."""
    reports = ROOT.parent / "shared" / "reports"
    if not reports.is_dir():
        pytest.skip(f"no real notices in {reports}")
    taken = (take(path, frozenset()).graph for path in sorted(reports.iterdir()))
    return _memory(*(graph for graph in taken if graph))


@pytest.mark.parametrize("format", READABLE, ids=lambda format: format.name)
def test_real_notices_come_back_too(format: Format, real: View) -> None:
    again = imported(format.name, written(format, StoreContent(real))).view()
    assert list(everything(again)) == list(everything(real))


# ------------------------------------------------------------------------------------- other programs


def networks(content: Content) -> dict[str, nx.MultiDiGraph]:
    cyjs = json.loads(written(formats()["cytoscape"], content))
    return {
        "graphml": nx.read_graphml(io.BytesIO(written(formats()["graphml"], content)), force_multigraph=True),
        "gexf": nx.read_gexf(io.BytesIO(written(formats()["gexf"], content))),
        "cytoscape": nx.cytoscape_graph(cyjs),
    }


def test_networkx_reads_every_node_and_relationship_with_its_values(content: Content) -> None:
    nodes, links = list(content.nodes()), list(content.relationships())
    for name, found in networks(content).items():
        assert found.is_directed(), name
        assert set(found) == {node.id for node in nodes}, name
        assert found.number_of_edges() == len(links), name
        for node in nodes:
            if node.label == "Problem" and "\x7f" not in str(node.properties["name"]):
                kept = found.nodes[node.id]
                assert kept["name"] == node.properties["name"], name
                assert kept.get("implicit") == node.properties.get("implicit"), name
                assert kept.get("ordinal") == node.properties.get("ordinal"), name


def test_networkx_reads_what_a_relationship_says(content: Content) -> None:
    issued = next(link for link in content.relationships() if link.properties.get("action") == "issued")
    for name, found in networks(content).items():
        kept = [edge for edge in found[issued.start][issued.end].values() if edge.get("action") == "issued"]
        assert kept, name
        assert {edge["quote"] for edge in kept} >= {issued.evidence.quote}, name
        assert {edge.get("type", edge.get("interaction")) for edge in kept} == {"CITES"}, name
        assert {edge["report"] for edge in kept} == {issued.evidence.report}, name


def test_gephi_is_given_labels_and_the_colours_of_the_ontology(content: Content) -> None:
    root = etree.fromstring(written(formats()["gexf"], content))
    spaces = {"g": "http://www.gexf.net/1.2draft", "v": "http://www.gexf.net/1.2draft/viz"}
    agency = next(content.known([node.id for node in content.nodes() if node.label == "Agency"]).values().__iter__())
    (element,) = root.xpath("//g:node[@id=$id]", id=agency.id, namespaces=spaces)
    (colour,) = element.xpath("v:color", namespaces=spaces)
    assert element.get("label") == agency.properties["name"]
    assert "#" + "".join(f"{int(colour.get(part)):02X}" for part in "rgb") == load().labels["Agency"].colour
    declared = set(root.xpath("//g:attribute/@id", namespaces=spaces))
    assert set(root.xpath("//g:attvalue/@for", namespaces=spaces)) <= declared


def test_texts_are_data_in_xml() -> None:
    content = StoreContent(_memory(notice("a\x00\x0b.txt", "a")))
    for name in ("graphml", "gexf"):
        root = etree.fromstring(written(formats()[name], content))
        assert "a��.txt" in "".join(root.itertext()) + "".join(root.xpath("//@value"))


def test_the_tables_have_the_headers_of_neo4j_admin(content: Content) -> None:
    with zipfile.ZipFile(io.BytesIO(written(formats()["csv"], content))) as archive:
        nodes, links = (archive.read(name).decode().split("\n", 1)[0] for name in ("nodes.csv", "relationships.csv"))
        assert archive.namelist() == ["nodes.csv", "relationships.csv", "schema.cypher", "import.txt"]
    assert nodes.startswith("id:ID,:LABEL,name:string,aliases:string[],source:string")
    assert links.startswith(":START_ID,:END_ID,:TYPE,aliases:string[],report:string,start:long,end:long")
    assert "ordinal:long" in nodes and "implicit:boolean" in nodes and "confidence:double" in links


def _memory(*graphs: Graph) -> View:
    store = MemoryStore()
    for graph in graphs:
        store.writer().load(graph)
    return store.view()


# ------------------------------------------------------------------------------------- files that are none


@pytest.mark.parametrize(
    ("format", "data", "message"),
    [
        ("jsonl", b"{]", "line 1: no node or relationship"),
        ("jsonl", b'\n{"type": "tree", "properties": {}}', "line 2: .*type 'tree'"),
        ("jsonl", b'{"type": "node", "id": "x", "labels": [], "properties": {}}', "line 1"),
        ("jsonl", b"[" * 100_000, "line 1"),
        ("jsonl", b" " * LONGEST + b"{}", "line 1: longer than 64 MB"),
        ("jsonl", b"\xff\xfe", "line 1"),
        ("csv", b"id,name", "no ZIP archive"),
        ("csv", "empty", "nodes.csv is not in the archive"),
        ("csv", "short", "nodes.csv, line 2: does not fit its header"),
    ],
)
def test_a_file_that_is_not_of_its_format_is_refused_by_its_place(format: str, data: bytes | str, message: str) -> None:
    packed = io.BytesIO()
    if isinstance(data, str):
        with zipfile.ZipFile(packed, "w") as archive:
            if data == "short":
                archive.writestr("nodes.csv", "id:ID\nx\n")
                archive.writestr("relationships.csv", "")
        data = packed.getvalue()
    with pytest.raises(ImportFault, match=message):
        imported(format, data)


def test_nothing_is_stored_where_one_notice_is_at_fault() -> None:
    good, bad = notice("a.txt", "a"), notice("b.txt", "b")
    records = [*good.nodes, *good.relationships, *bad.nodes, *bad.relationships]
    store, told = MemoryStore(), list[Outcome]()
    with pytest.raises(ImportFault, match=r"has no APPEARS_IN; .*nothing was stored"):
        store_all(records, store.writer(), told.append)
    assert (store.view().report_ids(), told) == ((), [])


def test_a_second_import_changes_nothing(content: Content, tmp_path: Path) -> None:
    file, copy = tmp_path / "graph.jsonl", tmp_path / "copy.kgl"
    file.write_bytes(written(formats()["jsonl"], content))
    assert "added          11" in xunji("import", file, "--store", copy).out
    assert "unchanged        11" in xunji("import", file, "--store", copy).out


@pytest.mark.parametrize("format", formats().values(), ids=lambda format: format.name)
def test_a_file_is_known_by_its_suffix(format: Format) -> None:
    assert format_of(f"some.graph{format.suffix.upper()}") is format


# ------------------------------------------------------------------------------------- the command


def test_export_writes_a_file_a_folder_or_the_screen(store: Path, tmp_path: Path, content: Content) -> None:
    whole = written(formats()["jsonl"], content)
    ran = xunji("export", "--output", tmp_path / "g.jsonl", "--store", store)
    assert (ran.code, ran.out) == (0, "")
    assert "g.jsonl: written (jsonl" in ran.err
    assert (tmp_path / "g.jsonl").read_bytes() == whole
    assert process("export", "-f", "jsonl", "--store", str(store), folder=tmp_path).out.encode() == whole
    assert xunji("export", "-f", "csv", "--output", tmp_path / "tables", "--store", store).code == 0
    assert {file.name for file in (tmp_path / "tables").iterdir()} >= {"nodes.csv", "relationships.csv"}


def test_export_takes_a_part(store: Path, tmp_path: Path, view: View) -> None:
    report = view.report_ids()[0]
    assert xunji("export", "-r", report, "-o", tmp_path / "r.jsonl", "-s", store).code == 0
    lines = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text("utf-8").splitlines()]
    assert {line["properties"]["report"] for line in lines if line["type"] == "relationship"} == {report}
    assert xunji("export", "--around", "云澜恒筑建设工程有限公司", "-o", tmp_path / "a.gexf", "-s", store).code == 0
    assert len(nx.read_gexf(tmp_path / "a.gexf")) < 100


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no format given; say --format with one of jsonl, csv"),
        (("-f", "docx"), "format 'docx': there is none of this name; give one of jsonl"),
        (("-o", "graph.doc"), "graph.doc: its name does not tell its format"),
        (("-o", "/nowhere/graph.jsonl"), "/nowhere/graph.jsonl: cannot be written (No such file or directory)"),
        (("-f", "jsonl", "-r", "没有的"), "'没有的': nothing of label Report has this name or id"),
        (("-f", "jsonl", "-r", "云澜市", "--around", "云澜市"), "--report and --around exclude each other"),
        (("-f", "jsonl", "--around", "局"), "fits 21 nodes"),
    ],
)
def test_what_export_refuses(arguments: tuple[str, ...], message: str, store: Path) -> None:
    ran = xunji("export", *arguments, "--store", store)
    assert ran.code == 1
    assert message in ran.err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("absent.jsonl", "absent.jsonl: cannot be read (No such file or directory)"),
        ("graph.gexf", "graph.gexf: gexf cannot be imported; use jsonl, csv"),
        ("graph.doc", "graph.doc: its name does not tell its format"),
    ],
)
def test_what_import_refuses(name: str, message: str, tmp_path: Path) -> None:
    ran = xunji("import", tmp_path / name, "--store", tmp_path / "g.kgl")
    assert ran.code == 1
    assert message in ran.err
