"""Graphs as large as one likes, in the shape that notices have: what one tells alone, and what all of them share.

Not extracted from texts but made as records, the same ones for the same numbers; so a load can be measured without
what comes before it. A graph of `n` notices has about 125 `n` nodes and 500 `n` relationships.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from ontology.records import Evidence, Graph, Node, Relationship, Span, Value

PROBLEMS, MEASURES, AREAS, NEW_POLICIES, NEW_COMPANIES = 35, 70, 4, 8, 5
"""What a notice tells that no other does."""

SHARED = {"Company": 12, "Policy": 10, "Agency": 8, "Theme": 10}
"""How many things a notice names that others name too."""

POOLS = {"Company": 2_000, "Policy": 500, "Agency": 1_000, "Theme": 90, "Place": 100}
"""How many of these there are in all; the first of each are named more often than the rest."""

WORDS = "工程项目招标采购资金监管审批质量安全生产学习教育作风建设干部队伍选拔任用财务管理制度执行民主集中整改落实"
SURNAMES = "云岚望砚鹿芦白岭澄桥"
TRADES = ("建设工程", "信息技术", "物业服务", "水务投资", "园林绿化", "工程咨询", "医药", "新材料")
HEX = 12


@dataclass(frozen=True, slots=True)
class Shared:
    """What all notices may name, by label."""

    things: dict[str, list[Node]]

    def some(self, label: str, count: int, random: Random) -> list[Node]:
        """`count` different ones; the earlier ones more often."""
        pool = self.things[label]
        places = {min(int(len(pool) * random.random() ** 3), len(pool) - 1) for _ in range(count)}
        return [pool[at] for at in sorted(places)]


def graphs(notices: int, seed: int = 1, first: int = 0) -> Iterator[Graph]:
    """`notices` graphs, beginning with number `first`."""
    shared = Shared({label: [_thing(label, at) for at in range(size)] for label, size in POOLS.items()})
    for number in range(first, first + notices):
        yield _Notice(number, Random(f"{seed}-{number}"), shared).graph()


def _thing(label: str, at: int) -> Node:
    random = Random(f"{label}-{at}")
    town = "".join(random.sample(SURNAMES, 2))
    names = {
        "Company": f"{town}{_words(random, 2)}{random.choice(TRADES)}有限公司",
        "Policy": f"{town}市{_words(random, 6)}管理办法",
        "Agency": f"{town}市{_words(random, 3)}局{at}",
        "Theme": _words(random, 4),
        "Place": f"{town}{_words(random, 1)}县",
    }
    return Node(_id(label, str(at)), label, {"name": names[label], "aliases": []})


def _words(random: Random, size: int) -> str:
    at = random.randrange(len(WORDS) - size)
    return WORDS[at : at + size]


def _id(label: str, key: str) -> str:
    return f"{label.lower()}-{sha256(f'{label} {key}'.encode()).hexdigest()[:HEX]}"


class _Notice:
    """One notice in the making."""

    def __init__(self, number: int, random: Random, shared: Shared) -> None:
        self.number, self.random, self.shared = number, random, shared
        self.nodes: dict[str, Node] = {}
        self.links: list[Relationship] = []
        self.report = self.make("Report", "", source=f"notices/{number}.txt", sha256=f"{number:064x}")

    def graph(self) -> Graph:
        inspection = self.make("Inspection", "", start_date="2023-03-06", feedback_date="2023-06-21")
        self.link("REPORTS_ON", self.report, inspection)
        agencies = self.named("Agency")
        place = self.keep(self.shared.some("Place", 1, self.random)[0])
        self.link("PUBLISHED", agencies[0], self.report)
        self.link("INSPECTED", inspection, agencies[0])
        self.link("LOCATED_IN", agencies[0], place)
        policies = self.named("Policy") + [self.make("Policy", f"{at}") for at in range(NEW_POLICIES)]
        companies = self.named("Company") + [self.make("Company", f"{at}") for at in range(NEW_COMPANIES)]
        problems = self.problems(inspection, [*companies, *agencies])
        self.measures(problems, policies, companies)
        self.mentions()
        return Graph(self.report.id, tuple(self.nodes.values()), tuple(self.links))

    def problems(self, inspection: Node, named: list[Node]) -> list[Node]:
        areas = [self.make("ProblemArea", f"{at}") for at in range(AREAS)]
        themes = self.named("Theme")
        problems = [self.make("Problem", f"{at}", text=self.text(), implicit=False) for at in range(PROBLEMS)]
        for problem in problems:
            self.link("FOUND", inspection, problem)
            self.link("IN_AREA", problem, self.random.choice(areas))
            self.link("HAS_THEME", problem, self.random.choice(themes))
            self.link("MENTIONS", problem, self.random.choice(named))
        return problems

    def measures(self, problems: list[Node], policies: list[Node], companies: list[Node]) -> None:
        for at in range(MEASURES):
            measure = self.make("Measure", f"{at}", text=self.text())
            self.link("ADDRESSES", measure, problems[at % PROBLEMS])
            self.link("CITES", measure, self.random.choice(policies))
            self.link("MENTIONS", measure, self.random.choice(companies))

    def mentions(self) -> None:
        """Where each thing is read."""
        for node in list(self.nodes.values()):
            if node.label != "Report":
                self.link("APPEARS_IN", node, self.report, str(node.properties["name"]))

    def named(self, label: str) -> list[Node]:
        return [self.keep(node) for node in self.shared.some(label, SHARED[label], self.random)]

    def make(self, label: str, key: str, **own: Value) -> Node:
        name = f"{_words(self.random, 8)}{self.number}{key}"
        return self.keep(Node(_id(label, f"{self.number} {key}"), label, {"name": name, "aliases": [], **own}))

    def keep(self, node: Node) -> Node:
        return self.nodes.setdefault(node.id, node)

    def text(self) -> str:
        return "。".join(_words(self.random, 9) for _ in range(5))

    def link(self, type: str, start: Node, end: Node, quote: str = "") -> None:
        at = 40 * len(self.links)
        evidence = Evidence(self.report.id, Span(at, at + 20), quote or _words(self.random, 20), "generated", 0.9)
        self.links.append(Relationship(type, start.id, end.id, {}, evidence))
