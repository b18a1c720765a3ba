"""Companies in sentences: in full, in short and in company; not kinds of company. All are invented."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from graph_builder.mentions import companies
from graph_builder.mentions.company_rules import RULES
from graph_builder.wording.word_lists import entries, pairs
from ontology.records import Span


def names(text: str) -> list[str]:
    return [mention.text for mention in companies.find(text)]


FOUND = [
    # a conjunction that is a syllable; a role before the name; a verb of money behind it
    ("河北佳和包装制品有限公司圈占土地。", ["河北佳和包装制品有限公司"]),
    ("扣罚沈阳和泰物业管理有限公司服务费。", ["沈阳和泰物业管理有限公司"]),
    ("与云州公司和泰兴物业有限公司签约。", ["云州公司", "泰兴物业有限公司"]),
    ("引导邯郸市华威自行车零件有限公司升规。", ["邯郸市华威自行车零件有限公司"]),
    ("食堂承包商青岛味源餐饮管理有限公司整改。", ["青岛味源餐饮管理有限公司"]),
    ("与承租户云岭县鸿运茶叶加工厂重新签订合同。", ["云岭县鸿运茶叶加工厂"]),
    ("由高新创投公司统一运营,整合为高新发展集团。", ["高新创投公司", "高新发展集团"]),
    ("对恒丰建材等3户逾期客户提起诉讼。", ["恒丰建材"]),
    ("追回云岭家佳乐超市套取的资金。", ["云岭家佳乐超市"]),
    ("由鑫源食品配送中心供货。", ["鑫源食品配送中心"]),
    ("云州市粮食收储有限公司清收欠款。", ["云州市粮食收储有限公司"]),
    ("查封云岭市兴源气体有限公司违规气瓶。", ["云岭市兴源气体有限公司"]),
    ("促成立讯精密投资18亿元建设基地。", ["立讯精密"]),
    # two firms with a verb between them; 都 in a name; stations, teams and service shops; funds by trade
    ("审结云州锋岭铝业有限公司诉宏岭商贸有限公司一案。", ["云州锋岭铝业有限公司", "宏岭商贸有限公司"]),
    ("由云岭投资管理有限公司接替北京汇岭资本管理有限公司。", ["云岭投资管理有限公司", "北京汇岭资本管理有限公司"]),
    ("向云州锦都房地产开发有限公司发放贷款。", ["云州锦都房地产开发有限公司"]),
    (
        "检查云岭鑫盛液化气站、云岭顺达渣土运输队,处罚好岭餐饮服务部。",
        ["云岭鑫盛液化气站", "云岭顺达渣土运输队", "好岭餐饮服务部"],
    ),
    (
        "淘汰云岭县安达校车服务有限公司车辆,对云岭文旅发展基金予以清算。",
        ["云岭县安达校车服务有限公司", "云岭文旅发展基金"],
    ),
    # behind what kind of firm it is; power stations
    ("帮助重点企业金岭实业解决融资难题。", ["金岭实业"]),
    ("协助外贸企业远岭进出口公司办理退税,促成上市公司华岭科技签约。", ["远岭进出口公司", "华岭科技"]),
    ("责令监理单位中岭监理、施工单位宏岭建工限期整改。", ["中岭监理", "宏岭建工"]),
    ("监管华能云岭电厂、济南黄台发电厂,与大唐石河热电厂签约。", ["华能云岭电厂", "济南黄台发电厂", "大唐石河热电厂"]),
    ("关停燃煤电厂,建设垃圾发电厂、虚拟电厂,改造热电厂。", []),
    ("引导民营企业投资控股、重点企业申请上市。", []),
    # 联合 of a name; a house behind whose brand a place stands; 涉 before a name
    ("委托云州华岭联合会计师事务所对账务开展审计。", ["云州华岭联合会计师事务所"]),
    ("约谈国药乐岭堂济南医药有限公司负责人。", ["国药乐岭堂济南医药有限公司"]),
    ("涉云岭市城投公司工程款案已执结。", ["云岭市城投公司"]),
    ("与云岭农村信用合作联社签订协议。", ["云岭农村信用合作联社"]),
    # what is done with a firm is no part of its name
    ("盘活云岭区乡村振兴发展有限公司闲置车间。", ["云岭区乡村振兴发展有限公司"]),
    ("违规拆分安泰达物业服务有限公司合同。", ["安泰达物业服务有限公司"]),
    ("总务处更换青城物业不合格保安7名。", ["青城物业"]),
    ("与抖音合作开设直播间,中节能承建二期工程。", ["抖音", "中节能"]),
    # what somebody visits; a city's builders; a plant behind three places
    ("深入到兆丰球团、宽岭矿业、孤山采区等地调研,到北京、上海等地招商。", ["宽岭矿业"]),
    ("审计了城建集团、建工集团等8家市属国有企业。", ["城建集团", "建工集团"]),
    ("到衡阳市炼焦厂察看。", ["衡阳市炼焦厂"]),
    ("四川省凉山彝族自治州冕宁县冶岭有色金属选矿厂违法占地。", ["四川省凉山彝族自治州冕宁县冶岭有色金属选矿厂"]),
    # a branch; what is left; two that are counted; what is made of gas
    ("聘请山东天岭会计师事务所云岭分所审计。", ["山东天岭会计师事务所云岭分所"]),
    (
        "约谈江东省新华书店集团云州市新华书店有限公司路岭分公司。",
        ["江东省新华书店集团云州市新华书店有限公司路岭分公司"],
    ),
    ("剩余桃园社区祥岭建材厂未拆除。", ["桃园社区祥岭建材厂"]),
    ("注销云师印刷厂、云州师苑宾馆2家空壳企业。", ["云师印刷厂", "云州师苑宾馆"]),
    ("责令江东国岭天然气利用有限公司退款。", ["江东国岭天然气利用有限公司"]),
    ("向云州市跃岭体育文化有限公司追租,与跃岭体育解除合同。", ["云州市跃岭体育文化有限公司", "跃岭体育"]),
    # a brand of two characters, and the words that it begins
    ("与华为、京东合作,向腾讯公司采购。", ["华为", "京东", "腾讯公司"]),
    ("不同程度存在问题,其中行政处罚5件,打造优美的环境,向阿里山学习。", []),
    ("3家单位(含云岭开发有限责任公司)整改。", ["云岭开发有限责任公司"]),
    # the state's builders; a bank of the place
    ("中建股份承建,市农发行放款,其中建设项目5个,其中交通违法3件。", ["中建股份", "市农发行"]),
    ("引进华能集团投资的云岭风电项目。", ["华能集团"]),
    ("以其妻子名义注册公司。", []),
    ("由市供销合作社牵头,石河镇供销合作社、县农村信用合作社配合。", ["县农村信用合作社"]),
    # before its party body; a platform's daughter; mines and cooperatives; behind 关于
    ("云贸股份党委书记李静、金岭水泥党支部表态。", ["云贸股份", "金岭水泥"]),
    ("调研城投能源发展公司、市交投物业管理公司。", ["城投能源发展公司", "市交投物业管理公司"]),
    ("关停永岭煤矿,向石河村永岭合作社拨款。", ["永岭煤矿", "石河村永岭合作社"]),
    ("关于金岭矿业长期占用土地、鑫岭置业欠缴租金的问题。", ["金岭矿业", "鑫岭置业"]),
    ("出租肉牛养殖场、粘土砖厂,整顿露天煤矿、农民合作社。", []),
    # a branch of a firm that everybody knows; works of the state's energy groups
    ("由新华书店青石分店统一代购。", ["新华书店青石分店"]),
    ("国能青石热电供热管网改造28公里。", ["国能青石热电"]),
    # the legal form
    ("委托云岭同衡规划设计研究院有限公司编制方案。", ["云岭同衡规划设计研究院有限公司"]),
    ("成立了云岭汇瑞企业咨询服务有限公司,开展转贷业务。", ["云岭汇瑞企业咨询服务有限公司"]),
    ("推动山东鲁岭集团有限公司获批。", ["山东鲁岭集团有限公司"]),
    ("成立名为清水芯兴产业投资有限公司的子公司。", ["清水芯兴产业投资有限公司"]),
    ("收回宏远建筑(集团)有限公司工程款。", ["宏远建筑(集团)有限公司"]),
    ("石桥镇晟辉砂石料有限责任公司停产整治。", ["石桥镇晟辉砂石料有限责任公司"]),
    ("与中国云岭铁路物资股份有限公司合作。", ["中国云岭铁路物资股份有限公司"]),
    ("所属云岭碧源污水处理有限公司完成提标。", ["云岭碧源污水处理有限公司"]),
    ("督促项目业主沅宁县金岭水务有限公司加快进度。", ["沅宁县金岭水务有限公司"]),
    ("督促代建单位云岭恒筑建设有限公司返工。", ["云岭恒筑建设有限公司"]),
    ("暂停清水安和医疗器械有限公司配送资格。", ["清水安和医疗器械有限公司"]),
    ("设立云岭产业基金合伙企业(有限合伙)。", ["云岭产业基金合伙企业(有限合伙)"]),
    ("走访龙头企业九岭股份、天岚先进等企业。", ["九岭股份", "天岚先进"]),
    # 联合 in a name, and beside one
    ("与云岚联合水泥有限公司签订合同。", ["云岚联合水泥有限公司"]),
    ("会同岭南联合化工集团联合开展检查。", ["岭南联合化工集团"]),
    ("会商云岚联合发展投资集团有限公司。", ["云岚联合发展投资集团有限公司"]),
    ("市财政局联合发展投资集团有限公司开展清查。", ["发展投资集团有限公司"]),
    # behind the verb of an inspection
    ("省委第三巡视组巡视云岚交通投资集团有限公司党委。", ["云岚交通投资集团有限公司"]),
    ("市委第二巡察组巡察岭南水务集团有限公司。", ["岭南水务集团有限公司"]),
    # a place and a trade beside a company
    ("责令中铁十八局、云南路桥对隧道返工。", ["中铁十八局", "云南路桥"]),
    ("华润水泥、惠州建材等6家企业完成改造。", ["华润水泥", "惠州建材"]),
    ("与国元证券、江岚证券建立联系。", ["国元证券", "江岚证券"]),
    ("总投资9亿元的三岚智控年产30万套水泵项目落地。", ["三岚智控"]),
    ("广东水电三局抢回工期。", ["广东水电三局"]),
    ("完成惠岭水厂等3家“僵尸企业”出清。", ["惠岭水厂"]),
    ("终止与力岚科技的3个站点运维合同。", ["力岚科技"]),
    ("对新岚基水泥篡改监测数据行为立案查处。", ["新岚基水泥"]),
    ("城管局对岭北环卫处以罚款。", ["岭北环卫"]),
    # a word of its own before 公司, 集团, 银行
    ("恒远公司自划转以来仅开展租赁业务。", ["恒远公司"]),
    ("会同区城投集团开展招商。", ["区城投集团"]),
    ("加强与均和集团的沟通。", ["均和集团"]),
    ("根据云岭银行抵押合同约定办理。", ["云岭银行"]),
    ("与县农商行、国开行、工商银行对接。", ["县农商行", "国开行", "工商银行"]),
    ("对国资公司、交投集团进行核查。", ["国资公司", "交投集团"]),
    ("县自来水公司、国网云岭县供电公司配合迁改。", ["县自来水公司", "国网云岭县供电公司"]),
    ("云岭绿源种植专业合作社已还款。", ["云岭绿源种植专业合作社"]),
    ("聘请云岭正源会计师事务所审计。", ["云岭正源会计师事务所"]),
    ("关停石桥镇金阳砖厂。", ["石桥镇金阳砖厂"]),
    ("由中建八局承建。", ["中建八局"]),
    ("督促五岭桥股份经济合作社、石岭村经济联合社收回租金。", ["五岭桥股份经济合作社", "石岭村经济联合社"]),
    ("收回鑫岭养殖场占用的水面。", ["鑫岭养殖场"]),
    ("划转秦岭宾馆、望岭大酒店。", ["秦岭宾馆", "望岭大酒店"]),
    ("与国家开发银行福建省分行合作。", ["国家开发银行福建省分行"]),
    ("将资产等注入清水远岭运营有限公司。", ["清水远岭运营有限公司"]),
    ("委托四川正则会计师事务所有限公司审计。", ["四川正则会计师事务所有限公司"]),
    ("选派干部到陕文投集团、美的集团挂职。", ["陕文投集团", "美的集团"]),
    ("县供销社下属企业县农资公司欠租。", ["县农资公司"]),
    # funds and capital after a place
    ("与深圳前湾基金洽谈。", ["深圳前湾基金"]),
    (
        "促成云海微电子与山东新能基金、江苏毅远资本签订融资协议。",
        ["云海微电子", "山东新能基金", "江苏毅远资本"],
    ),
    ("设立云舟产业母基金,获得西岭天使基金投资。", ["云舟产业母基金", "西岭天使基金"]),
    # a place and a line of business
    ("对四川岭实化学、安徽云岭光电处以罚款。", ["四川岭实化学", "安徽云岭光电"]),
    ("由成都华岭监理监理的大楼封顶。", ["成都华岭监理"]),
    ("济源钢铁投资1.3亿元建成料棚。", ["济源钢铁"]),
    # who answers for it; who builds under a contract
    ("约谈岭江热力、岭江天然气主要负责人。", ["岭江热力", "岭江天然气"]),
    ("统一数据中台由岭教畅云承建。", ["岭教畅云"]),
    # those that everybody knows, with their place and their trade
    ("与北京碧水源、东方电气联合攻关,京东物流落户。", ["北京碧水源", "东方电气", "京东物流"]),
    # a trade that only firms are called by, where a name can stand; shops and inns
    ("将岭达医疗、同岭堂药业列入黑名单,收回宏岭置业闲置土地。", ["岭达医疗", "同岭堂药业", "宏岭置业"]),
    ("对益岭大药房、老岭饭店、岭利达经营部的发票核查。", ["益岭大药房", "老岭饭店", "岭利达经营部"]),
    ("江苏金岭水泥有限公司停产,由金岭水泥协同处置。", ["江苏金岭水泥有限公司", "金岭水泥"]),
    ("设立皖岭产业并购基金、岭江产发基金。", ["皖岭产业并购基金", "岭江产发基金"]),
    # a place, a word of its own and an everyday trade; who hires, who is let go, who is brought in
    ("由杭州三岭水务更换管网,华岭食品招聘82人。", ["杭州三岭水务", "华岭食品"]),
    ("终止与宏岭餐饮的食堂承包合同,解聘履约不力的岭彩物业。", ["宏岭餐饮", "岭彩物业"]),
    ("孵化园引进“草原红岭”等小微企业13家。", ["草原红岭"]),
    ("福建一建增派班组,与大岭农业合作发展旱稻。", ["福建一建", "大岭农业"]),
    # what a firm does, what is done with it, on both sides of the name
    ("督促金岭热力更换管网,将食堂发包给康岭源餐饮。", ["金岭热力", "康岭源餐饮"]),
    ("绿岭园林未按合同补植,收取华岭超市房租36万元。", ["绿岭园林", "华岭超市"]),
    # of a company's party body the company is named, too
    ("对云岭水务集团党委开展巡察。", ["云岭水务集团"]),
    # a role or a verb on the left
    ("约谈监理单位长沙江岭监理负责人。", ["长沙江岭监理"]),
    ("向承租户鑫岭物流下达催缴通知书。", ["鑫岭物流"]),
    ("合作方深圳华岭文旅未按约定投资。", ["深圳华岭文旅"]),
    ("子公司云岭物业、云岭置业修订制度。", ["云岭物业", "云岭置业"]),
    ("与江州农商银行岭西支行、国岭证券协商展期。", ["江州农商银行岭西支行", "国岭证券"]),
    ("拟引进万岭物业合作开发。", ["万岭物业"]),
    # in a row
    ("与云岭出行、马岭窝、抖岭生活服务等平台合作。", ["云岭出行", "马岭窝", "抖岭生活服务"]),
    ("引进岚亚迪、宁岭时代等5家企业。", ["岚亚迪", "宁岭时代"]),
    ("与无锡岭通电梯、江岭嘉捷对接加装23台。", ["无锡岭通电梯", "江岭嘉捷"]),
    ("追缴嘉岭置业、金岭地产等4家开发商欠费。", ["嘉岭置业", "金岭地产"]),
    ("九岭股份、天岚先进两大龙头企业产值占七成。", ["九岭股份", "天岚先进"]),
    ("推动元岭电子、中岚检测等9家企业获得立项。", ["元岭电子", "中岚检测"]),
    ("积极对接凯曼自动化、华岚微电子等项目。", ["凯曼自动化", "华岚微电子"]),
    ("深入云岭产业园二期、芳永等企业调研。", ["芳永"]),
    ("与均和集团、中岚投资、德岭集团的招商合作不断加强。", ["均和集团", "中岚投资", "德岭集团"]),
    ("组织腾岭食品、南岭机械3家企业复产。", ["腾岭食品", "南岭机械"]),
    ("约谈华岚物业、金色阳光物业等5家物业公司。", ["华岚物业", "金色阳光物业"]),
    ("成立鹏岭物业、幸岭基业等12个“红色物业”党支部。", ["鹏岭物业", "幸岭基业"]),
    ("向鑫岭置业、恒岚建材公司发出催收函。", ["鑫岭置业", "恒岚建材公司"]),
    ("走访岚海水泥、中岭重科等规上企业。", ["岚海水泥", "中岭重科"]),
    # what somebody was to it, or it to somebody, is no part of its name; 再 in 再生 begins no word
    ("给予时任城投建工公司经理张某警告处分。", ["城投建工公司"]),
    ("聘请第三方云岭众智人力资源有限公司组织考试。", ["云岭众智人力资源有限公司"]),
    ("对云岭供销再生资源公司实施改制。", ["云岭供销再生资源公司"]),
    ("对食堂承包方云岭福膳餐饮管理有限公司进行考核。", ["云岭福膳餐饮管理有限公司"]),
    ("盘活原县棉纺厂闲置土地。", ["县棉纺厂"]),
]

NOTHING = [
    "清水河国控断面水质恢复。",
    "关停沿河违规养殖场2家。",
    "规范大型超市、校园超市、零售药店、定点药店经营。",
    "建成农产品加工厂、饲料加工厂2个。",
    "选派王磊、张丽丽等3名同志到企业挂职。",
    "督促沿街餐饮整改,规范小区物业,对冷链物流提标,取消重复材料17项。",
    "发展现代物流、文化旅游,推进燃气、热力管网改造,对超市、药店检查。",
    "规范平台公司、园区公司管理。",
    "5家园区公司已搬迁,各园区公司建立台账。",
    "督促物业公司、监理公司、劳务公司落实责任。",
    "积极与各银行沟通,用好商业银行贷款。",
    "某建筑公司、某运输公司违规经营。",
    "引进世界500强企业2家、上市公司3家、龙头企业5家。",
    "发挥产业投资基金、政府引导基金作用,吸引社会资本。",
    "追缴医保基金、住宅专项维修基金。",
    "推动新能源汽车、半导体等企业落地。",
    "发展生物医药、高端装备、新材料等产业。",
    "入选全省首批跨国公司招商示范工程。",
    "对代建单位、监理单位、施工单位进行约谈。",
    "要求中介机构、供应商落实主体责任。",
    "通过“学习强国”、抖音等平台宣传,开通抖音号。",
    "对化工、矿山等重点企业开展检查。",
    "日常管理仅有1名工作人员,力推3家企业上市。",
    "小区加装电梯进度滞后。",
    "培育农民专业合作社12家、家庭农场30个。",
    "依托湖北文化、湖北旅游优势发展产业。",
    "多收款项已退回市医疗保障事务中心医保基金专户。",
    "做强做优做大国有资本,清理僵尸企业。",
    "其下属子公司、分公司经营亏损。",
    "与律师事务所签订服务合同。",
    "学习《公司法》和《云岭城投集团有限公司章程》。",
    "加快污水处理厂提标改造。",
    "确定定点租赁社会汽车服务公司。",
    "完善公司治理,推进股份制改革。",
    "与高校、科研院所等单位签订协议。",
    "加快推进均和云谷、海岭城等重点项目建设。",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_named(text: str) -> None:
    assert names(text) == []


def test_declared_short_form() -> None:
    found = companies.find("云岭城市发展集团有限公司(以下简称“云城发”)未履职。云城发已整改。")
    assert [m.text for m in found] == ["云岭城市发展集团有限公司", "云城发", "云城发"]
    assert found[0].aliases == ("云城发",)
    assert found[2].aliases == ("云岭城市发展集团有限公司",)


@pytest.mark.parametrize(
    ("later", "short"),
    [("恒远公司已注销。", "恒远公司"), ("对恒远集团核查。", "恒远集团"), ("与恒远、县财政局协商。", "恒远")],
)
def test_short_form_of_a_full_name(later: str, short: str) -> None:
    found = companies.find(f"济南恒远投资有限公司违规。{later}")
    assert [m.text for m in found] == ["济南恒远投资有限公司", short]
    assert found[1].aliases == ("济南恒远投资有限公司",)


def test_the_word_of_its_own_may_open_another_name() -> None:
    found = companies.find("陕西秦岭师大资产经营有限公司注销。选派教师到秦岭师大附属中学任教。")
    assert [m.text for m in found] == ["陕西秦岭师大资产经营有限公司"]


def test_a_short_form_of_two_companies_stands_for_neither() -> None:
    found = companies.find("济南恒远投资有限公司和青岛恒远置业有限公司均违规。恒远公司已注销。")
    assert found[-1].text == "恒远公司"
    assert found[-1].aliases == ()


def test_a_name_found_once_is_found_again() -> None:
    found = companies.find("九岭股份、天岚先进两大龙头企业。发挥天岚先进示范作用。")
    assert [m.text for m in found] == ["九岭股份", "天岚先进", "天岚先进"]


def test_role_of_a_company_from_heading_and_sentence() -> None:
    found = companies.find("(1)平台公司未履行主要职能。恒远公司自划转以来仅开展租赁。二是平台公司完善制度。")
    assert [(m.text, m.aliases) for m in found] == [
        ("平台公司", ("恒远公司",)),
        ("恒远公司", ()),
        ("平台公司", ("恒远公司",)),
    ]


def test_this_company_is_the_one_named_before() -> None:
    text = "恒远公司拖欠租金,该公司已于5月退还。"
    found = companies.find(text)
    assert [(m.text, m.rule) for m in found] == [
        ("恒远公司", "company.short"),
        ("恒远公司", "company.anaphor"),
    ]
    assert text[found[1].span.start : found[1].span.end] == "该公司"


def test_this_company_without_a_company_is_nobody() -> None:
    assert names("该公司已于5月退还。") == []


def test_taken_stretches_are_left_alone() -> None:
    text = "恒远公司与均和集团"
    assert [m.text for m in companies.find(text, [Span(0, 4)])] == ["均和集团"]


def test_spans_give_the_text_and_do_not_overlap() -> None:
    text = "".join(sentence for sentence, _ in FOUND)
    found = companies.find(text)
    assert all(text[m.span.start : m.span.end] == m.text for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize("unit", ["公司", "有限公司", "甲乙、", "甲乙、公司等企业", "《", "(", "推动企业建设管理"])
def test_time_is_linear(unit: str) -> None:
    def seconds(times: int) -> float:
        begin = time.perf_counter()
        companies.find(unit * times)
        return time.perf_counter() - begin

    seconds(10)
    assert seconds(8000) < 16 * seconds(2000) + 0.2


def test_every_last_word_has_a_rule() -> None:
    assert set(pairs("company_heads").values()) - set(RULES) == {"ignored"}


@pytest.mark.parametrize(
    "name",
    [
        "company_heads",
        "company_generic",
        "company_words",
        "company_words_soft",
        "company_followers",
        "company_names",
        "place_everyday",
    ],
)
def test_word_lists_hold_each_word_once(name: str) -> None:
    words = [line.split()[0] for line in entries(name)]
    assert len(words) == len(set(words))


def test_rows_say_where_a_word_stands() -> None:
    assert {line.split()[1] for line in entries("company_rows")} == {"starts", "ends"}


def test_soft_lines_of_business_are_lines_of_business() -> None:
    """A soft word that no rule reads as a line of business would do nothing."""
    assert set(entries("company_words_soft")) - set(entries("company_words")) == set()
