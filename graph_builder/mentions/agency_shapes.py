"""Agencies told by a shape of their own, whatever their last word.

财政部驻湖北监管局, 国家矿山安全监察局贵州局, 水利部长江水利委员会      sent by the centre to a part of the country
市“扫黄打非”办                                          what it is for stands in quotes
组建“建造联合实验室”, 成立资产保全部                          set up just now
来源:党群工作部                                          who put the page up
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph_builder.wording import area_names, sweep
from graph_builder.wording.left_edge import Page
from ontology.records import Span

_HAN = "[\u4e00-\u9fff]"
_SETS_UP = "组建|成立|共建|建成|设立|挂牌|增设|新设"
_HOUSES = "实验室|研究院|研究中心|创新中心|技术中心|工作站|学院"


class Shape(NamedTuple):
    """A pattern for a whole name, or for `name` in it."""

    rule: str
    names: sweep.Rule
    unbroken: bool = False
    """Whether nothing that could belong to a name may stand before it."""


_SHAPES = (
    Shape(
        "agency.party-committee",  # 共青团云岭县委, 中共云岭县财政局委员会, 中共云岭水务集团有限公司委员会
        sweep.Pattern(
            f"共青团{_HAN}{{2,12}}?[省市区县州旗]委|中共(?:(?!\\((?:以下)?简称)(?:{_HAN}|[()])){{2,30}}?(?:委员会(?:委员会)?|党组)"
        ),
    ),
    Shape(
        "agency.central-branch",  # 财政部驻湖北监管局, 国家税务总局武汉特派办, 生态环境部华南督察局
        sweep.Pattern(
            f"(?:财政部|(?:国家)?审计署|国家林草局|国家林业和草原局|国家税务总局|生态环境部|自然资源部|水利部|国家能源局|商务部)驻?{_HAN}{{2,4}}?"
            "(?:监管局|监管办|特派办|督察局|专员办|特派员办事处)"
            f"|国家税务总局{_HAN}{{2,14}}?税务局"
            f"|(?:国家金融监督管理总局|中国银保监会|中国银监会|中国证监会){_HAN}{{2,4}}?(?:监管分局|监管局|监管支局)"
        ),
    ),
    Shape(
        "agency.basin",  # 水利部长江水利委员会, 长江航道局云岭航道处
        sweep.Pattern(
            f"(?:水利部|交通运输部)?(?:长江|黄河|淮河|海河|珠江|松辽|太湖)(?:流域)?(?:水利委员会|管理局|航道局|航务管理局)"
            f"(?:{_HAN}{{2,4}}?(?:航道处|航道局|水文局|管理处))?"
        ),
    ),
    Shape(
        "agency.quoted-office",  # 市|“扫黄打非”|办, 县|“双减”|工作专班
        sweep.InSentences(
            ("”办", "”领", "”工", "”专", "”指", "”党", "”综", "”组"),
            f"(?:[省市区县州旗镇乡]|街道){_HAN}{{0,4}}“{_HAN}{{2,8}}”(?:工作)?(?:领导小组(?:办公室)?|工作专班|专班|指挥部(?:办公室)?|办公室"
            "|办(?![理公法事案学件结])|(?:综合)?党委)"
            f"|(?:园区)?“{_HAN}{{2,8}}”(?:组织|工委|企业)?(?:综合党委|党工委|党委(?![书委会]))",
        ),
        unbroken=True,
    ),
    Shape(
        "agency.of-commission",  # 区纪委监委|第二派出监察室
        sweep.Pattern(
            "[省市区县州旗](?:纪委监委|纪委|监委)(?:派出|派驻)?第[一二三四五六七八九十]{1,3}(?:派出|派驻)?"
            "(?:纪检监察组|纪检监察室|监察组|监察室|审查调查室|监督检查室)"
        ),
        unbroken=True,
    ),
    Shape(
        "agency.founded",  # 组建“山区智能建造联合实验室”
        sweep.Pattern(f"(?:{_SETS_UP})了?“(?P<name>{_HAN}{{4,24}}(?:{_HOUSES}))”"),
    ),
    Shape(
        "agency.set-up",  # 成立|资产保全部|, 实行清收包干
        sweep.Pattern(
            "(?:成立|组建|共建|增设|设立|新设|撤销)了?(?:原|公司|集团)?(?P<name>(?!由|以|专门|专职|专项|临时|工作|相应|相关|领导|项目部|各|若干|多"
            f"|了|原|[一二三两]个)(?:(?!的){_HAN}){{3,12}}?(?:(?<![总内外干支])(?<!(?<!保)全)部|科|处|股|联盟|联合(?:实验室|创新中心|研究中心)|与{_HAN}{{2,8}}(?:办公室|中心)))(?=[,。;、]|并)"
        ),
    ),
    Shape(
        "agency.credit-union",  # 省联社|云岭审计中心
        sweep.Pattern(f"省(?:农村信用社)?联社(?:{_HAN}{{2,3}}?(?:审计中心|办事处))?(?:党委)?"),
    ),
    Shape(
        "agency.of-board",  # 董事会关联交易控制委员会
        sweep.Pattern(f"董事会(?![办秘]|下设){_HAN}{{2,10}}?委员会"),
    ),
    Shape(
        "agency.team-by-number",  # 云岭省地质矿产勘查局324地质队
        sweep.InSentences(
            ("队",), rf"(?:{_HAN}{{2}}|黑龙江)?省{_HAN}{{2,8}}局\d{{2,4}}(?:地质|勘探|水文)?(?:大|支)?队"
        ),
    ),
    Shape(
        "agency.central-bank",
        sweep.Pattern(f"(?:中国人民银行|人民银行|人行){_HAN}{{2,8}}?(?:分行|中心支行|支行|营业管理部)"),
    ),
    Shape(
        "agency.byline",  # 来源:党群工作部 点击:120
        sweep.Pattern(
            f"(?:来源|作者|发布机构|发布者|发布单位|供稿|编辑)[:|][ \\t]?"
            f"(?P<name>{_HAN}{{2,16}}(?:部|办公室|处|科|室|中心|党委|党组|局|委))(?=[^\u4e00-\u9fff]|发布|点击|浏览|日期|时间|$)"
        ),
    ),
)
# 国家矿山安全监察局|贵州|局, 国家自然资源督察|沈阳|局
_PART_OF_COUNTRY = sweep.Pattern(f"国家{_HAN}{{2,10}}?(?:局|督察)(?P<place>{_HAN}{{2,4}}?)(?:局|监管办公室|监管办)")


def find(field: Page) -> Iterator[tuple[Span, str]]:
    """Where such names stand, each with its rule."""
    for shape in _SHAPES:
        group = "name" if "name" in shape.names.pattern.groupindex else 0
        for match in field.matches(shape.names):
            if not shape.unbroken or field.run(match.start() + 1) >= match.start():
                yield Span(*match.span(group)), shape.rule
    for match in field.matches(_PART_OF_COUNTRY):
        if area_names.starting(match["place"]) == len(match["place"]):
            yield Span(*match.span()), "agency.part-of-country"
