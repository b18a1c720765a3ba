"""Which province, city and county a notice is about: what its 市委, 区委 and 省委 stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from graph_builder.kept import OF_TEXTS, kept
from graph_builder.mentions import areas
from graph_builder.wording import left_edge, sweep

_LEVELS = "省市区县州盟旗"
_BODY = "[^\\W\\da-zA-Z_省市区县州盟旗委局党政府的对向至根据关于]"
# 江东省 | 云州市 | 临川区 : names by their suffix alone, for divisions that no table knows.
# 市场, 市政工程, 市民, 市级; but 云州市民政局, 云州市政府, 云州市政协
_NO_CITY = "场|政(?![府协])|容|民(?![政族宗])|[属直级]"
_PROVINCE = f"(?P<province>{_BODY}{{2,7}}(?:省|自治区))?"
_CITY = f"(?P<city>{_BODY}{{1,9}}州?(?:市(?!{_NO_CITY})|自治州|州(?=[委市县])|地区|盟))?"
# 开发区, 园区, 新区, 高新区 are no districts.
_COUNTY = (
    f"(?P<county>{_BODY}{{1,9}}(?:(?<!开发)(?<!园)(?<!高新)(?<!经开)(?<!管理)(?<!示范)(?<!景)(?<!新)(?<!社)(?<!地)(?<!特)区"
    f"|县|市(?!{_NO_CITY})|旗))?"
)
_CHAIN = re.compile(f"(?:中国共产党|中共|原)?{_PROVINCE}{_CITY}{_COUNTY}")

# 中共云州市临川区财政局党组关于…的通报 : the title begins with the publisher; a line, or the first words.
_TITLE = sweep.InSentences(
    ("关于",),
    r"(?:^|\n)([^。,;\n]{4,50}?)关于[^。\n]{2,60}?(?:通报|公告|公示|报告|情况)(?=\n|$)"
    r"|\A([^。,;\n]{4,50}?)关于[^。\n]{2,60}?(?:通报|公告|公示)",
)
# 中共云州市临川区财政局党组 \n 2024年3月1日 : the signature.
_SIGNATURE = sweep.Pattern(r"(?:^|\n)((?:中共|中国共产党)[^。,;\n]{4,40})(?=\n|$)")
# 对云州市财政局党组进行了巡察 | 向云州市财政局党组反馈 | 市委第一巡察组巡察云州市财政局党组情况反馈会
_TARGET = sweep.Pattern(
    r"[对向组](?:(?<!组)(?!照)|(?<=组)巡[察视])((?:中共|中国共产党)?[^。,;:\n]{4,40}?)(?:\(以下|进行|开展|反馈|情况)"
)
# 云州市委第九巡察组
_NUMBERED = "(?:第[一二三四五六七八九十\\d]+)?(?:专项|提级)?"
_GROUP = sweep.InSentences(("巡察组", "巡视组"), f"(?:^|[,。\n、])([^。,;\n]{{2,20}}?)委{_NUMBERED}巡[察视]组")
# 八届临川区委于2020年10月开展了第六轮巡察
_COMMITTEE = re.compile(r"(?:届|(?<![\u4e00-\u9fff]))(?![年月日度])([^\W\d_a-zA-Z届]{2,8}[市区县州旗])委(?![员会托])")
# 邮政信箱:江东省云州市临川区…路3号 | 地址:…
_ADDRESS = sweep.Pattern(r"(?:信箱|地址|通讯处|邮寄)[^\n:,(]{0,8}[:,(]?([^。;\n]{4,40})")

_OPENING = 600

# 全区, 各县, 社区 : no names; and what no table knows is rarely longer than 云山湖县.
_NO_NAME = re.compile("[全各本我该此城辖社景片校厂院矿小郊市届][省市区县州盟旗]$|中心区$|^[本该此全各我]地区$")
_LONGEST_UNKNOWN = 4
_TWO = 2

_OFFICE = "[^\\W\\d_]{0,12}(?:局|厅|委|办|组|院|会|处|部|公司|集团|中心|支队|总队)"
_LEVEL_FIRST = re.compile(f"(?:[{_LEVELS}]|自治区)(?!场)(?:党?委|纪委|政府|人大|政协|{_OFFICE})")


class Scope(Struct, frozen=True, gc=False):
    """Names of the divisions that a notice is about; empty where nothing says so. Codes only where sure."""

    province: str = ""
    city: str = ""
    county: str = ""
    province_code: str = ""
    city_code: str = ""
    county_code: str = ""

    def qualify(self, name: str) -> str:
        """The name with the division that its first character stands for: 区委 -> 云州市临川区委.

        A name that begins with no bare level, or with one that the notice leaves unsaid, comes back as it is.
        """
        if not _LEVEL_FIRST.match(name):
            return name
        if name.startswith("自治区"):
            return self.province + name[3:] if self.province.endswith("自治区") else name
        place = self._place(name[0])
        if not place:
            return name
        short = len(place.removeprefix(self.city)) == _TWO and name[0] == "县"
        return place + (name if short else name[1:])

    def whole(self, name: str) -> str:
        """A name that opens with the county alone, with its city: 临川区委 -> 云州市临川区委."""
        return self.city + name if self.county and name.startswith(self.county) else name

    def _place(self, level: str) -> str:
        """The full name of the division of a level: 省, 市, 州, 盟, 区, 县 or 旗."""
        if level == "省":
            return self.province if self.province.endswith("省") else ""
        if self.county.endswith(level):
            return self.county if level == "市" else self.city + self.county
        whole = self.city or (self.province if self.province.endswith("市") else "")
        return whole if whole.endswith(level) else ""


@kept(OF_TEXTS)
def context(text: str) -> Scope:
    """What title, signature, target, group and address of a cleaned notice say of its place.

    The first source that names a city or county decides; the others and the table fill what it leaves open.
    """
    scope = Scope()
    for source in _sources(text):
        scope = _joined(scope, _read(source))
    return _coded(_completed(scope))


def _sources(text: str) -> Iterator[str]:
    told = (
        _TITLE.finditer(text),
        _SIGNATURE.finditer(text),
        _TARGET.finditer(text),
        _GROUP.finditer(text),
        _COMMITTEE.finditer(text, 0, _OPENING),
        _ADDRESS.finditer(text),
    )
    for found in chain.from_iterable(told):
        yield next(filter(None, found.groups()), "")


def _read(source: str) -> Scope:
    """The divisions that a name begins with: by suffix, else by the short name of a known city (云州大学)."""
    found = _CHAIN.match(source)
    named = {level: _kept(name) for level, name in (found.groupdict(default="") if found else {}).items()}
    if found:
        known_county = _known_county(source[found.start("county") if named["county"] else found.end() :])
        named["county"] = known_county or named["county"]  # 荆州市|沙市区
    scope = Scope(**_sorted(named))
    if scope != Scope():
        return scope
    known = areas.by_short_name(source.removeprefix("中共").removeprefix("中国共产党"))
    return Scope(province=known.province, city=known.city) if known else scope


def _kept(name: str) -> str:
    """A division's name, if it is one: 代表|市, 收到|区 are verbs before a bare level."""
    if name in areas.by_name():
        return name
    if _NO_NAME.search(name) or len(name) > _LONGEST_UNKNOWN or left_edge.last_run(name):
        return ""
    return name


