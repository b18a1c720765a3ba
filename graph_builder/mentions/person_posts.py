"""The post that stands before a name, and the body where it is held."""

from __future__ import annotations

import re

from msgspec import Struct

from graph_builder.wording import trie
from graph_builder.wording.left_edge import Page
from graph_builder.wording.word_lists import entries

POST = trie.pattern(entries("posts"))
"""局长, 副主任, 党组成员."""

_SEATS = trie.pattern(entries("post_seats"))
_BODY = f"{_SEATS}?"
# 党组书记、局长 | 公司董事长、总经理 | 党工委书记兼管委会主任
_POSTS = f"{_BODY}(?:原|时任|代理)?(?:常务)?{POST}(?:[、兼]{_BODY}(?:常务)?{POST}){{0,4}}"
_POSTS_LAST = re.compile(f"(?P<title>{_POSTS})$")
_SEAT = re.compile(_SEATS)
# 国家一级演员, 省级非遗传承人, 高级教师 : what someone is, with its rank.
_RANK = "(?:国家|省|市|县)?(?:[一二三特高正副]级|级)?(?:非遗)?"
_ROLE_LAST = re.compile(f"(?P<title>{_RANK}{trie.pattern((*entries('person_roles'), *entries('person_kin')))})$")
# 组长: | 责任领导: | 联系人: before a list of names
_ANNOUNCED = f"(?:责任|牵头|分管)领导|(?:第一)?责任人|联系人|主持人|成员|组员|副?总指挥|{POST}"
_ANNOUNCED_LAST = re.compile(f"(?P<title>{_ANNOUNCED})$")

LAST_CHARACTERS = "".join(
    sorted({post[-1] for post in (*entries("posts"), *entries("person_roles"), *entries("person_kin"))})
)
"""Every post and role ends with one of these."""

# 镇|党委书记, but 市政府|副市长
_OF_PARTY = ("党组", "党委", "党工委", "党总支", "党支部", "支部", "纪委", "纪工委", "工会")
_REACH = 40
_STOPS = re.compile(r"[,。;:\n\d《》“”]")
_SHORTEST_OFFICE = 3
# 时任|云岭公司, 分管|副局长 : words before an office that are no part of its name.
_LEAD = re.compile("^(?:现任|时任|历任|前任|分管|同时|同志|原|兼)+")
# 渡口村|原|村委会
_FORMER = re.compile("(?<=[村镇乡县市区局院校司])原(?=[村居党镇乡管])")
# 县住建局|原|党组书记: the post's, not the body's
_FORMER_LAST = re.compile("(?<=[局厅委院校司会处科所站队室部社场库馆府心团行村镇乡市县区])原$")
# 白榆区中医医院|药剂科 : a section belongs to the post, the body is what holds it.
_SECTION = re.compile("(?<=[院局委厅校司府部社所会])(?P<section>[\u4e00-\u9fff]{1,8}?(?:科|股|处|(?<!办公)室))$")


class Post(Struct, frozen=True, gc=False):
    """`title` as written (党组书记、局长), `organisation` as written before it (云州市财政局) or empty.

    A `role` is what many are (村民, 演员).
    """

    title: str
    organisation: str = ""
    role: bool = False


def before(field: Page, end: int) -> Post | None:
    """The post that ends where a name begins; a role (村民, 演员) where no post does."""
    window = _STOPS.split(field.text[max(0, end - _REACH) : end])[-1]
    found = _POSTS_LAST.search(window)
    if not found:
        role = _ROLE_LAST.search(window)
        return Post(role["title"], role=role["title"] not in entries("person_kin")) if role else None
    start = end - len(found["title"])
    seat = _SEAT.match(found["title"])
    return _placed(found["title"], _office(field, start), seat.group() if seat else "")


def announced(window: str) -> str:
    """组长 in …副组长、组长 : the role that ends the text before a colon; empty where none does."""
    found = _ANNOUNCED_LAST.search(window)
    return found["title"] if found else ""


def office_in(title: str) -> str:
    """公司 in 公司董事长、总经理; empty where the words hold no office."""
    found = _OFFICE_FIRST.match(title)
    return found["office"] if found else ""


# 公司|董事长, 工会|主席; 财务总监 is a post whole
_OFFICE_FIRST = re.compile(f"(?!(?!{_SEATS}){POST}(?:、|$))(?P<office>[^、]{{2,30}}?){POST}")


def _office(field: Page, end: int) -> str:
    name = field.text[field.run(end) : end]
    return _LEAD.sub("", _FORMER.sub("", _FORMER_LAST.sub("", name)))


def _placed(title: str, office: str, seat: str) -> Post:
    """镇党委 where nothing but 镇 stands before 党委书记; 中医医院 where 药剂科 belongs to the post."""
    if len(office) < _SHORTEST_OFFICE and seat:
        return Post(title if seat in _OF_PARTY else title.removeprefix(seat), office + seat)
    if office and seat in ("公司", "集团"):
        return Post(_LEAD.sub("", title.removeprefix(seat)), office + seat)
    section = _SECTION.search(office)
    if section and not seat and section.start() >= _SHORTEST_OFFICE:
        return Post(section["section"] + title, office[: section.start()])
    return Post(title, office if len(office) > 1 else "")


NAME_FIRST = trie.pattern(
    (
        *(
            "书记",
            "局长",
            "组长",
            "副组长",
            "主任",
            "院长",
            "校长",
            "部长",
            "处长",
            "科长",
            "所长",
            "站长",
            "队长",
            "董事长",
        ),
        *(
            "总经理",
            "秘书长",
            "副书记",
            "副局长",
            "副主任",
            "副院长",
            "副校长",
            "副县长",
            "副市长",
            "副区长",
            "副镇长",
            "副乡长",
            "教授",
            "院士",
            "律师",
            "市长",
            "县长",
            "区长",
        ),
    )
)
"""Posts that often stand behind a name (张明远局长); not 镇长, 乡长, before which the place stands."""
