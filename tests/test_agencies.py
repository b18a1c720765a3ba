"""Agencies in sentences: what a reader would underline, and what not. All places and bodies are invented."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from graph_builder.mentions import agencies
from graph_builder.mentions.agency_rules import RULES
from graph_builder.mentions.lexicon import entries, pairs
from ontology.records import Span


def names(text: str) -> list[str]:
    return [mention.text for mention in agencies.find(text)]


FOUND = [
    # bureaus: a level, a place, or a parent before what they do
    ("由县财政局牵头、县审计局配合完成清查。", ["县财政局", "县审计局"]),
    ("督促云岭县自然资源局收回闲置土地。", ["云岭县自然资源局"]),
    ("积极与市文化和旅游局沟通。", ["市文化和旅游局"]),
    (
        "联合市人力资源和社会保障局、市住房和城乡建设局印发通知。",
        ["市人力资源和社会保障局", "市住房和城乡建设局"],
    ),
    ("会同财政局和审计局开展检查。", ["财政局", "审计局"]),
    ("对原城管局违规发放补贴问题进行核查。", ["城管局"]),
    ("2023年市教育局完成督导。", ["市教育局"]),
    ("区投促局已建立台账。", ["区投促局"]),
    ("责成县卫健局开展自查。", ["县卫健局"]),
    ("报省住建厅备案。", ["省住建厅"]),
    ("市卫健委、市国资委、省发改委分别答复。", ["市卫健委", "市国资委", "省发改委"]),
    ("县公安局交警大队设卡检查。", ["县公安局交警大队"]),
    ("国家税务总局云岭县税务局党委把整改作为政治任务。", ["国家税务总局云岭县税务局党委"]),
    ("和平区教育局开展培训。", ["和平区教育局"]),
    # departments and offices
    ("综合部、人力资源部、财政金融部各司其职。", ["综合部", "人力资源部", "财政金融部"]),
    ("由规划建设部部长兼任。", ["规划建设部"]),
    ("指定综合办公室承担督办。", ["综合办公室"]),
    (
        "县委办、县政府办公室、县委组织部、市委编办联合发文。",
        ["县委办", "县政府办公室", "县委组织部", "市委编办"],
    ),
    ("财务科、总务科、医务科按职责落实。", ["财务科", "总务科", "医务科"]),
    ("教务处、后勤管理处落实。", ["教务处", "后勤管理处"]),
    ("恒远公司财务部长期空缺。", ["财务部"]),
    ("集团党委巡察办进行测评。", ["集团党委巡察办"]),
    ("对县中医院药剂科开展检查。", ["县中医院", "药剂科"]),
    ("县自然资源局、水政监察大队联合执法。", ["县自然资源局", "水政监察大队"]),
    # committees, congresses, governments
    ("按照省委、市委、区委要求落实。", ["省委", "市委", "区委"]),
    ("云岭市委常委会专题研究。", ["云岭市委"]),
    ("区纪委监委、县纪委分别立案。", ["区纪委监委", "县纪委"]),
    ("传达省、市纪委全会精神。", ["市纪委"]),
    ("受区人民政府委托向区人大常委会报告。", ["区人民政府", "区人大常委会"]),
    ("镇党委、镇政府、镇人大、镇妇联共同参加。", ["镇党委", "镇政府", "镇人大", "镇妇联"]),
    ("县法院、县人民检察院建立协作机制。", ["县法院", "县人民检察院"]),
    ("国务院、中央纪委印发文件。", ["国务院", "中央纪委"]),
    # party bodies, zones, streets
    ("区文旅体局党组召开会议,局党组书记主持。", ["区文旅体局党组", "局党组"]),
    ("中共云岭市清水区商务局党组", ["中共云岭市清水区商务局党组"]),
    ("清水经济开发区党工委、管委会召开联席会议。", ["清水经济开发区党工委", "管委会"]),
    ("纪工委和机关党委研究。", ["纪工委", "机关党委"]),
    ("在东湖街道、西山街道办事处试点。", ["东湖街道", "西山街道办事处"]),
    ("柳河村党支部、石桥社区党总支按期换届。", ["柳河村党支部", "石桥社区党总支"]),
    ("高远公司党总支、集团党委制定方案。", ["高远公司党总支", "集团党委"]),
    ("中共云岭水务集团有限公司委员会", ["中共云岭水务集团有限公司委员会"]),
    ("中共云岭市发展和改革委员会党组", ["中共云岭市发展和改革委员会党组"]),
    # institutions
    ("与云岭大学、省农科院签订协议。", ["云岭大学", "省农科院"]),
    ("由市实验中学派出骨干教师支援石桥小学。", ["市实验中学", "石桥小学"]),
    ("约谈市第二人民医院和市妇幼保健院负责人。", ["市第二人民医院", "市妇幼保健院"]),
    ("对环境科学与工程学院、外国语学院开展检查。", ["环境科学与工程学院", "外国语学院"]),
    ("县融媒体中心、县公共资源交易中心落实。", ["县融媒体中心", "县公共资源交易中心"]),
    ("云数科技(上海)协同创新中心投入运营。", ["云数科技(上海)协同创新中心"]),
    # a branch, a team, a station, named after what stands before it
    ("联合市生态环境局东岭分局、县疾控中心检测。", ["市生态环境局东岭分局", "县疾控中心"]),
    ("省地质矿产勘查开发局第三地质大队完成勘查。", ["省地质矿产勘查开发局第三地质大队"]),
    ("县纪委监委第五监督检查室跟踪督办。", ["县纪委监委第五监督检查室"]),
    ("国家统计局云岭调查队开展入户调查。", ["国家统计局云岭调查队"]),
    ("对市文化市场综合行政执法队的案卷进行评查。", ["市文化市场综合行政执法队"]),
    ("市第二建筑工程质量监督站抽检。", ["市第二建筑工程质量监督站"]),
    ("区法院、石桥司法所派员驻点。", ["区法院", "石桥司法所"]),
    ("省高速公路云岭管理处未公示。", ["省高速公路云岭管理处"]),
    ("县扫黑办、市信访联席办调度。", ["县扫黑办", "市信访联席办"]),
    ("市第一中级人民法院、石桥人民法庭、立案庭结对。", ["市第一中级人民法院", "石桥人民法庭", "立案庭"]),
    # a field that holds bodies and nothing else
    ("责任单位:审判管理办公室、研究室、各人民法庭、相关科室\n整改时限:6月底", ["审判管理办公室", "研究室"]),
    ("牵头单位:老干科;配合单位:水保站、局属单位", ["老干科", "水保站"]),
    # dispatched by a commission for discipline inspection
    ("支持区纪委监委派驻区教育局纪检监察组履职。", ["区纪委监委派驻区教育局纪检监察组"]),
    ("省纪委监委驻省交通运输厅纪检监察组督导。", ["省纪委监委驻省交通运输厅纪检监察组"]),
    ("市纪委市监委驻市委宣传部纪检监察组参加。", ["市纪委市监委驻市委宣传部纪检监察组"]),
    # national bodies, areas under one office, cities called …城市
    ("按照国家林业和草原局、国家体育总局通知要求。", ["国家林业和草原局", "国家体育总局"]),
    ("报国家发展和改革委员会、财政部审批。", ["国家发展和改革委员会", "财政部"]),
    ("滨江新城教育局、清水国际港管委会配合。", ["滨江新城教育局", "清水国际港管委会"]),
    ("盐城市公安局东湖分局协查。", ["盐城市公安局东湖分局"]),
    ("共青团云岭县委、团市委主办。", ["共青团云岭县委", "团市委"]),
    # a count or a verb before the name
    ("其余9笔待市财政局批复后核销。", ["市财政局"]),
    ("低保金已上交县民政局专户。", ["县民政局"]),
    ("①院党委召开会议。", ["院党委"]),
    # houses of culture and science
    ("到云岭博物院、青岭纪念馆、县廉政教育馆参观。", ["云岭博物院", "青岭纪念馆", "县廉政教育馆"]),
    ("在市京剧院、云岭剧团试行绩效改革。", ["市京剧院", "云岭剧团"]),
    ("到省水利水电勘测设计研究总院跟班学习。", ["省水利水电勘测设计研究总院"]),
    ("依托青岭实验室、云岭生态环境部重点实验室攻关。", ["青岭实验室", "云岭生态环境部重点实验室"]),
    ("市中级人民法院、县气象台、市大数据中心答复。", ["市中级人民法院", "县气象台", "市大数据中心"]),
    # offices that no word list knows: in a row with an office, charged with a duty, or with a head
    ("由医务部、药学部、病案室、感控办联合检查。", ["医务部", "药学部", "病案室", "感控办"]),
    ("由质评办每月抽查,骨科、审计科自查。", ["质评办", "骨科", "审计科"]),
    ("对设备科负责人批评教育,工程一处牵头、物资处配合。", ["设备科", "工程一处", "物资处"]),
    ("国有资产管理处、党委教师工作部印发文件。", ["国有资产管理处", "党委教师工作部"]),
    ("督促海外事业部、检务督察部整改。", ["海外事业部", "检务督察部"]),
    ("集团财务管理部、公司综合管理部负责。", ["集团财务管理部", "公司综合管理部"]),
    ("学校办公室督办,局办公室登记。", ["学校办公室", "局办公室"]),
    ("报市委组织部干部监督科、县人大常委会法工委。", ["市委组织部干部监督科", "县人大常委会法工委"]),
    ("会上区教育局发言,主动衔接市发展和改革委员会。", ["区教育局", "市发展和改革委员会"]),
    ("区属融媒体中心、国家矿山安全监察局答复。", ["融媒体中心", "国家矿山安全监察局"]),
    # communities
    ("桃园社区、石桥镇柳河社区的门面重新招租。", ["桃园社区", "石桥镇柳河社区"]),
    # towns that act, not where something takes place
    ("督促县农业农村局、松坪乡加快进度,柳林镇剩余2处。", ["县农业农村局", "松坪乡", "柳林镇"]),
    ("按照国家金融监督管理总局岭江监管局意见。", ["国家金融监督管理总局岭江监管局"]),
    ("中国人民银行岭江省分行将其纳入试点。", ["中国人民银行岭江省分行"]),
    ("省地方金融管理局推荐。", ["省地方金融管理局"]),
    # groups with a task
    ("成立巡察整改工作领导小组和营商环境工作专班。", ["巡察整改工作领导小组", "营商环境工作专班"]),
    ("成立开发区网络安全和信息化领导小组。", ["开发区网络安全和信息化领导小组"]),
]

NOTHING = [
    "各街道、各部门和相关单位抓好落实。",
    "相关职能部门、责任科室及时认领。",
    "市委第九巡察组进驻,市委巡察组反馈意见。",
    "召开党组会议研究,党组书记带头,党组成员参加。",
    "优化产业布局,构建工作新格局,胸怀全局、开好局。",
    "坚持以人民为中心,围绕中心、服务大局。",
    "办理信访件12件,举办培训班3期,推行帮办代办、一次办好。",
    "排查隐患35处,处理问题3处,对处级干部进行处分。",
    "加强干部队伍建设,完善内部管理,压减企业总部人员。",
    "对8所学校、12家医院、3个街道开展检查。",
    "中小学、幼儿园和乡镇卫生院人员不足。",
    "提升科技创新能力,推进科学研究和科室整合。",
    "规范政府采购和政府投资项目管理。",
    "提交董事会、监事会、股东会、村委会研究。",
    "学习《中共云岭市委关于加强党的建设的意见》和《县财政局内控制度》。",
    "驻地街道、所属学校、二级学院配合。",
    "委托云岭规划设计研究院有限公司编制方案。",
    "建设研发中心2个、便民服务中心3个。",
    "服务部和项目部人员偏少。",
    "县人民医院门诊楼改造工程已竣工。",
    "市实验中学改扩建项目推进缓慢,市博物馆新馆完工。",
    "通讯地址:东湖区人民路1号东湖区教育局办公室;邮编:000000。",
    "建设省级重点实验室3个、工程技术研究中心2个。",
    "开展“教育局长走流程”活动,每季度召开一次专题会商会。",
    "获评全市法院“新时代云岭式人民法庭”。",
    "市级承办、县里督办,逐级交办。",
    "组建执法队、服务站,设立综合文化服务中心。",
    "公立医院党委领导下的院长负责制落实不到位。",
    "与相关单位会商会办,选优训强学校书记。",
    "各社区、老旧社区、未来社区加强社区治理,推进社区矫正。",
    "由各科室自查,由分管领导牵头、各部门配合,由专人负责。",
    "会议室、档案室、接待室已整合,加油站、车站全覆盖。",
    "上线智慧医院信息化项目。",
    "组织局系统干部赴现场,指导局属单位,对全市综合文化站开展行动。",
    "组织党员到枕流乡开展志愿服务,各乡镇、重点镇、特色小镇建设,石桥镇防洪堤工程完工。",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_named(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("市委", "party"),
        ("县纪委监委", "party"),
        ("区商务局党组", "party"),
        ("县委组织部", "party"),
        ("云岭市委编办", "party"),
        ("清水经济开发区党工委", "party"),
        ("管委会", "government"),
        ("县财政局", "government"),
        ("综合办公室", "government"),
        ("东湖街道办事处", "government"),
        ("云岭大学", "institution"),
        ("市实验中学", "institution"),
        ("市第二人民医院", "institution"),
        ("县融媒体中心", "institution"),
        ("县残联", "institution"),
    ],
)
def test_kind(name: str, kind: str) -> None:
    (mention,) = agencies.find(f"由{name}负责。")
    assert (mention.text, mention.properties["kind"]) == (name, kind)


def test_declared_short_form() -> None:
    text = "对清水区应急管理局(以下简称“应急局”)反馈。应急局照单全收。"
    found = agencies.find(text)
    assert [m.text for m in found] == ["清水区应急管理局", "应急局", "应急局"]
    assert found[0].aliases == ("应急局",)
    assert found[-1].aliases == ("清水区应急管理局",)


def test_taken_stretches_are_left_alone() -> None:
    text = "县财政局与县审计局"
    assert [m.text for m in agencies.find(text, [Span(0, 4)])] == ["县审计局"]


def test_spans_give_the_text_and_do_not_overlap() -> None:
    text = "".join(sentence for sentence, _ in FOUND)
    found = agencies.find(text)
    assert all(text[m.span.start : m.span.end] == m.text for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize("unit", ["局", "发展改革局", "一是", "《", "(", "督促企业发展建设管理中心"])
def test_time_is_linear(unit: str) -> None:
    def seconds(times: int) -> float:
        begin = time.perf_counter()
        agencies.find(unit * times)
        return time.perf_counter() - begin

    seconds(10)
    assert seconds(8000) < 16 * seconds(2000) + 0.2


def test_every_last_word_has_a_rule() -> None:
    assert set(pairs("agency_heads").values()) - set(RULES) == {"ignored"}


@pytest.mark.parametrize(
    "name",
    ["agency_heads", "agency_functions", "agency_names", "university_short", "name_stops", "name_keeps"],
)
def test_word_lists_hold_each_word_once(name: str) -> None:
    words = [line.split()[0] for line in entries(name)]
    assert len(words) == len(set(words))
    assert all(1 <= len(word) <= 12 for word in words)


def test_kept_words_hold_a_stop() -> None:
    """A word in name_keeps.txt that holds no stop word would do nothing."""
    stops = entries("name_stops")
    assert [word for word in entries("name_keeps") if not any(stop in word for stop in stops)] == []
