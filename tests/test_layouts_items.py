"""Items that are counted in words: 第3项, 第3项任务."""

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
