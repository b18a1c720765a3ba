"""Ids: the same thing has the same id, different things have different ones."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import ids
from ontology.errors import XunjiError
from ontology.ids import make_id


@pytest.mark.parametrize(
    ("label", "parts", "id"),
    [
        ("Agency", ("云溪市", "财政局"), "agency-ff624a3791f9999c"),
        ("InspectionGroup", ("云溪市委第三巡察组",), "inspectiongroup-72d10f4dcd1b6e9f"),
    ],
)
def test_an_id_is_the_same_on_every_machine(label: str, parts: tuple[str, ...], id: str) -> None:
    assert make_id(label, *parts) == id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ABC公司(云溪)",), ("\uff21\uff22\uff23公司\uff08云溪\uff09",)),
        (("第12轮",), ("第\uff11\uff12轮",)),
        (("a\x1fb",), ("ab",)),
    ],
)
def test_forms_of_one_thing_share_an_id(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert make_id("Agency", *one) == make_id("Agency", *other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("云溪市", "财政局"), ("青岚市", "财政局")),
        (("云溪市", "财政局"), ("财政局", "云溪市")),
        (("云溪市", "财政局"), ("云溪市财政局",)),
        (("云溪市", "财政局"), ("云溪市", "财政局", "")),
        (("云溪市", "财政局"), ("云溪市\x1f财政局",)),
    ],
)
def test_different_things_have_different_ids(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert make_id("Agency", *one) != make_id("Agency", *other)


@given(st.text(st.sampled_from("水务局\u3000,(1①…ﾞカe\u0301\uff21"), min_size=600, max_size=700))
def test_a_whole_text_shares_its_id_with_its_normal_form(text: str) -> None:
    assert ids._normal(text) == unicodedata.normalize("NFKC", text)


def test_the_label_is_part_of_the_id() -> None:
    assert make_id("Agency", "云溪") != make_id("Place", "云溪")


@pytest.mark.parametrize("parts", [("/?#&=% ",), ("《公文处理办法(试行)》",), ("x" * 100_000,)])
def test_an_id_is_short_and_safe_in_a_url(parts: tuple[str, ...]) -> None:
    assert re.fullmatch(r"policy-[0-9a-f]{16}", make_id("Policy", *parts))


def test_no_two_of_many_things_share_an_id() -> None:
    assert len({make_id("Problem", str(number)) for number in range(100_000)}) == 100_000


@pytest.mark.parametrize("parts", [(), ("",), ("", "")])
def test_nothing_has_no_id(parts: tuple[str, ...]) -> None:
    with pytest.raises(XunjiError, match="Agency: an id needs at least one part that is not empty"):
        make_id("Agency", *parts)
