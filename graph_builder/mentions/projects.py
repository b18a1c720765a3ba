"""Named projects: parks, carriers, developments, construction works, platforms.

Every rule finds where a name ends (…产业园, …改造工程, A、B等重点项目) and reads back to where it begins
(project_edge); whether it names one project or a kind is asked of project_names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from functools import cache

from graph_builder.mentions import project_edge, project_told
from graph_builder.mentions.project_names import PHASE, aliases, is_name, is_placed, is_works
from graph_builder.wording import area_names, sweep, trie
from graph_builder.wording.dates import value
from graph_builder.wording.left_edge import Page
from graph_builder.wording.word_lists import entries
from ontology.records import Mention, Span

_HEAD = trie.pattern(entries("project_heads"))

# B座708室, 12号 : the park is where an office sits, not what the notice tells about.
_ADDRESS = r"[A-Z一-十]?座|[\dA-Z-]*[室号楼层]"
_NO_COUNT = r"(?!\d+[余多]?[个家类项处]|[审申立奖评])"
# 云舟产业园 | 临江大学科技园二期
_PARK = sweep.Pattern(
    f"{_HEAD}{PHASE}?(?:项目(?!部){PHASE}?)?(?!{_ADDRESS}|[\\d]*[个家类]|管委会|管理局|派出所|项目|移民|科)"
    # 河西院区|住院楼改造 is the works, not the place
    "(?!(?:(?<=院区)|(?<=校区)|(?<=大楼))[一-龥]{0,8}(?:改造|扩建|工程|项目))"
)
# 江湾片区供水一体化项目 | 石桥镇防洪堤工程 | 新校区教学楼项目
_WORKS = sweep.Pattern(
    f"(?:项目(?<![个类等些批]项目){PHASE}?{_NO_COUNT}(?!库|经理|部|法人|团队|公司|单位|指挥部)"
    f"|工程(?:项目)?{PHASE}?{_NO_COUNT}(?!项目|[师款局院学系类量]|技术|有限|建设(?!工程)|公司|造价|质量|监理|咨询|机械|领域|研究|管理|招|施工(?![方单合])|职业|大学|部|变更|审批))"
)
# 河西院区住院楼改造|完成 : works that are done, without 项目.
_DONE = sweep.Pattern(
    "(?:改扩建|改造|扩建|迁建)(?=(?:已?完成|已?开工|已?竣工|主体)(?!\\d+[余多]?[个家条处户栋万])|超概算|开展质量|质量不|[^,。;、]{0,4}(?:滞后|缓慢|迟缓))"
)
# 德明三期6栋多层厂房 : a phase of a development, counted in buildings; 管廊二期 : a phase of works.
_PHASED = sweep.Pattern(
    f"{PHASE}(?=\\d+(?:栋|号楼))|(?:(?<=[廊脑台统厂房村园城苑谷区港网楼线站库馆寓心地速道路桥])|(?<=改造)|(?<=扩容))(?:建设)?{PHASE}(?![\\d学班次])"
)
# 江湾片区2019-08地块
_PLOT = sweep.Pattern("(?:片区|街区|新区|新城)[\\dA-Z-]{2,12}地块")
# A、B、C等5个重点项目 | A和B两个项目 | A、B和多晶硅材料3个项目 (a figure behind a long name) : developments listed
# in front of 项目.
_LIST = sweep.InSentences(
    ("项目", "载体"),
    r"(?:等(?!单位|企业|部门)(?:\d+[余多]?个|[一二两三四五六七八九十]+个)?|(?:[两三四五六七八九]|(?<=[^\d、]{6})[2-9])[个大])"
    r"[一-龥]{0,10}?(?:项目|载体)(?!\d(?![\d.]{0,6}(?:万?[套户亩]|栋|幢|万?平方米))|资金|库|团队|经理)",
)
# A项目、B项目、C项目 : in a row of them each is one
_ROW_OF_PROJECTS = sweep.Pattern(
    f"(?:项目|工程){PHASE}?"
    f"(?:、(?:(?!等)[一-龥A-Za-z\\d“”()-]){{3,30}}(?:项目|工程){PHASE}?(?!库|部|资金|公司|等?(?:专业|学科|学院)|[款类])){{1,12}}"
)
# 云澧快速干线三标段 : a part of works
_LOT = sweep.InSentences(("标段",), "(?:[一二三四五六七八九十]{1,2}|[A-Z]{0,3}\\d{1,2})标段")
_TWO_QUOTED = "”“"
# “云悦府”“江湾壹号”等项目 : each by the name that it is sold under
_QUOTED_ROW = sweep.InSentences(
    (_TWO_QUOTED, "”、“"),
    "(?:“[^“”\n]{2,10}”[、和]?){2,10}(?:等|\\d+个|[两三四五六七八九]个){0,2}(?:房地产|楼盘|安置房|开发)?(?:项目|楼盘)",
)
_ONE_QUOTED = re.compile("“([^“”\n]{2,10})”")
# 新城镇周岭村蔬菜大棚基地 : what a village grows
_BASE = sweep.Pattern("基地(?<!教育基地)(?<!培训基地)(?<!实训基地)(?<!警示基地)(?<!实践基地)(?<!见习基地)(?![建和])")
_IN_VILLAGE = re.compile("[镇乡村][一-龥]{2,8}基地$")

# 先后到A项目、B产业园等地 : what somebody visits, one by one
_LOOK = "(?:实地|现场)(?:调研|察看|查看|考察|督导|检查)"
_SITES = sweep.Pattern(f"等(?:地|处|现场|项目现场|点位)(?![方位区级市])|进行了?{_LOOK}|{_LOOK}")
_SITE_LAST = re.compile(f"(?:项目|工程|{_HEAD}){PHASE}?$")
# 青松路、白塔路雨污分流改造工程 : one work on several roads.
_ROADS = sweep.Pattern(r"[路街道河桥村]、(?:[一-龥]{1,8}[路街道河桥村]、){0,5}[一-龥]{4,24}?(?:工程|项目)")
# 在宏图村、永安村|实施|…项目 : what is done in several villages
_CARRIED_OUT = re.compile("实施|开展|推进|落实")
# 云澜智慧水务平台, “智慧云澜”城市大脑 : a platform of a place or with a name of its own
_PLATFORM = sweep.Pattern(f"(?:平台|城市大脑){PHASE}?")
_THEME = re.compile("智慧|数字|数据|互联网|物联网|云|大脑")
_COMMON = re.compile("公共资源|交易|采购|电商|短视频|政务服务|监管|监督|学习|社交|媒体|投诉|举报|信访")
_PLATFORM_MADE = re.compile("(?:建成|建设|打造|搭建|上线|研发|开发|完成|优化|升级)[^,。;“”]{0,14}$")
# “智慧云澜”信息化平台|于9月上线
_PLATFORM_RUNS = re.compile(
    "(?:于[\\d年月日]{2,10})?(?:已|正式|如期|全面|成功)?(?:上线|投入|投用|建成|启用|试运行|运行)"
)
# 智慧医院便民服务平台
_CLEVER = re.compile("[一-龥]{0,4}智慧[一-龥]{3,}平台$")
_PLATFORM_USED = re.compile("(?:加入|利用|依托|通过|登录|纳入|入驻|运用|使用|借助|进入|在|经|从)$")

_LIST_WINDOW = 160
_CLAUSE = re.compile("[^一-龥A-Za-z0-9·“”()#Ⅰ-Ⅹ、 -]")
_BREAK = f"(?:{trie.pattern({*entries('project_breaks'), *'年月日共'})}|引(?![黄江水汉淮滦]))"
_NEAR_LEFT = re.compile(f"^.{{0,7}}{_BREAK}(?=.{{3}})")
_HEADING = re.compile("^(?:[一二三四五六七八九十]是)?(?:提升|改造|建设|新建|扩建|规范|完善|优化)(?=.{4})")
# 选派18名年轻干部到|云岭水电站、… : where somebody goes
_GONE_TO = re.compile("^[^、]*(?:到|赴|前往)(?=[^、]{4})")
# A基地和B平台 : two names; 众成和美新城 : one.
_AND = re.compile("(?<=.{4})(?:和|与|及)(?=.{4})")
_STEP = re.compile("^[一二三四五六七八九十]是|^(?:与|其余|其他)")
# 5个…, 总投资120亿元的…
_NUMBER = r"(?:\d+[余多]?|[一二两三四五六七八九十]+)"
_COUNT = re.compile(rf"^(?:{_NUMBER}[个家处座条项支]|(?:总?投资)?[\d.]+[亿万]?美?元的?)")
# 洽谈、储备…等产业项目 : only talked about, not a project yet; 已投资A、B两个项目 : companies.
_MANNER = re.compile("等[一-龥]{0,4}(?:方式|措施|手段|渠道|形式|方法|途径|环节|领域|方面)")
_TALKED = re.compile("洽谈|储备|在谈|拟引进|对接|引荐|跟踪|(?<![总共])投资(?=[一-龥])(?![建新兴改额类])")


def find(text: str) -> list[Mention]:
    """Named projects of a cleaned text as `Project` mentions, in order, none inside another.

    A kind of project (重点项目, 招商项目, 5个项目) is none. `aliases` hold the name without 项目 or phase.
    """
    found = sorted(
        (one for one in _all(project_edge.page(text)) if _TWO_QUOTED not in one.text),
        key=lambda mention: (mention.span.start, -mention.span.end),
    )
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _all(field: Page) -> Iterator[Mention]:
    text = field.text
    last = 0
    for found in field.matches(_LIST):
        number = _HOW_MANY.match(found[0])
        told = value(number["number"]) if number else 0
        yield from _listed(field, max(last, found.start() - _LIST_WINDOW), found.start(), told)
        last = found.end()
    for found in field.matches(_SITES):
        sites = _listed(field, max(0, found.start() - _LIST_WINDOW), found.start())
        yield from (mention for mention in sites if _SITE_LAST.search(mention.text))
    for found in field.matches(_ROW_OF_PROJECTS):
        yield from _row_of_projects(field, Span(found.start() + found[0].index("、"), found.end()))
    for found in _BEFORE_LAST.finditer(text):
        yield from _before_last(field, found.start())
    for found in field.matches(_ROADS):
        yield from _road(field, found)
    for found in field.matches(_QUOTED_ROW):
        for quoted in _ONE_QUOTED.finditer(text, *found.span()):
            yield _mention(quoted[1], quoted.end(1), "project.quoted-row")
    for span in project_told.find(field):
        yield _mention(text[span.start : span.end], span.end, "project.told")
    places = area_names.told(text)
    for found in field.matches(_PLATFORM):
        yield from _platform(field, found.end(), places)
    for rule, pattern, holds in _RULES:
        for found in field.matches(pattern):
            yield from _read(field, found, rule, holds)


def _read(field: Page, found: re.Match[str], rule: str, holds: Callable[[str], bool]) -> Iterator[Mention]:
    """The name that ends where the rule's match ends; a run that 与 cuts goes on where it names nothing yet."""
    end = found.end()
    start = project_edge.begin(field, found.start())
    if start == found.start() and field.text.endswith(_kept(), 0, start):  # 搬迁|项目: a stop but for what is behind it
        start = project_edge.begin(field, end)
    start = project_edge.from_end_to_end(field, project_edge.whole(field, start), end)
    if not holds(field.text[start:end]) and not _is_of_firm(field, start, end):
        first = project_edge.joined(field, start)
        if first == start or field.text.endswith(_ENDED, 0, start - 1) or not holds(field.text[first:end]):
            return
        start = first
    fund = _FUNDED.match(field.text, start, end)
    start = fund.end() if fund and is_name(field.text[fund.end() : end]) else start
    several = _SEVERAL.search(field.text, start, end) or field.text.startswith(_AMOUNT, start)
    if not project_edge.counted(field, start) and not several:
        yield _mention(field.text[start:end], end, rule)


