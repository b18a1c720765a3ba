"""Labels where offices put them: before the measures, behind them, over a list, with nothing but a state."""

from __future__ import annotations

from told import Told, family, told

from graph_builder.findings.extract import find
from graph_builder.reading.document import document

AREA = ["理论武装有差距"]


@family(
    values_before_the_measures=(
        """反馈问题一：理论武装有差距
1.关于“学习研讨不够”问题的整改。
责任领导：王云岭   责任部门：办公室   整改时限：2025年5月底前
（1）制定学习计划。（2）开展研讨四次。
整改状态：已完成并长期坚持
2.关于“调查研究不深”问题的整改。
（1）每月下沉一次。（2）对未及时报送的单位予以通报。
整改状态：长期坚持""",
        [
            Told("学习研讨不够", ["制定学习计划", "开展研讨四次"], AREA, "completed"),
            Told("调查研究不深", ["每月下沉一次", "对未及时报送的单位予以通报"], AREA, "ongoing"),
        ],
    ),
    values_behind_the_measures=(
        """（一）理论武装有差距
1.学用结合不够
（1）针对“研讨交流少”的问题
一是增加频次；二是邀请讲师。
责任单位：县公路中心、财务股
完成时限：2023年6月底前
整改进展：已完成
（2）针对“成果转化慢”的问题
修订调研办法。
责任单位：办公室
整改进展：正在推进""",
        [
            Told("研讨交流少", ["增加频次", "邀请讲师"], [*AREA, "学用结合不够"], "completed"),
            Told("成果转化慢", ["修订调研办法"], [*AREA, "学用结合不够"], "ongoing"),
        ],
    ),
    a_state_and_then_the_measure=(
        """1.党费收缴不规范
整改情况：已整改到位。补缴党费4620元。
2.台账记录不完整
整改情况：已整改到位。逐项补录。""",
        [
            Told("党费收缴不规范", ["补缴党费4620元"], [], "completed"),
            Told("台账记录不完整", ["逐项补录"], [], "completed"),
        ],
    ),
    a_state_and_then_numbered_measures=(
        """（一）立德树人方面
1.反馈指出：师德师风建设宽松软。
整改进展：已完成。
（1）制定处理办法，处理失范行为6起。（2）签订承诺书。
2.反馈指出：讲座审批不严。
整改完成情况：持续推进。
1、叫停审批不全的讲座。2、下架图书。
3.反馈指出：换届不按期。
整改进展：已完成。
补选委员。""",
        [
            Told("师德师风建设宽松软", ["制定处理办法,处理失范行为6起", "签订承诺书"], ["立德树人方面"], "completed"),
            Told("讲座审批不严", ["叫停审批不全的讲座", "下架图书"], ["立德树人方面"], "ongoing"),
            Told("换届不按期", ["补选委员"], ["立德树人方面"], "completed"),
        ],
    ),
    quotes_inside_quotes=(
        """1.关于“落实“三个规定”不够到位”问题的整改。
一是专题解读。二是按月填报。
2.关于““一岗双责”落实不到位”问题的整改。
制定责任清单。
3.关于“上轮巡察反馈的“档案管理不规范”问题整改不彻底”问题的整改。
聘请机构扫描档案。""",
        [
            Told("落实“三个规定”不够到位", ["专题解读", "按月填报"]),
            Told("“一岗双责”落实不到位", ["制定责任清单"]),
            Told("上轮巡察反馈的“档案管理不规范”问题整改不彻底", ["聘请机构扫描档案"]),
        ],
    ),
)
def test_a_value_under_a_label_leaves_the_measures_to_the_item(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    below_a_heading=(
        """（三）全面从严治党不力
5.村级财务管理混乱
（1）白条入账现象严重。
（2）大额现金支付。
整改情况：一是推行“村财乡代管”；二是全面实行非现金支付。
6.公车管理不严
整改情况：修订办法。""",
        [
            Told("白条入账现象严重", ["推行“村财乡代管”"], ["全面从严治党不力", "村级财务管理混乱"]),
            Told("大额现金支付", ["全面实行非现金支付"], ["全面从严治党不力", "村级财务管理混乱"]),
            Told("公车管理不严", ["修订办法"], ["全面从严治党不力"]),
        ],
    ),
    below_a_label=(
        """1.预算编制不够精细。
存在问题：（1）项目支出未细化；（2）到位率偏低。
整改情况：（1）细化到具体用款单位。（2）提高到位率。""",
        [
            Told("项目支出未细化", ["细化到具体用款单位"], ["预算编制不够精细"]),
            Told("到位率偏低", ["提高到位率"], ["预算编制不够精细"]),
        ],
    ),
    each_with_its_own=(
        """1.作风建设不实
（1）会议多。
整改情况：压减会议一半。
（2）检查频次过高。
整改情况：合并检查事项。""",
        [
            Told("会议多", ["压减会议一半"], ["作风建设不实"]),
            Told("检查频次过高", ["合并检查事项"], ["作风建设不实"]),
        ],
    ),
)
def test_an_answer_behind_a_list_answers_all_of_it(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    signed=(
        """1.作风建设不实。
整改情况：一是压减会议。二是推行“一站式”服务。
中共云溪县民政局党组
2019年11月2日""",
        [Told("作风建设不实", ["压减会议", "推行“一站式”服务"])],
    ),
    with_a_telephone=(
        """1.作风建设不实。
整改情况：一是压减会议。二是推行“一站式”服务
监督电话：0000-0000000
云溪县民政局党组
【打印】【关闭】""",
        [Told("作风建设不实", ["压减会议", "推行“一站式”服务"])],
    ),
)
def test_what_closes_a_notice_is_no_part_of_its_last_measure(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    in_brackets=(
        """1.研究不够。
整改情况：一是组建专班。二是形成报告。（已完成，长期坚持）
2.监管不严。
整改情况：一是增加频次。（基本完成）""",
        [
            Told("研究不够", ["组建专班", "形成报告"], status="completed"),
            Told("监管不严", ["增加频次"], status="ongoing"),
        ],
    ),
    as_a_sentence=(
        """1.关于往来款项长期挂账的问题。清理往来款项1934万元，其余正在报批。正在整改。
2.关于未批先建的问题。未整改。用地手续正在补办。""",
        [
            Told("往来款项长期挂账", ["清理往来款项1934万元,其余正在报批"], status="ongoing"),
            Told("未批先建", ["用地手续正在补办"], status="not_completed"),
        ],
    ),
)
def test_a_state_may_be_the_last_or_the_first_word(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    with_a_fault_among_its_measures=(
        """二、反馈重点问题整改落实情况
（一）聚焦作风方面
1.规范食堂管理。一是收回经营权。二是清退多收的伙食费。
2.规范工程管理。（1）核减工程款。（2）派驻纪检组对原主任违规问题立案调查。
3.加强师德建设。一是签订承诺书。二是查处违规补课一人。
三、专项检查反馈意见整改情况
（一）选人用人专项检查整改。反馈的9个问题已整改到位8个，其余按计划推进。""",
        [
            Told("规范食堂管理", ["收回经营权", "清退多收的伙食费"], ["聚焦作风方面"], implicit=True),
            Told("规范工程管理", ["核减工程款", "派驻纪检组对原主任违规问题立案调查"], ["聚焦作风方面"], implicit=True),
            Told("加强师德建设", ["签订承诺书", "查处违规补课一人"], ["聚焦作风方面"], implicit=True),
            Told("选人用人专项检查整改", ["反馈的9个问题已整改到位8个,其余按计划推进"], implicit=True),
        ],
    ),
)
def test_measures_alone_may_speak_of_faults(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    named_together=(
        """1.关于“学习用心不够；推动解决问题不足”方面的问题
（1）完善学习制度。（2）坚持学用结合。
2.关于“基金机制不健全；布局契合度不高”的问题
建立监测系统。""",
        [
            Told("学习用心不够", ["完善学习制度"]),
            Told("推动解决问题不足", ["坚持学用结合"]),
            Told("基金机制不健全;布局契合度不高", ["建立监测系统"]),
        ],
    ),
    named_twice=(
        """1.议事规则不健全。
1.议事规则不健全。
整改情况：修订规则。
2.组织生活不经常。
整改情况：补缴党费。""",
        [Told("议事规则不健全", ["修订规则"]), Told("组织生活不经常", ["补缴党费"])],
    ),
    with_its_state_and_a_next_step=(
        """问题1：龙头企业带动弱。（长期坚持）
增加值偏低。
整改措施及成效：引进企业三家。
下一步打算：力争翻番。
问题2：监管不严。（已完成）
整改措施及成效：开展执法检查。""",
        [
            Told("龙头企业带动弱", ["引进企业三家"], status="ongoing"),
            Told("监管不严", ["开展执法检查"], status="completed"),
        ],
    ),
)
def test_a_heading_may_name_several_problems_or_one_twice(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    opening_without_sections=(
        """（一）党组书记组织落实整改工作情况
1.强化担当，提高站位。牵头成立领导小组。
2.坚持导向，认真落实。制定方案。
（二）党组巡察整改主体责任落实情况
1.深刻领会精神。召开会议三次。
（三）巡察反馈问题整改落实情况
1.理论学习不够深入。
整改情况：一是制定计划。二是组织研讨。
2.服务意识不强。
整改情况：开展培训6次。
（四）下一步工作打算
1.持续学习。""",
        [
            Told("理论学习不够深入", ["制定计划", "组织研讨"]),
            Told("服务意识不强", ["开展培训6次"]),
        ],
    ),
)
def test_an_opening_is_told_from_the_body_at_any_rank(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


def test_units_and_persons_of_one_line_are_told_apart() -> None:
    raw = """（一）国土整治方面
1.违法用地整治不到位。
整改责任领导：周平 整改责任科室：执法支队、法规科 整改时限：2025年6月
整改情况：拆除复耕98亩。
2.土地出让金清缴不力。
责任单位：利用科
整改情况：追缴1.8亿元。"""
    text = document(raw, "x.txt").text
    found = find(text).measures
    assert [[text[unit.start : unit.end] for unit in one.responsible] for one in found] == [
        ["周平", "执法支队", "法规科"],
        ["利用科"],
    ]
