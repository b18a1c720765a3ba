"""Entry, round and feedback announcements as offices word them: their groups and their targets."""

from __future__ import annotations

import pytest

from graph_builder.header.extract import read_header
from graph_builder.header.inspection_groups import groups
from graph_builder.reading.cleaning import clean

Pair = tuple[str, str]


def pairs(raw: str) -> list[Pair]:
    """Each (group, target) that a notice tells."""
    told = read_header(clean(raw)[0]).inspections
    return [(one.group.text if one.group else "", one.target.text if one.target else "") for one in told]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("市委第二、三、六巡察组", ["市委第二巡察组", "市委第三巡察组", "市委第六巡察组"]),
        ("县委第一、第二巡察组", ["县委第一巡察组", "县委第二巡察组"]),
        ("国资委第一至第三巡视组", ["国资委第一巡视组", "国资委第二巡视组", "国资委第三巡视组"]),
        ("校党委第九至第十一巡察组", ["校党委第九巡察组", "校党委第十巡察组", "校党委第十一巡察组"]),
        ("县委巡察一组、巡察二组", ["县委巡察一组", "巡察二组"]),
        ("市委第4巡察组", ["市委第4巡察组"]),
        ("2023年市委第4巡察组", ["市委第4巡察组"]),
        ("市委巡察第四组", ["市委巡察第四组"]),
        ("十三届市委第四轮巡察第六组", ["市委巡察第六组"]),
        ("市委第三提级交叉巡察组", ["市委第三提级交叉巡察组"]),
        ("县委上下联动巡察组", ["县委上下联动巡察组"]),
        ("经研究,市区联动巡察组于5月进驻", ["市区联动巡察组"]),
        ("云溪区：县级交叉巡察组巡察区教育局", ["县级交叉巡察组"]),
        ("十三届云溪县委第七轮巡察第五巡察组", ["云溪县委第五巡察组"]),
        ("委党组巡察组", ["委党组巡察组"]),
        ("省局（公司）党组第二巡察组", ["省局(公司)党组第二巡察组"]),
        ("（市委第二巡察组）", ["市委第二巡察组"]),
        ("按照云溪市县（市、区）委交叉巡察第五组", ["云溪市县(市、区)委交叉巡察第五组"]),
        ("市、区委第二巡察组", ["区委第二巡察组"]),
        ("第三轮第二批中央生态环境保护督察组", ["中央生态环境保护督察组"]),
        ("中央第一、第四环保督察组", ["中央第一环保督察组", "中央第四环保督察组"]),
        ("市委“回头看”第一巡察组", ["市委“回头看”第一巡察组"]),
        ("省政府第二环境保护督察组", ["省政府第二环境保护督察组"]),
        ("派出4个巡察组", []),
        ("市委第1至第999巡察组", ["市委第一巡察组", "市委第999巡察组"]),
    ],
)
def test_groups_as_offices_name_them(raw: str, expected: list[str]) -> None:
    text = clean(raw)[0]
    assert [group.text for group in groups(text, 0, len(text))] == expected