# 国债资金项目|云岭县第二水厂, 移民后扶项目|道路硬化工程: what kind it is of
_FUNDED = re.compile("[一-龥]{2,8}项目(?=[一-龥]{5})")
# 云江家属区、滨江片区|两个改造项目
_SEVERAL = re.compile("[两三四五六七八九十]个")
_AMOUNT = "吨"  # 5万|吨磷酸铁锂生产线


@cache
def _kept() -> tuple[str, ...]:
    return tuple(keep[:-2] for keep in entries("project_keeps") if keep.endswith(("项目", "工程")))


def _is_of_firm(field: Page, start: int, end: int) -> bool:
    """和远科技有限公司|含铬芒硝综合利用项目: one with a name of its own, right behind who carries it out."""
    return field.text[start - 2 : start] in _FIRMS and end - start >= _LONG and is_name(field.text[start:end])


def _before_last(field: Page, end: int) -> Iterator[Mention]:
    """北环线改造、|丝路大道延伸段、|渭河三桥项目 : the works before the last of a row, each with its place."""
    for _ in range(_LONGEST_ROW):
        start = project_edge.begin(field, end)
        name = field.text[start:end]
        if not (_WORKS_END.search(name) and is_placed(name)) or project_edge.counted(field, start):
            return
        yield _mention(name, end, "project.row-before-last")
        if field.text[start - 1 : start] != "、":
            return
        end = start - 1


