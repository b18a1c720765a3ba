"""How wide names are, within one notice and across notices: who is one, who stays apart, and why."""

from __future__ import annotations

import pytest

from graph_builder.header.extract import read_header
from graph_builder.mentions.places import Scope
from graph_builder.notice import graph_of
from graph_builder.reading.document import document
from graph_builder.resolution.identity import RULES, Context, normal
from graph_builder.resolution.records import Resolved
from graph_builder.resolution.resolve import resolve, target_names
from ontology.loading import load
from ontology.records import Mention, Span

WATER = Context("report-1", "中共云溪市水利局党组", Scope(province="云岭省", city="云溪市"))
SCHOOLS = Context("report-2", "中共云溪市教育局党组", Scope(province="云岭省", city="云溪市"))
OTHER_CITY = Context("report-3", "中共望江市水利局党组", Scope(province="云岭省", city="望江市"))
NOWHERE = Context("report-4", "report-4", Scope())
NOWHERE_TOO = Context("report-5", "report-5", Scope())

ONE, APART = True, False

REASONS = {*load().relationships["APPEARS_IN"].properties["identity"].values}


@pytest.mark.parametrize(
    ("label", "name", "here", "there", "same"),
    [
        ("Agency", "市委", WATER, SCHOOLS, ONE),
        ("Agency", "市委", WATER, OTHER_CITY, APART),
        ("Agency", "市委", NOWHERE, NOWHERE_TOO, APART),
        ("Agency", "市财政局", WATER, SCHOOLS, ONE),
        ("Agency", "市财政局", WATER, OTHER_CITY, APART),
        ("Agency", "省委", WATER, OTHER_CITY, ONE),
        ("Agency", "国务院", WATER, OTHER_CITY, ONE),
        ("Agency", "财政部", NOWHERE, OTHER_CITY, ONE),
        ("Agency", "云溪市财政局", WATER, OTHER_CITY, ONE),
        ("Agency", "云岭大学", WATER, OTHER_CITY, ONE),
        ("Agency", "综合办公室", WATER, SCHOOLS, APART),
        ("Agency", "党工委", WATER, SCHOOLS, APART),
        # kinds of area, colleges and communities say no place; a university and an area with its place do
        ("Agency", "高新区管委会", WATER, OTHER_CITY, APART),
        ("Agency", "经济技术开发区管委会", WATER, OTHER_CITY, APART),
        ("Agency", "云溪高新区管委会", WATER, OTHER_CITY, ONE),
        ("Agency", "桃园社区", WATER, OTHER_CITY, APART),
        ("Agency", "马克思主义学院", WATER, OTHER_CITY, APART),
        ("Agency", "第一人民医院", WATER, OTHER_CITY, APART),
        ("Agency", "云岭大学附属中学", WATER, OTHER_CITY, ONE),
        ("Agency", "上海路街道", WATER, OTHER_CITY, APART),
        ("Company", "国开行", NOWHERE, OTHER_CITY, ONE),
        ("Project", "老旧小区改造项目", WATER, OTHER_CITY, APART),
        ("Policy", "民法典", WATER, OTHER_CITY, ONE),
        ("Policy", "“第一议题”制度", WATER, OTHER_CITY, ONE),
        ("Person", "王某", WATER, SCHOOLS, APART),
        ("Company", "云溪恒远建设有限公司", WATER, OTHER_CITY, ONE),
        ("Company", "恒远建设", WATER, SCHOOLS, ONE),
        ("Company", "恒远建设", WATER, OTHER_CITY, APART),
        ("Company", "恒远建设", NOWHERE, NOWHERE_TOO, APART),
        ("Policy", "中国共产党巡视工作条例", WATER, OTHER_CITY, ONE),
        ("Policy", "中华人民共和国公司法", WATER, OTHER_CITY, ONE),
        ("Policy", "公司法", WATER, OTHER_CITY, ONE),
        ("Policy", "财务管理制度", WATER, SCHOOLS, APART),
        ("Policy", "采购管理办法", WATER, SCHOOLS, APART),
        ("Policy", "云溪市河道管理办法", WATER, OTHER_CITY, ONE),
        ("Policy", "关于云溪市河道管理的意见", WATER, OTHER_CITY, ONE),
        ("Person", "王云岭", WATER, SCHOOLS, ONE),
        ("Person", "王云岭", WATER, OTHER_CITY, APART),
        ("Project", "滨河公园项目", WATER, SCHOOLS, ONE),
        ("Project", "滨河公园项目", WATER, OTHER_CITY, APART),
        ("Project", "云溪市滨河公园项目", WATER, OTHER_CITY, ONE),
        ("Place", "城关区", WATER, OTHER_CITY, APART),
        ("Place", "云溪市", WATER, SCHOOLS, ONE),
        ("InspectionGroup", "市委第一巡察组", WATER, SCHOOLS, ONE),
        ("InspectionGroup", "市委第一巡察组", WATER, OTHER_CITY, APART),
        ("InspectionGroup", "市委第一巡察组", NOWHERE, NOWHERE_TOO, APART),
        ("InspectionGroup", "中央第八巡视组", WATER, OTHER_CITY, ONE),
    ],
)
def test_a_name_is_as_wide_as_its_context(label: str, name: str, here: Context, there: Context, same: bool) -> None:
    one, other = RULES[label](name, here), RULES[label](name, there)
    assert (one.key == other.key) is same
    assert {one.why, other.why} <= REASONS


