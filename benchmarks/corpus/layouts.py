"""How notices are laid out: one writer a family, content in, lines out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from .content import Area, Content, Problem, around
from .opening import ended, headed, written
from .telling import Told
from .words import names

Write = Callable[[Random, Content], list[str]]

_HAN = "一二三四五六七八九十"


def han(number: int) -> str:
    """12 is 十二."""
    tens, units = divmod(number, 10)
    return ("" if tens < 2 else _HAN[tens - 1]) + ("十" if tens else "") + (_HAN[units - 1] if units else "")


@dataclass(frozen=True, slots=True)
class Family:
    """`problems` is the most of them a notice has, `kind` what was done where that is no 巡察; the rest says what the
    layout keeps of the content."""

    write: Write
    problems: int = 28
    areas: bool = True
    stated: bool = False
    implicit: bool = False
    answered: bool = True
    details: bool = True
    short: bool = False
    units: bool = False
    found: bool = True
    kind: str = ""


def heading(area: Area, family: Family) -> str:
    """What an area is called in a family's notices."""
    return short_heading(area) if family.short else area.name


def short_heading(area: Area) -> str:
    return f"{area.name.split(',')[0]}方面"


def steps(measures: list[Told], way: str) -> str:
    """一是…二是… (or as this notice counts), or the one measure as it stands."""
    if len(measures) == 1:
        return measures[0].text
    return "".join(f"{step(n, way)}{told.text}" for n, told in enumerate(measures, start=1))


def step(number: int, way: str) -> str:
    """What opens a step: 一是, 第一, ①, 首先; a slip writes 二是 for 三是."""
    if way == "slip":
        return f"{han(min(number, 2))}是"
    if way == "first":
        return ("首先,", "其次,", "再次,")[number - 1]
    if way == "circled":
        return "①②③"[number - 1]
    return f"第{han(number)}," if way == "nth" else f"{han(number)}是"


def _sections(random: Random, content: Content, body: list[str]) -> list[str]:
    """Opening, body and closing under 一、二、三、; the opening's section may be missing."""
    kept = [around(random, content, "organise"), *content.opening] if random.random() < 0.8 else []
    parts = [part for part in (kept, [around(random, content, "body"), *body]) if part]
    parts.append([around(random, content, "next"), *content.closing])
    lines = [line for n, part in enumerate(parts, start=1) for line in (f"{han(n)}、{part[0]}", *part[1:])]
    return [*headed(random, content), *lines, *ended(random, content)]


def _numbered(content: Content) -> Iterator[tuple[int, Area, list[tuple[int, int, Problem]]]]:
    """Areas with their number, their problems with the number in the area and in the notice."""
    before = 0
    for number, area in enumerate(content.areas, start=1):
        yield number, area, [(n, before + n, p) for n, p in enumerate(area.problems, start=1)]
        before += len(area.problems)


def _paired_body(content: Content, label: str) -> list[str]:
    lines: list[str] = []
    for number, area, problems in _numbered(content):
        lines.append(f"({han(number)})反馈问题:{area.name}")
        for n, _, problem in problems:
            lines += [f"({n}){problem.title}。{problem.detail.text}", f"{label}:{steps(problem.measures, content.way)}"]
    return lines


def paired(random: Random, content: Content) -> list[str]:
    """(一)反馈问题:area / (1)title。text / 整改情况:一是…二是…"""
    return _sections(random, content, _paired_body(content, random.choice(("整改情况", "整改落实情况", "整改措施"))))


def shuffled(random: Random, content: Content) -> list[str]:
    """The paragraphs of a paired notice in any order."""
    body = _paired_body(content, "整改情况")
    random.shuffle(body)
    return _sections(random, content, body)


def subproblems(random: Random, content: Content) -> list[str]:
    """1.一是A;二是B。 / 整改结果:完成 / 整改情况:(1)… (2)…"""
    lines: list[str] = []
    for number, area, problems in _numbered(content):
        lines.append(f"({han(number)})反馈问题:{area.name}")
        for item, at in enumerate(range(0, len(problems), 2), start=1):
            group = [problem for _, _, problem in problems[at : at + 2]]
            for problem in group:
                problem.state = group[0].state
            named = "".join(f"{han(n)}是{p.title};" for n, p in enumerate(group, start=1))
            measures = [told.text for p in group for told in p.measures]
            lines += [f"{item}.{named[:-1] if len(group) > 1 else group[0].title}。", f"整改结果:{group[0].state[0]}"]
            lines += [("整改情况:" if n == 1 else "") + f"({n}){text}" for n, text in enumerate(measures, start=1)]
    return _sections(random, content, lines)


def wrapped(random: Random, content: Content) -> list[str]:
    """1.对A问题,着重从三个方面抓好整改。(1)heading。一是…二是…"""
    lines: list[str] = []
    for number, area, problems in _numbered(content):
        lines.append(f"({han(number)}){short_heading(area)}")
        for _, n, problem in problems:
            parts = _parts(problem, content.way)
            lines.append(f"{n}.对{problem.title}问题,着重从{han(len(parts))}个方面抓好整改。")
            lines += [f"({m}){text}" for m, text in enumerate(parts, start=1)]
    return _sections(random, content, lines)


def _parts(problem: Problem, way: str) -> list[str]:
    """Three measures are a heading with two steps, and one that stands alone."""
    texts = [told.text for told in problem.measures]
    if len(texts) < 3:
        return texts
    return [f"{problem.heading}。{steps(problem.measures[:2], way)}", texts[2]]


_QUOTES = (
    "关于“{}”问题的整改。", "关于{}的问题。", "针对{}问题。", "巡察反馈指出:{}。", "关于“{}”问题的整改情况。",
)  # fmt: skip


def quoted(random: Random, content: Content) -> list[str]:
    """1.关于“A”问题的整改。一是…; one way of quoting for the whole notice."""
    lines: list[str] = []
    way = random.choice(_QUOTES)
    for number, area, problems in _numbered(content):
        lines.append(f"({han(number)}){short_heading(area)}")
        for _, n, problem in problems:
            own = _QUOTES[1] if "“" in problem.title else way
            lines.append(f"{n}.{own.format(problem.title)}{steps(problem.measures, content.way)}")
    return _sections(random, content, lines)


def labelled(random: Random, content: Content) -> list[str]:
    """问题1:A / 整改措施:一是… / 责任单位: / 整改时限: / 完成情况:"""
    lines: list[str] = []
    problem_label = random.choice(("问题", "反馈问题"))
    label = random.choice(("整改措施", "整改情况"))
    for number, area, problems in _numbered(content):
        lines.append(f"({han(number)}){area.name}")
        for _, n, problem in problems:
            lines += [
                f"{problem_label}{n}:{problem.title}。{problem.detail.text}",
                f"{label}:{steps(problem.measures, content.way)}",
                f"责任单位:{problem.unit}",
                f"整改时限:{problem.limit}",
                f"完成情况:{problem.state[0]}",
            ]
    return _sections(random, content, lines)


def measures_only(random: Random, content: Content) -> list[str]:
    """1.heading / 一是… / 二是…: what was wrong is not said."""
    lines: list[str] = []
    apart = random.random() < 0.5
    for n, problem in enumerate(content.problems, start=1):
        told = [f"{step(m, content.way)}{t.text}" for m, t in enumerate(problem.measures, start=1)]
        told = [problem.measures[0].text] if len(told) == 1 else told
        lines += [f"{n}.{problem.heading}", *told] if apart else [f"{n}.{problem.heading}。{''.join(told)}"]
    return _sections(random, content, lines)


