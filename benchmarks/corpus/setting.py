"""Where a notice plays: an invented place, the body that was inspected, the group, the dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from graph_builder.wording.area_names import short, short_counties

from .words import names

_ORDINALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Setting:
    """`target` as the opening names it, `short` as the notice calls it from then on, `owner` before its documents."""

    city: str
    place: str
    seat: str  # 区, 县, 市: what its own bodies are called by
    publisher: str
    target: str
    short: str
    owner: str
    group: str
    kind: str  # 巡察, 巡视, 审计 or 督察
    head: Person
    start: date
    end: date
    feedback: date
    published: date
    round: str

    @property
    def committee(self) -> str:
        return f"{self.seat}委"

    @property
    def body(self) -> str:
        """The body itself, without the committee that leads it."""
        return (
            self.publisher.removeprefix("中共").removesuffix("党组").removesuffix("工作委员会").removesuffix("委员会")
        )


@cache
def _stems() -> tuple[str, ...]:
    """Two-syllable names that no county, city or province has."""
    pairs = (a + b for a in names("first") for b in names("second"))
    return tuple(stem for stem in pairs if stem not in short() and stem not in short_counties())


def setting(random: Random, kind: str = "") -> Setting:
    """A body of an invented city or of one of its counties; 巡察, or 巡视 of a city's, unless the family says what."""
    city, county = (stem for stem in random.sample(_stems(), 2))
    high = random.random() < 0.35
    seat = "市" if high else random.choice(names("county"))
    place = f"{city}市" if high else f"{county}{seat}"
    kind = kind or ("巡视" if high and random.random() < 0.15 else "巡察")
    publisher, target, short, owner, post = _body(random, place, seat, city)
    start = date(random.randint(2019, 2024), random.randint(1, 12), random.randint(1, 28))
    end = start + timedelta(days=random.randint(40, 90))
    feedback = end + timedelta(days=random.randint(15, 70))
    turn = _ORDINALS[random.randrange(9)]
    group = _group(kind, seat, _ORDINALS[random.randrange(9)])
    return Setting(
        city=f"{city}市", place=place, seat=seat, publisher=publisher, target=target, short=short, owner=owner,
        group=group, kind=kind, head=Person(person(random), post), start=start, end=end, feedback=feedback,
        published=feedback + timedelta(days=random.randint(100, 260)),
        round=f"{group.split('第')[0]}第{turn}轮{kind}" if random.random() < 0.4 and kind in _ROUNDS else "",
    )  # fmt: skip


_ROUNDS = ("巡察", "巡视")


def _group(kind: str, seat: str, ordinal: str) -> str:
    """市委第三巡察组, 省委第三巡视组, 县审计局第三审计组, 省第三生态环境保护督察组."""
    if kind == "审计":
        return f"{seat}审计局第{ordinal}审计组"
    if kind == "督察":
        return f"省第{ordinal}生态环境保护督察组"
    return f"{'省' if kind == '巡视' else seat}委第{ordinal}{kind}组"


def _body(random: Random, place: str, seat: str, city: str) -> tuple[str, str, str, str, str]:
    """Publisher, target, short form, owner of its documents, post of its head."""
    kind = random.choices(("bureau", "street", "company", "zone", "university"), (12, 4, 2, 2, 1))[0]
    if kind == "university":
        return f"中共{city}师范学院委员会", f"{city}师范学院党委", "学院党委", "学院", "党委书记"
    if kind == "street":
        town = random.choice(names("town"))
        street = f"{town}街道"
        return f"中共{place}{street}工作委员会", f"{street}党工委", "街道党工委", street, "党工委书记"
    if kind == "company":
        whole = f"{city}{random.choice(names('brand'))}{random.choice(('城市建设', '水务', '交通'))}投资集团有限公司"
        return f"中共{whole}委员会", f"{whole}党委", "集团党委", "集团", "党委书记、董事长"
    if kind == "zone":
        zone = f"{city}经济开发区"
        return f"中共{zone}工作委员会", f"{zone}党工委", "开发区党工委", "开发区", "党工委书记"
    bureau = random.choice(names("bureau"))
    return f"中共{place}{bureau}党组", f"{seat}{bureau}党组", "局党组", f"{place}{bureau}", "党组书记、局长"


def person(random: Random) -> str:
    return random.choice(names("surname")) + random.choice(names("given"))


def company(random: Random, city: str) -> str:
    """云澜恒筑建设工程有限公司: place, brand, trade, form."""
    stem = random.choice((city.removesuffix("市"), random.choice(_stems())))
    return stem + "".join(random.choice(names(part)) for part in ("brand", "industry", "firm"))
