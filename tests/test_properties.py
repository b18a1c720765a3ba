"""What holds for every text, shown on texts that hypothesis makes: nothing raises, everything leads back."""

from __future__ import annotations

import random
from collections import Counter

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyshacl import validate

from graph_builder.findings.extract import find
from graph_builder.header.extract import read_header
from graph_builder.notice import NotANotice, graph_of
from graph_builder.outline.tree import outline
from graph_builder.reading.cleaning import FOLD, clean
from graph_builder.reading.document import document
from ontology.checks import faults_of
from ontology.loading import load
from ontology.rdf import to_rdf
from ontology.records import Graph, Span
from ontology.shapes import SHAPES

SLOW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

WORDS = [
    "巡察",
    "整改情况:",
    "一是",
    "二是",
    "1.",
    "(1)",
    "(一)",
    "一、",
    "①",
    "反馈问题:",
    "学习不深入",
    "问题",
    "关于“",
    "”",
    "《办法》",
    "《",
    "》",
    "“",
    "。",
    "\n",
    "\t",
    " ",
    "　",
    "■",
    "★",
    "\r\n",
    "2023年4月12日",
    "至6月13日",
    "13月",
    "县委第一巡察组",
    "对",
    "县水利局党组",
    "开展了巡察",
    "整改结果:完成",
    "责任单位:",
    "整改时限:",
    "云溪恒远建设有限公司",
    "4个方面28个问题",
    "、",
    "等",
    "(",
    ")",
    "10",
    "○",
    "\u200b",
    "序号\t反馈问题\t整改措施\n",
    "立行立改",
    "其中",
    "正在推进",
    "王云岭",
    "任组长",
    "欢迎监督。",
    "关于巡察整改情况的通报",
    "中共云溪市水利局党组",
    "首先,",
    "其次,",
    "第一方面：",
    "市委第二、三巡察组",
    "①",
    "３",
    "巡察对象\n",
    "关于一是",
    "组别\t组长\t被巡察单位\n",
    "召开会议3次",
    "反馈问题（一）：",
    "问题：",
    "措施：",
    "整改进展：已完成",
    "（长期坚持）",
    "县委第二巡察组、",
    "向县教育局党组反馈",
    "指出",
    "不够深入；",
    "的整改。",
    "一\n",
    "- 1 -\n",
    "第2页\n",
    "问题一 ",
    "第二个问题：",
    "任务一：",
    "1-1.",
    "对应反馈问题：",
    "具体表现：",
    "整改情况 ",
    "整改情况（一）",
    "【学习不深入】",
    "存在学习不深入的问题。",
    "一是针对“学习不深入”的问题，",
    "——关于学习不深入问题。",
    "石岭村村委会",
    "机关第三党支部、市政党支部",
    "三标段",
]
TEXT = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=40).map("".join),
)


@given(TEXT)
@SLOW
def test_cleaning_never_raises_and_every_position_leads_back_to_its_character(raw: str) -> None:
    text, offsets = clean(raw)
    before = -1
    for position, character in enumerate(text):
        source = offsets.to_raw(position)
        assert source > before
        folded = raw[source].translate(FOLD)
        assert folded == character or (folded == "\r" and character == "\n")
        before = source


@given(TEXT)
@SLOW
def test_cleaning_what_is_clean_loses_nothing_but_white_space_and_page_numbers(raw: str) -> None:
    once = clean(raw)[0]
    assert len(clean(once)[0]) <= len(once)
    assert set(clean(once)[0]) <= set(once)


@given(TEXT, st.integers(0, 200), st.integers(0, 200))
@SLOW
def test_a_quote_is_what_its_source_span_cleans_to(raw: str, start: int, length: int) -> None:
    found = document(raw or "空", "x.txt")
    span = Span(min(start, len(found.text)), min(start + length, len(found.text)))
    if not len(span):
        return
    source = found.offsets.source(span)
    # What stands at an edge may be kept inside a word and dropped alone: # ○ * of another context.
    quoted = Counter("".join(found.quote(span).split()))
    again = Counter("".join(clean(found.raw[source.start : source.end])[0].split()))
    assert quoted - again - Counter("○#*1234567890-—–·~/第页共, ") == Counter()


@given(TEXT)
@SLOW
def test_the_outline_covers_the_text_in_order(raw: str) -> None:
    text = clean(raw)[0]
    found = outline(text)
    starts = [block.span.start for block in found.blocks]
    assert starts == sorted(starts)
    assert all(0 <= b.span.start <= b.content <= b.span.end <= len(text) for b in found.blocks)
    assert all(b.parent < i for i, b in enumerate(found.blocks))


