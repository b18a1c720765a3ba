"""Agencies: party and government bodies, their departments, and public institutions, named in a notice.

A name is read from its last word (agency_heads.txt) leftwards: the words for what the body does
(agency_functions.txt), then the level or the place or the parent (市, 历城区, 开发区管委会), up to where a
name must begin (left_edge.py). What a body does not say about itself (各街道, 相关部门, 8所学校) is no name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from graph_builder.mentions import (
    agency_rows,
    agency_shapes,
    aliases,
    contacts,
    faculties,
    institutions,
    responsible,
    settlements,
    works,
)
from graph_builder.mentions.agency_kinds import kind
from graph_builder.mentions.agency_rules import RULES
from graph_builder.mentions.person_names import BOUNDED
from graph_builder.wording import area_names, left_edge, sweep, trie
from graph_builder.wording.left_edge import Page
from graph_builder.wording.word_lists import entries, pairs
from ontology.records import Mention, Span

LABEL = "Agency"
_OPENS = "agency.opens-clause"
"""What opens a clause is the whole name: 水|资源管理股对…"""


def find(text: str, taken: Sequence[Span] = ()) -> list[Mention]:
    """The agencies of one notice's cleaned text, in order, without overlaps.

    Nothing is looked for in 《…》 nor in `taken`. Property `kind`: party, government or institution;
    `aliases` holds what the notice declares by 以下简称.
    """
    field = left_edge.page(text, [*taken, *contacts.addresses(text), *contacts.menus(text)])
    sure = aliases.longest([*_authors(list(_composed(field))), *_proper(field)])
    placed = [_mention(field, span, rule) for span, rule in agency_rows.find(field, sure)]
    ends = {mention.span.end for mention in sure}
    sections = [m for m in placed if m.rule == "agency.section" or (m.rule == _OPENS and m.span.end in ends)]
    named = aliases.longest([*sure, *sections, *aliases.apart(placed, [*sure, *sections])])
    mentions = [_without_seat(field, mention) for mention in named if not _of_company(field, mention)]
    full_names = _full_names(mentions)
    again = (_mention(field, span, "agency.known-name") for span in aliases.again(field, full_names, mentions))
    return aliases.longest(aliases.with_full_name(mention, full_names) for mention in [*mentions, *again])


def _authors(mentions: list[Mention]) -> Iterator[Mention]:
    """Without 医院党委, 公司党委 where they are spoken of in general; who reports is named again and again."""
    times = Counter(mention.text for mention in mentions if mention.text in _WHOSE_PARTY_BODY)
    for mention in mentions:
        if times.get(mention.text, _OFTEN) >= _OFTEN:
            yield mention


_WHOSE_PARTY_BODY = frozenset(["医院党委", "学校党委", "学院党委", "公司党委", "学校党组织", "村党委", "社区党委"])
_OFTEN = 3
_PERSON = re.compile(BOUNDED)


# 石桥镇|党委书记被约谈 : the post is held at the committee, the body is the town; with a name it stays (党委书记张明远)
_SEAT = re.compile("(?P<body>.{3,})(?:党委|党总支)")
_SEATED = re.compile("(?:书记|副书记|委员|成员|负责人)(?!、)")


def _without_seat(field: Page, mention: Mention) -> Mention:
    found = _SEAT.fullmatch(mention.text)
    house = faculties.house_of_teachers(field, mention)
    if house != mention.span.end:
        return _mention(field, Span(mention.span.start, house), mention.rule)
    seated = _SEATED.match(field.text, mention.span.end) if found else None
    if found is None or seated is None or _PERSON.match(field.text, seated.end()):
        return mention
    return _mention(field, Span(mention.span.start, mention.span.start + found.end("body")), mention.rule)


# 美的集团|长沙售后中心党支部: what begins behind a company is a part of it
_COMPANY_PART = re.compile("[\u4e00-\u9fff]{2,12}(?:党支部|党总支|党委)$")


def _of_company(field: Page, mention: Mention) -> bool:
    behind = field.text[mention.span.start - 1 : mention.span.start] == left_edge.HIDDEN
    return behind and area_names.starting(mention.text) > 0 and _COMPANY_PART.fullmatch(mention.text) is not None


def _full_names(mentions: list[Mention]) -> dict[str, str]:
    """Declared short forms (党工委) with the name they stand for; one declared twice stands for neither."""
    declared: dict[str, set[str]] = {}
    for mention in mentions:
        for alias in mention.aliases:
            declared.setdefault(alias, set()).add(mention.text)
    return {alias: names.pop() for alias, names in declared.items() if len(names) == 1}


def _composed(field: Page) -> Iterator[Mention]:
    heads = pairs("agency_heads")
    for found in _HEADS.find(field.text, field.whole):
        word, head, end = _without_next(field, *found)
        name = heads[word]
        rule = RULES.get(name)
        if rule is None or _PASSED_BY.match(field.text, end):
            continue
        start = rule(field, head, end)
        if start is None or (name in _HOUSES and _is_thing(field, start, end)) or _is_court(field, start, word, end):
            continue
        start = _before_quote(field, start)
        whole = Span(start, _with_party_body(field, start, institutions.with_seat(field, start, end)))
        yield _mention(field, _without_stray(field, whole), f"agency.{name}")


# 服务中心|组织招标 holds 中心组, 统战部|分管领导 holds 部分
_WITH_NEXT = {"中心组": "织", "部分": "管"}
_DEPARTMENTS = ("组织部", "宣传部", "统战部", "政法部", "工作部")


def _without_next(field: Page, word: str, head: int, end: int) -> tuple[str, int, int]:
    """A head without the character of the next word that makes another head of it."""
    following = _WITH_NEXT.get(word)
    if following is None or not field.text.startswith(following, end):
        return word, head, end
    shorter = word != "部分" or field.text.endswith(_DEPARTMENTS, 0, end - 1)
    return (word[:-1], head, end - 1) if shorter else (word, head, end)


# 镇农村|“三资”|代理服务中心, 县|“双减”|工作领导小组: what a body is for stands in quotes in the midst of its name
_QUOTE_BEFORE = re.compile("“[一-鿿]{2,8}”$")
_OWNER = re.compile("[省市区县州旗镇乡街局校院][一-鿿]{0,6}")
_LONGEST_QUOTE = 10


def _before_quote(field: Page, start: int) -> int:
    quote = _QUOTE_BEFORE.search(field.text, max(0, start - _LONGEST_QUOTE), start)
    if quote is None:
        return start
    run = left_edge.trimmed(field, field.run(quote.start()), quote.start())
    return run if _OWNER.fullmatch(field.text, run, quote.start()) else start


# 整改自觉|学校党委: in a text without lines a word runs into the name; but 总公司, 法学院, 中医院
_STRAY = re.compile(
    "[^省市区县州镇乡我本各该原总分子母中医法理工商文农林美](?=(?:学校|医院|学院|公司|集团)(?:党委|党组织|党总支|党支部)$)"
)


def _without_stray(field: Page, whole: Span) -> Span:
    return Span(whole.start + 1, whole.end) if _STRAY.match(field.text, whole.start, whole.end) else whole


def _proper(field: Page) -> Iterator[Mention]:
    for _, start, end in _NAMES.find(field.text, field.whole):
        yield _mention(field, Span(start, end), "agency.proper-name")
    for span in faculties.find(field):
        yield _mention(field, span, "agency.faculty")
    for span in responsible.find(field):
        yield _mention(field, span, "agency.responsible-field")
    for span, rule in (*agency_shapes.find(field), *settlements.find(field)):
        yield _mention(field, span, rule)
    for match in _NUMBERED_SCHOOL.finditer(field.text) if any(field.matches(_SCHOOL_NUMBER)) else ():
        if field.run(match.start()) == match.start():
            yield _mention(field, Span(*match.span()), "agency.numbered-school")
    for match in field.matches(_VILLAGE):
        start = left_edge.trimmed(field, field.run(match.start()), match.start())
        counted = left_edge.plural(field, start) or _NUMBER_FIRST.match(field.text, start)
        if 2 <= match.start() - start <= 3 and not counted:
            yield _mention(field, Span(start, match.end()), "agency.village")
    for match in field.matches(_BRANCHES):
        yield from _branches(field, match)
    for match in field.matches(_HOUSE_OFFICE):
        if field.run(match.start()) == match.start() and not left_edge.plural(field, match.start()):
            yield _mention(field, Span(*match.span()), "agency.house-office")
    for match in field.matches(_UNIVERSITY):
        if field.run(match.start()) == match.start():
            yield _mention(field, Span(*match.span()), "agency.university")


def _mention(field: Page, span: Span, rule: str) -> Mention:
    name = field.text[span.start : span.end]
    own = _OWN_HOUSE.match(name)
    others = (*aliases.declared(field.text, span.end), *([own["office"]] if own else []))
    return Mention(LABEL, name, span, rule, aliases=others, properties={"kind": kind(name)})


# 集团财务管理部 is 财务管理部, too: the house is the one that the notice is about
_OWN_HOUSE = re.compile(
    "(?:集团公司|集团|公司|总行|分行|支行)(?P<office>[\u4e00-\u9fff]{2,8}(?:部|中心|办公室|室|处|科))"
)
# 溪岭村|党组织书记, 石岭村|原党支部书记 : the post is held there; 党支部 right before 书记 is a body (see _party)
_VILLAGE = sweep.InSentences(("村党组织", "村原党"), "村(?=党组织书记|原党(?:支部|总支|组织)书记)")
_NUMBER_FIRST = re.compile("[两三四五六七八九十]个")  # 六个|村党组织书记
# 县一中, 区二小, 市第九中; not 贯彻二中、三中全会
_NUMBERED_SCHOOL = re.compile(
    "[省市区县州镇]第?[一二三四五六七八九十]{1,2}[中小](?![心央全队国时步部型微额组康学类型范])"
    "|(?:实验|城关|城东|城西|城南|城北)[一二三四五六七八九十][中小](?=[^\u4e00-\u9fff]|[和与及等党校开完])"
    "|(?![对向与和由在到把将给及])[\u4e00-\u9fff]{2}(?<![其之当途集空年期第])[一二三四五六七八九十]中(?=[^\u4e00-\u9fff]|[和与及等党增对由将联新开制])"
    "(?!(?:[、和与及][一二三四五六七八九十]{1,2}中){1,4}全会)"
)
_SCHOOL_NUMBER = sweep.Pattern("[一二三四五六七八九十][中小]")  # part of each
# 房管党支部、市政党支部 : two or more side by side, each by the part of the house that it is of
_BRANCHES = sweep.InSentences(
    ("党支部、",), "(?<![一-鿿])(?P<names>[一-鿿]{2,8}党支部(?:、[一-鿿]{2,8}党(?:支部|总支)){1,9})(?!书记)"
)
_ANY_BRANCH = re.compile(
    "^(?:农村|社区|机关|学生|教师|基层|下属|所属|直属|各|两新|企业|先进|优秀|示范|后进|软弱|村级|党委|党员)|[级类型]党支部$"
)
# 局|办公室, 总经理|办公室, 党政|办公室 : of a part of the house
_HOUSE_OFFICE = sweep.Pattern(
    "(?:[局院校厅镇乡]|学校|学院|医院|集团|公司|街道|党委|党组|董事会|总经理|理事会|[镇乡]党政|党政)办公室"
)


def _branches(field: Page, row: re.Match[str]) -> Iterator[Mention]:
    start = row.start("names")
    for name in row["names"].split("、"):
        end = start + len(name)
        own = left_edge.trimmed(field, field.run(end), end)
        first = start == row.start("names")  # 按期完成|内科党支部、外科党支部
        if (own == start or first) and not _ANY_BRANCH.search(field.text[own:end]):
            yield _mention(field, Span(own, end), "agency.branches")
        start += len(name) + 1


def _is_court(field: Page, start: int, word: str, end: int) -> bool:
    """设立环境资源法庭|6个: a kind of court."""
    return word == "法庭" and field.text[start] not in "省市区县州" and _AMOUNT.match(field.text, end) is not None


_HOUSES = ("school", "centre", "laboratory")
# 研究中心|2个, 幼儿园|5所
_AMOUNT = re.compile(r"\d{1,3}余?[个家所座处]")


def _is_thing(field: Page, start: int, end: int) -> bool:
    """Works on a house, or how many there are of a kind; but 县社会调查中心|3个空编."""
    counted = _AMOUNT.match(field.text, end) is not None and field.text[start] not in "省市区县州"
    return counted or works.follow(field, end)


_HEADS = sweep.Words(pairs("agency_heads"))
_NAMES = sweep.Words(pairs("agency_names"))
# 山大培训会, but not 泰山大街 nor 山大数字产业研究院: a name of its own stands there
_UNIVERSITY = sweep.Pattern(
    trie.pattern(entries("university_short")) + "(?![道街路桥楼厦会学附院荒门]|(?:科技|产业|创新|创业)园)"
)


# 规划设计研究院|有限公司 is a company; 市委|第九巡察组, 教育部|第一巡视组 a group of inspectors
_PASSED_BY = re.compile(
    "(?:股份|集团|控股)?(?:有限|责任)|集团|公司|第?[一二三四五六七八九十0-9]{0,3}轮?巡[察视][一二三四五六七八九十]{0,2}组"
    "|[一二三四五六七八九十0-9]{1,2}个巡"
    "|门户网站|(?<=中心)(?:区(?=[党管])|村)|(?<=工作队)员"
    "|[〔[【(]20\\d\\d[〕\\]】)]"  # 云文广旅委|[2024]38号 : the number of a document
)
# 财政局|党组, 卫健委|机关党委 : the party body of what was just named; 县委|办, 市政府|督查室 : its office.
_PARTY_BODY = re.compile(
    "(?:机关|教师|教工|学生|(?:教师|学生|机关)?第[一二三四五六七八九十]{1,2}(?=党支部))?(?:党组|党委|党总支部?|党支部|党工委|纪委|纪检组)(?!织)"
)
_OFFICE = re.compile(
    "(?:(?:全面)?依法治[省市区县州](?:委(?:员会)?)?办(?:公室)?|办公室|主席团|秘书组|督查室|政策研究室|政研室|研究室|[编农]办|改革办|党校|办(?![理公法案事学好结税证成件会班下了过完医养园]|中医))"
)
_WITH_OFFICE = re.compile(
    "(?:[省市区县州盟旗镇乡地]委|政府|人大常委会|人大|政协|党工委|管委会|纪委|纪委监委|工委|管理委员会|领导小组|委员会)$"
)


def _with_party_body(field: Page, start: int, end: int) -> int:
    found = _PARTY_BODY.match(field.text, end)
    if found is None and _WITH_OFFICE.search(field.text, start, end):
        found = _OFFICE.match(field.text, end)
    return found.end() if found else end
