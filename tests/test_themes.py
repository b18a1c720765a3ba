"""The themes: the scheme is whole, the words tell the theme that a reader would choose, and the graph proves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import RDF, SKOS, Literal, URIRef

from graph_builder.findings.themes import MOST_THEMES, Classified, classify
from graph_builder.notice import graph_of
from graph_builder.reading.document import document
from ontology import themes
from ontology.checks import faults_of
from ontology.ids import make_id
from ontology.loading import load
from ontology.rdf import to_rdf
from ontology.shapes import SHAPES
from ontology.themes import PACKAGED, XT, ThemeError

SCHEME = themes.load()
TTL = PACKAGED.read_text(encoding="utf-8")
TURTLE = rdflib.Graph().parse(data=TTL, format="turtle")
TABLE = [
    line.split("\t")
    for line in Path(__file__).with_name("data").joinpath("themes.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


# --- the scheme -----------------------------------------------------------------------------------------------------


def test_every_theme_is_a_top_concept_or_lies_below_one() -> None:
    tops = {theme.code for theme in SCHEME.themes.values() if not theme.broader}
    assert {theme.broader for theme in SCHEME.themes.values() if theme.broader} == tops
    assert all(theme.code.startswith(f"{theme.broader}.") for theme in SCHEME.themes.values() if theme.broader)
    assert list(SCHEME.themes) == sorted(SCHEME.themes)
    assert SCHEME["08.03"].top == SCHEME["08"].top == "08"


def test_every_theme_is_named_and_explained_in_both_languages_by_a_name_of_its_own() -> None:
    for texts in zip(*((t.zh, t.en, t.scope_zh, t.scope_en) for t in SCHEME.themes.values()), strict=True):
        assert all(text.strip() for text in texts)
        assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_the_scheme_is_sound_skos() -> None:
    scheme = URIRef("https://w3id.org/xunji/themes")
    concepts = set(TURTLE.subjects(RDF.type, SKOS.Concept))
    assert set(TURTLE.subjects(SKOS.inScheme, scheme)) == concepts
    assert set(TURTLE.objects(scheme, SKOS.hasTopConcept)) == set(TURTLE.subjects(SKOS.topConceptOf, scheme))
    # S13: what is a preferred or alternative label is no other kind of label of the same concept.
    for concept in concepts:
        shown = [*TURTLE.objects(concept, SKOS.prefLabel), *TURTLE.objects(concept, SKOS.altLabel)]
        cues = [o for by in _cue_properties() for o in TURTLE.objects(concept, by)]
        assert [label for label, times in Counter([*shown, *cues]).items() if times > 1] == []


def _cue_properties() -> list[URIRef]:
    return [SKOS.hiddenLabel, XT.strongCue, XT.weakCue, XT.titleCue, XT.sharedCue]


def test_every_cue_is_chinese_and_tells_one_theme_unless_it_is_shared() -> None:
    owners = Counter(word for theme in SCHEME.themes.values() for word in theme.cues)
    shared = {str(word) for word in TURTLE.objects(None, XT.sharedCue)}
    assert {word for word, times in owners.items() if times > 1} == shared != set()
    assert [word for word in owners if len(word) < 2 or any(mark in word for mark in ",;。 “”")] == []
    assert all(
        o.language == "zh" for by in _cue_properties() for o in TURTLE.objects(None, by) if isinstance(o, Literal)
    )


def test_every_theme_has_words_and_one_of_the_usual_headings() -> None:
    assert [theme.code for theme in SCHEME.themes.values() if len(theme.cues) < 4] == []
    assert set(SCHEME.headings) == set(SCHEME.themes)
    assert set(SCHEME.headings.values()) == {"duty", "integrity", "organisation", "rectification"}


Spoiler = Callable[[str], str]


def added(turtle: str) -> Spoiler:
    return lambda ttl: f"{ttl}\n{turtle}"


def swapped(old: str, new: str) -> Spoiler:
    return lambda ttl: ttl.replace(old, new)


BELOW = 'skos:broader xt:08 ;\n    skos:notation "08.01"'
PASSED_OVER = '<https://w3id.org/xunji/themes> xt:passedOver "报销"@zh .'

BROKEN: dict[str, tuple[Spoiler, str]] = {
    "no Turtle": (added("xt:"), "no Turtle"),
    "nothing in it": (lambda ttl: "", "has no xt:weight above 0"),
    "no concepts": (swapped("a skos:Concept ;", ""), "holds no skos:Concept"),
    "a code of another form": (swapped('notation "08.03"', 'notation "8.3"'), "xt:08.03 has the skos"),
    "no English name": (swapped('"Accounts"@en', '"Accounts"@fr'), "xt:08.01 has 0 skos:prefLabel in @en"),
    "under two themes": (added("xt:08.01 skos:broader xt:09 ."), "xt:08.01 stands nowhere"),
    "under none": (swapped(BELOW, 'skos:notation "08.01"'), "xt:08.01 stands nowhere"),
    "under no top concept": (swapped(BELOW, BELOW.replace("xt:08 ", "xt:08.02 ")), "xt:08.01 is under xt:08.02, which"),
    "a cue of two themes": (added('xt:09 skos:hiddenLabel "报销"@zh .'), "'报销' is a cue of xt:08.01 and xt:09"),
    "a cue shared with nobody": (added('xt:09 xt:sharedCue "云中漫步"@zh .'), "is an xt:sharedCue of xt:09 alone"),
    "a cue said twice": (added('xt:08.01 xt:weakCue "报销"@zh .'), "xt:08.01 has the name or cue '报销' twice"),
    "a cue of one character": (added('xt:09 xt:weakCue "桥"@zh .'), "xt:09 has the cue '桥'; write at least 2"),
    "a cue that is passed over": (added(PASSED_OVER), "'报销' is passed over and a cue of xt:08.01"),
    "a cue without weight": (added("xt:odd rdfs:subPropertyOf skos:hiddenLabel ."), "xt:odd has no xt:weight"),
    "in two headings": (added("xt:duty skos:member xt:11 ."), "xt:11 is a skos:member of 2 collections"),
    "in no heading": (
        swapped("skos:member xt:17 .", "skos:member xt:17.01 ."),
        "xt:17 is a skos:member of no collection",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_fault_in_the_file_is_named_in_one_line(case: str, tmp_path: Path) -> None:
    path = tmp_path / "themes.ttl"
    spoil, message = BROKEN[case]
    path.write_text(spoil(TTL), encoding="utf-8")
    assert spoil(TTL) != TTL
    with pytest.raises(ThemeError, match=message) as error:
        themes.load(path)
    assert str(error.value).startswith(f"themes {path}: ")
    assert "\n" not in str(error.value)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="cannot be read"):
        themes.load(tmp_path / "none.ttl")


# --- the classification ---------------------------------------------------------------------------------------------


def tops(found: list[Classified]) -> list[str]:
    return [SCHEME[one.theme_code].top for one in found]


def test_the_table_is_large_and_covers_every_top_level_theme() -> None:
    assert len(TABLE) >= 120
    assert len({title for _, _, title in TABLE}) == len(TABLE)
    for half in ("first", "second"):
        covered = {code for name, codes, _ in TABLE if name == half for code in codes.split("|")}
        assert covered == {code for code, theme in SCHEME.themes.items() if not theme.broader}


@pytest.mark.parametrize("half", ["first", "second"])
def test_the_first_theme_is_the_one_that_a_reader_would_choose(half: str) -> None:
    rows = [(codes.split("|"), title) for name, codes, title in TABLE if name == half]
    told = [(codes, title, tops(classify(title, ""))[:1]) for codes, title in rows]
    missed = [(title, first) for codes, title, first in told if not set(first) & set(codes)]
    assert len(missed) <= 0.05 * len(rows), missed


@pytest.mark.parametrize(
    ("title", "text", "codes"),
    [
        ("差旅费报销审核不严", "", ["08.01"]),
        # What the title says comes first; what the text adds follows, if it weighs enough.
        ("工程变更随意", "部分差旅费报销附件不全,会计凭证缺失。", ["09.02", "08.01"]),
        ("工程变更随意", "相关群众。", ["09.02"]),
        # The longest word counts, and only once: 意识形态工作责任制 is not 主体责任制 and not 制度.
        ("落实意识形态工作责任制不到位", "", ["02.01"]),
        # No 入党 in 纳入党组.
        ("未纳入党组中心组学习", "", ["01.01"]),
        # 整改 stands in every text; it tells in a title alone.
        ("产城融合不够", "针对反馈问题,立行立改,整改到位。", ["06.02"]),
        ("推动整改用力不足", "", ["17"]),
        # Words of two themes below one: the theme above both.
        ("会计核算、政府采购不规范", "", ["08"]),
        ("无从归类的事", "今日天晴。", []),
        ("", "", []),
    ],
)
def test_a_problem_has_the_themes_that_its_words_tell(title: str, text: str, codes: list[str]) -> None:
    assert [one.theme_code for one in classify(title, text)] == codes


def test_the_word_that_decided_stands_first_with_its_place_and_weight() -> None:
    (found,) = classify("报销不严", "报销不严。差旅费超标准,凭证不全。")
    first = found.cues[0]
    assert (first.word, first.part, first.span.start, first.weight) == ("报销", "title", 0, 6.0)
    assert [cue.word for cue in found.cues] == ["报销", "差旅费", "凭证"]
    assert 0.8 < found.score < 1


def test_a_score_falls_with_what_speaks_for_other_themes_and_with_doubt() -> None:
    clear, weak = classify("报销不严", "")[0], classify("", "项目")[0]
    mixed = classify("报销不严、消防通道堵塞", "")
    assert clear.score > mixed[0].score > weak.score > 0
    assert sorted(tops(mixed)) == ["08", "13"]


def test_a_shared_word_gives_each_theme_its_part() -> None:
    assert SCHEME["08.03"].cues["招投标"] == SCHEME["09.02"].cues["招投标"] == 0.5
    assert sorted(tops(classify("招投标监管不力", ""))) == ["08", "09"]


WORDS = sorted(word for theme in SCHEME.themes.values() for word in theme.cues)


@given(st.lists(st.sampled_from([*WORDS, "的", "不到位", ",", "。", "某", "\n"]), max_size=40).map("".join), st.text())
def test_whatever_stands_there_at_most_three_themes_are_told_by_words_that_stand_there(one: str, other: str) -> None:
    for title, text in ((one, other), (other, one)):
        found = classify(title, text)
        assert len(found) <= MOST_THEMES
        assert len(set(tops(found))) == len(found)
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        for theme in found:
            assert 0 < theme.score < 1
            for cue in theme.cues:
                assert {"title": title, "text": text}[cue.part][cue.span.start : cue.span.end] == cue.word


# --- the graph ------------------------------------------------------------------------------------------------------

NOTICE = """中共云溪市水利局党组关于市委巡察整改进展情况的通报
2023年4月12日至6月13日，市委第一巡察组对市水利局党组开展了常规巡察。
（一）财务管理方面
1.报■销审核不严。差旅费附件不全。
整改情况：一是退回款项。
2.报销拖延。
整改情况：一是限期办结。
3.风平浪静。
整改情况：一是加强巡查。
"""


def test_problems_lead_to_their_themes_with_the_sentence_that_proves_it() -> None:
    graph = graph_of(document(NOTICE, "notice.txt"))
    (theme,) = [node for node in graph.nodes if node.label == "Theme"]
    assert theme.id == make_id("Theme", "08.01")
    assert {key: theme.properties[key] for key in ("name", "code", "broader")} == {
        "name": "财务管理", "code": "08.01", "broader": "08",
    }  # fmt: skip
    assert "Accounts" in theme.properties["aliases"]  # type: ignore[operator]
    links = [link for link in graph.relationships if link.type == "HAS_THEME"]
    assert [(link.end, link.evidence.quote) for link in links] == [
        (theme.id, "1.报销审核不严。"),
        (theme.id, "2.报销拖延。"),
    ]
    assert all(link.properties["score"] == link.evidence.confidence for link in links)


def test_a_theme_appears_in_a_notice_once_where_its_word_stands() -> None:
    graph = graph_of(document(NOTICE, "notice.txt"))
    labels = {node.id: node.label for node in graph.nodes}
    (appears,) = [e for e in graph.relationships if e.type == "APPEARS_IN" and labels[e.start] == "Theme"]
    assert appears.evidence.quote == "报销"
    assert NOTICE[appears.evidence.span.start : appears.evidence.span.end] == "报■销"


def test_the_graph_with_themes_fits_the_ontology_and_the_shapes() -> None:
    graph = graph_of(document(NOTICE, "notice.txt"))
    assert faults_of(load(), graph) == []
    conforms, _, text = validate(to_rdf(graph.nodes, graph.relationships), shacl_graph=rdflib.Graph().parse(SHAPES))
    assert conforms, text