@pytest.mark.parametrize(
    ("label", "short", "full"),
    [
        ("Agency", "市委", "云溪市委"),
        ("Agency", "市财政局", "云溪市财政局"),
        ("Agency", "中共云溪市委", "云溪市委"),
        ("Agency", "中共云溪中学支部委员会", "云溪中学党支部"),
        ("Agency", "中共云溪中学总支部委员会", "云溪中学党总支"),
        ("Agency", "中共云溪图书馆党总支委员会", "云溪图书馆党总支"),
        ("Agency", "中共云溪市纪律检查委员会", "云溪市纪委"),
        ("Agency", "中共云溪经济技术开发区工作委员会", "云溪经开区工委"),
        ("Agency", "市卫生健康委员会", "市卫健委"),
        ("Agency", "市人民政府办公室", "市政府办"),
        ("Agency", "市文化广电和旅游局", "云溪市文旅局"),
        ("Agency", "市委机构编制委员会办公室", "市委编办"),
        ("Agency", "云溪市桃川回族区中级人民法院", "云溪市桃川区中院"),
        ("Policy", "《河道 管理 办法》", "河道管理办法"),
        ("InspectionGroup", "市委第一巡察组", "云溪市委第一巡察组"),
    ],
)
def test_two_forms_of_one_name_have_one_key(label: str, short: str, full: str) -> None:
    assert RULES[label](short, WATER).key == RULES[label](full, WATER).key


@pytest.mark.parametrize(
    ("label", "forms"),
    [
        ("Agency", ["区总工会", "临川区总工会", "云溪市临川区总工会"]),
        ("InspectionGroup", ["区委第二巡察组", "临川区委第二巡察组"]),
    ],
)
def test_a_district_with_its_city_and_without_is_one(label: str, forms: list[str]) -> None:
    district = Context("report-6", "中共临川区总工会党组", Scope(city="云溪市", county="临川区"))
    assert len({RULES[label](form, district).key for form in forms}) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("云溪　县委", "云溪县委"),
        ("“云溪通”", "云溪通"),
        ("《办法》", "办法"),
        ("（试行）", "(试行)"),
        ("约翰·李", "约翰李"),
        ("ＡＢ１", "AB1"),
    ],
)
def test_names_are_compared_without_marks_and_spaces(name: str, expected: str) -> None:
    assert normal(name) == expected


NOTICE = (
    "2023年4月12日至6月13日,市委第一巡察组对中共云溪市水利局党组(以下简称局党组)开展了巡察。"
    "\n正文。\n中共云溪市水利局党组\n2023年11月20日"
)


