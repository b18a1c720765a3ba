"""Named people and the posts that the words beside their names give them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph_builder.mentions import areas, person_again, person_cases, person_cells, person_posts
from graph_builder.mentions.person_names import (
    BOUNDED,
    CERTAIN,
    ENDS,
    FIRST,
    FOREIGN,
    FULL,
    HALF_NAMED,
    HAN,
    LIKELY,
    PLAIN,
    WITHOUT_SURNAME,
    is_plain,
    looks_wrong,
)
from graph_builder.mentions.person_posts import POST
from graph_builder.wording import left_edge, sweep
from graph_builder.wording.left_edge import Page
from graph_builder.wording.stretches import matches_behind
from ontology.records import Mention, Span

_NAME = f"(?P<name>{FOREIGN}|{HALF_NAMED}|{FULL})(?!(?<=同)志)"
_ONE_NAME = re.compile(_NAME)

# 党工委书记张明远将… | 财政局局长李静, | 县审计局局长 李静: the post is read backwards from the name.
# Where 主任 and 主席 end, 任 and 席 are no family names.
_POST_NAME = re.compile(f"(?<=[{person_posts.LAST_CHARACTERS}]) ?(?!(?<=主)[任席])(?P<name>{BOUNDED}|{CERTAIN})")
# 副局长李静|、王芳 : names that go on behind the first.
_ONE_MORE = re.compile(f"[、和](?P<name>{PLAIN}|{LIKELY}){ENDS}")
_MOST_NAMES = 12
# 任命张明远为公司董事长、总经理 | 选举李静担任工会主席
_APPOINTED = sweep.Pattern(
    f"(?:任命|聘任|聘用|聘请|选聘|委派|推选|选举|选派|提名|指定|明确|推荐|增补|提拔){_NAME}(?:同志)?(?:为|担任|任)"
    f"(?P<title>[^,。;:()《》\n]{{2,40}})"
)
# 由张明远任组长 | 以李静为组长
_PUT = sweep.Pattern(
    f"(?<=[由以])(?P<name>{PLAIN})(?:同志)?(?:兼任|担任|为|任)(?P<title>[{HAN}]{{0,12}}?{POST})(?![{HAN}]{{0,2}}会)"
)
# 配齐班子,|张明远任水务集团党支部书记、董事长,|李静任财务总监
_TOOK_OFFICE = re.compile(
    f"(?<=[,;:。、\\n是])(?P<name>{PLAIN})(?:同志)?(?:[兼担出]任|任(?![务期命何用职课教免]))"
    f"(?P<title>[{HAN}]{{0,20}}?{POST}(?:、{POST})?)(?![{HAN}]{{0,2}}会|期间)"
)
# 会议由张明远主持
_CHAIRED = sweep.Pattern(f"(?<=由)(?P<name>{FULL})(?:同志)?(?=主持)")
# 免去张明远的副局长职务
_REMOVED = sweep.Pattern(f"(?:免去|撤销|解除){_NAME}(?:同志)?的?(?P<title>[^,。;:()《》\n]{{2,30}}?)职务")
# 给予张明远党内警告处分 | 对李某进行诫勉谈话 | 对王芳立案审查
_PUNISHED = sweep.Pattern(
    f"(?:给予|对|将)(?P<name>{FULL}|{HALF_NAMED})"
    "(?=(?:党内|党纪|政务|行政|组织)?(?:严重)?(?:警告|记过|诫勉|撤职|降级|开除|免职|立案|处分|批评教育|提醒谈话|处理)"
    "|(?:进行|予以|作出|开展)(?:了)?(?:党内|党纪|政务|组织)?(?:提醒|诫勉|批评|约谈|警告|立案|处分|处理|免职))"
)
# 由张明远同志牵头 | 给予李静、王芳等同志党内警告处分
_COMRADE = sweep.Pattern("同志")
_ET_AL = re.compile("等(?:[\\d两三四五六七八九十]{1,2}[名位])?$")
# 张明远、李静2人 : as many names as are counted
_COUNTED = sweep.Pattern("(?P<count>[2-9]|[两三四五六七八九])[名人位]")
_COUNTS = "__两三四五六七八九"
# 选派张明远等3名技术骨干 : names, and how many people are meant.
_OTHERS = sweep.Pattern("等(?:\\d{1,3}|[两三四五六七八九十]{1,2})[余多]?[名位人户]|一家(?=[,、。])")
# 选聘张明远等校外导师21名, 张明远、李静等县领导
_OTHERS_NAMED = re.compile(f"等(?!地)[{HAN}]{{2,8}}\\d{{1,3}}[余多]?[名位人]|等[省市区县州镇校院]?领导")
# 李静,女, | 张明远(男,
_SEX = sweep.Pattern("[,(][男女](?=[,;。)])")
_LEFT = f"(?:^|(?<=[^{HAN}·])|(?<=[由予对经请以与和向让把将派荐进拔习谈给及导聘请师户民织的取清析]))"
_NAMES_LAST = re.compile(f"{_LEFT}(?P<names>(?:{FULL}|{FOREIGN}|{HALF_NAMED})(?:、(?:{FULL}|{HALF_NAMED})){{0,6}})$")
# 向国栋|书记 | 李静|局长
# not 区|长期, 县|长效, 市|长远
_NAME_POST = sweep.Pattern(
    f"(?P<title>{person_posts.NAME_FIRST})(?![{HAN}]{{0,2}}会|事务所|(?<=[市县区]长)(?:期(?!间)|[效远江城途]))"
)
_SYLLABLES = re.compile(WITHOUT_SURNAME)
_PLAIN_LAST = re.compile(f"(?:^|[^{HAN}·]|[由经请将对向邀聘]|(?<=[记长任席])[和与])(?P<name>{PLAIN}|{LIKELY})\\Z")
_LONGEST_PLAIN = 5
# 张明远在…比赛中获得金牌 | 李静远被评为… | 其中陆远航到…担任…
_TOLD_OF = re.compile(
    f"(?:(?<![{HAN}·])|(?<=其中))(?P<name>{CERTAIN})"
    "(?=(?:在[^,。;]{1,24})?(?:荣?获|被(?:评|授|选)|当选|入选|夺得|荣立)|[到赴][^,。;]{1,16}(?:担任|任职|挂职)"
    "|一行(?:先后|深入|实地|[到赴来前在])|主持(?:会议|反馈会|召开)|(?:在会上)?(?:指出|强调|表示|要求),)"
)
# 组长:张明远 副组长:李静、王芳
_LISTED = re.compile(f":(?P<names>(?:{FULL}|{FOREIGN})(?:[、 ](?:{FULL}|{FOREIGN})){{0,12}})(?![{HAN}·])")
# 张明远(党组书记、局长) | 张明远(时任局长)
_BRACKETED = re.compile(f"\\((?:原|时任)?(?P<title>[^()]{{0,20}}?{POST}(?:、[^()、]{{0,8}}?{POST}){{0,3}})\\)")
# 习近平总书记视察…重要讲话 : the one who acts, not the thought that bears his name.
_LEADER = sweep.Pattern(
    "(?P<name>习近平)(?P<title>总书记|主席)(?:在[^,。;]{1,30})?(?:亲临|视察|考察|出席|主持|指出|强调|发表)"
)


def find(text: str) -> list[Mention]:
    """Named persons of a cleaned text as `Person` mentions, in order.

    Properties, where the words say so: `title` (the post, 党组书记、局长) and `organisation` (the text that
    names where the post is). A name alone is never taken: a post, an appointment or a form of address must
    stand by it. People half named (王某) count only
    behind a post.
    """
    field = left_edge.page(text)
    taken: dict[int, Mention] = {}
    for rule, pattern, read in _RULES:
        for found in _matches(rule, pattern, field):
            for mention in read(field, found, rule):
                if not looks_wrong(mention.text):
                    taken.setdefault(mention.span.start, mention)
    for mention in (*_in_columns(text), *_without_surname(field)):
        taken.setdefault(mention.span.start, mention)
    return sorted([*taken.values(), *person_again.again(text, [*taken.values()])], key=lambda mention: mention.span)


def _without_surname(field: Page) -> Iterator[Mention]:
    for start in person_again.without_surname(field.text):
        name = _SYLLABLES.match(field.text, start)
        post = person_posts.before(field, start) if name else None
        if name and post and not post.role:
            yield _mention(name[0], start, "person.post-before", post.title, post.organisation)


def _in_columns(text: str) -> Iterator[Mention]:
    for title, span in person_cells.find(text):
        yield _mention(text[span.start : span.end], span.start, "person.table-column", title)


def _matches(rule: str, pattern: re.Pattern[str] | sweep.Rule, field: Page) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)`, tried only where the rule can match."""
    if isinstance(pattern, sweep.Rule):
        return field.matches(pattern)
    text = field.text
    if not any(word in text for word in _WORDS.get(rule, ("",))):
        return iter(())
    places = _PLACES.get(rule)
    if places is None or "·" in text:  # a name of several parts may begin with any character
        return pattern.finditer(text)
    return matches_behind(places, pattern, text)


