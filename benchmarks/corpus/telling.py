"""Sentences from templates: slots are filled, and what they name is noted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from .setting import Setting, company
from .words import names

_SLOT = re.compile(r"{(\w+)}")


@dataclass(slots=True)
class Told:
    """A stretch of text and what it names; `policies` are (title, action)."""

    text: str = ""
    companies: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    projects: list[str] = field(default_factory=list)
    policies: list[tuple[str, str]] = field(default_factory=list)


class Teller:
    """Fills the templates of one notice; its companies, towns and bodies recur within the notice."""

    def __init__(self, random: Random, scene: Setting) -> None:
        self.random = random
        self.scene = scene
        # Laws, and verbs with what they made: each once, so that measures are told apart by their first words.
        self._told: set[str] = set()
        self.towns = [t + random.choice(names("townkind")) for t in random.sample(names("town"), 4)]
        self.companies = [company(random, scene.city) for _ in range(6)]
        bureaus = [b for b in names("bureau") if b not in scene.publisher]
        self.agencies = [f"{scene.seat}{b}" for b in random.sample(bureaus, 5)]
        self.projects = [f"{t[:2]}{w}项目" for t, w in zip(self.towns, random.sample(names("work"), 4), strict=True)]

    def tell(self, template: str) -> Told:
        """A template's text with what its slots name; each slot is filled anew."""
        told = Told()
        told.text = _SLOT.sub(lambda slot: self._fill(slot[1], told), template)
        return told

    def _fill(self, slot: str, told: Told) -> str:
        if slot in ("company", "company2"):
            return self._named([c for c in self.companies if c not in told.companies], told.companies)
        if slot == "agency":
            return self._named(self.agencies, told.agencies)
        if slot == "project":
            return self._named(self.projects, told.projects)
        if slot == "town":
            return self.random.choice(self.towns)
        return self._number(slot)

    def _named(self, choices: list[str], noted: list[str]) -> str:
        name = self.random.choice(choices)
        noted.append(name)
        return name

    def _number(self, slot: str) -> str:
        random = self.random
        if slot == "year":
            return str(self.scene.start.year - random.randint(1, 3))
        if slot == "money":
            return f"{random.uniform(1, 900):.{random.randint(0, 2)}f}".removesuffix(".")
        low, high = {"n": (11, 199), "few": (2, 9), "pct": (5, 95)}[slot]
        return str(random.randint(low, high))

    def document(self, rule: str) -> Told:
        """What was done with a document: 修订《望溪区水务局财务管理实施细则》, 严格执行《…法》."""
        random = self.random
        laws = [law for law in names("law") if law not in self._told]
        if laws and random.random() < 0.25:
            title, (verb, action) = random.choice(laws), random.choice(_READ)
            self._told.add(title)
        else:
            title = f"{self.scene.owner}{rule}{random.choice(names('kind'))}"
            verb, action = random.choice([made for made in _MADE if made[0] + rule not in self._told])
            self._told.add(verb + rule)
        return Told(f"{verb}《{title}》", policies=[(title, action)])


_MADE = (("印发", "issued"), ("制定出台", "issued"), ("修订", "revised"), ("修订完善", "revised"), ("出台", "issued"))
_READ = (("严格执行", "cited"), ("对照", "cited"), ("组织学习", "studied"))


def joined(*parts: Told | str) -> Told:
    """Texts one behind the other, with all that they name."""
    whole = Told()
    for part in parts:
        told = Told(part) if isinstance(part, str) else part
        whole.text += told.text
        whole.companies += told.companies
        whole.agencies += told.agencies
        whole.projects += told.projects
        whole.policies += told.policies
    return whole