_BEFORE_LAST = re.compile(
    f"、(?<=[造建固治复宽段桥路道廊网站]、)(?=[一-龥A-Za-z\\d]{{4,24}}?(?:项目|工程){PHASE}?(?:[,。;等建]|$))"
)
_WORKS_END = re.compile(
    "(?:改造|改建|扩建|新建|加固|整治|治理|修复|拓宽|延伸段|[一-龥\\d]{2}段|大桥|[一二三四五]桥|隧道|公路|快速路|管廊|管网|泵站)$"
)
_LONGEST_ROW = 12


def _row_of_projects(field: Page, row: Span) -> Iterator[Mention]:
    """The projects of a row, the first of which ends where `row` starts, where each is a name."""
    start, end = project_edge.begin(field, row.start), row.start
    names = [field.text[start:end]]
    while end < row.end and (item := _NEXT_PROJECT.match(field.text, end)):
        names.append(item["name"])
        end = item.end()
    at = start
    named = [is_name(name) for name in names]
    if (
        any(named)
        and all(known or _OF_WORKS.search(name) for known, name in zip(named, names, strict=True))
        and not project_edge.counted(field, start)
    ):
        for name in names:
            yield _mention(name, at + len(name), "project.row")
            at += len(name) + 1


# beside a project with a name: 体育馆维修项目, 智慧停车项目
_OF_WORKS = re.compile(
    "^(?!重点|产业|在建|政府|投资|民生|扶贫|帮扶|各|其他|相关)[一-龥]{2,}(?:维修|改造|建设|扩建|治理|停车|修缮|信息化|采购|绿化|修复)项目$"
)
_NEXT_PROJECT = re.compile(
    f"、(?P<name>(?:(?!等)[一-龥A-Za-z\\d“”()-]){{3,30}}?(?:项目|工程){PHASE}?)"
    "(?=[、,。;和等均已未于在因超\\d]|开展|进行|核减|实施|建设|予以|存在|审计|结算|完成|推进|$)"
)
_ENDED = ("项目", "工程")  # 亮化工程|和|农贸市场 are two
_FIRMS = ("公司", "集团")
_LONG = 8