def table(random: Random, content: Content) -> list[str]:
    """序号, 反馈问题, 整改措施, 责任单位, 整改时限, 完成情况 between tabs; the areas are rows of their own."""
    lines = ["序号\t反馈问题\t整改措施\t责任单位\t整改时限\t完成情况"]
    for number, area, problems in _numbered(content):
        lines.append(f"{han(number)}、{area.name}")
        lines += [
            f"{n}\t{p.title}\t{steps(p.measures, content.way)}\t{p.unit}\t{p.limit}\t{p.state[0]}"
            for _, n, p in problems
        ]
    return [*headed(random, content), *lines, *content.closing, *ended(random, content)]


def flat_table(random: Random, content: Content) -> list[str]:
    """The same table as a page copied it: one cell a line."""
    return [cell for line in table(random, content) for cell in line.split("\t")]


def entry(random: Random, content: Content) -> list[str]:
    """进驻公告: several groups and targets in a list, the time of their stay, how to reach them; no problems yet."""
    scene = content.scene
    sent = scene.group.split("第")[0]
    first = _HAN.index(scene.group.split("第")[1][0])
    others = random.sample([bureau for bureau in names("bureau") if bureau not in scene.target], 2)
    pairs = [(scene.group, scene.target)] + [
        (f"{sent}第{_HAN[(first + n) % 9]}{scene.kind}组", f"{scene.seat}{bureau}党组")
        for n, bureau in enumerate(others, start=1)
    ]
    period = f"{written(scene.start)}至{written(scene.end)}"
    return [
        f"{scene.round or sent + scene.kind}进驻公告",
        f"根据{sent}统一部署,{period},{len(pairs)}个{scene.kind}组对{len(pairs)}个单位开展常规{scene.kind}。现将有关情况公告如下:",
        *(f"{group}:{target}" for group, target in pairs),
        f"{scene.kind}期间受理来信来电来访,联系电话:{random.randint(1000, 9999)}-{random.randint(1000000, 9999999)}。",
        sent,
        written(scene.start),
    ]


def announcement(random: Random, content: Content) -> list[str]:
    """What was fed back, as a list or in one sentence; nothing was done about it yet."""
    scene = content.scene
    lead = (
        f"{scene.feedback.month}月{scene.feedback.day}日,{scene.group}向{scene.target}反馈{scene.kind}情况。"
        f"{scene.target.removesuffix('党组').removesuffix('党工委')}{scene.head.post}{scene.head.name}主持会议并作表态发言。"
    )
    titles = [problem.title.split(",")[0] for problem in content.problems]
    if random.random() < 0.6:
        told = [f"{lead}{scene.kind}发现的主要问题是:", *(f"{n}.{t}。" for n, t in enumerate(titles, start=1))]
    else:
        told = [f"{lead}{scene.kind}指出了{'、'.join(titles)}等{len(titles)}个问题。"]
    for problem, title in zip(content.problems, titles, strict=True):
        problem.title = title
    after = f"会议要求,一是提高政治站位,二是压实整改责任。{scene.head.name}表示,诚恳接受、照单全收,坚决完成整改任务。"
    return [*headed(random, content, feedback=True), *told, after, *ended(random, content)[1:]]


FAMILIES = {
    "paired": Family(paired),
    "subproblems": Family(subproblems, stated=True, details=False),
    "wrapped": Family(wrapped, details=False, short=True),
    "quoted": Family(quoted, details=False, short=True),
    "labelled": Family(labelled, stated=True, units=True),
    "measures_only": Family(measures_only, areas=False, implicit=True, details=False),
    "one_line": Family(paired, problems=8),
    "pdf": Family(paired, problems=10),
    "table": Family(table, stated=True, details=False, units=True),
    "flat_table": Family(flat_table, stated=True, details=False, units=True),
    "menus": Family(paired),
    "audit": Family(paired, kind="审计"),
    "environment": Family(labelled, stated=True, units=True, kind="督察"),
    "entry": Family(entry, areas=False, answered=False, details=False, found=False),
    "shuffled": Family(shuffled),
    "announcement": Family(announcement, problems=7, areas=False, answered=False, details=False),
}
