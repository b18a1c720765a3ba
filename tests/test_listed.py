"""Faults that announcements list in one sentence, and whose they are."""

from __future__ import annotations

import pytest

from graph_builder.findings.extract import find
from graph_builder.findings.listed_sentences import in_sentences
from graph_builder.notice import graph_of
from graph_builder.reading.cleaning import clean
from graph_builder.reading.document import document


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "县委第一巡察组指出了职责定位不够准确、“四好农村路”建管脱节、执法“以罚代管”等10个方面27条具体问题，并提出整改建议。",
            ["职责定位不够准确", "“四好农村路”建管脱节", "执法“以罚代管”"],
        ),
        (
            "巡察中发现和干部群众反映了一些问题，主要是：参谋助手不够主动，形势研判不精准；风险防控不力，项目监管失守。",
            ["参谋助手不够主动,形势研判不精准", "风险防控不力,项目监管失守"],
        ),
        ("巡察“回头看”发现，整改责任压得不实，上轮问题未整改到位。", ["整改责任压得不实", "上轮问题未整改到位"]),
        (
            "李平反馈时指出，职能定位不清，养护绩效不高，支部软弱涣散。",
            ["职能定位不清", "养护绩效不高", "支部软弱涣散"],
        ),
        (
            "反馈了情况，指出该院存在履行职能有弱项、绩效分配不公平、议事决策不规范等问题。",
            ["履行职能有弱项", "绩效分配不公平", "议事决策不规范"],
        ),
        ("指出供水报装“环节多、时间长”，设施移交推诿扯皮。", ["供水报装“环节多、时间长”", "设施移交推诿扯皮"]),
        (
            "巡察发现该公司党委存在“政治站位不高，引领发展有差距”“党建基础薄弱，队伍建设有短板”等问题和不足；",
            ["政治站位不高,引领发展有差距", "党建基础薄弱,队伍建设有短板"],
        ),
        (
            "巡察也发现一些不足，有的学习贯彻不够深入；有的责任压得不实；有的党建存在短板弱项。",
            ["学习贯彻不够深入", "责任压得不实", "党建存在短板弱项"],
        ),
        (
            "党组存在以下问题：一是落实责任有差距，监管不严；二是压力传导不够。",
            ["落实责任有差距,监管不严", "压力传导不够"],
        ),
        (
            "他指出，一是党的领导方面：领导不够有力；意识形态工作重视不够。",
            ["领导不够有力", "意识形态工作重视不够"],
        ),
        ("二是党的建设方面：制度执行不到位；部分党员管理不规范。", ["制度执行不到位", "部分党员管理不规范"]),
        (
            "二是党的建设方面：“三会一课”制度执行不到位；党费收缴存在问题；党员教育浮于表面。",
            ["“三会一课”制度执行不到位", "党费收缴存在问题", "党员教育浮于表面"],
        ),
        (
            "还存在一些问题，主要是：领导班子存在薄弱环节，议事决策不够严肃；作风建设不扎实；压力传导层层递减。",
            ["领导班子存在薄弱环节,议事决策不够严肃", "作风建设不扎实", "压力传导层层递减"],
        ),
        (
            "巡察发现社区党组织存在落实部署有落差、组织建设有欠缺、解决难题有短板等“三有”问题。",
            ["落实部署有落差", "组织建设有欠缺", "解决难题有短板"],
        ),
        (
            "巡察组发现区法院在落实部署方面，存在服务理念不够牢固等问题；群众身边方面，主要存在主体责任未压实、资产管理落实不严的情况；"
            "整改方面，存在跟踪问效不够等问题。",
            ["服务理念不够牢固", "主体责任未压实", "资产管理落实不严", "跟踪问效不够"],
        ),
        (
            "反馈时指出了主要问题，主要是：学习部署不够到位；执法人员配备不足。财务制度执行不规范。缺少议事规则，党建工作不够到位。"
            "王青石强调，要提高站位，解决作风不实问题。",
            ["学习部署不够到位", "执法人员配备不足", "财务制度执行不规范", "缺少议事规则", "党建工作不够到位"],
        ),
        (
            "白石镇党委存在的主要问题：\n基层治理还有短板。作风建设不够扎实，违反规定的事仍有发生。党建工作弱化。\n"
            "巡察组要求，要解决作风不实问题。",
            ["基层治理还有短板", "作风建设不够扎实,违反规定的事仍有发生", "党建工作弱化"],
        ),
        (
            "云岭县水务局党组：推进改革有差距，监管不力。公务接待审批不严、财务管理不规范。\n"
            "石桥镇党委：基层治理能力不强，产业项目谋划不足。工程监管缺位。",
            [
                "推进改革有差距,监管不力",
                "公务接待审批不严",
                "财务管理不规范",
                "基层治理能力不强,产业项目谋划不足",
                "工程监管缺位",
            ],
        ),
        ("云岭县水务局党组：高度重视整改。召开会议3次，解决监管不力问题。", []),
        (
            "在党的领导方面。有的被巡察党组织“四个意识”不强，核心作用弱化；有的纪律意识淡薄。",
            ["“四个意识”不强,核心作用弱化", "纪律意识淡薄"],
        ),
        (
            "现将反馈的主要问题公布如下：\n一、县卫健局党组\n议事制度不严格；县域医共体推进不力，监管缺位；违规增设科室。"
            "\n二、县中医院党委\n政治站位不高；设备闲置，资产浪费突出。\n希望各单位抓好整改；确保取得实效，让人民群众满意，"
            "并按照有关规定及时公开整改情况，接受党员干部和社会各界的监督。\n作风不实；纪律不严。",
            ["议事制度不严格", "县域医共体推进不力,监管缺位", "违规增设科室", "政治站位不高", "设备闲置,资产浪费突出"],
        ),
        (
            "反馈了单位存在党的领导弱化、党的建设缺失、管党治党不力“三大问题”和脱贫攻坚工作、政府采购工作等方面存在的问题。",
            ["党的领导弱化", "党的建设缺失", "管党治党不力"],
        ),
        (
            "反映的问题主要是：廉政责任压得不实，有的执行招投标规定不严，有的土地违规问题严重，有的财务管理混乱。"
            "干部选拔方面还存在一些突出问题。",
            ["廉政责任压得不实", "执行招投标规定不严", "土地违规问题严重", "财务管理混乱"],
        ),
        (
            "督察发现，一些地方生态修复不到位，河流保护仍存在一些突出问题；污染防治存在薄弱环节。",
            ["一些地方生态修复不到位，河流保护仍存在一些突出问题".replace("，", ","), "污染防治存在薄弱环节"],
        ),
        (
            "巡察也发现，各单位不同程度地存在着学习有差距、责任落实不到位等问题。",
            ["学习有差距", "责任落实不到位"],
        ),
        ("仍然存在一些问题，包括理论学习有待深化，队伍建设需要加强等。", ["理论学习有待深化", "队伍建设需要加强"]),
        ("督导组检查材料，发现各单位存在8个方面36个问题整改不够到位。", []),
        ("巡察发现，各村在落实决策部署方面、整治不正之风方面、组织力欠缺方面还存在一些突出问题。", []),
        ("发现了一些问题。主要是：学习贯彻有差距；履行监管责任不到位。", ["学习贯彻有差距", "履行监管责任不到位"]),
        (
            "巡察中发现了一些问题，主要是产业规划未达预期、“三资”管理存在漏洞、党建存在短板等十个方面。",
            ["产业规划未达预期", "“三资”管理存在漏洞", "党建存在短板"],
        ),
        ("药品采购、设备购置等重点领域风险突出，指出问题。", []),
        ("会议指出，一要提高站位，二要压实责任。", []),
        ("反馈指出，近年来该局围绕中心工作，服务大局，取得了成绩。", []),
        ("组长指出，要切实解决作风不实问题。", []),
    ],
)
def test_a_sentence_lists_faults(sentence: str, expected: list[str]) -> None:
    text = document(sentence, "x.txt").text
    found = list(in_sentences(text))
    assert [problem.title for _, problem in found] == expected
    assert [text[problem.span.start : problem.span.end] for _, problem in found] == expected