def resolved(**named: list[str]) -> Resolved:
    """The things that these names, by label, are in the notice of the water bureau; `A=B` declares B short for A."""
    mentions = {
        label: [
            Mention(label, form.split("=")[0], Span(i, i + 1), "test", 1.0, tuple(form.split("=")[1:]))
            for i, form in enumerate(forms)
        ]
        for label, forms in named.items()
    }
    return resolve(mentions, read_header(NOTICE), WATER)


def things(found: Resolved, label: str) -> list[tuple[str, int]]:
    """Name and number of mentions of each thing of a label, the inspected body left out."""
    return [(t.name, len(t.mentions)) for t in found.by_label(label) if not t.inspected]


@pytest.mark.parametrize(
    ("label", "forms", "expected"),
    [
        ("Company", ["云溪恒远建设有限公司=恒远建设", "恒远建设"], [("云溪恒远建设有限公司", 2)]),
        ("Company", ["恒远建设有限公司", "云溪恒远建设有限公司"], [("云溪恒远建设有限公司", 2)]),
        (
            "Company",
            ["云溪恒远建设有限公司", "望江恒远建设有限公司"],
            [("云溪恒远建设有限公司", 1), ("望江恒远建设有限公司", 1)],
        ),
        (
            "Company",
            ["恒远建设公司", "云溪恒远建设公司", "望江恒远建设公司"],
            [("恒远建设公司", 1), ("云溪恒远建设公司", 1), ("望江恒远建设公司", 1)],
        ),
        ("Agency", ["市财政局", "云溪市财政局", "市财政局"], [("云溪市财政局", 3)]),
        ("Agency", ["市应急管理局", "市应急局"], [("云溪市应急管理局", 2)]),
        # a city's body: 审计局 is the city's; 审计厅 cannot be told
        ("Agency", ["市审计局", "审计局"], [("云溪市审计局", 2)]),
        ("Agency", ["省审计厅", "审计厅"], [("云岭省审计厅", 1), ("审计厅", 1)]),
        ("Agency", ["市财政局", "市教育局"], [("云溪市财政局", 1), ("云溪市教育局", 1)]),
        ("Policy", ["财务管理制度", "财务制度", "内部财务管理制度"], [("财务管理制度", 3)]),
        ("Policy", ["考勤办法", "请假办法"], [("考勤办法", 1), ("请假办法", 1)]),
        ("Policy", ["考勤办法(试行)", "考勤办法"], [("考勤办法(试行)", 2)]),
        ("Person", ["王云岭", "王云岭", "李溪"], [("王云岭", 2), ("李溪", 1)]),
    ],
)
def test_the_forms_of_one_thing_within_a_notice_are_one(
    label: str, forms: list[str], expected: list[tuple[str, int]]
) -> None:
    assert sorted(things(resolved(**{label: forms}), label)) == sorted(expected)


@pytest.mark.parametrize("form", ["局党组", "中共云溪市水利局党组", "党组", "水利局党组", "市水利局党组"])
def test_what_the_notice_calls_the_inspected_body_is_the_inspected_body(form: str) -> None:
    found = resolved(Agency=[form])
    (body,) = found.by_label("Agency")
    assert (body.name, len(body.mentions), body.properties["kind"]) == ("云溪市水利局党组", 1, "party")
    assert body.inspected


def test_a_committee_in_full_and_in_short_is_one_body() -> None:
    forms = ["中共青石职业学院委员会", "青石职业学院党委"]
    assert ("青石职业学院党委", 2) in things(resolved(Agency=forms), "Agency")


def test_a_part_of_a_house_is_the_inspected_houses_own() -> None:
    raw = (
        "中共江北大学委员会关于巡视整改进展情况的通报\n2024年3月4日至5月10日,省委第二巡视组对江北大学党委进行了巡视。\n"
        "一是与云岭师范大学马克思主义学院共建课程。二是马克思主义学院新聘教师5名。\n"
    )
    graph = graph_of(document(raw, "notice.txt"))
    houses = [str(n.properties["name"]) for n in graph.nodes if n.label == "Agency" and "马克思" in str(n.properties)]
    assert sorted(houses) == ["云岭师范大学马克思主义学院", "马克思主义学院"]


