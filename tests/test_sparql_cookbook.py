"""docs/sparql.md: its questions get the answers that docs/cypher.md shows for them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from example_graphs import loaded
from sparql_cookbook import DOCUMENT, Question, derived, questions

from graph_builder.sparql.asking import Form, asking
from graph_builder.sparql.dataset import Dataset
from graph_builder.stores.interface import Cell, Limits, View
from graph_builder.stores.opening import open_store

NUMBERS = ("integer", "decimal", "double", "nonNegativeInteger")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    with open_store(str(tmp_path_factory.mktemp("cookbook") / "graph.kgl"), mode="write") as store:
        yield loaded(store)


@pytest.fixture(scope="module")
def folder(view: View, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Dataset(tmp_path_factory.mktemp("cookbook") / "rdf").follow(view, None)


def answer(folder: Path, query: str) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    found = json.loads(asking.answer(folder, query, Form(), Limits()).body)
    names = tuple(found["head"]["vars"])
    return names, [tuple(_cell(row.get(name)) for name in names) for row in found["results"]["bindings"]]


def _cell(term: dict[str, str] | None) -> Cell:
    if term is None:
        return None
    is_number = term.get("datatype", "").rpartition("#")[2] in NUMBERS
    return float(term["value"]) if is_number else term["value"]


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.title)
def test_sparql_and_cypher_give_the_same_answer(question: Question, view: View, folder: Path) -> None:
    names, rows = answer(folder, question.sparql)
    expected = view.cypher(question.cypher)
    assert names == expected.columns
    assert rows
    # What stands first is settled by ORDER BY; rows that are equal in it come in any order.
    assert sorted(rows, key=str) == sorted((tuple(map(_number, row)) for row in expected.rows), key=str)


def _number(cell: Cell) -> Cell:
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def test_there_are_fifteen_questions() -> None:
    assert len(questions()) == 15


def test_the_document_shows_them() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert derived(text) == text, "run python tests/sparql_cookbook.py"


def test_the_documents_links_lead_to_answers() -> None:
    headings = re.findall(r"^### (.+)$", DOCUMENT.with_name("cypher.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {f"{one.number}. {one.title}" for one in questions()} <= set(headings)


def test_the_examples_of_the_document_are_answered(folder: Path) -> None:
    """Every other query in it, outside the derived part."""
    text = re.sub(r"<!-- begin.*?<!-- end -->", "", DOCUMENT.read_text(encoding="utf-8"), flags=re.DOTALL)
    shown = re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)
    assert shown
    assert all(answer(folder, query)[1] for query in shown)
