"""Divisions named in a notice, and the place that the whole notice is about."""

from __future__ import annotations

import pytest

from graph_builder.mentions import areas, places
from graph_builder.mentions.scope import Scope


def read(text: str) -> list[tuple[str, str]]:
    return [(mention.text, str(mention.properties.get("adcode", ""))) for mention in places.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("位于江苏省南京市鼓楼区。", [("江苏省", "320000"), ("南京市", "320100"), ("鼓楼区", "320106")]),
        ("与鼓楼区对接。", [("鼓楼区", "")]),
        ("杭州市西湖区教育局牵头。", [("杭州市", "330100"), ("西湖区", "330106")]),
        ("在泾县召开会议。", [("泾县", "341823")]),
        (
            "中共云州市临川区财政局党组关于整改情况的通报\n在临川区开展。",
            [("云州市", ""), ("临川区", ""), ("临川区", "")],
        ),
        # as everybody calls an autonomous county; one behind its city that the table does not hold
        ("在维西县召开会议,与伊犁州对接。", [("维西县", "533423"), ("伊犁州", "654000")]),
        (
            "对杭州市云塘区问责,济南市中心城区、济南市高新区、济南市各县整改。",
            [("杭州市", "330100"), ("云塘区", ""), *[("济南市", "370100")] * 3],
        ),
        ("2023年泾县整改,约谈泾县。", [("泾县", "341823")] * 2),
        ("开发区、城区和郊区的企业。", []),
        ("省、市和县委要求。", []),
        ("县委副书记、代县长李静到代县调研。", [("代县", "140923")]),
        ("对深圳市特区建工集团有限公司党委开展了巡察,现场督办市国资委党委第二巡察组的反馈。", [("深圳市", "440300")]),
        ("对照市委巡察组的反馈问题,对本地区涉粮单位开展检查。", []),
        ("完成县委交办任务,推动全市工作。", []),
    ],
)
def test_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_a_division_leads_where_a_body_begins() -> None:
    text = "问责南京市财政局。"
    assert read(text) == []
    assert [mention.text for mention in places.find(text, {text.index("南京市")})] == ["南京市"]


@pytest.mark.parametrize(
    ("text", "province", "city", "county"),
    [
        ("中共云州市临川区财政局党组关于巡察整改进展情况的通报\n根据区委部署,", "", "云州市", "临川区"),
        ("江东省云州市市场监督管理局党组关于巡察整改情况的通报", "江东省", "云州市", ""),
        ("中共泾县招商中心党组关于巡察整改进展情况的通报", "安徽省", "宣城市", "泾县"),
        ("中共杭州市西湖区教育局党组关于巡察整改情况的通报", "浙江省", "杭州市", "西湖区"),
        ("中共诸城市委关于巡视整改进展情况的通报", "山东省", "潍坊市", "诸城市"),
        ("中共北京市东城区财政局党组关于巡察整改情况的通报", "北京市", "", "东城区"),
        ("中共上海市浦东新区教育局党组关于整改情况的通报", "上海市", "", "浦东新区"),
        ("中共武汉经开区党工委关于巡视整改进展情况的通报", "湖北省", "武汉市", ""),
        (
            "根据市委部署,市委第八巡察组对市住建局党组进行巡察。\n中共云州市住房和城乡建设局党组\n2021年1月1日",
            "",
            "云州市",
            "",
        ),
        ("现将情况公布。邮政信箱:江东省云州市临川区长兴路3号", "江东省", "云州市", "临川区"),
        ("中共鼓楼区教育局党组关于巡察整改情况的通报", "", "", "鼓楼区"),
        ("对全区教育系统开展检查,加强全市各部门监督。", "", "", ""),
        ("中共市教育局党组关于巡察整改情况的通报", "", "", ""),
        ("按照区委安排,八届云川区委于2020年开展了第六轮巡察。", "", "", "云川区"),
        ("关于2023年度区委巡察反馈问题整改情况的通报", "", "", ""),
        ("中共云州市民政局党组关于巡察整改情况的通报", "", "云州市", ""),
        ("云州市政府办公室党组关于巡察整改情况的通报", "", "云州市", ""),
        ("市委第一巡察组巡察云州市中心医院党委情况反馈会召开", "", "云州市", ""),
        ("根据统一部署,市委巡察了市教育局党组。李静远,代表市委第一巡察组反馈意见。", "", "", ""),
        ("现将情况公布。\n收到区委第一巡察组反馈意见后,立即整改。", "", "", ""),
    ],
)
def test_context(text: str, province: str, city: str, county: str) -> None:
    scope = places.context(text)
    assert (scope.province, scope.city, scope.county) == (province, city, county)


@pytest.mark.parametrize(
    ("scope", "name", "expected"),
    [
        (Scope("江东省", "云州市", "临川区"), "市委第九巡察组", "云州市委第九巡察组"),
        (Scope("江东省", "云州市", "临川区"), "区委", "云州市临川区委"),
        (Scope("江东省", "云州市", "临川区"), "省委", "江东省委"),
        (Scope("江东省", "云州市", "临川区"), "区投促局党组", "云州市临川区投促局党组"),
        (Scope("江东省", "云州市", "临川区"), "市场监管局", "市场监管局"),
        (Scope("江东省", "云州市", "临川区"), "市交警支队", "云州市交警支队"),
        (Scope("江东省", "云州市", "临川区"), "县委", "县委"),
        (Scope("江东省", "云州市", "临川区"), "财政局", "财政局"),
        (Scope("江东省", "云州市", "泾县"), "县委", "云州市泾县县委"),
        (Scope("江东省", "云州市", "临江市"), "市委", "临江市委"),
        (Scope("北京市", "", "东城区"), "区委", "东城区委"),
        (Scope("北京市", "", "东城区"), "市委", "北京市委"),
        (Scope("云岭自治区", "云州市", ""), "自治区党委", "云岭自治区党委"),
        (Scope(), "市委", "市委"),
    ],
)
def test_qualify(scope: Scope, name: str, expected: str) -> None:
    assert scope.qualify(name) == expected


def test_a_namesake_elsewhere_gives_no_code() -> None:
    scope = places.context("中共云州市临川区财政局党组关于整改情况的通报")
    assert (scope.city_code, scope.county_code) == ("", "")


def test_known_places_have_codes() -> None:
    scope = places.context("中共杭州市西湖区教育局党组关于巡察整改情况的通报")
    assert (scope.province_code, scope.city_code, scope.county_code) == ("330000", "330100", "330106")


def test_the_table_is_whole() -> None:
    named = areas.by_name()
    assert sum(area.level == "province" for found in named.values() for area in found) == 34
    assert all(
        not area.code or (len(area.code) == 6 and area.code.isdigit()) for found in named.values() for area in found
    )
