"""What cleaning takes out, what it folds, what it mends, and the way back: tables of (raw, cleaned)."""

from __future__ import annotations

import pytest

from graph_builder.reading.cleaning import FOLD, clean
from graph_builder.reading.wrapping import PAGE_NUMBER
from ontology.records import Span


def cleaned(raw: str) -> str:
    return clean(raw)[0]


def table(*rows: tuple[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("raw", "expected"), rows, ids=[repr(raw[:24]) for raw, _ in rows])


@table(
    ("追缴资金11◆■■.46亿元。", "追缴资金11.46亿元。"),
    ("■云★溪▲县◇财※政→局", "云溪县财政局"),
    ("✓已完成 ✔", "已完成"),
    ("┃党组┃", "党组"),
    ("●一、整改情况", "一、整改情况"),
    ("云溪●县财政局", "云溪县财政局"),
    ("零宽\u200b字符\ufeff与\u00ad软连字符", "零宽字符与软连字符"),
    ("\ue000私用区\uf0b7项目符号", "私用区项目符号"),
    ("\x00\x08控制\x7f字符", "控制字符"),
    ("&nbsp;&emsp;中共甲县委员会&#160;通报", "中共甲县委员会通报"),
)
def test_decoration_and_invisible_characters_are_dropped_even_inside_words_and_numbers(raw: str, expected: str) -> None:
    assert cleaned(raw) == expected


@table(
    ("二○二三年四月", "二○二三年四月"),
    ("二〇二三年", "二〇二三年"),
    ("四月三○日", "四月三○日"),
    ("建党一○○周年", "建党一○○周年"),
    ("○加强学习○", "加强学习"),
    ("第一○小组", "第一小组"),
)
def test_a_circle_is_kept_where_it_stands_for_zero(raw: str, expected: str) -> None:
    assert cleaned(raw) == expected


@table(
    ("①召开会议;②印发文件", "①召开会议;②印发文件"),
    ("❶压实责任", "❶压实责任"),
    ("⑴学习 ⒈部署 ㈠整改", "⑴学习⒈部署㈠整改"),
    ("增长5%、下降3‰", "增长5%、下降3‰"),
    ("价格#1号楼", "价格#1号楼"),
)
def test_signs_that_mean_something_are_kept(raw: str, expected: str) -> None:
    assert cleaned(raw) == expected


@table(
    ("（一）学习不深入：２０２３年，Ａ；Ｂ？Ｃ！", "(一)学习不深入:2023年,A;B?C!"),
    ("1．加强学习", "1.加强学习"),
    ("。、“”《》〈〉【】…—", "。、“”《》〈〉【】…—"),
    ("「云溪」『云岭』", "“云溪”‘云岭’"),
    ("约翰•史密斯・李", "约翰·史密斯·李"),
    ("５０％", "50%"),
    ("\ufa0a\u2f00", "見一"),
    ("ｶ", "カ"),
)
def test_one_form_for_each_character_as_nfkc_gives_it(raw: str, expected: str) -> None:
    assert cleaned(raw) == expected


def test_folding_replaces_one_character_by_one() -> None:
    assert {len(folded) for folded in FOLD.values()} == {1}
    assert [code for code, folded in FOLD.items() if ord(folded) in FOLD] == []


@table(
    ("云 溪 县 财政局", "云溪县财政局"),
    ("2023 年 4 月 12 日", "2023年4月12日"),
    ("王　伟任组长", "王伟任组长"),
    ("张  三", "张三"),
    ("《云溪县 财务 管理办法》", "《云溪县 财务 管理办法》"),
    ("Party Building App上线", "Party Building App上线"),
    ("问题 9 :服务意识不强", "问题9:服务意识不强"),
    ("width 9 :x", "width 9 :x"),
    ("  行首与行尾\t", "行首与行尾"),
    ("序号\t问题\t措施", "序号\t问题\t措施"),
    ("\t段首缩进", "段首缩进"),
    ("\t\t三是测试\t党建科\t", "\t\t三是测试\t党建科"),
    ("序号    问题    措施", "序号 问题 措施"),
    ("a   b", "a b"),
    (
        "组    长:王伟,市财政局局长\n副 组  长 :李静,县审计局副局长",
        "组长:王伟,市财政局局长\n副组长:李静,县审计局副局长",
    ),
)
def test_stray_white_space_goes_and_the_edges_of_columns_stay(raw: str, expected: str) -> None:
    assert cleaned(raw) == expected


@table(
    ("一\r\n二\r\n三", "一\n二\n三"),
    ("甲。\r乙。\r", "甲。\n乙。\n"),
    ("一\n\n \n\n二", "一\n二"),
    ("\n\n一", "一"),
    ("一\u2028二\u0085三\f四", "一\n二\n三\n四"),
)
def test_line_breaks_have_one_form_and_blank_lines_go(raw: str, expected: str) -> None:
    assert cleaned(raw) == expected


@table(
    ("## 一、整改情况\n**1.学习不深入**", "一、整改情况\n1.学习不深入"),
    ("# 通报\n正文", "通报\n正文"),
    ("#不是标题", "#不是标题"),
)
def test_marks_of_markdown_are_dropped(raw: str, expected: str) -> None:
    assert cleaned(raw) == expected


WRAPPED = """云溪县水利局党组认真对照县委第三巡察组反馈的意
见建议，先后召开党组会议五次研究部署整改工作的
有关事项，逐条逐项制定了整改措施并且明确了牵头
- 1 -
领导和责任科室以及完成时限，建立起了问题和任务
清单，按照月度调度的办法督促各个科室抓好落实的
各项工作。
（一）学习不深入的问题依然存在，部分党员干部对于
理论学习的重要性认识不足，没有做到学以致用和知
- 2 -
行合一，存在以干代学的情况。
"""


def test_lines_broken_by_the_width_of_a_page_are_mended_and_page_numbers_go() -> None:
    assert cleaned(WRAPPED).split("\n") == [
        "云溪县水利局党组认真对照县委第三巡察组反馈的意见建议,先后召开党组会议五次研究部署整改工作的有关事项,"
        "逐条逐项制定了整改措施并且明确了牵头领导和责任科室以及完成时限,建立起了问题和任务清单,"
        "按照月度调度的办法督促各个科室抓好落实的各项工作。",
        "(一)学习不深入的问题依然存在,部分党员干部对于理论学习的重要性认识不足,没有做到学以致用和知行合一,存在以干代学的情况。",
        "",
    ]


def test_headings_between_broken_lines_do_not_hide_the_width_of_the_page() -> None:
    raw = """中共云溪县委编办党支部通报
根据县委统一部署，2022年2月21日至4月29日，县委第一巡
察组对县委编办党支部进行了巡察，6月15日反馈了巡察意
见，提出了要求。
一、整改情况
（一）落实决策部署方面
1.学习贯彻关于机构编制工作的重要论述还不够系统也不深
入
整改情况：一是制定学习计划，开展专题学习12次。二是举办机构
编制业务培训班2期。
（二）基层党组织建设方面
2.“吃空饷”问题排查不彻底
整改情况：联合组织、人社、财政部门开展专项核查，清理长期不
在岗人员7人，追缴工资11.3万元，并对有关单位的责任人员进行约
谈。
"""
    assert cleaned(raw).split("\n")[1:-1] == [
        "根据县委统一部署,2022年2月21日至4月29日,县委第一巡察组对县委编办党支部进行了巡察,6月15日反馈了巡察意见,提出了要求。",
        "一、整改情况",
        "(一)落实决策部署方面",
        "1.学习贯彻关于机构编制工作的重要论述还不够系统也不深入",
        "整改情况:一是制定学习计划,开展专题学习12次。二是举办机构编制业务培训班2期。",
        "(二)基层党组织建设方面",
        "2.“吃空饷”问题排查不彻底",
        "整改情况:联合组织、人社、财政部门开展专项核查,清理长期不在岗人员7人,追缴工资11.3万元,并对有关单位的责任人员进行约谈。",
    ]


def test_a_numbered_line_never_joins_the_line_before() -> None:
    raw = "\n".join(f"{n}.加强组织领导并且压实各级党组织的主体责任" for n in range(1, 10))
    assert cleaned(raw) == raw


def test_lines_that_end_where_sentences_do_stay_lines() -> None:
    raw = "召开会议研究部署整改工作并且压实责任。\n" * 12
    assert cleaned(raw) == raw


@pytest.mark.parametrize(
    ("line", "is_number"),
    [
        ("- 3 -", True),
        ("— 12 —", True),
        ("3", True),
        ("第3页", True),
        ("第3页 共12页", True),
        ("3/12", True),
        ("2023", False),
        ("3.学习", False),
        ("第三页", False),
        ("3项", False),
    ],
)
def test_a_page_number_stands_alone_on_its_line(line: str, is_number: bool) -> None:
    assert (PAGE_NUMBER.match(line + "\n") is not None) is is_number


def test_a_lone_number_on_a_line_may_be_a_cell_and_stays() -> None:
    assert cleaned("序号\n1\n问题不少。\n") == "序号\n1\n问题不少。\n"


@pytest.mark.parametrize(
    ("raw", "name", "source"),
    [
        ("云溪县财政局", "财政局", "财政局"),
        ("云■溪★县 财◆政　局党组", "财政局", "财◆政　局"),
        ("共１１◆■■．４６亿元", "11.46亿元", "１１◆■■．４６亿元"),
        ("\n\n\n一、学习\r\n\r\n二、部署", "二、部署", "二、部署"),
        (WRAPPED, "意见建议", "意\n见建议"),
        (WRAPPED, "牵头领导", "牵头\n- 1 -\n领导"),
    ],
)
def test_offsets_lead_from_cleaned_words_back_to_their_source(raw: str, name: str, source: str) -> None:
    text, offsets = clean(raw)
    at = text.index(name)
    span = offsets.source(Span(at, at + len(name)))
    assert raw[span.start : span.end] == source


@pytest.mark.parametrize("raw", ["", "■", "\r", " ", "\n", "★ ★\n★"])
def test_a_text_of_nothing_but_noise_is_empty_or_white(raw: str) -> None:
    text, offsets = clean(raw)
    assert not text.strip()
    assert offsets.source(Span(0, 0)) == Span(0, 0)


def test_short_headings_between_longer_lines_are_no_broken_lines() -> None:
    heading = "{}.关于压力传导层层递减不够有力的问题\n"
    item = f"{heading}制定《云溪县落实全面从严治党主体责任清单》，开展述责述廉两次，约谈乡镇党委书记七人。\n"
    raw = "".join(item.format(number) for number in range(1, 9))
    assert clean(raw)[0].count("\n") == raw.count("\n")