def test_of_several_inspections_a_fault_belongs_to_the_one_whose_body_was_named_last() -> None:
    raw = (
        "九届县委第六轮巡察完成反馈\n3月18日，县委第一巡察组向县教育局党组、县统计局党组反馈巡察情况。"
        "\n向县教育局党组指出：学校监管不严；教师轮岗不够。\n向县统计局党组指出：数据审核不严；执法检查不多。"
        "\n3月19日，县委第二巡察组向云溪医院党委反馈巡察情况，指出医德医风建设不实、药品采购把关不严等问题。"
    )
    graph = graph_of(document(raw, "x.txt"))
    names = {node.id: str(node.properties["name"]) for node in graph.nodes}
    bodies = {link.start: names[link.end] for link in graph.relationships if link.type == "INSPECTED"}
    assert {names[link.end]: bodies[link.start] for link in graph.relationships if link.type == "FOUND"} == {
        "学校监管不严": "县教育局党组",
        "教师轮岗不够": "县教育局党组",
        "数据审核不严": "县统计局党组",
        "执法检查不多": "县统计局党组",
        "医德医风建设不实": "云溪医院党委",
        "药品采购把关不严": "云溪医院党委",
    }


@pytest.mark.parametrize(
    "raw",
    [
        "九届县委第七轮巡察公告\n一、任务分工\n县委第一巡察组：巡察县科技局党组。\n二、内容\n一是检查贯彻情况；二是检查作风问题。"
        "\n三、渠道\n各巡察组主要受理反映领导班子成员问题的来信来电来访。",
        "县委第一巡察组巡察县财政局。\n一、巡察对象\n（一）常规巡察\n县财政局领导班子及其成员。\n（二）专项巡察\n县粮食局。",
        "县委第一巡察组进驻县财政局。\n一、巡察时间\n2023年3月1日至4月30日。\n二、联系方式\n值班电话：0000-0000000，工作日受理。",
    ],
)
def test_an_entry_announcement_holds_no_problems_however_it_is_numbered(raw: str) -> None:
    found = find(document(raw, "x.txt").text)
    assert (found.problems, found.measures) == ([], [])


