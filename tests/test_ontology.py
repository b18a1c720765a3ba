"""The ontology file, what is read from it, and what a fault in it is told as."""

from __future__ import annotations

import re
from importlib.metadata import version
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from ontology.loading import PACKAGED, load
from ontology.model import LabelType, OntologyError, PropertyType, RelationshipType
from ontology.table import TABLES, rows

TURTLE = PACKAGED.read_text(encoding="utf-8")
BODIES = {"Agency", "Company"}


# ---------------------------------------------------------------- what the file says


def test_labels_stand_in_the_order_of_the_file() -> None:
    assert list(load().labels) == [
        *(
            "Report",
            "Inspection",
            "InspectionGroup",
            "Agency",
            "Company",
            "Problem",
            "ProblemArea",
            "Measure",
        ),
        *("Policy", "Person", "Project", "Place", "Theme"),
    ]


def test_entities_and_findings() -> None:
    labels = load().labels.values()
    assert {label.name for label in labels if label.finding} == {
        "Inspection",
        "Problem",
        "ProblemArea",
        "Measure",
    }
    assert {label.name for label in labels if not label.finding and not label.entity} == {"Report"}


@pytest.mark.parametrize(
    ("type", "pairs"),
    [
        ("PUBLISHED", {("Agency", "Report")}),
        ("REPORTS_ON", {("Report", "Inspection")}),
        ("CONDUCTED", {("InspectionGroup", "Inspection")}),
        ("INSPECTED", {("Inspection", "Agency")}),
        ("FOUND", {("Inspection", "Problem")}),
        ("IN_AREA", {("Problem", "ProblemArea")}),
        ("ADDRESSES", {("Measure", "Problem")}),
        (
            "MENTIONS",
            {(a, b) for a in ("Problem", "Measure") for b in (*BODIES, "Person", "Project", "Place")},
        ),
        ("CITES", {("Problem", "Policy"), ("Measure", "Policy")}),
        ("RESPONSIBLE_FOR", {("Agency", "Measure")}),
        ("HOLDS_POST", {("Person", body) for body in BODIES}),
        ("PART_OF", {("Place", "Place"), *((a, b) for a in BODIES for b in BODIES)}),
        ("LOCATED_IN", {(a, "Place") for a in (*BODIES, "Project")}),
        ("APPEARS_IN", {(label, "Report") for label in load().labels if label != "Report"}),
        ("HAS_THEME", {("Problem", "Theme")}),
    ],
)
def test_relationships_lead_where_the_design_says(type: str, pairs: set[tuple[str, str]]) -> None:
    assert load().relationships[type].pairs == pairs


def test_no_relationship_type_is_left_out_of_the_table_above() -> None:
    assert len(load().relationships) == 15


@pytest.mark.parametrize(
    ("label", "properties"),
    [
        ("Report", "source sha256 publish_date"),
        (
            "Inspection",
            "round kind level start_date end_date feedback_date declared_aspects declared_problems "
            "declared_measures declared_tasks declared_systems "
            "declared_meetings declared_trainings declared_interviews declared_disciplined",
        ),
        ("InspectionGroup", "level"),
        ("Agency", "kind"),
        ("Company", ""),
        ("Problem", "text ordinal status deadline implicit"),
        ("ProblemArea", "ordinal"),
        ("Measure", "meetings trainings interviews disciplined text ordinal deadline"),
        ("Policy", "kind"),
        ("Person", ""),
        ("Project", ""),
        ("Place", "adcode"),
        ("Theme", "code broader"),
    ],
)
def test_labels_have_the_properties_of_the_design(label: str, properties: str) -> None:
    assert list(load().labels[label].properties) == ["id", "name", "aliases", *properties.split()]


@pytest.mark.parametrize("type", load().relationships)
def test_relationships_say_where_they_were_read(type: str) -> None:
    own = {
        **{"CITES": ["action"], "RESPONSIBLE_FOR": ["role"], "HOLDS_POST": ["title"], "HAS_THEME": ["score"]},
        "APPEARS_IN": ["identity"],
    }
    found = load().relationships[type].properties
    always = ["report", "start", "end", "quote", "rule", "confidence"]
    assert list(found) == ["aliases", *always, *own.get(type, [])]
    assert [name for name, kind in found.items() if kind.required] == always


@pytest.mark.parametrize(
    ("label", "name", "codes"),
    [
        ("Problem", "status", "completed ongoing not_completed"),
        ("Agency", "kind", "party government institution"),
        ("Policy", "kind", "policy publication"),
        ("Inspection", "level", "central provincial municipal county internal"),
        ("InspectionGroup", "level", "central provincial municipal county internal"),
    ],
)
def test_enumerations(label: str, name: str, codes: str) -> None:
    assert load().labels[label].properties[name].values == tuple(codes.split())


def test_only_aliases_are_a_list() -> None:
    kinds = [kind for label in load().labels.values() for kind in label.properties.values()]
    assert {kind.name for kind in kinds if kind.many} == {"aliases"}


