"""docs/cypher.md: its questions get the answers that it shows, on both engines, and its picture is the ontology's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cookbook import DOCUMENT, PART, answered, derived, model, questions
from example_graphs import loaded

from graph_builder.stores.interface import View
from graph_builder.stores.opening import open_store

AGAIN = "run python tests/cookbook.py and look at what changed"


@pytest.fixture(scope="module")
def view(empty_store: str) -> Iterator[View]:
    with open_store(empty_store, mode="write") as store:
        yield loaded(store)


@pytest.fixture(scope="module")
def text() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def test_the_picture_is_drawn_from_the_ontology(text: str) -> None:
    assert "\n".join(model()) in text, AGAIN


def test_there_are_twenty_questions_and_each_finds_something(view: View) -> None:
    assert len(questions()) == len({title for title, _ in questions()}) == 20
    assert [title for title, query in questions() if not view.cypher(query).rows] == []


@pytest.mark.parametrize(("title", "query"), questions(), ids=[title for title, _ in questions()])
def test_a_question_gets_the_answer_that_the_document_shows(view: View, text: str, title: str, query: str) -> None:
    (block,) = (part for part in text.split("\n### ") if part.partition(". ")[2].startswith(title + "\n"))
    assert block.removesuffix("<!-- end -->\n").strip() in "\n".join(answered(view)), AGAIN


def test_nothing_else_is_in_the_derived_parts(view: View, text: str) -> None:
    assert [name for name in PART.findall(text)] == ["model", "questions"]
    assert derived(text, view) == text, AGAIN
