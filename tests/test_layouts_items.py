"""Items that are counted in words (第3项), or by the mark of another rank (二、 among 1、 and 3.)."""

from __future__ import annotations

from tests.told import Told, family, told

SUPERVISED = """云溪县落实督察反馈意见整改情况
一、绿色发展不够有力
第1项：违规开工。云溪硅业有限公司未批先建。
整改目标：遏制盲目发展。
责任单位：县发展改革局
整改措施及进展：1.责令停止建设并罚款。2.建立项目清单，实行动态管理。
完成情况：已完成。
第2项：污水直排。园区污水厂三年未通水。
整改措施及进展：建成配套管网18公里。
完成情况：达到序时进度，正在推进。"""


@family(
    counted_in_words=(
        SUPERVISED,
        [
            Told("违规开工", ["责令停止建设并罚款", "建立项目清单,实行动态管理"], ["绿色发展不够有力"], "completed"),
            Told("污水直排", ["建成配套管网18公里"], ["绿色发展不够有力"], "ongoing"),
        ],
    ),
    tasks=(
        SUPERVISED.replace("项：", "项任务：").replace("整改措施及进展", "整改措施和成效"),
        [
            Told("违规开工", ["责令停止建设并罚款", "建立项目清单,实行动态管理"], ["绿色发展不够有力"], "completed"),
            Told("污水直排", ["建成配套管网18公里"], ["绿色发展不够有力"], "ongoing"),
        ],
    ),
)
def test_items_of_a_supervision_are_read(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


SLIPS = """云溪县供销社关于巡察整改情况的通报
一、组织情况
高度重视。
二、整改情况
（一）为农服务不够
1、农资保供弱化。化肥储备未达计划。
整改情况：一是争取贴息。二是签订合同。
二、网点布局不合理。
整改情况：一、新建站点34个。二是取得资质。三、规范经营。
五、流通体系滞后。冷链中心未建成。
整改情况：理顺建设体制。
（二）资产监管宽松
1．家底不清。房产被占用。
整改情况：起诉占用人。
三、下步打算
坚持力度不减。"""


@family(
    among_items=(
        SLIPS,
        [
            Told("农资保供弱化", ["争取贴息", "签订合同"], ["为农服务不够"]),
            Told("网点布局不合理", ["新建站点34个", "取得资质", "规范经营"], ["为农服务不够"]),
            Told("流通体系滞后", ["理顺建设体制"], ["为农服务不够"]),
            Told("家底不清", ["起诉占用人"], ["资产监管宽松"]),
        ],
    ),
    sections_stay=(
        """一、理论学习不深。
1.学习不够。
整改情况：组织学习。
二、作风不实。
整改情况：开展调研。
三、制度不全。
整改情况：修订制度。""",
        [
            Told("学习不够", ["组织学习"], ["理论学习不深"]),
            Told("作风不实", ["开展调研"]),
            Told("制度不全", ["修订制度"]),
        ],
    ),
)
def test_a_number_with_the_mark_of_another_rank_keeps_its_place(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected
