"""resolve: the mentions of one notice become the things that they name, each with the reason."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from graph_builder.header.extract import Header
from graph_builder.mentions.agency_kinds import kind
from graph_builder.resolution import identity
from graph_builder.resolution.groups import groups
from graph_builder.resolution.identity import Context, body_key, normal
from graph_builder.resolution.records import Resolution, Resolved
from ontology.ids import make_id
from ontology.records import Mention, Value

# 局党组, 我校党委, 街道党工委: a kind of body for its name
_BARE_PARTY = re.compile(
    r"^[我本]?(?P<body>[省市县区州总]局|[局委院校厅处镇乡县区市社村]|集团公司|集团|街道|公司|医院|学校|学院)?(?P<kind>党组|党委|党工委|工委|党总支)$"
)
# 校党委 of a 大学, 局党组 of an 委员会, 集团公司党组 of a 集团有限公司
_BODIES = {
    "校": "(?:校|大学|学院|中学|小学|幼儿园)(?!.*医院)",
    "学校": "(?:校|大学|学院|中学|小学|幼儿园)(?!.*医院)",
    "院": "院",
    "医院": "院",
    "集团公司": "集团|公司",
    "公司": "公司|集团|银行",
}
_SHORTEST_VILLAGE, _VILLAGES = 3, ("村", "社区")
_PARTY = (
    *("党工委", "党组", "党委", "工委", "党总支", "党支部", "委员会"),
    *("省委", "市委", "县委", "区委", "州委", "旗委"),
)
# What may stand before a short form for the longer one to be its full form: a place, a body, 原; the level only that
# of the inspected body: in a county's notice 审计局 is 县审计局, in a zone's it is not 市审计局.
_BEFORE = re.compile(r"^(?:原|中国|中共|[\u3400-\u9fff]{2,})$")
_LEVELS = "省市区县州旗"
# 办公室 is that of a body: 局办公室, and not 审判管理办公室
_OFFICE = "办公室"
_WHOSE = re.compile(r"^[\u3400-\u9fff]*[省市区县州局委院校厅镇乡会府社司团]$")


class _Forms:
    """Names that stand for one thing, joined pair by pair (union-find)."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}

    def root(self, form: str) -> str:
        path = []
        while self._root.setdefault(form, form) != form:
            path.append(form)
            form = self._root[form]
        for step in path:
            self._root[step] = form
        return form

    def join(self, forms: Sequence[str]) -> None:
        for form in forms[1:]:
            self._root[self.root(form)] = self.root(forms[0])


# 云岭大学|马克思主义学院, 云岭县人民医院|医务科
_HOUSE = re.compile(r"[\u3400-\u9fff]{2,}?(?:大学|学院|学校|医院)(?=$|党|委)")


def _of_other_house(before: str, house: str) -> bool:
    """Whether the words before a part name another house than the inspected one: 马克思主义学院 alone is its own."""
    return (
        bool(house) and before.endswith(("大学", "学院", "医院")) and before not in house and len(before) > _KIND_ALONE
    )


_KIND_ALONE = 2


def _shortened(forms: Iterable[str], house: str = "", levels: str = "") -> list[tuple[str, str]]:
    """(short, full): a form that ends exactly one other form of the notice, in front of which stands a name."""
    every = sorted(set(forms), key=len)
    found = []
    for short in every:
        before = _WHOSE if short == _OFFICE else _BEFORE
        longer = [
            f
            for f in every
            if f != short
            and f.endswith(short)
            and (before.match(f[: -len(short)]) or f[: -len(short)] in [*levels])
            and not _of_other_house(f[: -len(short)], house)
        ]
        roots = [f for f in longer if not any(g != f and g.endswith(f) for g in longer)]
        if len(short) >= 3 and len(roots) == 1:
            found.append((short, roots[0]))
    return found


# 财务制度, 内部财务管理制度, 财务管理制度(试行): what a body's own document may drop from its name.
_DROPPED = re.compile(r"内部|管理|相关|有关|\(试行\)|\(暂行\)")


def _same_documents(forms: Iterable[str]) -> list[list[str]]:
    """Short names of documents that differ only in such words."""
    alike: dict[str, list[str]] = defaultdict(list)
    for form in dict.fromkeys(forms):
        if len(form) <= 12:
            alike[_DROPPED.sub("", form)].append(form)
    return [same for core, same in alike.items() if len(same) > 1 and len(core) >= 4]


def _grouped(
    mentions: Sequence[Mention],
    same: Sequence[Sequence[str]],
    shorten: bool,
    key: Callable[[str], str] = normal,
    house: str = "",
    levels: str = "",
) -> list[list[Mention]]:
    forms = _Forms()
    for mention in mentions:
        forms.join([key(form) for form in (mention.text, *mention.aliases)])
    for group in same:
        forms.join([normal(form) for form in group])
    if shorten:
        for short, full in _shortened((key(m.text) for m in mentions), house, levels):
            forms.join([full, short])
    grouped: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        grouped[forms.root(key(mention.text))].append(mention)
    return list(grouped.values())


def _merged(mentions: Iterable[Mention]) -> dict[str, Value]:
    """The properties that belong to the thing itself; what was done with it stays with the mention."""
    merged: dict[str, Value] = {}
    for mention in mentions:
        for key, value in mention.properties.items():
            if key in ("kind", "adcode", "level"):
                merged.setdefault(key, value)
    return merged


def _name(label: str, mentions: Sequence[Mention]) -> str:
    """The fullest form: for a company the legal name, else the longest."""
    forms = [form for mention in mentions for form in (mention.text, *mention.aliases)]
    if label in ("Company", "Agency"):
        return max(
            forms,
            key=lambda form: (form.endswith("公司"), len(form)) if label == "Company" else (True, len(form)),
        )
    return mentions[0].text if label == "Policy" else max(forms, key=len)


def _resolution(label: str, mentions: Sequence[Mention], context: Context) -> Resolution:
    name = _name(label, mentions)
    found = identity.RULES[label](name, context)
    properties = _merged(mentions)
    if label == "Agency":
        properties["kind"] = kind(found.name)
    key = (str(properties["adcode"]),) if label == "Place" and "adcode" in properties else found.key
    aliases = {form for m in mentions for form in (m.text, *m.aliases)} | {name}
    return Resolution(
        make_id(label, *key),
        label,
        found.name,
        tuple(sorted(aliases - {found.name})),
        properties,
        tuple(mentions),
        found.why,
    )


def _target(names: Sequence[str], mentions: Sequence[Mention], context: Context) -> Resolution:
    """The inspected body: its form in the header, the publisher's, and what the notice calls it for short."""
    full = max(names, key=lambda name: (name.startswith("中共"), len(name)))
    found = identity.agency(full, context)
    key = found.key if len(found.key) == 1 else (context.report, *found.key)
    aliases = {*names, *(m.text for m in mentions)} - {found.name}
    return Resolution(
        make_id("Agency", *key),
        "Agency",
        found.name,
        tuple(sorted(aliases)),
        {"kind": kind(found.name)},
        tuple(mentions),
        found.why,
        inspected=True,
    )


def _inspecting(header: Header) -> tuple[str, ...]:
    """The names of the groups, which open with the body that sends them: 校党委第二巡察组."""
    return tuple(one.group.text for one in header.inspections if one.group)


def _named_target(form: str, targets: Sequence[Sequence[str]], groups: Sequence[str]) -> int | None:
    """Which inspected body a form names: by its whole name, or for short where only one is called so.

    校党委 is none of them where it sends the group, nor where several 学院党委 are inspected.
    """
    whole = body_key(form)
    for index, names in enumerate(targets):
        if form in names or whole in map(body_key, names):
            return index
    if any(group.startswith(form) for group in groups):
        return None
    called = [index for index, names in enumerate(targets) if names and _is_short_for(form, names)]
    return called[0] if len(called) == 1 else None


def _called(
    mentions: Sequence[Mention], targets: Sequence[Sequence[str]], groups: Sequence[str]
) -> dict[int | None, list[Mention]]:
    """The mentions by the inspected body that they name; those of none under None."""
    forms = {form: _named_target(form, targets, groups) for form in dict.fromkeys(m.text for m in mentions)}
    called: dict[int | None, list[Mention]] = defaultdict(list)
    for mention in mentions:
        called[forms[mention.text]].append(mention)
    return called


def _is_short_for(form: str, names: Sequence[str]) -> bool:
    if bare := _BARE_PARTY.match(form):
        body = bare["body"] or ""
        pattern = _BODIES.get(body, body[-1:] if body.endswith("局") else body)  # 市局党委 of a 市公安局
        return any(re.search(pattern, name) and _is_of_kind(name, bare["kind"]) for name in names)
    if len(form) >= _SHORTEST_VILLAGE and form.endswith(_VILLAGES) and any(name.endswith(form) for name in names):
        return True  # 柳庄镇|柳庄村
    if form.endswith("委") and any(name.endswith(form[:-1]) for name in names if name[-1] in _LEVELS):
        return True  # 云岭市|委, 区委 of an inspected division
    short = body_key(form)
    if len(short) == len("区委") and short[0] in _LEVELS and short[1] == "委":
        return any(body_key(name).endswith(short) for name in names)
    return len(form) >= 4 and short.endswith(_PARTY) and any(body_key(name).endswith(short) for name in names)


