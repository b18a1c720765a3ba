"""The scores are those of the scorer that came with the gold, where that is at hand."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from benchmarks.quality.entities import KINDS
from benchmarks.quality.gold import load_gold
from benchmarks.quality.notices import ROOT, Notice, usual_notices
from benchmarks.quality.scoring import score
from benchmarks.quality.tally import SHARES, Tally
from graph_builder.notice import graph_of
from graph_builder.reading.document import read
from ontology.records import Graph, Node, Relationship

GIVEN = ROOT.parent / "shared" / "quality" / "score.py"


TITLED = {"Problem", "Measure", "ProblemArea", "Report"}


def damaged(graph: Graph, seed: int) -> Graph:
    """Nodes are missing, doubled, renamed and in another order; ends and actions of relationships are mixed up."""
    chance = random.Random(seed)
    nodes = [renamed(node, chance) for node in graph.nodes if chance.random() < 0.9]
    nodes += [replace(node, id=f"{node.id}+") for node in nodes if chance.random() < 0.1]
    chance.shuffle(nodes)
    by_type: dict[str, list[Relationship]] = {}
    for r in graph.relationships:
        by_type.setdefault(r.type, []).append(r)
    mixed = [remade(r, chance.choice(by_type[r.type]), chance) for r in graph.relationships]
    ids = {node.id for node in nodes}
    return replace(graph, nodes=tuple(nodes), relationships=tuple(r for r in mixed if {r.start, r.end} <= ids))


def renamed(node: Node, chance: random.Random) -> Node:
    """The title more or less the same, so that every threshold has titles on both its sides."""
    said = dict(node.properties)
    name = str(said.get("name", ""))
    if node.label not in TITLED:
        said["name"] = name[: len(name) - chance.choice([0, 0, 0, 1])]
        return replace(node, properties=said)
    wrong = chance.choice([0.0, 0.1, 0.2, 0.3])
    said["name"] = "某" * chance.choice([0, 0, 3, 13]) + "".join("某" if chance.random() < wrong else c for c in name)
    said["text"] = "某" * chance.choice([0, 40]) + str(said.get("text", "")) if chance.random() < 0.3 else ""
    return replace(node, properties=said)


def remade(r: Relationship, other: Relationship, chance: random.Random) -> Relationship:
    if chance.random() < 0.6:
        return r
    return replace(r, end=other.end, properties={**r.properties, "action": chance.choice(["issued", "cited"])})


def as_json(graph: Graph) -> dict[str, Any]:
    return {
        "nodes": [{"id": n.id, "labels": [n.label], "properties": dict(n.properties)} for n in graph.nodes],
        "relationships": [
            {"type": r.type, "start": r.start, "end": r.end, "properties": dict(r.properties)}
            for r in graph.relationships
        ],
    }


def as_given(column: str, tally: Tally) -> dict[str, float]:
    """The numbers as the given scorer writes them."""
    if column in SHARES:
        return {"right": len(tally.right), "of": tally.wanted}
    rounded = {"p": round(tally.precision, 3), "r": round(tally.recall, 3), "f1": round(tally.f1, 3)}
    return {**rounded, "tp": len(tally.right), "fp": len(tally.spurious), "fn": len(tally.missed)}


@pytest.mark.skipif(not GIVEN.exists(), reason=f"{GIVEN} is not on this machine")
@pytest.mark.parametrize("seed", [None, 1, 2])
@pytest.mark.parametrize("notice", usual_notices(), ids=lambda notice: str(notice.name))
def test_the_given_scorer_says_the_same(notice: Notice, seed: int | None, tmp_path: Path) -> None:
    extracted = graph_of(read(notice.report))
    if seed is not None:
        extracted = damaged(extracted, seed)
    path = tmp_path / "graph.json"
    path.write_text(json.dumps(as_json(extracted)), encoding="utf-8")
    command = [sys.executable, str(GIVEN), str(notice.gold), str(path), "--json"]
    given = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
    ours = score(load_gold(notice.gold), extracted)
    assert {column: as_given(column, tally) for column, tally in ours.items()} == given["scores"]
    for column, (_, _, word) in KINDS.items():
        named = {
            kind: [f"{word} {name or ''}" for name in given["misses"][column][kind]] for kind in ("missed", "spurious")
        }
        assert named == {"missed": list(ours[column].missed), "spurious": list(ours[column].spurious)}
