"""Numbers and labels, and the tree that they make of a notice."""

from __future__ import annotations

import pytest

from graph_builder.outline.kinds import Kind, Label
from graph_builder.outline.numbering import markers
from graph_builder.outline.ordinals import number
from graph_builder.outline.tree import outline
from graph_builder.reading.cleaning import clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一", 1),
        ("九", 9),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("7", 7),
        ("12", 12),
        ("①", 1),
        ("⑫", 12),
        ("❸", 3),
        ("⑵", 2),
        ("⒊", 3),
        ("㈣", 4),
        ("首先", 1),
        ("其次", 2),
        ("再次", 3),
        ("l", 1),
    ],
)
def test_an_ordinal_has_a_value_however_it_is_written(text: str, expected: int) -> None:
    assert number(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("第一部分 整改情况", Kind.PART, 1),
        ("一、整改情况", Kind.SECTION, 1),
        ("十二.整改情况", Kind.SECTION, 12),
        ("(三)学习不深入", Kind.SUBSECTION, 3),
        ("㈡学习不深入", Kind.SUBSECTION, 2),
        ("4.学习不深入", Kind.ITEM, 4),
        ("4、学习不深入", Kind.ITEM, 4),
        ("⒋学习不深入", Kind.ITEM, 4),
        ("1.2023年以来", Kind.ITEM, 1),
        ("(5)学习不深入", Kind.SUBITEM, 5),
        ("(l)学习不深入", Kind.SUBITEM, 1),
        ("⑸学习不深入", Kind.SUBITEM, 5),
        ("6)学习不深入", Kind.POINT, 6),
        ("⑦学习不深入", Kind.CIRCLED, 7),
        ("一是制定计划", Kind.STEP, 1),
        ("其二,制定计划", Kind.STEP, 2),
        ("第三,制定计划", Kind.STEP, 3),
        ("第三是制定计划", Kind.STEP, 3),
    ],
)
def test_a_number_opens_a_block_of_its_kind(text: str, kind: Kind, value: int) -> None:
    first = markers(text)[0]
    assert (first.kind, first.number, first.span.start) == (kind, value, 0)


@pytest.mark.parametrize(
    "text",
    [
        "3.5亿元",
        "2023年4月",
        "一一对应",
        "一是的确",
        "第一轮巡察",
        "第二巡察组",
        "一、二、三级",
        "12.46亿元",
        "最后,衷心感谢",
        "首先,衷心感谢",
        "党组(1)班子",
        "12项",
        "三是否落实",
    ],
)
def test_what_only_looks_like_a_number_opens_nothing(text: str) -> None:
    assert markers(text) == []


def test_first_and_next_count_only_together() -> None:
    text = "首先,制定计划。其次,压实责任。再次,强化督导。最后,建章立制。"
    assert [marker.number for marker in markers(text)] == [1, 2, 3, 9]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1.14座污水处理站已修复。2.印发办法。", [(Kind.ITEM, 1), (Kind.ITEM, 2)]),
        ("1.1 学习不深入\n1.2 监管不严", [(Kind.SUBITEM, 1), (Kind.SUBITEM, 2)]),
        ("1.5万元已上缴\n3.4个百分点", []),
        ("3.4个单位预算不完整。", [(Kind.ITEM, 3)]),
        ("——完善制度\n——加强学习", [(Kind.STEP, 0), (Kind.STEP, 0)]),
        ("——2023年7月25日在会议上", []),
    ],
)
def test_numbers_of_two_parts_and_bullets(text: str, kinds: list[tuple[Kind, int]]) -> None:
    cleaned = clean(text)[0]
    assert [(marker.kind, marker.number) for marker in markers(cleaned)] == kinds


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("反馈问题:学习不深入", Label.PROBLEM),
        ("反馈问题3:学习不深入", Label.PROBLEM),
        ("存在问题:学习不深入", Label.PROBLEM),
        ("巡察反馈问题:学习不深入", Label.PROBLEM),
        ("问题描述:学习不深入", Label.PROBLEM),
        ("整改任务:学习不深入", Label.PROBLEM),
        ("巡察组反馈指出:学习不深入", Label.PROBLEM),
        ("整改情况:制定计划", Label.MEASURE),
        ("整改落实情况:制定计划", Label.MEASURE),
        ("整改措施:制定计划", Label.MEASURE),
        ("整改进展情况:制定计划", Label.MEASURE),
        ("整改措施及成效:制定计划", Label.MEASURE),
        ("整改成效:制度健全", Label.RESULT),
        ("取得成效:制度健全", Label.RESULT),
        ("已采取的整改措施:制定计划", Label.MEASURE),
        ("整改措施\n制定计划", Label.MEASURE),
        ("【整改情况】制定计划", Label.MEASURE),
        ("[整改措施]:制定计划", Label.MEASURE),
        ("(整改情况)制定计划", Label.MEASURE),
        ("整改:制定计划", Label.MEASURE),
        ("整改结果:完成", Label.STATUS),
        ("完成情况:已完成", Label.STATUS),
        ("整改状态:已完成", Label.STATUS),
        ("责任单位:局办公室", Label.RESPONSIBLE),
        ("牵头单位:局办公室", Label.RESPONSIBLE),
        ("责任领导:张三", Label.RESPONSIBLE),
        ("责任单位及责任人:局办公室", Label.RESPONSIBLE),
        ("整改时限:2023年6月", Label.DEADLINE),
        ("完成时限:立行立改", Label.DEADLINE),
        ("整改完成时间:2023年6月", Label.DEADLINE),
        ("下一步打算:加强学习", Label.NEXT),
        ("下步工作计划:加强学习", Label.NEXT),
    ],
)
def test_a_label_says_what_its_block_holds(text: str, label: Label) -> None:
    first = markers(text)[0]
    assert (first.kind, first.label, first.span.start) == (Kind.LABEL, label, 0)