def _titled(field: Page, found: re.Match[str], rule: str) -> Iterator[Mention]:
    yield _mention(found["name"], found.start("name"), rule, found["title"])


# 委员会|长江科学|院 : the name of a house
_HOUSE_LAST = tuple("院校馆")


def _after_post(field: Page, found: re.Match[str], rule: str) -> Iterator[Mention]:
    name = found["name"]
    if field.text[found.end() : found.end() + 1] in _HOUSE_LAST:
        return
    post = person_posts.before(field, found.start())
    if not post or (post.role and not is_plain(name) and "某" not in name) or looks_wrong(name):
        return
    yield _mention(name, found.start("name"), rule, post.title, post.organisation)
    for more in _more(field, found.end()):
        yield _mention(more["name"], more.start("name"), rule, post.title, post.organisation)


def _more(field: Page, end: int) -> Iterator[re.Match[str]]:
    """The names that go on behind one that ends at `end`."""
    for _ in range(_MOST_NAMES):
        more = _ONE_MORE.match(field.text, end)
        if not more or looks_wrong(more["name"]):
            return
        yield more
        end = more.end()


def _appointed(field: Page, found: re.Match[str], rule: str) -> Iterator[Mention]:
    title = found["title"]
    yield _mention(found["name"], found.start("name"), rule, title, person_posts.office_in(title))