def _is_of_kind(name: str, kind: str) -> bool:
    """Whether a name is one of a 党组, 党委 …, written in short or in full (工作委员会, 委员会)."""
    full = {"党工委": "工作委员会", "工委": "工作委员会", "党委": "委员会", "党总支": "总支部委员会"}.get(kind)
    return name.endswith(kind) or (full is not None and name.endswith(full))


def target_names(header: Header, index: int) -> list[str]:
    """All forms of an inspected body's name that the header gives; the publisher's where it is the same body."""
    target = header.inspections[index].target
    if target is None:
        return []
    names = [target.text, *target.aliases]
    publisher = header.publisher
    if (
        publisher
        and _are_akin(publisher.text, target.text)
        and len(header.inspections) == 1
        and not re.search(r"巡[察视]|纪律?检查?|组织部", publisher.text)
    ):
        names.append(publisher.text)
    return list(dict.fromkeys(names))


# 我局, 校党委: whoever reports
_BARE = re.compile(f"[我本]|{_BARE_PARTY.pattern}")
_COMMON = re.compile("[省市区县州]|中共|委员会|党组|党委|党工委|管理|单位|有限|责任")


def _are_akin(publisher: str, target: str) -> bool:
    """Whether two names have two characters in common besides what all bodies have; a page's host is none of them."""
    if _BARE.match(target):
        return True
    one, other = (_COMMON.sub(" ", body_key(name)) for name in (publisher, target))
    return len(other.strip()) < 2 or any(
        one[at : at + 2] in other for at in range(len(one) - 1) if " " not in one[at : at + 2]
    )


def _house(targets: Sequence[Sequence[str]]) -> str:
    """The one inspected university, school or hospital; empty where there is none, or several."""
    houses = [found[0].removeprefix("中共") for names in targets for name in names if (found := _HOUSE.match(name))]
    return max(houses, key=len) if houses and len(targets) == 1 else ""


def _own_level(targets: Sequence[Sequence[str]]) -> str:
    """The levels of which a body's may be named without: those of the inspected bodies; any where none is told."""
    named = [name for names in targets for name in names]
    found = {levels[-1] for name in named if (levels := [one for one in name if one in _LEVELS])}
    return "".join(sorted(found)) if named else _LEVELS


def resolve(mentions: Mapping[str, Sequence[Mention]], header: Header, context: Context) -> Resolved:
    """The things that one notice's mentions (by label) name; the inspected bodies first, in the header's order."""
    things: list[Resolution] = []
    agencies = mentions.get("Agency", ())
    targets = [target_names(header, index) for index in range(len(header.inspections))]
    called = _called(agencies, targets, _inspecting(header))
    things += [_target(names, called.get(index, ()), context) for index, names in enumerate(targets) if names]
    others = called.get(None, ())
    for group in _grouped(others, (), shorten=True, key=body_key, house=_house(targets), levels=_own_level(targets)):
        things.append(_resolution("Agency", group, context))
    for label in ("Company", "Policy", "Person", "Project", "Place"):
        named = mentions.get(label, ())
        same = _same_documents(normal(m.text) for m in named) if label == "Policy" else ()
        for group in _grouped(named, same, shorten=label in ("Company", "Project")):
            things.append(_resolution(label, group, context))
    conducting, rejected = groups(mentions.get("InspectionGroup", ()), header, context)
    return Resolved(tuple(_joined([*things, *conducting])), tuple(rejected))


def _joined(things: Sequence[Resolution]) -> Iterable[Resolution]:
    """Things that turned out to have one id are one."""
    by_id: dict[str, list[Resolution]] = defaultdict(list)
    for thing in things:
        by_id[thing.id].append(thing)
    for same in by_id.values():
        first = same[0]
        if len(same) == 1:
            yield first
            continue
        aliases = {a for thing in same for a in (*thing.aliases, thing.name)} - {first.name}
        mentions = tuple(m for thing in same for m in thing.mentions)
        properties = {k: v for thing in reversed(same) for k, v in thing.properties.items()}
        yield replace(first, aliases=tuple(sorted(aliases)), properties=properties, mentions=mentions)