def test_a_list_behind_a_label_that_announces_it() -> None:
    first = "（一）县发改局\n发现的主要问题：1.学习不深入。2.项目管理不规范。\n"
    raw = f"县委巡察组反馈了情况。\n{first}（二）县教育局\n主要问题：1.监管不严。2.账目混乱。"
    found = [problem.title for problem in find(document(raw, "notice.txt").text).problems]
    assert found == ["学习不深入", "项目管理不规范", "监管不严", "账目混乱"]


@pytest.mark.parametrize(
    "lead", ["也发现了一些问题，主要是：", "发现的问题主要体现在：", "发现存在以下问题：", "指出的问题具体有："]
)
def test_each_of_two_bodies_has_its_list_behind_a_lead(lead: str) -> None:
    first = f"一、文学院党委\n巡察{lead}\n1.学习不深入，流于形式。\n2.经费使用不规范。\n"
    raw = f"校党委第二巡察组反馈了情况。\n{first}二、后勤处党总支\n巡察{lead}\n1.采购监管缺位。\n"
    found = [problem.title for problem in find(document(raw, "notice.txt").text).problems]
    assert found == ["学习不深入", "经费使用不规范", "采购监管缺位"]


def test_what_the_one_who_was_told_promises_is_no_problem() -> None:
    promised = "局长王云岭表示，一是照单全收；二是立行立改。"
    raw = f"县委巡察组反馈了情况。\n发现的主要问题是：一是学习不深入；二是监管不严。{promised}"
    assert [problem.title for problem in find(document(raw, "notice.txt").text).problems] == ["学习不深入", "监管不严"]