@pytest.mark.parametrize("text", ["抓好整改情况的公开", "整改情况良好。", "对反馈问题逐条研究", "责任单位要认真落实"])
def test_a_label_without_its_colon_is_a_word(text: str) -> None:
    assert markers(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("(一)反馈问题:学习不深入", Kind.SUBSECTION, Label.PROBLEM),
        ("1.整改情况:制定计划", Kind.ITEM, Label.MEASURE),
        ("二、整改情况:", Kind.SECTION, Label.MEASURE),
    ],
)
def test_a_label_right_behind_a_number_makes_one_block(text: str, kind: Kind, label: Label) -> None:
    assert [(marker.kind, marker.label) for marker in markers(text)] == [(kind, label)]


def tree(text: str) -> list[str]:
    """Each block as its depth in dots, and its own text."""
    found = outline(text)
    depths: list[int] = []
    for block in found.blocks:
        depths.append(depths[block.parent] + 1 if block.parent >= 0 else 0)
    return ["." * depth + found.slice(found.own(index)).strip() for index, depth in enumerate(depths)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、甲\n(一)乙\n1.丙\n(1)丁\n①戊\n一是己\n二、庚",
            ["甲", ".乙", "..丙", "...丁", "....戊", ".....己", "庚"],
            id="the order of official documents",
        ),
        pytest.param(
            "一、甲\n1.乙\n(1)丙\n(2)丁\n2.戊",
            ["甲", ".乙", "..丙", "..丁", ".戊"],
            id="a rank that is left out",
        ),
        pytest.param(
            "(一)甲\n(三)乙\n(三)丙\n(二)丁",
            ["甲", "乙", "丙", "丁"],
            id="numbers out of order or twice",
        ),
        pytest.param(
            "1.学习不深入。整改情况:一是甲。二是乙。三是丙。三是丁。\n2.研究不够。整改情况:一是戊。",
            ["学习不深入。", ".", "..甲。", "..乙。", "..丙。", "..丁。", "研究不够。", ".", "..戊。"],
            id="steps lie inside the answer",
        ),
        pytest.param(
            "1.学习不深入。\n整改情况:\n1.甲。\n2.乙。\n2.研究不够。\n整改情况:\n1.丙。",
            ["学习不深入。", ".", "..甲。", "..乙。", "研究不够。", ".", "..丙。"],
            id="a list that begins again at 1 behind a label lies inside it",
        ),
        pytest.param(
            "(1)学习不深入。\n整改情况:(1)甲。(2)乙。\n(2)研究不够。\n整改情况:(1)丙。(2)丁。",
            ["学习不深入。", ".", "..甲。", "..乙。", "研究不够。", ".", "..丙。", "..丁。"],
            id="and so with (1)",
        ),
        pytest.param(
            "反馈问题:学习不深入。\n整改情况:一是甲。\n反馈问题:研究不够。\n整改情况:一是乙。",
            ["学习不深入。", ".", "..甲。", "研究不够。", ".", "..乙。"],
            id="a problem's label opens an item of its own",
        ),
        pytest.param(
            "一、甲\n学习不深入。\n整改情况:一是乙。\n研究不够。\n整改情况:一是丙。",
            ["甲", ".学习不深入。", "..", "...乙。", ".研究不够。", "..", "...丙。"],
            id="a paragraph that a label speaks of is an item",
        ),
        pytest.param(
            "1.学习不深入。整改结果:完成。整改情况:甲。责任单位:办公室。整改时限:2023年6月。",
            ["学习不深入。", ".完成。", ".甲。", ".办公室。", ".2023年6月。"],
            id="labels of one item stand side by side",
        ),
        pytest.param("", [], id="nothing"),
        pytest.param("甲", ["甲"], id="one paragraph"),
    ],
)
def test_numbers_labels_and_paragraphs_become_a_tree(text: str, expected: list[str]) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n(一)乙\n1.丙。整改情况:一是丁。二是戊。\n二、己",
        "整改情况:1.甲。2.乙。" * 30,
        "甲\n\n乙\n一是丙",
        "1.\n(1)\n一是\n①",
    ],
    ids=["regular", "labels and numbers in turn", "paragraphs", "empty items"],
)
def test_a_block_stands_behind_its_parent_and_inside_it(text: str) -> None:
    found = outline(text)
    for index, block in enumerate(found.blocks):
        assert block.parent < index
        assert block.span.start <= block.content <= block.span.end
        assert found.own(index).end <= found.content(index).end
        if block.parent >= 0:
            assert found.blocks[block.parent].span.contains(block.span)


def test_the_tree_is_never_deep_whatever_the_labels_do() -> None:
    found = outline("1.学习不深入。" + "整改情况:1.抓学习。2.抓学习。" * 2000)
    depths: list[int] = []
    for block in found.blocks:
        depths.append(depths[block.parent] + 1 if block.parent >= 0 else 0)
    assert max(depths) < 20
    assert len(list(found.descendants(-1))) == len(found.blocks)