def _road(field: Page, found: re.Match[str]) -> Iterator[Mention]:
    start = project_edge.begin(field, found.start() + 1)
    if _CARRIED_OUT.search(found[0]) or _WORKS_END.search(field.text, start, found.start() + 1):
        return  # 梅岭村旅游公路、古村保护项目 are two
    if is_name(field.text[start : found.end()]):
        yield _mention(field.text[start : found.end()], found.end(), "project.roads")


def _platform(field: Page, end: int, places: Container[str]) -> Iterator[Mention]:
    start = project_edge.begin(field, end)
    start += max(0, field.text[start:end].find("“"))
    name, before = field.text[start:end], field.text[max(0, start - 18) : start]
    if _COMMON.search(name) or _PLATFORM_USED.search(before) or project_edge.counted(field, start):
        return
    made = _PLATFORM_MADE.search(before) or _PLATFORM_RUNS.match(field.text, end)
    quoted = name.startswith("“") and made
    placed = _THEME.search(name) and (is_placed(name) or name[:2] in places or name[:2] in area_names.short_counties())
    clever = made and _CLEVER.match(name)
    if quoted or placed or clever or not name.endswith(("平台", "大脑")):
        yield _mention(name, end, "project.platform")


# A、B|两个项目, A、B|等2个项目
_HOW_MANY = re.compile("等?(?P<number>[一二两三四五六七八九十]+|[0-9]+)")
_SHORTEST_TOLD = 4