@pytest.mark.parametrize("text", ["2023", "2023-04", "2023-04-12", "2024-02-29", "2023-12-31", "2023-11-30"])
def test_a_date_is_as_precise_as_it_is_known(text: str) -> None:
    assert publish_date().fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23",
        "2023-4",
        "2023-00",
        "2023-13",
        "2023-02-30",
        "2023-06-31",
        "2023-04-12T08:00",
        "2023-04-12\n",
    ],
)
def test_no_date(text: str) -> None:
    assert publish_date().fault(text) == "is no PartialDate"


def publish_date() -> PropertyType:
    return load().labels["Report"].properties["publish_date"]


def test_the_version_is_that_of_the_package() -> None:
    assert load().version == version("xunji")


def test_every_term_is_named_and_explained_in_both_languages() -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    owners: list[LabelType | RelationshipType] = [*load().labels.values(), *load().relationships.values()]
    for term in (*owners, *(kind for owner in owners for kind in owner.properties.values())):
        assert chinese.search(term.zh) and chinese.search(term.comment_zh), term.name
        assert re.search("[a-z]", term.comment_en) and not chinese.search(term.en), term.name


def test_mappings_reach_the_vocabularies() -> None:
    terms = (*load().labels.values(), *load().relationships.values())
    mapped = {iri for term in terms for iri in term.mappings}
    for vocabulary in (
        "w3.org/ns/org#",
        "w3.org/ns/prov#",
        "schema.org/",
        "eli/ontology#",
        "skos/core#",
        "w3id.org/ftm#",
    ):
        assert any(vocabulary in iri for iri in mapped), vocabulary


def test_the_packaged_file_is_read_once() -> None:
    assert load() is load()


# ---------------------------------------------------------------- colours

# Machado, Oliveira, Fernandes 2009: what protanopes, deuteranopes and tritanopes see, on linear RGB.
VISIONS = {
    "full": np.eye(3),
    "protan": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "deutan": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "tritan": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}
# sRGB to CIE XYZ under D65.
XYZ = np.array([[0.4125, 0.3576, 0.1804], [0.2127, 0.7152, 0.0722], [0.0193, 0.1192, 0.9503]])
JUST_APART = 16
"""CIE76 distance of the closest pair within Okabe and Ito's own palette; 2 can be told apart side by side."""


def lab(colour: str, vision: NDArray[np.float64]) -> NDArray[np.float64]:
    """The colour in CIELAB, as seen by that vision."""
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = XYZ @ np.clip(vision @ linear, 0, 1) / np.array([0.9505, 1, 1.0888])
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("vision", VISIONS.values(), ids=VISIONS.keys())
def test_any_two_colours_can_be_told_apart(vision: NDArray[np.float64]) -> None:
    for one, other in combinations(load().labels.values(), 2):
        apart = float(np.linalg.norm(lab(one.colour, vision) - lab(other.colour, vision)))
        assert apart >= JUST_APART, (one.name, other.name, apart)


def test_no_two_labels_share_an_icon() -> None:
    assert len({label.icon for label in load().labels.values()}) == len(load().labels)


# ---------------------------------------------------------------- faults in the file
# ---------------------------------------------------------------- tables


@pytest.mark.parametrize("what", TABLES)
def test_every_row_of_a_table_has_the_same_columns(what: str) -> None:
    first, *others = rows(load(), what)
    assert all(list(row) == list(first) for row in others)
    assert {"zh", "en"} <= set(first)


@pytest.mark.parametrize(
    ("what", "column", "key", "expected"),
    [
        (
            "labels",
            "label",
            "Agency",
            {"zh": "机构", "group": "entity", "properties": "id, name, aliases, kind"},
        ),
        ("labels", "label", "Problem", {"zh": "问题", "group": "finding", "colour": "#D55E00"}),
        ("relationships", "type", "PART_OF", {"ends": "Agency|Company → Agency|Company, Place → Place"}),
        ("relationships", "type", "CITES", {"zh": "涉及文件", "ends": "Problem|Measure → Policy"}),
        (
            "properties",
            "property",
            "name",
            {"of": "every label", "required": "every label", "type": "string"},
        ),
        ("properties", "property", "aliases", {"type": "list of string", "required": ""}),
        ("properties", "property", "quote", {"of": "every relationship", "required": "every relationship"}),
        ("properties", "property", "role", {"of": "RESPONSIBLE_FOR", "values": "lead, support"}),
        ("properties", "property", "level", {"of": "Inspection, InspectionGroup", "required": ""}),
        ("values", "value", "not_completed", {"datatype": "Status", "zh": "未完成", "en": "not completed"}),
    ],
)
def test_tables(what: str, column: str, key: str, expected: dict[str, str]) -> None:
    row = next(row for row in rows(load(), what) if row[column] == key)
    assert {name: row[name] for name in expected} == expected


def test_a_property_with_other_values_has_a_row_of_its_own() -> None:
    kinds = [row["of"] for row in rows(load(), "properties") if row["property"] == "kind"]
    assert kinds == ["Inspection", "Agency", "Policy"]


def test_there_is_no_other_table() -> None:
    with pytest.raises(OntologyError, match="no ontology table 'verbs'; ask for one of labels, relationships"):
        rows(load(), "verbs")


def test_the_package_brings_its_files() -> None:
    assert PACKAGED.name == "xunji.ttl"
    assert PACKAGED.with_name("shapes.ttl").is_file()
