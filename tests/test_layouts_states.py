"""Where a notice says how far a problem is solved: every place beside, in, before and behind what it is about."""

from __future__ import annotations

import pytest
from told import Told, family, told

from graph_builder.reading.cleaning import clean

_LAYOUTS = {
    "before the label": "1.反馈问题：调查研究不深。\n（{state}）整改进展：一是每月下沉一次。二是通报3人。",
    "before the label, in square brackets": "1.调查研究不深。\n[{state}]整改情况：一是每月下沉一次。二是通报3人。",
    "behind the label": "1.调查研究不深。\n整改情况（{state}）：一是每月下沉一次。二是通报3人。",
    "behind a label in brackets": "1.调查研究不深。\n【整改情况】【{state}】一是每月下沉一次。二是通报3人。",
    "behind the title": "1.调查研究不深（{state}）。\n整改情况：一是每月下沉一次。二是通报3人。",
    "behind a wrapped title": "1.关于“调查研究不深”问题的整改。{state}。一是每月下沉一次。二是通报3人。",
    "behind the measures": "1.调查研究不深。\n整改情况：一是每月下沉一次。二是通报3人。（{state}）",
    "in a sentence behind the measures": "1.调查研究不深。\n整改情况：一是每月下沉一次。二是通报3人。{state}。",
    "under a label of its own": "1.调查研究不深。\n整改情况：一是每月下沉一次。二是通报3人。\n完成情况：{state}",
}
_MORE = "\n2.服务意识不强。\n整改情况：一是开展培训。二是公开电话。"


@pytest.mark.parametrize(
    ("state", "expected"), [("已完成", "completed"), ("长期坚持", "ongoing"), ("未完成", "not_completed")]
)
@pytest.mark.parametrize("layout", _LAYOUTS.values(), ids=list(_LAYOUTS))
def test_a_state_is_read_where_it_stands_and_is_no_measure(layout: str, state: str, expected: str) -> None:
    first, second = told(layout.format(state=state) + _MORE)
    assert first == Told("调查研究不深", ["每月下沉一次", "通报3人"], [], expected)
    assert second == Told("服务意识不强", ["开展培训", "公开电话"])


def test_a_state_right_below_the_title_is_no_part_of_the_measure() -> None:
    first, second = told(
        "1.调查研究不深。\n该问题已完成整改。每月下沉一次。\n2.服务意识不强。\n该问题正在整改。开展培训。"
    )
    assert first == Told("调查研究不深", ["每月下沉一次"], [], "completed")
    assert second == Told("服务意识不强", ["开展培训"], [], "ongoing")


def test_what_stands_before_the_line_of_the_state_tells_of_the_fault() -> None:
    first, second = told(
        "1.违规收取保证金。对云溪园林公司等4家企业多收57万元。\n该问题已完成整改。将57万元退还4家企业，并支付利息。"
        "\n2.会计核算不规范。\n该问题已完成整改。补提折旧143万元。"
    )
    assert first == Told("违规收取保证金", ["将57万元退还4家企业,并支付利息"], [], "completed")
    assert second == Told("会计核算不规范", ["补提折旧143万元"], [], "completed")


def test_words_in_brackets_beside_a_label_that_are_no_state_stay_where_they_are() -> None:
    raw = "1.调查研究不深（办公室牵头）\n整改情况：每月下沉一次。\n2.服务意识不强。\n整改情况（附件2）：开展培训。"
    assert [one.status for one in told(raw)] == ["", ""]


@family(
    of_all_above=(
        """（一）作风建设方面
1.针对“调查研究不深”问题，每月下沉一次。
2.针对“文山会海反弹”问题，精简会议12次。以上问题均已整改完成。
（二）队伍建设方面
1.针对“梯队建设滞后”问题，选派干部3名。""",
        [
            Told("调查研究不深", ["每月下沉一次"], ["作风建设方面"], "completed"),
            Told("文山会海反弹", ["精简会议12次"], ["作风建设方面"], "completed"),
            Told("梯队建设滞后", ["选派干部3名"], ["队伍建设方面"]),
        ],
    ),
    of_some_and_the_rest=(
        """（一）作风建设方面
1.针对“调查研究不深”问题，每月下沉一次。
2.针对“文山会海反弹”问题，精简会议12次。
3.针对“窗口服务冷横硬”问题，轮训窗口人员。
第2、3项问题仍在推进，计划于2024年3月底前完成；其余问题均已整改完成。""",
        [
            Told("调查研究不深", ["每月下沉一次"], ["作风建设方面"], "completed"),
            Told("文山会海反弹", ["精简会议12次"], ["作风建设方面"], "ongoing"),
            Told("窗口服务冷横硬", ["轮训窗口人员"], ["作风建设方面"], "ongoing"),
        ],
    ),
    of_several_in_a_row=(
        """（一）作风建设方面
1.针对“调查研究不深”问题，每月下沉一次。
2.针对“文山会海反弹”问题，精简会议12次。
3.针对“窗口服务冷横硬”问题，轮训窗口人员。
第1至3项问题正在推进。""",
        [
            Told("调查研究不深", ["每月下沉一次"], ["作风建设方面"], "ongoing"),
            Told("文山会海反弹", ["精简会议12次"], ["作风建设方面"], "ongoing"),
            Told("窗口服务冷横硬", ["轮训窗口人员"], ["作风建设方面"], "ongoing"),
        ],
    ),
)
def test_the_last_line_of_a_part_tells_the_state_of_its_problems(raw: str, expected: list[Told]) -> None:
    assert [one._replace(heads=expected[i].heads) for i, one in enumerate(told(raw))] == expected


