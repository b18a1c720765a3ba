"""The word lists that agencies are found by: each word has its use, and stands once."""

from __future__ import annotations

import pytest

from graph_builder.mentions.agency_rules import RULES
from graph_builder.wording.word_lists import entries, pairs


def test_every_last_word_has_a_rule() -> None:
    assert set(pairs("agency_heads").values()) - set(RULES) == {"ignored"}


@pytest.mark.parametrize(
    "name",
    ["agency_heads", "agency_functions", "agency_names", "university_short", "name_stops", "name_keeps"],
)
def test_word_lists_hold_each_word_once(name: str) -> None:
    words = [line.split()[0] for line in entries(name)]
    assert len(words) == len(set(words))
    assert all(1 <= len(word) <= 14 for word in words)


def test_kept_words_hold_a_stop() -> None:
    """A word in name_keeps.txt that holds no stop word would do nothing."""
    stops = entries("name_stops")
    assert [word for word in entries("name_keeps") if not any(stop in word for stop in stops)] == []