@given(TEXT)
@SLOW
def test_findings_lie_inside_the_text_and_refer_to_what_is_there(raw: str) -> None:
    text = clean(raw)[0]
    found = find(text)
    read_header(text)
    for problem in found.problems:
        assert problem.title.strip()
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert set(problem.areas) <= set(range(len(found.areas)))
    for measure in found.measures:
        assert 0 <= measure.span.start < measure.span.end <= len(text)
        assert measure.problem in range(len(found.problems))
        assert 0 <= measure.confidence <= 1


NOTICE = """中共云溪市水利局党组关于市委巡察整改进展情况的通报
根据市委统一部署，2023年4月12日至6月13日，市委第一巡察组对市水利局党组（以下简称局党组）开展了常规巡察。2023年7月5日，市委第一巡察组向局党组反馈了2个方面3个问题。
一、组织领导情况
局党组书记王云岭任组长，召开会议3次。
二、整改落实情况
（一）理论武装方面
1.学习不深入。研讨少。
整改结果：完成
整改情况：一是印发《云溪市水利局学习制度》。二是组织学习《中国共产党巡视工作条例》。
2.联系实际不紧密。学用脱节。
整改结果：正在推进
整改情况：一是会同市财政局开展调研。二是对接云溪恒远建设有限公司、望江水务集团等2家企业。
（二）财务管理方面
1.报销审核不严。未按要求执行。
整改情况：一是修订《财务管理制度》。二是推进滨河公园项目决算。
序号\t反馈问题\t整改措施\t责任单位\t整改时限\t完成情况
1\t台账缺失\t补齐台账\t市财政局\t2023年13月\t已完成
2\t监管缺位\t增加频次\t办公室\t2023年底\t正在推进
三、下一步打算
持续推进整改。
欢迎广大干部群众监督。联系电话：0000-0000000。
中共云溪市水利局党组
2023年11月20日
"""


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """The notice with lines shuffled, characters dropped, noise put in, its end cut off, its breaks lost."""
    seed = draw(st.integers(0, 2**32 - 1))
    rng = random.Random(seed)
    lines = NOTICE.split("\n")
    if draw(st.booleans()):
        rng.shuffle(lines)
    text = draw(st.sampled_from(["\n", "", " ", "\n\n", "\r\n", "。"])).join(lines)
    for noise, share in (("■★◆ \n\t　（）“”《》一1.", draw(st.floats(0, 0.3))), ("", draw(st.floats(0, 0.2)))):
        text = "".join(
            (character if noise else "") + (rng.choice(noise) if noise else "") if rng.random() < share else character
            for character in text
        )
    return text[: draw(st.integers(1, len(text) or 1))]


SHAPES_GRAPH = rdflib.Graph().parse(SHAPES)


def faultless(graph: Graph) -> None:
    ids = {node.id for node in graph.nodes}
    assert {end for link in graph.relationships for end in (link.start, link.end)} <= ids
    assert faults_of(load(), graph) == []


@given(spoilt())
@SLOW
def test_a_spoilt_notice_gives_a_graph_without_faults_or_is_no_notice(raw: str) -> None:
    try:
        graph = graph_of(document(raw, "spoilt.txt"))
    except NotANotice:
        return
    faultless(graph)
    for evidence in [e for node in graph.nodes for e in node.evidence] + [r.evidence for r in graph.relationships]:
        assert 0 <= evidence.span.start <= evidence.span.end <= len(raw)


@given(spoilt())
@settings(SLOW, max_examples=6)
def test_a_spoilt_notice_is_valid_by_the_shapes(raw: str) -> None:
    try:
        graph = graph_of(document(raw, "spoilt.txt"))
    except NotANotice:
        return
    conforms, _, report = validate(to_rdf(graph.nodes, graph.relationships), shacl_graph=SHAPES_GRAPH)
    assert conforms, report


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=80).map("".join))
@SLOW
def test_words_of_the_genre_in_any_order_give_a_graph_without_faults_or_no_notice(raw: str) -> None:
    try:
        faultless(graph_of(document(raw, "words.txt")))
    except NotANotice:
        return


LONG = 20_000
MOST = 1_000_000


