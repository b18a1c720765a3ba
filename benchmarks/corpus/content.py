"""What a notice has to say, before a layout is chosen: areas, problems, what was done about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from .setting import Setting, setting
from .telling import Teller, Told, joined
from .words import Topic, kinds, topics

STATES = (("已完成", "completed"), ("正在推进", "ongoing"), ("基本完成", "ongoing"), ("未完成", "not_completed"))

WAYS = ("is", "nth", "circled", "first", "slip")
_EFFORTS = (0, 1, 2, 2, 3)
"""Sentences without a fact behind a measure: with them it is as long as in the real notices, for a few facts."""

_TAKEN_UP = ("抓实", "改进", "加强", "规范")


@dataclass(slots=True)
class Problem:
    """`title` and `detail` are the fault, `heading` what a notice calls it that names remedies only."""

    title: str
    detail: Told
    heading: str
    measures: list[Told]
    state: tuple[str, str]
    unit: str
    limit: str


@dataclass(slots=True)
class Area:
    name: str
    problems: list[Problem]


@dataclass(slots=True)
class Content:
    scene: Setting
    areas: list[Area]
    opening: list[str]
    closing: list[str]
    invite: str
    towns: list[str]
    way: str
    """How steps are counted: by 一是, 第一, ①, 首先, or with a slip."""

    @property
    def problems(self) -> list[Problem]:
        return [problem for area in self.areas for problem in area.problems]

    @property
    def measures(self) -> int:
        return sum(len(problem.measures) for problem in self.problems)


def contents(random: Random, most: int, kind: str = "") -> Content:
    """An invented notice with up to `most` problems, each on a topic of its own, filed by area."""
    scene = setting(random, kind)
    teller = Teller(random, scene)
    chosen = random.sample(topics(), random.randint(max(3, most // 2), most))
    areas = [
        Area(random.choice(kinds("areas.txt")[area]), [_problem(teller, t) for t in chosen if t.area == area])
        for area in kinds("areas.txt")
        if any(t.area == area for t in chosen)
    ]
    said = kinds("sentences.txt")
    opening = [_around(teller, text) for text in random.sample(said["opening"], random.randint(1, 3))]
    closing = [_around(teller, text) for text in random.sample(said["closing"], random.randint(1, 2))]
    way = random.choices(WAYS, (14, 2, 2, 1, 1))[0]
    return Content(scene, areas, opening, closing, _around(teller, random.choice(said["invite"])), teller.towns, way)


def _around(teller: Teller, template: str) -> str:
    scene = teller.scene
    values = {
        "short": scene.short, "post": scene.head.post, "person": scene.head.name, "target": scene.target,
        "place": scene.place, "few": teller.random.randint(3, 9), "n4": teller.random.randint(1000, 9999),
    }  # fmt: skip
    return _about(scene, template.format_map(values))


def _about(scene: Setting, text: str) -> str:
    """What is said around the problems speaks of an audit where it was one."""
    return text if scene.kind == "巡视" else text.replace("巡察", scene.kind)


def around(random: Random, content: Content, kind: str) -> str:
    """A heading or a sentence of sentences.txt about this notice's body."""
    said = random.choice(kinds("sentences.txt")[kind]).replace("{short}", content.scene.short)
    return _about(content.scene, said)


def _problem(teller: Teller, topic: Topic) -> Problem:
    random = teller.random
    first, second = random.sample(topic.subjects, 2)
    fault, other = random.sample(topic.faults, 2)
    title = f"{first}{fault}" if random.random() < 0.8 else f"{first}{fault},{second}{other}"
    heads = [
        f"{random.choice(_TAKEN_UP)}{first}" if random.random() < 0.5 else head
        for head in random.sample(topic.heads, len(topic.heads))
    ]
    heads = list(dict.fromkeys([*heads, *topic.heads]))
    count = random.choices((1, 2, 3), (2, 5, 3))[0]
    measures = _measures(teller, topic, heads[:2], count)
    limit = teller.scene.feedback + timedelta(days=random.randint(60, 200))
    return Problem(
        title, _detail(teller, topic), heads[2], measures, random.choices(STATES, (6, 2, 1, 1))[0],
        random.choice(teller.agencies), f"{limit.year}年{limit.month}月底前",
    )  # fmt: skip


def _detail(teller: Teller, topic: Topic) -> Told:
    random = teller.random
    told: list[Told | str] = []
    for fact in random.sample(topic.facts, random.choice((1, 1, 2))):
        end = f",{random.choice(kinds('sentences.txt')['consequence'])}。" if random.random() < 0.4 else "。"
        told += [teller.tell(fact), end]
    return joined(*told, _prose(teller, "ground", (0, 1, 1, 2)))


def _prose(teller: Teller, kind: str, counts: Sequence[int]) -> str:
    """Sentences that hold no fact: most of a real notice is such."""
    random = teller.random
    said = random.sample(kinds("sentences.txt")[kind], random.choice(counts))
    return "".join(f"{teller.tell(text).text}。" for text in said)


def _measures(teller: Teller, topic: Topic, heads: list[str], count: int) -> list[Told]:
    """One to three measures; each act is told once."""
    random = teller.random
    acts = [teller.tell(act) for act in random.sample(topic.acts, len(topic.acts))]
    made: list[Told] = []
    for index in range(count):
        document = teller.document(topic.rule)
        follow = random.choice(kinds("sentences.txt")["follow"])
        done: list[Told | str]
        if index >= len(acts):
            done = [document, ",", follow, "。"]
        elif random.random() < 0.35:
            done = [document, ",", acts[index], "。"]
        else:
            done = [acts[index], f",{follow}。" if random.random() < 0.4 else "。"]
        head = f"{heads[index]}。" if index < len(heads) and random.random() < 0.7 else ""
        made.append(joined(head, *done, _prose(teller, "effort", _EFFORTS)))
    return made
