"""The word lists of companies: each word once, and each with a rule that reads it."""

from __future__ import annotations

import pytest

from graph_builder.mentions.company_rules import RULES
from graph_builder.wording.word_lists import entries, pairs


def test_every_last_word_has_a_rule() -> None:
    assert set(pairs("company_heads").values()) - set(RULES) == {"ignored"}


@pytest.mark.parametrize(
    "name",
    [
        "company_heads",
        "company_generic",
        "company_words",
        "company_words_soft",
        "company_followers",
        "company_names",
        "place_everyday",
    ],
)
def test_word_lists_hold_each_word_once(name: str) -> None:
    words = [line.split()[0] for line in entries(name)]
    assert len(words) == len(set(words))


def test_rows_say_where_a_word_stands() -> None:
    assert {line.split()[1] for line in entries("company_rows")} == {"starts", "ends"}


def test_soft_lines_of_business_are_lines_of_business() -> None:
    """A soft word that no rule reads as a line of business would do nothing."""
    assert set(entries("company_words_soft")) - set(entries("company_words")) == set()