def _known_county(rest: str) -> str:
    """浦东新区 and the like, which the suffix grammar leaves alone."""
    for length in range(8, 1, -1):
        known = areas.by_name().get(rest[:length], ())
        if known and known[0].level == "county" and (length > _TWO or not _NO_NAME.search(rest[:length])):
            return rest[:length]
    return ""


def _sorted(named: dict[str, str]) -> dict[str, str]:
    """A county-level city read as a city, and a city that is a province (北京市), put where they belong."""
    known = areas.by_name().get(named.get("city", ""), ())
    if known and not named["province"] and all(area.level == "province" for area in known):
        return {"province": named["city"], "city": "", "county": named["county"]}
    if known and not named["county"] and all(area.level == "county" for area in known):
        return {"province": named["province"], "city": "", "county": named["city"]}
    return named


def _joined(scope: Scope, other: Scope) -> Scope:
    """What is open in one filled from the other, unless the two speak of different places."""
    for level in ("province", "city", "county"):
        mine, theirs = getattr(scope, level), getattr(other, level)
        if mine and theirs and mine != theirs:
            return scope
    if scope.city and not scope.county and other.county and not other.city:
        return scope
    return Scope(scope.province or other.province, scope.city or other.city, scope.county or other.county)


def _completed(scope: Scope) -> Scope:
    """Cities and provinces above what is named, where the table knows only one such division."""
    around = frozenset({scope.province, scope.city} - {""})
    county = areas.only(scope.county, around) if scope.county else None
    if county and (not scope.city or scope.city == county.city):
        return replace(scope, city=county.city, province=scope.province or county.province)
    city = areas.only(scope.city, around) if scope.city else None
    return replace(scope, province=scope.province or city.province) if city else scope


def _coded(scope: Scope) -> Scope:
    around = frozenset({scope.province, scope.city})
    return replace(
        scope,
        province_code=_code(scope.province, around),
        city_code=_code(scope.city, around),
        county_code=_code(scope.county, around),
    )


def _code(name: str, around: frozenset[str]) -> str:
    area = areas.only(name, around) if name else None
    if area is None or (area.level == "county" and not around.issuperset(area.within)):
        return ""
    return area.code
