"""Named people and the posts that the words beside their names give them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph_builder.mentions.lexicon import alternation, entries
from ontology.records import Mention, Span

_HAN = "[\u4e00-\u9fff·]"
# What no given name holds: function words, and what posts and offices are made of.
_NEVER_GIVEN = "的了与及等在对将被把有不以并由从到所是任组长副委党责部局办员人们第各该其某会院处科室站担"
_GIVEN = f"[^\\W\\da-zA-Z_{_NEVER_GIVEN}]"
_SURNAMES = entries("surnames")
_SINGLE = "".join(name for name in _SURNAMES if len(name) == 1)
_DOUBLE = alternation(name for name in _SURNAMES if len(name) > 1)
_FULL = f"(?:[{_SINGLE}]|{_DOUBLE}){_GIVEN}{{1,2}}"
_NAME = f"(?P<name>{_FULL})"
_STOPS = entries("person_stops")
_POST = alternation(entries("posts"))
_POST_ENDS = "".join(sorted({post[-1] for post in entries("posts")}))
_SEATS = alternation(entries("post_seats"))
_BODY = f"{_SEATS}?"
_SEAT = re.compile(_SEATS)
# 党组书记、局长 | 公司董事长、总经理 | 党工委书记兼管委会主任
_POSTS = f"{_BODY}(?:原|时任)?{_POST}(?:[、兼]{_BODY}{_POST}){{0,4}}"

# What may follow a name: punctuation, a form of address, or a word with which a sentence goes on.
_GOES_ON = alternation(entries("person_followers"))
_RIGHT = f"(?={_GOES_ON}|[^\u4e00-\u9fff·]|$)"

# 党工委书记张明远将… | 财政局局长李静, : the post is read backwards from the name.
_POST_NAME = re.compile(f"(?<=[{_POST_ENDS}]){_NAME}{_RIGHT}")
_TITLE_LAST = re.compile(f"(?P<title>{_POSTS})$")
# 任命张明远为公司董事长、总经理 | 选举李静担任工会主席
_APPOINTED = re.compile(
    f"(?:任命|聘任|聘用|聘请|推选|选举|选派|提名|指定|明确|推荐|增补){_NAME}(?:同志)?(?:为|担任|任)"
    f"(?P<title>[^,。;:()《》\n]{{2,40}})"
)
# 免去张明远的副局长职务
_REMOVED = re.compile(f"(?:免去|撤销|解除){_NAME}(?:同志)?的?(?P<title>[^,。;:()《》\n]{{2,30}}?)职务")
# 由张明远同志牵头 | 给予李静同志党内警告处分
_COMRADE = re.compile(f"(?:(?<!{_HAN})|(?<=[由予对经请以与和])){_NAME}同志")
# 组长:张明远 副组长:李静、王芳 | 责任领导:赵立新
_ROLE = f"(?:责任|牵头|分管)领导|(?:第一)?责任人|联系人|主持人|副?总指挥|{_POST}"
_ROLE_LAST = re.compile(f"(?P<title>{_ROLE})$")
_LISTED = re.compile(f":(?P<names>{_FULL}(?:[、 ]{_FULL}){{0,12}})(?!{_HAN})")
_ONE_NAME = re.compile(_NAME)
# 张明远(党组书记、局长) | 张明远(时任局长)
_BRACKETED = re.compile(
    f"(?<!{_HAN}){_NAME}\\((?:原|时任)?(?P<title>[^()]{{0,20}}?{_POST}(?:、[^()、]{{0,8}}?{_POST}){{0,3}})\\)"
)
# 习近平总书记视察…重要讲话 : the one who acts, not the thought that bears his name.
_LEADER = re.compile(
    "(?P<name>习近平)(?P<title>总书记|主席)(?:在[^,。;]{1,30})?(?:亲临|视察|考察|出席|主持|指出|强调|发表)"
)

_ORGANISATION = re.compile("[\u4e00-\u9fff()·]{1,30}$")
_SHORTEST_OFFICE = 3
_CLAUSE = re.compile("[,。;:、\n]")
# 由市财政局, 任命为…: what stands before an office and is no part of its name.
_LEAD = re.compile("^.*(?:由|经|以|对|为|与|和|及|向|请|任命|原|时任|同时|在|是|的)")


def find(text: str) -> list[Mention]:
    """Named persons of a cleaned text as `Person` mentions, in order.

    Properties, where the words say so: `title` (the post, 党组书记、局长) and `organisation` (the text that
    names where the post is). A name alone is never taken: a post, an appointment or a form of address must
    stand by it.
    """
    taken: dict[int, Mention] = {}
    for rule, pattern, read in _RULES:
        for found in pattern.finditer(text):
            for mention in read(text, found, rule):
                if not mention.text.startswith(_STOPS):
                    taken.setdefault(mention.span.start, mention)
    return [taken[start] for start in sorted(taken)]


def _titled(text: str, found: re.Match[str], rule: str) -> Iterator[Mention]:
    yield _mention(found, rule, found["title"], "")


def _after_post(text: str, found: re.Match[str], rule: str) -> Iterator[Mention]:
    start = max(0, found.start() - 40)
    title = _TITLE_LAST.search(text[start : found.start()])
    if title:
        place = start + title.start()
        yield _mention(found, rule, title["title"], _organisation(text, place, _SEAT.match(title["title"])))


def _appointed(text: str, found: re.Match[str], rule: str) -> Iterator[Mention]:
    title = found["title"]
    office = re.match(f"([^、]{{2,30}}?){_POST}", title)
    yield _mention(found, rule, title, office.group(1) if office else "")


def _addressed(text: str, found: re.Match[str], rule: str) -> Iterator[Mention]:
    yield _mention(found, rule, "", "")


def _listed(text: str, found: re.Match[str], rule: str) -> Iterator[Mention]:
    role = _ROLE_LAST.search(text[max(0, found.start() - 8) : found.start()])
    if role:
        for name in _ONE_NAME.finditer(text, *found.span("names")):
            yield _mention(name, rule, role["title"], "")


def _mention(found: re.Match[str], rule: str, title: str, organisation: str) -> Mention:
    given = {"title": title, "organisation": organisation}
    properties = {key: value for key, value in given.items() if value}
    return Mention("Person", found["name"], Span(*found.span("name")), rule, 0.9, (), properties)


def _organisation(text: str, place: int, seat: re.Match[str] | None) -> str:
    """Where a post is: 云州市财政局 before 局长; the seat itself (镇党委) where no office stands there."""
    clause = _CLAUSE.split(text[max(0, place - 30) : place])[-1]
    found = _ORGANISATION.search(_LEAD.sub("", clause))
    before = found.group() if found else ""
    if len(before) >= _SHORTEST_OFFICE or not seat:
        return before if len(before) > 1 else ""
    return before + seat.group()


_Reader = Callable[[str, re.Match[str], str], Iterator[Mention]]
_RULES: tuple[tuple[str, re.Pattern[str], _Reader], ...] = (
    ("person.appointed", _APPOINTED, _appointed),
    ("person.removed", _REMOVED, _titled),
    ("person.listed", _LISTED, _listed),
    ("person.post-before", _POST_NAME, _after_post),
    ("person.post-in-brackets", _BRACKETED, _titled),
    ("person.comrade", _COMRADE, _addressed),
    ("person.leader", _LEADER, _titled),
)