def _bare(field: Page, found: re.Match[str], rule: str) -> Iterator[Mention]:
    yield _mention(found["name"], found.start("name"), rule, "")


def _behind(field: Page, found: re.Match[str], rule: str) -> Iterator[Mention]:
    """The name before a post, where nothing of a word stands before it; 石河子|市长 is a town's."""
    name = _PLAIN_LAST.search(field.text[max(0, found.start() - _LONGEST_PLAIN) : found.start()])
    if name and f"{name['name']}{found['title'][0]}" not in areas.by_name():
        yield _mention(name["name"], found.start() - len(name["name"]), rule, found["title"])


def _before(field: Page, found: re.Match[str], rule: str) -> Iterator[Mention]:
    """The names that end where 同志, 等3名, ,女 or (局长) begins."""
    return _names_to(field, found.start(), rule, found.groupdict().get("title", ""))


def _names_to(field: Page, end: int, rule: str, title: str = "") -> Iterator[Mention]:
    start = max(0, end - 30)
    names = _NAMES_LAST.search(_ET_AL.sub("", field.text[start:end]))
    if names:
        for name in _ONE_NAME.finditer(names["names"]):
            yield _mention(name["name"], start + names.start() + name.start(), rule, title)


def _counted(field: Page, found: re.Match[str], rule: str) -> Iterator[Mention]:
    """The names that end where 2人 begins, if they are two."""
    if "、" not in field.text[max(0, found.start() - _LONGEST_NAME) : found.start()]:
        return
    names = list(_before(field, found, rule))
    count = found["count"]
    if len(names) == (int(count) if count.isdigit() else _COUNTS.index(count)):
        yield from names


