"""Where an answer begins: behind its state, below a quoted finding, in the paragraph under a fault that is a step."""

from __future__ import annotations

from told import Told, family, told

OPENING = "现将整改情况予以公布。\n"


@family(
    a_state_in_the_line_below_the_heading=(
        """二、整改情况
1.关于“公共服务供给不足”问题的整改。
正在整改。一是新建书房3家。二是送戏下乡。
2.关于“阵地管理有漏洞”问题的整改。
已完成整改。清理公众号2个。""",
        [
            Told("公共服务供给不足", ["新建书房3家", "送戏下乡"], [], "ongoing"),
            Told("阵地管理有漏洞", ["清理公众号2个"], [], "completed"),
        ],
    ),
    a_state_opens_the_answer=(
        """1、学习存在形式主义
问题内容：对园区建设的要求学习不够。
整改情况：已完成，长期坚持。召开专题会议三次，建立学习台账。
2、档案管理不规范
问题内容：卷宗缺页。
整改情况：正在整改。补齐卷宗二十册。""",
        [
            Told("对园区建设的要求学习不够", ["召开专题会议三次,建立学习台账"], ["学习存在形式主义"], "completed"),
            Told("卷宗缺页", ["补齐卷宗二十册"], ["档案管理不规范"], "ongoing"),
        ],
    ),
    a_state_alone_is_no_measure=(
        """1.学习不够深入。
整改情况：已完成。
2.监管不严。
整改情况：已完成。""",
        [Told("学习不够深入", [], status="completed"), Told("监管不严", [], status="completed")],
    ),
)
def test_an_answer_begins_behind_its_state(raw: str, expected: list[Told]) -> None:
    assert told(OPENING + raw) == expected


@family(
    quoted_findings=(
        """江渚省生态环境保护督察反馈意见整改进展清单
一、关于“督察发现，白水湖流域管网建设滞后。大量污水直排。”
整改进展情况：已经完成，长期坚持。
1.建成管网十二公里。
2.封堵排口九处。
二、关于“云岭县渣场防渗不到位，存在环境风险。”
整改进展情况：正在推进。
1.完成场地调查。
2.开展防渗施工。""",
        [
            Told(
                "督察发现,白水湖流域管网建设滞后。大量污水直排",
                ["建成管网十二公里", "封堵排口九处"],
                status="completed",
            ),
            Told("云岭县渣场防渗不到位,存在环境风险", ["完成场地调查", "开展防渗施工"], status="ongoing"),
        ],
    ),
)
def test_a_quote_alone_may_name_a_problem(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected


@family(
    faults_as_steps=(
        """1.关于“文物保护不力”问题的整改
一是文物巡查不及时
聘请巡查员二十名。
二是安防设施老化
更新监控设备三十台。
2.关于“理论学习不够深入”问题的整改
一是制定学习计划。
二是开展研讨四次。""",
        [
            Told("文物巡查不及时", ["聘请巡查员二十名"], ["文物保护不力"]),
            Told("安防设施老化", ["更新监控设备三十台"], ["文物保护不力"]),
            Told("理论学习不够深入", ["制定学习计划", "开展研讨四次"]),
        ],
    ),
)
def test_a_fault_alone_on_its_line_is_answered_by_the_next_paragraph(raw: str, expected: list[Told]) -> None:
    assert told(OPENING + raw) == expected


@family(
    a_last_word_is_no_measure=(
        """一、河东村党总支
1.学习走过场。整改情况：制定计划，开展主题党日。已整改。
2.账目不清。整改情况：重新建账（正在推进）。
二、河西村党支部
1.管理松散。整改情况：一是出台办法；二是通报11人。（已完成）""",
        [
            Told("学习走过场", ["制定计划,开展主题党日"], ["河东村党总支"], "completed"),
            Told("账目不清", ["重新建账"], ["河东村党总支"], "ongoing"),
            Told("管理松散", ["出台办法", "通报11人"], ["河西村党支部"], "completed"),
        ],
    ),
)
def test_a_state_at_its_end_is_no_part_of_an_answer(raw: str, expected: list[Told]) -> None:
    assert told(raw) == expected