def test_each_of_several_groups_stands_where_its_number_is_told() -> None:
    text = "按照部署，市委第二、三、六巡察组进驻。"
    told = [text[group.span.start : group.span.end] for group in groups(text, 0, len(text))]
    assert told == ["市委第二", "三", "六巡察组"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "2023年5月，市委第一、二巡察组分别对市水利局党组、市气象局党组开展了巡察。",
            [("市委第一巡察组", "市水利局党组"), ("市委第二巡察组", "市气象局党组")],
            id="one target for each group",
        ),
        pytest.param(
            "2023年5月，市委第一、二巡察组对市水利局党组、市科技局党组和市教育局党组、市商务局党组开展了巡察。",
            [
                ("市委第一巡察组", "市水利局党组"),
                ("市委第一巡察组", "市科技局党组"),
                ("市委第二巡察组", "市教育局党组"),
                ("市委第二巡察组", "市商务局党组"),
            ],
            id="one part of the enumeration for each group",
        ),
        pytest.param(
            "2023年5月，市委第一、二巡察组对市水利局党组、市科技局党组、市教育局党组开展了巡察。",
            [("", "市水利局党组"), ("", "市科技局党组"), ("", "市教育局党组")],
            id="which group inspected which target is not said",
        ),
        pytest.param(
            "2023年5月，县委第一、第二巡察组分别对县教育局等5个党组织开展了巡察。",
            [("县委第一巡察组", "县教育局")],
            id="of those that are counted, one is named",
        ),
        pytest.param(
            "2024年3月11日，县委第一巡察组组长王云岭代表巡察组向县教育局党组反馈。",
            [("县委第一巡察组", "县教育局党组")],
            id="the group that a leader speaks for",
        ),
        pytest.param(
            "2023年5月至7月，第三批中央生态环境保护督察组对云山、云海、云泽等3省（区）开展督察。",
            [(g, t) for g in ["第三批中央生态环境保护督察组"] for t in ("云山", "云海", "云泽")],
            id="as many names as are counted",
        ),
        pytest.param(
            "2023年5月，县委第一巡察组对青石镇党委、白石镇党委等2个镇及12个行政村党组织开展巡察。",
            [("县委第一巡察组", "青石镇党委"), ("县委第一巡察组", "白石镇党委")],
            id="counts are no names",
        ),
        pytest.param(
            "十七届县委第六轮巡察对青石镇、白石镇所辖86个行政村（社区）开展巡察。",
            [("", "青石镇"), ("", "白石镇")],
            id="a round is said, no group and no day",
        ),
        pytest.param(
            "县委第一轮巡察动员会召开，对青石镇等4个乡镇开展常规巡察。\n县委第一巡察组：巡察青石镇、白石镇。\n县委第二巡察组：巡察云溪镇。",
            [("县委第一巡察组", "青石镇"), ("县委第一巡察组", "白石镇"), ("县委第二巡察组", "云溪镇")],
            id="the list behind the sentence tells more",
        ),
        pytest.param(
            "十四届市委第四轮巡察公告\n于2021年9月上旬至10月下旬，对全市3个单位开展巡察。\n一、巡察对象\n（1）常规巡察\n"
            "云溪技师学院、云溪水务投资（集团）有限公司\n（2）巡察“回头看”\n云岭村\n二、受理范围\n反映问题的来信。",
            [("", "云溪技师学院"), ("", "云溪水务投资(集团)有限公司"), ("", "云岭村")],
            id="a list of targets under a heading",
        ),
        pytest.param(
            "一、巡察对象\n市委第一巡察组：市统战部、市民宗局党组\n市委第二巡察组：对市教育局党组开展巡察“回头看”\n",
            [
                ("市委第一巡察组", "市统战部"),
                ("市委第一巡察组", "市民宗局党组"),
                ("市委第二巡察组", "市教育局党组"),
            ],
            id="groups with their targets under a heading",
        ),
        pytest.param(
            "2024年8月21日，县委第五巡察组巡察县民政局党组情况反馈会召开。",
            [("县委第五巡察组", "县民政局党组")],
            id="a meeting of feedback",
        ),
        pytest.param(
            "县审计局派出审计组，自2023年5月8日至8月30日，对县财政局（以下简称财政局）具体组织的预算执行情况进行了审计，"
            "并对县医保局2022年度部门预算执行情况进行了审计。",
            [("县审计局", "县财政局"), ("县审计局", "县医保局")],
            id="an audit office, not its unnamed group",
        ),
        pytest.param(
            "县委第一巡察组对县财政局开展巡察。县审计局对青石灌区改造项目开展审计。",
            [("县委第一巡察组", "县财政局")],
            id="an audit office that helps to put things right",
        ),
        pytest.param(
            "2022年4月至6月，市委第一巡察组、第六巡察组分别对云溪产投集团（以下简称“产投集团”）、云溪商贸有限公司（以下简称“商贸集团”）"
            "（2家企业已重组，以下简称“云投集团”）开展了巡察。",
            [("市委第一巡察组", "云溪产投集团"), ("市委第六巡察组", "云溪商贸有限公司")],
            id="groups of one committee; what brackets tell is no name",
        ),
        pytest.param(
            "县委第二、第三巡察组于2020年5月10日至7月30日对县人大机关等9个单位开展巡察。\n"
            "县委第二巡察组巡察县人大机关、县教育局。\n县委第三巡察组巡察县融媒体中心。",
            [
                ("县委第二巡察组", "县人大机关"),
                ("县委第二巡察组", "县教育局"),
                ("县委第三巡察组", "县融媒体中心"),
            ],
            id="of several groups the one that is named with the target again",
        ),
        pytest.param(
            "三个巡察组分别向集团所属云贸公司党支部、高源公司党总支两户被巡察企业反馈了巡察意见。",
            [("", "云贸公司党支部"), ("", "高源公司党总支")],
            id="groups that are only counted",
        ),
        pytest.param(
            "截至8月25日，13个巡视组已进驻被巡视地方。13个巡视组将对青石县、白石县等22个县（市、区）开展常规巡视。",
            [("", "青石县"), ("", "白石县")],
            id="who is inspected in general is nobody",
        ),
        pytest.param(
            "近日，五届市委第九轮巡察第七巡察组对云溪区医保局党组、云溪区民政局党委专项巡察动员会召开。",
            [("市委第七巡察组", "云溪区医保局党组"), ("市委第七巡察组", "云溪区民政局党委")],
            id="a meeting that opens the inspection",
        ),
        pytest.param(
            "4月23日，县委第四巡察组完成对石桥镇根德村党支部、同顺村党支部的进驻和动员工作。",
            [("县委第四巡察组", "石桥镇根德村党支部"), ("县委第四巡察组", "同顺村党支部")],
            id="an entry that is completed",
        ),
        pytest.param(
            "根据县委统一部署，县委第四巡察组前往青石县高源水务有限公司开展专项巡察。",
            [("县委第四巡察组", "青石县高源水务有限公司")],
            id="a group that goes there",
        ),
        pytest.param(
            "4月7日到11日，二届校党委第二轮巡察三个巡察组分别向本轮巡察的临床学院、经济与管理学院等2家二级党委进行了“一对一”的巡察反馈。",
            [("", "临床学院"), ("", "经济与管理学院")],
            id="face to face",
        ),
        pytest.param(
            "市委第三巡察组进驻市委云溪办公室，开始对市档案馆、市保密局进行为期一个月的政治巡察。",
            [("市委第三巡察组", "市委云溪办公室"), ("市委第三巡察组", "市档案馆"), ("市委第三巡察组", "市保密局")],
            id="entered, and what it begins with",
        ),
        pytest.param(
            "九届市委第三轮巡察的3个巡察组完成对市发改委、市粮食局等5家单位党组织的巡察进驻工作。",
            [("", "市发改委"), ("", "市粮食局")],
            id="entry completed",
        ),
        pytest.param(
            "集团党委第一、第二巡察组已分别入驻一分公司党委和云山分公司党委，并公布了联系电话。",
            [("集团党委第一巡察组", "一分公司党委"), ("集团党委第二巡察组", "云山分公司党委")],
            id="入驻",
        ),
        pytest.param(
            "县委第二巡察组对白石镇党委进行了巡察，并对该镇河东村、河西村党组织进行了延伸巡察。",
            [("县委第二巡察组", "白石镇党委"), ("县委第二巡察组", "河东村"), ("县委第二巡察组", "河西村")],
            id="villages of that town",
        ),
        pytest.param(
            "市委第四巡察组对云湖开发区所辖村（社区）开展常规巡察。",
            [("市委第四巡察组", "云湖开发区所辖村(社区)")],
            id="brackets that belong to the name",
        ),
        pytest.param(
            "10个中央巡视组分别对山西、吉林、新华社、商务部开展巡视。",
            [("", "山西"), ("", "吉林"), ("", "新华社"), ("", "商务部")],
            id="provinces by their short names",
        ),
        pytest.param(
            "中央第六轮巡视将对天津市、吉林省、审计署、中国残疾人联合会等4个地方、单位党组织开展常规巡视。",
            [("", "天津市"), ("", "吉林省"), ("", "审计署"), ("", "中国残疾人联合会")],
            id="places and offices counted together",
        ),
        pytest.param(
            "县委第二巡察组对云溪县人民医院、云溪县中医院两个公立医疗卫生机构进行巡察。",
            [("县委第二巡察组", "云溪县人民医院"), ("县委第二巡察组", "云溪县中医院")],
            id="a count right behind the last",
        ),
        pytest.param(
            "市委6个巡察组分别向本轮常规巡察、巡察“回头看”涉及的31家党组织进行了反馈。", [], id="nobody by name"
        ),
        pytest.param(
            "市委巡察组进驻市粮食局等三家单位\n云溪5月30日讯（记者王云岭）从5月下旬开始，"
            "市委3个巡察组分别对市粮食局、市度假区管委会（含云溪有限公司）等3家单位开展巡察。",
            [("市委巡察组", "市粮食局"), ("", "市度假区管委会")],
            id="a group without a number beside groups without names",
        ),
        pytest.param(
            "中央第一、第四环保督察组分别向云岭省、云溪省、云湖省反馈“回头看”情况。",
            [("", "云岭省"), ("", "云溪省"), ("", "云湖省")],
            id="fewer groups than bodies they gave feedback to",
        ),
        pytest.param(
            "省委巡视组转入第一轮第二批巡视，本批次共3所高校，分别是云溪大学、云岭文理学院、云湖师范学院。",
            [("", "云溪大学"), ("", "云岭文理学院"), ("", "云湖师范学院")],
            id="they are",
        ),
        pytest.param(
            "第一轮巡视启动，被巡视的4个地区和单位是：\n·山西、吉林\n·财政部、中国农业银行\n本轮巡视备受关注。",
            [("", "山西"), ("", "吉林"), ("", "财政部"), ("", "中国农业银行")],
            id="they are, line by line",
        ),
        pytest.param(
            "一、县委第一巡察组（被巡察单位：县农业农村局党组、县畜牧局党组）\n1.管护不到位。\n二、县委第二巡察组（被巡察单位：县文旅局党组）\n",
            [
                ("县委第一巡察组", "县农业农村局党组"),
                ("县委第一巡察组", "县畜牧局党组"),
                ("县委第二巡察组", "县文旅局党组"),
            ],
            id="in brackets behind the group",
        ),
        pytest.param(
            "区委第一巡察组负责巡察区教育局，区委第二巡察组负责巡察东湖街道。",
            [("区委第一巡察组", "区教育局"), ("区委第二巡察组", "东湖街道")],
            id="responsible for",
        ),
        pytest.param(
            "云岭机场集团有限公司审计反馈问题整改情况公告\n"
            "云岭市审计局派出审计组于2023年7月至10月对我司前任董事长任期履行经济责任进行了审计。\n"
            "云岭机场集团有限公司\n2025年1月16日",
            [("云岭市审计局", "云岭机场集团有限公司")],
            id="an audit of us",
        ),
        pytest.param(
            "区委第一巡察组向李强反馈了巡察情况,区委第一巡察组向区卫健委党组书记、主任张伟反馈巡察情况。",
            [("区委第一巡察组", "区卫健委党组")],
            id="a person is nobody, and a body's head stands for it",
        ),
        pytest.param(
            "2024年3月4日,市委第二巡察组对云岭医学高等专科学校、市人民医院等单位开展常规巡察。",
            [("市委第二巡察组", "云岭医学高等专科学校"), ("市委第二巡察组", "市人民医院")],
            id="高等 sums up nothing",
        ),
        pytest.param(
            "区委第一巡察组巡察区妇联党组动员部署会议召开。区委第一巡察组巡察时间为2023年11月24日至12月31日。",
            [("区委第一巡察组", "区妇联党组")],
            id="a meeting at the beginning, and the time",
        ),
        pytest.param(
            "2021年4月19日,市委第四巡察组专项巡察市应急管理局进驻动员会召开。",
            [("市委第四巡察组", "市应急管理局")],
            id="a special inspection's meeting",
        ),
        pytest.param(
            "县委第一巡察组:组长李明,副组长王  伟。巡察县发展和改革局党组、县水利局党组,延伸巡察云岭公司。\n"
            "县委第二巡察组:组长张强,副组长赵敏。巡察柳溪镇党委;对县医保局党组开展巡察“回头看”。\n",
            [
                ("县委第一巡察组", "县发展和改革局党组"),
                ("县委第一巡察组", "县水利局党组"),
                ("县委第二巡察组", "柳溪镇党委"),
                ("县委第二巡察组", "县医保局党组"),
            ],
            id="behind the leaders of each group",
        ),
        pytest.param(
            "中共云岭县供销社党组关于巡察整改的通报\n2023年3月1日至4月28日,县委第一巡察组对县供销社党组进行了巡察。\n"
            "邀请县审计局对2020至2023年度回收体系建设资金进行专项审计。",
            [("县委第一巡察组", "县供销社党组")],
            id="an audit among the remedies",
        ),
        pytest.param(
            "云岭县农业农村局关于审计查出问题整改情况的公告\n"
            "县审计局派出审计组对县农业农村局2021年至2022年衔接资金管理使用情况进行了专项审计。",
            [("县审计局", "县农业农村局")],
            id="an audit of what a body did in some years",
        ),
        pytest.param(
            "12月13-15日，学校党委两个巡察组分别向云溪学院党委、云岭学院党总支进行巡察情况反馈。"
            "10月12日至11月2日，两个巡察组分别对二级党组织开展了常规巡察。",
            [("", "云溪学院党委"), ("", "云岭学院党总支")],
            id="the targets named only where feedback is given",
        ),
        pytest.param(
            "市委第三轮对村（社区）提级巡察“回头看”第一组对我市青石镇河东村、河西村开展提级巡察“回头看”。",
            [("", "青石镇河东村"), ("", "河西村")],
            id="a group that is called by what it inspects",
        ),
        pytest.param("市委第二巡察组巡察意见反馈会在云溪宾馆召开。", [], id="a meeting is nobody"),
        pytest.param(
            "2023年4月3日至5月31日，市委第三巡察组对市检察院党组进行了巡察。市委第三巡察组进驻市两级检察院开展巡察工作以来，成绩明显。",
            [("市委第三巡察组", "市检察院党组")],
            id="said in passing",
        ),
        pytest.param("市委第二巡察组向周朝阳单独反馈了巡察情况。", [], id="a person alone"),
        pytest.param(
            "区委第三巡察组对区教体局党组开展常规巡察，对市二中、市三中等公立中小学开展专项巡察。",
            [("区委第三巡察组", "区教体局党组"), ("区委第三巡察组", "市二中"), ("区委第三巡察组", "市三中")],
            id="schools by number",
        ),
        pytest.param(
            "2024年5月25日至6月14日，市委第三巡察组对我局进行了巡察，7月22日，市委巡察组向临川区民政局党组反馈了意见。",
            [("市委第三巡察组", "临川区民政局党组")],
            id="who was told is whose notice it is",
        ),
        pytest.param(
            "市委巡察组对市市场监管局党组、柳溪街道、文旅集团党委开展巡察“回头看”。\n"
            "市委巡察一组\n组长：姚思远\n副组长：张敬业\n被巡察单位\n柳溪街道、文旅集团党委\n"
            "专门值班电话\n19500001234（8:00-18:00）\n通信地址\n云岭市A036号邮政信箱\n"
            "市委巡察二组\n组长：林晓\n被巡察单位\n市市场监管局党组\n专门值班电话\n19500001235\n根据要求，受理来信。",
            [
                ("市委巡察二组", "市市场监管局党组"),
                ("市委巡察一组", "柳溪街道"),
                ("市委巡察一组", "文旅集团党委"),
            ],
            id="a card of lines for each group",
        ),
        pytest.param(
            "区委专项巡察组对柳溪镇洞湖村、澄渚村、青山镇渠桥村开展专项巡察。\n"
            "组 别 | 区委专项巡察一组 | 区委专项巡察二组 |\n被巡察单位 | 柳溪镇洞湖村、澄渚村 | 青山镇渠桥村 |\n"
            "巡察组负责人 | 组 长：郑金 | 组 长：郭兰 |",
            [
                ("区委专项巡察一组", "柳溪镇洞湖村"),
                ("区委专项巡察一组", "澄渚村"),
                ("区委专项巡察二组", "青山镇渠桥村"),
            ],
            id="a column for each group",
        ),
        pytest.param(
            "十一届区委第二轮巡察已于近日完成对柳溪街道、临川公司等2家被巡察单位党组织的巡察反馈。",
            [("", "柳溪街道"), ("", "临川公司")],
            id="a round is fed back",
        ),
        pytest.param(
            "市委第七巡察组对柳溪街道党工委及桥下、东坑、洋中等三个社区党组织开展了巡察。",
            [("市委第七巡察组", name) for name in ("柳溪街道党工委", "桥下", "东坑", "洋中")],
            id="bare names and their kind",
        ),
    ],
)
def test_groups_and_their_targets(raw: str, expected: list[Pair]) -> None:
    assert pairs(raw) == expected


def test_bare_targets_are_called_by_their_kind_too() -> None:
    raw = "市委第七巡察组对桥下、东坑、洋中等三个社区党组织开展了巡察。"
    assert [one.target.aliases for one in read_header(raw).inspections if one.target] == [
        ("桥下社区",),
        ("东坑社区",),
        ("洋中社区",),
    ]
