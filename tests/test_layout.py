"""Places: the same every time, none upon another, and what stands already stays."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from api.pictures.layout import NEAREST, Links, layout

STAR = [("hub", f"leaf {number}") for number in range(12)]
CHAIN = [(f"n{number}", f"n{number + 1}") for number in range(8)]
TWO_PARTS = [*CHAIN, ("x", "y")]


def ids(links: Links) -> list[str]:
    return sorted({end for link in links for end in link})


@pytest.mark.parametrize("links", [STAR, CHAIN, TWO_PARTS, [("a", "a")]], ids=["star", "chain", "parts", "loop"])
def test_the_same_graph_gives_the_same_places(links: Links) -> None:
    found = layout([ids(links)], links)
    assert found == layout([list(reversed(ids(links)))], list(reversed(links)))
    assert sorted(found) == ids(links)


@pytest.mark.parametrize("links", [STAR, CHAIN, TWO_PARTS], ids=["star", "chain", "parts"])
def test_no_two_nodes_stand_on_one_place(links: Links) -> None:
    found = layout([ids(links)], links)
    assert min(dist(found[a], found[b]) for a, b in combinations(found, 2)) > 0.8 * NEAREST


def test_what_stands_stays_when_more_comes() -> None:
    first = layout([["n0", "n1", "n2"]], CHAIN)
    both = layout([["n0", "n1", "n2"], ids(CHAIN)], CHAIN)
    assert {id: both[id] for id in first} == first
    assert sorted(both) == ids(CHAIN)


def test_what_comes_is_near_what_it_hangs_on() -> None:
    found = layout([["hub"], ids(STAR)], STAR)
    assert max(dist(found["hub"], place) for place in found.values()) < 6


def test_what_hangs_on_nothing_goes_below() -> None:
    found = layout([["a", "b"], ["c"]], [("a", "b")])
    assert found["c"][1] > max(found["a"][1], found["b"][1])


@pytest.mark.parametrize(("steps", "expected"), [([], {}), ([[]], {}), ([["a"]], {"a": (0.0, 0.0)})])
def test_little_or_nothing(steps: list[list[str]], expected: dict[str, tuple[float, float]]) -> None:
    assert layout(steps, []) == expected