FEEDBACK = """省委第九巡视组向云岭港口集团党委反馈巡视情况
2023年12月26日，省委第九巡视组向集团党委反馈了巡视情况，指出巡视也发现了一些问题：
一、落实部署不够到位
1.学习重要论述不够深入。
2.主责主业不聚焦。集团参股企业多，云岭港湾酒店管理有限公司连年亏损。
二、全面从严治党有差距
3.廉政风险突出。云岭港务工程有限公司拆分标段规避招标。
三、党建存在短板
4.选人用人不规范，任前谈话流于形式。
"""


def test_a_fault_that_heads_others_is_their_area() -> None:
    found = find(clean(FEEDBACK)[0])
    assert [(one.title, [found.areas[i].name for i in one.areas]) for one in found.problems] == [
        ("学习重要论述不够深入", ["落实部署不够到位"]),
        ("主责主业不聚焦", ["落实部署不够到位"]),
        ("廉政风险突出", ["全面从严治党有差距"]),
        ("选人用人不规范", ["党建存在短板"]),
    ]


def test_a_list_of_what_an_inspection_found_holds_its_items_and_no_more() -> None:
    raw = """2024年2月28日至4月12日，市委第一巡察组对市公安局党委开展了专项巡察。现将巡察情况通报如下：
1.聚焦主责主业不够。执法办案质效不够高。
2.管党治警措施不够有力。存在“宽松软”现象，监督责任有差距，监督格局尚未形成。
"""
    assert [p.title for p in find(clean(raw)[0]).problems] == ["聚焦主责主业不够", "管党治警措施不够有力"]


def test_a_fault_behind_a_dash_heads_the_steps_behind_it() -> None:
    raw = """省委第三巡视组向江北大学党委反馈巡视情况
二、存在的主要问题
——落实立德树人根本任务不够到位。一是思政课教师配备不足；二是教材选用审核不严。
——履行管党治党责任不力，廉洁风险突出。一是基建项目管理混乱。二是科研经费监管缺位。
三、整改要求
"""
    found = find(clean(raw)[0])
    assert [(p.title, [found.areas[i].name for i in p.areas]) for p in found.problems] == [
        ("思政课教师配备不足", ["落实立德树人根本任务不够到位"]),
        ("教材选用审核不严", ["落实立德树人根本任务不够到位"]),
        ("基建项目管理混乱", ["履行管党治党责任不力,廉洁风险突出"]),
        ("科研经费监管缺位", ["履行管党治党责任不力,廉洁风险突出"]),
    ]


def test_what_a_listed_problem_tells_of_is_linked_to_it() -> None:
    graph = graph_of(document(FEEDBACK, "feedback.txt"))
    names = {node.id: str(node.properties.get("name", "")) for node in graph.nodes}
    told = {(names[link.start], names[link.end]) for link in graph.relationships if link.type == "MENTIONS"}
    assert ("主责主业不聚焦", "云岭港湾酒店管理有限公司") in told
    assert ("廉政风险突出", "云岭港务工程有限公司") in told


def test_an_area_ends_with_its_part_of_the_notice() -> None:
    raw = """县委第七轮巡察反馈情况公告
一、县委第一巡察组反馈情况
县委第一巡察组向县民政局党组反馈了巡察情况。巡察发现的主要问题：
（一）聚焦主责主业有差距。有的低保管理不精准；有的养老设施闲置。
（二）落实责任方面，有的招标把关不严；有的村集体“三资”管理混乱。
二、县委第二巡察组反馈情况
县委第二巡察组向云岭镇党委反馈了巡察情况。主要问题是：有的人居环境整治不彻底；有的党组织软弱涣散。
"""
    found = find(clean(raw)[0])
    assert [(one.title, [found.areas[i].name for i in one.areas]) for one in found.problems] == [
        ("低保管理不精准", ["聚焦主责主业有差距"]),
        ("养老设施闲置", ["聚焦主责主业有差距"]),
        ("招标把关不严", ["落实责任方面"]),
        ("村集体“三资”管理混乱", ["落实责任方面"]),
        ("人居环境整治不彻底", []),
        ("党组织软弱涣散", []),
    ]