@pytest.mark.parametrize(
    "raw",
    [
        "一是" * 5 * LONG,
        "针对“学习不深入”问题,一是制定计划。" + "针对“学习。" * LONG,
        "针对“学习不深入”问题。" + "对学习。" * LONG,
        "(已完成)整改情况：" * LONG,
        "第1、2项问题已整改完成。\n" * LONG,
        "<p " * LONG + "<script>" * LONG + "\\n" * LONG,
        "統(tǒng)一(yī)部(bù)" + "中?,F" * LONG,
        "巡察整改" + "（" * 5 * LONG + "）" * 5 * LONG,
        "关于" + "“" * 5 * LONG + "”" * 5 * LONG + "问题",
        ("巡察整改情况落实到位学习不够深入" * LONG * 5)[:MOST],
        "关于“" + "学习不够；" * LONG + "”问题。整改情况：抓。",
        "反馈指出，" + "学习不够，" * LONG,
        "市委第一巡察组向市教育局党组反馈，" * (LONG // 10),
        "市委第一巡察组：市教育局党组\n" * (LONG // 10),
        "对市教育局、" * LONG + "开展巡察",
        "整改结果：完成\n（1）抓。\n" * (LONG // 10),
        "2.学习不够。\n整改情况：抓。\n" * (LONG // 10),
        "1.关于“学习不够”问题的整改。（1）抓。（2）抓。\n整改状态：完成\n" * (LONG // 10),
        "整改情况：" + "一是加强学习。" * LONG,
        "整改情况：" * LONG,
        "巡察整改" + "（" * LONG,
        "巡察整改" + "《" * LONG,
        "巡察整改" + "“" * LONG,
        "关于" * LONG,
        "对" * LONG + "开展巡察",
        "存在" * LONG + "问题",
        "巡察整改落实情况" * LONG,
        "巡察组" * LONG,
        "1.\n" * LONG,
        "巡察\n" * LONG,
        "\t" * LONG + "巡察",
        " " * LONG + "巡察",
        "巡\t察\n" * LONG,
        "2023年" * LONG,
        "反馈了4个方面" * LONG,
        "○" * LONG,
        "*" * LONG + "#" * LONG,
        "公司、" * LONG,
        "整改情况：1.抓学习。2.抓学习。" * (LONG // 10),
        "1.学习不深入。整改情况：一是制定计划。\n" * (LONG // 10),
        "①" * LONG + "巡察整改",
        "巡察整改\n" + "1.整改情况：" * LONG,
        "巡察整改\n" + "关于一是学习不深入问题，二是" * (LONG // 4),
        "巡察整改\n" + "针对“学习不深入”问题。\n" * (LONG // 4),
        "巡察整改\n" + "被巡察单位：\n" * LONG,
        "巡察整改\n" + "组别\n被巡察单位\n" * (LONG // 4),
        "第1至第999巡察组对市财政局开展巡察，" * (LONG // 10),
        "１" * LONG + "巡察整改",
        "1." + "一是学习不深入；" * (LONG // 10) + "\n整改情况：" + "（1）抓学习。" * (LONG // 5),
        "巡察整改\n" + "问题一学习不够\n问题二研究不够\n整改情况（一）抓。\n" * (LONG // 10),
        "巡察整改\n" + "整改情况（一）" * LONG,
        "巡察整改\n" + "学习不深入整改情况：抓。\n" * (LONG // 4),
        "巡察整改\n" + "存在学习不深入的问题。" * (LONG // 4),
        "巡察整改\n1.学习不深入。\n整改情况：抓。\n" + "研究不够。\n整改情况：抓。\n" * (LONG // 10),
        "巡察整改\n" + "一是针对“学习不深入”的问题，抓。\n" * (LONG // 10),
        "云岭有限公司诉" * LONG,
        "云岭水项目、" * LONG,
        "云岭水库改造、" * LONG + "石河项目",
        "市政党支部、" * LONG,
        "巡察整改\n" + "序号\n问题\n" * LONG,
        "巡察整改\n" + "反馈问题\n整改措施\n责任单位\n" * LONG,
        "（1）学习不深入。差。\n（1）研究不够。差。\n整改情况：抓学习。\n整改情况：抓研究。\n" * (LONG // 20),
    ],
    ids=lambda raw: f"{raw[:8]!r}…",
)
def test_a_text_made_to_take_long_does_not(raw: str) -> None:
    try:
        graph_of(document(raw, "hostile.txt"))
    except NotANotice as error:
        assert str(error).startswith("hostile.txt")