_LONGEST_NAME = 4


def _in_case(field: Page, found: re.Match[str], rule: str) -> Iterator[Mention]:
    told = person_cases.name_end(field.text, found.start())
    if told:
        end, plain = told
        yield from (mention for mention in _names_to(field, end, rule) if is_plain(mention.text) or not plain)


def _in_office(field: Page, found: re.Match[str], rule: str) -> Iterator[Mention]:
    end = person_cases.holder_end(field.text, found.start())
    return iter(()) if end is None else _names_to(field, end, rule)


def _before_kind(field: Page, found: re.Match[str], rule: str) -> Iterator[Mention]:
    """The same before 等校外导师21名, where companies may stand too: only plain names."""
    return (mention for mention in _before(field, found, rule) if is_plain(mention.text))


def _listed(field: Page, found: re.Match[str], rule: str) -> Iterator[Mention]:
    role = person_posts.announced(field.text[max(0, found.start() - 8) : found.start()])
    if role:
        for name in _ONE_NAME.finditer(field.text, *found.span("names")):
            yield _mention(name["name"], name.start(), rule, role)


def _mention(name: str, start: int, rule: str, title: str, organisation: str = "") -> Mention:
    given = {"title": title, "organisation": organisation}
    properties = {key: value for key, value in given.items() if value}
    return Mention("Person", name, Span(start, start + len(name)), rule, 0.9, (), properties)


_PLACES = {
    "person.post-before": re.compile(f"[{person_posts.LAST_CHARACTERS}](?= ?[{FIRST}])"),
    "person.took-office": re.compile(f"[,;:。、\\n是](?=[{FIRST}])"),
    # no Han character but the last one of 其中
    "person.told-of": re.compile(f"[^\u4e00-\u4e2c\u4e2e-\u9fff·](?=[{FIRST}])"),
}
"""Where a name can begin, for the rules that look at what stands before it."""
_WORDS = {
    "person.told-of": (
        "获",
        "被",
        "当选",
        "入选",
        "夺得",
        "荣立",
        "担任",
        "任职",
        "挂职",
        "主持",
        "指出",
        "强调",
        "表示",
        "要求",
        "一行",
    ),
}
"""Words without which a rule finds nothing."""
_Reader = Callable[[Page, re.Match[str], str], Iterator[Mention]]
_RULES: tuple[tuple[str, re.Pattern[str] | sweep.Rule, _Reader], ...] = (
    ("person.appointed", _APPOINTED, _appointed),
    ("person.put", _PUT, _appointed),
    ("person.took-office", _TOOK_OFFICE, _appointed),
    ("person.chaired", _CHAIRED, _bare),
    ("person.removed", _REMOVED, _titled),
    ("person.punished", _PUNISHED, _bare),
    ("person.listed", _LISTED, _listed),
    ("person.post-before", _POST_NAME, _after_post),
    ("person.post-in-brackets", _BRACKETED, _before),
    ("person.post-behind", _NAME_POST, _behind),
    ("person.comrade", _COMRADE, _before),
    ("person.case", person_cases.CASE, _in_case),
    ("person.counted", _COUNTED, _counted),
    ("person.in-office", person_cases.TERM, _in_office),
    ("person.and-others", _OTHERS, _before),
    ("person.and-others-named", _OTHERS_NAMED, _before_kind),
    ("person.sex", _SEX, _before),
    ("person.told-of", _TOLD_OF, _bare),
    ("person.leader", _LEADER, _titled),
)