def test_an_office_is_that_of_its_body_and_no_other() -> None:
    forms = ["办公室", "审判管理办公室"]
    assert {name for name, _ in things(resolved(Agency=forms), "Agency")} >= {"审判管理办公室"}
    assert len(resolved(Agency=forms).by_label("Agency")) == 3
    assert len(resolved(Agency=["办公室", "市审计局办公室"]).by_label("Agency")) == 2


@pytest.mark.parametrize(
    ("target", "form"),
    [
        ("中共青岭市应急管理局委员会", "市应急局党委"),
        ("中共云溪市桃川区委员会", "桃川区委"),
        ("中共云溪经济技术开发区工委", "经开区党工委"),
        ("中共云溪市公安局委员会", "市局党委"),
        ("柳溪镇东岭村", "东岭村"),
        ("桃川区", "区委"),
        ("桃川区", "桃川区委"),
        ("中共江东省高级人民法院党组", "省法院党组"),
    ],
)
def test_the_inspected_body_is_called_by_its_short_form(target: str, form: str) -> None:
    text = f"2023年4月12日至6月13日,市委第一巡察组对{target}开展了巡察。\n"
    found = resolve({"Agency": [Mention("Agency", form, Span(0, 1), "test")]}, read_header(text), NOWHERE)
    (body,) = found.by_label("Agency")
    assert body.inspected


@pytest.mark.parametrize("form", ["市财政局党组", "机关党委", "办公室"])
def test_another_body_is_not_the_inspected_one(form: str) -> None:
    assert len(resolved(Agency=[form]).by_label("Agency")) == 2


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["市委第一巡察组"], [("云溪市委第一巡察组", 1)]),
        (["市委巡察组", "第一巡察组", "市委第一巡察组"], [("云溪市委第一巡察组", 3)]),
        (["市委第一巡察组", "市委第二巡察组"], [("云溪市委第一巡察组", 1), ("云溪市委第二巡察组", 1)]),
        ([], [("云溪市委第一巡察组", 0)]),
    ],
)
def test_a_group_without_a_number_is_the_one_group(forms: list[str], expected: list[tuple[str, int]]) -> None:
    assert things(resolved(InspectionGroup=forms), "InspectionGroup") == expected


def test_which_of_several_groups_is_meant_may_stay_open() -> None:
    text = "2023年4月,市委第一巡察组对市水利局党组,市委第二巡察组对市教育局党组开展了常规巡察。"
    mention = Mention("InspectionGroup", "市委巡察组", Span(0, 5), "test")
    found = resolve({"InspectionGroup": [mention]}, read_header(text), WATER)
    assert [(r.item, r.reason) for r in found.rejected] == [
        ("市委巡察组", "which of 2 groups is meant the notice does not say")
    ]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("中央第八巡视组", "central"),
        ("省委第一巡视组", "provincial"),
        ("市委第一巡察组", "municipal"),
        ("县委第一巡察组", "county"),
        ("区委第一巡察组", "county"),
        ("集团党委第一巡察组", "internal"),
    ],
)
def test_a_groups_level_is_that_of_the_committee_that_sent_it(name: str, level: str) -> None:
    text = f"2023年4月,{name}对云溪水务公司党委开展了常规巡察。"
    (group,) = resolve({}, read_header(text), NOWHERE).by_label("InspectionGroup")
    assert group.properties == {"level": level}


def test_the_host_of_a_page_is_not_the_inspected_body() -> None:
    page = "发布机构：青岭经济技术开发区管理委员会\n区委第二巡察组向云湖中心区党组反馈巡察情况。\n"
    header = read_header(document(page, "page.txt").text)
    assert header.publisher is not None
    assert target_names(header, 0) == ["云湖中心区党组"]


def test_the_inspected_body_has_all_forms_of_the_header() -> None:
    assert target_names(read_header(NOTICE), 0) == ["中共云溪市水利局党组", "局党组"]


def test_the_same_mentions_give_the_same_ids() -> None:
    one, other = (resolved(Agency=["市财政局", "局党组"], Policy=["财务制度"]) for _ in range(2))
    assert [t.id for t in one.things] == [t.id for t in other.things]
    assert len({t.id for t in one.things}) == len(one.things)