@family(
    in_a_paragraph=(
        """（一）作风建设方面
针对“调查研究不深”问题，一是每月下沉一次；二是通报3人。针对“文山会海反弹”问题，精简会议12次。针对“窗口服务冷横硬”问题，一是轮训；二是公开电话。
（二）队伍建设方面
针对“梯队建设滞后”问题，选派干部3名。""",
        [
            Told("调查研究不深", ["每月下沉一次", "通报3人"], ["作风建设方面"]),
            Told("文山会海反弹", ["精简会议12次"], ["作风建设方面"]),
            Told("窗口服务冷横硬", ["轮训", "公开电话"], ["作风建设方面"]),
            Told("梯队建设滞后", ["选派干部3名"], ["队伍建设方面"]),
        ],
    ),
    in_one_item=(
        """（一）作风建设方面
1.针对“调查研究不深”问题，一是每月下沉一次；二是通报3人。
2.针对“文山会海反弹”问题。精简会议12次。针对“窗口服务冷横硬”问题，一是轮训；二是公开电话。""",
        [
            Told("调查研究不深", ["每月下沉一次", "通报3人"], ["作风建设方面"]),
            Told("文山会海反弹", ["精简会议12次"], ["作风建设方面"]),
            Told("窗口服务冷横硬", ["轮训", "公开电话"], ["作风建设方面"]),
        ],
    ),
    under_one_wrapper=(
        """1.针对“物业服务乱象整治不力”“业主委员会组建率低”问题，一是约谈物业服务企业6家；二是组建业主委员会9个。
2.针对“调查研究不深”问题，一是每月下沉一次；二是通报3人。""",
        [
            Told("物业服务乱象整治不力", ["约谈物业服务企业6家"]),
            Told("业主委员会组建率低", ["组建业主委员会9个"]),
            Told("调查研究不深", ["每月下沉一次", "通报3人"]),
        ],
    ),
)
def test_several_problems_of_one_line_are_told_apart(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


_WHOLE = "开展隐患排查，整改隐患413处，清退违规群租房37户，约谈物业服务企业6家，公开通报典型案例3批次。\n"
_CLEAN = _WHOLE.replace("，", ",")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            _WHOLE * 4 + _WHOLE[:-1] + "联合区应急\n管理局排查沿街商铺1260家，限期整改到位。",
            _CLEAN * 4 + _CLEAN[:-1] + "联合区应急管理局排查沿街商铺1260家,限期整改到位。",
        ),
        ("变更超50万元的提交董事会审议\n。二是逐项复核。", "变更超50万元的提交董事会审议。二是逐项复核。"),
        # a paragraph without its full stop, and the next
        (
            "（1）学习不深入。研讨交流材料东拼西凑，联系实际不紧密，学用结合不到位，存在以学代干的情况\n坚持问题导向，制定计划。",
            "(1)学习不深入。研讨交流材料东拼西凑,联系实际不紧密,学用结合不到位,存在以学代干的情况\n坚持问题导向,制定计划。",
        ),
    ],
)
def test_a_line_torn_in_the_middle_of_a_sentence_is_mended(raw: str, expected: str) -> None:
    assert clean(raw)[0] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("截至目前，2个问题已全部完成整改。", "completed"),
        ("截至目前，3个问题已全部完成整改。", ""),
        ("截至目前，2个问题已全部完成整改或取得阶段性成效。", ""),
    ],
    ids=["of as many as there are", "of others", "or only in part"],
)
def test_what_is_said_of_all_problems_holds_for_each(said: str, expected: str) -> None:
    raw = (
        f"中共云岭县某局党组关于巡察整改情况的通报\n{said}\n1.调查研究不深。\n整改情况：一是每月下沉一次。二是通报3人。"
    )
    assert [one.status for one in told(raw + _MORE)] == [expected, expected]


def test_a_label_of_progress_beside_measures_tells_the_state() -> None:
    first, second = told(
        "【问题1】高标准农田管护缺失\n【措施】1.明确管护员12名。2.修复渠道3公里。"
        "\n【进展】已完成。【责任领导】副镇长 王伟"
        "\n【问题2】集体经济薄弱\n【措施】1.成立公司。2.盘活校舍。\n【进展】正在推进。【责任领导】书记 李静"
    )
    assert first == Told("高标准农田管护缺失", ["明确管护员12名", "修复渠道3公里"], [], "completed")
    assert second == Told("集体经济薄弱", ["成立公司", "盘活校舍"], [], "ongoing")
