"""The ontology file, what is read from it, and what a fault in it is told as."""

from __future__ import annotations

import re
from importlib.metadata import version
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ontology import model
from ontology.errors import XunjiError
from ontology.model import PACKAGED, LabelType, OntologyError, PropertyType, RelationshipType, load
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
            "declared_measures declared_tasks declared_systems",
        ),
        ("InspectionGroup", "level"),
        ("Agency", "kind"),
        ("Company", ""),
        ("Problem", "text ordinal status deadline implicit"),
        ("ProblemArea", "ordinal"),
        ("Measure", "text ordinal deadline"),
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

FAULTS = {
    "no Chinese label": ('"企业"@zh , "Company"@en', '"Company"@en', "xj:Company has no label in @zh"),
    "two English labels": ('"企业"@zh ,', '"Firm"@en , "企业"@zh ,', "xj:Company has 2 label in @en"),
    "no comment": (
        'rdfs:comment "行政区划。"@zh , "Administrative',
        'rdfs:comment "Administrative',
        "xj:Place has no com",
    ),
    "duplicate Chinese name": (
        '"企业"@zh',
        '"机构"@zh',
        "xj:Company has the Chinese label '机构' of xj:Agency",
    ),
    "duplicate English name": (
        '"found"@en',
        '"conducted"@en',
        "xj:found has the English label 'conducted' of xj:cond",
    ),
    "two kinds of term": (
        "xj:Theme a owl:Class",
        "xj:Theme a owl:Class , owl:ObjectProperty",
        "is declared as 2 kinds",
    ),
    "name of a class": ("xj:Theme a owl:Class", "xj:theme_ a owl:Class", "xj:theme_ is no name for a class"),
    "name of a property": ("xj:deadline a", "xj:dead_line a", "xj:dead_line is no name for a property"),
    "bad colour": ('"#D55E00"', '"vermilion"', "xj:Problem has the bad colour 'vermilion'"),
    "colour twice": ('"#D55E00"', '"#0072B2"', "xj:Problem has the colour '#0072B2' of xj:Agency"),
    "no colour": ('xj:colour "#D55E00" ; ', "", "xj:Problem has no xj:colour"),
    "unknown icon": (
        'xj:icon "tag"',
        'xj:icon "rocket"',
        "xj:Theme has the icon 'rocket', which is not one of",
    ),
    "label under nothing": (
        "xj:Entity , skos:Concept",
        "skos:Concept",
        "xj:Theme is under none of xj:Entity",
    ),
    "unknown end": (
        "rdfs:range xj:Theme",
        "rdfs:range xj:Topic",
        "xj:hasTheme has the unknown end or owner xj:Topic",
    ),
    "unknown end in a union": (
        "( xj:Problem xj:Measure ) ] ; rdfs:range xj:Policy",
        "( xj:Task ) ] ; rdfs:range xj:Policy",
        "xj:cites has the unknown end or owner xj:Task",
    ),
    "no end": (
        "rdfs:domain xj:Problem ; rdfs:range xj:Theme",
        "rdfs:domain xj:Problem",
        "xj:hasTheme has no range",
    ),
    "end that is no label": (
        "rdfs:range xj:Theme",
        "rdfs:range xj:Claim",
        "xj:hasTheme leads from or to no label",
    ),
    "unknown owner": (
        "rdfs:domain xj:Theme",
        "rdfs:domain xj:Topic",
        "xj:code has the unknown end or owner xj:Topic",
    ),
    "unknown datatype": (
        "rdfs:range xj:Sha256",
        "rdfs:range xsd:hexBinary",
        "the unknown datatype hexBinary; known: str",
    ),
    "unknown base": (
        "owl:onDatatype xsd:double",
        "owl:onDatatype xsd:float",
        "xj:UnitInterval has the unknown datatype",
    ),
    "bad pattern": ('"[0-9a-f]{64}"', '"[0-9a-f"', "xj:Sha256 has the bad pattern '[0-9a-f'"),
    "unnamed value": (
        '( "lead" "support" )',
        '( "lead" "support" "watch" )',
        "xj:Role: ['watch'] is not in both",
    ),
    "value named only": (
        '( "lead" "support" )',
        '( "lead" )',
        "xj:Role: ['support'] is not in both owl:oneOf and",
    ),
    "unknown carrier": (
        "xj:carriedBy xj:cites",
        "xj:carriedBy xj:quotes",
        "xj:action is carried by xj:quotes, which",
    ),
    "versions apart": ('versionInfo "0.1.0"', 'versionInfo "0.2.0"', "does not end with versionInfo 0.2.0"),
    "unbound prefix": (
        "xj:Theme a owl:Class",
        "xy:Theme a owl:Class",
        'is no Turtle: Prefix "xy:" not bound',
    ),
}


@pytest.mark.parametrize(("right", "wrong", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_with_the_term_that_has_it(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    assert right in TURTLE
    path = tmp_path / "faulty.ttl"
    path.write_text(TURTLE.replace(right, wrong), encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(told)) as raised:
        load(path)
    assert str(raised.value).startswith(f"ontology {path}: ")
    assert "\n" not in str(raised.value)


def test_no_values_named_at_all(tmp_path: Path) -> None:
    path = tmp_path / "nameless.ttl"
    path.write_text(re.sub(r'xj:choice \[ skos:notation "lead".*?\] ;', "", TURTLE, flags=re.DOTALL), encoding="utf-8")
    with pytest.raises(OntologyError, match="xj:Role has no xj:choice for lead, support"):
        load(path)


def test_a_syntax_error_is_told_with_its_line(tmp_path: Path) -> None:
    line = TURTLE.count("\n", 0, TURTLE.index("xj:Theme a owl:Class")) + 1
    path = tmp_path / "broken.ttl"
    path.write_text(TURTLE.replace("xj:Theme a owl:Class", "xj:Theme an owl:Class"), encoding="utf-8")
    with pytest.raises(OntologyError, match=f"line {line} is no Turtle: "):
        load(path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "missing.ttl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(XunjiError, match=r"missing\.ttl: cannot be read: .*; name a Turtle file in UTF-8"):
        load(path)


def test_an_empty_file_is_no_ontology(tmp_path: Path) -> None:
    path = tmp_path / "empty.ttl"
    path.write_text("", encoding="utf-8")
    with pytest.raises(OntologyError):
        load(path)


def test_a_new_label_needs_nothing_but_the_file(tmp_path: Path) -> None:
    path = tmp_path / "more.ttl"
    vessel = """
        xj:Vessel a owl:Class ; rdfs:subClassOf xj:Entity ; xj:colour "#FFFFFF" ; xj:icon "tag" ;
            rdfs:label "船舶"@zh , "Vessel"@en ; rdfs:comment "船。"@zh , "A ship."@en .
    """
    path.write_text(TURTLE + vessel, encoding="utf-8")
    more = load(path)
    assert list(more.labels["Vessel"].properties) == ["id", "name", "aliases"]
    assert ("Vessel", "Report") in more.relationships["APPEARS_IN"].pairs


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
    assert model.PACKAGED.name == "xunji.ttl"
    assert model.PACKAGED.with_name("shapes.ttl").is_file()