def _listed(field: Page, start: int, end: int, told: int = 0) -> Iterator[Mention]:
    """The items of A、B和C between `start` and `end`, unless they are only talked about.

    Where as many are `told` as stand there, and one of them is a name, all are.
    """
    items = list(_items(field, start, end))
    names = [is_name(item) for item, _ in items]
    whole = told > 1 and told == len(items) and any(names)
    for (item, position), named in zip(items, names, strict=True):
        if named or (whole and len(item) >= _SHORTEST_TOLD and not _BODIES_LAST.search(item)):
            yield _mention(item, position, "project.list")


_BODIES_LAST = re.compile("(?:公司|集团|企业|局|委|办|处|学校|学院|大学|村|镇|乡|街道|社区|等)$")


def _items(field: Page, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Each item with where it ends, without what describes it."""
    text = field.text
    clause = _CLAUSE.split(text[start:end])[-1]
    if _TALKED.search(clause) or _MANNER.search(text, end - 1, end + 14):
        return
    clause = _HEADING.sub("", _NEAR_LEFT.sub("", clause))
    clause = _GONE_TO.sub("", clause)
    position = end - len(clause)
    for item in clause.split("、"):
        for part in _AND.split(item):
            start = text.index(part, position)
            position = start + len(part)
            bare = _COUNT.sub("", _STEP.sub("", part))
            yield bare[_described(bare) :], position
        position += 1 if text.startswith("、", position) else 0


# 2019年以来竣工的|滨江科创园, 基建处对2018年以来的|三江校区
_DESCRIBED = re.compile(
    "^.*(?:(?:年|以来|竣工|建成|完工|实施|投资|开工|招标|验收|新建|在建)的|(?:公司|企业|[局处委院部办组所站队]|政府|中心|单位)[对将把]"
    "|(?:深入|察看|查看|走访|调研|来到|前往|先后到)[了到]?(?:我[市县区])?)(?=.{4})"
)


def _described(part: str) -> int:
    found = _DESCRIBED.match(part)
    return found.end() if found else 0


def _mention(name: str, end: int, rule: str) -> Mention:
    return Mention("Project", name, Span(end - len(name), end), rule, 0.7, aliases(name))


def _is_base(name: str) -> bool:
    return _IN_VILLAGE.search(name) is not None and is_placed(name)


def _is_lot(name: str) -> bool:
    return len(name) >= _LONG - 1 and is_name(name)


# The rule, what ends a name, and whether it is one
_RULES: tuple[tuple[str, sweep.Rule, Callable[[str], bool]], ...] = (
    ("project.park", _PARK, is_name),
    ("project.works", _WORKS, is_works),
    ("project.done", _DONE, is_placed),
    ("project.phase", _PHASED, is_name),
    ("project.plot", _PLOT, is_name),
    ("project.base", _BASE, _is_base),
    ("project.lot", _LOT, _is_lot),
)
