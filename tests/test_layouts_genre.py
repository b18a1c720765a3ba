"""Forms that other offices use: labels in two words, items told by a wrapper alone, states as headings and shares."""

from __future__ import annotations

from told import Told, family, told


@family(
    short_labels=(
        """1.问题：学习不深入。
措施：制定计划。
结果：已完成。
2.问题：监管不严。
措施：增加频次。
结果：正在推进。""",
        [
            Told("学习不深入", ["制定计划"], status="completed"),
            Told("监管不严", ["增加频次"], status="ongoing"),
        ],
    ),
    a_target_and_circled_numbers_without_stops=(
        """1．反馈问题：理论学习不深入
整改目标：提升质量
整改措施：①制定计划②开展研讨
整改进度：已完成
2．反馈问题：监管不严
整改目标：规范监管
整改措施：①增加频次②通报3家
整改进度：序时推进""",
        [
            Told("理论学习不深入", ["制定计划", "开展研讨"], status="completed"),
            Told("监管不严", ["增加频次", "通报3家"], status="ongoing"),
        ],
    ),
    the_labels_of_an_item_are_numbered=(
        """（一）学习方面
1.问题表现：研讨少。
2.整改情况：制定计划。
（二）监管方面
1.问题表现：检查少。
2.整改情况：增加频次。""",
        [
            Told("研讨少", ["制定计划"], ["学习方面"]),
            Told("检查少", ["增加频次"], ["监管方面"]),
        ],
    ),
    items_without_numbers=(
        """二、整改落实情况
针对“学习不深入”问题。一是制定计划；二是开展研讨。
针对“监管不严”问题。一是增加频次；二是通报3家。
针对“谈话不经常”问题。开展谈话12人次。""",
        [
            Told("学习不深入", ["制定计划", "开展研讨"]),
            Told("监管不严", ["增加频次", "通报3家"]),
            Told("谈话不经常", ["开展谈话12人次"]),
        ],
    ),
    states_as_headings=(
        """二、整改进展情况
（一）已完成整改的问题（1个）
1.理论学习不深入。制定计划。
（二）正在整改的问题（1个）
1.历史遗留问题化解慢。成立专班。""",
        [
            Told("理论学习不深入", ["制定计划"], status="completed"),
            Told("历史遗留问题化解慢", ["成立专班"], status="ongoing"),
        ],
    ),
    shares_of_what_is_done=(
        """二、整改情况
（一）学习不深入（整改完成率100%）
1.制定计划。2.开展研讨。
（二）监管不严（整改完成率80%）
1.增加频次。2.通报3家。""",
        [
            Told("学习不深入", ["制定计划", "开展研讨"], status="completed"),
            Told("监管不严", ["增加频次", "通报3家"], status="ongoing"),
        ],
    ),
)
def test_forms_of_other_offices(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected
