"""Documents and what was done with them: (sentence, [(name, action)])."""

from __future__ import annotations

import time

import pytest

from graph_builder.mentions import policies
from graph_builder.wording.word_lists import entries, pairs

ACTIONS = {"issued", "revised", "abolished", "studied", "cited", "drafted", "basis"}


def read(text: str) -> list[tuple[str, str]]:
    return [(mention.text, str(mention.properties["action"])) for mention in policies.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The verb stands before, alone or in a chain.
        ("一是印发《云岭镇村级财务管理办法》,堵塞漏洞。", [("云岭镇村级财务管理办法", "issued")]),
        ("制定出台《考勤办法》《请假规定》等文件。", [("考勤办法", "issued"), ("请假规定", "issued")]),
        (
            "印发了《考勤办法》、《请假规定》和《值班制度》",
            [("考勤办法", "issued"), ("请假规定", "issued"), ("值班制度", "issued")],
        ),
        ("研究制定并印发《整改方案》。", [("整改方案", "issued")]),
        # what is made anew in the place of another is issued
        ("废止《请假暂行办法》,重新制定《考勤办法》。", [("请假暂行办法", "abolished"), ("考勤办法", "issued")]),
        ("重新制定《考勤办法》。", [("考勤办法", "revised")]),
        ("与县水利局会签《协作意见》。", [("协作意见", "issued")]),
        ("编印《政策解读汇编》500册。", [("政策解读汇编", "issued")]),
        ("审议通过《云州学院章程》。", [("云州学院章程", "issued")]),
        ("修订完善《差旅费管理办法》。", [("差旅费管理办法", "revised")]),
        ("健全完善《督查制度》,从严管理。", [("督查制度", "revised")]),
        ("重新制定《合同管理细则》。", [("合同管理细则", "revised")]),
        ("不断完善《值班制度》。", [("值班制度", "revised")]),
        ("废止了过时的《车辆管理办法》。", [("车辆管理办法", "abolished")]),
        ("组织学习贯彻《云州市河道条例》。", [("云州市河道条例", "studied")]),
        ("补学了《云岭文选》第四卷。", [("云岭文选", "studied")]),
        ("对两家企业分别下达《责令改正通知书》。", [("责令改正通知书", "issued")]),
        ("组织党员收看《警钟长鸣》教育片。", [("警钟长鸣", "studied")]),
        ("学习贯彻落实《河道条例》。", [("河道条例", "studied")]),
        # Each of several verbs in a sentence governs its own documents.
        (
            "制定《甲办法》,修订《乙办法》,废止《丙办法》。",
            [("甲办法", "issued"), ("乙办法", "revised"), ("丙办法", "abolished")],
        ),
        (
            "修订《甲办法》《乙办法》和制定《丙办法》。",
            [("甲办法", "revised"), ("乙办法", "revised"), ("丙办法", "issued")],
        ),
        ("出台《甲办法》(云政〔2023〕5号)、《乙办法》。", [("甲办法", "issued"), ("乙办法", "issued")]),
        ("修订制度3项,包括《甲办法》《乙办法》。", [("甲办法", "revised"), ("乙办法", "revised")]),
        # Leaning on a document, handing it out, carrying it out: cited.
        ("根据《甲办法》修订《乙细则》。", [("甲办法", "cited"), ("乙细则", "revised")]),
        ("严格按照《支部工作指南》要求,做好记录。", [("支部工作指南", "cited")]),
        ("认真贯彻《若干意见》。", [("若干意见", "cited")]),
        ("向企业发放《惠企政策汇编》。", [("惠企政策汇编", "cited")]),
        # To be read, and ruling nothing; the result of somebody's study.
        ("编印《违纪违法典型案例选编》。", [("违纪违法典型案例选编", "issued")]),
        ("形成《医联体建设调研报告》。", [("医联体建设调研报告", "issued")]),
        # What many sign; a new version; a passive verb behind its date; the next title has a verb of its own.
        ("与各科室签订《党风廉政建设责任书》。", [("党风廉政建设责任书", "issued")]),
        ("党员签订《廉洁从业承诺书》。", [("廉洁从业承诺书", "issued")]),
        ("制定《人才引进办法(2023年修订)》。", [("人才引进办法(2023年修订)", "revised")]),
        ("《印章管理办法》已于2023年5月印发。", [("印章管理办法", "issued")]),
        ("废止《甲办法》,《乙办法》正在征求意见。", [("甲办法", "abolished"), ("乙办法", "cited")]),
        ("不再执行《奖金办法》,将36项制度汇编成《制度汇编》。", [("奖金办法", "abolished"), ("制度汇编", "issued")]),
        # Passed by a meeting, revised and then sent out, put on the list of what is read; not yet out.
        ("《内部审计办法》经党委会审议通过并印发。", [("内部审计办法", "issued")]),
        ("《考勤制度》修订后印发。", [("考勤制度", "revised")]),
        ("将《云岭文选》第四卷列入学习计划。", [("云岭文选", "studied")]),
        ("计划于12月底前出台《车辆细则》。", [("车辆细则", "cited")]),
        ("修订后的《议事规则》明确了权限。", [("议事规则", "cited")]),
        # A relative clause only describes the document.
        ("根据省政府印发的《考核办法》,梳理任务。", [("考核办法", "cited")]),
        ("按照新修订的《采购制度》执行。", [("采购制度", "cited")]),
        ("学习省政府印发的《考核办法》。", [("考核办法", "studied")]),
        ("新制定《甲办法》《乙办法》2项制度。", [("甲办法", "issued"), ("乙办法", "issued")]),
        # Denied, planned, in the making, a draft.
        ("未制定《招标采购办法》。", [("招标采购办法", "cited")]),
        ("未及时修订《采购办法》。", [("采购办法", "cited")]),
        ("拟出台《人才公寓办法》。", [("人才公寓办法", "cited")]),
        ("正在修订《科研经费办法》。", [("科研经费办法", "cited")]),
        ("起草《选聘监管意见》。", [("选聘监管意见", "cited")]),
        ("起草《选聘监管意见》,待审定后印发。", [("选聘监管意见", "cited")]),
        ("起草《选聘监管意见》,学习贯彻上级部署。", [("选聘监管意见", "cited")]),
        # What was drafted came out after all.
        ("代区政府起草《选聘监管意见》并印发实施。", [("选聘监管意见", "issued")]),
        ("草拟《选聘监管意见》,经党组会研究后印发各科室。", [("选聘监管意见", "issued")]),
        ("审定《选聘监管意见》,并以政府名义下发。", [("选聘监管意见", "issued")]),
        ("报请市政府出台《选聘监管意见》。", [("选聘监管意见", "issued")]),
        ("提请县委常委会印发《选聘监管意见》。", [("选聘监管意见", "issued")]),
        ("邀请党校教授作《选聘监管意见》专题辅导。", [("选聘监管意见", "studied")]),
        ("修订后印发《选聘监管意见》。", [("选聘监管意见", "revised")]),
        ("《选聘监管意见》自2024年1月1日起停止执行。", [("选聘监管意见", "abolished")]),
        ("把《选聘监管意见》列为必读书目。", [("选聘监管意见", "studied")]),
        ("编制完成《港区总体规划》初稿。", [("港区总体规划", "cited")]),
        ("委托云州设计院编制《城市设计》。", [("城市设计", "cited")]),
        ("编制《内部审计规定》,规范程序。", [("内部审计规定", "issued")]),
        # The verb stands behind.
        ("对《甲办法》《乙办法》等5项制度进行了全面修订。", [("甲办法", "revised"), ("乙办法", "revised")]),
        ("已完成《甲办法》修订工作。", [("甲办法", "revised")]),
        ("《甲办法》已于3月印发。", [("甲办法", "issued")]),
        ("《甲办法》《乙办法》均已废止。", [("甲办法", "abolished"), ("乙办法", "abolished")]),
        ("组织干部参加《档案法》等法律法规培训。", [("档案法", "studied")]),
        ("将《河道条例》纳入理论学习中心组学习内容。", [("河道条例", "cited")]),
        ("理论学习中心组《年度安排》已印发。", [("年度安排", "issued")]),
        # One document, two mentions, two actions.
        ("严格执行《甲办法》。修订《甲办法》。", [("甲办法", "cited"), ("甲办法", "revised")]),
    ],
)
def test_action_of_titles(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学习《关于〈若干决定〉的说明》。", [("关于〈若干决定〉的说明", "studied"), ("若干决定", "cited")]),
        (
            "印发《关于印发〈考勤办法〉的通知》。",
            [("关于印发〈考勤办法〉的通知", "issued"), ("考勤办法", "issued")],
        ),
        (
            "印发《关于印发《考勤办法》的通知》。",
            [("关于印发《考勤办法》的通知", "issued"), ("考勤办法", "issued")],
        ),
        ("印发《云岭镇干部管理制度,规范请销假。", [("云岭镇干部管理制度", "issued")]),
        ("修订完善公务接待管理办法》,压缩开支。", [("公务接待管理办法", "revised")]),
        ("印发《甲办法,修订《乙办法》。", [("甲办法", "issued"), ("乙办法", "revised")]),
        ("废止《2+X”联席机制》,另行规定。", [("2+X”联席机制", "abolished")]),
        (
            "学习《河道条例》(以下简称《条例》),落实《条例》。",
            [("河道条例", "studied"), ("河道条例", "cited")],
        ),
    ],
)
def test_nested_and_broken_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("制定园区绿化考核细则,优化服务。", [("园区绿化考核细则", "issued")]),
        (
            "修订本院采购管理办法,完善集团薪酬福利管理制度。",
            [("采购管理办法", "revised"), ("薪酬福利管理制度", "revised")],
        ),
        ("修订《考勤办法》和合同管理办法。", [("考勤办法", "revised"), ("合同管理办法", "revised")]),
        ("落实《考勤办法》和省市实施细则。", [("考勤办法", "cited")]),
        (
            "健全完善用印审批制度、合同管理制度、值班管理制度等6项管理制度。",
            [("用印审批制度", "revised"), ("合同管理制度", "revised"), ("值班管理制度", "revised")],
        ),
        ("建立专家服务大使制度,配备大使。", [("专家服务大使制度", "issued")]),
        (
            "建立“周调度、月通报”机制,健全“第一议题”督办落实机制,落实“直通车”机制。",
            [("“周调度、月通报”机制", "issued"), ("“第一议题”督办落实机制", "revised")],
        ),
        ("健全防返贫动态监测机制,修订公司章程。", [("防返贫动态监测机制", "revised"), ("公司章程", "revised")]),
        ("与青石镇签订文物安全责任书,与科室签订目标责任书。", [("文物安全责任书", "issued")]),
        ("党员签订文物安全承诺书。", [("文物安全承诺书", "cited")]),
        ("严格落实中央八项规定精神。", [("中央八项规定", "cited")]),
        ("建立健全选举材料审核机制,明确责任。", [("选举材料审核机制", "issued")]),
        ("细化了积分管理制度,定期公示。", [("积分管理制度", "revised")]),
        ("已对财务制度进行了修订。", [("财务制度", "revised")]),
        ("建立预算执行月通报制度,约谈执行率低的单位。", [("预算执行月通报制度", "issued")]),
        ("建立热线工单“日调度、周会商”制度。", [("热线工单“日调度、周会商”制度", "issued")]),
        ("执行“第一议题”制度不严。", [("“第一议题”制度", "cited")]),
        ("组织学习“三会一课”制度,规范记录。", [("“三会一课”制度", "studied")]),
        ("实行河道巡护制度,专人负责。", [("河道巡护制度", "cited")]),
        ("严格落实党组理论学习中心组学习计划。", [("党组理论学习中心组学习计划", "cited")]),
        ("党委中心组学习计划性不强。", []),
        ("取得市政府关于新港选址批复,随即开工。", [("市政府关于新港选址批复", "cited")]),
        ("违反中央八项规定精神问题。", [("中央八项规定", "cited")]),
    ],
)
def test_documents_without_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "已完成《\n》,印发《 》。",
        "建立长效机制,巩固成果。",
        "建立了责任清单、问题清单、整改清单。",
        "建立“问题、任务、责任”三张清单。",
        "制定具体实施办法,明确流程。",
        "制定有针对性的整改措施。",
        "完善各项制度,提高透明度。",
        "健全规章制度,规范运行。",
        "一是健全议事决策规则。组织研究。",
        "进一步完善企业管理制度,规范运行。",
        "未建立网络安全管理制度。",
        "各企业制定本企业采购管理办法。",
        "建立巡查台账,完善应急机制。",
        "下一步,健全完善财务管理制度。",
        "健全完善财务管理及内控制度。",
        "按照规定时间推进。",
        "制度建设不够严谨。",
    ],
)
def test_what_is_no_document(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("考勤办法(试行)", "policy"),
        ("档案法", "policy"),
        ("党建工作明白纸", "policy"),
        ("意识形态“两清单一机制”", "policy"),
        ("云州市总体规划(2021-2035年)", "policy"),
        ("警示教育案例汇编(市管干部)", "publication"),
        ("全体会议公报", "publication"),
        ("框架合作协议", "publication"),
        ("致企业的一封信", "publication"),
        ("入党志愿书", "publication"),
        ("关于〈若干决定〉的说明", "publication"),
        ("警钟长鸣", "publication"),
    ],
)
def test_kind(name: str, kind: str) -> None:
    assert policies.kind(name) == kind


