"""What a fault in the ontology file is told as."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontology.errors import XunjiError
from ontology.loading import PACKAGED, load
from ontology.model import OntologyError

TURTLE = PACKAGED.read_text(encoding="utf-8")


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