def test_span_covers_the_marks() -> None:
    text = "印发《考勤办法》。"
    (mention,) = policies.find(text)
    assert text[mention.span.start : mention.span.end] == "《考勤办法》"


def test_span_of_an_unmarked_document_is_its_name() -> None:
    text = "制定园区绿化考核细则,优化服务。"
    (mention,) = policies.find(text)
    assert text[mention.span.start : mention.span.end] == mention.text


def test_short_form_is_an_alias() -> None:
    *_, last = policies.find("学习《河道条例》(以下简称《条例》),落实《条例》。")
    assert (last.text, last.aliases) == ("河道条例", ("条例",))


def test_lists_are_sound() -> None:
    assert set(pairs("policy_verbs").values()) == ACTIONS
    for name in ("policy_verbs", "policy_heads", "policy_generic", "publications"):
        assert len(set(entries(name))) == len(entries(name)), name


@pytest.mark.parametrize("piece", ["一是", "《", "》", "《〈", "制定", "、和", "“", "制定财务办法"])
def test_time_is_linear(piece: str) -> None:
    def cost(times: int) -> float:
        started = time.perf_counter()
        policies.find(piece * times)
        return time.perf_counter() - started

    cost(1000)
    assert cost(40_000) < 20 * cost(10_000) + 0.2
